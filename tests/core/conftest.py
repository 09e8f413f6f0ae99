from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from qualcode.core.ids import CoderId
from qualcode.core.merge.handout import hand_out
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


@pytest.fixture
def handed(project: Project, tmp_path: Path) -> Iterator[Callable[..., tuple[Project, CoderId]]]:
    """Makes a copy for a colleague and opens it; it is closed at the end."""
    opened: list[Project] = []

    def copy(**how: Any) -> tuple[Project, CoderId]:
        made = hand_out(project, tmp_path / "kopia.qualcode", name="Bo", **how)
        opened.append(Project.open(made.path))
        return opened[-1], made.coder_id

    yield copy
    for one in opened:
        one.close()
