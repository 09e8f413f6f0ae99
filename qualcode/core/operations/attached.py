"""What hangs on a row, and goes where the row goes: memos, links, values, printed quotes."""

from collections.abc import Iterable

from qualcode.core.store import attached as store
from qualcode.core.store.transaction import Transaction


def delete_attached(running: Transaction, row_ids: Iterable[str]) -> None:
    """Remove what hangs on rows that go, and what hangs on that."""
    row_ids = list(row_ids)
    for table, column in store.ATTACHED:
        found = store.hanging_on(running.db, table, column, row_ids)
        if table == "board_items":
            found = _without_groups(running, found)
        elif (table, column) == ("responses", "document_id"):
            found = _without_document(running, found)
        if found:
            delete_attached(running, found)
            running.delete_many(table, found)


def _without_groups(running: Transaction, items: list[str]) -> list[str]:
    """A group on a board outlives the code that it has become."""
    groups = store.groups_among(running.db, items)
    for item in sorted(groups):
        running.update("board_items", item, code_id=None)
    return [item for item in items if item not in groups]


def _without_document(running: Transaction, responses: list[str]) -> list[str]:
    """Who answered a survey has done so when the document with their words goes: what they chose
    stays, and so does the response rate."""
    gone: dict[str, tuple[None]] = dict.fromkeys(responses, (None,))
    running.update_many("responses", ("document_id",), gone)
    return []


def move_attached(running: Transaction, old: str, new: str) -> None:
    """Let what hangs on one row hang on another; what the other has already goes."""
    for table, column in store.ATTACHED:
        for row_id in store.hanging_on(running.db, table, column, [old]):
            if store.has_twin(running.db, table, column, row_id, new):
                running.delete(table, row_id)
            else:
                running.update(table, row_id, **{column: new})
