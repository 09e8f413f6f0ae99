"""The category summary as data: for each category who said it, of whom, and in which words."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from sqlite_utils import Database

from qualcode.core.analysis.passages import Covers, Passage, Turns
from qualcode.core.analysis.quotes import Quote, Quoter
from qualcode.core.analysis.surveys import Rates, known_rates
from qualcode.core.analysis.tally import Marks, Tally, gather, gather_turns, tally
from qualcode.core.collector import collector_paused
from qualcode.core.ids import CodeId, CoderId, DocumentId, PersonId
from qualcode.core.model import Code, Document, Person
from qualcode.core.model.code import PATH_SEPARATOR
from qualcode.core.project import Project
from qualcode.core.store import coders as coder_store
from qualcode.core.store import codes as code_store
from qualcode.core.store import documents as document_store
from qualcode.core.store import persons as person_store
from qualcode.core.store import quotes as quote_store
from qualcode.core.store import summary as reads
from qualcode.core.store.connection import casefold
from qualcode.core.store.quotes import PrintedRow

__all__ = ["Category", "Filters", "GroupCount", "Quote", "Summary", "build"]

#: A group, or a whole base, of fewer persons than this may reveal who they are.
SMALL_GROUP = 3


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the project is summarised. An empty filter lets everything through.

    Attributes:
        codes: these categories with everything under them.
        groups: passages of persons in these reporting groups, who then are the base.
        persons: passages of these persons, who then are the base; None for everybody's.
        conditions: by what these persons were chosen, for people to read.
    """

    codes: tuple[CodeId, ...] = ()
    documents: tuple[DocumentId, ...] = ()
    coders: tuple[CoderId, ...] = ()
    groups: tuple[str, ...] = ()
    persons: frozenset[PersonId] | None = None
    conditions: tuple[str, ...] = ()

    @property
    def of_some_persons(self) -> bool:
        """Whether only what some persons say is looked at."""
        return bool(self.groups) or self.persons is not None

    def lets_person(self, person: Person) -> bool:
        """Whether it is a person whose words are looked at."""
        return (not self.groups or person.reporting_group in self.groups) and (
            self.persons is None or person.id in self.persons
        )


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many of a reporting group said it; `group` is None for those who have none."""

    group: str | None
    persons: int
    base: int


@dataclass(frozen=True, slots=True)
class Category:
    """A category with everything under it: each passage and each person is counted once.

    Attributes:
        path: the names from the top of the codebook down to this one.
        depth: how many of the categories above it are in the summary too.
        passages: unions of overlapping marks in the whole subtree, document by document.
        quotes: its own; what stands whole in a quote under a sub-category is not repeated.
    """

    code_id: CodeId
    path: tuple[str, ...]
    name: str
    depth: int
    definition: str | None
    passages: int
    persons: int
    base: int
    documents: int
    quotes: tuple[Quote, ...]
    groups: tuple[GroupCount, ...]

    @property
    def heading(self) -> str:
        """The name, with what stands above it where that isn't printed."""
        return PATH_SEPARATOR.join(self.path) if self.depth == 0 else self.name


@dataclass(frozen=True, slots=True)
class Summary:
    """All that a category summary says, in codebook order.

    Attributes:
        title: the project's name.
        language: the project's, ``sv`` or ``en``: the one that the summary is written in.
        changed: when the project was last changed, if ever.
        base: the respondents with a turn in the chosen documents (and of the chosen groups).
        bases: the same for each reporting group.
        documents: the chosen documents' titles without real names, of `all_documents`.
        coders: the evaluators whose marks are in it.
        unplaced: marks left out because the text under them is gone.
        rates: of the surveys whose documents are chosen, as far as it is known how many were
            invited.
    """

    title: str
    language: str
    changed: str | None
    categories: tuple[Category, ...]
    base: int
    bases: tuple[GroupCount, ...]
    documents: tuple[str, ...]
    all_documents: int
    coders: tuple[str, ...]
    unplaced: int
    filters: Filters = field(default_factory=Filters)
    chosen_codes: tuple[str, ...] = ()
    rates: tuple[Rates, ...] = ()

    @property
    def quotes(self) -> int:
        """How many quotes are printed."""
        return sum(len(category.quotes) for category in self.categories)


