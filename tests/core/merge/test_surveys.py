"""Surveys in copies and merges: nothing is lost, and nobody is pointed out."""

import shutil

import pytest

from qualcode.core.analysis.survey_groups import listed, way_told
from qualcode.core.analysis.surveys import response_rates
from qualcode.core.check import check
from qualcode.core.merge.apply import merge
from qualcode.core.merge.handout import hand_out
from qualcode.core.operations import passages
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.survey_figures import Figures, set_invitations
from qualcode.core.operations.survey_removal import delete_surveys
from qualcode.core.operations.surveys import import_survey
from qualcode.core.project import Project
from qualcode.core.store import documents, surveys
from tests.core.survey_material import ROWS, plan
from tests.core.tables import broken_rules, contents, count

TABLES = ("surveys", "survey_columns", "responses", "invitations", "attribute_values")


@pytest.fixture
def asked(project, anna):
    """A project with a survey, and how many were invited."""
    survey = import_survey(project, anna, plan()).first("surveys")
    set_invitations(project, anna, survey, "whole", [Figures("", 9, 1)])
    return project


@pytest.fixture
def copied(asked, handed):
    """As `handed`, of a project with a survey."""
    return handed


def texts(project):
    return [documents.text(project.db, one.id) for one in documents.all_documents(project.db)]


def test_a_copy_holds_the_survey_whole(asked, copied):
    copy, _bo = copied()
    for table in TABLES:
        assert contents(copy.db)[table] == contents(asked.db)[table] != []


def test_a_nameless_copy_knows_nobody_s_address(copied):
    copy, _bo = copied(nameless=True)
    assert {one.identity for one in surveys.responses(copy.db, _ids(copy))} == {None}
    assert b"a@x.se" not in copy.path.read_bytes()


def _ids(project):
    return [one.id for one in surveys.all_surveys(project.db)]


def test_a_nameless_copy_says_where_addresses_and_numbers_stand(asked, tmp_path, anna):
    told = ("f@x.se", "", "Man", "Nöjd", "", "Ring mig på 070-123 45 67, så ska jag berätta.", "")
    import_survey(asked, anna, plan((*ROWS, told)))
    (warning,) = hand_out(asked, tmp_path / "b.qualcode", name="Bo", nameless=True).warnings
    assert "telephone number" in warning
    assert "line 8" in warning
    assert "070" not in warning


def test_a_copy_of_some_documents_holds_who_answers_there_alone(asked, copied):
    chosen = next(d for d in documents.all_documents(asked.db) if d.title.endswith("Varför?"))
    copy, _bo = copied(documents=[chosen.id])
    assert count(copy.db, "persons") == count(copy.db, "responses") == 2
    assert check(copy) == []
    assert broken_rules(copy.db) == []


def test_a_nameless_copy_that_comes_back_takes_no_address_away(asked, copied, anna):
    copy, bo = copied(nameless=True)
    document = documents.all_documents(copy.db)[0]
    code = create_code(copy, bo, NewCode("Möten")).first("codes")
    passages.code_passage(copy, bo, document.id, 0, 6, [code])
    copy.close()
    merge(asked, anna, [copy.path])
    assert count(asked.db, "codings") == 1
    found = [one.identity for one in surveys.responses(asked.db, _ids(asked))]
    assert found == [row[0] for row in ROWS]
    assert check(asked) == []


def test_answers_that_came_in_a_copy_come_back(asked, copied, anna):
    copy, bo = copied()
    more = [*ROWS, ("ny@x.se", "", "Man", "Nöjd", "", "Kaffet.", "")]
    import_survey(copy, bo, plan(more))
    import_survey(copy, bo, plan(ROWS[:2], wave="2"))
    copy.close()
    merge(asked, anna, [copy.path])
    with Project.open(copy.path, read_only=True) as theirs:
        for table in TABLES:
            assert sorted(contents(asked.db)[table]) == sorted(contents(theirs.db)[table])
    assert check(asked) == []


def test_both_may_go_on_with_the_same_survey(asked, copied, anna):
    """Each takes in one more answer: both stand in the text, and nobody is gone."""
    copy, bo = copied()
    import_survey(copy, bo, plan([*ROWS, ("bo@x.se", "", "Man", "Nöjd", "", "Bos svar.", "")]))
    import_survey(asked, anna, plan([*ROWS, ("an@x.se", "", "Man", "Nöjd", "", "Annas svar.", "")]))
    copy.close()
    merge(asked, anna, [copy.path])
    assert count(asked.db, "responses") == 7
    assert count(asked.db, "persons") == 7
    for answer in ("Annas svar.", "Bos svar."):
        assert sum(text.count(answer) for text in texts(asked)) == 1
    assert check(asked) == []
    assert broken_rules(asked.db) == []


