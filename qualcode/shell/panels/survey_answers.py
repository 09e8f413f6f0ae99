"""What the person who speaks answered in surveys: background and closed questions, beside the text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from qualcode.core.analysis.surveys import Answer, PersonAnswers
from qualcode.core.translate import _
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import current_theme, px
from qualcode.shell.theme import set_kind


class SurveyAnswers(QWidget):
    """A heading that opens and closes, and under it question and answer in the questionnaire's order.

    Attributes:
        fold: the heading.
        body: the answers; can be read with the keys, marked and copied.

    Signals:
        toggled(is_open): the user opened or closed it.
    """

    toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Sequence[PersonAnswers] = ()
        self.setAccessibleName(_("Answers in surveys"))
        self.fold = QToolButton(self)
        set_kind(self.fold, "fold")
        self.fold.setText(_("Answers in surveys"))
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setCheckable(True)
        self.fold.setChecked(True)
        self.fold.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.fold.toggled.connect(self._toggle)
        self.body = QLabel(self)
        self.body.setWordWrap(True)
        self.body.setTextFormat(Qt.TextFormat.RichText)
        self.body.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.body.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(4), 0, px(4))
        column.setSpacing(px(2))
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.body)
        self._point()

    @property
    def is_open(self) -> bool:
        """Whether the answers are seen."""
        return self.fold.isChecked()

    def set_open(self, *, is_open: bool) -> None:
        """Open or close it, without a signal."""
        self.fold.blockSignals(True)
        self.fold.setChecked(is_open)
        self.fold.blockSignals(False)
        self._point()
        self._fill()

    def show_answers(self, found: Sequence[PersonAnswers]) -> None:
        """Show what a person answered; nothing is seen where they answered no survey."""
        if found != self._found:
            self._found = found
            self._fill()
        self.setVisible(bool(found))

    def _toggle(self, is_open: bool) -> None:
        self._point()
        self._fill()
        self.toggled.emit(is_open)

    def _point(self) -> None:
        arrow = Qt.ArrowType.DownArrow if self.is_open else Qt.ArrowType.RightArrow
        self.fold.setArrowType(arrow)
        state = _("opened") if self.is_open else _("closed")
        self.fold.setAccessibleName(_("Answers in surveys, {state}").format(state=state))

    def _fill(self) -> None:
        """Laid out only where it is seen."""
        self.body.setVisible(self.is_open and bool(self._found))
        if self.is_open:
            soft = current_theme().soft_ink
            self.body.setText("".join(_survey(one, soft) for one in self._found))
            self.body.setAccessibleName(_spoken(self._found))

    @called_by_qt
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._fill()


def _survey(one: PersonAnswers, soft: str) -> str:
    """One survey, with its wave."""
    heading = f"<b>{escape(one.label)}</b>"
    if one.answered:
        heading += f' <span style="color:{soft}">· {escape(one.answered)}</span>'
    lines = [f'<p style="margin:6px 0 2px 0">{heading}</p>']
    if one.background:
        known = " · ".join(escape(answer.text) for answer in one.background)
        lines.append(f'<p style="margin:0 0 2px 0">{known}</p>')
    lines += (_answer(answer, soft) for answer in one.answers)
    return "".join(lines)


def _answer(answer: Answer, soft: str) -> str:
    text = escape(answer.text).replace("\n", "; ")
    question = escape(" ".join(answer.question.split()))
    return f'<p style="margin:3px 0 0 0"><span style="color:{soft}">{question}</span><br>{text}</p>'


def _spoken(found: Sequence[PersonAnswers]) -> str:
    return "\n".join(
        "\n".join(
            [one.label]
            + [f"{answer.question}: {answer.text}" for answer in (*one.background, *one.answers)]
        )
        for one in found
    )
