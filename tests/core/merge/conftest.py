from pathlib import Path

import pytest

from qualcode.core.merge import weaving
from tests.core.merge.scripted import Script
from tests.core.whole import Whole


@pytest.fixture(scope="session")
def base(tmp_path_factory):
    """A project to copy, and its two evaluators."""
    whole = Whole(tmp_path_factory.mktemp("base") / "base.qualcode")
    whole.project.close()
    return whole


@pytest.fixture
def script(monkeypatch):
    """The clock and the source of chance, as the test says."""
    made = Script()
    made.stand_in(monkeypatch)
    return made


@pytest.fixture
def collided(monkeypatch):
    """What stands, or does not, where two changed the same words."""
    told = []
    merged_texts = weaving.merged_texts

    def listening(*what, **how):
        merged = merged_texts(*what, **how)
        told.extend(f"{one.stands} {one.other}" for one in merged.collisions)
        return merged

    monkeypatch.setattr(weaving, "merged_texts", listening)
    return told


@pytest.fixture
def folder(tmp_path, base) -> Path:
    return tmp_path
