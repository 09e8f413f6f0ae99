"""What a merge asks, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from qualcode.core.ids import CodeId
from qualcode.core.merge.background import SourceInfo
from qualcode.core.merge.decided import CONFLICT
from qualcode.core.merge.match import SAME_CODE, SAME_CODER, SAME_DOCUMENT
from qualcode.core.merge.plan import Plan
from qualcode.core.model import Code

Key = tuple[str, str, str]

#: what is asked, by kind: the lists of the plan
KINDS: Final = (SAME_CODE, SAME_CODER, SAME_DOCUMENT, CONFLICT)


@dataclass(frozen=True)
class Looked:
    """What was found in files.

    Attributes:
        sources: the files, in the order of the plan's.
        codes: ours, by id; coders: the ids of ours; initials: of ours, by their names.
        words: of the passages from which a code goes, by passage.
    """

    paths: tuple[Path, ...]
    plan: Plan
    sources: tuple[SourceInfo, ...]
    codes: dict[CodeId, Code]
    words: Mapping[str, str] = field(default_factory=dict)
    coders: frozenset[str] = frozenset()
    initials: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """One of the two things that are held against each other.

    Attributes:
        colour: as it is stored; empty if it has none.
        detail: in softer ink under the name.
    """

    name: str
    detail: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be decided.

    Attributes:
        what: what it is about, where the two do not say so themselves.
        why: why it is asked.
        choices: each answer with its words.
        default: what is done if nobody answers.
        file: which file it is asked about, where several hold the same.
        full: what is told of it where there is room, beside the two.
        whole: of a place of a text, the question that is about the whole text.
        by_places: whether the text is asked about place by place, so that this need not be answered.
    """

    kind: str
    subject: str
    other: str
    what: str
    ours: Told
    theirs: Told
    why: str
    choices: tuple[tuple[str, str], ...]
    default: str
    file: str = ""
    full: tuple[str, ...] = ()
    whole: Key | None = None
    by_places: bool = False

    @property
    def key(self) -> Key:
        other = f"{self.other}/{self.file}" if self.file else self.other
        return self.kind, self.subject, other
