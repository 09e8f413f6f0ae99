"""Questions of a merge that are about a file: names that come back, and what several files hold."""

from pathlib import Path

import pytest

from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.background import describe_sources
from qualcode.core.merge.decided import BOTH, CONFLICT, MINE, PLACE, THEIRS, NewDecision
from qualcode.core.merge.handout import hand_out
from qualcode.core.merge.match import SAME_CODE
from qualcode.core.merge.names_back import LEAVE, NAMES, REPLACE
from qualcode.core.operations import codes, memos
from qualcode.core.operations.anonymising import Replacement, anonymise
from qualcode.core.operations.corrections import correct_text
from qualcode.core.project import Project
from qualcode.core.store import documents as document_store
from qualcode.shell.pages.team.merging.deciding import Deciding
from qualcode.shell.pages.team.merging.question import Looked
from tests.core.whole import Whole


@pytest.fixture
def whole(tmp_path):
    made = Whole(tmp_path / "ours.qualcode")
    yield made
    made.project.close()


def looked_at(project, paths, decisions=()):
    plan = plan_merge(project, paths, decisions=decisions)
    return Looked(tuple(paths), plan, tuple(describe_sources(project, paths, plan)), {})


def asked_about(looked, qapp):
    deciding = Deciding()
    deciding.start(looked)
    return deciding, deciding.questions[CONFLICT]


def test_names_that_come_back_are_asked_about(whole, tmp_path, qapp):
    made = hand_out(whole.project, tmp_path / "copy", name="Cleo")
    anonymise(whole.project, whole.anna, [Replacement("Eva", "Respondent X")])
    with Project.open(made.path) as theirs:
        memos.write_memo(theirs, made.coder_id, "Eva sade det.")
    deciding, (asked,) = asked_about(looked_at(whole.project, [made.path]), qapp)
    assert "made before names were replaced: 1 place" in asked.what
    assert deciding.stands(asked) == LEAVE
    deciding.answer(asked.key, REPLACE)
    decisions = deciding.decisions()
    assert decisions == [NewDecision(NAMES, made.path.name, "", REPLACE)]
    deciding.follow(looked_at(whole.project, [made.path], decisions))
    assert [one.key for one in deciding.questions[CONFLICT]] == [asked.key]
    merge(whole.project, whole.anna, [made.path], decisions=decisions)
    written = [row[0] for row in whole.project.db.execute("SELECT text FROM memos")]
    assert "Respondent X sade det." in written


def corrected(project, coder, document, new, **others):
    text = document_store.text(project.db, document).replace("bestämmer", new, 1)
    for old, other in others.items():
        text = text.replace(old, other)
    correct_text(project, coder, document, text)


def two_copies_corrected(whole, folder) -> list[Path]:
    """Each colleague has put their name in the place of the same word."""
    paths: list[Path] = []
    for name in ("Cleo", "Dan"):
        made = hand_out(whole.project, folder / name, name=name)
        with Project.open(made.path) as theirs:
            corrected(theirs, made.coder_id, whole.eva, name)
        paths.append(made.path)
    return paths


@pytest.fixture
def collided(whole, tmp_path, qapp):
    """The questions where two corrected the same word, and each one more."""
    made = hand_out(whole.project, tmp_path / "copy", name="Cleo")
    corrected(whole.project, whole.anna, whole.eva, "beslutar", svag="stark")
    with Project.open(made.path) as theirs:
        corrected(theirs, made.coder_id, whole.eva, "råder", otydligt="oklart")
    deciding, (text, place) = asked_about(looked_at(whole.project, [made.path]), qapp)
    return deciding, text, place, made.path


def test_of_words_that_both_changed_each_place_is_asked_with_both_wordings(collided):
    deciding, text, place, _path = collided
    assert text.what.endswith("1 place changed by both")
    assert "takes that whole text: what the other changed goes" in text.full[-1]
    assert [words for _answer, words in text.choices][2] == "Place by place"
    assert all(words.endswith(" alone") for _answer, words in text.choices[:2])
    assert (place.ours.name, place.theirs.name) == ("“beslutar”", "“råder”")
    assert "Vem […]?" in place.what
    assert "Vem [råder]?" in place.full[1]
    assert deciding.stands(place) == THEIRS
    assert deciding.open() == 1  # the text is asked about by its places


