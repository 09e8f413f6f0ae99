"""Who asks, by what a document says of itself and by the questions of a guide."""

import pytest

from qualcode.core.importers import speakers
from qualcode.core.importers.guide import Guide, Question
from qualcode.core.importers.guide_places import in_transcript
from qualcode.core.importers.transcript import Beginning, Detail, Transcript
from qualcode.core.importers.who_asks import by_questions, who_asks

QUESTIONS = (
    "Hur ser ert uppdrag ut i dag?",
    "Vilka samarbetar ni med i kommunen?",
    "Vad fungerar mindre bra i samverkan?",
    "Hur följer ni upp resultaten av insatserna?",
)
ANSWER = "Det är en lång historia, och den har flera delar som hänger ihop med varandra."


def said(*labels, questions=QUESTIONS):
    lines = []
    for question in questions:
        lines += [f"{labels[0]}: {question}", *(f"{label}: {ANSWER}" for label in labels[1:])]
    text = "\n".join(lines)
    speeches = speakers.find(text)
    guesses = speakers.guess_speakers(text, speeches)
    return Transcript("Samtal", text, "samtal.txt", "", None, speeches, guesses, ())


def beginning(**details):
    return Beginning(tuple(Detail(label, value, "leave") for label, value in details.items()), 0, 0)


def kinds(guesses):
    return {one.label: one.kind for one in guesses}


@pytest.mark.parametrize(
    ("asks", "answers"),
    [("ES", "GÅ"), ("Erik", "Gunilla"), ("SANDSTRÖM", "ÅBERG"), ("Erik Sandström", "GÅ")],
)
def test_names_and_initials_tell_who_asks(asks, answers):
    facts = beginning(Intervjuperson="Gunilla Åberg", Intervjuare="Erik Sandström")
    found = who_asks(said(asks, answers), facts)
    assert kinds(found) == {asks: "interviewer", answers: "respondent"}


def test_of_two_people_of_whom_one_is_said_to_answer_the_other_asks():
    found = who_asks(said("KL", "GÅ"), beginning(Intervjuperson="Gunilla Åberg"))
    assert kinds(found) == {"KL": "interviewer", "GÅ": "respondent"}


def test_of_several_who_answer_nobody_is_said_to_ask():
    found = who_asks(said("AB", "GÅ"), beginning(Deltagare="Gunilla Åberg, Anna Berg"))
    assert set(kinds(found).values()) == {"respondent"}


def test_initials_of_both_tell_nothing():
    facts = beginning(Respondent="Eva Sjö", Intervjuare="Erik Sandström")
    assert kinds(who_asks(said("ES", "AB"), facts)) == {"ES": "respondent", "AB": "respondent"}


def test_somebody_always_answers():
    facts = beginning(Intervjuare="Erik Sandström, Gunilla Åberg")
    assert set(kinds(who_asks(said("ES", "GÅ"), facts)).values()) == {"respondent"}


@pytest.fixture
def guide():
    return Guide("Guide", tuple(Question(str(n), text) for n, text in enumerate(QUESTIONS, 1)))


def test_whoever_says_the_questions_of_the_guide_asks(guide):
    transcript = said("KL", "GÅ")
    found = by_questions(transcript, in_transcript(guide, transcript))
    assert kinds(found) == {"KL": "interviewer", "GÅ": "respondent"}


def test_a_question_or_two_make_nobody_an_interviewer(guide):
    filling = ("Ja, så är det nog hos oss.", "Jaha, säger du det nu.")
    transcript = said("KL", "GÅ", questions=(*QUESTIONS[:2], *filling))
    found = by_questions(transcript, in_transcript(guide, transcript))
    assert set(kinds(found).values()) == {"respondent"}
