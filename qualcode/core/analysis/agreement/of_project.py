"""What evaluators marked in a project, laid out to be compared."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias, TypeVar

import numpy as np
from sqlite_utils import Database

from qualcode.core.analysis import language
from qualcode.core.analysis.agreement import segments, units
from qualcode.core.analysis.agreement.compare import CHARACTER, Counted, Progress, compare
from qualcode.core.analysis.agreement.line import Line, cut
from qualcode.core.analysis.agreement.marks import Marks, from_rows
from qualcode.core.analysis.agreement.result import Agreement
from qualcode.core.analysis.narrowing import Narrowing, choose
from qualcode.core.collector import collector_paused
from qualcode.core.errors import Refused
from qualcode.core.ids import CodeId, CoderId, DocumentId, PersonId
from qualcode.core.model import Document, Span
from qualcode.core.model.code import PATH_SEPARATOR
from qualcode.core.model.coder import CONSENSUS
from qualcode.core.project import Project
from qualcode.core.store import coders as coder_store
from qualcode.core.store import codes as code_store
from qualcode.core.store import documents as document_store
from qualcode.core.store import persons as person_store
from qualcode.core.store import summary as reads
from qualcode.core.translate import _, ngettext

SEGMENT: Final = "segment"
UNITS: Final = (CHARACTER, "word", "sentence", "turn", "paragraph", SEGMENT)
#: the share of common characters from which two passages are one, unless another is asked for
OVERLAP: Final = 0.9

Id = TypeVar("Id", bound=str)
_Row: TypeAlias = tuple[str, DocumentId, int, int, CoderId]
_Splitter = Callable[[str, Sequence[tuple[int, int]]], Iterator[Span]]
_SPLITTERS: Final[Mapping[str, _Splitter]] = {
    "word": units.words,
    "paragraph": units.paragraphs,
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is compared. What is empty lets everything through.

    Attributes:
        coders: at least two, or all who have marked something there, with whatever code, but for
            the consensus.
        key: the one who is taken to be right; one of the coders, or one more.
        codes: these and what is under them; each is compared for its own marks.
        persons: only what they say.
        narrowing: of documents and persons only those that are so; what it says of codings is
            passed over, as those are what is compared.
        unit: one of `UNITS`.
        overlap: for segments, from which share of common characters two are one.
    """

    coders: tuple[CoderId, ...] = ()
    key: CoderId | None = None
    codes: tuple[CodeId, ...] = ()
    documents: tuple[DocumentId, ...] = ()
    persons: tuple[PersonId, ...] = ()
    narrowing: Narrowing = field(default_factory=Narrowing)
    unit: str = CHARACTER
    overlap: float = OVERLAP
    intervals: bool = False


def agreement(project: Project, question: Question | None = None) -> Agreement:
    """How far evaluators agree in a project.

    Raises:
        Refused: if there are not two of them, or nothing to compare.
    """
    return agreement_in(project.db, question)


def agreement_in(
    db: Database, question: Question | None = None, *, progress: Progress | None = None
) -> Agreement:
    """`agreement` in what may be no file: projects that are compared before they are merged.

    Args:
        progress: told how many codes are done, of how many; what it raises ends it.
    """
    with collector_paused(), db.atomic():
        return _Comparison(db, question or Question()).made(progress)


def _material(
    db: Database, question: Question
) -> tuple[list[Document], frozenset[PersonId] | None]:
    """The documents that are compared, and whose words in them; None for everybody's."""
    documents = [
        document
        for document in document_store.all_documents(db)
        if not question.documents or document.id in question.documents
    ]
    persons = frozenset(question.persons) if question.persons else None
    if question.narrowing == Narrowing():
        return documents, persons
    everybody = {one.id: one for one in person_store.all_persons(db)}
    chosen = choose(db, question.narrowing, documents, everybody)
    if persons is not None and chosen.persons is not None:
        persons &= chosen.persons
    return list(chosen.documents.values()), chosen.persons if persons is None else persons


