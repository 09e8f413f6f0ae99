"""Memos."""

from dataclasses import dataclass

from qualcode.core.ids import CoderId, MemoId


@dataclass(frozen=True, slots=True)
class Memo:
    """A note: free, or about the row `about_id` of the table `about_table`."""

    id: MemoId
    about_table: str | None
    about_id: str | None
    title: str
    text: str
    created: str
    coder_id: CoderId
