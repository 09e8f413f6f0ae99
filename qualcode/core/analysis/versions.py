"""Whether a file that is brought in is another version of a transcript that is there already."""

from __future__ import annotations

from typing import Final

from sqlite_utils import Database

from qualcode.core.ids import DocumentId
from qualcode.core.importers.transcript import Transcript
from qualcode.core.model.anchoring import align
from qualcode.core.store import documents as documents_store
from qualcode.core.store.connection import casefold

#: Two texts this much alike are one, corrected; two interviews by the same guide share a fifth.
_ALIKE: Final = 0.6
#: A name that is the same is a hint of its own.
_ALIKE_BY_NAME: Final = 0.4
#: Versions differ in length by a third at most.
_LENGTHS: Final = (0.67, 1.5)


def version_of(db: Database, transcript: Transcript) -> DocumentId | None:
    """The document that the file is another version of: the one most like it, if one is; None for
    the very same text too."""
    best: tuple[float, DocumentId] | None = None
    length = len(transcript.text)
    names = {casefold(transcript.title), casefold(transcript.file_name)}
    for document in documents_store.all_documents(db):
        if not _LENGTHS[0] <= (length or 1) / (document.characters or 1) <= _LENGTHS[1]:
            continue
        text = documents_store.text(db, document.id)
        if text == transcript.text:
            return None
        likeness = align(text, transcript.text).likeness
        is_named = bool(names & {casefold(document.title), casefold(document.file_name or "")})
        if likeness >= (_ALIKE_BY_NAME if is_named else _ALIKE):
            best = max(best or (0.0, document.id), (likeness, document.id))
    return best[1] if best else None
