"""How the answers to a closed question divide: numbers, shares with their base, and bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from sqlite_utils import Database

from qualcode.core.analysis.surveys import Counts, counts
from qualcode.core.model import Survey, SurveyColumn
from qualcode.core.operations.survey_answers import ASKED
from qualcode.core.store import surveys as store
from qualcode.core.store.connection import casefold
from qualcode.core.translate import _, ngettext, one_by_one
from qualcode.shell.models.survey_lists import CountsModel, WaveCounts
from qualcode.shell.pages.surveys.tables import WholeRows
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind


class AnswersPart(QWidget):
    """One question of one survey at a time."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._columns: Sequence[SurveyColumn] = ()
        self._waves: Sequence[Survey] = ()
        self.question = QComboBox(self)
        self.question.setAccessibleName(_("Question"))
        self.question.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.question.setMinimumContentsLength(16)
        self.question.currentIndexChanged.connect(self._read)
        self.with_none = QCheckBox(_("Count “don’t know” in the base"), self)
        self.with_none.setAccessibleName(_("Count “don’t know” in the base"))
        self.with_none.toggled.connect(self._read)
        self.base = QLabel(self)
        self.base.setWordWrap(True)
        self.base.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.base, "soft")
        self.model = CountsModel(self)
        self.table = WholeRows(_("Answers to the question"), self.model, 2, self)
        self._lay_out()

    def _lay_out(self) -> None:
        label = QLabel(_("&Question"), self)
        label.setBuddy(self.question)
        set_kind(label, "soft")
        top = QHBoxLayout()
        top.setSpacing(px(8))
        top.addWidget(label)
        top.addWidget(self.question, 1)
        top.addWidget(self.with_none)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(6), px(14), 0)
        column.setSpacing(px(6))
        column.addLayout(top)
        column.addWidget(self.base)
        column.addWidget(self.table, 1)

    def show_survey(self, survey: Survey | None, waves: Sequence[Survey] = ()) -> None:
        """Show this survey with its other waves, at the question of before if it has it."""
        self._waves = waves or ([survey] if survey else [])
        project = self._session.project
        before = self.question.currentText()
        found = store.columns(project.db, survey.id) if project and survey else []
        self._columns = [
            one for one in found if one.role in ASKED and (one.attribute_id or one.field)
        ]
        self.question.blockSignals(True)
        self.question.clear()
        self.question.addItems([" ".join(one.question.split()) for one in self._columns])
        self.question.setCurrentIndex(max(0, self.question.findText(before)))
        self.question.blockSignals(False)
        self._read()

    def _read(self) -> None:
        project, at = self._session.project, self.question.currentIndex()
        if project is None or not 0 <= at < len(self._columns):
            self.model.show(())
            self.base.setText(_("This survey has no closed questions."))
            self.with_none.setEnabled(False)
            return
        column = self._columns[at]
        found = self._counted(project.db, column)
        self.model.show(found)
        many = range(1, len(found) + 1)
        self.table.widen(many if self.model.has_waves else [2])
        self.with_none.setEnabled(bool(column.no_answer))
        words = _waves_words(found) if self.model.has_waves else base_words(found[0].counts)
        self.base.setText(words)
        self.question.setToolTip(self.question.currentText())
        self.base.setAccessibleName(self.base.text())

    def _counted(self, db: Database, column: SurveyColumn) -> list[WaveCounts]:
        """The answers to the question in each wave that asked it."""
        in_base, asked = self.with_none.isChecked(), casefold(column.question)
        found = []
        for wave in self._waves:
            own = next(
                (
                    one
                    for one in store.columns(db, wave.id)
                    if casefold(one.question) == asked and one.role in ASKED
                ),
                None,
            )
            if own is not None:
                name = _("Wave {wave}").format(wave=wave.wave) if wave.wave else wave.title
                found.append(WaveCounts(name, counts(db, own.id, no_answer_in_base=in_base)))
        return found


def _waves_words(found: Sequence[WaveCounts]) -> str:
    """What the shares are of, wave by wave."""
    said = [_("Each share is of those who answered the question in that wave.")]
    said += [
        _("{wave}: {base} of {all} who answered the survey.").format(
            wave=one.name, base=one.counts.base, all=one.counts.respondents
        )
        for one in found
    ]
    if any(one.counts.several for one in found):
        said.append(_("Several answers could be given, so that they sum to more than 100 %."))
    return one_by_one(said)


def base_words(found: Counts) -> str:
    """Of how many the shares are."""
    words = _("Shares of {base} who answered the question, of {all} who answered the survey.")
    said = [words.format(base=found.base, all=found.respondents)]
    beside = sum(row.number for row in found.rows if row.share is None)
    if beside:
        text = ngettext(
            "{number} who said “don’t know” is not among them.",
            "{number} who said “don’t know” are not among them.",
            beside,
        )
        said.append(text.format(number=beside))
    if found.several:
        said.append(_("Several answers could be given, so that they sum to more than 100 %."))
    return one_by_one(said)
