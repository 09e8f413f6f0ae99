"""A passage as it is put on the clipboard with its source, and never with a real name."""

from __future__ import annotations

from sqlite_utils import Database

from qualcode.core.analysis.passages import Passage
from qualcode.core.analysis.quotes import Quoter
from qualcode.core.analysis.tally import gather_turns
from qualcode.core.ids import DocumentId
from qualcode.core.report.typography import quoted
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store import summary as reads
from qualcode.core.translate import _, speaking


def with_source(
    db: Database, document_id: DocumentId, start: int, end: int, *, language: str
) -> str:
    """“quote” (pseudonyms, document, line), in the project's language."""
    persons = {person.id: person for person in persons_store.all_persons(db)}
    document = documents_store.get(db, document_id)
    turns = gather_turns(reads.turns(db, [document_id]), persons)
    quoter = Quoter(db, {document_id: document}, turns, persons, {})
    quote = quoter.quote(document_id, Passage(start, end, (), ()))
    with speaking(language):
        line = _("line {number}").format(number=quote.line)
    source = ", ".join([*dict.fromkeys(quote.pseudonyms), quote.printed_title, line])
    return f"{quoted(quote.text, language)} ({source})"
