"""What became of a text into which several wrote, as a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.core.model.anchoring import Alignment
from qualcode.core.model.edit import Edit
from qualcode.core.model.text_merge import Collision


@dataclass(frozen=True)
class Woven:
    """A document's text, of what several wrote.

    Attributes:
        text: its hash; None if one of the wordings stands as a whole.
        collisions: places that two changed.
        after: the hash of the text that each entry left.
        edits: how texts that the document had become the one that stands, by their hashes.
        named: of a text that several came to by themselves, under what name it is there, with all
            that each had done.
        moving: what else is known of how a text of one name lies beside that of another: an answer
            may stand elsewhere among the others.
    """

    text: str | None
    collisions: tuple[Collision, ...]
    after: Mapping[str, str]
    edits: Mapping[str, Sequence[Edit]]
    named: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    moving: Callable[[Alignment, str, str], Alignment] = lambda plain, _old, _new: plain

    def text_of(self, sha256: str, maker: str) -> str:
        """Under what name a text is in `edits` in which an entry put something."""
        for name, deeds in self.named.get(sha256, {}).items():
            if maker in deeds:
                return name
        return sha256
