from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.core.ids import CoderId
from qualcode.core.operations.coders import add_coder
from qualcode.core.project import Project
from tests.core.whole import Whole


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test's project is to be."""
    return tmp_path / "Samverkan.qualcode"


@pytest.fixture
def project(path: Path) -> Iterator[Project]:
    """An empty project, open for writing."""
    with Project.create(path) as created:
        yield created


@pytest.fixture
def anna(project: Project) -> CoderId:
    """An evaluator in the project."""
    return CoderId(add_coder(project, "Anna Lindqvist").first("coders"))


@pytest.fixture
def whole(path: Path) -> Iterator[Whole]:
    """A project in which every table is filled."""
    made = Whole(path)
    with made.project:
        yield made
