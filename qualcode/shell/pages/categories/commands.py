"""What can be done with the chosen passages of the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from qualcode.core.analysis.found import Found
from qualcode.core.ids import CodeId, CodingId
from qualcode.core.operations import codes as code_operations
from qualcode.core.operations import passages
from qualcode.core.operations.codes import NewCode
from qualcode.core.operations.many_passages import code_passages
from qualcode.core.translate import _
from qualcode.shell.commands.actions import action, enable, fill, plain
from qualcode.shell.models.codes import CodesModel, shortened
from qualcode.shell.pages.categories.passages import PassagesPart
from qualcode.shell.pages.quoting import with_source
from qualcode.shell.panels.code_palette import CodePalette
from qualcode.shell.panels.leave import Deed, with_leave
from qualcode.shell.session import Session

_LONGEST_NAME = 60
#: so many passages are what somebody pastes into a letter; the rest is exported
MOST_COPIED = 500
_MOST_RECENT = 20


class PassageCommands(QObject):
    """Change or remove the code, add another, comment, copy, take as an example; for one passage
    and for many. What others have marked is changed only where that is asked for.

    Signals:
        comment_wanted(): the comment on the current passage is to be written.
        code_shown(code_id): the passages were given this code.
    """

    comment_wanted = Signal()

    def __init__(
        self, session: Session, part: PassagesPart, codes: CodesModel, page: QWidget
    ) -> None:
        super().__init__(page)
        self._session = session
        self._part = part
        self._codes = codes
        self._page = page
        self.recent: list[CodeId] = []
        self._take: Callable[[CodeId], None] = lambda _code_id: None
        self.palette = CodePalette(codes, page)
        self.palette.chosen.connect(lambda code_id, _further: self._chosen(CodeId(code_id)))
        self.palette.new_wanted.connect(self._make)
        self.palette.closed.connect(part.view.setFocus)
        self._make_actions()
        part.typed.connect(self.ask_add)
        part.view.copy_wanted.connect(self.copy_chosen)
        part.view.customContextMenuRequested.connect(self._show_menu)
        codes.passages_dropped.connect(self.drop)

    # Actions

    def _make_actions(self) -> None:
        self.open = self._in_list(
            _("&Open in Read and code"),
            self._open,
            ("Return", "Enter"),
            _("Read the passage in its text, where marks are made and changed"),
        )
        self.open.setShortcuts([])  # the list itself knows Enter, which no menu may take from it
        self.add = self._in_list(
            _("&Add a code…"),
            self.ask_add,
            ("Ctrl+Return",),
            _("Tag the chosen passages with one more code"),
        )
        self.change = self._in_list(
            _("C&hange code…"),
            self.ask_change,
            ("Ctrl+Shift+E",),
            _("Put another code in place of this one; comments stay"),
        )
        self.remove = self._in_list(
            _("Re&move code"),
            self.remove_code,
            (QKeySequence.StandardKey.Delete,),
            _("Take the code off the chosen passages"),
        )
        self.comment = self._in_list(
            _("&Comment…"),
            self.comment_wanted.emit,
            ("Ctrl+Alt+M",),
            _("Write a comment on the passage"),
        )
        self.copy = self._in_list(
            _("Copy with &source"),
            self.copy_chosen,
            ("Ctrl+Shift+C",),
            _("Copy the words in quotation marks, with pseudonym, document and line"),
        )
        self.example = self._in_list(
            _("Take as &example"),
            self.take_as_example,
            ("Ctrl+Shift+X",),
            _("Put the passage into the codebook as an example of its code"),
        )

    def _in_list(
        self, text: str, run: Callable[[], object], keys: Sequence[object], tip: str
    ) -> QAction:
        """An action whose keys count while the list has them."""
        made = action(self, text, run, shortcut=keys, tip=tip)  # type: ignore[arg-type]
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._part.view.addAction(made)
        return made

    def menu(self) -> list[QAction | QMenu | None]:
        """The Passage menu."""
        return [
            self.open,
            None,
            self.add,
            self.change,
            self.remove,
            None,
            self.comment,
            self.example,
            self.copy,
        ]

    def _show_menu(self, point: QPoint) -> None:
        if self._part.current() is None:
            return
        menu = QMenu(self._page)
        fill(menu, self.menu())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._part.view.viewport().mapToGlobal(point))

    def refresh(self) -> None:
        """Enable what can be done now; say why the rest can't."""
        why_not = self._session.why_not
        none = "" if self._part.current() is not None else _("Choose a passage first.")
        for changing in (self.add, self.change, self.remove, self.comment, self.example):
            enable(changing, why_not or none)
        for reading in (self.open, self.copy):
            enable(reading, none)

    def _open(self) -> None:
        found = self._part.current()
        if found is not None:
            self._part.opened.emit(found)

    # Choosing a code

    def ask_add(self, letters: str = "") -> None:
        """Let a code be chosen that the passages get beside their own."""
        chosen = self._part.selected()
        self._ask(lambda code_id: self.add_code(code_id, chosen), chosen, letters)

    def ask_change(self) -> None:
        """Let a code be chosen that the passages get in place of their own."""
        chosen = self._part.selected()
        self._ask(lambda code_id: self.change_code(code_id, chosen), chosen, "")

    def _ask(self, take: Callable[[CodeId], None], chosen: Sequence[Found], letters: str) -> None:
        if not chosen or self._session.why_not:
            return
        self._take = take
        view = self._part.view
        view.scrollTo(view.currentIndex())
        place = view.visualRect(view.currentIndex()).intersected(view.viewport().rect())
        shown = QRect(view.viewport().mapTo(self._page, place.topLeft()), place.size())
        self.palette.open(shown, letters=letters, recent=self.recent, parent_id=self._parent())

    def _parent(self) -> CodeId | None:
        """What a new code would stand under: beside the one whose passages these are."""
        code_id, codebook = self._part.asking.code_id, self._part.codebook
        return codebook.parent(code_id) if code_id in codebook and code_id else None

    def _chosen(self, code_id: CodeId) -> None:
        self._use(code_id)
        self._take(code_id)

    def _make(self, name: str, parent_id: CodeId | None, _further: str) -> None:
        done = self._session.run(code_operations.create_code, NewCode(name, parent_id))
        if done:
            self._chosen(CodeId(done.first("codes")))

    def _use(self, code_id: CodeId) -> None:
        self.recent = [code_id, *(one for one in self.recent if one != code_id)][:_MOST_RECENT]

    # Doing

    def add_code(self, code_id: CodeId, chosen: Sequence[Found]) -> None:
        """Tag these passages with one more code."""
        places = [found.key for found in chosen]
        title = _("Coding passages…")
        self._session.run_on_many(title, len(places), code_passages, places, [code_id])

    def change_code(self, code_id: CodeId, chosen: Sequence[Found]) -> None:
        """Put a code in the place of the one whose passages these are."""

        def change(codings: list[CodingId]) -> None:
            title = _("Changing codes…")
            self._session.run_on_many(title, len(codings), passages.recode, codings, code_id)

        self._with_leave(chosen, change)

    def remove_code(self) -> None:
        """Take the code whose passages these are off them."""

        def remove(codings: list[CodingId]) -> None:
            title = _("Removing codes…")
            self._session.run_on_many(title, len(codings), passages.remove_codings, codings)

        self._with_leave(self._part.selected(), remove)

    def _with_leave(self, chosen: Sequence[Found], deed: Deed) -> None:
        """Do it to what is one's own; ask before it is done to what others have marked."""
        own = {mark.coding_id: mark.coder_id for one in chosen for mark in one.marks}
        whose = {one: own[one] for one in map(CodingId, self._part.own_marks(chosen))}
        material = self._part.reading.material
        with_leave(
            self._part.notice,
            whose,
            self._session.coder_id,
            material.coders.values() if material is not None else (),
            deed,
            back=self._part.view.setFocus,
        )

    def drop(self, code_id: str, copies: bool) -> None:
        """Passages were dropped on a code: they move there, or are copied."""
        chosen = self._part.selected()
        if not chosen:
            return
        self._use(CodeId(code_id))
        if copies:
            self.add_code(CodeId(code_id), chosen)
        else:
            self.change_code(CodeId(code_id), chosen)

    def write_comment(self, coding_id: str, text: str) -> bool:
        """Keep a comment; whether it could be kept."""
        done = self._session.run(passages.comment_coding, CodingId(coding_id), text)
        return done is not None

    # Copying

    def copy_chosen(self) -> None:
        """Put the chosen passages on the clipboard, each with its source and no real name."""
        project, chosen = self._session.project, self._part.selected()
        if project is None or not chosen:
            return
        language = project.info.language
        quotes = [
            with_source(project.db, *found.key, language=language) for found in chosen[:MOST_COPIED]
        ]
        QGuiApplication.clipboard().setText("\n\n".join(quotes))
        if len(chosen) > MOST_COPIED:
            self._part.notice.tell(
                _("The first {number} passages were copied. Export the rest.").format(
                    number=MOST_COPIED
                )
            )

    def take_as_example(self) -> None:
        """Add the current passage to the examples of the code that it has."""
        project, found = self._session.project, self._part.current()
        codebook = self._part.codebook
        if project is None or found is None:
            return
        under = set(self._part.subtree())
        code_id = next((mark.code_id for mark in found.marks if mark.code_id in under), None)
        code = codebook.codes.get(code_id or CodeId(""))
        if code is None:
            return
        quote = with_source(project.db, *found.key, language=project.info.language)
        if quote in (code.example or ""):
            self._tell_example(code.name, _("It is an example of “{code}” already."))
            return
        example = "\n".join(part for part in (code.example, quote) if part)
        if self._session.run(code_operations.describe_code, code.id, **fields_of(code, example)):
            self._tell_example(code.name, _("It is an example of “{code}” now."))

    def _tell_example(self, name: str, words: str) -> None:
        self._part.notice.tell(words.format(code=shortened(plain(name), _LONGEST_NAME)))


def fields_of(code: Any, example: str | None) -> dict[str, Any]:
    """What describes a code, with another example."""
    return {
        "definition": code.definition,
        "when_to_use": code.when_to_use,
        "when_not_to_use": code.when_not_to_use,
        "example": example,
        "level": code.level,
    }
