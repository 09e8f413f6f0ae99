"""What is asked of a file that is on its way into the project, and what is found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from qualcode.core.importers.guide import Guide
from qualcode.core.importers.guide_places import Asked
from qualcode.core.importers.removals import Choice
from qualcode.core.importers.transcript import Transcript


@dataclass(frozen=True)
class Request:
    """What is to be read, and how.

    Attributes:
        encoding: None lets it be detected.
        read: the file as it was read already; None reads it.
        removed: what is taken out of what is offered.
        guide: whose questions are looked for.
        comments_in_text: whether comments in the margin become lines of the text.
        evaluator: who imports it, and asks in it.
    """

    path: Path
    encoding: str | None = None
    read: Transcript | None = None
    removed: Choice = field(default_factory=Choice)
    guide: Guide | None = None
    comments_in_text: bool = False
    evaluator: str = ""


@dataclass(frozen=True)
class Found:
    """What a file holds.

    Attributes:
        read: all of it.
        transcript: as it will be stored, without what is removed.
        language: that of the words, if they tell.
        asked: where questions of the guide seem to be asked.
    """

    read: Transcript
    transcript: Transcript
    language: str | None = None
    asked: tuple[Asked, ...] = ()
