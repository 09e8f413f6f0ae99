"""requirements.lock can be shared: it names releases and their hashes, and no place."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


@pytest.fixture(scope="module")
def lock(request):
    return (request.config.rootpath / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def locked(lock):
    """The release of each name."""
    lines = [line.rstrip(" \\") for line in lock.splitlines() if not line.startswith(" ")]
    releases = [Requirement(line) for line in lines]
    return {canonicalize_name(r.name): str(r.specifier).removeprefix("==") for r in releases}


def test_there_is_no_host_and_no_path_in_it(lock):
    assert not re.search(r"[/@#]|https?:|file:|index|find-links", lock)


def test_every_release_has_a_hash(lock):
    blocks = re.split(r"\n(?=\S)", lock.strip())
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", block) for block in blocks)


def test_it_holds_what_the_project_asks_for(lock, locked, root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    for one in map(Requirement, asked):
        assert one.specifier.contains(locked[canonicalize_name(one.name)]), one.name
