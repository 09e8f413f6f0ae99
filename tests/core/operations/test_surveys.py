"""A survey's answers become persons, attributes and documents; more of them come, and waves."""

from dataclasses import replace

import pytest

from qualcode.core.analysis.survey_groups import rates_by, ways
from qualcode.core.analysis.surveys import answers_of, counts, response_rates
from qualcode.core.check import check
from qualcode.core.errors import Refused
from qualcode.core.operations import passages
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.documents import delete_documents
from qualcode.core.operations.history import redo, undo
from qualcode.core.operations.survey_figures import Figures, set_invitations
from qualcode.core.operations.survey_outlook import outlook
from qualcode.core.operations.survey_removal import delete_surveys
from qualcode.core.operations.survey_waves import as_before
from qualcode.core.operations.surveys import import_survey
from qualcode.core.store import attributes, documents, folders, landmarks, persons, surveys
from qualcode.core.surveys.guessing import changed_role, propose
from qualcode.core.surveys.table import Field
from tests.core.survey_material import HEADERS, ROWS, plan, table
from tests.core.tables import contents, count

MORE = (
    ("f@x.se", "2026-05-09", "Man", "Mycket nöjd", "Bok;", "Kaffet.", ""),
    ("g@x.se", "2026-05-09", "Man", "Nöjd", "", "", "Vi träffas för sällan, tycker jag."),
)


@pytest.fixture
def imported(project, anna):
    """The project with the five answers of `ROWS` in it."""
    import_survey(project, anna, plan())
    return project


def cells(project, name):
    """What each person has in an attribute, by pseudonym."""
    named = {one.id: one.pseudonym for one in persons.all_persons(project.db)}
    (found,) = [one for one in attributes.all_attributes(project.db, "persons") if one.name == name]
    return {named[about]: value for about, value in attributes.cells(project.db, found.id)}


def document_named(project, title):
    return next(one for one in documents.all_documents(project.db) if one.title == title)


def test_each_row_that_answers_is_a_respondent_and_none_is_called_by_an_address(imported):
    found = persons.all_persons(imported.db)
    assert [one.pseudonym for one in found] == [f"Respondent {n}" for n in range(1, 6)]
    assert {(one.name, one.kind) for one in found} == {(None, "respondent")}
    assert "@" not in str(contents(imported.db)["persons"])


def test_who_answers_by_a_full_name_has_it_as_the_real_name_alone(project, anna):
    rows = [("Anna Ek", "Bra är det här, på det hela taget")]
    rows += [("Bo Al", "Så där, det kunde vara bättre för oss")]
    import_survey(project, anna, plan(rows, ("Namn", "Hur går det?")))
    found = persons.all_persons(project.db)
    assert [(one.name, one.pseudonym) for one in found] == [
        ("Anna Ek", "Respondent 1"),
        ("Bo Al", "Respondent 2"),
    ]


def test_the_identity_is_shown_if_the_user_says_so(project, anna):
    import_survey(project, anna, replace(plan(), show_identity=True))
    assert persons.all_persons(project.db)[0].pseudonym == "a@x.se"


def test_closed_answers_are_attributes_of_the_person(imported):
    assert cells(imported, "Hur nöjd är du?") == {
        "Respondent 1": "Nöjd",
        "Respondent 2": "Missnöjd",
        "Respondent 3": "Vet ej",
        "Respondent 4": "Nöjd",
        "Respondent 5": "Nöjd",
    }
    assert cells(imported, "Vilka stöd har ni?")["Respondent 1"] == "Chef\nKollega"
    kinds = {one.name: one.kind for one in attributes.all_attributes(imported.db, "persons")}
    assert kinds == {"Kön": "choice", "Hur nöjd är du?": "choice", "Vilka stöd har ni?": "choice"}


