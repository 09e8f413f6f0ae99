"""Operations on whatever a project holds, chosen by numbers: the same numbers do the same."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId
from qualcode.core.operations import (
    codes,
    copied_marks,
    documents,
    hits,
    importing,
    many_passages,
    meaning,
    memos,
    passage_shapes,
    passages,
    persons,
    quotes,
)
from qualcode.core.operations.history import redo, undo, undo_entry
from qualcode.core.operations.speakers import AcceptedSpeaker, find_speakers
from qualcode.core.project import Project
from tests.core import (
    random_boards,
    random_corrections,
    random_grid,
    random_landmarks,
    random_margin,
    random_reconcile,
    random_rest,
    random_surveys,
)
from tests.core.tables import count
from tests.core.whole import transcript

TEXT = "Kim: Vi 👩‍👩‍👧 vet inte.\nLo: Ä\u0308 det så\u00a0där?\nKim: Mandatet är otydligt ❤️ ibland."


@dataclass
class Work:
    """One evaluator's way through a project."""

    project: Project
    coder: CoderId
    random: Random

    def step(self) -> str:
        """Do something; what is refused is no harm. Returns what was tried."""
        action = self.random.choice(ACTIONS)
        with contextlib.suppress(Refused):
            action(self)
        return action.__name__

    def pick(self, table: str) -> str:
        rows = self.project.db.execute(f"SELECT id FROM {table} ORDER BY created, id").fetchall()
        if not rows:
            raise Refused(table)
        return self.random.choice(rows)[0]

    def some(self, table: str) -> list[str]:
        return [self.pick(table) for _ in range(self.random.randint(1, 3))]

    def span(self, document: str) -> tuple[int, int]:
        query = "SELECT characters FROM documents WHERE id = ?"
        length = self.project.db.execute(query, (document,)).fetchone()[0]
        start = self.random.randint(0, length - 1)
        return start, start + self.random.choice([1, 5, 12])

    def name(self) -> str:
        return self.random.choice(["Mandat", "mandat", "Roller", "Å", "A\u030a", "Tillit 😀"])


def import_one(w: Work) -> Changes | None:
    names = w.random.choice([(), ("Kim",)])
    new = importing.NewDocument(transcript(w.name(), TEXT, names))
    return importing.import_documents(w.project, w.coder, [new])


def delete_one(w: Work) -> Changes | None:
    return documents.delete_documents(w.project, w.coder, [w.pick("documents")])


def rename_one(w: Work) -> Changes | None:
    return documents.rename_document(w.project, w.coder, w.pick("documents"), w.name())


def speakers(w: Work) -> Changes | None:
    query = "SELECT d.id FROM documents d JOIN texts ON sha256 = text_sha256 WHERE text = ?"
    found = [row[0] for row in w.project.db.execute(query, (TEXT,))]
    if not found:
        return None
    accepted = [AcceptedSpeaker(label) for label in w.random.choice([("Kim",), ("Lo",), ()])]
    document = w.random.choice(found)
    return find_speakers(w.project, w.coder, document, transcript("x", TEXT), accepted)


def join(w: Work) -> Changes | None:
    return persons.join_persons(w.project, w.coder, w.pick("persons"), w.some("persons"))


def edit_person(w: Work) -> Changes | None:
    kind = w.random.choice(["respondent", "interviewer"])
    details = persons.PersonDetails(None, w.name(), kind, None, "SK")
    return persons.edit_person(w.project, w.coder, w.pick("persons"), details)


def create(w: Work) -> Changes | None:
    parent = w.pick("codes") if w.random.random() < 0.5 and count(w.project.db, "codes") else None
    return codes.create_code(w.project, w.coder, codes.NewCode(w.name(), parent_id=parent))


def rename(w: Work) -> Changes | None:
    return codes.rename_code(w.project, w.coder, w.pick("codes"), w.name())


def move(w: Work) -> Changes | None:
    parent = w.pick("codes") if w.random.random() < 0.6 else None
    code, place = w.pick("codes"), w.random.choice([None, 0, 1])
    return codes.move_code(w.project, w.coder, code, parent_id=parent, position=place)


def merge(w: Work) -> Changes | None:
    return codes.merge_codes(w.project, w.coder, w.pick("codes"), w.some("codes"))


def split(w: Work) -> Changes | None:
    new = codes.NewCode(w.name())
    return codes.split_code(w.project, w.coder, w.pick("codes"), new, w.some("codings"))


def delete_codes(w: Work) -> Changes | None:
    return codes.delete_codes(w.project, w.coder, [w.pick("codes")])


def mark(w: Work) -> Changes | None:
    document = w.pick("documents")
    comment = w.random.choice([None, "Ja", "Nej"])
    return passages.code_passage(
        w.project, w.coder, document, *w.span(document), w.some("codes"), comment=comment
    )


def mark_many(w: Work) -> Changes | None:
    places = [(document, *w.span(document)) for document in w.some("documents")]
    return many_passages.code_passages(w.project, w.coder, places, w.some("codes"))


def mark_hits(w: Work) -> Changes | None:
    hashes = dict(w.project.db.execute("SELECT id, text_sha256 FROM documents"))
    places = [
        hits.FoundPlace(document, hashes[document], *w.span(document))
        for document in w.some("documents")
    ]
    return hits.code_hits(w.project, w.coder, places, w.pick("codes"))