def test_what_is_chosen_at_a_place_stands_there_and_goes_with_the_whole_text(collided, whole):
    deciding, text, place, path = collided
    deciding.answer(place.key, MINE)
    assert [(one.kind, one.answer) for one in deciding.decisions()] == [(PLACE, MINE)]
    deciding.answer(text.key, THEIRS)
    assert deciding.stands(place) == THEIRS
    assert [(one.kind, one.answer) for one in deciding.decisions()] == [(CONFLICT, THEIRS)]
    deciding.follow(looked_at(whole.project, [path], deciding.decisions()))
    assert [one.key for one in deciding.questions[CONFLICT]] == [text.key, place.key]
    deciding.answer(place.key, MINE)  # who chooses there does not take the whole text any more
    assert deciding.stands(text) == BOTH
    deciding.follow(looked_at(whole.project, [path], deciding.decisions()))
    merge(whole.project, whole.anna, [path], decisions=deciding.decisions())
    text = document_store.text(whole.project.db, whole.eva)
    assert "beslutar" in text and "oklart" in text and "stark" in text


def test_the_places_of_a_text_that_several_files_changed_are_asked_of_each(whole, tmp_path, qapp):
    paths = two_copies_corrected(whole, tmp_path)
    corrected(whole.project, whole.anna, whole.eva, "beslutar")
    deciding, asked = asked_about(looked_at(whole.project, paths), qapp)
    first, second = [one for one in asked if one.kind == PLACE]
    assert (first.theirs.name, second.theirs.name) == ("“Cleo”", "“Dan”")
    assert all(one.file in one.why for one in (first, second))
    deciding.answer(first.key, MINE)
    deciding.follow(looked_at(whole.project, paths, deciding.decisions()))
    _first, second = [one for one in deciding.questions[CONFLICT] if one.kind == PLACE]
    assert second.ours.name == "“beslutar”"
    deciding.answer(second.key, THEIRS)
    merge(whole.project, whole.anna, paths, decisions=deciding.decisions())
    assert "Vem Dan" in document_store.text(whole.project.db, whole.eva)


def test_a_document_that_two_files_change_is_changed_once(whole, tmp_path):
    paths = two_copies_corrected(whole, tmp_path)
    plan = plan_merge(whole.project, paths)
    assert [file.counts["documents"].changed for file in plan.files] == [1, 1]
    assert plan.counts["documents"].changed == 1


def test_a_code_that_an_earlier_file_brings_is_told_as_that_file_s(whole, tmp_path, qapp):
    paths: list[Path] = []
    for name, code in (("Cleo", "Finansiering lokalt"), ("Dan", "Finansieringen lokalt")):
        made = hand_out(whole.project, tmp_path / name, name=name)
        with Project.open(made.path) as theirs:
            codes.create_code(theirs, made.coder_id, codes.NewCode(code))
        paths.append(made.path)
    looked = looked_at(whole.project, paths)
    deciding = Deciding()
    deciding.start(looked)
    sides = [(one.ours, one.theirs) for one in deciding.questions[SAME_CODE]]
    found = [both for both in sides if both[0].name == "Finansiering lokalt"]
    assert found, sides
    assert [one.detail for one in found[0]] == [path.name for path in paths]


def test_what_two_files_hold_is_asked_of_each(whole, tmp_path, qapp):
    paths: list[Path] = []
    for name, new in (("Cleo", "Plats"), ("Dan", "Trakt")):
        made = hand_out(whole.project, tmp_path / name, name=name)
        with Project.open(made.path) as theirs:
            codes.rename_code(theirs, made.coder_id, whole.roots, new)
        paths.append(made.path)
    codes.rename_code(whole.project, whole.anna, whole.roots, "Ort")
    deciding, asked = asked_about(looked_at(whole.project, paths), qapp)
    assert [one.file for one in asked] == [path.name for path in paths]
    assert all(one.file in one.why for one in asked)
    for one, answer in zip(asked, (MINE, THEIRS), strict=True):
        deciding.answer(one.key, answer)
    assert [(one.answer, one.file) for one in deciding.decisions()] == [
        (MINE, "Cleo.qualcode"),
        (THEIRS, "Dan.qualcode"),
    ]
    merge(whole.project, whole.anna, paths, decisions=deciding.decisions())
    query = "SELECT name FROM codes WHERE id = ?"
    assert whole.project.db.execute(query, (whole.roots,)).fetchone() == ("Trakt",)


def test_what_stands_without_an_answer_is_still_told_after_another_look(whole, tmp_path, qapp):
    made = hand_out(whole.project, tmp_path / "Cleo", name="Cleo")
    with Project.open(made.path) as theirs:
        codes.rename_code(theirs, made.coder_id, whole.roots, "Plats")
    codes.rename_code(whole.project, whole.anna, whole.roots, "Ort")
    deciding, (one,) = asked_about(looked_at(whole.project, [made.path]), qapp)
    deciding.answer(one.key, THEIRS)
    deciding.follow(looked_at(whole.project, [made.path], deciding.decisions()))
    deciding.answer(one.key, None)
    assert [deciding.stands(again) for again in deciding.questions[CONFLICT]] == [MINE]
