"""Evaluators."""

from dataclasses import dataclass
from typing import Final

from qualcode.core.ids import CoderId

CONSENSUS: Final = "consensus"


@dataclass(frozen=True, slots=True)
class Coder:
    """An evaluator who codes. `coder_id` is the coder's own id: everyone presents themselves.

    `role` is `CONSENSUS` for the one whose codings are what several evaluators agreed on.
    """

    id: CoderId
    name: str
    initials: str
    colour: str
    created: str
    coder_id: CoderId
    role: str | None = None


def initials_of(name: str) -> str:
    """One to three capitals that stand for a name: ``Anna Lindqvist`` gives ``AL``."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    if len(words) == 1:
        return words[0][:2].upper()
    return "".join(word[0] for word in (*words[:2], *words[2:][-1:])).upper()
