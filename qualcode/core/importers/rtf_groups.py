"""What is known of a Rich Text file on its way through it: what holds within braces, what was seen."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.core.importers.rtf_story import Story
from qualcode.core.translate import _


@dataclass(slots=True)
class Group:
    """What holds between two braces."""

    story: Story
    font: int = 0
    fallbacks: int = 1
    """How many characters stand in for a Unicode one, for readers that don't know it."""
    is_skipped: bool = False
    is_deleted: bool = False
    is_hidden: bool = False
    kind: bytes = b""
    """"fonttbl", "upr", "footnote" and the like, where they begin."""
    is_fonts: bool = False
    is_label: bool = False
    """Within the number of a list, before which some writers put a space."""
    colour: str = ""
    """Behind the words; "" for none."""
    level: int = 0
    """Of the heading that the paragraph is; 0 for none."""
    is_fresh: bool = True
    """Nothing but `\\*` has come yet."""
    may_be_skipped: bool = False

    def inner(self) -> Group:
        """A group within this one; there may be a million."""
        return Group(
            self.story,
            self.font,
            self.fallbacks,
            self.is_skipped or self.kind == b"upr",  # of which readers without Unicode take a part
            self.is_deleted,
            self.is_hidden,
            b"",
            self.is_fonts,
            self.is_label,
            self.colour,
            self.level,
        )


@dataclass(slots=True)
class Seen:
    """What a person should know."""

    changes: bool = False
    hidden: bool = False
    is_cut: bool = False

    def remarks(self) -> tuple[str, ...]:
        found = []
        if self.changes:
            found.append(_("The document holds tracked changes. They were read as accepted."))
        if self.hidden:
            found.append(_("The document holds hidden text. It was imported too."))
        if self.is_cut:
            found.append(_("The file ends in the middle of the text. The rest may be missing."))
        return tuple(found)
