"""Who speaks where, as it is shown beside a text."""

import pytest

from qualcode.core.ids import CoderId, DocumentId, PersonId, TurnId
from qualcode.core.model import Turn
from qualcode.core.model.person import RESPONDENT
from qualcode.shell.models.who_speaks import WhoSpeaks


def turn(label, person):
    own = (TurnId("t"), DocumentId("d"), 0, 5, 0, label, person, None, None)
    return Turn(*own, "2026-11-01T00:00:00.000Z", CoderId("c"))


@pytest.mark.parametrize(("in_survey", "shown"), [(True, "Respondent 9"), (False, "Respondent 7")])
def test_an_answer_is_of_whoever_is_called_so_now(in_survey, shown):
    person = PersonId("p")
    who = WhoSpeaks(
        [turn("Respondent 7", person)], {person: (RESPONDENT, "Respondent 9")}, in_survey
    )
    assert [view.label for view in who.views()] == [shown]


def test_an_answer_of_nobody_keeps_its_label():
    assert WhoSpeaks([turn("Respondent 7", None)], {}, True).views()[0].label == "Respondent 7"