def build(
    project: Project, filters: Filters | None = None, *, only_chosen: bool = False
) -> Summary:
    """The project's category summary, read in one moment of the project.

    Args:
        only_chosen: print the chosen quotes and no others; what is counted stays the same.
    """
    with collector_paused(), project.db.atomic():
        ground = _read(project.db, filters or Filters(), only_chosen=only_chosen)
        tallies = tally(ground.codes, ground.marks, ground.turns)
        info = project.info
        return Summary(
            title=info.name,
            language=info.language,
            changed=reads.last_change(project.db),
            categories=tuple(_categories(ground, tallies)),
            base=len(ground.base),
            bases=ground.by_group(ground.base),
            documents=tuple(map(ground.quoter.printed_title, ground.documents.values())),
            all_documents=ground.all_documents,
            coders=ground.coders,
            unplaced=ground.unplaced,
            filters=ground.filters,
            chosen_codes=ground.chosen_codes,
            rates=known_rates(project.db, ground.documents),
        )


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a summary is built on: the chosen rows, and nothing else.

    Attributes:
        codes: the chosen codes with all that is under them, in tree order.
        base: the respondents of whom persons are counted.
        printed: the printed forms of passages, by code and document, the earliest first.
    """

    filters: Filters
    codes: Sequence[Code]
    paths: Mapping[CodeId, tuple[str, ...]]
    documents: Mapping[DocumentId, Document]
    all_documents: int
    turns: Mapping[DocumentId, Turns]
    marks: Marks
    unplaced: int
    base: Mapping[PersonId, Person]
    coders: tuple[str, ...]
    quoter: Quoter
    printed: Mapping[tuple[CodeId, DocumentId], Sequence[PrintedRow]]
    only_chosen: bool

    @property
    def chosen_codes(self) -> tuple[str, ...]:
        chosen = set(self.filters.codes)
        return tuple(
            code_store.path_text(self.paths[code.id]) for code in self.codes if code.id in chosen
        )

    def counts(self, document_id: DocumentId, start: int, end: int) -> bool:
        """Whether a passage is in the summary: with groups chosen, only their words are."""
        if not self.filters.of_some_persons:
            return True
        turns = self.turns.get(document_id)
        return turns is not None and not self.base.keys().isdisjoint(turns.respondents(start, end))

    def by_group(self, persons: Iterable[PersonId]) -> tuple[GroupCount, ...]:
        """How many of each reporting group these are; empty where nobody has a group."""
        bases = Counter(person.reporting_group or None for person in self.base.values())
        if not any(bases):
            return ()
        counts = Counter(self.base[person].reporting_group or None for person in persons)
        groups = sorted(bases, key=lambda group: (group is None, casefold(group or ""), group))
        return tuple(GroupCount(group, counts[group], bases[group]) for group in groups)


def _read(db: Database, filters: Filters, *, only_chosen: bool) -> _Ground:
    everything = document_store.all_documents(db)
    chosen = {d.id: d for d in everything if not filters.documents or d.id in filters.documents}
    whole = code_store.all_codes(db)
    below = set(code_store.subtree(db, filters.codes or [code.id for code in whole]))
    codes = [code for code in whole if code.id in below]
    persons = {person.id: person for person in person_store.all_persons(db)}
    coders = {coder.id: coder for coder in coder_store.all_coders(db)}
    turns = gather_turns(reads.turns(db, chosen), persons)
    wanted = set(filters.coders or coders)
    rows = (
        row
        for row in reads.marks(db, below if filters.codes else None)
        if row[1] in chosen and row[4] in wanted
    )
    marks, unplaced = gather(rows)
    present = {person for some in turns.values() for person in some.present}
    used = {
        mark[2] for by_document in marks.values() for some in by_document.values() for mark in some
    }
    return _Ground(
        filters=filters,
        codes=codes,
        paths=code_store.paths(whole),
        documents=chosen,
        all_documents=len(everything),
        turns=turns,
        marks=marks,
        unplaced=unplaced,
        base={
            person.id: person
            for person in persons.values()
            if person.id in present and filters.lets_person(person)
        },
        coders=tuple(coder.name for coder in coders.values() if coder.id in used),
        quoter=Quoter(db, chosen, turns, persons, coders),
        printed=_printed(db, wanted),
        only_chosen=only_chosen,
    )


def _printed(
    db: Database, coder_ids: Collection[CoderId]
) -> Mapping[tuple[CodeId, DocumentId], Sequence[PrintedRow]]:
    found: dict[tuple[CodeId, DocumentId], list[PrintedRow]] = defaultdict(list)
    for row in quote_store.printed(db):
        if row.coder_id in coder_ids:
            found[row.code_id, row.document_id].append(row)
    return found


def _categories(ground: _Ground, tallies: Mapping[CodeId, Tally]) -> Iterator[Category]:
    below: dict[CodeId | None, list[Tally]] = defaultdict(list)
    for code in ground.codes:
        below[code.parent_id].append(tallies[code.id])
    depths: dict[CodeId | None, int] = {}
    for code in ground.codes:
        depths[code.id] = depths.get(code.parent_id, -1) + 1
        yield _category(ground, code, depths[code.id], tallies[code.id], below[code.id])


def _category(
    ground: _Ground, code: Code, depth: int, found: Tally, below: Sequence[Tally]
) -> Category:
    passages = {
        document_id: sum(ground.counts(document_id, *span) for span in spans)
        if ground.filters.of_some_persons
        else len(spans)
        for document_id, spans in found.whole.items()
    }
    persons = found.persons & ground.base.keys()
    return Category(
        code_id=code.id,
        path=ground.paths[code.id],
        name=code.name,
        depth=depth,
        definition=code.definition or None,
        passages=sum(passages.values()),
        persons=len(persons),
        base=len(ground.base),
        documents=sum(map(bool, passages.values())),
        quotes=tuple(_quotes(ground, code.id, found, below)),
        groups=ground.by_group(persons),
    )


def _quotes(
    ground: _Ground, code_id: CodeId, found: Tally, below: Sequence[Tally]
) -> Iterator[Quote]:
    """The category's own passages in document order, without those that stand further down."""
    for document_id in ground.documents:
        if own := found.own.get(document_id):
            lower = Covers(span for tally in below for span in tally.printed.get(document_id, ()))
            printed = ground.printed.get((code_id, document_id), ())
            for passage in own:
                span = passage[:2]
                if not lower.covers(*span) and ground.counts(document_id, *span):
                    yield from _of_passage(ground, document_id, passage, printed)


def _of_passage(
    ground: _Ground, document_id: DocumentId, passage: Passage, printed: Sequence[PrintedRow]
) -> Iterator[Quote]:
    """The passage's quote. Where an evaluator has given one of its marks a form for the report,
    that stands for the whole, for the rest may be what was left out on purpose."""
    inside = [
        row
        for row in printed
        if passage.start <= row.start
        and row.end <= passage.end
        and ground.counts(document_id, row.start, row.end)
    ]
    if ground.only_chosen:
        spans = {(row.start, row.end) for row in inside if row.chosen}
    else:
        spans = {(row.start, row.end) for row in inside if row.text is not None}
        spans = spans or {(passage.start, passage.end)}.intersection(
            (row.start, row.end) for row in inside
        )
    if not spans and not ground.only_chosen:
        yield ground.quoter.quote(document_id, passage)
    rows = [row for row in inside if (row.start, row.end) in spans]
    for _span, of_span in groupby(rows, key=lambda row: (row.start, row.end)):
        yield replace(
            ground.quoter.as_printed(document_id, list(of_span), passage.coder_ids),
            comments=passage.comments,
        )
