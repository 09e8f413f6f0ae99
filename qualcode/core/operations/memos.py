"""Memos: write, edit and delete."""

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId, MemoId, SegmentId, new_id
from qualcode.core.model import Memo
from qualcode.core.operations.attached import delete_attached
from qualcode.core.operations.passages import drop_empty_segments
from qualcode.core.project import Project
from qualcode.core.store import memos as store
from qualcode.core.store import rows
from qualcode.core.store.schema import MODEL_OF
from qualcode.core.translate import _


def write_memo(
    project: Project,
    coder_id: CoderId,
    text: str,
    *,
    title: str = "",
    about: tuple[str, str] | None = None,
) -> Changes:
    """A new memo, free or about a row (its table and id).

    Raises:
        Refused: if there is neither a title nor a text.
        KeyError: if there is no such row.
    """
    if not (title.strip() or text.strip()):
        raise Refused(_("The memo is empty. Write something in it first."))
    if about is not None and about[0] not in MODEL_OF:
        raise ValueError(f"no table {about[0]!r}")
    with project.operation(coder_id, "write_memo", title.strip()) as running:
        if about is not None:
            rows.get(running.db, MODEL_OF[about[0]], *about)
        memo = Memo(
            id=MemoId(new_id()),
            about_table=about[0] if about else None,
            about_id=about[1] if about else None,
            title=title.strip(),
            text=text,
            created=running.time,
            coder_id=coder_id,
        )
        running.insert("memos", memo)
        return running.changes("write_memo")


def edit_memo(
    project: Project, coder_id: CoderId, memo_id: MemoId, *, title: str, text: str
) -> Changes:
    """Change a memo's words.

    Raises:
        Refused: if there is neither a title nor a text.
    """
    if not (title.strip() or text.strip()):
        raise Refused(_("The memo is empty. Write something in it, or delete it."))
    with project.operation(coder_id, "edit_memo", title.strip()) as running:
        running.update("memos", memo_id, title=title.strip(), text=text)
        return running.changes("edit_memo")


def delete_memo(project: Project, coder_id: CoderId, memo_id: MemoId) -> Changes:
    """Remove a memo, and a passage that nothing but the memo held."""
    with project.operation(coder_id, "delete_memo") as running:
        memo = store.get(running.db, memo_id)
        running.subject = memo.title
        delete_attached(running, [memo_id])
        running.delete("memos", memo_id)
        if memo.about_table == "segments":
            drop_empty_segments(running, [SegmentId(memo.about_id or "")])
        return running.changes("delete_memo")
