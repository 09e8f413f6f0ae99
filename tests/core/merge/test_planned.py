"""What is taken in is what was looked at."""

import pytest

from qualcode.core.errors import ChangedSince
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.handout import hand_out
from qualcode.core.operations import codes
from qualcode.core.operations.history import undo
from qualcode.core.project import Project
from qualcode.core.store import codes as code_store
from qualcode.core.store.backups import backups_of
from tests.core.material import Material
from tests.core.merge.copies import copy


@pytest.fixture
def ours(tmp_path):
    made = Material(tmp_path, name="ours")
    made.code("Mandat")
    yield made
    made.project.close()


@pytest.fixture
def theirs(ours, tmp_path):
    path = tmp_path / "theirs.qualcode"
    hand_out(ours.project, path, name="Bo")
    add(path, ours.someone, "Roller")
    return path


def add(path, coder, name):
    with Project.open(path) as project:
        codes.create_code(project, coder, codes.NewCode(name))


def names(project):
    return {one.name for one in code_store.all_codes(project.db)}


def test_nothing_is_taken_in_of_a_file_that_was_changed_since_it_was_planned(ours, theirs):
    planned = plan_merge(ours.project, [theirs])
    add(theirs, ours.someone, "Tillit")
    with pytest.raises(ChangedSince, match="“theirs.qualcode” was changed since"):
        merge(ours.project, ours.someone, [theirs], planned=planned)
    assert names(ours.project) == {"Mandat"}
    assert backups_of(ours.project.path) == []
    merge(ours.project, ours.someone, [theirs], planned=plan_merge(ours.project, [theirs]))
    assert names(ours.project) == {"Mandat", "Roller", "Tillit"}


def test_nothing_is_taken_in_by_a_project_that_was_changed_since_it_was_planned(ours, theirs):
    planned = plan_merge(ours.project, [theirs])
    ours.code("Tillit")
    with pytest.raises(ChangedSince, match="“ours.qualcode” was changed since"):
        merge(ours.project, ours.someone, [theirs], planned=planned)


def test_what_was_done_and_undone_since_is_a_change(ours, theirs):
    planned = plan_merge(ours.project, [theirs])
    with Project.open(theirs) as project:
        undo(project, ours.someone)
    with pytest.raises(ChangedSince):
        merge(ours.project, ours.someone, [theirs], planned=planned)


def test_of_several_files_the_one_that_was_changed_is_named(ours, theirs):
    other = copy(theirs, "other")
    planned = plan_merge(ours.project, [theirs, other])
    add(other, ours.someone, "Tillit")
    with pytest.raises(ChangedSince, match="“other.qualcode”"):
        merge(ours.project, ours.someone, [theirs, other], planned=planned)


def test_a_file_that_was_only_opened_is_what_was_planned(ours, theirs):
    planned = plan_merge(ours.project, [theirs])
    with Project.open(theirs):
        pass
    merge(ours.project, ours.someone, [theirs], planned=planned)
    assert names(ours.project) == {"Mandat", "Roller"}
