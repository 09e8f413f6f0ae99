"""What is to be found, and where: the upper part of the drawer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.analysis.search.query import Match
from qualcode.core.analysis.search.wanted import Wanted, Where
from qualcode.core.ids import CoderId, DocumentId
from qualcode.core.operations.grid_fields import DOCUMENT_KIND_NAMES
from qualcode.core.translate import N_, _
from qualcode.shell.commands.actions import plain
from qualcode.shell.icons import line_icon
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.drawer import combo, fill_combo
from qualcode.shell.panels.filter_chips import Source
from qualcode.shell.panels.narrowing_bar import NarrowingBar
from qualcode.shell.panels.painting import current_theme, px

#: how long one may pause between two letters, in milliseconds
_PAUSE: Final = 180
_RECENT: Final = 12
_ICON: Final = 16

_MATCHES: Final = {
    Match.BEGINNING: N_("Word beginnings"),
    Match.WHOLE: N_("Whole words"),
    Match.PART: N_("Parts of words"),
    Match.FORMS: N_("All forms"),
    Match.REGEX: N_("Regular expression"),
}
_CODED: Final = {
    None: N_("Coded or not"),
    True: N_("Only what is coded"),
    False: N_("Only what is not coded"),
}
#: what documents and respondents are, beside the kind of a document, which has a box of its own
_NARROWED: Final = ("documents", "folders", "waves", "groups", "persons")
#: the text that is shown, as a choice of where to look
THIS_TEXT: Final = "this"


class SearchFields(QWidget):
    """A field for the words, and choices of how and where.

    Attributes:
        only: the part of the material that is searched.
        recent: what was looked for lately, with how, the latest first.

    Signals:
        changed(): something else is to be found, or elsewhere.
        entered(): Enter, or the arrow down, in the field: on to what was found.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, source: Callable[[], Source | None], parent: QWidget) -> None:
        super().__init__(parent)
        self.recent: list[tuple[str, str]] = []
        self.setProperty("kind", "panel")
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self.changed)
        self.field = self._make_field()
        self.more = self._make_more()
        self.match = combo(_("How words are found"), _told(_MATCHES), self)
        self.scope = combo(_("Where to look"), {"": _("All texts")}, self)
        self.coded = combo(_("Coded or not"), _told(_CODED), self)
        self.coder = combo(_("Whose codes"), {"": _("By anyone")}, self)
        self.not_interviewer = QCheckBox(_("Not what interviewers say"), self)
        self.not_interviewer.setAccessibleName(self.not_interviewer.text())
        self.only = NarrowingBar(source, self, kinds=_NARROWED)
        self.only.changed.connect(self._chosen)
        for box in (self.match, self.scope, self.coded, self.coder):
            box.currentIndexChanged.connect(self._chosen)
        self.not_interviewer.toggled.connect(lambda _on: self._chosen())
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(12), px(14), px(8))
        column.setSpacing(px(6))
        for row in ((self.field, self.more), (self.match, self.scope), (self.coded, self.coder)):
            line = QHBoxLayout()
            line.setSpacing(px(6))
            for part in row:
                line.addWidget(part, 0 if part is self.more else 1)
            column.addLayout(line)
        column.addWidget(self.not_interviewer)
        column.addWidget(self.only)
        self.setFocusProxy(self.field)
        self.dress()
        self.field.installEventFilter(self)
        self._show_more()

    def _make_more(self) -> QToolButton:
        """A button that folds out what is needed less often."""
        button = QToolButton(self)
        button.setCheckable(True)
        button.setToolTip(_("Leave something out"))
        button.setAccessibleName(_("Leave something out"))
        button.toggled.connect(lambda _on: self._show_more())
        return button

    def _make_field(self) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(_("Words, “a phrase”, begin*"))
        field.setAccessibleName(_("What to find"))
        field.setClearButtonEnabled(True)
        field.textEdited.connect(lambda _text: self._pause.start())
        field.textChanged.connect(lambda text: None if text else self.changed.emit())
        self._lately = QToolButton(field)
        self._lately.setAccessibleName(_("What was looked for lately"))
        self._lately.setToolTip(_("What was looked for lately"))
        self._lately.clicked.connect(self._show_recent)
        return field

    def dress(self) -> None:
        """In the colours and the size of now."""
        for button, icon in ((self._lately, "history"), (self.more, "filter")):
            button.setIcon(line_icon(icon, current_theme(), px(_ICON)))
            button.setIconSize(QSize(px(_ICON), px(_ICON)))

    # What is asked for

    @property
    def wanted(self) -> Wanted | None:
        """What is to be found; None if nothing was written."""
        written = self.field.text().strip()
        return Wanted(written, self.match.currentData()) if written else None

    def where(self, shown: DocumentId | None) -> Where:
        """Where to look, if this is the document that is shown."""
        scope = self.scope.currentData()
        own = scope == THIS_TEXT and shown is not None
        coder = self.coder.currentData()
        coded = self.coded.currentData()
        return Where(
            document_ids=frozenset({shown}) if own and shown else None,
            kinds=frozenset({scope}) if scope in DOCUMENT_KIND_NAMES else None,
            not_interviewer=self.not_interviewer.isChecked(),
            coded=coded,
            coder_ids=frozenset({CoderId(coder)}) if coder and coded is not None else frozenset(),
            narrowing=self.only.narrowing,
        )

    @property
    def is_this_text(self) -> bool:
        """Whether only the text is searched that is shown."""
        return bool(self.scope.currentData() == THIS_TEXT)

    def find_words(self, words: str) -> None:
        """Look for these words now."""
        self.field.setText(words)
        self.take_now()

    def take_now(self) -> None:
        """Wait for no more letters."""
        self._pause.stop()
        self.changed.emit()

    def set_match(self, match: Match) -> None:
        """Look for the words in another way."""
        self.match.setCurrentIndex(self.match.findData(match))

    def _chosen(self) -> None:
        self._show_more()
        self._pause.stop()
        self.changed.emit()

    def _show_more(self) -> None:
        """What is left out is always seen; what could be, when it is asked for."""
        by_codes, folded_out = self.coded.currentData() is not None, self.more.isChecked()
        self.coded.setVisible(folded_out or by_codes)
        self.coder.setVisible(by_codes and self.coder.count() > 2)
        self.not_interviewer.setVisible(folded_out or self.not_interviewer.isChecked())
        self.only.setVisible(folded_out or self.only.is_narrow)

    def offer(self, kinds: Iterable[str], coders: Mapping[CoderId, str]) -> None:
        """Which kinds of documents, and which evaluators, there are."""
        named = {kind: DOCUMENT_KIND_NAMES[kind] for kind in DOCUMENT_KIND_NAMES if kind in kinds}
        scopes = {"": N_("All texts"), THIS_TEXT: N_("This text"), **named}
        fill_combo(self.scope, _told(scopes))
        fill_combo(self.coder, {"": _("By anyone"), **coders})
        self.only.refresh()
        self._show_more()

    # What was looked for lately

    def remember(self) -> None:
        """What is looked for now was of use."""
        if (wanted := self.wanted) is not None:
            now = (wanted.written, wanted.match.value)
            self.recent = [now, *(one for one in self.recent if one != now)][:_RECENT]

    def restore(self, stored: Mapping[str, Any]) -> None:
        """How one looks, as it was left."""
        known = {match.value for match in Match}
        if stored.get("match") in known:
            self.set_match(Match(stored["match"]))
        self.not_interviewer.setChecked(bool(stored.get("not_interviewer")))

    def _show_recent(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(_("What was looked for lately"))
        for written, match in self.recent:
            made = menu.addAction(plain(written))
            made.triggered.connect(lambda _on=False, w=written, m=match: self._again(w, m))
        if not self.recent:
            menu.addAction(_("Nothing yet")).setEnabled(False)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.field.mapToGlobal(self.field.rect().bottomLeft()))

    def _again(self, written: str, match: str) -> None:
        self.match.blockSignals(True)
        self.set_match(Match(match))
        self.match.blockSignals(False)
        self.find_words(written)

    @called_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.Resize:
            self._put_button()
        if watched is self.field and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._key(event.key())
        return super().eventFilter(watched, event)

    def _put_button(self) -> None:
        """At the right end of the field, before the one that clears it."""
        size = self._lately.sizeHint()
        self._lately.resize(size)
        right = self.field.width() - size.width() - px(26)
        self._lately.move(right, (self.field.height() - size.height()) // 2)
        self.field.setTextMargins(0, 0, size.width(), 0)

    def _key(self, key: int) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._pause.isActive():
                self.take_now()
            self.entered.emit()
            return True
        if key == Qt.Key.Key_Down:
            self.entered.emit()
            return True
        return False


def _told(choices: Mapping[Any, str]) -> dict[Any, str]:
    return {value: _(text) for value, text in choices.items()}
