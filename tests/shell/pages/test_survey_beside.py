"""What a speaker answered in surveys stands beside the text, in surveys and in interviews."""

from dataclasses import replace

import pytest

from qualcode.core.model.replacing import Replacement
from qualcode.core.operations.anonymising import anonymise, find_names
from qualcode.core.operations.persons import join_persons
from qualcode.core.operations.surveys import import_survey
from qualcode.core.store import documents, surveys
from qualcode.core.store import persons as persons_store
from tests.core.survey_material import plan


@pytest.fixture
def panel(work):
    work.session.run(import_survey, plan())
    return work.page.passage.answers


def show(work, title):
    document = next(key for key, name in documents.titles(work.db).items() if name == title)
    work.page.show_document(document)


def shown(panel, work, words):
    work.qtbot.waitUntil(lambda: words in panel.body.accessibleName())
    return panel.body.accessibleName().split("\n")


def test_the_answers_of_who_speaks_at_the_caret_are_shown_in_the_questionnaires_order(work, panel):
    show(work, "Enkät – Vad fungerar bra?")
    work.put_caret("alls ❤️")
    assert shown(panel, work, "Missnöjd") == [
        "Enkät",
        "Kön: Man",
        "Hur nöjd är du?: Missnöjd",
        "Vilka stöd har ni?: Chef",
    ]
    work.put_caret("Mötena")
    assert "Kön: Kvinna" in shown(panel, work, "Hur nöjd är du?: Nöjd")


def test_a_respondents_own_document_is_about_them_in_its_questions_too(work):
    work.session.run(import_survey, replace(plan(), form="respondent"))
    own = next(one for one in documents.titles(work.db) if "alls ❤️" in documents.text(work.db, one))
    work.page.show_document(own)
    work.put_caret("Vad fungerar")
    assert "Kön: Man" in shown(work.page.passage.answers, work, "Missnöjd")


def test_nothing_is_shown_for_who_answered_no_survey(work, panel):
    show(work, "Intervju Sjövik")
    work.put_caret("Det är oklart")
    work.qtbot.waitUntil(lambda: not panel.isVisible())


def test_they_are_shown_beside_an_interview_with_the_same_person(work, panel):
    persons = persons_store.all_persons(work.db)
    speaker = next(one.id for one in persons if one.name == "Karin")
    survey = surveys.all_surveys(work.db)[0]
    answering = surveys.responses(work.db, [survey.id])[0].person_id
    work.session.run(join_persons, speaker, [answering])
    show(work, "Intervju Sjövik")
    work.put_caret("Det är oklart")
    work.qtbot.waitUntil(panel.isVisible)
    assert "Enkät" in panel.body.accessibleName()


def test_they_can_be_folded_and_stay_so(work, panel):
    show(work, "Enkät – Vad fungerar bra?")
    work.put_caret("Mötena")
    work.qtbot.waitUntil(panel.isVisible)
    panel.fold.click()
    assert not panel.body.isVisible()
    assert work.session.settings.window["survey_answers_folded"]
    work.put_caret("alls ❤️")
    assert not panel.body.isVisible()
    panel.fold.click()
    assert "Missnöjd" in "\n".join(shown(panel, work, "Missnöjd"))


def test_words_of_an_answer_are_no_markup(work):
    headers = ("Kod", "Kön", "Vad <b>nu</b>?", "Berätta!")
    rows = [(f"K{n}", "Man", "<i>a</i> & b", f"Jag berättar {n}.") for n in range(6)]
    work.session.run(import_survey, plan(rows, headers))
    show(work, "Enkät – Berätta!")
    work.put_caret("Jag berättar 2")
    panel = work.page.passage.answers
    work.qtbot.waitUntil(panel.isVisible)
    assert "&lt;i&gt;a&lt;/i&gt; &amp; b" in panel.body.text()


def test_they_go_with_the_survey(work, panel):
    show(work, "Enkät – Vad fungerar bra?")
    work.put_caret("Mötena")
    work.qtbot.waitUntil(panel.isVisible)
    work.session.undo()
    work.qtbot.waitUntil(lambda: not panel.isVisible())


def test_they_come_and_go_with_the_person_at_the_caret_though_the_caret_rests(work, panel):
    persons = persons_store.all_persons(work.db)
    speaker = next(one.id for one in persons if one.name == "Karin")
    survey = surveys.all_surveys(work.db)[0]
    respondent = surveys.responses(work.db, [survey.id])[0].person_id
    show(work, "Intervju Sjövik")
    work.put_caret("Det är oklart")
    work.session.run(join_persons, respondent, [speaker])
    shown(panel, work, "Hur nöjd är du?")
    work.session.undo()
    work.qtbot.waitUntil(lambda: not panel.isVisible())


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("respondent", "3 respondents’ open answers go; what they chose from lists stays"),
        ("question", "2 open questions go from their survey, with all answers to them."),
    ],
)
def test_deleting_its_documents_says_what_goes_of_a_survey_and_what_stays(work, form, words):
    work.session.run(import_survey, replace(plan(), form=form))
    own = [one for one, name in documents.titles(work.db).items() if "Intervju" not in name][:3]
    assert words in work.page.document_commands.words_of_deleting(own)
    interview = work.page.documents.model.ordered[-1]
    assert "survey" not in work.page.document_commands.words_of_deleting([interview])


def test_they_are_read_anew_when_only_what_was_said_in_a_wave_changes(work):
    told = plan()
    told = told.with_column(replace(told.columns[2], kind="text"))
    work.session.run(import_survey, told)
    panel = work.page.passage.answers
    show(work, "Enkät – Vad fungerar bra?")
    work.put_caret("alls ❤️")
    assert "Kön: Man" in shown(panel, work, "Missnöjd")
    name = [Replacement("Man", "[kön]")]
    hits = [one for one in find_names(work.db, name) if one.table == "backgrounds"]
    work.session.run(anonymise, name, hits=hits)
    assert "Kön: [kön]" in shown(panel, work, "[kön]")
