"""A copy for a colleague, which can be merged back.

The copy's journal begins anew: its first entry tells of every row that is in it, so that nothing of
what was left out, deleted or written otherwise before can be read in the file. The same entry, with
the same id, stands in the project's own journal; of what was done before it, the copy knows that it
was done (see `copied_past`). By that a merge knows what two files have in common.
A copy of a sealed project is sealed: old wordings don't come in through it either.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from qualcode.core.analysis.names import NamePlace
from qualcode.core.analysis.real_names import Names
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId, DocumentId, EntryId
from qualcode.core.merge.contents import Rows, Wanted, contents_for
from qualcode.core.merge.copied_past import write_with_past
from qualcode.core.merge.deeds import HANDOUT
from qualcode.core.merge.nameless import without_names
from qualcode.core.merge.names_left import told_of_names
from qualcode.core.merge.relations import index, parents_first
from qualcode.core.model import ProjectInfo
from qualcode.core.operations.coders import ensure_coder
from qualcode.core.operations.names import required
from qualcode.core.project import Project, move_if_free, taken, with_suffix
from qualcode.core.store import bringing, connection, merging, project_info
from qualcode.core.store import persons as persons_store
from qualcode.core.store.merging import JournalLine
from qualcode.core.store.migrations import migrate
from qualcode.core.store.problems import errors_named
from qualcode.core.store.schema import MODEL_OF
from qualcode.core.store.transaction import Transaction
from qualcode.core.store.unfinished_copies import unfinished_copy_of
from qualcode.core.translate import _

Progress = Callable[[int, int, str], None]


def _silent(_done: int, _of: int, _what: str) -> None: ...


@dataclass(frozen=True)
class HandedOut:
    """A copy that was made.

    Attributes:
        coder_id: the colleague, who is in the project from now on.
        entry_id: the entry by which the two know each other.
        counts: how many rows of each table are in it.
        names: where real names seem to stand in the texts of a copy without names.
        warnings: whole sentences for the user.
    """

    path: Path
    coder_id: CoderId
    entry_id: EntryId
    counts: dict[str, int]
    names: tuple[NamePlace, ...]
    warnings: tuple[str, ...]


def hand_out(
    project: Project,
    out: Path,
    *,
    name: str,
    documents: Sequence[DocumentId] | None = None,
    blind: bool = False,
    nameless: bool = False,
    by: CoderId | None = None,
    by_name: str = "",
    progress: Progress = _silent,
) -> HandedOut:
    """Write a project for a colleague, to be merged back: the codebook and documents.

    Args:
        name: the colleague, who joins the project if new, so that both files know them by one id.
        documents: those that are to be in it; None for all.
        blind: leave out what others marked, wrote and settled.
        nameless: leave out persons' real names.
        by: who makes the copy, if known, as the history says; the copy’s begins with the colleague.
        by_name: the same by name; joins the project if new.
        progress: told how far it has come; what it raises leaves nothing behind.

    Raises:
        Refused: if the name is empty or several evaluators have it, or a document is not there.
        ProjectError: if the file exists, or can't be written.
    """
    name = required(name, _("Say whom the copy is for."))
    out = _free(out)
    project.require_writable()
    chosen = None if documents is None else _chosen(project.db, documents)
    progress(0, 3, out.name)
    with errors_named(out), unfinished_copy_of(out) as unfinished:
        with project.together():
            owner = ensure_coder(project, name)
            maker = ensure_coder(project, by_name) if by_name else by or owner
            with project.operation(maker, HANDOUT, name) as running:
                running.kept = True
                wanted = Wanted(owner, chosen, blind)
                shown = contents_for(running.db, wanted)
                names = Names(persons_store.all_persons(running.db))
                found = without_names(shown, names) if nameless else shown
                progress(1, 3, out.name)
                copied = _Copied(owner, found, _without(shown, found))
                _write(running, copied, unfinished, out)
                progress(2, 3, out.name)
        move_if_free(unfinished, out)
    told = told_of_names(project.db, names, shown, found) if nameless else ((), ())
    counts = {table: len(some) for table, some in found.items()}
    return HandedOut(out, owner, running.entry_id, counts, *told)


def _free(out: Path) -> Path:
    """The path as a project's, where there is no file yet."""
    out = with_suffix(out)
    with errors_named(out):
        if out.exists() or out.is_symlink():
            raise taken(out)
    return out


def _chosen(db: Database, documents: Sequence[DocumentId]) -> frozenset[DocumentId]:
    there = merging.ids_of(db, "documents", documents)
    if not documents or set(documents) - there:
        raise Refused(_("Choose documents that are in the project."))
    return frozenset(documents)


@dataclass(frozen=True)
class _Copied:
    """What is written into a copy.

    Attributes:
        told: the rows, with the columns out of which names were taken.
    """

    owner: CoderId
    rows: Rows
    told: Mapping[str, frozenset[str]]


def _without(shown: Rows, found: Rows) -> dict[str, frozenset[str]]:
    """The rows, with the columns out of which names were taken."""
    told = {one: frozenset[str]() for rows in found.values() for one in rows}
    for table, rows in found.items():
        for one, row in rows.items():
            if row != shown[table][one]:
                where = index(table).items()
                told[one] = frozenset(
                    name for name, at in where if row[at] != shown[table][one][at]
                )
    return told


def _write(running: Transaction, copied: _Copied, unfinished: Path, out: Path) -> None:
    """Make the file. Its journal begins with the entry that is being written."""
    lines = merging.journal_lines(running.db)
    line = next(line for line in lines if line.id == running.entry_id)
    line = line._replace(coder_id=copied.owner)  # who made it need not be in it
    db = connection.connect_new(unfinished, shown_as=out)
    try:
        migrate(db)
        with db.atomic():
            seq = write_with_past(db, running.db, line, copied.told)
            _fill(db, running.db, line._replace(seq=seq), copied.rows)
    finally:
        connection.close(db, last=True)


def _fill(db: Database, source: Database, line: JournalLine, found: Rows) -> None:
    (info,) = found["project"].values()
    project_info.write_first(db, ProjectInfo(*info))
    if merging.is_sealed(source):
        bringing.mark_sealed(db, line.seq)
    writing = Transaction(db, line.seq, EntryId(line.id), CoderId(line.coder_id), line.time)
    at = index("documents")["text_sha256"]
    for sha256 in sorted({row[at] for row in found["documents"].values()}):
        writing.store_text(sha256, merging.text(source, sha256) or "")
    for table in MODEL_OF:
        if table not in ("project", "originals"):
            writing.insert_rows(table, parents_first(table, list(found[table].values())))
