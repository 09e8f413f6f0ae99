"""Who speaks where in the text that is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.core.ids import PersonId
from qualcode.core.model.person import INTERVIEWER, RESPONDENT
from qualcode.core.store.documents import Spoken
from qualcode.shell.text.views import TurnView


@dataclass(frozen=True)
class Speaker:
    """Who speaks at a place."""

    name: str
    time_code: str | None


@dataclass(frozen=True, repr=False)  # no interview in a report of a crash
class WhoSpeaks:
    """Attributes:
    turns: of the text.
    persons: kind and pseudonym of each person.
    in_survey: whether the text holds answers to a survey: what the turns are labelled with does
        not stand in it, and whoever answers is called as they are now.
    """

    turns: Sequence[Spoken] = ()
    persons: Mapping[PersonId, tuple[str, str]] = field(default_factory=dict)
    in_survey: bool = False

    def _of_kind(self, wanted: str) -> set[PersonId]:
        return {own for own, (kind, _name) in self.persons.items() if kind == wanted}

    def views(self) -> list[TurnView]:
        """The turns as the reader shows them; what is asked stands back."""
        asking = self._of_kind(INTERVIEWER)
        return [
            TurnView(
                turn.start,
                turn.end,
                turn.speech_start,
                self._label(turn),
                turn.time_code,
                turn.person_id in asking,
            )
            for turn in self.turns
        ]

    def _label(self, turn: Spoken) -> str:
        person = self.persons.get(turn.person_id) if self.in_survey and turn.person_id else None
        return person[1] if person else turn.label

    @property
    def respondents(self) -> int:
        """How many respondents speak."""
        return len(self._of_kind(RESPONDENT) & {turn.person_id for turn in self.turns})

    def speaker(self, position: int) -> Speaker | None:
        """Who speaks at a position, by pseudonym, and since when."""
        turn = next((one for one in self.turns if one.start <= position < one.end), None)
        if turn is None:
            return None
        person = self.persons.get(turn.person_id) if turn.person_id else None
        return Speaker(person[1] if person else turn.label, turn.time_code)

    def person_at(self, position: int) -> PersonId | None:
        """Whose words stand at a position, if it is known. Where only one person speaks all of the
        document is about them, the questions that they were asked too."""
        here = next((one for one in self.turns if one.start <= position <= one.end), None)
        if here is None and len({turn.person_id for turn in self.turns}) == 1:
            here = self.turns[0]
        return here.person_id if here else None
