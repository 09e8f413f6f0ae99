"""Titles and names of files in which nobody's real name is left."""

from __future__ import annotations

import unicodedata
from types import SimpleNamespace

import pytest

from qualcode.core.analysis.quotes import nameless_title

ANNA = SimpleNamespace(pseudonym="Respondent 10")
KARIN = SimpleNamespace(pseudonym="Respondent 8")
NAMES = {
    "Anna": ANNA, "Anna Berg": ANNA, "Berg": ANNA, "Karin": KARIN, "Åberg": KARIN, "Per 1": KARIN,
}  # fmt: skip


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (
            "Intervju samverkan Anna Berg_transcript",
            "Intervju samverkan [Respondent 10]_transcript",
        ),
        ("03_Aberg_slutversion", "03_[Respondent 8]_slutversion"),
        ("Karin Åberg", "[Respondent 8]"),
        ("Åberg, Karin_2", "[Respondent 8]_2"),
        ("Karin, Karins möte", "[Respondent 8], [Respondent 8]s möte"),
        ("Karin_Aberg2", "[Respondent 8]2"),
        ("Karins intervju", "[Respondent 8]s intervju"),
        (unicodedata.normalize("NFD", "Möte Åberg"), "Möte [Respondent 8]"),
        ("Bergen och Hannah", "Bergen och Hannah"),
        ("Per 10, Per 1", "Per 10, [Respondent 8]"),
        ("Karin, Anna", "[Respondent 8], [Respondent 10]"),
        ("Karin och Karin", "[Respondent 8] och [Respondent 8]"),
    ],
)
def test_names_are_replaced_where_they_stand_between_what_are_no_letters(title, shown):
    assert nameless_title(title, NAMES) == shown


def test_a_title_without_names_stays_as_it_is():
    title = unicodedata.normalize("NFD", "Möte")
    assert nameless_title(title, {}) == title