def test_projects_that_began_apart_keep_both_surveys(asked, tmp_path, anna):
    path = tmp_path / "andra.qualcode"
    with Project.create(path) as other:
        bo = add_coder(other, "Bo").first("coders")
        import_survey(other, bo, plan())
    merge(asked, anna, [path])
    assert len(surveys.all_surveys(asked.db)) == 2
    assert check(asked) == []
    assert broken_rules(asked.db) == []
    before = contents(asked.db)
    merge(asked, anna, [shutil.copy(path, tmp_path / "igen.qualcode")])
    assert contents(asked.db) == before


def test_the_same_answers_taken_in_twice_are_there_once(asked, copied, anna):
    """Each takes in the same file of later answers: one of the two gave no open answer."""
    copy, bo = copied()
    more = [
        *ROWS,
        ("f@x.se", "", "Man", "Nöjd", "", "Kaffet.", ""),
        ("g@x.se", "", "Man", "Nöjd", "", "", ""),
    ]
    import_survey(copy, bo, plan(more))
    import_survey(asked, anna, plan(more))
    before = {table: count(asked.db, table) for table in (*TABLES, "persons", "turns")}
    copy.close()
    merge(asked, anna, [copy.path])
    assert {table: count(asked.db, table) for table in before} == before
    assert before["responses"] == before["persons"] == len(more)
    assert check(asked) == []


def test_how_many_were_invited_is_there_once(project, anna, handed):
    survey = import_survey(project, anna, plan()).first("surveys")
    copy, bo = handed()
    set_invitations(copy, bo, survey, "whole", [Figures("", 9, 2)])
    set_invitations(project, anna, survey, "whole", [Figures("", 9, 1)])
    copy.close()
    done = merge(project, anna, [copy.path])
    assert response_rates(project.db, survey).total.invited == 9
    conflicts = [one for file in done.plan.files for one in file.conflicts]
    assert [one.table for one in conflicts] == ["invitations"]
    assert count(project.db, "invitations") == 1


def test_the_invited_are_counted_in_one_way(project, anna, handed):
    survey = import_survey(project, anna, plan()).first("surveys")
    copy, bo = handed()
    set_invitations(project, anna, survey, "whole", [Figures("", 9, 1)])
    set_invitations(copy, bo, survey, "role", [Figures("Chef", 4), Figures("Kollega", 6)])
    copy.close()
    merge(project, anna, [copy.path])
    rates = response_rates(project.db, survey)
    assert (rates.total.invited, [one.group for one in rates.rows[:2]]) == (10, ["Chef", "Kollega"])
    assert listed(project.db)[0].total.invited == 10
    assert way_told(project.db, survey) == ("role", None)


def test_one_of_two_surveys_from_the_same_file_can_be_removed(asked, tmp_path, anna):
    path = tmp_path / "andra.qualcode"
    with Project.create(path) as other:
        import_survey(other, add_coder(other, "Bo").first("coders"), plan())
    before = {table: count(asked.db, table) for table in ("documents", "turns", "persons")}
    merge(asked, anna, [path])
    delete_surveys(asked, anna, [_ids(asked)[1]])
    assert {table: count(asked.db, table) for table in before} == before
    assert count(asked.db, "responses") == len(ROWS)
    delete_surveys(asked, anna, _ids(asked))
    assert count(asked.db, "documents") == count(asked.db, "persons") == 0
    assert check(asked) == []


def test_what_is_told_anew_is_all_that_is_told(project, anna, handed):
    """Also where a group was spelled in two ways, in two copies."""
    survey = import_survey(project, anna, plan()).first("surveys")
    copy, bo = handed()
    set_invitations(project, anna, survey, "role", [Figures("Chef", 4)])
    set_invitations(copy, bo, survey, "role", [Figures("chef", 5)])
    copy.close()
    merge(project, anna, [copy.path])
    set_invitations(project, anna, survey, "role", [Figures("Chef", 6)])
    assert response_rates(project.db, survey).total.invited == 6
    assert count(project.db, "invitations") == 1
