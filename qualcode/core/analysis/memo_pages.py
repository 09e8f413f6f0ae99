"""Memos and the research journal as they are read on paper: in order, each with what it is about,
and without real names but those that somebody has written in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlite_utils import Database

from qualcode.core.analysis.passages import Passage
from qualcode.core.analysis.quotes import Quoter
from qualcode.core.analysis.tally import gather_turns
from qualcode.core.analysis.things import Ref, Thing, describe
from qualcode.core.ids import CoderId, SegmentId
from qualcode.core.model import Memo
from qualcode.core.model.memo import JOURNAL
from qualcode.core.project import Project
from qualcode.core.store import coders as coder_store
from qualcode.core.store import codings as coding_store
from qualcode.core.store import documents as document_store
from qualcode.core.store import memos as store
from qualcode.core.store import persons as person_store
from qualcode.core.store import summary as reads
from qualcode.core.translate import N_, _

#: what memos are about, in the order in which they are printed
SECTIONS: Final = {
    "project": N_("About the project"),
    "guide_questions": N_("About questions"),
    "codes": N_("About codes"),
    "documents": N_("About documents"),
    "persons": N_("About persons"),
    "segments": N_("About passages"),
    "codings": N_("About codings"),
    "memos": N_("About memos"),
    "": N_("Other memos"),
}
#: what is called by words of the text
_CALLED_BY_WORDS: Final = ("segments", "quotes", "turns", "landmarks")


@dataclass(frozen=True, slots=True)
class MemoPage:
    """A memo, or a day's page of the journal.

    Attributes:
        heading: its title; of a page of the journal its day.
        byline: who wrote it, and when.
        about: what it is about, in words; empty if nothing in particular.
        quote: of a memo on a passage its words.
        links: what it speaks of as well, in words.
    """

    heading: str
    byline: str
    about: str
    quote: str
    text: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemoBook:
    """All of them: the journal by date, then the memos under what they are about."""

    title: str
    language: str
    journal: tuple[MemoPage, ...]
    sections: tuple[tuple[str, tuple[MemoPage, ...]], ...]

    @property
    def pages(self) -> Iterable[MemoPage]:
        yield from self.journal
        for _heading, pages in self.sections:
            yield from pages


def memo_book(project: Project, coder_ids: Sequence[CoderId] = ()) -> MemoBook:
    """The memos and pages of these evaluators, or of all; in the language that is spoken now."""
    with project.db.atomic():
        info = project.info
        reader = _Reader(project.db)
        wanted = set(coder_ids)
        memos = [memo for memo in store.of_kind(project.db) if _is_wanted(memo, wanted)]
        journal = [p for p in store.of_kind(project.db, JOURNAL) if _is_wanted(p, wanted)]
        pages = reader.pages([*journal, *memos])
        return MemoBook(
            title=info.name,
            language=info.language,
            journal=tuple(pages[page.id] for page in journal),
            sections=tuple(
                (_(heading), found)
                for table, heading in SECTIONS.items()
                if (found := tuple(pages[m.id] for m in memos if _section(m) == table))
            ),
        )


def _is_wanted(memo: Memo, coder_ids: set[CoderId]) -> bool:
    return not coder_ids or memo.coder_id in coder_ids


def _section(memo: Memo) -> str:
    return memo.about_table if memo.about_table in SECTIONS else ""


class _Reader:
    def __init__(self, db: Database) -> None:
        self._db = db
        self._coders = {coder.id: coder.name for coder in coder_store.all_coders(db)}
        persons = {person.id: person for person in person_store.all_persons(db)}
        documents = {document.id: document for document in document_store.all_documents(db)}
        turns = gather_turns(reads.turns(db), persons)
        self._documents = documents
        self._quoter = Quoter(db, documents, turns, persons, {})

    def pages(self, memos: Sequence[Memo]) -> dict[str, MemoPage]:
        """Every one of the memos, by its id."""
        linked: dict[str, list[Ref]] = {memo.id: [] for memo in memos}
        for link in store.links_of(self._db, linked):
            linked[link.memo_id].append((link.to_table, link.to_id))
        about = [
            (memo.about_table, memo.about_id)
            for memo in memos
            if memo.about_table and memo.about_id
        ]
        things = describe(self._db, [*about, *(ref for refs in linked.values() for ref in refs)])
        return {
            memo.id: self._page(
                memo,
                things.get((memo.about_table or "", memo.about_id or "")),
                [things[ref] for ref in linked[memo.id]],
            )
            for memo in memos
        }

    def _page(self, memo: Memo, about: Thing | None, links: Iterable[Thing]) -> MemoPage:
        when = f"{datetime.fromisoformat(memo.created).astimezone():%Y-%m-%d %H:%M}"
        return MemoPage(
            heading=" · ".join(filter(None, (memo.date, memo.title))),
            byline=_("{evaluator}, {time}").format(
                evaluator=self._coders.get(memo.coder_id, "?"), time=when
            ),
            about=self._nameless(about).words if about else "",
            quote=self._quote(about) if about else "",
            text=memo.text,
            links=tuple(self._nameless(link).words for link in links),
        )

    def _nameless(self, thing: Thing) -> Thing:
        """Without a real name in a document's title, and without words of its text: those of a
        passage are quoted, and labels of speakers may be names."""
        document = self._documents.get(thing.document_id) if thing.document_id else None
        title = self._quoter.printed_title(document) if document else ""
        if thing.table == "documents" and title:
            return replace(thing, name=title)
        if thing.table in _CALLED_BY_WORDS and title:
            return replace(thing, name=title, place="")
        return replace(thing, place=title) if thing.place else thing

    def _quote(self, thing: Thing) -> str:
        """The passage's words without real names in speakers' labels; as they were where the text
        under them is gone."""
        if thing.table not in ("segments", "codings") or thing.document_id is None:
            return ""
        if thing.start is None or thing.end is None:
            lost = coding_store.segments(self._db, [SegmentId(thing.id)])
            return self._quoter.lost(thing.document_id, lost[0].quote) if lost else ""
        passage = Passage(thing.start, thing.end, (), ())
        return self._quoter.quote(thing.document_id, passage).text
