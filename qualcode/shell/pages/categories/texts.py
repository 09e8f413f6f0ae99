"""What the cards say: words, speaker, document, time, evaluators. Read for what is seen alone."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlite_utils import Database

from qualcode.core.analysis.found import Found
from qualcode.core.analysis.material import Material
from qualcode.core.analysis.passages import NamelessText
from qualcode.core.ids import CodingId, DocumentId
from qualcode.core.report.typography import quoted
from qualcode.core.store import documents as documents_store
from qualcode.core.store import passages as reads
from qualcode.core.translate import language
from qualcode.shell.models.codes import shortened

#: more of a passage is read in its text
LONGEST: Final = 900
#: texts kept at hand, in characters, and at least the last one
_MOST_CHARACTERS: Final = 4_000_000
_SEPARATOR: Final = " · "


@dataclass(frozen=True, slots=True, repr=False)  # no interview in a report of a crash
class CardText:
    """A card's words, in quotation marks; where they come from; the comments on its codings."""

    quote: str
    source: str
    comment: str


@dataclass(frozen=True, slots=True, repr=False)
class _Page:
    text: NamelessText
    characters: int
    starts: Sequence[int]
    times: Sequence[str | None]


class CardTexts:
    """Reads texts as they are needed, and forgets those that were needed longest ago."""

    def __init__(self, db: Callable[[], Database | None]) -> None:
        self._db = db
        self._pages: OrderedDict[DocumentId, _Page] = OrderedDict()
        self._comments: dict[CodingId, str] = {}
        self._asked: set[CodingId] = set()
        self.material: Material | None = None

    def forget(self, document_ids: Iterable[DocumentId] | None = None) -> None:
        """These documents, or all, and every comment are to be read anew."""
        for document_id in list(self._pages) if document_ids is None else document_ids:
            self._pages.pop(document_id, None)
        self._comments.clear()
        self._asked.clear()

    def read_comments(self, passages: Iterable[Found]) -> None:
        """Have the comments on these at hand, all by one question."""
        db = self._db()
        wanted = {mark.coding_id for one in passages for mark in one.marks} - self._asked
        if db is not None and wanted:
            self._asked |= wanted
            self._comments.update(reads.comments(db, wanted))

    def text(self, found: Found) -> CardText:
        """What the card says."""
        db, material = self._db(), self.material
        if db is None or material is None or found.document_id not in material.documents:
            return CardText("", "", "")
        self.read_comments([found])
        material.read_turns(db, [found.document_id])
        page = self._page(db, material, found.document_id)
        words = page.text.read(found.start, min(found.end, found.start + LONGEST + 1))
        quote = quoted(shortened(" ".join(words.split()), LONGEST), language())
        comments = (self._comments.get(mark.coding_id) for mark in found.marks)
        return CardText(
            quote,
            _SEPARATOR.join(self._source(material, page, found)),
            _SEPARATOR.join(dict.fromkeys(" ".join(one.split()) for one in comments if one)),
        )

    def _source(self, material: Material, page: _Page, found: Found) -> list[str]:
        turns = material.turns(found.document_id)
        speaking = found.persons or turns.respondents(found.start, found.end)
        names = [material.persons[one].pseudonym for one in speaking if one in material.persons]
        initials = dict.fromkeys(
            material.coders[mark.coder_id].initials
            for mark in found.marks
            if mark.coder_id in material.coders
        )
        place = bisect_right(page.starts, found.start) - 1
        time = page.times[place] if place >= 0 else None
        title = material.documents[found.document_id].title
        return [part for part in (", ".join(names), title, time, ", ".join(initials)) if part]

    def _page(self, db: Database, material: Material, document_id: DocumentId) -> _Page:
        page = self._pages.get(document_id)
        if page is None:
            material.read_turns(db, [document_id])
            text = documents_store.text(db, document_id)
            times = documents_store.times(db, document_id)
            page = _Page(
                material.turns(document_id).nameless(text),
                len(text),
                [start for start, _time in times],
                [time for _start, time in times],
            )
            self._pages[document_id] = page
            self._drop_old()
        self._pages.move_to_end(document_id)
        return page

    def _drop_old(self) -> None:
        total = sum(page.characters for page in self._pages.values())
        while total > _MOST_CHARACTERS and len(self._pages) > 1:
            _document_id, gone = self._pages.popitem(last=False)
            total -= gone.characters
