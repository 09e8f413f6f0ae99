import pytest

from qualcode.core.errors import Refused
from qualcode.core.operations.documents import DocumentDetails, edit_document
from qualcode.core.operations.history import undo
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.store import documents as store
from tests.core.material import Material, transcript

DETAILS = DocumentDetails("Intervju Almby", "group-interview", "sv", " 2016-06-01 ", "")


@pytest.fixture
def material(tmp_path):
    made = Material(tmp_path)
    made.document("Almby", "IP1: Hej.")
    with made.project:
        yield made


def document(material):
    return store.get(material.project.db, material.documents["Almby"])


def test_all_that_is_said_of_a_document_is_one_step(material):
    before = document(material)
    edit_document(material.project, material.someone, before.id, DETAILS)
    found = document(material)
    assert (found.title, found.kind, found.date) == (
        "Intervju Almby",
        "group-interview",
        "2016-06-01",
    )
    assert found.wave is None
    undo(material.project, material.someone)
    assert document(material) == before


def test_a_title_that_another_document_has_is_refused(material):
    material.document("Intervju almby", "IP1: Hej.")
    before = document(material)
    with pytest.raises(Refused, match="Intervju almby"):
        edit_document(material.project, material.someone, before.id, DETAILS)
    assert document(material) == before


def test_an_import_that_is_left_half_way_leaves_nothing(material):
    class Left(Exception):
        pass

    def progress(done, total, what):
        if (done, total, what) == (1, 2, "Two"):
            raise Left

    new = [NewDocument(transcript(title, "IP1: Hej.")) for title in ("One", "Two")]
    with pytest.raises(Left):
        import_documents(material.project, material.someone, new, progress=progress)
    assert [d.title for d in store.all_documents(material.project.db)] == ["Almby"]
