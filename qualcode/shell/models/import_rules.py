"""What is done with the files of an import, as rules for others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from qualcode.core.importers import removals
from qualcode.core.importers.beginning import ANY, PROPOSED
from qualcode.core.importers.rules import Rules
from qualcode.shell.models.import_file import FATES, ImportFile
from qualcode.shell.models.speakers import speakers_said

Said = TypeVar("Said")


def rules_of(files: Sequence[ImportFile], rules: Rules) -> Rules:
    """What is done with all of these; `rules` is what is said of them together.

    What is done with some only is no rule, but what is said of labels, colours and people is
    collected: others may have them too. Where two files say otherwise, the first has its way.
    """
    sheets = [file.sheet for file in files if file.sheet]
    found = replace(
        rules,
        kind=_agreed(file.kind if file.kind_chosen else None for file in files),
        language=_agreed(file.language if file.language_chosen else None for file in files),
        encoding=_agreed(file.encoding for file in files if file.is_plain),
        remove=tuple(kind for kind in removals.KINDS if _is_removed(kind, files)),
        details=_details(files),
        known=_known(files),
        no_speakers=bool(sheets) and all(sheet.nobody for sheet in sheets),
        speakers=speakers_said(sheets),
        spellings=_together(sheet.joined for sheet in sheets),
    )
    return _with_margins(files, found)


def _agreed(said: Iterable[Said]) -> Said | None:
    """What all say; None where they differ, and where there is nobody."""
    different = set(said)
    return different.pop() if len(different) == 1 else None


def _together(said: Iterable[Mapping[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in said:
        found = {**one, **found}
    return found


def _is_removed(kind: str, files: Sequence[ImportFile]) -> bool:
    """Whether all of a kind goes, wherever it is offered."""
    taken = [
        kind in file.removed.kinds
        for file in files
        if file.read is None or kind in removals.counts(file.read)
    ]
    return bool(taken) and all(taken)


def _details(files: Sequence[ImportFile]) -> dict[str, str]:
    meanings = _together({one.label: one.meaning for one in file.details} for file in files)
    return {ANY: PROPOSED, **meanings} if meanings else {}


def _known(files: Sequence[ImportFile]) -> str | None:
    """What is done with those that are here already, or were in another version."""
    choice = _agreed(file.choice for file in files if len(file.choices) > 1)
    return next((said for said, one in FATES.items() if one == choice), None)


def _with_margins(files: Sequence[ImportFile], rules: Rules) -> Rules:
    margins = [file.margin for file in files if file.margin.sheet]
    decided = [margin.as_rules(rules) for margin in margins]
    sheets = [margin.sheet for margin in margins if margin.sheet]
    noted = [sheet for sheet in sheets if sheet.margin.comments]
    said = [sheet.comments for sheet in noted if "comments" in sheet.said]
    return replace(
        rules,
        comments=_agreed(said or [sheet.comments for sheet in noted]),
        codes_apart=_agreed(sheet.apart for sheet in noted if "apart" in sheet.said),
        codes_under=_agreed(sheet.under for sheet in sheets if "under" in sheet.said) or "",
        code_names=_together(one.code_names for one in decided),
        highlights=_together(one.highlights for one in decided),
        people=_together(one.people for one in decided),
    )
