"""What a memo is about and speaks of: to go there by, to add to, to take away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.analysis.things import Ref, Thing, describe
from qualcode.core.ids import MemoId
from qualcode.core.operations import memos as operations
from qualcode.core.store import memos as store
from qualcode.core.translate import _
from qualcode.shell.commands.actions import plain
from qualcode.shell.models.memos import MemoRow
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.memo_subject import MemoSubject
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.thing_picker import ThingPicker, choices
from qualcode.shell.session import Session

TABLES = ("codes", "documents", "persons")


class MemoLinks(QWidget):
    """Attributes: about: the button that leads to what the memo is about.

    Signals:
        jump_wanted(thing)
    """

    jump_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._memo_id: MemoId | None = None
        self._thing: Thing | None = None
        self._links: list[QWidget] = []
        self.about = QPushButton(parent)
        self.about.setProperty("kind", "link")
        self.about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.about.clicked.connect(self._jump)
        self.add = QPushButton(_("+ Link"), self)
        self.add.setProperty("kind", "chip")
        self.add.setToolTip(_("Say that the memo speaks of a code, a document or a person too"))
        self.add.setAccessibleName(_("Link the memo to something"))
        self.add.clicked.connect(self.ask)
        self.picker = ThingPicker(self)
        self.picker.picked.connect(lambda table, row_id, _name: self._link((table, row_id)))
        self.picker.left.connect(lambda: self.add.setFocus(Qt.FocusReason.OtherFocusReason))
        box = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
        self._box = box
        self._flow = FlowLayout(box, spacing=px(5))
        self._flow.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(box)
        column.addWidget(self.picker)

    def _jump(self) -> None:
        if self._thing is not None:
            self.jump_wanted.emit(self._thing)

    def show_memo(self, subject: MemoSubject | None, row: MemoRow | None) -> None:
        """Show what a memo speaks of; a new one has no links yet."""
        self._memo_id = row.memo.id if row else None
        self._show_about(subject, row)
        for link in self._links:
            self._flow.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._flow.removeWidget(self.add)
        self._links = [self._make(thing) for thing in row.links] if row else []
        self._flow.addWidget(self.add)
        self.setVisible(row is not None)
        self.add.setEnabled(self._session.can_write)
        self.picker.hide()
        self._box.updateGeometry()

    def _show_about(self, subject: MemoSubject | None, row: MemoRow | None) -> None:
        self._thing = row.about if row else self._of_new(subject)
        words = _("About: {thing}").format(thing=self._thing.words) if self._thing else ""
        self.about.setText(plain(words))
        self.about.setToolTip(words)
        self.about.setAccessibleName(words)
        self.about.setVisible(bool(words))

    def _of_new(self, subject: MemoSubject | None) -> Thing | None:
        project = self._session.project
        if subject is None or project is None:
            return None
        if subject.about is not None:
            return describe(project.db, [subject.about]).get(subject.about)
        if subject.words is not None:
            ref = ("documents", subject.words[0])
            return describe(project.db, [ref]).get(ref)
        return None

    def _make(self, thing: Thing) -> QWidget:
        box = _LinkChip(thing, self._box)
        box.go.clicked.connect(lambda: self.jump_wanted.emit(thing))
        box.cross.clicked.connect(lambda: self._unlink(thing))
        box.cross.setEnabled(self._session.can_write)
        self._flow.addWidget(box)
        box.show()
        return box

    def ask(self) -> None:
        """Let something be picked."""
        project = self._session.project
        if project is not None and self._memo_id is not None:
            self.picker.open(choices(project.db, TABLES))

    def _link(self, to: Ref) -> None:
        if self._memo_id is not None:
            self._session.run(operations.link_memo, self._memo_id, to)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unlink(self, thing: Thing) -> None:
        project = self._session.project
        if project is None or self._memo_id is None:
            return
        links = store.links_of(project.db, [self._memo_id])
        for link in links:
            if link.to_id == thing.id:
                self._session.run(operations.unlink_memo, link.id)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)


class _LinkChip(QWidget):
    """One link: its words lead there, its cross takes it away."""

    def __init__(self, thing: Thing, parent: QWidget) -> None:
        super().__init__(parent)
        self.go = QPushButton(plain(thing.words), self)
        self.go.setProperty("kind", "link")
        self.go.setToolTip(thing.words)
        self.go.setAccessibleName(thing.words)
        self.cross = QToolButton(self)
        self.cross.setText("×")
        self.cross.setToolTip(_("Take the link away"))
        self.cross.setAccessibleName(_("Take away the link to {thing}").format(thing=thing.words))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.go, 1)
        row.addWidget(self.cross)
