"""The surveys as a part of the page of documents: which there are, and what can be done with them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.analysis.survey_groups import Listed, listed
from qualcode.core.changes import Changes
from qualcode.core.ids import SurveyId
from qualcode.core.model import Survey
from qualcode.core.model.survey import survey_label
from qualcode.core.operations.survey_removal import delete_surveys
from qualcode.core.report.options import ANSWERS, RATES
from qualcode.core.store.connection import casefold
from qualcode.core.translate import _, ngettext
from qualcode.shell.dialogs.question import Question
from qualcode.shell.dialogs.survey_export import ask_export
from qualcode.shell.models.survey_lists import Column, SurveysModel
from qualcode.shell.pages.surveys.answers import AnswersPart
from qualcode.shell.pages.surveys.rates import RatesPart
from qualcode.shell.pages.surveys.tables import WholeRows
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind

#: what of a project makes the numbers others
_TOUCHED: Final = (
    "surveys",
    "survey_columns",
    "responses",
    "invitations",
    "persons",
    "attributes",
    "attribute_values",
    "backgrounds",
    "turns",
)


class SurveysPart(QWidget):
    """The list above; response rates and answers of the chosen survey below.

    Signals:
        import_wanted(): a survey is to come in.
    """

    import_wanted = Signal()

    def __init__(self, session: Session, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._notice = notice
        self._chosen: SurveyId | None = None
        self._is_old = True
        set_kind(self, "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Surveys"))
        self.model = SurveysModel(self)
        self.table = WholeRows(_("Surveys"), self.model, Column.TITLE, self)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.ask_delete)
        self._make_buttons()
        self._make_parts()
        self._lay_out()
        session.opened.connect(self._opened)
        session.changed.connect(self._changed)
        session.busy_changed.connect(self._show_what_can_be_done)

    # Building

    def _make_buttons(self) -> None:
        self.import_button = self._button(_("Import a s&urvey…"))
        self.import_button.clicked.connect(self.import_wanted)
        self.delete_button = self._button(_("De&lete survey…"))
        self.delete_button.clicked.connect(self.ask_delete)
        self.export_button = self._button(_("E&xport…"))
        menu = QMenu(self.export_button)
        for text, what in (
            (_("&Response rates of all surveys…"), RATES),
            (_("&Answers to closed questions…"), ANSWERS),
        ):
            action = menu.addAction(text)
            action.triggered.connect(lambda _checked=False, what=what: self.ask_export(what))
        self.export_button.setMenu(menu)
        self.empty_button = self._button(_("Import a survey…"))
        set_kind(self.empty_button, "primary")
        self.empty_button.clicked.connect(self.import_wanted)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text.replace("&", ""))
        return button

    def _make_parts(self) -> None:
        self.rates = RatesPart(self._session, self._notice, self)
        self.answers = AnswersPart(self._session, self)
        self.parts = QTabBar(self)
        self.parts.setAccessibleName(_("What is shown of the survey"))
        self.parts.setDrawBase(False)
        self.parts.setExpanding(False)
        self.parts.setUsesScrollButtons(False)
        self.parts.addTab(_("Response rates"))
        self.parts.addTab(_("Closed answers"))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.rates)
        self._stack.addWidget(self.answers)
        self.parts.currentChanged.connect(self._part_chosen)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(px(14), px(4), px(14), px(6))
        top.setSpacing(px(8))
        for button in (self.import_button, self.delete_button, self.export_button):
            top.addWidget(button)
        top.addStretch(1)
        below = QWidget(self)
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, px(6), 0, px(8))
        lower.setSpacing(0)
        lower.addWidget(self.parts)
        lower.addWidget(self._stack, 1)
        across = QSplitter(Qt.Orientation.Vertical, self)
        across.setChildrenCollapsible(False)
        across.addWidget(self.table)
        across.addWidget(below)
        across.setStretchFactor(1, 1)
        across.setSizes([px(170), px(400)])
        full = QWidget(self)
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(across, 1)
        self._pages = QStackedWidget(self)
        scroll = QScrollArea(self)  # on a low screen all of it is reached by scrolling
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(full)
        set_kind(full, "ground")
        self._pages.addWidget(scroll)
        self._pages.addWidget(self._empty())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _empty(self) -> QWidget:
        empty = QWidget(self)
        words = QLabel(
            _(
                "Surveys will be here: who answered, of how many invited, and what. Their open "
                "answers become documents to code."
            ),
            empty,
        )
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_kind(words, "soft")
        column = QVBoxLayout(empty)
        column.setContentsMargins(px(60), 0, px(60), px(60))
        column.setSpacing(px(16))
        column.addStretch(1)
        column.addWidget(words)
        column.addWidget(self.empty_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return empty

    # In step

    def _opened(self) -> None:
        self._chosen = None
        self._renew()

    def _changed(self, changes: Changes) -> None:
        if changes.touches(*_TOUCHED):
            self._renew()

    def _renew(self) -> None:
        """Read anew; what is not seen waits until it is."""
        self._is_old = True
        if self.isVisible():
            self.read()

    def read(self) -> None:
        """Show what there is, if that is not shown already."""
        project = self._session.project
        if not self._is_old:
            return
        self._is_old = False
        column = max(self.table.currentIndex().column(), 0)
        self.model.show(listed(project.db) if project else [])
        ids = [row.survey.id for row in self.model.rows]
        self._pages.setCurrentIndex(0 if ids else 1)
        chosen = self._chosen
        row = ids.index(chosen) if chosen is not None and chosen in ids else len(ids) - 1
        self.table.setCurrentIndex(self.model.index(row, column))
        self._row_chosen()
        self._show_what_can_be_done()

    @property
    def first(self) -> QWidget:
        """What gets the keys when one comes here."""
        return self.table if self.model.rows else self.empty_button

    @property
    def current(self) -> Listed | None:
        """The survey one is at."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _row_chosen(self) -> None:
        row = self.current
        self._chosen = row.survey.id if row else None
        self._show_part()

    def _part_chosen(self) -> None:
        self._stack.setCurrentIndex(self.parts.currentIndex())
        self._show_part()

    def _show_part(self) -> None:
        """Only what is seen is counted."""
        survey = self.current.survey if self.current else None
        if self._stack.currentWidget() is self.rates:
            self.rates.show_survey(survey, self._waves(survey))
        else:
            self.answers.show_survey(survey, self._waves(survey))

    def _waves(self, survey: Survey | None) -> list[Survey]:
        if survey is None:
            return []
        title = casefold(survey.title)
        return [row.survey for row in self.model.rows if casefold(row.survey.title) == title]

    def _show_what_can_be_done(self) -> None:
        nothing = "" if self.model.rows else _("There is no survey.")
        why_not = self._session.why_not
        _enable(self.import_button, why_not)
        _enable(self.empty_button, why_not)
        _enable(self.delete_button, why_not or nothing)
        _enable(self.export_button, nothing)

    # What is done

    def ask_delete(self) -> None:
        """Say what goes with the chosen survey, and delete it if that is wanted."""
        row = self.current
        if row is None or not self.delete_button.isEnabled():
            return
        if Question.ask(_("Delete survey"), _words_of_deleting(row), _("Delete"), self.window()):
            title = _("Deleting a survey…")
            self._session.start_operation(title, delete_surveys, [row.survey.id])

    def ask_export(self, what: str) -> None:
        """Write response rates, or answers, as a file."""
        ask_export(self._session, self, what, self._notice)


def _enable(button: QPushButton, why_not: str) -> None:
    """Enable a button, or let it say why it can't be pressed."""
    button.setEnabled(not why_not)
    button.setToolTip(why_not)


def _words_of_deleting(row: Listed) -> str:
    label = survey_label(row.survey.title, row.survey.wave)
    persons = ngettext("{number} respondent", "{number} respondents", row.respondents)
    answers = ngettext("{number} open answer", "{number} open answers", row.answers)
    return _(
        "“{survey}” goes, with its {answers} and what is coded in them, and the closed answers of "
        "{persons}. Persons who are in nothing else go with it. It can be undone."
    ).format(
        survey=label,
        answers=answers.format(number=row.answers),
        persons=persons.format(number=row.respondents),
    )
