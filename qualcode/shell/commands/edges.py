"""Drawing the selection, or the passage at the caret, out and in: by words, sentences and turns."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QStatusTipEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from qualcode.core.model.span import Span
from qualcode.core.translate import N_, _
from qualcode.shell.commands.actions import action, enable, fill
from qualcode.shell.pages.shown import ShownDocument
from qualcode.shell.remembered import recall, remember
from qualcode.shell.session import Session
from qualcode.shell.text.sentences import Sentences
from qualcode.shell.text.steps import Move, Unit, begin_earlier, begin_later, extend, shrink

_STEPS: Final[tuple[tuple[Unit, tuple[tuple[str, str, Move], ...]], ...]] = (
    (
        Unit.WORD,
        (
            (N_("Begin a word &earlier"), "Shift+Alt+Up", begin_earlier),
            (N_("Begin a word &later"), "Shift+Alt+Down", begin_later),
            (N_("End a word e&arlier"), "Shift+Alt+Left", shrink),
            (N_("En&d a word later"), "Shift+Alt+Right", extend),
        ),
    ),
    (
        Unit.SENTENCE,
        (
            (N_("&Begin a sentence earlier"), "Shift+Alt+PgUp", begin_earlier),
            (N_("Begin a &sentence later"), "Shift+Alt+PgDown", begin_later),
            (N_("E&nd a sentence earlier"), "Ctrl+Shift+Up", shrink),
            (N_("End a sentence la&ter"), "Ctrl+Shift+Down", extend),
        ),
    ),
    (
        Unit.TURN,
        (
            (N_("Be&gin a turn earlier"), "Shift+Alt+Home", begin_earlier),
            (N_("Beg&in a turn later"), "Shift+Alt+End", begin_later),
            (N_("End a t&urn earlier"), "Ctrl+Shift+PgUp", shrink),
            (N_("End a tu&rn later"), "Ctrl+Shift+PgDown", extend),
        ),
    ),
)
#: that this person draws passages out by sentences, so that the rules are read in beforehand
_USED: Final = "sentences"


class EdgeCommands(QObject):
    """Attributes: actions: all steps; menu: the same, grouped."""

    def __init__(
        self,
        session: Session,
        shown: ShownDocument,
        resize: Callable[[str, int, int], None],
        page: QWidget,
    ) -> None:
        """`resize` lets the mark with this key begin and end elsewhere."""
        super().__init__(page)
        self._session = session
        self._page = page
        self._shown = shown
        self._resize = resize
        self._sentences = Sentences(self)
        self.menu = QMenu(_("E&xtend and shrink"), page)
        self.actions: list[QAction] = []
        for unit, steps in _STEPS:
            made = [self._make(_(text), key, unit, move) for text, key, move in steps]
            fill(self.menu, [*([None] if self.actions else []), *made])
            self.actions += made

    def _make(self, text: str, key: str, unit: Unit, move: Move) -> QAction:
        tip = _("Let what is marked, or the passage, begin or end elsewhere")
        made = action(self, text, partial(self.step, unit, move), shortcut=key, tip=tip)
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._shown.reader.addAction(made)
        return made

    def refresh(self) -> None:
        """A passage is drawn out by whoever may write; a selection, by anybody."""
        shown = self._shown
        why_not = "" if shown.document else _("Show a document first.")
        if shown.document and shown.reader.selection() is None and shown.current_coding():
            why_not = self._session.why_not
        for made in self.actions:
            enable(made, why_not)

    def warm(self) -> None:
        """Read the rules of sentences in beforehand, for those who use them."""
        document = self._shown.document
        if document is not None and recall(self._session, _USED):
            self._sentences.warm(document.language)

    def step(self, unit: Unit, move: Move) -> None:
        """Move an edge by a unit; without anything marked, mark the unit at the caret."""
        document = self._shown.document
        if document is None:
            return
        run = partial(self._step, document.language, unit, move)
        if unit is Unit.SENTENCE:
            remember(self._session, **{_USED: True})
            if not self._sentences.is_ready(document.language):
                self._say(_("Reading what a sentence is in this language…"))
            self._sentences.when_ready(document.language, run)
        else:
            run()

    def _say(self, words: str) -> None:
        """In the status bar; it goes with the next thing that is said there."""
        QApplication.sendEvent(self._page, QStatusTipEvent(words))

    def _step(self, language: str, unit: Unit, move: Move) -> None:
        shown, reader = self._shown, self._shown.reader
        steps = reader.steps(language)
        if unit is Unit.SENTENCE:
            self._say("")
        selected, current, key = reader.selection(), shown.current_coding(), reader.current()
        if selected is not None:
            self._select(selected, move(steps, unit, selected))
        elif current is not None and key is not None:
            segment = current.segment
            span = Span(segment.start or 0, segment.end or 0)
            after = move(steps, unit, span)
            if after != span and after.start < after.end:
                self._resize(key, *after)
        elif move in (extend, begin_earlier) and (here := steps.at(unit, reader.caret())):
            self._select(here, here)

    def _select(self, before: Span, after: Span) -> None:
        """The edge that has moved gets the caret, and so is seen."""
        start, end = after
        select: Callable[[int, int], None] = self._shown.reader.select
        if start < end:
            select(*((end, start) if start != before.start else (start, end)))