class _Comparison:
    def __init__(self, db: Database, question: Question) -> None:
        self._db = db
        self._question = question
        self._documents, self._persons = _material(db, question)
        self._turns = self._turn_spans()
        self._allowed = {document.id: self._stretches(document) for document in self._documents}
        self._line = Line(self._allowed)
        if not self._line.length:
            raise Refused(_("There is no text to compare. Choose other documents or persons."))

    def made(self, progress: Progress | None = None) -> Agreement:
        question = self._question
        rows = self._rows(question.codes)
        coders = self._coders(rows)
        codes = self._codes({row[0] for row in rows if row[4] in coders})
        coder_at = {coder_id: at for at, coder_id in enumerate(coders)}
        code_at: dict[str, int] = {code_id: at for at, code_id in enumerate(codes)}
        marks = from_rows(
            self._line.length,
            list(coders.values()),
            list(codes.values()),
            (
                (coder_at[coder_id], code_at[code_id], start, end)
                for code_id, _document_id, start, end, coder_id in rows
                if coder_id in coder_at
            ),
        )
        found = compare(
            marks,
            counted=self._counted(marks),
            documents={
                title: self._line.length_of(document_id)
                for document_id, title in _labels({d.id: d.title for d in self._documents}).items()
            },
            key=coders[question.key] if question.key else None,
            intervals=question.intervals,
            remarks=self._remarks(marks),
            progress=progress,
        )
        return replace(found, unread=self._unread(marks))

    def _rows(self, codes: tuple[CodeId, ...] = ()) -> list[_Row]:
        """Code, document, start, end and coder of each mark, with its place on the line."""
        below = codes and code_store.subtree(self._db, codes)
        by_document: dict[DocumentId, list[_Row]] = defaultdict(list)
        for row in reads.marks(self._db, below or None):
            if row[2] is not None and row[1] in self._allowed:
                by_document[row[1]].append(row[:5])
        return [
            (code_id, document_id, start, end, coder_id)
            for document_id, some in by_document.items()
            for (code_id, _document, _start, _end, coder_id), (start, end) in zip(
                some, self._on_line(document_id, [row[2:4] for row in some]), strict=True
            )
            if start < end
        ]

    def _on_line(
        self, document_id: DocumentId, spans: Sequence[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        places = self._line.places(document_id, np.array(spans, dtype=np.int64).reshape(-1, 2))
        return [(start, end) for start, end in places.tolist()]

    def _coders(self, rows: Sequence[_Row]) -> dict[CoderId, str]:
        coders = coder_store.all_coders(self._db)
        names = {coder.id: coder.name for coder in coders}
        chosen = self._question.coders
        if not chosen:
            # Whoever marked something there, but not with these codes, has none of them; what
            # several settled between them is no evaluator's own reading.
            active = {row[4] for row in (self._rows() if self._question.codes else rows)}
            chosen = tuple(
                coder.id for coder in coders if coder.id in active and coder.role != CONSENSUS
            )
        if self._question.key:
            chosen = (*chosen, self._question.key)
        found = {coder_id: names[coder_id] for coder_id in dict.fromkeys(chosen)}
        if len(found) < 2:
            raise Refused(_("It takes two evaluators at least to compare what they marked."))
        return _labels(found)

    def _codes(self, used: set[str]) -> dict[CodeId, str]:
        """The codes that someone used or that were asked for, each by its name if that is enough."""
        everything = code_store.all_codes(self._db)
        paths = code_store.paths(everything)
        named: dict[str, int] = defaultdict(int)
        for code in everything:
            named[code.name] += 1
        found = {
            code.id: code.name if named[code.name] == 1 else PATH_SEPARATOR.join(paths[code.id])
            for code in everything
            if code.id in used or code.id in self._question.codes
        }
        if not found:
            raise Refused(_("None of these evaluators has marked anything there."))
        return _labels(found)

    def _turn_spans(self) -> dict[DocumentId, list[tuple[int, int]]]:
        """Where turns are, or with persons chosen their words alone, by document."""
        persons = self._persons
        found: dict[DocumentId, list[tuple[int, int]]] = defaultdict(list)
        for document_id, start, end, speech_start, _label, person_id in reads.turns(
            self._db, [document.id for document in self._documents]
        ):
            if persons is None:
                found[document_id].append((start, end))
            elif person_id in persons and speech_start < end:
                found[document_id].append((speech_start, end))
        return {document_id: sorted(spans) for document_id, spans in found.items()}

    def _stretches(self, document: Document) -> list[tuple[int, int]]:
        if self._persons is not None:
            return self._turns.get(document.id, [])
        return [(0, document.characters)]

    def _counted(self, marks: Marks) -> Counted | None:
        question = self._question
        if question.unit == CHARACTER:
            return None
        if question.unit == SEGMENT:
            on_units, starts = segments.grouped(marks.joined(), question.overlap)
            return Counted(SEGMENT, on_units, starts, question.overlap)
        spans = [
            place
            for document in self._documents
            for place in self._on_line(document.id, list(self._unit_spans(document)))
        ]
        if not spans:
            raise Refused(_("There is no text to compare. Choose other documents or persons."))
        starts, ends = np.array(spans, dtype=np.int64).T
        return Counted(question.unit, units.touched(marks, starts, ends), starts)

    def _unit_spans(self, document: Document) -> Iterator[Span]:
        allowed = self._allowed[document.id]
        turns = self._turns.get(document.id)
        if self._question.unit == "turn" and turns:
            yield from (Span(*turn) for turn in turns)
            return
        text = document_store.text(self._db, document.id)
        stretches = cut(allowed, turns or ())
        if self._question.unit == "sentence":
            yield from language.sentences(text, stretches, document.language)
            return
        yield from _SPLITTERS.get(self._question.unit, units.paragraphs)(text, stretches)

    def _without(self, marks: Marks) -> list[set[int]]:
        """Of each evaluator the documents, by number, in which only others marked something."""
        documents = np.searchsorted(self._line.ends, marks.start, "right")
        coded = set(documents.tolist())
        return [
            coded - set(documents[marks.coder == at].tolist()) for at in range(len(marks.coders))
        ]

    def _unread(self, marks: Marks) -> tuple[str, ...]:
        """The ids of such documents."""
        ids = list(self._allowed)
        return tuple(ids[at] for at in sorted(set().union(*self._without(marks))))

    def _remarks(self, marks: Marks) -> list[str]:
        """What a reader should know: whose words these are; who may not have coded all of it; what
        stands for turns."""
        found = []
        if self._persons is not None:
            text = ngettext(
                "Only what {count} respondent says is compared.",
                "Only what {count} respondents say is compared.",
                len(self._persons),
            )
            found.append(text.format(count=len(self._persons)))
        for name, without in zip(marks.coders, self._without(marks), strict=True):
            if silent := len(without):
                found.append(
                    ngettext(
                        "{name} has marked nothing in {count} document that others have marked. "
                        "It counts as read and left unmarked; choose documents to leave it out.",
                        "{name} has marked nothing in {count} documents that others have marked. "
                        "They count as read and left unmarked; choose documents to leave them out.",
                        silent,
                    ).format(name=name, count=silent)
                )
        if self._question.unit == "turn":
            found += [
                _("“{title}” has no turns; its paragraphs are counted.").format(title=one.title)
                for one in self._documents
                if one.id not in self._turns and self._persons is None
            ]
        return found


def _labels(names: Mapping[Id, str]) -> dict[Id, str]:
    """The names by id; a second of the same name has a number."""
    found: dict[Id, str] = {}
    taken = set(names.values())
    seen: set[str] = set()
    for row_id, name in names.items():
        label, number = name, 1
        while label in seen or (number > 1 and label in taken):
            number += 1
            label = f"{name} ({number})"
        seen.add(label)
        found[row_id] = label
    return found
