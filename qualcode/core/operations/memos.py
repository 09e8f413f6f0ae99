"""Memos and the research journal: write, edit, link and delete."""

import datetime as dt

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId, DocumentId, MemoId, SegmentId, new_id
from qualcode.core.model import Memo, MemoLink
from qualcode.core.model.memo import JOURNAL
from qualcode.core.operations.attached import delete_attached
from qualcode.core.operations.passages import drop_empty_segments, own_passage
from qualcode.core.project import Project
from qualcode.core.store import memos as store
from qualcode.core.store import rows
from qualcode.core.store.schema import MODEL_OF
from qualcode.core.store.transaction import Transaction
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
        running.insert("memos", _new(running, title, text, about=about))
        return running.changes("write_memo")


def write_memo_on_words(
    project: Project,
    coder_id: CoderId,
    document_id: DocumentId,
    start: int,
    end: int,
    text: str,
    *,
    title: str = "",
) -> Changes:
    """A new memo about words of a text, which become a passage of the evaluator's if they are none.

    Raises:
        Refused: if there is neither a title nor a text, or nothing but white space in the span.
    """
    if not (title.strip() or text.strip()):
        raise Refused(_("The memo is empty. Write something in it first."))
    with project.operation(coder_id, "write_memo", title.strip()) as running:
        segment_id = own_passage(running, document_id, start, end)
        running.insert("memos", _new(running, title, text, about=("segments", segment_id)))
        return running.changes("write_memo")


def write_journal(
    project: Project, coder_id: CoderId, text: str, *, day: dt.date, title: str = ""
) -> Changes:
    """Write the evaluator's own page of the research journal for a day. Each day has one page;
    one that is left empty goes."""
    with project.operation(coder_id, "write_journal", day.isoformat()) as running:
        page = store.journal_page(running.db, day.isoformat(), coder_id)
        is_empty = not (title.strip() or text.strip())
        if page is not None and is_empty:
            delete_attached(running, [page.id])
            running.delete("memos", page.id)
        elif page is not None:
            running.update("memos", page.id, title=title.strip(), text=text)
        elif not is_empty:
            made = _new(running, title, text, kind=JOURNAL, date=day.isoformat())
            running.insert("memos", made)
        return running.changes("write_journal")


def _new(
    running: Transaction,
    title: str,
    text: str,
    *,
    about: tuple[str, str] | None = None,
    **kind: str,
) -> Memo:
    return Memo(
        id=MemoId(new_id()),
        about_table=about[0] if about else None,
        about_id=about[1] if about else None,
        title=title.strip(),
        text=text,
        created=running.time,
        coder_id=running.coder_id,
        **kind,
    )


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


def link_memo(project: Project, coder_id: CoderId, memo_id: MemoId, to: tuple[str, str]) -> Changes:
    """Say that a memo speaks of another row too (its table and id). It is followed both ways.

    Raises:
        Refused: if the memo would be linked to itself.
        KeyError: if there is no such row.
    """
    if to[0] not in MODEL_OF:
        raise ValueError(f"no table {to[0]!r}")
    if to == ("memos", memo_id):
        raise Refused(_("A memo can’t be linked to itself."))
    with project.operation(coder_id, "link_memo") as running:
        memo = store.get(running.db, memo_id)
        running.subject = memo.title
        rows.get(running.db, MODEL_OF[to[0]], *to)
        known = {link.to_id for link in store.links_of(running.db, [memo_id])} | {memo.about_id}
        if to[1] not in known:
            link = MemoLink(new_id(), memo_id, *to, running.time, coder_id)
            running.insert("memo_links", link)
        return running.changes("link_memo")


def unlink_memo(project: Project, coder_id: CoderId, link_id: str) -> Changes:
    """Take a link away."""
    with project.operation(coder_id, "unlink_memo") as running:
        link = rows.get(running.db, MemoLink, "memo_links", link_id)
        running.subject = store.get(running.db, link.memo_id).title
        running.delete("memo_links", link_id)
        return running.changes("unlink_memo")
