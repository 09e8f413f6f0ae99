"""The speakers proposed in a text: to be accepted, changed or refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from qualcode.core.ids import PersonId
from qualcode.core.importers.file_names import Facts
from qualcode.core.importers.rules import NOBODY
from qualcode.core.importers.spellings import Spelling, propose
from qualcode.core.importers.transcript import SpeakerGuess, Speech
from qualcode.core.model.palette import PALETTE
from qualcode.core.model.person import INTERVIEWER, RESPONDENT
from qualcode.core.operations.names import optional
from qualcode.core.operations.speakers import (
    AcceptedSpeaker,
    Pseudonyms,
    accepted_speeches,
    wanted_pseudonyms,
)
from qualcode.core.translate import N_, _, ngettext

KINDS: Final = {RESPONDENT: N_("Respondent"), INTERVIEWER: N_("Interviewer")}
LABEL_IS: Final = {True: N_("A real name"), False: N_("Not a real name")}


@dataclass(eq=False)
class Proposed:
    """A label, and whom the user takes it for.

    Attributes:
        label: empty for whoever speaks in a whole text without labels.
        is_name: whether the label may point somebody out; it is never printed then.
        pseudonym: as typed; empty lets the program find one.
        guessed_kind: what the label looks like.
        kind_said: whether the user has said which kind it is, here.
        name: the real name of a person there is already.
        said_name: the real name that the document says of its respondent.
        told: the group and the role that the document says of them, as they were filled in.
    """

    label: str
    turns: int
    kind: str = RESPONDENT
    is_name: bool = False
    accepted: bool = True
    pseudonym: str = ""
    role: str = ""
    group: str = ""
    name: str = ""
    said_name: str = ""
    person_id: PersonId | None = None
    guessed_kind: str = RESPONDENT
    kind_said: bool = False
    told: tuple[str, str] = ("", "")

    @classmethod
    def of(cls, guess: SpeakerGuess) -> Proposed:
        """As the importer sees the speaker."""
        return cls(guess.label, guess.turns, guess.kind, guess.is_name, guessed_kind=guess.kind)

    @property
    def is_interviewer(self) -> bool:
        return self.kind == INTERVIEWER

    def learn(self, facts: Facts, *, alone: bool) -> None:
        """What is known of the document's respondents; what was typed stays."""
        asks = self.is_interviewer
        group = "" if asks else facts.group or ""
        role = (facts.role or "") if alone and not asks else ""
        if self.group == self.told[0]:
            self.group = group
        if self.role == self.told[1]:
            self.role = role
        self.said_name = (facts.name or "") if alone and not asks else ""
        self.told = (group, role)

    def speaker(self, pseudonym: str | None = None) -> AcceptedSpeaker:
        """As it would be accepted, printed under this pseudonym."""
        return AcceptedSpeaker(
            label=self.label,
            kind=self.kind,
            name=self._real_name(),
            pseudonym=pseudonym or optional(self.pseudonym) or self._own_pseudonym(),
            role=optional(self.role),
            group=optional(self.group),
            person_id=self.person_id,
        )

    def _real_name(self) -> str | None:
        known = self.name or self.said_name
        return optional(known or self.label) if self.is_name else optional(self.said_name)

    def _own_pseudonym(self) -> str | None:
        return self.label if any(map(str.isalpha, self.label)) and not self.is_name else None


