"""Files that hold the words of a document that is here, or of another file: in another format, a
text has other line breaks at its end, and characters that one of them can't hold."""

from __future__ import annotations

from typing import Final

from sqlite_utils import Database

from qualcode.core.model import Document
from qualcode.core.operations.margin_known import text_key
from qualcode.core.store import documents as store
from qualcode.core.store.rows import storable

#: so much white space is looked past at the ends of a text
_AT_THE_ENDS: Final = 40


def words_key(text: str) -> str:
    """Equal for texts with the same words."""
    return text_key(text.strip())


def documents_with_words(db: Database, text: str, key: str = "") -> list[Document]:
    """The documents that hold these words and no others. `key` is theirs, where it is known."""
    length, key = len(str(storable(text)).strip()), key or words_key(text)
    about = store.of_length(db, length, length + _AT_THE_ENDS)
    return [one for one in about if words_key(store.text(db, one.id)) == key]
