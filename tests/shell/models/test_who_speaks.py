"""Who speaks where, as it is shown beside a text."""

import pytest

from qualcode.core.ids import PersonId
from qualcode.core.model.person import RESPONDENT
from qualcode.core.store.documents import Spoken
from qualcode.shell.models.who_speaks import WhoSpeaks


def turn(label, person):
    return Spoken(0, 5, 0, label, None, person)


@pytest.mark.parametrize(("in_survey", "shown"), [(True, "Respondent 9"), (False, "Respondent 7")])
def test_an_answer_is_of_whoever_is_called_so_now(in_survey, shown):
    person = PersonId("p")
    who = WhoSpeaks(
        [turn("Respondent 7", person)], {person: (RESPONDENT, "Respondent 9")}, in_survey
    )
    assert [view.label for view in who.views()] == [shown]


def test_an_answer_of_nobody_keeps_its_label():
    assert WhoSpeaks([turn("Respondent 7", None)], {}, True).views()[0].label == "Respondent 7"
