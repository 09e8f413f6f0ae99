"""Which words of real names are warned of."""

import pytest

from qualcode.core.analysis.names import name_words
from qualcode.core.ids import CoderId, PersonId
from qualcode.core.model import Person


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Fatima Haddad (Kalmar)", {"Fatima", "Haddad"}),
        ("SK (Eva Ek)", {"Eva"}),
        ("Eva (Berglund)", {"Eva", "Berglund"}),
    ],
)
def test_a_place_behind_a_name_is_none(name, words):
    person = Person(PersonId("p"), name, "Respondent 1", "respondent", None, None, "", CoderId("c"))
    found = name_words([person])
    assert found == words | {f"{word}s" for word in words}
