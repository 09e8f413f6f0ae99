"""Importing a survey: what each column becomes, and beside it what will come of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from qualcode.core.model import Survey
from qualcode.core.model.survey import survey_label
from qualcode.core.operations.survey_preview import Preview
from qualcode.core.store import surveys as store
from qualcode.core.surveys.plan import PlannedColumn, SurveyPlan
from qualcode.core.translate import _, one_by_one
from qualcode.shell.dialogs.import_work import ImportWork
from qualcode.shell.dialogs.leaving import Leaving
from qualcode.shell.dialogs.survey_columns import ColumnsPanel
from qualcode.shell.dialogs.survey_foot import Standing, SurveyFoot
from qualcode.shell.dialogs.survey_foreseen import Foreseen
from qualcode.shell.dialogs.survey_head import SurveyHead
from qualcode.shell.dialogs.survey_reader import SurveyReader
from qualcode.shell.dialogs.survey_reading import Read, Request, bring_in
from qualcode.shell.dialogs.survey_rules import SurveyRulesButton
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind

_SIZE: Final = (1240, 740)
#: so wide the columns get more room than what comes of them; so high there is room for a title
_WIDE: Final = 900
_HIGH: Final = 500
#: milliseconds after the last change until it is seen what comes of it
_CALM: Final = 120
#: of so few cells a role is changed at once
_FEW_CELLS: Final = 20_000


class SurveyDialog(QDialog):
    """Columns to the left, what comes of them to the right, one main button.

    Attributes:
        columns: the table of columns.
        foreseen: what would come.
        foot: what is to be known before, and the main button.
        head: title, wave, sheet and encoding.
        seen: what would come; None while that is not known.
    """

    foot: SurveyFoot

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._path = path
        self.seen: Preview | None = None
        self._before: Survey | None = None
        self._why = ""
        #: as it was before the user changed anything
        self._proposed: SurveyPlan | None = None
        #: whether it is to come in as soon as it is known what comes
        self._wanted = False
        title = _("Import a survey")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._reader = SurveyReader(session, self)
        self._reader.read.connect(self._read)
        self._reader.stopped.connect(self.leave)
        self._reader.seen.connect(self._show_seen)
        self._reader.changed.connect(self._put)
        self._reader.busy_changed.connect(self._show_state)
        self._work = ImportWork(session, self)
        self._work.went_on.connect(self._importing_went_on)
        self._work.done.connect(self._imported)
        self._work.ended.connect(self._nothing_came)
        self._calm = QTimer(self, interval=_CALM, singleShot=True)
        self._calm.timeout.connect(self._look)
        self._build()
        self._lay_out()
        self.read_again(None, None)

    @classmethod
    def ask(cls, session: Session, path: Path, parent: QWidget | None) -> SurveyDialog:
        """Show the file's columns, and import what the user keeps. Returns at once."""
        dialog = cls(session, path, parent)
        dialog.open()
        return dialog

    # Building

    def _build(self) -> None:
        self.name = QLabel(self._path.name, self)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.name, "title")
        self.rules = SurveyRulesButton(self._session, lambda: self.plan, self)
        self.rules.chosen.connect(self._use_rules)
        self.head = SurveyHead(_surveys(self._session), [self.rules], self)
        self.head.named.connect(self._named)
        self.head.read_wanted.connect(self.read_again)
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.note, "soft")
        self.columns = ColumnsPanel(self)
        self.columns.model.edited.connect(self._edited)
        self.columns.model.role_wanted.connect(self._change_roles)
        self.foreseen = Foreseen(self)
        self.foreseen.form_chosen.connect(self._form_chosen)
        self.foreseen.identity_toggled.connect(self._identity_toggled)
        self.columns.column_chosen.connect(self.foreseen.show_column)
        self.foot = SurveyFoot(self)
        self.rules.said.connect(self.foot.say)
        self._leaving = Leaving(self.foot, self._show_state)
        self.foot.cancel_button.clicked.connect(self.leave)
        self.foot.import_button.clicked.connect(self.bring_in)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.bring_in)

    def _lay_out(self) -> None:
        side = QScrollArea(self)
        side.setAccessibleName(_("What will come"))
        side.setFrameShape(QScrollArea.Shape.NoFrame)
        side.setWidgetResizable(True)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setWidget(self.foreseen)
        side.setMinimumWidth(px(240))
        self.across = QSplitter(Qt.Orientation.Horizontal, self)
        self.across.setChildrenCollapsible(False)
        self.across.addWidget(self.columns)
        self.across.addWidget(side)
        self.across.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(px(8))
        column.addWidget(self.name)
        column.addWidget(self.head)
        column.addWidget(self.note)
        column.addWidget(self.across, 1)
        column.addWidget(self.foot)
        screen = self.screen().availableSize()
        self.resize(min(px(_SIZE[0]), screen.width()), min(px(_SIZE[1]), screen.height() - px(40)))
        share = 62 if self.width() > px(_WIDE) else 52
        left = self.width() * share // 100
        self.across.setSizes([left, self.width() - left])
        self.name.setVisible(self.height() > px(_HIGH))

    # Reading

    def read_again(self, sheet: str | None, encoding: str | None) -> None:
        """Read the file, this sheet of it, with its letters stored so."""
        self._calm.stop()
        self.seen, self._why = None, ""
        self._enable(shown=False)
        self.foreseen.show_nothing(_("Reading…"))
        self._reader.start(Request(self._path, sheet, encoding))
        self._show_state()

    def _read(self, found: Read | str) -> None:
        if isinstance(found, str):
            self._why = found
            self.foreseen.show_nothing()
            # Another sheet, or other letters, may be readable.
            self.head.setEnabled(self.plan is not None)
            self._show_state()
            return
        self._enable(shown=True)
        self._proposed = found.plan
        self._leaving.decided = False
        self.columns.show_file(found.plan, found.looks)
        self.head.show_plan(found.plan)
        self.foreseen.show_plan(found.plan)
        self._tell(found)
        self.columns.table.setFocus()
        self._look()

    def _tell(self, found: Read) -> None:
        self._before = found.before
        self._note(found.plan)

    def _note(self, plan: SurveyPlan) -> None:
        """What was seen in the file, and for which survey it is taken."""
        notes = list(plan.table.notes)
        if self._before is not None:
            notes.append(_as_before(plan, self._before))
        self.note.setText(one_by_one(notes))
        self.note.setVisible(bool(notes))

    def _enable(self, *, shown: bool) -> None:
        for part in (self.head, self.columns, self.foreseen):
            part.setEnabled(shown)

    # The plan

    @property
    def plan(self) -> SurveyPlan | None:
        """What is to be imported, as it is now."""
        return self.columns.model.plan

    def _set(self, plan: SurveyPlan) -> None:
        if plan != self.plan:
            self.columns.model.set_plan(plan)

    def _edited(self) -> None:
        plan = self.plan
        if plan is None:
            return
        self.foreseen.show_plan(plan)
        self._note(plan)
        self._leaving.note()
        self._leaving.decided = plan != self._proposed
        self.seen, self._why, self._wanted = None, "", False
        self._calm.start()
        self._show_state()

    def _named(self, title: str, wave: str) -> None:
        if self.plan is not None:
            self._set(replace(self.plan, title=title, wave=wave or None))

    def _form_chosen(self, form: str) -> None:
        if self.plan is not None:
            self._set(replace(self.plan, form=form))

    def _identity_toggled(self, shown: bool) -> None:
        if self.plan is not None:
            self._set(replace(self.plan, show_identity=shown))

    def _use_rules(self, plan: SurveyPlan) -> None:
        self._set(plan)
        self.head.show_plan(plan)

    def _change_roles(self, numbers: Sequence[int], role: str) -> None:
        """Let columns be something else; looking through many cells takes a while."""
        plan = self.plan
        if plan is None:
            return
        changed = [one for number in numbers if (one := plan.columns[number]).role != role]
        if len(changed) * len(plan.table.rows) <= _FEW_CELLS:
            from qualcode.core.surveys.guessing import changed_role

            self._put([changed_role(plan.table, one, role) for one in changed])
        else:
            self.seen = None
            self._reader.change(plan, changed, role)

    def _put(self, columns: Sequence[PlannedColumn]) -> None:
        if columns:
            self.columns.model.put(columns)

    # Looking ahead

    def _look(self) -> None:
        self._calm.stop()
        if self.plan is not None and not self._work.is_under_way:
            self._reader.look(self.plan)
            self._show_state()

    def _show_seen(self, found: Preview | str) -> None:
        if self.plan is None or self._calm.isActive():
            return
        if isinstance(found, str):
            self._why, self._wanted = found, False
            self.foreseen.show_nothing()
        else:
            self.seen, self._why = found, ""
            self.foreseen.show_preview(self.plan, found)
            current = self.columns.current
            if current is not None:
                self.foreseen.show_column(current.number)
        self._show_state()
        if self._wanted:
            self._wanted = False
            self.bring_in()

    @property
    def is_busy(self) -> bool:
        """Whether the file is read, looked ahead of, or brought in."""
        looks = self._reader.is_busy or self._calm.isActive() or self.head.is_writing
        return looks or self._work.is_under_way

    def _show_state(self) -> None:
        self.foot.show_standing(
            Standing(
                respondents=self.seen.respondents if self.seen is not None else None,
                reading=self._path.name if self._reader.is_reading else "",
                is_importing=self._work.is_under_way,
                is_busy=self.is_busy,
                why=self._why,
                has_plan=self.plan is not None,
                can_write=self._session.can_write,
            )
        )
        if not (self._reader.is_reading or self._work.is_under_way):
            self._leaving.repeat()

    # Importing

    def bring_in(self) -> None:
        """Import the survey as one operation."""
        self.head.say_name()  # what is still being written may make it another survey
        if self.plan is None or not self._session.can_write or self._reader.is_reading:
            return
        if self.seen is None:
            self._wanted = not self._why
        elif self.seen.respondents:
            self._start()

    def _start(self) -> None:
        if self._work.begin(bring_in, self.plan):
            self._calm.stop()
            self._reader.stop()
            self._enable(shown=False)
            self.foot.say(_("Importing…"))
        self._show_state()

    def _importing_went_on(self, done: int, total: int, what: str) -> None:
        self.foot.show_progress(done, total)
        self.foot.say(_("Importing {file}").format(file=what))

    def _imported(self) -> None:
        self.rules.remember()
        self.accept()

    def _nothing_came(self, why: str) -> None:
        """It was cancelled, or the world failed."""
        self._enable(shown=True)
        self._why = why
        self._show_state()

    # Leaving

    @called_by_qt
    def reject(self) -> None:
        """By Esc: what was decided is not lost at once."""
        if self._work.is_under_way or self._may_leave():
            self.leave()

    def _may_leave(self) -> bool:
        self.head.say_name()  # what is still being written was decided too
        return self._leaving.may_leave()

    def leave(self) -> None:
        """Cancel what is going on; an import under way first, and then the dialog itself."""
        if self._work.is_under_way:
            self._work.cancel()
            self.foot.say(_("Stopping…"))
            return
        self._calm.stop()
        self._reader.stop()
        super().reject()

    @called_by_qt
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._work.is_under_way:
            event.ignore()
            self.leave()
            return
        if self.isVisible() and not self._may_leave():
            event.ignore()
            return
        self._calm.stop()
        self._reader.stop()
        super().closeEvent(event)


def _surveys(session: Session) -> list[Survey]:
    return store.all_surveys(session.project.db) if session.project else []


def _as_before(plan: SurveyPlan, before: Survey) -> str:
    label = survey_label(before.title, before.wave)
    if (plan.title, plan.wave) == (before.title, before.wave):
        return _("These are the questions and many rows of “{survey}”: only new rows come.").format(
            survey=label
        )
    return _(
        "These are the questions of “{survey}”. This is taken for “{other}”: change title and wave "
        "if it is not."
    ).format(survey=label, other=survey_label(plan.title, plan.wave))