def test_each_open_question_is_a_document_in_the_survey_s_folder(imported):
    (folder,) = folders.all_folders(imported.db)
    found = documents.all_documents(imported.db)
    assert folder.name == "Enkät"
    assert [(one.title, one.kind, one.folder_id) for one in found] == [
        ("Enkät – Vad fungerar bra?", "survey", folder.id),
        ("Enkät – Varför?", "survey", folder.id),
    ]
    assert documents.text(imported.db, found[0].id) == (
        "Mötena – för det mesta.\n\n Inget\nalls ❤️ \n\nDet är lugnt här."
    )
    turns = documents.turns(imported.db, found[0].id)
    assert [turn.label for turn in turns] == ["Respondent 1", "Respondent 2", "Respondent 4"]


def test_every_passage_knows_the_question_that_it_answers(imported):
    document = document_named(imported, "Enkät – Varför?")
    found = landmarks.question_at(imported.db, document.id, 10)
    assert found.label == "Varför?"
    (question,) = [
        one for one in landmarks.questions(imported.db, "Enkät") if one.id == found.question_id
    ]
    assert question.text == "Varför?"


def test_a_document_for_each_respondent_has_the_questions_above_the_answers(project, anna):
    import_survey(project, anna, replace(plan(), form="respondent"))
    document = document_named(project, "Enkät – Respondent 1")
    text = documents.text(project.db, document.id)
    assert text == "Vad fungerar bra?\nMötena – för det mesta.\n\nVarför?\nTid."
    said = [text[one.start : one.end] for one in documents.turns(project.db, document.id)]
    assert said == ["Mötena – för det mesta.", "Tid."]
    asked = landmarks.in_document(project.db, document.id)
    assert [text[one.start : one.end] for one in asked] == ["Vad fungerar bra?", "Varför?"]
    assert len(documents.all_documents(project.db)) == 4
    assert check(project) == []


def test_an_import_is_undone_whole_and_done_again(project, anna):
    before = contents(project.db)
    import_survey(project, anna, plan())
    after = contents(project.db)
    undo(project, anna)
    assert contents(project.db) == before
    redo(project, anna)
    assert contents(project.db) == after
    assert check(project) == []


def test_the_documents_that_look_different_are_told(project, anna):
    changes = import_survey(project, anna, plan())
    made = {one.id for one in documents.all_documents(project.db)}
    assert changes.documents == made
    more = import_survey(project, anna, plan((*ROWS, MORE[0])))
    assert len(more.documents) == 1
    assert None not in undo(project, anna).documents
    assert delete_surveys(project, anna, [survey_of(project)]).documents == made


def test_what_progress_raises_leaves_nothing_behind(project, anna):
    class Cancelled(Exception):
        pass

    def cancel(done, _of, _what):
        if done == 2:
            raise Cancelled

    before = contents(project.db)
    with pytest.raises(Cancelled):
        import_survey(project, anna, plan(), progress=cancel)
    assert contents(project.db) == before


def test_a_survey_whose_deletion_is_cancelled_is_whole(project, anna):
    class Cancelled(Exception):
        pass

    def cancel(done, _of):
        if done:
            raise Cancelled

    import_survey(project, anna, plan())
    before = contents(project.db)
    with pytest.raises(Cancelled):
        delete_surveys(project, anna, [survey_of(project)], progress=cancel)
    assert contents(project.db) == before


def test_how_far_the_deletion_of_a_survey_has_come_is_told(project, anna):
    import_survey(project, anna, plan())
    told = []
    delete_surveys(
        project, anna, [survey_of(project)], progress=lambda *how_far: told.append(how_far)
    )
    assert told == sorted(told) and len({of for _done, of in told}) == 1
    assert told[0][0] == 0 < told[-1][0] < told[-1][1]


def test_progress_comes_to_its_end(project, anna):
    told = []
    import_survey(project, anna, plan(), progress=lambda *step: told.append(step))
    assert [done for done, _of, _what in told] == [0, 1, 2, 3]
    assert all(done < of for done, of, _what in told)


# The same again, with more


def test_the_same_file_again_is_noticed_and_changes_nothing(imported, anna):
    found = outlook(imported.db, plan())
    assert (found.same_file.title, found.before.title) == ("Enkät", "Enkät")
    assert (found.new, found.known, found.already) == (0, 0, 5)
    with pytest.raises(Refused, match="All rows are in “Enkät” already"):
        import_survey(imported, anna, plan())


