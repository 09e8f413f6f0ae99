"""What can be done with marked words and passages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from qualcode.core.ids import CodeId, CodingId, SegmentId
from qualcode.core.model.span import Span
from qualcode.core.operations import codes as code_operations
from qualcode.core.operations import passages
from qualcode.core.operations.codes import NewCode
from qualcode.core.operations.names import LONGEST_NAME
from qualcode.core.store.codings import Mark
from qualcode.core.translate import _
from qualcode.shell.commands.actions import action, enable, fill
from qualcode.shell.commands.edges import EdgeCommands
from qualcode.shell.commands.marking import MarkingChoices
from qualcode.shell.commands.shapes import ShapeCommands
from qualcode.shell.dialogs.question import Question
from qualcode.shell.models.codes import CodesModel, shortened
from qualcode.shell.pages.quoting import with_source
from qualcode.shell.pages.shown import ShownDocument
from qualcode.shell.session import Session

#: codes used last that are remembered
MOST_RECENT: Final = 20
_LONGEST_MENU_NAME = 40


class CodingCommands(QObject):
    """Tag, change, resize, comment, remove, copy; with the actions for menus and keys.

    Attributes:
        recent: the codes used last, the latest first.
        keys: which number key stands for which code.

    Signals:
        palette_wanted(letters): the palette is to come up for what is marked.
        comment_wanted(): the comment on the current coding is to be written.
        used(code_id): a passage was tagged with a code.
    """

    palette_wanted = Signal(str)
    recode_wanted = Signal()
    comment_wanted = Signal()
    used = Signal(str)

    def __init__(
        self, session: Session, shown: ShownDocument, codes: CodesModel, page: QWidget
    ) -> None:
        super().__init__(page)
        self._session = session
        self._shown = shown
        self.codes = codes
        self._page = page
        self.recent: list[CodeId] = []
        self.keys: dict[int, CodeId] = {}
        self._make_actions()
        self._make_keys()
        self.refresh()

    # Actions

    def _make_actions(self) -> None:
        self.tag = self._in_text(
            _("&Tag with…"),
            lambda: self.palette_wanted.emit(""),
            ("Return", "Enter", "Ctrl+Return"),
            _("Choose a code for the marked words"),
        )
        self.repeat = self._in_text(
            _("&Repeat the last code"),
            self.repeat_last,
            (".", "Ctrl+R"),
            _("Tag the marked words with the code used last"),
        )
        self.in_vivo = self._in_text(
            _("New code from these &words"),
            self.code_in_vivo,
            ("Ctrl+Shift+V",),
            _("Make a code that is called as the marked words, and tag them with it"),
        )
        self.comment = self._in_text(
            _("&Comment…"),
            self.comment_wanted.emit,
            ("Ctrl+Alt+M",),
            _("Write a comment on the passage"),
        )
        self.change = self._in_text(
            _("C&hange code…"),
            self.recode_wanted.emit,
            ("Ctrl+Shift+E",),
            _("Put another code in place of this one; the comment stays"),
        )
        self.remove = self._in_text(
            _("Re&move code"),
            self.remove_current,
            (QKeySequence.StandardKey.Delete,),
            _("Take the code off the passage"),
        )
        self.copy_source = self._in_text(
            _("Copy with &source"),
            self.copy_with_source,
            ("Ctrl+Shift+C",),
            _("Copy the words in quotation marks, with pseudonym, document and line"),
        )
        self.copy = self._in_text(_("Cop&y"), self.copy_words, (), _("Copy the marked words"))
        self.marking = MarkingChoices(self._session, self._shown)
        self.edges = EdgeCommands(self._session, self._shown, self.resize, self._page)
        self.shapes = ShapeCommands(
            self._session, self._shown, self.may_reshape, self.lift, self._page
        )

    @property
    def resizing(self) -> list[QAction]:
        """What draws the passage out and in."""
        return self.edges.actions

    def _in_text(
        self, text: str, run: Callable[[], object], keys: Sequence[object], tip: str
    ) -> QAction:
        """An action whose keys count while the text has them."""
        made = action(self, text, run, shortcut=keys, tip=tip)  # type: ignore[arg-type]
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._shown.reader.addAction(made)
        return made

    def _make_keys(self) -> None:
        for number in range(1, 10):
            shortcut = QShortcut(QKeySequence(str(number)), self._shown.reader)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda number=number: self.tag_by_key(number))

    def menu(self) -> list[QAction | QMenu | None]:
        """The Passage menu."""
        return [
            self.tag,
            self.repeat,
            self.in_vivo,
            None,
            self.comment,
            self.change,
            self.remove,
            None,
            self.edges.menu,
            *self.marking.actions,
            self.shapes.split,
            self.shapes.join,
            None,
            self.copy_source,
        ]

    def show_menu(self, position: int, point: QPoint) -> None:
        """The menu on a place in the text."""
        menu = self.menu_on(position)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def menu_on(self, position: int) -> QMenu:
        """What can be done with the selection, or with the mark at a position."""
        shown = self._shown
        selected = shown.reader.selection()
        if selected is None or not selected.start <= position <= selected.end:
            shown.reader.set_caret(position)
            selected = None
        menu = QMenu(self._page)
        on_words: list[QAction | QMenu | None] = [self.tag, self.repeat, self.in_vivo, None]
        on_mark: list[QAction | QMenu | None] = [self.comment, self.change, self.remove, None]
        shapes: list[QAction | QMenu | None] = [
            self.edges.menu,
            self.shapes.split,
            self.shapes.join,
        ]
        has_mark = shown.current_coding() is not None
        if has_mark and selected is None:
            fill(menu, [*on_mark, *shapes, None, self.tag, self.repeat, None])
        else:
            fill(menu, [*on_words, *(on_mark if has_mark else ())])
        fill(menu, [self.copy, self.copy_source])
        return menu

    def refresh(self) -> None:
        """Enable what can be done now; say why the rest can't."""
        shown, why_not = self._shown, self._session.why_not
        has_target = shown.target() is not None
        current = shown.current_coding()
        words = _("Mark some words in the text first.")
        mark = _("Put the caret in a marked passage first.")
        last = self.last_code()
        enable(self.tag, why_not or ("" if has_target else words))
        enable(self.repeat, why_not or ("" if has_target and last else words))
        name = shortened(self.codes.codebook.codes[last].name, _LONGEST_MENU_NAME) if last else ""
        self.repeat.setText(
            _("&Repeat “{name}”").format(name=name.replace("&", "&&"))
            if name
            else _("&Repeat the last code")
        )
        enable(self.in_vivo, why_not or ("" if shown.reader.selection() else words))
        for on_mark in (self.comment, self.change, self.remove):
            enable(on_mark, why_not or ("" if current else mark))
        for on_words in (self.copy, self.copy_source):
            enable(on_words, "" if has_target else words)
        self.edges.refresh()
        self.shapes.refresh()

    # Tagging

    def last_code(self) -> CodeId | None:
        """The code used last, if it is still there."""
        return next((code_id for code_id in self.recent if code_id in self.codes.codebook), None)

    def tag_with(self, code_ids: Iterable[str]) -> bool:
        """Tag the selection, or the passage at the caret."""
        span, selected = self._shown.target(), self._shown.reader.selection()
        if span is None or not self.tag_span(code_ids, span.start, span.end):
            return False
        if selected is not None:
            self.marking.tell_of_half_words(span)
        return True

    def tag_span(self, code_ids: Iterable[str], start: int, end: int) -> bool:
        """Tag these words."""
        document = self._shown.document
        known = [CodeId(code_id) for code_id in code_ids if code_id in self.codes.codebook]
        if document is None or not known:
            return False
        done = self._session.run(passages.code_passage, document.id, start, end, known)
        if done is None:
            return False
        for code_id in known:
            self._use(code_id)
        self.lift(start, end, known[-1])
        return True

    def tag_anew(self, name: str, parent_id: CodeId | None) -> CodeId | None:
        """Make a code and tag the selection, or the passage at the caret, with it."""
        document, span = self._shown.document, self._shown.target()
        if document is None or span is None:
            return None
        new = NewCode(name, parent_id=parent_id)
        done = self._session.run(
            code_operations.code_passage_anew, document.id, span.start, span.end, new
        )
        if not done:
            return None
        code_id = CodeId(done.first("codes"))
        self._use(code_id)
        self.lift(span.start, span.end, code_id)
        return code_id

    def _use(self, code_id: CodeId) -> None:
        self.recent = [code_id, *(other for other in self.recent if other != code_id)][:MOST_RECENT]
        self.refresh()
        self.used.emit(code_id)

    def lift(self, start: int, end: int, code_id: CodeId) -> None:
        """Let one's own mark with this code on this span be the current one."""
        self._shown.lift(f"{start}:{end}:{code_id}")
        self._shown.marks_changed.emit()

    def tag_by_key(self, number: int) -> None:
        """Tag with the code that has this number key."""
        code_id = self.keys.get(number)
        if code_id is not None:
            self.tag_with([code_id])

    def repeat_last(self) -> None:
        """Tag with the code used last."""
        code_id = self.last_code()
        if code_id is not None:
            self.tag_with([code_id])

    def code_in_vivo(self) -> None:
        """Make a code of the marked words; one of that name is used if it is there."""
        span = self._shown.reader.marked()
        if span is None:
            return
        words = self._shown.reader.text()[span.start : span.end]
        name = shortened(" ".join(words.split()), LONGEST_NAME)
        codebook = self.codes.codebook
        for code_id in codebook.children(None):
            if codebook.codes[code_id].name.casefold() == name.casefold():
                self.tag_with([code_id])
                return
        self.tag_anew(name, None)

    # Marks

    def remove_current(self) -> None:
        """Take the current coding off; another's after asking."""
        current = self._shown.current_coding()
        if current is not None:
            self.remove_codings([current])

    def remove_codings(self, marks: Sequence[Mark]) -> None:
        """Take codes off; asks first where they are not one's own."""
        others = [mark for mark in marks if mark not in self._shown.own(marks)]
        words = _("“{code}” was marked here by {names}. Remove it all the same? It can be undone.")
        if others and not self._may_change(others, _("Remove code"), words, _("Remove")):
            return
        self._session.run(passages.remove_codings, [mark.coding.id for mark in marks])

    def _may_change(self, marks: Sequence[Mark], title: str, words: str, button: str) -> bool:
        coders = self._shown.coders
        names = dict.fromkeys(
            coders[mark.coding.coder_id].name for mark in marks if mark.coding.coder_id in coders
        )
        code = self.codes.codebook.codes[marks[0].coding.code_id].name
        return Question.ask(
            title,
            words.format(code=shortened(code, 80), names=", ".join(names)),
            button,
            self._page.window(),
        )

    def may_reshape(self, marks: Sequence[Mark]) -> bool:
        """Whether passages may get another shape: one's own, and others' after asking."""
        others = [mark for mark in marks if mark not in self._shown.own(marks)]
        words = _("“{code}” was marked here by {names}. Change it all the same? It can be undone.")
        return not others or self._may_change(others, _("Change passage"), words, _("Change"))

    def recode(self, code_id: str, codings: Sequence[Mark]) -> None:
        """Put another code in the place of these codings' own."""
        others = [mark for mark in codings if mark not in self._shown.own(codings)]
        words = _("“{code}” was marked here by {names}. Change it all the same? It can be undone.")
        if others and not self._may_change(others, _("Change code"), words, _("Change")):
            return
        ids = [mark.coding.id for mark in codings]
        if self._session.run(passages.recode, ids, CodeId(code_id)) is not None:
            self._use(CodeId(code_id))
            segment = codings[0].segment
            self.lift(segment.start or 0, segment.end or 0, CodeId(code_id))

    def resize(self, key: str, start: int, end: int) -> None:
        """Let a mark begin and end elsewhere: one's own passage, or another's after asking."""
        marks, current = self._shown.codings_of(key), self._shown.current_coding()
        wanted = [current] if current in marks else self._shown.own(marks) or marks
        if not wanted or start >= end:
            return
        if not self._shown.own(wanted) and not self.may_reshape(wanted):
            return
        for segment_id in dict.fromkeys(mark.segment.id for mark in wanted):
            if (
                self._session.run(passages.resize_passage, SegmentId(segment_id), start, end)
                is None
            ):
                return
        reader = self._shown.reader
        if reader.selection() is not None:
            reader.clear_selection()
        if not start <= reader.caret() < end:
            reader.set_caret(start)
        self.lift(start, end, wanted[0].coding.code_id)

    def write_comment(self, coding_id: str, text: str) -> bool:
        """Keep a comment; whether it could be kept."""
        done = self._session.run(passages.comment_coding, CodingId(coding_id), text)
        return done is not None

    def write_condensed(self, segment_id: str, text: str) -> bool:
        """Keep a condensed form; whether it could be kept."""
        return self._session.run(passages.condense, SegmentId(segment_id), text) is not None

    # Copying

    def copy_words(self) -> None:
        """The marked words, as they stand."""
        span = self._to_copy()
        if span is not None:
            QGuiApplication.clipboard().setText(self._shown.reader.text()[span.start : span.end])

    def _to_copy(self) -> Span | None:
        """What is selected just as it is, with the label that would not be marked."""
        return self._shown.reader.selection() or self._shown.target()

    def copy_with_source(self) -> None:
        """The marked words in quotation marks, with where they come from."""
        span, document, project = self._to_copy(), self._shown.document, self._session.project
        if span is None or document is None or project is None:
            return
        quote = with_source(
            project.db, document.id, span.start, span.end, language=project.info.language
        )
        QGuiApplication.clipboard().setText(quote)
