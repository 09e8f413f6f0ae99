"""Choosing a code in the palette, to tag what is marked or to put it in another's place."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from qualcode.core.ids import CodeId
from qualcode.core.operations import codes as code_operations
from qualcode.core.operations.codes import NewCode
from qualcode.core.store.codings import Mark
from qualcode.shell.commands.codebook import CodebookCommands
from qualcode.shell.commands.coding import CodingCommands
from qualcode.shell.pages.shown import ShownDocument
from qualcode.shell.panels.code_palette import CodePalette
from qualcode.shell.session import Session


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
        self._recoding: list[Mark] = []
        self.palette = CodePalette(coding.codes, page)
        self.palette.chosen.connect(self._take)
        self.palette.new_wanted.connect(self._make)
        self.palette.closed.connect(shown.reader.setFocus)
        coding.palette_wanted.connect(self.ask_tag)
        coding.recode_wanted.connect(self.ask_recode)

    def ask_tag(self, letters: str = "") -> None:
        """For the selection, or the passage at the caret."""
        self._recoding = []
        self._open(letters)

    def ask_recode(self) -> None:
        """For another code in the place of the current coding's own."""
        current = self._shown.current_coding()
        self._recoding = [current] if current else []
        if self._recoding:
            self._open("")

    def _open(self, letters: str) -> None:
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
        )

    def _take(self, code_id: str, further: str) -> None:
        if self._recoding:
            self._coding.recode(code_id, self._recoding)
        elif self._coding.tag_with([code_id]):
            self._go_on(CodeId(code_id), further)

    def _make(self, name: str, parent_id: CodeId | None, further: str) -> None:
        if self._recoding:
            done = self._session.run(code_operations.create_code, NewCode(name, parent_id))
            if done:
                self._coding.recode(done.first("codes"), self._recoding)
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