def test_more_rows_of_the_same_wave_come_behind_those_that_are_there(imported, anna):
    document = document_named(imported, "Enkät – Vad fungerar bra?")
    code = create_code(imported, anna, NewCode("Lugn")).first("codes")
    text = documents.text(imported.db, document.id)
    start = text.index("Det är lugnt")
    passages.code_passage(imported, anna, document.id, start, len(text), [code])
    import_survey(imported, anna, plan((*ROWS, *MORE)))
    assert documents.text(imported.db, document.id) == text + "\n\nKaffet."
    assert count(imported.db, "documents") == 2
    assert count(imported.db, "persons") == 7
    assert cells(imported, "Hur nöjd är du?")["Respondent 6"] == "Mycket nöjd"
    assert len(surveys.all_surveys(imported.db)) == 1
    assert check(imported) == []
    undo(imported, anna)
    assert documents.text(imported.db, document.id) == text
    assert check(imported) == []


def test_a_new_choice_of_more_rows_comes_behind_the_others(imported, anna):
    import_survey(imported, anna, plan((*ROWS, *MORE)))
    found = {one.name: one.choices for one in attributes.all_attributes(imported.db, "persons")}
    assert found["Hur nöjd är du?"] == "Missnöjd\nNöjd\nVet ej\nMycket nöjd"
    assert found["Vilka stöd har ni?"] == "Chef\nKollega\nBok"


def test_a_number_that_becomes_words_makes_the_attribute_text(project, anna):
    headers = ("E-post", "Betyg på mötet")
    rows = [(f"a{n}@x.se", str(n % 5 + 1)) for n in range(12)]
    import_survey(project, anna, plan(rows, headers))
    import_survey(project, anna, plan([*rows, ("b@x.se", "Vet ej")], headers))
    (found,) = attributes.all_attributes(project.db, "persons")
    assert found.kind == "text"
    assert cells(project, "Betyg på mötet")["Respondent 13"] == "Vet ej"
    assert check(project) == []


def test_yes_and_several_choices_are_words_in_an_attribute_that_becomes_text(project, anna):
    headers = ("E-post", "Bil", "Bra?")
    rows = [(f"a{n}@x.se", ("Ja", "Nej")[n % 2], "Bra.") for n in range(4)]
    made = plan(rows, headers)
    made = made.with_column(changed_role(made.table, made.columns[1], "background"))
    survey = import_survey(project, anna, made).first("surveys")
    rates = rates_by(project.db, survey, ways(project.db, survey)[-1])
    later = plan([("a0@x.se", "Delvis", "Bra."), ("ny@x.se", "Delvis", "Bra.")], headers, wave="2")
    later = later.with_column(changed_role(later.table, later.columns[1], "background"))
    import_survey(project, anna, later)
    found = cells(project, "Bil")
    assert (found["Respondent 1"], found["Respondent 2"]) == ("Delvis", "No")
    after = rates_by(project.db, survey, ways(project.db, survey)[-1])
    assert {(one.group, one.answered) for one in rates.rows} == {("Yes", 2), ("No", 2)}
    assert {(one.group, one.answered) for one in after.rows} == {("Yes", 2), ("No", 2)}


def test_without_an_identity_a_row_is_known_by_all_that_stands_in_it(project, anna):
    rows = [row[2:] for row in ROWS]
    import_survey(project, anna, plan(rows, HEADERS[2:]))
    assert "#" not in str(contents(project.db)["persons"])
    again = [*rows, rows[0], MORE[0][2:]]  # somebody answers just like another
    assert outlook(project.db, plan(again, HEADERS[2:])).already == 5
    import_survey(project, anna, plan(again, HEADERS[2:]))
    assert count(project.db, "persons") == 7


def test_a_document_that_was_deleted_is_not_written_into(imported, anna):
    document = document_named(imported, "Enkät – Vad fungerar bra?")
    delete_documents(imported, anna, [document.id])
    import_survey(imported, anna, plan((*ROWS, *MORE)))
    again = document_named(imported, "Enkät – Vad fungerar bra?")
    assert documents.text(imported.db, again.id) == "Kaffet."
    assert check(imported) == []