@dataclass(eq=False)
class SpeakerSheet:
    """One text with the speakers proposed in it.

    Attributes:
        kind: the document's kind; an interview in which nobody is labelled has one respondent.
        nobody: the user says that nobody is labelled in this text.
        whole: that one respondent.
        joined: labels that the user takes for other spellings, and of which labels.
        kept_apart: pairs that look like one label and are not.
    """

    text: str
    speeches: tuple[Speech, ...]
    rows: list[Proposed]
    kind: str
    nobody: bool = False
    whole: Proposed = field(default_factory=lambda: Proposed("", 1))
    joined: dict[str, str] = field(default_factory=dict)
    kept_apart: set[tuple[str, str]] = field(default_factory=set)

    def join(self, label: str, other: str) -> None:
        """Take a label for another spelling of another one."""
        self.joined[label] = other
        self.speeches = tuple(
            replace(speech, label=other) if speech.label == label else speech
            for speech in self.speeches
        )
        rows = {row.label: row for row in self.rows}
        misspelled = rows.get(label)
        if misspelled is None:
            return
        if other in rows:
            rows[other].turns += misspelled.turns
            self.rows.remove(misspelled)
        else:
            misspelled.label = other

    def spellings(self, elsewhere: Iterable[str] = ()) -> list[Spelling]:
        """Labels that may be misspelled, unless the user has said that they are not."""
        turns = {row.label: row.turns for row in self.rows if row.accepted}
        found = propose(turns, elsewhere) if not self.nobody else []
        return [one for one in found if (one.label, one.other) not in self.kept_apart]

    @property
    def accepted(self) -> list[Proposed]:
        """Those who speak, if it stays as it is."""
        rows = [] if self.nobody else [row for row in self.rows if row.accepted]
        return [self.whole] if not rows and self.kind == "interview" else rows

    @property
    def shown(self) -> list[Proposed]:
        """What the table shows: refused labels too, so that they can be accepted again."""
        return [*self.rows, self.whole] if self.whole in self.accepted else self.rows

    @property
    def everybody(self) -> list[Proposed]:
        """All labels, and whoever speaks in the whole text."""
        return [*self.rows, self.whole]

    def fill(self, facts: Facts) -> None:
        """Let what is known of the document be known of its respondents, unless the user has said
        otherwise; a role and a real name only where there is one respondent. To be done again when
        somebody becomes another kind of speaker."""
        alone = self.respondents == 1
        for row in self.everybody:
            row.learn(facts, alone=alone)

    @property
    def respondents(self) -> int:
        return sum(not row.is_interviewer for row in self.accepted)

    def turns(self) -> tuple[Speech, ...]:
        """The turns, if it stays as it is."""
        labels = {row.label for row in self.accepted}
        return accepted_speeches(self.text, self.speeches, labels, self.kind)

    def colour(self, row: Proposed) -> str:
        """A colour to know the speaker by in the text."""
        return PALETTE[self.everybody.index(row) % len(PALETTE)].light

    def speakers(self, printed: dict[Proposed, str]) -> list[AcceptedSpeaker]:
        """Those who speak, for the operation."""
        return [row.speaker(printed.get(row)) for row in self.accepted]


def speakers_said(sheets: Iterable[SpeakerSheet]) -> dict[str, str]:
    """What the user has said labels stand for, other than they look: a kind of person, or none."""
    found = {}
    for row in (row for sheet in sheets for row in sheet.rows):
        if not row.accepted:
            found[row.label] = NOBODY
        elif row.kind != row.guessed_kind:
            found[row.label] = row.kind
    return found


def pseudonyms_of(
    sheets: Iterable[SpeakerSheet],
    taken: Iterable[str],
    language: str,
    before: Iterable[str] = (),
) -> dict[Proposed, str]:
    """What each accepted speaker will be printed as, when the texts come in in this order; nobody
    gets a number of those who were there `before`."""
    sheets = list(sheets)
    wanted = wanted_pseudonyms(row.speaker() for sheet in sheets for row in sheet.accepted)
    pseudonyms = Pseudonyms(taken, language, [*wanted, *before])
    found: dict[Proposed, str] = {}
    for sheet in sheets:
        for row in sheet.accepted:
            speaker = row.speaker()
            known = row.person_id is not None and speaker.pseudonym
            found[row] = str(known) if known else pseudonyms.give(speaker)
    return found


def speakers_found(sheet: SpeakerSheet) -> str:
    """What was found, in few words: “4 speakers, 3 of them respondents”."""
    if sheet.whole in sheet.accepted:
        return _("One respondent, since nobody is labelled")
    number = len(sheet.accepted)
    if not number:
        return _("Nobody is labelled")
    speakers = ngettext("{number} speaker", "{number} speakers", number).format(number=number)
    respondents = ngettext("{number} respondent", "{number} respondents", sheet.respondents)
    return _("{speakers}, {respondents}").format(
        speakers=speakers, respondents=respondents.format(number=sheet.respondents)
    )
