"""Every coding as a line of a list: what, where, by whom, and whose words."""

from dataclasses import dataclass

from qualcode.core.analysis.passages import NamelessText
from qualcode.core.analysis.quotes import nameless_title
from qualcode.core.analysis.summary import Filters
from qualcode.core.analysis.tally import gather_turns
from qualcode.core.collector import collector_paused
from qualcode.core.ids import CodeId, CoderId, CodingId, DocumentId, PersonId, SegmentId
from qualcode.core.project import Project
from qualcode.core.store import coders as coder_store
from qualcode.core.store import codes as code_store
from qualcode.core.store import codings as coding_store
from qualcode.core.store import documents as document_store
from qualcode.core.store import persons as person_store
from qualcode.core.store import summary as reads
from qualcode.core.store.codings import Mark


@dataclass(frozen=True, slots=True)
class CodingLine:
    """One coding. `persons` are pseudonyms; `start` and `end` are None for a lost place."""

    id: CodingId
    document: str
    document_id: DocumentId
    segment_id: SegmentId
    start: int | None
    end: int | None
    quote: str
    code: str
    code_id: CodeId
    code_path: str
    coder: str
    coder_id: CoderId
    persons: tuple[str, ...]
    comment: str | None
    created: str


def coding_lines(
    project: Project, filters: Filters | None = None, *, real_names: bool = False
) -> list[CodingLine]:
    """The codings that the filters let through, by document and place.

    Args:
        real_names: leave titles and the speaker labels in quotes as they are, so that a quote is
            exactly what the text holds. Otherwise a real name there is the pseudonym in brackets.
    """
    with collector_paused(), project.db.atomic():
        return _Lister(project, filters or Filters(), real_names=real_names).lines()


class _Lister:
    def __init__(self, project: Project, filters: Filters, *, real_names: bool) -> None:
        self._db = db = project.db
        self._filters = filters
        self._real_names = real_names
        codes = code_store.all_codes(db)
        self._paths = code_store.paths(codes)
        self._codes = set(code_store.subtree(db, filters.codes)) if filters.codes else None
        self._coders = {coder.id: coder.name for coder in coder_store.all_coders(db)}
        self._persons = {person.id: person for person in person_store.all_persons(db)}
        self._turns = gather_turns(reads.turns(db), self._persons)
        self._titles = {
            document_id: self._title(document_id, title)
            for document_id, title in document_store.titles(db).items()
        }
        self._texts: dict[DocumentId, NamelessText | None] = {}

    def lines(self) -> list[CodingLine]:
        return [
            line
            for mark in coding_store.all_marks(self._db)
            if self._wanted(mark) and (line := self._line(mark))
        ]

    def _title(self, document_id: DocumentId, title: str) -> str:
        turns = self._turns.get(document_id)
        return title if self._real_names or turns is None else nameless_title(title, turns.names)

    def _wanted(self, mark: Mark) -> bool:
        filters = self._filters
        return (
            (self._codes is None or mark.coding.code_id in self._codes)
            and (not filters.documents or mark.segment.document_id in filters.documents)
            and (not filters.coders or mark.coding.coder_id in filters.coders)
        )

    def _line(self, mark: Mark) -> CodingLine | None:
        """The mark's line, or None if it touches nobody of those who were chosen."""
        coding, segment = mark.coding, mark.segment
        persons = self._respondents(segment.document_id, segment.start, segment.end)
        chosen = [one for one in persons if self._filters.lets_person(self._persons[one])]
        if self._filters.of_some_persons and not chosen:
            return None
        path = self._paths[coding.code_id]
        return CodingLine(
            id=coding.id,
            document=self._titles[segment.document_id],
            document_id=segment.document_id,
            segment_id=segment.id,
            start=segment.start,
            end=segment.end,
            quote=self._quote(mark),
            code=path[-1],
            code_id=coding.code_id,
            code_path=code_store.path_text(path),
            coder=self._coders[coding.coder_id],
            coder_id=coding.coder_id,
            persons=tuple(self._persons[person].pseudonym for person in persons),
            comment=coding.comment,
            created=coding.created,
        )

    def _respondents(
        self, document_id: DocumentId, start: int | None, end: int | None
    ) -> tuple[PersonId, ...]:
        turns = self._turns.get(document_id)
        if turns is None or start is None or end is None:
            return ()
        return turns.respondents(start, end)

    def _quote(self, mark: Mark) -> str:
        segment = mark.segment
        if self._real_names:
            return segment.quote
        if segment.start is None or segment.end is None:
            turns = self._turns.get(segment.document_id)
            return turns.nameless_words(segment.quote) if turns else segment.quote
        if segment.document_id not in self._texts:
            self._texts[segment.document_id] = self._nameless(segment.document_id)
        text = self._texts[segment.document_id]
        return text.read(segment.start, segment.end) if text else segment.quote

    def _nameless(self, document_id: DocumentId) -> NamelessText | None:
        """The text to read quotes from; None where no label tells a real name."""
        turns = self._turns.get(document_id)
        if turns is None:
            return None
        text = document_store.text(self._db, document_id)
        return turns.nameless(text) if turns.hidden(text) else None