# Waves


def test_a_later_wave_adds_to_the_same_persons(imported, anna):
    later = [
        ("B@X.SE", "2027-05-01", "Man", "Nöjd", "Chef;", "Nu fungerar mötena.", ""),
        (
            "ny@x.se",
            "2027-05-01",
            "Kvinna",
            "Vet ej",
            "",
            "",
            "Jag är ny här i år, så jag vet inte.",
        ),
    ]
    found = outlook(imported.db, plan(later, wave="2"))
    assert (found.new, found.known, found.before) == (1, 1, None)
    import_survey(imported, anna, plan(later, wave="2"))
    assert count(imported.db, "persons") == 6
    assert cells(imported, "Hur nöjd är du?")["Respondent 2"] == "Missnöjd"
    assert cells(imported, "Hur nöjd är du? (2)") == {
        "Respondent 2": "Nöjd",
        "Respondent 6": "Vet ej",
    }
    assert document_named(imported, "Enkät, 2 – Vad fungerar bra?").wave == "2"
    assert [one.name for one in folders.all_folders(imported.db)] == ["Enkät", "Enkät, 2"]
    assert len(landmarks.questions(imported.db, "Enkät")) == 2
    assert check(imported) == []


def test_a_background_that_has_changed_is_told_and_is_as_the_later_file_says(imported, anna):
    later = [("a@x.se", "", "Annat", "Nöjd", "", "", "")]
    (change,) = outlook(imported.db, plan(later, wave="2")).changes
    assert (change.pseudonym, change.question) == ("Respondent 1", "Kön")
    assert (change.before, change.after, change.kept) == ("Kvinna", "Annat", False)
    import_survey(imported, anna, plan(later, wave="2"))
    assert cells(imported, "Kön")["Respondent 1"] == "Annat"


def test_a_column_called_like_one_of_the_grid_s_has_a_name_of_its_own(project, anna):
    rows = [(f"a{n}@x.se", f"{n % 3}", "Bra") for n in range(6)]
    made = plan(rows, ("E-post", "Pseudonym", "Hur?"))
    import_survey(project, anna, made)
    assert cells(project, "Pseudonym (survey)")["Respondent 1"] == "0"


def test_thousands_and_decimals_are_read_by_the_file_s_own_sign(project, anna):
    made = plan([("a@x.se", "1.234"), ("b@x.se", "0,5")], ("E-post", "Antal"))
    import_survey(project, anna, replace(made, table=replace(made.table, decimal=",")))
    assert list(cells(project, "Antal").values()) == ["1234", "0.5"]


def test_a_role_that_is_there_stays(project, anna):
    headers = ("E-post", "Roll", "Nöjd?")
    rows = [(f"a{n}@x.se", ("SK", "TR")[n % 2], "Ja") for n in range(8)]
    import_survey(project, anna, plan(rows, headers))
    assert persons.all_persons(project.db)[1].role == "TR"
    later = [("a1@x.se", "SK", "Ja"), ("a2@x.se", "SK", "Nej")] * 1
    made = plan(later, headers, wave="2")
    made = made.with_column(
        replace(changed_role(made.table, made.columns[1], "background"), field="role")
    )
    (change,) = outlook(project.db, made).changes
    assert change.kept
    import_survey(project, anna, made)
    assert persons.all_persons(project.db)[1].role == "TR"


def test_a_code_of_one_survey_is_nobody_in_another_and_an_address_is(imported, anna):
    other = [("a@x.se", "2", "Bra"), ("h@x.se", "1", "Bra")]
    import_survey(imported, anna, plan(other, ("E-post", "Nummer", "Hur?"), title="Annan"))
    assert count(imported.db, "persons") == 6
    coded = [("1", "Bra"), ("2", "Bra")]
    for title in ("Tredje", "Fjärde"):
        import_survey(imported, anna, plan(coded, ("Kod", "Hur?"), title=title))
    assert count(imported.db, "persons") == 10