def remove(w: Work) -> Changes | None:
    return passages.remove_codings(w.project, w.coder, w.some("codings"))


def recode(w: Work) -> Changes | None:
    return passages.recode(w.project, w.coder, w.some("codings"), w.pick("codes"))


def resize(w: Work) -> Changes | None:
    segment = w.pick("segments")
    query = "SELECT document_id FROM segments WHERE id = ?"
    document = w.project.db.execute(query, (segment,)).fetchone()[0]
    return passages.resize_passage(w.project, w.coder, segment, *w.span(document))


def split_passage(w: Work) -> Changes | None:
    segment = w.pick("segments")
    query = 'SELECT start, "end" FROM segments WHERE id = ?'
    start, end = w.project.db.execute(query, (segment,)).fetchone()
    middle = ((start or 0) + (end or 0)) // 2
    return passage_shapes.split_passage(w.project, w.coder, segment, middle)


def join_passages(w: Work) -> Changes | None:
    return passage_shapes.join_passages(w.project, w.coder, w.some("segments"))


def copy_marks(w: Work) -> Changes | None:
    coders = w.random.choice([None, [w.coder]])
    return copied_marks.copy_marks(
        w.project, w.coder, w.pick("codes"), w.pick("codes"), coders=coders
    )


def condense(w: Work) -> Changes | None:
    text = w.random.choice([None, "Kort"])
    return passages.condense(w.project, w.coder, w.pick("segments"), text)


def memo(w: Work) -> Changes | None:
    table = w.random.choice(["segments", "codings", "codes", "documents", "persons", "memos"])
    return memos.write_memo(w.project, w.coder, "Tanke", about=(table, w.pick(table)))


def link_memo(w: Work) -> Changes | None:
    table = w.random.choice(["segments", "codings", "codes", "documents", "persons", "memos"])
    return memos.link_memo(w.project, w.coder, w.pick("memos"), (table, w.pick(table)))


def unlink_memo(w: Work) -> Changes | None:
    return memos.unlink_memo(w.project, w.coder, w.pick("memo_links"))


def memo_on_words(w: Work) -> Changes | None:
    document = w.pick("documents")
    return memos.write_memo_on_words(w.project, w.coder, document, *w.span(document), "Tanke")


def journal_page(w: Work) -> Changes | None:
    day, text = date(2026, 11, w.random.randint(1, 3)), w.random.choice(["", "Läste om."])
    return memos.write_journal(w.project, w.coder, text, day=day)


def weigh(w: Work) -> Changes | None:
    weight = w.random.choice([None, 1, 3])
    return meaning.weigh_coding(w.project, w.coder, w.pick("codings"), weight)


def take_stance(w: Work) -> Changes | None:
    stance = w.random.choice([None, "supports", "qualifies"])
    return meaning.take_stance(w.project, w.coder, w.pick("codings"), stance)


def interpret(w: Work) -> Changes | None:
    text = w.random.choice([None, "Alltså oklart"])
    return meaning.interpret(w.project, w.coder, w.pick("segments"), text)


def print_quote(w: Work) -> Changes | None:
    text = w.random.choice([None, "… otydligt (mandat)"])
    return quotes.print_quote(w.project, w.coder, w.pick("segments"), text)


def attribute_quote(w: Work) -> Changes | None:
    text = w.random.choice([None, "Samordnare"])
    return quotes.attribute_quote(w.project, w.coder, w.pick("segments"), text)


def choose_quote(w: Work) -> Changes | None:
    chosen = w.random.random() < 0.6
    return quotes.choose_quotes(w.project, w.coder, w.some("segments"), chosen=chosen)


def delete_memo(w: Work) -> Changes | None:
    return memos.delete_memo(w.project, w.coder, w.pick("memos"))


def undo_last(w: Work) -> Changes | None:
    return undo(w.project, w.coder)


def redo_last(w: Work) -> Changes | None:
    return redo(w.project, w.coder)


def undo_any(w: Work) -> Changes | None:
    found = w.project.db.execute("SELECT id FROM journal ORDER BY seq").fetchall()
    return undo_entry(w.project, w.coder, w.random.choice(found)[0])


CHANGING: list[Callable[[Work], Changes | None]] = [
    *[import_one, delete_one, rename_one, speakers, join, edit_person, create, rename, move],
    *[split_passage, join_passages, copy_marks],
    *[
        merge,
        split,
        delete_codes,
        mark,
        mark_many,
        mark_hits,
        remove,
        recode,
        resize,
        condense,
        memo,
    ],
    *[delete_memo],
    *[link_memo, unlink_memo, memo_on_words, journal_page, weigh, take_stance, interpret],
    *[print_quote, attribute_quote, choose_quote],
    *random_boards.CHANGING,
    *random_grid.CHANGING,
    *random_landmarks.CHANGING,
    *random_margin.CHANGING,
    *random_corrections.CHANGING,
    *random_reconcile.CHANGING,
    *random_rest.CHANGING,
    *random_surveys.CHANGING,
]
#: what is done often, and what goes back
ACTIONS: list[Callable[[Work], Changes | None]] = [
    *CHANGING,
    *[create, create, mark, mark, mark, mark, memo],
    *[undo_last, undo_last, redo_last, undo_any],
]
