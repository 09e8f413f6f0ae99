"""Choosing a code in the palette: to tag what is marked, to put it in another's place, to copy to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from qualcode.core.ids import CodeId
from qualcode.core.operations import codes as code_operations
from qualcode.core.operations.codes import NewCode
from qualcode.core.translate import _
from qualcode.shell.commands.codebook import CodebookCommands
from qualcode.shell.commands.coding import CodingCommands
from qualcode.shell.models.codes import shortened
from qualcode.shell.pages.shown import ShownDocument
from qualcode.shell.panels.code_palette import CodePalette
from qualcode.shell.session import Session

_LONGEST_NAME: Final = 40


class Choosing(QObject):
    """Opens the palette and does what is chosen in it.

    Attributes:
        palette: the one palette of the page.
    """

    def __init__(
        self,
        session: Session,
        shown: ShownDocument,
        coding: CodingCommands,
        codebook: CodebookCommands,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._session = session
        self._shown = shown
        self._coding = coding
        self._codebook = codebook
        self._page = page
        #: what is done with the code that is chosen, if it is not put on what is marked
        self._instead: Callable[[CodeId], object] | None = None
        self.palette = CodePalette(coding.codes, page)
        self.palette.chosen.connect(self._take)
        self.palette.new_wanted.connect(self._make)
        self.palette.closed.connect(shown.reader.setFocus)
        coding.palette_wanted.connect(self.ask_tag)
        coding.recode_wanted.connect(self.ask_recode)

    def ask_tag(self, letters: str = "") -> None:
        """For the selection, or the passage at the caret."""
        self._instead = None
        self._open(letters)

    def ask_recode(self) -> None:
        """For another code in the place of the current coding's own."""
        current = self._shown.current_coding()
        if current is not None:
            marks = [current]
            self._instead = lambda code_id: self._coding.recode(code_id, marks)
            self._open("", _("Type a few letters of the other code"))

    def ask_copy(self, code_id: CodeId, place: QRect, copy: Callable[[CodeId], object]) -> None:
        """For the code that gets the marks of this one, whose row is at a place of the page."""
        if self._session.can_write:
            self._instead = copy
            name = shortened(self._coding.codes.codebook.codes[code_id].name, _LONGEST_NAME)
            self.palette.open(
                place,
                recent=[one for one in self._coding.recent if one != code_id],
                parent_id=self._codebook.parent_for_new(),
                prompt=_("Copy the marks of “{name}” to…").format(name=name),
                instead=True,
            )

    def _open(self, letters: str, prompt: str = "") -> None:
        span = self._shown.target()
        if span is None or not self._session.can_write:
            return
        reader = self._shown.reader
        reader.scroll_to(span.start, span.end)
        place = reader.rect_of(span.start, span.end)
        place.moveTopLeft(reader.viewport().mapTo(self._page, place.topLeft()))
        self.palette.open(
            place,
            letters=letters,
            recent=self._coding.recent,
            parent_id=self._codebook.parent_for_new(),
            prompt=prompt,
            instead=self._instead is not None,
        )

    def _take(self, code_id: str, further: str) -> None:
        if self._instead is not None:
            self._instead(CodeId(code_id))
        elif self._coding.tag_with([code_id]):
            self._go_on(CodeId(code_id), further)

    def _make(self, name: str, parent_id: CodeId | None, further: str) -> None:
        if self._instead is not None:
            done = self._session.run(code_operations.create_code, NewCode(name, parent_id))
            if done:
                self._instead(CodeId(done.first("codes")))
            return
        code_id = self._coding.tag_anew(name, parent_id)
        if code_id is not None:
            self._go_on(code_id, further)

    def _go_on(self, code_id: CodeId, further: str) -> None:
        if further == CodePalette.MORE:
            code = self._coding.codes.codebook.codes[code_id]
            self.palette.marked(code.name, self._coding.recent)
        elif further == CodePalette.COMMENT:
            self._coding.comment_wanted.emit()