def test_rows_of_one_identity_are_told_and_kept_apart(project, anna):
    rows = [*ROWS, ("a@x.se", "2026-06-01", "Kvinna", "Missnöjd", "", "En gång till.", "")]
    rows += [(f"z{n}@x.se", *ROWS[0][1:]) for n in range(9)]
    made = plan(rows)
    assert outlook(project.db, made).doubled == (7,)
    import_survey(project, anna, made)
    assert count(project.db, "persons") == 15


def test_a_row_that_answers_nothing_is_no_answer(project, anna):
    rows = [*ROWS, ("tom@x.se", "2026-05-01", "Man", "", "", " ", "")]
    assert outlook(project.db, plan(rows)).empty == 1
    import_survey(project, anna, plan(rows))
    assert count(project.db, "responses") == 5


# What is refused


def test_a_cell_that_does_not_fit_is_named_and_nothing_is_written(project, anna):
    made = plan()
    column = replace(made.columns[3], kind="number")
    before = contents(project.db)
    with pytest.raises(Refused, match="Row 2 of “Hur nöjd är du\\?”"):
        import_survey(project, anna, made.with_column(column))
    assert contents(project.db) == before


def test_a_plan_with_nothing_in_it_is_refused(project, anna):
    made = plan()
    for column in made.columns:
        made = made.with_column(changed_role(made.table, column, "ignored"))
    with pytest.raises(Refused, match="All columns are left out"):
        import_survey(project, anna, made)


# Beside the text, and counted


def test_closed_answers_stand_beside_in_the_order_of_the_questionnaire(imported):
    person = persons.all_persons(imported.db)[0]
    (found,) = answers_of(imported.db, person.id)
    assert (found.label, found.answered) == ("Enkät", "2026-05-01")
    assert [(one.question, one.text) for one in found.background] == [("Kön", "Kvinna")]
    assert [(one.question, one.text) for one in found.answers] == [
        ("Hur nöjd är du?", "Nöjd"),
        ("Vilka stöd har ni?", "Chef; Kollega"),
    ]


def test_nothing_stands_beside_one_who_answered_nothing(whole):
    person = persons.all_persons(whole.project.db)[0]
    assert answers_of(whole.project.db, person.id) == []


def survey_of(project):
    return surveys.all_surveys(project.db)[0].id


def attribute_named(project, name):
    found = attributes.all_attributes(project.db, "persons")
    return next(one.id for one in found if one.name == name)


def test_a_rate_has_its_base_by_group_and_in_all(imported, anna):
    sex = attribute_named(imported, "Kön")
    figures = [Figures("kvinna", 10, 2), Figures("Man", 4)]
    set_invitations(imported, anna, survey_of(imported), "attribute", figures, attribute_id=sex)
    found = response_rates(imported.db, survey_of(imported))
    assert found.group_name == "Kön"
    assert [(one.group, one.answered, one.invited, one.rate) for one in found.rows] == [
        ("kvinna", 3, 10, 0.3),
        ("Man", 2, 4, 0.5),
    ]
    assert (found.total.answered, found.total.invited, found.total.declined) == (5, 14, 2)
    assert found.total.silent == 7


def test_those_of_no_group_are_counted_too(imported, anna):
    set_invitations(imported, anna, survey_of(imported), "role", [Figures("SK", 3)])
    found = response_rates(imported.db, survey_of(imported))
    assert [(one.group, one.invited, one.answered) for one in found.rows] == [
        ("SK", 3, 0),
        ("", None, 5),
    ]


def test_without_figures_no_rate_is_made_up(imported):
    found = response_rates(imported.db, survey_of(imported))
    assert (found.total.answered, found.total.invited, found.total.rate) == (5, None, None)


def test_new_figures_take_the_place_of_those_before(imported, anna):
    survey = survey_of(imported)
    set_invitations(imported, anna, survey, "role", [Figures("SK", 3), Figures("TR", 4)])
    set_invitations(imported, anna, survey, "whole", [Figures("", 9, 1)])
    (left,) = surveys.invitations(imported.db, survey)
    assert (left.group_by, left.invited, left.declined) == ("whole", 9, 1)
    undo(imported, anna)
    assert len(surveys.invitations(imported.db, survey)) == 2


