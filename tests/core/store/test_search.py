"""Every text is in the index as long as it is stored, and no longer."""

import shutil
from pathlib import Path

import pytest

from qualcode.core.operations.documents import delete_documents
from qualcode.core.project import Project
from qualcode.core.store import search
from tests.core.material import Material

GOLDEN = Path(__file__).resolve().parents[2] / "data" / "golden" / "version-1.qualcode"


@pytest.fixture
def material(tmp_path):
    made = Material(tmp_path)
    with made.project:
        yield made


def places(db, expression):
    return search.paragraphs_with(db, expression)


def test_a_text_is_found_when_it_was_imported(material):
    material.document("Eva", "Vi vet.\nMandatet är otydligt.")
    assert places(material.project.db, '"mandatet"') == {1: [8]}


def test_two_documents_with_one_text_are_indexed_once(material):
    material.document("Eva", "Mandatet.")
    material.document("Lo", "Mandatet.")
    assert places(material.project.db, '"mandatet"') == {1: [0]}


def fail_after_storing(material):
    with material.project.operation(material.someone, "x") as running:
        running.store_text("0" * 64, "Mandatet")
        raise ZeroDivisionError


def test_an_import_that_fails_leaves_no_word(material):
    with pytest.raises(ZeroDivisionError):
        fail_after_storing(material)
    assert places(material.project.db, '"mandatet"') == {}


def test_texts_of_an_older_version_are_indexed_when_it_is_brought_up_to_date(tmp_path):
    with Project.open(Path(shutil.copy(GOLDEN, tmp_path))) as project:
        assert search.unindexed(project.db) == []
        texts = project.db.execute("SELECT count(*) FROM texts").fetchone()[0]
        assert len(search.numbers(project.db)) == texts
        assert "mandat" in search.vocabulary(project.db)


def test_the_words_of_a_removed_text_are_gone_from_the_file(material):
    material.document("Eva", "Hemlighetsfull heter Xylofonsson.")
    material.document("Lo", "Mandatet är otydligt.")
    delete_documents(material.project, material.someone, [material.documents["Eva"]])
    db = material.project.db
    with db.atomic():
        db.execute("DELETE FROM texts WHERE text LIKE 'Hemlig%'")
        search.rebuild_index(db)
    db.execute("VACUUM")
    path = material.project.path
    material.project.close()
    stored = path.read_bytes().lower()
    assert b"xylofonsson" not in stored
    assert b"mandatet" in stored
    with Project.open(path) as again:
        assert list(places(again.db, '"mandatet"').values()) == [[0]]


def test_a_word_that_sqlite_cuts_within_a_letter_is_no_damage(material):
    material.document("Eva", "xå" * 20_000)
    (word,) = search.vocabulary(material.project.db)
    assert word == ("xå" * 20_000)[: len(word)]
    assert len(word) > 20_000
