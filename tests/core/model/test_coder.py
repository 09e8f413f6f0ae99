import pytest

from qualcode.core.model.coder import initials_of


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Anna Lindqvist", "AL"),
        ("anna", "AN"),
        ("Å", "Å"),
        ("Anna-Karin Öberg", "AKÖ"),
        ("Per Olof af Ekström", "POE"),
        ("  Bo   Ek ", "BE"),
        ("", "?"),
        ("—", "?"),
        ("(Bo) Ek", "E"),
        ("ß", "SS"),
        ("李雷", "李雷"),
    ],
)
def test_initials_stand_for_a_name(name, initials):
    assert initials_of(name)[: len(initials)] == initials
    assert 1 <= len(initials_of(name)) <= 3