@pytest.mark.parametrize(
    "figures", [[Figures("", -1)], [Figures("", 3, 4)], [Figures("A", 1), Figures(" a ", 2)]]
)
def test_figures_that_can_t_be_are_refused(imported, anna, figures):
    with pytest.raises(Refused):
        set_invitations(imported, anna, survey_of(imported), "role", figures)
    assert surveys.invitations(imported.db, survey_of(imported)) == []


def test_fewer_invited_than_answered_are_refused_with_both_numbers(imported, anna):
    sex, survey = attribute_named(imported, "Kön"), survey_of(imported)
    said = "In “Kvinna” 3 answered, so more than 2 were invited"
    figures = [Figures("Man", 2), Figures("Kvinna", 2)]
    with pytest.raises(Refused, match=said):
        set_invitations(imported, anna, survey, "attribute", figures, attribute_id=sex)
    with pytest.raises(Refused, match="In “all” 5 answered, so more than 4 were invited"):
        set_invitations(imported, anna, survey, "whole", [Figures("", 4)])
    assert surveys.invitations(imported.db, survey) == []
    set_invitations(imported, anna, survey, "whole", [Figures("", 5)])
    assert response_rates(imported.db, survey).total.rate == 1


def test_shares_have_their_base_with_or_without_those_who_don_t_know(imported):
    column = next(
        one for one in surveys.columns(imported.db, survey_of(imported)) if "nöjd" in one.question
    )
    found = counts(imported.db, column.id)
    assert [(one.answer, one.number, one.share) for one in found.rows] == [
        ("Missnöjd", 1, 0.25),
        ("Nöjd", 3, 0.75),
        ("Vet ej", 1, None),
    ]
    assert (found.base, found.respondents) == (4, 5)
    with_all = counts(imported.db, column.id, no_answer_in_base=True)
    assert [one.share for one in with_all.rows] == [0.2, 0.6, 0.2]
    assert with_all.base == 5


def test_shares_of_several_choices_are_of_those_who_chose_any(imported):
    column = next(
        one for one in surveys.columns(imported.db, survey_of(imported)) if one.role == "several"
    )
    found = counts(imported.db, column.id)
    assert found.several
    assert [(one.answer, one.number, one.share) for one in found.rows] == [
        ("Chef", 3, 0.75),
        ("Kollega", 2, 0.5),
    ]


# Removed


def test_a_survey_goes_with_all_that_it_brought(project, anna):
    before = contents(project.db)
    import_survey(project, anna, plan())
    set_invitations(project, anna, survey_of(project), "whole", [Figures("", 9)])
    delete_surveys(project, anna, [survey_of(project)])
    left = {table for table, rows in contents(project.db).items() if rows != before[table]}
    assert left == {"attributes", "guide_questions", "folders"}  # what others may use
    assert [one.name for one in attributes.all_attributes(project.db, "persons")] == ["Kön"]
    assert check(project) == []
    undo(project, anna)
    assert count(project.db, "responses") == 5


def test_who_answered_closed_questions_stays_when_the_documents_go(imported, anna):
    delete_documents(imported, anna, [one.id for one in documents.all_documents(imported.db)])
    assert count(imported.db, "persons") == 5
    assert check(imported) == []


def test_who_answered_has_done_so_when_their_own_document_goes(project, anna):
    made = replace(plan(), form="respondent")
    survey = import_survey(project, anna, made).first("surveys")
    before, rates = contents(project.db), response_rates(project.db, survey)
    gone = [one.document_id for one in surveys.responses(project.db, [survey]) if one.document_id]
    changes = delete_documents(project, anna, gone)
    assert response_rates(project.db, survey) == rates
    assert len(changes.changed["responses"]) == len(gone) == 4
    assert count(project.db, "persons") == len(ROWS)
    assert check(project) == []
    undo(project, anna)
    assert contents(project.db) == before


