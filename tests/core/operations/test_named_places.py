"""Documents that come in with the names of their case and their folders."""

import pytest

from qualcode.core.errors import Refused
from qualcode.core.operations.history import undo
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.store import documents, folders, persons
from tests.core.material import Material, transcript


@pytest.fixture
def made(tmp_path):
    made = Material(tmp_path)
    yield made
    made.project.close()


def bring(made, *new):
    changes = import_documents(made.project, made.someone, new)
    return [documents.get(made.project.db, one) for one in changes.order["documents"]]


def new(title, **places):
    return NewDocument(transcript(title, "Karin: Hej."), **places)


def test_a_case_is_made_once_and_known_by_its_name(made):
    first, second = bring(made, new("A", case="Ålesta"), new("B", case=" A\u030alesta"))
    (third,) = bring(made, new("C", case="ÅLESTA"))
    assert [case.name for case in persons.all_cases(made.project.db)] == ["Ålesta"]
    assert len({first.case_id, second.case_id, third.case_id}) == 1


def test_folders_are_made_within_one_another(made):
    one, two, three = bring(
        made, new("A", folder=("Våg 1", "Chefer")), new("B", folder=("Våg 1",)), new("C")
    )
    found = {folder.id: folder for folder in folders.all_folders(made.project.db)}
    assert sorted(folder.name for folder in found.values()) == ["Chefer", "Våg 1"]
    assert found[one.folder_id].parent_id == two.folder_id
    assert three.folder_id is None


def test_undo_takes_them_away_with_the_documents(made):
    bring(made, new("A", folder=("Våg 1",), case="Ålesta"))
    undo(made.project, made.someone)
    assert folders.all_folders(made.project.db) == []
    assert persons.all_cases(made.project.db) == []


def test_a_name_that_can_t_be_one_is_refused(made):
    with pytest.raises(Refused):
        bring(made, new("A", case="x" * 1000))
    assert documents.all_documents(made.project.db) == []
