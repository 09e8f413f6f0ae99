"""Documents lie in folders, in an order of one's own, and none is lost when a folder goes."""

import pytest

from qualcode.core.errors import Refused
from qualcode.core.operations import folders
from qualcode.core.operations.history import undo
from qualcode.core.store import documents as documents_store
from qualcode.core.store import folders as store
from tests.core.tables import broken_rules, contents


def tree(project):
    """The list as it is shown: folders as paths, each with its documents."""
    paths = store.paths(store.all_folders(project.db))
    found = [("/".join(path), titles(project, folder)) for folder, path in paths.items()]
    return [*found, ("", titles(project, None))]


def titles(project, folder):
    return [document.title for document in store.documents_in(project.db, folder)]


def folder(whole, name, *inside, under=None):
    changes = folders.create_folder(
        whole.project, whole.anna, name, parent_id=under, documents=inside
    )
    return changes.first("folders")


def move(whole, into, **what):
    return folders.move_into_folder(whole.project, whole.anna, into, **what)


def test_a_folder_is_made_with_documents_in_it(whole):
    folder(whole, " Våg  1 ", whole.notes, whole.eva)
    assert tree(whole.project) == [("Våg 1", ["Notes", "Eva"]), ("", ["Workshop", "Solo"])]


def test_documents_are_listed_everywhere_as_the_folders_have_them(whole):
    folder(whole, "B", whole.solo)
    folder(whole, "A", whole.notes)
    listed = [document.title for document in documents_store.all_documents(whole.project.db)]
    assert listed == ["Solo", "Notes", "Eva", "Workshop"]


def test_documents_are_put_at_a_place_in_the_order_that_is_asked_for(whole):
    move(whole, None, documents=[whole.solo, whole.workshop], position=0)
    assert titles(whole.project, None) == ["Solo", "Workshop", "Eva", "Notes"]
    move(whole, None, documents=[whole.eva])
    assert titles(whole.project, None) == ["Solo", "Workshop", "Notes", "Eva"]


def test_moving_a_document_past_its_neighbour_changes_two_rows(whole):
    changes = move(whole, None, documents=[whole.workshop], position=0)
    assert changes.changed == {"documents": {whole.workshop, whole.eva}}


def test_folders_lie_in_each_other_but_never_in_themselves(whole):
    outer = folder(whole, "Samordnare")
    inner = folder(whole, "Våg 1", whole.eva, under=outer)
    before = contents(whole.project.db)
    with pytest.raises(Refused, match="into itself"):
        move(whole, inner, folders=[outer], documents=[whole.solo])
    assert contents(whole.project.db) == before
    move(whole, None, folders=[inner], position=0)
    assert [path for path, _titles in tree(whole.project)] == ["Våg 1", "Samordnare", ""]


@pytest.mark.parametrize("name", [" ", "norr", "NORR"])
def test_a_folder_needs_a_name_of_its_own(whole, name):
    folder(whole, "Norr")
    with pytest.raises(Refused):
        folder(whole, name)


def test_a_name_may_stand_in_two_places_until_they_meet(whole):
    other = folder(whole, "Syd")
    inner = folder(whole, "Norr", under=other)
    folder(whole, "Norr")
    with pytest.raises(Refused, match="already a folder “Norr”"):
        move(whole, None, folders=[inner])


def test_what_lies_in_a_folder_moves_up_when_it_goes(whole):
    outer = folder(whole, "Samordnare", whole.eva)
    inner = folder(whole, "Våg 1", whole.solo, under=outer)
    folder(whole, "Våg 1")
    folders.delete_folders(whole.project, whole.anna, [outer])
    assert [path for path, _titles in tree(whole.project)] == ["Våg 1 (2)", "Våg 1", ""]
    assert titles(whole.project, inner) == ["Solo"]
    assert titles(whole.project, None) == ["Workshop", "Notes", "Eva"]
    assert broken_rules(whole.project.db) == []


def test_folders_in_each_other_go_together_and_come_back(whole):
    outer = folder(whole, "Samordnare", whole.eva)
    inner = folder(whole, "Våg 1", whole.solo, under=outer)
    before = contents(whole.project.db)
    folders.delete_folders(whole.project, whole.anna, [outer, inner])
    assert sorted(titles(whole.project, None)) == ["Eva", "Notes", "Solo", "Workshop"]
    undo(whole.project, whole.anna)
    assert contents(whole.project.db) == before


def test_a_folder_is_renamed_and_may_change_its_case(whole):
    own = folder(whole, "norr")
    folders.rename_folder(whole.project, whole.anna, own, "Norr")
    assert store.get(whole.project.db, own).name == "Norr"