def test_a_second_row_of_somebody_leaves_the_first_answers(project, anna):
    """Also where the first row came with an earlier import."""
    import_survey(project, anna, plan())
    before = cells(project, "Hur nöjd är du?")
    again = as_before(project.db, plan([*ROWS, ("a@x.se", "", "Man", "Missnöjd", "", "", "")]))[0]
    assert outlook(project.db, again).doubled == (len(ROWS) + 2,)
    import_survey(project, anna, again)
    assert cells(project, "Hur nöjd är du?") == before | {"Respondent 6": "Missnöjd"}


def test_white_space_round_a_name_makes_no_other_survey(project, anna):
    import_survey(project, anna, plan(title="Enkät  ett ", wave="2 "))
    with pytest.raises(Refused):
        import_survey(project, anna, plan(title=" Enkät  ett", wave=" 2"))


def test_a_code_may_begin_with_any_sign(project, anna):
    headers = ("Kod", *HEADERS[1:])
    coded = [(f"#{number}", *row[1:]) for number, row in enumerate(ROWS)]
    import_survey(project, anna, plan(coded, headers))
    found = outlook(project.db, plan(coded, headers, wave="2"))
    assert (found.new, found.known) == (0, len(ROWS))


def test_questions_of_one_name_stay_two_when_more_answers_come(project, anna):
    headers = ("Kod", "Nöjd?", "Kommentar", "Hjälp?", "Kommentar")
    words = "är sagd med egna ord och inte kort"
    answered = [
        (f"k{at}", "Ja", f"Första {at} {words}", "Nej", f"Andra {at} {words}") for at in range(6)
    ]
    import_survey(project, anna, plan(answered[:4], headers))
    import_survey(project, anna, plan(answered, headers))
    texts = [documents.text(project.db, one.id) for one in documents.all_documents(project.db)]
    assert [(text.count("Första"), text.count("Andra")) for text in texts] == [(6, 0), (0, 6)]
    assert len(surveys.columns(project.db, surveys.all_surveys(project.db)[0].id)) == len(headers)


def test_a_choice_on_two_lines_of_its_header_is_one_choice(project, anna):
    chief = "Chef\n(närmaste)"
    fields = (
        Field(0, "Kod"),
        *(Field(at, "Stöd?", "", part) for at, part in enumerate((chief, "Kollega"), 1)),
    )
    rows = tuple((f"k{at}", chief, "Kollega" if at % 2 else "") for at in range(6))
    import_survey(project, anna, propose(replace(table(rows, ("",)), fields=fields)))
    (column,) = [one for one in surveys.columns(project.db, _only(project)) if one.attribute_id]
    found = counts(project.db, column.id)
    assert [(one.answer, one.number) for one in found.rows] == [
        ("Chef (närmaste)", 6),
        ("Kollega", 3),
    ]
    assert check(project) == []


def _only(project):
    (survey,) = surveys.all_surveys(project.db)
    return survey.id


def test_the_language_of_documents_is_found_in_the_answers(project, anna):
    said = "It is not that the meetings are bad, and we have this to do with you but they are long."
    rows = [(*row[:5], f"{said} {row[1]}", "") for row in ROWS]
    made = plan(rows)
    opened = [changed_role(made.table, one, "open") for one in made.columns[5:]]
    made = replace(made, columns=(*made.columns[:5], *opened), language=None)
    import_survey(project, anna, made)
    assert project.info.language == "sv"
    assert {one.language for one in documents.all_documents(project.db)} == {"en"}


@pytest.mark.parametrize("gone", [0, 1])
def test_an_answer_that_is_taken_out_leaves_the_others_with_those_who_gave_them(
    imported, anna, gone
):
    document = document_named(imported, "Enkät – Varför?").id
    text = documents.text(imported.db, document)
    turns = documents.turns(imported.db, document)
    words = text[turns[gone].start : turns[gone].end]
    correct_text(imported, anna, document, text.replace(words, ""))
    new = documents.text(imported.db, document)
    (left,) = documents.turns(imported.db, document)
    assert (left.id, left.person_id) == (turns[1 - gone].id, turns[1 - gone].person_id)
    assert new[left.start : left.end] == text[turns[1 - gone].start : turns[1 - gone].end]
    assert check(imported) == []
