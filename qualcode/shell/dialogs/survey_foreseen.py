"""What comes of a survey, beside its columns: persons, documents, and the first answers as stored."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.model.palette import PALETTE
from qualcode.core.operations.survey_outlook import BackgroundChange
from qualcode.core.operations.survey_preview import FirstAnswers, Preview
from qualcode.core.surveys.plan import BY_QUESTION, BY_RESPONDENT, SurveyPlan
from qualcode.core.translate import _, ngettext
from qualcode.shell.dialogs.text_panel import TextPanel
from qualcode.shell.models.survey_words import (
    change_words,
    changes_words,
    found_words,
    known_words,
    warnings_of,
)
from qualcode.shell.panels.painting import current_theme, px
from qualcode.shell.text.reader import Reader
from qualcode.shell.text.views import MarkView, TurnView
from qualcode.shell.theme import set_kind


class Foreseen(TextPanel):
    """Signals:
    form_chosen(form): documents by question or by respondent.
    identity_toggled(shown): whether persons are called what the identity column says.
    """

    form_chosen = Signal(str)
    identity_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first: tuple[FirstAnswers, ...] = ()
        self.found = self._label("heading")
        self.lines = self._label("soft")
        self.warnings = self._label("warning")
        self.form = self._box(_("Documents"))
        self.form.addItem(_("A document for each question"), BY_QUESTION)
        self.form.addItem(_("A document for each respondent"), BY_RESPONDENT)
        self.form.activated.connect(lambda: self.form_chosen.emit(self.form.currentData()))
        self.shows_identity = QCheckBox(_("&Call persons what the identity says"), self)
        self.shows_identity.setAccessibleName(_("Call persons what the identity says"))
        self.shows_identity.setToolTip(
            _(
                "Otherwise they are “Respondent 1”, “Respondent 2” … and the identity is never shown."
            )
        )
        self.shows_identity.toggled.connect(self.identity_toggled)
        self.changes_button = QPushButton(self)
        set_kind(self.changes_button, "link")
        self.changes_button.setCheckable(True)
        self.changes_button.setAutoDefault(False)
        self.changes = QListWidget(self)
        self.changes_button.toggled.connect(self.changes.setVisible)
        self.changes.setAccessibleName(_("Background that differs"))
        self.changes.setWordWrap(True)
        self.changes.setMaximumHeight(px(130))
        self.changes.hide()
        self.which = self._box(_("As it will be stored"))
        self.which.currentIndexChanged.connect(self._show_text)
        self.answers = self._label("label")
        self.reader = Reader(self, theme=current_theme())
        self.reader.setMinimumHeight(px(90))
        self.reader.set_resizable(resizable=False)
        self.reader.setAccessibleName(_("The first answers as they will be stored"))
        self._lay_out()
        self._fit()
        self.show_nothing()

    def _label(self, kind: str) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(label, kind)
        return label

    def _box(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        return box

    def _lay_out(self) -> None:
        changes = QHBoxLayout()
        changes.addWidget(self.changes_button)
        changes.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self.found)
        column.addWidget(self.lines)
        column.addWidget(self.warnings)
        column.addLayout(changes)
        column.addWidget(self.changes)
        column.addWidget(self.form)
        column.addWidget(self.shows_identity)
        column.addWidget(self.which)
        column.addWidget(self.answers)
        column.addWidget(self.reader, 100)
        column.addStretch(1)

    # What is shown

    def show_plan(self, plan: SurveyPlan) -> None:
        """What can be chosen of a plan."""
        self.form.setCurrentIndex(max(0, self.form.findData(plan.form)))
        self.shows_identity.setEnabled(plan.identity is not None)
        self.shows_identity.blockSignals(True)
        self.shows_identity.setChecked(plan.show_identity)
        self.shows_identity.blockSignals(False)

    def show_nothing(self, words: str = "") -> None:
        """Nothing is known yet."""
        self.found.setText(words)
        self.lines.clear()
        self._warn([])
        self._show_changes(())
        self._show_first(())

    def show_preview(self, plan: SurveyPlan, seen: Preview) -> None:
        """What would come of the plan."""
        self.found.setText(found_words(seen))
        self.lines.setText("\n".join(known_words(plan, seen)))
        self._warn(warnings_of(seen))
        self._show_changes(seen.outlook.changes)
        self._show_first(seen.first)
        by_question = plan.form == BY_QUESTION
        name = _("Question as it will be stored") if by_question else _("Respondent as stored")
        self.which.setAccessibleName(name)

    def _warn(self, sentences: list[str]) -> None:
        self.warnings.setText("\n".join(sentences))
        self.warnings.setVisible(bool(sentences))

    def _show_changes(self, changes: tuple[BackgroundChange, ...]) -> None:
        self.changes_button.setVisible(bool(changes))
        self.changes_button.setText(changes_words(len(changes)))
        self.changes_button.setAccessibleName(self.changes_button.text())
        self.changes.clear()
        self.changes.addItems([change_words(one) for one in changes])
        self.changes.setVisible(bool(changes) and self.changes_button.isChecked())

    def _show_first(self, first: tuple[FirstAnswers, ...]) -> None:
        before = self.which.currentText()
        self._first = first
        self.which.blockSignals(True)
        self.which.clear()
        self.which.addItems([" ".join(one.name.split()) for one in first])
        self.which.setCurrentIndex(max(0, self.which.findText(before)) if first else -1)
        self.which.blockSignals(False)
        for part in (self.which, self.answers, self.reader):
            part.setVisible(bool(first))
        self._show_text()

    def show_column(self, number: int) -> None:
        """Show the answers of this column, if they will be a document."""
        for at, one in enumerate(self._first):
            if one.column == number:
                self.which.setCurrentIndex(at)

    def _show_text(self) -> None:
        at = self.which.currentIndex()
        one = self._first[at] if 0 <= at < len(self._first) else None
        if one is None:
            self.reader.show_text("", "", "", "")
            return
        shown = sum(said.who is not None for said in one.said)
        words = ngettext("{number} answer", "{number} answers", one.answers)
        text = words.format(number=one.answers)
        if shown < one.answers:
            text = _("{answers}; the first {shown} are shown").format(answers=text, shown=shown)
        self.answers.setText(text)
        self.reader.show_text(str(at), "", "", one.text)
        # Who answers stands in the margin; what was asked stands back in a softer ink.
        asked = [said.span for said in one.said if said.who is None]
        self.reader.set_turns([TurnView(*span, span.start, "", None, True) for span in asked])
        who = list(dict.fromkeys(said.who for said in one.said if said.who is not None))
        self.reader.set_marks(
            MarkView(
                f"{number}",
                said.span.start,
                said.span.end,
                said.who,
                said.who,
                PALETTE[who.index(said.who) % len(PALETTE)].light,
                dim=True,
            )
            for number, said in enumerate(one.said)
            if said.who is not None
        )
