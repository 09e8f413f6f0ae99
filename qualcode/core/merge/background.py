"""What a person wants to know of a file before they decide: whose it is, and what speaks for two
things being the same."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from qualcode.core.ids import CodeId, CoderId
from qualcode.core.merge.deeds import HANDOUT, MERGE
from qualcode.core.merge.match import SAME_CODE
from qualcode.core.merge.opening import opened
from qualcode.core.merge.plan import FilePlan, Plan
from qualcode.core.model import Code, Coder, Memo
from qualcode.core.project import Project
from qualcode.core.store import coders as coders_store
from qualcode.core.store import codes as codes_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import merging
from qualcode.core.store import passages as passages_store

#: What is no work of the one who is said to have done it.
_NO_WORK: Final = frozenset({"add_coder", HANDOUT, MERGE})


@dataclass(frozen=True, slots=True)
class NewMemo:
    """A memo that only the other file has."""

    title: str
    text: str
    coder: str
    created: str


@dataclass(frozen=True)
class SourceInfo:
    """A file, as one speaks of it.

    Attributes:
        handed_out: when it was made as a copy of a project; empty if it was not.
        last: when something was last done in it.
        coders: who did something that is in it and not in ours; if nobody did, who coded in it.
        is_new: whether anybody did.
        codes: its codes, by id.
        overlaps: for each question about two codes, by their ids: how many passages of theirs lie
            on passages of ours, in texts that are the same.
    """

    file: str
    handed_out: str
    last: str
    coders: tuple[Coder, ...]
    codes: Mapping[CodeId, Code]
    overlaps: Mapping[tuple[str, str], int] = field(default_factory=dict)
    memos: tuple[NewMemo, ...] = ()
    is_new: bool = False


def describe_sources(project: Project, paths: Sequence[Path], plan: Plan) -> list[SourceInfo]:
    """What there is to know of the files of a plan, in their order.

    Raises:
        ProjectError: if one can't be read.
    """
    with opened(project, paths) as sources:
        return [
            _describe(project.db, source.db, source.path.name, file)
            for source, file in zip(sources, plan.files, strict=True)
        ]


def _describe(ours: Database, theirs: Database, name: str, plan: FilePlan) -> SourceInfo:
    lines = merging.journal_lines(theirs)
    own = [line for line in lines if line.brought_by is None and line.operation != MERGE]
    handed_out = [line.time for line in own if line.operation == HANDOUT]
    here = merging.journal_lines(ours)
    # what an undone merge had brought is new again
    undone = set() if plan.is_empty else {line.undoes for line in here} - {None}
    known = {line.id for line in here if line.brought_by not in undone}
    new = {
        line.coder_id for line in lines if line.id not in known and line.operation not in _NO_WORK
    }
    working = new or merging.codings_by_coder(theirs).keys()
    coders = coders_store.all_coders(theirs)
    return SourceInfo(
        file=name,
        handed_out=handed_out[0] if own and own[0].operation == HANDOUT else "",
        last=max((line.time for line in own), default=""),
        coders=tuple(coder for coder in coders if coder.id in working),
        codes={code.id: code for code in codes_store.all_codes(theirs)},
        overlaps=_overlaps(ours, theirs, plan),
        memos=_new_memos(ours, theirs, {coder.id: coder.name for coder in coders}),
        is_new=bool(new) or not plan.is_empty,
    )


def _new_memos(
    ours: Database, theirs: Database, names: Mapping[CoderId, str]
) -> tuple[NewMemo, ...]:
    there = merging.all_rows(theirs, "memos")
    known = merging.ids_of(ours, "memos", list(there))
    found = [Memo(*row) for one, row in there.items() if one not in known]
    return tuple(
        NewMemo(memo.title, memo.text, names.get(memo.coder_id, ""), memo.created)
        for memo in sorted(found, key=lambda memo: memo.created)
    )


def _overlaps(ours: Database, theirs: Database, plan: FilePlan) -> dict[tuple[str, str], int]:
    asked = [one for one in plan.questions if one.kind == SAME_CODE]
    if not asked:
        return {}
    shown_as = _documents_alike(ours, theirs, plan)
    found = {}
    for pair in asked:
        mine = _spans(ours, CodeId(pair.ours))
        others = _spans(theirs, CodeId(pair.theirs))
        found[pair.ours, pair.theirs] = sum(
            _number_on(spans, mine.get(shown_as.get(document, ""), []))
            for document, spans in others.items()
        )
    return found


def _documents_alike(ours: Database, theirs: Database, plan: FilePlan) -> dict[str, str]:
    """Their documents whose text is letter for letter that of one of ours."""
    mine = {str(one.id): one.text_sha256 for one in documents_store.all_documents(ours)}
    paired = {one.theirs: one.ours for one in plan.matches if one.table == "documents"}
    found = {}
    for document in documents_store.all_documents(theirs):
        other = paired.get(document.id, document.id)
        if mine.get(other) == document.text_sha256:
            found[str(document.id)] = str(other)
    return found


def _spans(db: Database, code_id: CodeId) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for document_id, start, end, *_rest in passages_store.coded(db, [code_id]):
        if start is not None:
            found.setdefault(document_id, []).append((start, end))
    return {document: sorted(spans) for document, spans in found.items()}


def _number_on(spans: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> int:
    """How many of the spans share a letter with one of the others; both are in order."""
    furthest: list[int] = []
    for _start, end in others:
        furthest.append(max(end, furthest[-1]) if furthest else end)
    number = 0
    for start, end in spans:
        before = bisect_left(others, (end, 0))
        if before and furthest[before - 1] > start:
            number += 1
    return number
