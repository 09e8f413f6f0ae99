"""Names found in a text, and what is put in their place."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.model.replacing import Names, Replacement, replaced

ANNA = [Replacement("Anna", "[Informant 1]"), Replacement("Anna Lind", "[Informant 2]")]


def after(text, *replacements, unsure=False):
    found = Names(replacements or ANNA).find(text)
    return replaced(text, [one for one in found if one.sure or unsure])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna kom.", "[Informant 1] kom."),
        ("Annas plan, ANNA, Anna’s", "[Informant 1]s plan, [Informant 1], [Informant 1]’s"),
        ("Hannah och Annandag", "Hannah och Annandag"),
        ("Anna\n Lind kom, Anna gick", "[Informant 2] kom, [Informant 1] gick"),
        ("anna annars", "anna annars"),
    ],
)
def test_names_are_replaced_as_whole_words_with_their_genitives(text, expected):
    assert after(text) == expected


def test_what_is_unsure_is_found_but_not_taken_by_itself():
    eva = Replacement("Eva", "[E]")
    found = list(Names([eva]).find("Evan eva Eva evan"))
    assert [(one.sort, one.sure) for one in found] == [
        ("ending", False),
        ("case", False),
        ("exact", True),
    ]


def test_a_name_that_ends_in_s_has_no_genitive():
    assert after("Lars bil, Larss bil", Replacement("Lars", "[L]")) == "[L] bil, Larss bil"


def test_both_normal_forms_are_found():
    name = Replacement("Åsa Öst", "[Å]")
    assert after(unicodedata.normalize("NFD", "Åsas väg, Åsa Öst kom"), name).endswith("[Å] kom")
    assert after("Åsa Öst", Replacement(unicodedata.normalize("NFD", "Åsa Öst"), "[Å]")) == "[Å]"


def test_a_combining_mark_makes_another_letter():
    assert after("Anna\u0308 kom") == "Anna\u0308 kom"


def test_names_with_signs_in_them_are_taken_as_they_are():
    assert after("Dr. A+B (x)", Replacement("A+B", "[ab]")) == "Dr. [ab] (x)"


@given(
    st.lists(st.sampled_from(["Anna", "Annas", "Lind", "anna", "och", "❤️", ".", "\n"]), max_size=20)
)
def test_no_sure_name_is_left_and_nothing_else_is_touched(words):
    text = " ".join(words)
    result = after(text)
    assert not [one for one in Names(ANNA).find(result) if one.sure]
    kept = [word for word in words if word in ("och", "❤️", "anna")]
    assert [word for word in result.split() if word in ("och", "❤️", "anna")] == kept
