"""The printed form of a passage: its words for the report, beside what was said."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget

from qualcode.core.analysis.printed import check_printed
from qualcode.core.translate import _, ngettext, one_by_one
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.folds import PartField
from qualcode.shell.panels.painting import px

#: ms after the last key until what is written is compared with what was said
_PAUSE: Final = 250
_MOST_NAMED: Final = 4


class PrintedPart(QWidget):
    """The words, whether they stand in the report, and what is printed after them.

    Signals:
        chosen_wanted(segment_id, chosen): the box was ticked or cleared.
    """

    chosen_wanted = Signal(str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._own = ""
        self.words = PartField(_("As it was said"), self)
        self.words.setAccessibleName(_("Printed form"))
        self.attribution = PartField(_("After the quote: as the report says"), self)
        self.attribution.setAccessibleName(_("Printed after the quote"))
        self.use = QCheckBox(_("Use this quote in the report"), self)
        self.use.clicked.connect(self._choose)
        self.warning = QLabel(self)
        self.warning.setProperty("kind", "warning")
        self.warning.setWordWrap(True)
        self.warning.setTextFormat(Qt.TextFormat.PlainText)
        self.warning.hide()
        self.tools = self._make_tools()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.check)
        self.words.textChanged.connect(self._timer.start)
        self.setFocusProxy(self.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        for part in (self.words, self.warning, self.tools, self.attribution, self.use):
            column.addWidget(part)

    def _make_tools(self) -> QWidget:
        box = QWidget(self)
        flow = FlowLayout(box, spacing=px(5))
        self.take_words = self._tool(
            box, _("From what was said"), _("Begin with the passage’s own words"), self._take_words
        )
        self.omit = self._tool(
            box, "…", _("Put … in the place of what is marked here"), lambda: self._put("…")
        )
        self.bracket = self._tool(
            box, "[ ]", _("Brackets for words that you add"), lambda: self._put("[", "]")
        )
        for button in (self.take_words, self.omit, self.bracket):
            flow.addWidget(button)
        return box

    def _tool(self, parent: QWidget, text: str, tip: str, run: object) -> QPushButton:
        button = QPushButton(text, parent)
        button.setProperty("kind", "chip")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # or the field would take its leave
        button.clicked.connect(run)
        return button

    def show_quote(
        self,
        segment_id: str,
        own: str,
        *,
        text: str | None,
        chosen: bool,
        attribution: str | None,
        can_write: bool,
    ) -> None:
        """Show how a passage is printed."""
        self._own = own
        self.words.show_note(segment_id, text, editable=can_write)
        self.attribution.show_note(segment_id, attribution, editable=can_write)
        self.use.setChecked(chosen)
        self.use.setEnabled(can_write)
        self.tools.setVisible(can_write)
        self.check()

    def check(self) -> None:
        """Compare what is written with what was said."""
        self._timer.stop()
        written = self.words.toPlainText()
        found = check_printed(written, self._own) if written.strip() else None
        said = _said(found.foreign, found.unmarked) if found else ""
        self.warning.setText(said)
        self.warning.setAccessibleName(said)
        self.warning.setVisible(bool(said))

    def _choose(self, chosen: bool) -> None:
        self.words.write_out()
        if self.words.subject:
            self.chosen_wanted.emit(self.words.subject, chosen)

    def _take_words(self) -> None:
        if not self.words.isReadOnly() and not self.words.toPlainText().strip():
            self.words.setPlainText(self._own)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, before: str, after: str = "") -> None:
        """At the place where one writes; brackets go round nothing, with the caret between."""
        if self.words.isReadOnly():
            return
        cursor = self.words.textCursor()
        if after:
            cursor.setPosition(cursor.selectionEnd())
        cursor.insertText(before + after)
        cursor.setPosition(cursor.position() - len(after))
        self.words.setTextCursor(cursor)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)


def _said(foreign: tuple[str, ...], unmarked: tuple[str, ...]) -> str:
    """What a reader of the quote could not know, in a sentence or two."""
    sentences = []
    if foreign:
        sentences.append(
            ngettext(
                "{words} is not the respondent’s word here. Put it in brackets.",
                "{words} are not the respondent’s words here. Put them in brackets.",
                len(foreign),
            ).format(words=_listed(foreign))
        )
    if unmarked:
        sentences.append(
            _("Words are left out after {words}. Mark that with ….").format(words=_listed(unmarked))
        )
    return one_by_one(sentences)


def _listed(words: tuple[str, ...]) -> str:
    shown = ", ".join(_("“{word}”").format(word=word) for word in words[:_MOST_NAMED])
    return f"{shown} …" if len(words) > _MOST_NAMED else shown
