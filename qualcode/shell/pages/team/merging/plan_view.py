"""The plan at a glance: what is safe, the counts, and what wants a decision."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from qualcode.core.merge.decided import CONFLICT
from qualcode.core.merge.match import SAME_CODE, SAME_CODER, SAME_DOCUMENT
from qualcode.core.translate import _, ngettext
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.team.merging.asked import Asked
from qualcode.shell.pages.team.merging.deciding import Deciding
from qualcode.shell.pages.team.merging.words import (
    count_headings,
    count_rows,
    deleted_words,
    undone_words,
    what_a_mark_is,
    what_to_do,
)
from qualcode.shell.pages.team.plain_table import PlainTable
from qualcode.shell.pages.team.scrolled import Scrolled
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind

_MOST = 6


class PlanView(Scrolled):
    """Signals: section_wanted(key): the whole list of something is to be shown."""

    section_wanted = Signal(str)

    def __init__(self, deciding: Deciding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deciding = deciding
        self.setAccessibleName(_("Plan"))
        holder = QWidget(self)
        self.title = QLabel(_("Nothing is lost, and it can be undone"), holder)
        set_kind(self.title, "title")
        self.sentence = QLabel(holder)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.sentence, "soft")
        self.unplaced = QLabel(holder)
        self.unplaced.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.unplaced, "warning")
        self.deleted = QLabel(holder)
        self.deleted.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.deleted, "warning")
        self.undone = QLabel(holder)
        self.undone.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.undone, "warning")
        for label in (self.title, self.sentence, self.unplaced, self.deleted, self.undone):
            label.setWordWrap(True)
        self.which = QPushButton(_("Sho&w which"), holder)
        set_kind(self.which, "link")
        self.which.clicked.connect(lambda: self.section_wanted.emit("marks"))
        self.which_undone = QPushButton(_("Sh&ow what was undone"), holder)
        set_kind(self.which_undone, "link")
        self.which_undone.clicked.connect(lambda: self.section_wanted.emit("conflicts"))
        self.counts = PlainTable(_("What becomes of the project"), ("",), holder)
        self.counts.is_whole = True
        self.asked = {
            kind: Asked(deciding, kind, holder, most=_MOST)
            for kind in (SAME_CODER, SAME_CODE, SAME_DOCUMENT, CONFLICT)
        }
        self._arrange(holder)
        self.hold(holder)
        self.setFocusProxy(self.counts)
        deciding.asked.connect(self.follow)
        deciding.answered.connect(lambda _key: self.follow())

    def _arrange(self, holder: QWidget) -> None:
        column = QVBoxLayout(holder)
        column.setContentsMargins(px(34), px(28), px(34), px(16))
        column.setSpacing(px(8))
        column.addWidget(self.title)
        column.addWidget(self.sentence)
        column.addSpacing(px(8))
        column.addWidget(self.unplaced)
        column.addWidget(self.deleted)
        column.addWidget(self.which, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.undone)
        column.addWidget(self.which_undone, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.counts)
        meaning = QLabel(what_a_mark_is(), holder)
        meaning.setWordWrap(True)
        set_kind(meaning, "label")
        column.addWidget(meaning)
        for kind, asked in self.asked.items():
            asked.set_room_above(px(16))
            column.addWidget(asked)
            key = {CONFLICT: "conflicts", SAME_DOCUMENT: "documents"}.get(kind, "codes")
            asked.more_wanted.connect(lambda key=key: self.section_wanted.emit(key))
        column.addStretch(1)

    def follow(self) -> None:
        """Show what was found."""
        looked = self._deciding.looked
        if looked is None:
            return
        self.sentence.setText(what_to_do(self._deciding))
        self.title.setText(_("Nothing is lost, and it can be undone"))
        if looked.plan.is_empty:
            self.title.setText(_("There is nothing to merge"))
            self.sentence.setText(
                _("There is nothing new in it: all of it is in your project already.")
            )
        self.counts.set_headings(count_headings(looked), ())
        self.counts.show_rows(count_rows(looked, self._deciding))
        deleted = deleted_words(looked)
        self.deleted.setText(deleted)
        self.deleted.setVisible(bool(deleted))
        self.which.setVisible(bool(deleted))
        undone = undone_words(looked)
        self.undone.setText(undone)
        self.undone.setVisible(bool(undone))
        self.which_undone.setVisible(bool(undone))
        number = looked.plan.counts["segments"].unplaced
        self.unplaced.setVisible(number > 0)
        self.unplaced.setText(
            ngettext(
                "{number} passage was not found surely enough in its text. It is kept, and you can "
                "place it by hand afterwards.",
                "{number} passages were not found surely enough in their texts. They are kept, and "
                "you can place them by hand afterwards.",
                number,
            ).format(number=number)
        )

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for asked in self.asked.values():
            asked.fit()
