"""What Qualcode uses at run time may be used as Qualcode uses it, and is named."""

import pytest

from tools import licences


@pytest.mark.parametrize("one", licences.used_at_run_time(), ids=lambda one: one.metadata["Name"])
def test_nothing_used_at_run_time_is_under_the_gpl_alone(one):
    names = licences.licence(one)
    assert "GPL" not in names or "LGPL" in names
    assert "AGPL" not in names


def test_everything_used_at_run_time_is_named_with_its_licence():
    assert licences.TARGET.read_text(encoding="utf-8") == licences.notices()


def test_the_licences_that_are_referred_to_are_there(root):
    for name in ("licences/LGPL-3.0.txt", "licences/GPL-3.0.txt", "fonts/OFL.txt"):
        assert (root / "resources" / name).stat().st_size > 1000
