"""What a merge takes grows as what there is to do, and no faster."""

import shutil
from random import Random

import pytest

from qualcode.core.ids import CodeId, DocumentId
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.handout import hand_out
from qualcode.core.merge.side import Side
from qualcode.core.operations import codes, corrections, documents, importing, passages
from qualcode.core.operations.coders import add_coder
from qualcode.core.project import Project
from qualcode.core.store import documents as document_store
from tests.core.whole import transcript

LINE = "Respondent: mening nummer {} om allt.\n"


class Team:
    """Anna's project, with a line and a code for each number, and Bo's copy of it."""

    def __init__(self, folder, number):
        folder.mkdir()
        with Project.create(folder / "anna.qualcode") as project:
            self.path = project.path
            self.anna = add_coder(project, "Anna").first("coders")
            text = "".join(LINE.format(10_000 + one) for one in range(number))
            new = importing.NewDocument(transcript("Lång", text))
            made = importing.import_documents(project, self.anna, [new])
            self.document = DocumentId(made.order["documents"][0])
            with project.together():
                self.codes = [self._code(project, f"Kod {one}") for one in range(number)]
                self._mark_each_line(project)
            handed = hand_out(project, folder / "bo", name="Bo")
        self.bo, self.copy = handed.coder_id, handed.path

    def _code(self, project, name):
        return CodeId(codes.create_code(project, self.anna, codes.NewCode(name)).first("codes"))

    def _mark_each_line(self, project):
        for number, code in enumerate(self.codes):
            start = number * len(LINE.format(10_000)) + 12
            passages.code_passage(project, self.anna, self.document, start, start + 6, [code])

    def use_it(self):
        with Project.open(self.path) as project:
            passages.code_passage(project, self.anna, self.document, 0, 10, [self.codes[0]])

    def use_all_codes(self):
        with Project.open(self.path) as project, project.together():
            passages.code_passage(project, self.anna, self.document, 0, 10, self.codes)

    def steps_to_take_in_anna_s(self):
        """SQLite's own, in hundreds."""
        steps = 0

        def count():
            nonlocal steps
            steps += 1

        with Project.open(self.copy) as copy:
            copy.db.conn.set_progress_handler(count, 100)
            plan = plan_merge(copy, [self.path])
            copy.db.conn.set_progress_handler(None, 0)
        return steps, len(plan.files[0].kept)


@pytest.fixture
def teams(tmp_path):
    """Of the second there is twice as much."""
    return [Team(tmp_path / str(number), number) for number in (150, 300)]


def test_an_interview_that_was_deleted_and_used_takes_as_long_as_there_are_marks_in_it(teams):
    for team in teams:
        with Project.open(team.copy) as copy:
            documents.delete_documents(copy, team.bo, [team.document])
        team.use_it()
    (first, kept), (second, twice) = (team.steps_to_take_in_anna_s() for team in teams)
    assert twice > 1.9 * kept > 500
    assert second < 2.5 * first


def test_codes_that_were_deleted_and_used_take_as_long_as_there_are_of_them(teams):
    for team in teams:
        with Project.open(team.copy) as copy:
            codes.delete_codes(copy, team.bo, team.codes)
        team.use_all_codes()
    (first, kept), (second, twice) = (team.steps_to_take_in_anna_s() for team in teams)
    assert twice > 1.9 * kept > 100
    assert second < 2.5 * first


def test_interviews_that_are_one_and_were_corrected_by_both_take_as_long_as_there_are_of_them(
    tmp_path, monkeypatch
):
    """Their turns are remembered as they stand in either file; each is looked up once."""
    looked_up = []
    monkeypatch.setattr(Side, "raw", counted(Side.raw, looked_up))
    numbers = []
    for many in (6, 12):
        looked_up.clear()
        both_corrected(tmp_path / str(many), many)
        numbers.append(len(looked_up))
    assert numbers[1] < 2.5 * numbers[0]


def counted(function, calls):
    def counting(side, table, row_id):
        calls.append(table)
        return function(side, table, row_id)

    return counting


def both_corrected(folder, many):
    folder.mkdir()
    coders = {name: begun_apart(folder / f"{name}.qualcode", name, many) for name in ("Anna", "Bo")}
    path, other = folder / "Anna.qualcode", folder / "other.qualcode"
    with Project.open(path) as project:
        merge(project, coders["Anna"], [folder / "Bo.qualcode"])
    shutil.copy(path, other)
    for one, word in ((path, "säger 3"), (other, "säger 7")):
        with Project.open(one) as project, project.together():
            for document in document_store.all_documents(project.db):
                text = document_store.text(project.db, document.id)
                new = text.replace(word, f"nytt {word}", 1)
                corrections.correct_text(project, coders["Anna"], document.id, new)
    with Project.open(path) as project:
        assert plan_merge(project, [other]).files[0].counts["documents"].changed == many


def begun_apart(path, name, many):
    with Project.create(path) as project:
        coder = add_coder(project, name).first("coders")
        files = [transcript(f"Intervju {one}", interview(one)) for one in range(many)]
        new = [importing.NewDocument(one) for one in files]
        importing.import_documents(project, coder, new)
        return coder


def interview(number):
    """With words of its own, so that it is like no other."""
    words = ["".join(Random(number * 1000 + at).choices("adeiklmnorst", k=7)) for at in range(200)]
    lines = [" ".join(words[at : at + 10]) for at in range(0, 200, 10)]
    return "\n".join(f"Eva: säger {at} {line}." for at, line in enumerate(lines))
