"""What is asked of a file that is on its way into the project, and what is found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from qualcode.core.ids import DocumentId
from qualcode.core.importers.guide import Guide
from qualcode.core.importers.guide_places import Asked
from qualcode.core.importers.margin_rules import MarginRule
from qualcode.core.importers.removals import Choice
from qualcode.core.importers.transcript import Transcript
from qualcode.core.operations.margin_known import Known
from qualcode.core.operations.margin_new import Before


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
class Query:
    """What is to be found out of a file that may be here already.

    Attributes:
        rule: by which its comments would come in; None if no document is looked for to which they
            belong.
        earlier: the document that came from another file of its name.
    """

    transcript: Transcript
    rule: MarginRule | None
    earlier: DocumentId | None


@dataclass(frozen=True)
class Answer:
    """What was found out.

    Attributes:
        known: the document that the file was written from.
        before: how comments came into it before.
        is_newer: whether the file is a new version of the earlier document.
    """

    known: Known | None = None
    before: Before = field(default_factory=Before)
    is_newer: bool = False


@dataclass(frozen=True)
class Found:
    """What a file holds.

    Attributes:
        read: all of it.
        transcript: as it will be stored, without what is removed.
        language: that of the words, if they tell.
        asked: where questions of the guide seem to be asked.
        key: equal for files with the same text.
    """

    read: Transcript
    transcript: Transcript
    language: str | None = None
    asked: tuple[Asked, ...] = ()
    key: str = ""
