"""Which files one was looking at, and what one had answered, as it is kept for the next time."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from qualcode.core.merge.decided import PLACE
from qualcode.shell.pages.team.merging.question import KINDS, Key

#: of what answers are remembered
_ANSWERED: Final = (*KINDS, PLACE)


def state_of(paths: Iterable[Path], answers: Iterable[tuple[Key, str]]) -> dict[str, Any]:
    """As it is kept. It holds no word of a text."""
    return {
        "files": [str(path) for path in paths],
        "answers": [[*key, answer] for key, answer in answers],
    }


def from_state(state: dict[str, Any]) -> tuple[list[Path], list[tuple[Key, str]]]:
    """What was kept; what can't be such is passed over."""
    paths = [Path(file) for file in state.get("files") or () if isinstance(file, str)]
    answers: list[tuple[Key, str]] = [
        ((one[0], one[1], one[2]), one[3])
        for one in state.get("answers") or ()
        if len(one) == 4 and one[0] in _ANSWERED and all(isinstance(part, str) for part in one)
    ]
    return paths, answers
