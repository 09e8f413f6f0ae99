"""Copies of one project that go their own ways, and what they become together."""

import shutil
from pathlib import Path
from random import Random

from qualcode.core.check import check
from qualcode.core.merge.apply import Merged, merge
from qualcode.core.project import Project
from qualcode.core.store import coders
from tests.core.random_work import Work
from tests.core.tables import broken_rules, contents


def copy(path: Path, name: str) -> Path:
    """A copy of a file that is closed."""
    assert not path.with_name(path.name + "-wal").exists(), "somebody has it open"
    return Path(shutil.copy(path, path.with_name(f"{name}.qualcode")))


def worked_on(path: Path, name: str, seed: int, steps: int, evaluators: list[str]) -> Path:
    """A copy in which these evaluators do one thing or another."""
    random = Random(seed)
    made = copy(path, name)
    with Project.open(made) as project:
        for _ in range(steps):
            Work(project, random.choice(evaluators), random).step()
    return made


def merged(path: Path, *others: Path) -> Merged:
    """Take the others in, one after the other; the last is told."""
    with Project.open(path) as project:
        coder = coders.all_coders(project.db)[0].id
        for other in others:
            done = merge(project, coder, [other])
            assert broken_rules(project.db) == []
            assert check(project) == []
    return done


def shown(path: Path) -> dict[str, list]:
    """All that stands in a file, but for what the next merge begins from."""
    with Project.open(path, read_only=True) as project:
        return {table: rows for table, rows in contents(project.db).items() if table != "originals"}


def ids(path: Path, table: str) -> set[str]:
    return {row[0] for row in shown(path)[table]}
