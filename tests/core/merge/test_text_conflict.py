"""A text that two corrected, each otherwise, is told so that one can choose."""

import pytest

from qualcode.core.merge.apply import plan_merge
from qualcode.core.merge.handout import hand_out
from qualcode.core.operations.anonymising import Replacement, anonymise
from qualcode.core.operations.corrections import correct_text
from qualcode.core.project import Project
from qualcode.core.store import documents as document_store
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
    return line.values


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


def test_a_name_that_was_replaced_is_not_told(whole, tmp_path):
    made = hand_out(whole.project, tmp_path / "copy", name="Cleo")
    anonymise(whole.project, whole.anna, [Replacement("Eva", "Respondent X")], real_names=True)
    with Project.open(made.path) as theirs:
        corrected(theirs, made.coder_id, whole.eva, "Vem bestämmer", "Vem är det som bestämmer")
    (mine,), (other,) = told_of_the_text(whole, made.path)
    assert "Respondent X" in mine
    assert "Eva" not in mine + other
