"""The document that is shown, with its turns and marks, in step with the project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.collector import collector_paused
from qualcode.core.ids import CodeId, CoderId, CodingId, DocumentId
from qualcode.core.model import Coder, Document, Landmark, Segment, Span
from qualcode.core.model.document import HEADING, PAGE, QUESTION, TIME
from qualcode.core.store import coders as coders_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import landmarks as landmarks_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store.codings import Mark
from qualcode.core.translate import _, ngettext
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.document_marks import DocumentMarks, key_of
from qualcode.shell.models.documents import kind_name, passage_words
from qualcode.shell.models.text_read import TextRead, read_text
from qualcode.shell.models.who_speaks import WhoSpeaks
from qualcode.shell.session import Session
from qualcode.shell.text.reader import Reader
from qualcode.shell.text.views import MarkView, Place, PlaceView

#: places of so many documents are remembered; of those left longest ago none
_MOST_PLACES = 500
_SEPARATOR = " · "


class ShownDocument(QObject):
    """Knows what the reader shows, and shows what has changed.

    Attributes:
        who: who speaks where.

    Signals:
        shown(): another document is shown, or none.
        marks_changed(): marks of the document have come, gone or changed.
        landmarks_changed(): its headings, questions, pages or times have.
    """

    shown = Signal()
    marks_changed = Signal()
    landmarks_changed = Signal()

    def __init__(self, session: Session, reader: Reader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.reader = reader
        self.marks = DocumentMarks()
        self.codebook = Codebook()
        self.document: Document | None = None
        self.coders: dict[CoderId, Coder] = {}
        self.hidden: frozenset[CoderId] = frozenset()
        self.who = WhoSpeaks()
        self._landmarks: list[Landmark] = []
        self._by_evaluator = False
        self._places: dict[DocumentId, Place] = {}
        self._next_place: Place | None = None
        self._ahead: TextRead | None = None
        self._chosen: CodingId | None = None
        self._standing_out: frozenset[str] | None = None

    @property
    def _db(self) -> Database:
        project = self._session.project
        assert project is not None, "a document is shown of a project that is not open"
        return project.db

    # Showing

    def open(self, codebook: Codebook) -> None:
        """Another project is open, or none: begin with no document."""
        self.show(None)
        self.codebook, self.hidden = codebook, frozenset()
        self.coders, self.who = {}, WhoSpeaks()
        if self._session.project is not None:
            self._read_coders()

    def _read_coders(self) -> None:
        self.coders = {coder.id: coder for coder in coders_store.all_coders(self._db)}

    def show(self, document: Document | None) -> None:
        """Show a document where it was left, or nothing."""
        self.keep_place()
        self.document = document
        read = TextRead() if document is None else self._read(document)
        self.marks, self._landmarks = read.marks, read.landmarks
        in_survey = document is not None and document.kind == "survey"
        self.who = WhoSpeaks(read.turns, read.persons, in_survey)
        if document is None:
            self.reader.show_text("", "", "", "")
        else:
            assert self._session.project is not None
            text = self._session.project.text(document.id)
            self.reader.show_text(
                document.id,
                document.title,
                self._subtitle(),
                text,
                self.who.views(),
                self._place_views(),
            )
            self.reader.set_marks(self._views(self.marks.keys))
            self.reader.restore_place(self._places.get(document.id))
        self.shown.emit()

    def _read(self, document: Document) -> TextRead:
        """What there is beside the letters, read now if no worker has read it already."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead.text_sha256 == document.text_sha256:
            return ahead
        return read_text(self._db, document.id)

    def take_ahead(self, read: TextRead) -> None:
        """A worker has read what is shown next: a new wording."""
        self._ahead = read

    def show_place(self, start: int, end: int) -> None:
        """Bring a passage into view, with the caret in it."""
        self.reader.set_caret(start)
        self.reader.scroll_to(start, end)

    def _views(self, keys: Iterable[str]) -> list[MarkView]:
        views = self.marks.views(
            keys, self.codebook, self.coders, hidden=self.hidden, own=self._session.coder_id
        )
        if self._by_evaluator:
            views = map(_by_evaluator, views)
        clear = self._standing_out
        if clear is None:
            return list(views)
        return [view if view.code_id in clear else view._replace(dim=True) for view in views]

    def _place_views(self) -> list[PlaceView]:
        """Pages and times, as they are told beside the text."""
        return [
            PlaceView(one.start, one.label, is_time=True)
            if one.kind == TIME
            else PlaceView(one.start, _("p. {number}").format(number=one.label))
            for one in self._landmarks
            if one.kind in (PAGE, TIME)
        ]

    def outline(self) -> list[Landmark]:
        """Headings and questions, in the order of the text."""
        return [one for one in self._landmarks if one.kind in (HEADING, QUESTION)]

    def _subtitle(self) -> str:
        if self.document is None:
            return ""
        persons = self.who.respondents
        speakers = ngettext("{number} participant", "{number} participants", persons)
        parts = [
            kind_name(self.document.kind),
            self.document.date,
            speakers.format(number=persons) if persons else None,
            passage_words(self.marks.passages),
        ]
        return _SEPARATOR.join(part for part in parts if part)

    # Following

    def prepare(self, changes: Changes, codebook: Codebook) -> None:
        """Know what is not the text's own as it is after an operation, before any text is shown."""
        self.codebook = codebook
        if changes.touches("coders"):
            self._read_coders()
        if changes.touches("persons") and self.document is not None:
            self.who = replace(self.who, persons=persons_store.kinds(self._db))

    def follow(self, changes: Changes, old: Codebook) -> None:
        """Show what an operation has changed in the text, and nothing else anew; `old` is the
        codebook from before."""
        codebook = self.codebook
        if self.document is None:
            return
        if self._has_new_text(changes):
            self._show_anew()
            return
        keys = self.marks.with_code(
            code.id for code in old if code.id in codebook and codebook.codes[code.id] != code
        )
        if self.document.id in changes.documents or changes.touches("codings", "segments"):
            keys |= self.marks.apply(self._db, self.document.id, changes)
        if changes.touches("coders"):
            self._redraw()
        elif keys:
            self._update(keys)
        self._follow_document(changes)

    def _has_new_text(self, changes: Changes) -> bool:
        """Whether the text that is shown is no longer the document's."""
        document = self.document
        if document is None or document.id not in changes.changed.get("documents", ()):
            return False
        now = documents_store.get(self._db, document.id)
        return now.text_sha256 != document.text_sha256

    def _show_anew(self) -> None:
        """Show the document's new wording, at the words where one was."""
        # Imported here: comparing texts is not needed for a window to open.
        from qualcode.core.model.anchoring import align

        assert self.document is not None
        assert self._session.project is not None
        document_id, old = self.document.id, self.reader.text()
        moved = align(old, self._session.project.text(document_id)).place
        place = self._next_place or self.reader.place()
        self.document, self._next_place = None, None
        self._places[document_id] = replace(
            place, top=moved(place.top), anchor=moved(place.anchor), caret=moved(place.caret)
        )
        with collector_paused():
            self.show(documents_store.get(self._db, document_id))

    def go_after_correction(self, top: int, caret: int) -> None:
        """Where to go when the text that is shown has been corrected, in places of this one."""
        self._next_place = Place(top, 0.0, caret, caret)

    def _follow_document(self, changes: Changes) -> None:
        assert self.document is not None
        before = self.who
        if self.document.id in changes.changed.get("documents", ()):
            self.document = documents_store.get(self._db, self.document.id)
            self.who = replace(self.who, in_survey=self.document.kind == "survey")
        if changes.touches("turns"):
            self.who = replace(self.who, turns=documents_store.spoken(self._db, self.document.id))
        if changes.touches("turns", "persons") or self.who.in_survey != before.in_survey:
            self.reader.set_turns(self.who.views())
        if changes.touches("landmarks") and self.document.id in changes.documents:
            self._landmarks = landmarks_store.in_document(self._db, self.document.id)
            self.reader.set_places(self._place_views())
            self.landmarks_changed.emit()
        self.reader.set_title(self.document.title, self._subtitle())

    def _update(self, keys: set[str]) -> None:
        views = self._views(keys)
        gone = keys - {view.key for view in views}
        current = self.reader.current()
        self.reader.remove_marks(gone)
        self.reader.add_marks(views)
        if current not in gone:
            self.reader.lift(current)
        self.marks_changed.emit()

    def _redraw(self) -> None:
        self.reader.set_marks(self._views(self.marks.keys))
        self.marks_changed.emit()

    def set_hidden(self, coder_ids: Iterable[CoderId]) -> None:
        """Leave out the marks of these evaluators."""
        self.hidden = frozenset(coder_ids)
        if self.document is not None:
            self._redraw()

    def set_by_evaluator(self, *, wanted: bool) -> None:
        """Let marks have the colours of those who made them, or of their codes."""
        if wanted != self._by_evaluator:
            self._by_evaluator = wanted
            if self.document is not None:
                current = self.reader.current()
                self.reader.set_marks(self._views(self.marks.keys))
                self.reader.lift(current)

    def set_standing_out(self, code_ids: Iterable[CodeId] | None) -> None:
        """Let the marks of all other codes stand back; None lets every mark stand out."""
        wanted = None if code_ids is None else frozenset(map(str, code_ids))
        if wanted != self._standing_out:
            self._standing_out = wanted
            if self.document is not None:
                current = self.reader.current()
                self.reader.set_marks(self._views(self.marks.keys))
                self.reader.lift(current)

    # Places

    def keep_place(self) -> None:
        """Remember where the reader is now."""
        if self.document is not None:
            self._places.pop(self.document.id, None)
            self._places[self.document.id] = self.reader.place()

    def places(self) -> dict[str, list[float]]:
        """Where each document was left, for `set_places`."""
        self.keep_place()
        latest = list(self._places.items())[-_MOST_PLACES:]
        return {key: [p.top, p.below, p.anchor, p.caret] for key, p in latest}

    def set_places(self, stored: object) -> None:
        """Take up `places` as they were stored; what can't be one is passed over."""
        if not isinstance(stored, dict):
            return
        for key, value in stored.items():
            match value:
                case [int(top), int() | float() as below, int(anchor), int(caret)]:
                    self._places[DocumentId(key)] = Place(top, float(below), anchor, caret)

    def restore_place(self) -> None:
        """Go to where the document shown was left."""
        if self.document is not None and self.document.id in self._places:
            self.reader.restore_place(self._places[self.document.id])

    # Asking

    def target(self) -> Span | None:
        """What a code would be put on: the selection, or else the mark at the caret."""
        selected = self.reader.marked()
        if selected is not None or self.document is None:
            return selected
        current = self.current_coding()
        segment = current.segment if current else None
        if segment is None or segment.start is None or segment.end is None:
            return None
        return Span(segment.start, segment.end)

    def current_marks(self) -> list[Mark]:
        """The codings that make up the mark that is lifted out, one's own first."""
        key = self.reader.current()
        return self._visible(self.marks.codings(key)) if key else []

    def current_coding(self) -> Mark | None:
        """The one coding that everything means: what was set or clicked last, or is at the caret.

        It makes up the mark that is lifted; of several evaluators' codings there it is the one that
        was chosen, or else one's own.
        """
        marks = self.current_marks()
        chosen = (mark for mark in marks if mark.coding.id == self._chosen)
        return next(chosen, marks[0] if marks else None)

    def choose(self, coding_id: CodingId | None) -> None:
        """Make this coding the current one."""
        mark = self.coding(coding_id) if coding_id else None
        self._chosen = mark.coding.id if mark else None
        if mark is not None:
            self.reader.lift(key_of(mark))

    def lift(self, key: str) -> None:
        """Make one's own coding of this mark the current one, or else another's."""
        self._chosen = None
        self.reader.lift(key)

    def marks_at(self, position: int) -> list[Mark]:
        """The codings at a position, those of the shortest mark first."""
        keys = [view.key for view in self.reader.marks_at(position)]
        return [mark for key in keys for mark in self._visible(self.marks.codings(key))]

    def codings_of(self, key: str) -> list[Mark]:
        """The codings that make up a mark, one's own first."""
        return self._visible(self.marks.codings(key))

    def _visible(self, marks: list[Mark]) -> list[Mark]:
        own = self._session.coder_id
        shown = (mark for mark in marks if mark.coding.coder_id not in self.hidden)
        return sorted(shown, key=lambda mark: mark.coding.coder_id != own)

    def segments(self) -> list[Segment]:
        """The passages with a code of those evaluators whose marks are shown."""
        return [one for one in self.marks.segments() if one.coder_id not in self.hidden]

    def own(self, marks: Iterable[Mark]) -> list[Mark]:
        """Those that are by the evaluator at the keyboard."""
        return [mark for mark in marks if mark.coding.coder_id == self._session.coder_id]

    def coding(self, coding_id: CodingId) -> Mark | None:
        return self.marks.coding(coding_id)

    def next_with_code(self, code_ids: Iterable[CodeId], *, back: bool = False) -> str | None:
        """The next mark with one of the codes after the caret, or before it; round the end."""
        wanted = self.marks.with_code(code_ids)
        views = sorted(
            (view for view in self.reader.marks() if view.key in wanted),
            key=lambda view: (view.start, view.end, view.key),
        )
        if not views:
            return None
        current, caret = self.reader.current(), self.reader.caret()
        places = [view.key for view in views]
        if current in places:
            return places[(places.index(current) + (-1 if back else 1)) % len(places)]
        if back:
            return next((v.key for v in reversed(views) if v.start < caret), places[-1])
        return next((v.key for v in views if v.start >= caret), places[0])


def _by_evaluator(view: MarkView) -> MarkView:
    """The mark in the colours of those who made it."""
    colours = tuple(owner.colour for owner in view.owners)
    return view._replace(colour=colours[0], further=colours[1:]) if colours else view
