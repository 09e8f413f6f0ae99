"""Copies of one project that go their own ways, and what they become together."""

import shutil
from pathlib import Path
from random import Random

from qualcode.core.check import check
from qualcode.core.ids import CoderId
from qualcode.core.merge.apply import Merged, merge
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.project import Project
from qualcode.core.store import coders
from tests.core.material import transcript
from tests.core.random_work import Work
from tests.core.tables import broken_rules, contents


def of_three(path: Path, text: str, *, code: str | None = None) -> Path:
    """A project with one conversation that three evaluators know; Anna has brought it in."""
    with Project.create(path, language="en") as project:
        anna = CoderId(add_coder(project, "Anna").first("coders"))
        for name in ("Bo", "Cleo"):
            add_coder(project, name)
        import_documents(project, anna, [NewDocument(transcript("Samtal", text))])
        if code is not None:
            create_code(project, anna, NewCode(code))
    return path


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
