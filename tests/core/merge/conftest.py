from pathlib import Path

import pytest

from tests.core.whole import Whole


@pytest.fixture(scope="session")
def base(tmp_path_factory):
    """A project to copy, and its two evaluators."""
    whole = Whole(tmp_path_factory.mktemp("base") / "base.qualcode")
    whole.project.close()
    return whole


@pytest.fixture
def folder(tmp_path, base) -> Path:
    return tmp_path
