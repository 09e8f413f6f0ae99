"""The margin of a file on its way into the project, and the document it may belong to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qualcode.core.importers.margin_rules import NONE, TEXT, MarginRule
from qualcode.core.importers.rules import Rules
from qualcode.core.importers.transcript import Transcript
from qualcode.core.operations.margin_known import Known
from qualcode.core.operations.margin_new import Before
from qualcode.shell.models.margin import MarginSheet


@dataclass(eq=False)
class FileMargin:
    """What is decided of a margin, before it is read and after.

    Attributes:
        sheet: None as long as the file has not been read, and where it has no margin.
        rules: what rules say of every file, if they do.
        known: the document that the file was written from, if it is here.
        looked_for: the text by which that was looked for.
        new: how many of its comments say something new to that document, where that is known.
    """

    sheet: MarginSheet | None = None
    rules: Rules | None = None
    known: Known | None = None
    looked_for: str | None = None
    new: int | None = None
    _counted: object = None

    @property
    def is_text(self) -> bool:
        """Whether comments are to be lines of the text."""
        if self.sheet is not None:
            return self.sheet.comments == TEXT
        return self.rules is not None and self.rules.comments == TEXT

    def take(self, read: Transcript, transcript: Transcript) -> None:
        """A file has been read; what was decided before stays decided."""
        if not read.margin:
            self.sheet = None
            return
        margin = transcript.margin
        if self.is_text:  # the comments are in the text now, and can still be taken out of it
            margin = replace(margin, comments=read.margin.comments)
        before, self.sheet = self.sheet, MarginSheet.of(transcript.text, margin)
        if before is not None:
            self.sheet.like(before)
        elif self.rules is not None:
            self.sheet.use(self.rules)
        if self.looked_for not in (None, transcript.text):
            self.known = self.looked_for = None
        self.sheet.returns = self.known is not None

    def know(self, known: Known | None, before: Before) -> None:
        """The document that the file was written from, or that there is none; and how its comments
        came in before."""
        self.known = known
        if self.sheet is not None:
            self.sheet.returns = known is not None
            self.sheet.before = before.names
            if before.rule is not None:
                self.sheet.seems(before.rule)

    def forget(self) -> None:
        """The file is read anew, or can't be."""
        self.sheet = self.known = self.looked_for = None

    def use(self, rules: Rules) -> None:
        """Do what rules say; what they say nothing of stays."""
        self.rules = rules
        if self.sheet is not None:
            self.sheet.use(rules)

    @property
    def rule(self) -> MarginRule:
        """What is decided."""
        return self.sheet.rule if self.sheet else MarginRule(NONE)

    @property
    def decided(self) -> object:
        """Equal as long as nothing else is decided of it."""
        return (self.looked_for, repr(self.rule))

    @property
    def is_counted(self) -> bool:
        """Whether `new` is still so."""
        return self._counted == self.decided

    def take_count(self, number: int, decided: object) -> None:
        """So many are new by what was decided."""
        self.new, self._counted = number, decided

    @property
    def can_be_taken_in(self) -> bool:
        """Whether there are comments that can be taken into a document that is here."""
        return self.known is not None and self.sheet is not None and self.sheet.is_codable

    def is_to_be_looked_for(self, transcript: Transcript | None) -> bool:
        """Whether it has to be found out which document the comments belong to."""
        has_comments = self.sheet is not None and bool(self.sheet.margin.comments)
        unseen = transcript is not None and self.looked_for != transcript.text
        return has_comments and unseen and not self.is_text

    def as_rules(self, rules: Rules) -> Rules:
        """Rules with what is decided here."""
        if self.sheet is None:
            return rules
        rule = self.sheet.rule
        return replace(
            rules,
            comments=rule.comments if self.sheet.margin.comments else None,
            codes_apart=rule.apart if self.sheet.margin.comments else None,
            codes_under=rule.under,
            code_names=dict(rule.names),
            highlights=dict(rule.highlights),
            people=dict(rule.people),
        )
