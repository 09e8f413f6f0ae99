"""Memos."""

from dataclasses import dataclass
from typing import Final

from qualcode.core.ids import CoderId, MemoId

MEMO: Final = "memo"
#: a dated page of the research journal
JOURNAL: Final = "journal"
MEMO_KINDS: Final = (MEMO, JOURNAL)


@dataclass(frozen=True, slots=True)
class Memo:
    """A note: free, or about the row `about_id` of the table `about_table`.

    `kind` is one of `MEMO_KINDS`; `date` (``2026-11-22``) is the day a journal's page is of.
    """

    id: MemoId
    about_table: str | None
    about_id: str | None
    title: str
    text: str
    created: str
    coder_id: CoderId
    kind: str = MEMO
    date: str | None = None


@dataclass(frozen=True, slots=True)
class MemoLink:
    """That a memo also speaks of another row. It is followed both ways."""

    id: str
    memo_id: MemoId
    to_table: str
    to_id: str
    created: str
    coder_id: CoderId
