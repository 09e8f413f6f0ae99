"""Making a copy of the project for a colleague."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.analysis.team_work import TeamWork
from qualcode.core.changes import Changes
from qualcode.core.ids import DocumentId
from qualcode.core.project import SUFFIX
from qualcode.core.translate import _
from qualcode.shell.chosen import Chosen
from qualcode.shell.jobs import Job
from qualcode.shell.pages.team.handing_out import (
    Making,
    Standing,
    Wish,
    file_name,
    read_standing,
    what_it_holds,
)
from qualcode.shell.pages.team.plain_table import PlainTable
from qualcode.shell.pages.team.work_line import WorkLine
from qualcode.shell.panels.check_tree import CheckTree
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.written_note import folder_step, tell_all
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind


class HandOutPart(QScrollArea):
    """Attributes: whom, every, some, tree, blind, nameless: what is asked; sentence: what the copy
    will hold; make: the button; notice, work: what becomes of it; copies: those made before."""

    drawer_wanted = Signal(str, str)

    def __init__(self, session: Session, _chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_stale, self._is_reading = True, False
        self._standing = Standing(TeamWork())
        self._cleared: set[str] = set()
        self.setAccessibleName(_("Hand out"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._holder = QWidget(self)
        self._make_fields()
        self._arrange()
        self._connect()
        self.setFocusProxy(self.whom)
        self._show_standing(self._standing)

    # Building

    def _make_fields(self) -> None:
        holder = self._holder
        self.whom = QComboBox(holder)
        self.whom.setEditable(True)
        self.whom.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.whom.setAccessibleName(_("For whom"))
        edit = self.whom.lineEdit()
        assert edit is not None, "a combo box that can be edited has a field"
        edit.setPlaceholderText(_("The colleague’s name"))
        self.every = QRadioButton(_("A&ll documents"), holder)
        self.some = QRadioButton(_("Cho&sen documents"), holder)
        self.every.setChecked(True)
        group = QButtonGroup(holder)
        for button in (self.every, self.some):
            group.addButton(button)
        self.tree = CheckTree(_("Documents"), (), holder)
        self.blind = QCheckBox(_("&Without others’ codings (blind)"), holder)
        self.nameless = QCheckBox(_("Leave out persons’ &real names"), holder)
        self.sentence = QLabel(holder)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        set_kind(self.sentence, "soft")
        self.make = QPushButton(_("&Make the copy…"), holder)
        set_kind(self.make, "primary")
        self.notice = Notice(holder)
        self.work = WorkLine(holder)
        headings = (_("For whom"), _("Handed out"), _("Merged back"))
        self.copies = PlainTable(_("Copies handed out before"), headings, holder)
        self.nothing = QLabel(_("No copy has been handed out yet."), holder)
        set_kind(self.nothing, "soft")

    def _arrange(self) -> None:
        title = QLabel(_("Make a copy for a colleague"), self._holder)
        set_kind(title, "title")
        about = QLabel(
            _(
                "The colleague codes in the copy on their own computer. When you get it back, merge "
                "it: nothing is lost on either side."
            ),
            self._holder,
        )
        about.setWordWrap(True)
        set_kind(about, "soft")
        label = QLabel(_("F&or whom"), self._holder)
        label.setBuddy(self.whom)
        before = QLabel(_("Copies handed out before"), self._holder)
        set_kind(before, "heading")
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(px(34), px(28), px(34), px(20))
        self._column.setSpacing(px(8))
        self._add(title, about, label)
        self.whom.setMaximumWidth(px(420))
        self._column.addWidget(self.whom)
        self._column.addSpacing(px(6))
        self._add(self.every, self.some, self.tree)
        self._column.addSpacing(px(6))
        self._add(self.blind, self.nameless, self.sentence, self.notice, self.work)
        self._column.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addSpacing(px(16))
        self._add(before, self.nothing, self.copies)
        self._column.addStretch(1)
        self.setWidget(self._holder)
        self._fit_tree()

    def _add(self, *parts: QWidget) -> None:
        for part in parts:
            self._column.addWidget(part)

    def _fit_tree(self) -> None:
        self.tree.setMinimumHeight(px(180))
        self.tree.setMaximumHeight(px(260))
        self.tree.setVisible(self.some.isChecked())

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._opened)
        session.changed.connect(self._changed)
        session.busy_changed.connect(self.refresh)
        self.whom.editTextChanged.connect(lambda _text: self.refresh())
        self.every.toggled.connect(self._choose_which)
        self.tree.changed.connect(self.refresh)
        for box in (self.blind, self.nameless):
            box.toggled.connect(self.refresh)
        self.make.clicked.connect(self.ask_file)

    # In step with the project

    def _opened(self) -> None:
        self.whom.clearEditText()
        self.notice.clear()
        self.every.setChecked(True)
        self.blind.setChecked(False)
        self.nameless.setChecked(False)
        self._follow()

    def _changed(self, changes: Changes) -> None:
        tables = ("coders", "segments", "codings", "documents", "codes", "persons", "memos")
        if changes.touches(*tables):
            self._follow()

    def _follow(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.came()

    def came(self) -> None:
        """It comes into view."""
        self.refresh()
        if self._session.project is not None and self._is_stale and not self._is_reading:
            self._is_stale, self._is_reading = False, True
            job = self._session.start_reading(_("Counting everybody’s work…"), read_standing)
            if job is not None:
                job.done.connect(self._show_standing)
                job.over.connect(lambda: self._read(job))

    def _read(self, job: Job) -> None:
        self._is_reading = False
        if job.was_cancelled:
            self._is_stale = True  # it is read when one comes back
        elif self._is_stale and self.isVisible():
            self.came()

    def _show_standing(self, standing: Standing) -> None:
        self._standing = standing
        name = self.whom.currentText()
        self.whom.blockSignals(True)
        self.whom.clear()
        own = self._session.coder_id
        for one in standing.work.evaluators:
            if one.coder.id != own and one.coder.role is None:
                self.whom.addItem(one.coder.name)
        self.whom.setCurrentIndex(-1)
        self.whom.setEditText(name)
        self.whom.blockSignals(False)
        self._fill_tree(standing.work)
        self.copies.show_rows(standing.rows())
        self.copies.setVisible(bool(standing.copies))
        self.copies.setFixedHeight(min(self.copies.whole_height(), px(240)))
        self.nothing.setVisible(not standing.copies)
        self.refresh()

    def _fill_tree(self, work: TeamWork) -> None:
        """The documents anew; what was not wanted still is not."""
        titles = sorted(work.documents.items(), key=lambda one: one[1].casefold())
        self.tree.show_rows([(str(one), title, None) for one, title in titles])

    def _choose_which(self) -> None:
        self._fit_tree()
        self.refresh()

    def refresh(self) -> None:
        """What the copy will hold, and whether it can be made."""
        why_not = self._session.why_not or self._what_lacks()
        self.make.setEnabled(not why_not and self.work.job is None)
        self.make.setToolTip(why_not)
        self.sentence.setText(self._words())

    def _what_lacks(self) -> str:
        if not self.whom.currentText().strip():
            return _("Say whom the copy is for.")
        if not self._documents():
            return _("Choose documents that are in the project.")
        return ""

    def _documents(self) -> list[DocumentId]:
        if self.every.isChecked():
            return list(self._standing.work.documents)
        return [DocumentId(one) for one in self.tree.ticked()]

    def _words(self) -> str:
        wanted = Wish(
            self.whom.currentText().strip(),
            tuple(self._documents()),
            self.blind.isChecked(),
            self.nameless.isChecked(),
        )
        return what_it_holds(self._standing.work, wanted)

    # Making

    def ask_file(self) -> None:
        """Ask where the copy is to be, and make it."""
        from qualcode.shell.dialogs.files import Kind, ask_target

        project = self._session.project
        if project is None or self._what_lacks():
            return
        target = ask_target(
            self._session,
            self,
            _("Make a copy for a colleague"),
            name=file_name(project, self.whom.currentText(), nameless=self.nameless.isChecked()),
            filters={SUFFIX: _("Qualcode project")},
            kind=Kind.COPIES,
        )
        if target is not None:
            self.hand_out(target)

    def hand_out(self, target: Path) -> None:
        """Make the copy there."""
        self.notice.clear()
        making = Making(
            target,
            self.whom.currentText(),
            None if self.every.isChecked() else self._documents(),
            blind=self.blind.isChecked(),
            nameless=self.nameless.isChecked(),
        )
        job = self._session.start_operation(_("Making the copy…"), making)
        if job is not None:
            self._follow_job(job, making)

    def _follow_job(self, job: Job, making: Making) -> None:
        self.work.show_job(job)
        self.work.cancel.setFocus()
        job.over.connect(lambda: self._made(making))
        self.refresh()

    def _made(self, making: Making) -> None:
        if making.failure:
            self.notice.warn(making.failure)
        elif making.made is None:
            self.notice.tell(_("Stopped. There is no copy."))
        else:
            path = making.made.path
            told = _("The copy is “{file}”. Send it in a way that is safe for interviews.")
            sentences = [told.format(file=path.name), *making.made.warnings]
            warned = bool(making.made.warnings)
            tell_all(self.notice, sentences, folder_step(path.parent), warned=warned)
        self._follow()
        self.refresh()
        if self.isVisible():
            self._go_on()

    def _go_on(self) -> None:
        """The keys to where one goes on: to what can be done with the copy, or to try again."""
        (self.notice.buttons or [self.make])[0].setFocus()
