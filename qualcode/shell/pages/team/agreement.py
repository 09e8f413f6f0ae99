"""How far evaluators agree: an offer, not a mark of quality."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from sqlite_utils import Database

from qualcode.core.analysis.agreement import meaning
from qualcode.core.analysis.agreement.of_project import Question, agreement_in
from qualcode.core.analysis.agreement.result import Agreement
from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CodeId
from qualcode.core.merge.trying import merged_in_memory
from qualcode.core.model.code import PATH_SEPARATOR
from qualcode.core.project import Project
from qualcode.core.report.agreement_parts import as_text
from qualcode.core.report.typography import quoted
from qualcode.core.translate import N_, _, language
from qualcode.shell.chosen import Chosen
from qualcode.shell.commands.actions import action
from qualcode.shell.dialogs.files import Kind, ask_copies, ask_target
from qualcode.shell.handing_on import HandsKeysOn
from qualcode.shell.jobs import Job, Progress
from qualcode.shell.pages.team.agreement_choices import AgreementChoices, Ground
from qualcode.shell.pages.team.agreement_result import AgreementResult
from qualcode.shell.pages.team.scrolled import scrolled
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.written_note import tell_written
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind

_KINDS: Final = {".xlsx": N_("Excel"), ".docx": N_("Word"), ".csv": N_("List (CSV)")}
#: by these the documents and persons are chosen that are compared
_DESCRIBING: Final = ("attributes", "attribute_values", "folders")
#: ms: several things are ticked one after the other
_CALM: Final = 120

#: what can be chosen, with what was found, or the sentence why nothing was
_Answer = tuple[Ground, Agreement | str]


class AgreementPart(QWidget):
    """Compares in a job as soon as something else is asked for or was changed.

    Attributes:
        choices: what is asked for.
        result: the numbers.
        others: files that are compared with, without being taken in.

    Signals:
        part_wanted(key): another part of the page is.
    """

    part_wanted = Signal(str)

    def __init__(self, session: Session, chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chosen = chosen
        self.others: tuple[Path, ...] = ()
        self._job: Job | None = None
        self._is_stale = True
        self._of: object = session.project
        self._wanted_state: dict[str, Any] | None = None
        self.setAccessibleName(_("Agreement"))
        self._later = QTimer(self, interval=_CALM, singleShot=True)
        self._later.timeout.connect(self._compare)
        self.choices = AgreementChoices(session, self)
        self.result = AgreementResult(self)
        self.notice = Notice(self)
        self.empty = QLabel(self)
        self.copy = QPushButton(_("Copy the &numbers"), self)
        self.export = QPushButton(_("E&xport"), self)
        self.with_others = QPushButton(_("Compare before mer&ging…"), self)
        self.alone = QPushButton(_("&This project alone"), self)
        self.other_names = QLabel(self)
        self._arrange()
        self._connect()
        self._refresh()

    def _arrange(self) -> None:
        title = QLabel(_("Agreement"), self)
        set_kind(title, "title")
        offer = QLabel(meaning.offer(), self)
        offer.setWordWrap(True)
        set_kind(offer, "soft")
        self.offer = offer
        self.other_names.setWordWrap(True)
        self.other_names.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setWordWrap(True)
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for one in (self.empty, self.other_names):
            set_kind(one, "soft")
        self.empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        menu = QMenu(self.export)
        for suffix, name in _KINDS.items():
            menu.addAction(self._export_action(menu, suffix, name))
        self.export.setMenu(menu)
        self.with_others.setToolTip(
            _("Compare with a colleague’s project, as if it were merged; nothing is changed")
        )
        buttons = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        buttons.setSizePolicy(policy)
        flow = FlowLayout(buttons, spacing=px(8))
        for button in (self.with_others, self.alone, self.copy, self.export):
            flow.addWidget(button)
        self._arrange_within(title, buttons)

    def _arrange_within(self, title: QLabel, buttons: QWidget) -> None:
        """One column that scrolls as a whole."""
        inside = QWidget(self)
        inside.setProperty("kind", "ground")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(34), px(28), px(34), px(12))
        column.setSpacing(px(10))
        for widget in (title, self.offer, self.choices, self.notice, self.other_names):
            column.addWidget(widget)
        column.addWidget(buttons)
        column.addWidget(self.empty, 1)
        column.addWidget(self.result, 1)
        self.scroller = scrolled(inside, self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.scroller)
        HandsKeysOn(self, self.choices)

    def _export_action(self, menu: QMenu, suffix: str, name: str) -> QAction:
        return action(menu, _("{kind}…").format(kind=_(name)), lambda: self.ask_export(suffix))

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._opened)
        session.changed.connect(self._changed)
        self.choices.changed.connect(self._ask_anew)
        self.copy.clicked.connect(self.copy_all)
        self.with_others.clicked.connect(self.ask_others)
        self.alone.clicked.connect(lambda: self.compare_with(()))
        self.result.leave_out_wanted.connect(self._leave_out)
        self.result.code_chosen.connect(self._choose_code)

    # In step with the project

    def _opened(self) -> None:
        if self._session.project is not self._of:
            self._of = self._session.project
            self.others = ()
            self.result.found = None
            self.notice.clear()
            self.choices.restore_state({})
        self._ask_anew()

    def _changed(self, changes: Changes) -> None:
        tables = ("coders", "codes", "codings", "segments", "documents", "turns", "persons")
        narrowed = self.choices.only.is_narrow and changes.touches(*_DESCRIBING)
        if narrowed or changes.touches(*tables):
            self._ask_anew()

    def _ask_anew(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._later.start()

    def came(self) -> None:
        """It comes into view."""
        if self._is_stale:
            self._compare()

    # Comparing

    def _compare(self) -> None:
        """Start comparing, or when what is being compared is done; that is stopped."""
        if self._session.project is None:
            self.choices.show_ground(Ground())
            self._show_nothing(_("No project is open. Open one, or make a new one."))
            return
        if self._job is not None:
            self._is_stale = True
            self._job.cancel()
            return
        self._is_stale = False
        if not self.others:
            self._show_ground(Ground.read(self._session.project.db))
        question = self.choices.question()
        title = _("Comparing evaluators…")
        job = self._session.start_reading(title, _work, question, self.others)
        if job is None:
            return
        self._job = job
        if self.result.found is None:
            self._show_nothing(title)
        job.done.connect(lambda answer: self._show(job, answer))
        job.failed.connect(lambda error: self._failed(str(error)))
        job.over.connect(lambda: self._over(job))

    def _show(self, job: Job, answer: _Answer) -> None:
        if job.was_cancelled:
            return
        ground, found = answer
        self._show_ground(ground)
        if isinstance(found, str):
            self._show_nothing(found)
            return
        self.empty.hide()
        self.result.show_result(found)
        self.result.show()
        self._refresh()

    def _show_ground(self, ground: Ground) -> None:
        """What can be chosen; what was asked for when the window was left is asked for again."""
        state, self._wanted_state = self._wanted_state, None
        self.choices.show_ground(ground)
        if state is not None:
            self.choices.restore_state(state)

    def _failed(self, sentence: str) -> None:
        """A file could not be read: it is not compared with any more."""
        self.others = ()
        self._is_stale = True
        self._show_nothing(sentence)

    def _over(self, job: Job) -> None:
        self._job = None
        if self._is_stale and self.isVisible():
            self._later.start()
        elif job.was_cancelled:
            self._is_stale = True
            if self.result.found is None:
                self._show_nothing(_("The comparison was stopped. Choose something to compare."))

    def _show_nothing(self, sentence: str) -> None:
        self.result.found = None
        self.result.hide()
        self.empty.setText(sentence)
        self.empty.show()
        self._refresh()

    def _refresh(self) -> None:
        found = self.result.found is not None
        self.result.setVisible(found)
        self.empty.setVisible(not found)
        self.copy.setEnabled(found)
        self.export.setEnabled(found)
        self.with_others.setEnabled(self._session.project is not None)
        self.alone.setVisible(bool(self.others))
        self.other_names.setVisible(bool(self.others))
        self.other_names.setText(
            _("Compared as if {files} were merged. Nothing is taken in or changed.").format(
                files=", ".join(quoted(path.name, language()) for path in self.others)
            )
        )

    def _choose_code(self, name: str) -> None:
        """The code one is at is the one that is chosen elsewhere too."""
        if self.others:
            return  # they may have codes that are not here yet
        for code_id, path in self.choices.ground.codes.items():
            if name in (path, path.rpartition(PATH_SEPARATOR)[2]):
                self._chosen.choose_code(CodeId(code_id))
                return

    # Doing

    def ask_others(self) -> None:
        """Ask for files to compare with."""
        found = ask_copies(self._session, self, _("Compare before merging"))
        if found:
            self.compare_with(tuple(found))

    def compare_with(self, paths: tuple[Path, ...]) -> None:
        """Compare with these projects without taking them in; with none, this one alone."""
        self.others = paths
        self.choices.restore_state({})
        self._refresh()
        self._ask_anew()

    def _leave_out(self, document_ids: tuple[str, ...]) -> None:
        """Compare the other documents alone."""
        chip = self.choices.chips["documents"]
        before = chip.chosen or frozenset(chip.choices)
        chip.choose(before - set(document_ids))
        self._ask_anew()

    def copy_all(self) -> None:
        """Put all numbers, with what they mean, on the clipboard."""
        if self.result.found is not None:
            QGuiApplication.clipboard().setText(as_text(self.result.found))
            self.notice.tell(_("All numbers are copied, with what they mean."))

    def ask_export(self, suffix: str) -> None:
        """Ask where the file is to be, and write it."""
        project = self._session.project
        if project is None or self.result.found is None:
            return
        name = _("{project}, agreement").format(project=project.path.stem)
        out = ask_target(
            self._session,
            self,
            _("Export the agreement"),
            name=f"{name}{suffix}",
            filters={suffix: _(_KINDS[suffix])},
            kind=Kind.REPORTS,
        )
        if out is not None:
            self.write(out)

    def write(self, out: Path) -> None:
        """Write what is shown."""
        found = self.result.found
        if found is None:
            return

        def work(own: Project, *, progress: Progress) -> list[str]:
            from qualcode.core.report.agreement import write_to

            progress(0, 0)
            return write_to(own, found, out)

        job = self._session.start_reading(_("Writing “{file}”…").format(file=out.name), work)
        if job is not None:
            job.done.connect(lambda warnings: self._tell_written(out, warnings))

    def _tell_written(self, out: Path, warnings: list[str]) -> None:
        tell_written(self.notice, out, warnings)

    # Places

    def state(self) -> dict[str, Any]:
        """What was asked for, by ids."""
        return {
            "asked": self._wanted_state or self.choices.state(),
            "every": self.result.every.isChecked(),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Ask for what was asked for."""
        asked = state.get("asked")
        self._wanted_state = asked if isinstance(asked, dict) else None
        self.result.every.setChecked(state.get("every") is True)
        self._ask_anew()


def _work(
    project: Project, question: Question, others: tuple[Path, ...], *, progress: Progress
) -> _Answer:
    progress(0, 0)
    if not others:
        return _answer(project.db, question, progress)
    with merged_in_memory(project, others, progress=progress) as db:
        return _answer(db, question, progress)


def _answer(db: Database, question: Question, progress: Progress) -> _Answer:
    ground = Ground.read(db)
    try:
        return ground, agreement_in(db, _known(question, ground), progress=progress)
    except Refused as refused:
        return ground, str(refused)


def _known(question: Question, ground: Ground) -> Question:
    """The question without what is gone."""
    return replace(
        question,
        coders=tuple(one for one in question.coders if one in ground.coders),
        key=question.key if question.key in ground.coders else None,
        codes=tuple(one for one in question.codes if one in ground.codes),
        documents=tuple(one for one in question.documents if one in ground.documents),
        persons=tuple(one for one in question.persons if one in ground.persons),
    )
