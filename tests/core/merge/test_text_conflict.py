"""A text that two corrected, each otherwise, is told so that one can choose."""

import contextlib

import pytest

from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.handout import hand_out
from qualcode.core.merge.told import told_values
from qualcode.core.operations.anonymising import Replacement, anonymise
from qualcode.core.operations.corrections import correct_text
from qualcode.core.project import Project
from qualcode.core.report.merge_sentences import column_names
from qualcode.core.store import documents as document_store
from qualcode.core.store import rows
from qualcode.core.store.schema import MODEL_OF
from tests.core.whole import Whole


@pytest.fixture
def whole(tmp_path):
    made = Whole(tmp_path / "ours.qualcode")
    yield made
    made.project.close()


def told_of_the_text(whole, theirs):
    (file,) = plan_merge(whole.project, [theirs]).files
    (line,) = [one for one in file.conflicts if one.table == "documents"]
    assert "text_sha256" in line.columns
    return told_values(line, 0), told_values(line, 1)


def corrected(project, coder, document, old, new):
    text = document_store.text(project.db, document)
    assert old in text
    correct_text(project, coder, document, text.replace(old, new))


def test_each_side_says_how_many_places_it_changed_and_what_stands_there(whole, tmp_path):
    made = hand_out(whole.project, tmp_path / "copy", name="Cleo")
    corrected(whole.project, whole.anna, whole.eva, "Vem bestämmer", "Vem beslutar")
    with Project.open(made.path) as theirs:
        corrected(theirs, made.coder_id, whole.eva, "Vem bestämmer", "Vem är det som bestämmer")
    (mine,), (other,) = told_of_the_text(whole, made.path)
    assert mine.startswith("1 place changed: ") and "beslutar" in mine
    assert other.startswith("1 place changed: ") and "är det som" in other


def test_which_file_a_document_was_read_from_is_no_question(whole, tmp_path):
    made = hand_out(whole.project, tmp_path / "copy", name="Cleo")
    hashes = {}
    for name, project, coder in (("a", whole.project, whole.anna), ("b", None, made.coder_id)):
        with contextlib.ExitStack() as closing:
            one = project or closing.enter_context(Project.open(made.path))
            with one.operation(coder, "correct_text") as transaction:
                hashes[name] = name * 64
                values = {"file_name": f"{name}.docx", "file_sha256": hashes[name]}
                transaction.update("documents", whole.eva, **values)
    (file,) = plan_merge(whole.project, [made.path]).files
    assert [one for one in file.conflicts if one.table == "documents"] == []
    merge(whole.project, whole.anna, [made.path])
    found = document_store.get(whole.project.db, whole.eva)
    assert (found.file_name, found.file_sha256) == ("b.docx", hashes["b"])


def test_no_sentence_names_a_column_as_it_is_stored():
    for table in MODEL_OF:
        for column in rows.columns(table):
            assert "_" not in column_names((column,))


def test_a_name_that_was_replaced_is_not_told(whole, tmp_path):
    made = hand_out(whole.project, tmp_path / "copy", name="Cleo")
    anonymise(whole.project, whole.anna, [Replacement("Eva", "Respondent X")], real_names=True)
    with Project.open(made.path) as theirs:
        corrected(theirs, made.coder_id, whole.eva, "Vem bestämmer", "Vem är det som bestämmer")
    (mine,), (other,) = told_of_the_text(whole, made.path)
    assert "Respondent X" in mine
    assert "Eva" not in mine + other
