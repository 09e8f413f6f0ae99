"""A document cut where its marks, speakers and lines begin and end, ready to be printed."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from qualcode.core.analysis.passages import Turns
from qualcode.core.analysis.quotes import nameless_title
from qualcode.core.analysis.summary import Filters
from qualcode.core.analysis.tally import gather_turns
from qualcode.core.ids import CodeId, CoderId, DocumentId
from qualcode.core.model import Code, Span
from qualcode.core.project import Project
from qualcode.core.store import coders as coder_store
from qualcode.core.store import codes as code_store
from qualcode.core.store import codings as coding_store
from qualcode.core.store import documents as document_store
from qualcode.core.store import persons as person_store
from qualcode.core.store import summary as reads
from qualcode.core.store.codings import Mark


@dataclass(frozen=True, slots=True)
class Ending:
    """A code whose mark ends here, and whose mark it is."""

    code: Code
    initials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same marks. `label` is whether they are a speaker's label."""

    text: str
    codes: tuple[Code, ...]
    label: bool
    endings: tuple[Ending, ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A document's lines, each in pieces; the codes used in it, with how many marks each has.

    Attributes:
        title: without real names, unless they were asked for.
        unplaced: marks that are left out because the text under them is gone.
    """

    title: str
    language: str
    lines: tuple[tuple[Piece, ...], ...]
    codes: tuple[tuple[Code, str, int], ...]
    unplaced: int


def marked_text(
    project: Project,
    document_id: DocumentId,
    filters: Filters | None = None,
    *,
    real_names: bool = False,
) -> MarkedText:
    """The document with the marks that the filters' codes and coders let through.

    Raises:
        KeyError: if there is no such document.
    """
    with project.db.atomic():
        return _Cutter(project, document_id, filters or Filters(), real_names=real_names).cut()


@dataclass(frozen=True, slots=True)
class _Place:
    """What begins and ends at one position of the text."""

    begins: list[Mark] = field(default_factory=list)
    ends: list[Mark] = field(default_factory=list)


class _Cutter:
    def __init__(
        self, project: Project, document_id: DocumentId, filters: Filters, *, real_names: bool
    ) -> None:
        self._db = db = project.db
        self._document = document_store.get(db, document_id)
        self._text = document_store.text(db, document_id)
        self._filters = filters
        self._real_names = real_names
        codes = code_store.all_codes(db)
        self._paths = code_store.paths(codes)
        self._codes = {code.id: code for code in codes}
        self._order = {code.id: number for number, code in enumerate(codes)}
        self._chosen = set(code_store.subtree(db, filters.codes or self._codes))
        self._coders = {coder.id: coder for coder in coder_store.all_coders(db)}
        persons = {person.id: person for person in person_store.all_persons(db)}
        turns = gather_turns(reads.turns(db, [document_id]), persons)
        self._turns = turns.get(document_id) or Turns((), {})

    def cut(self) -> MarkedText:
        marks = [
            mark
            for mark in coding_store.marks_in(self._db, self._document.id)
            if self._wanted(mark.coding.code_id, mark.coding.coder_id)
        ]
        counts = Counter(mark.coding.code_id for mark in marks)
        title = self._document.title
        return MarkedText(
            title=title if self._real_names else nameless_title(title, self._turns.names),
            language=self._document.language,
            lines=tuple(self._lines(marks)),
            codes=tuple(
                (self._codes[code_id], code_store.path_text(self._paths[code_id]), counts[code_id])
                for code_id in sorted(counts, key=self._order.__getitem__)
            ),
            unplaced=self._unplaced(),
        )

    def _wanted(self, code_id: CodeId, coder_id: CoderId) -> bool:
        coders = self._filters.coders
        return code_id in self._chosen and (not coders or coder_id in coders)

    def _unplaced(self) -> int:
        return sum(
            document_id == self._document.id and start is None and self._wanted(code_id, coder_id)
            for code_id, document_id, start, _, coder_id, _ in reads.marks(self._db)
        )

    def _lines(self, marks: Iterable[Mark]) -> Iterator[tuple[Piece, ...]]:
        line: list[Piece] = []
        for piece in self._pieces(marks):
            if piece is None:
                yield tuple(line)
                line = []
            else:
                line.append(piece)
        yield tuple(line)

    def _pieces(self, marks: Iterable[Mark]) -> Iterator[Piece | None]:
        """The pieces in order; None where a line ends."""
        places = _places(marks)
        hidden = [] if self._real_names else self._turns.hidden(self._text)
        labels = _Inside(self._turns.labels)
        inside_hidden = _Inside([span for span, _ in hidden])
        shown = {span.start: words for span, words in hidden}
        active: Counter[CodeId] = Counter()
        for start, end in pairwise(self._cuts(places, hidden)):
            _step(places.get(start), active)
            words = self._text[start:end]
            if inside_hidden(start):
                words = shown.get(start, "")
            elif words == "\n":
                yield None
                continue
            codes = self._in_order(code_id for code_id, number in active.items() if number)
            yield Piece(words, codes, labels(start), self._endings(places.get(end)))

    def _cuts(self, places: Iterable[int], hidden: Iterable[tuple[Span, str]]) -> list[int]:
        cuts = {0, len(self._text), *places}
        for match in re.finditer("\n", self._text):
            cuts.update(match.span())
        for span in (*self._turns.labels, *(span for span, _ in hidden)):
            cuts.update(span)
        return sorted(cuts)

    def _in_order(self, code_ids: Iterable[CodeId]) -> tuple[Code, ...]:
        return tuple(self._codes[one] for one in sorted(code_ids, key=self._order.__getitem__))

    def _endings(self, place: _Place | None) -> tuple[Ending, ...]:
        if place is None or not place.ends:
            return ()
        initials: dict[CodeId, dict[str, None]] = defaultdict(dict)
        for mark in place.ends:
            coder = self._coders[mark.coding.coder_id]
            initials[mark.coding.code_id][coder.initials] = None
        return tuple(Ending(code, tuple(initials[code.id])) for code in self._in_order(initials))


def _places(marks: Iterable[Mark]) -> dict[int, _Place]:
    places: dict[int, _Place] = defaultdict(_Place)
    for mark in marks:
        if mark.segment.start is not None and mark.segment.end is not None:
            places[mark.segment.start].begins.append(mark)
            places[mark.segment.end].ends.append(mark)
    return dict(places)


def _step(place: _Place | None, active: Counter[CodeId]) -> None:
    for mark in place.ends if place else ():
        active[mark.coding.code_id] -= 1
    for mark in place.begins if place else ():
        active[mark.coding.code_id] += 1


class _Inside:
    """Whether a position is in one of some spans; each position asked for follows the last."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._next = 0

    def __call__(self, position: int) -> bool:
        while self._next < len(self._spans) and self._spans[self._next].end <= position:
            self._next += 1
        return self._next < len(self._spans) and self._spans[self._next].start <= position
