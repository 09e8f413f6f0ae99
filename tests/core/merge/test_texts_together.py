"""Several wrote into one text: all of it stands in the text, and every mark at its words."""

import tempfile
from contextlib import suppress
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.core.check import check
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.combine import TOGETHER
from qualcode.core.merge.decided import CONFLICT, MINE, THEIRS, NewDecision
from qualcode.core.merge.told import told_values
from qualcode.core.model.replacing import Replacement
from qualcode.core.operations import passages
from qualcode.core.operations.anonymising import anonymise
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.history import undo
from qualcode.core.operations.sealing import seal
from qualcode.core.operations.surveys import import_survey
from qualcode.core.project import Project
from qualcode.core.report.merge_sentences import conflict_sentence
from qualcode.core.store import codings as coding_store
from qualcode.core.store import documents as document_store
from tests.core.merge.copies import copy, merged, shown
from tests.core.survey_material import ROWS, plan
from tests.core.tables import broken_rules, contents


@pytest.fixture(scope="module")
def common(tmp_path_factory):
    """A project with a survey and an interview; its evaluator and a code."""
    path = tmp_path_factory.mktemp("common") / "base.qualcode"
    with Project.create(path) as project:
        anna = add_coder(project, "Anna").first("coders")
        import_survey(project, anna, plan())
        create_code(project, anna, NewCode("Möten"))
        document = named(project, "Varför?")
        correct_text(project, anna, document, INTERVIEW)
    return path


INTERVIEW = (
    "Tid.\n\nVi har aldrig träffats så länge. Anna Lindkvist bestämer allt.\n\n"
    "Ja.\n\nSen sa Eva Berg att mötena är för många. Det är sant."
)


def named(project, ending):
    found = document_store.all_documents(project.db)
    return next(one.id for one in found if one.title.endswith(ending))


def evaluator(project):
    return CoderId(project.db.execute("SELECT min(id) FROM coders").fetchone()[0])


def text_of(path, ending="Varför?"):
    with Project.open(path, read_only=True) as project:
        return document_store.text(project.db, named(project, ending))


def corrected(path, old, new):
    with Project.open(path) as project:
        document = named(project, "Varför?")
        text = document_store.text(project.db, document)
        assert old in text
        correct_text(project, evaluator(project), document, text.replace(old, new))


def asked(path, *answers):
    """Take in further answers: address, and the answer to the last question."""
    rows = [(who, "", "Man", "Nöjd", "", f"{words} ", words) for who, words in answers]
    with Project.open(path) as project:
        import_survey(project, evaluator(project), plan([*ROWS, *rows]))


def without_names(path, *names):
    with Project.open(path) as project:
        replacements = [Replacement(name, f"[{number}]") for number, name in enumerate(names, 1)]
        anonymise(project, evaluator(project), replacements)


def answers_of(path):
    """Who says what in the document, by the turns."""
    with Project.open(path, read_only=True) as project:
        document = named(project, "Varför?")
        text = document_store.text(project.db, document)
        turns = document_store.turns(project.db, document)
        return [(turn.person_id, text[turn.start : turn.end]) for turn in turns]


@pytest.fixture
def three(common, tmp_path):
    base = Path(copy(common, "pair")).rename(tmp_path / "base.qualcode")
    return [copy(base, name) for name in "abc"]


def in_every_order(copies):
    """Merge copies in each order; what they come to is one thing, and is there."""
    expected = None
    for number, order in enumerate(permutations(copies)):
        target = copy(order[0], f"order-{number}")
        merged(target, *order[1:])
        expected = expected or shown(target)
        assert shown(target) == expected
    a, b, *others = copies
    both = copy(b, "both")
    merged(both, *others)
    first = copy(a, "first")
    merged(first, both)
    merged(both, a)
    assert shown(first) == shown(both) == expected
    for one in (*copies, both):
        assert not merged(first, one).changes
    return first


def test_further_answers_of_all_are_in_the_text(three):
    a, b, c = three
    asked(a, ("f@x.se", "Ja."))
    asked(b, ("g@x.se", "Ja."), ("h@x.se", "Kanske."))
    asked(c, ("i@x.se", "Nej."))
    result = in_every_order(three)
    text = text_of(result)
    assert text.count("Ja.") == 3  # one was there
    assert "Kanske." in text and "Nej." in text
    said = answers_of(result)
    assert len(said) == len({person for person, _words in said}) == len(answers_of(a)) + 3
    assert (
        sorted(words for _person, words in said)[-4:]
        == sorted(words for _person, words in said)[-4:]
    )


def test_the_same_words_of_two_respondents_are_both_in_the_text(three):
    """Each takes one in, and their texts are the same letter for letter."""
    a, b, c = three
    asked(a, ("f@x.se", "Nej."))
    asked(b, ("g@x.se", "Nej."))
    asked(c, ("h@x.se", "Nej."))
    result = in_every_order(three)
    assert text_of(result).endswith("Nej.\n\nNej.\n\nNej.")
    said = answers_of(result)
    assert len({person for person, _words in said}) == len(said) == len(answers_of(a)) + 2


def test_an_answer_that_two_took_in_is_in_the_text_once(three):
    a, b, c = three
    asked(a, ("f@x.se", "Ja."), ("g@x.se", "Jo."))
    asked(b, ("g@x.se", "Jo."), ("h@x.se", "Ja."))
    asked(c, ("h@x.se", "Ja."))
    result = in_every_order(three)
    assert text_of(result).endswith("Ja.\n\nJo.\n\nJa.")
    assert len(answers_of(result)) == len(answers_of(a)) + 1


def test_changes_of_different_places_are_both_in_the_text(three):
    a, b, c = three
    corrected(a, "bestämer", "bestämmer")
    without_names(b, "Eva Berg")
    corrected(c, "Det är sant.", "Det är inte sant.")
    text = text_of(in_every_order(three))
    assert "bestämmer allt" in text
    assert "Sen sa [1] att" in text
    assert text.endswith("Det är inte sant.")


def test_a_name_stays_replaced_where_the_other_wrote_beside_it_or_moved_it(three):
    a, b, c = three
    without_names(a, "Anna Lindkvist", "Eva Berg")
    corrected(b, "Anna Lindkvist bestämer", "Anna Lindqvist bestämmer")
    corrected(c, "Sen sa Eva Berg att mötena", "Eva Berg sa sen att mötena")
    text = text_of(in_every_order(three))
    assert "Anna" not in text
    assert "Lind" not in text
    assert "Eva" not in text
    assert "Berg" not in text


def test_marks_of_all_stand_at_their_words(three):
    quotes = ["mötena är för många", "aldrig träffats", "Ja."]
    for path, quote in zip(three, quotes, strict=True):
        with Project.open(path) as project:
            document = named(project, "Varför?")
            start = document_store.text(project.db, document).index(quote)
            code = project.db.execute("SELECT id FROM codes").fetchone()[0]
            coder = evaluator(project)
            passages.code_passage(project, coder, document, start, start + len(quote), [code])
    corrected(three[0], "Tid.", "Det är ont om tid.")
    asked(three[1], ("f@x.se", "Ja."))
    without_names(three[2], "Anna Lindkvist")
    result = in_every_order(three)
    with Project.open(result, read_only=True) as project:
        text = document_store.text(project.db, named(project, "Varför?"))
        marks = [mark.segment for mark in coding_store.all_marks(project.db)]
    assert sorted(mark.quote for mark in marks) == sorted(quotes)
    assert all(text[mark.start : mark.end] == mark.quote for mark in marks)
    (ja,) = [mark for mark in marks if mark.quote == "Ja."]
    assert text[: ja.start].endswith("allt.\n\n")  # and not the one that came later


def test_who_goes_on_with_the_merged_text_is_followed(three):
    a, b, c = three
    corrected(a, "bestämer", "bestämmer")
    corrected(b, "Det är sant.", "Det är inte sant.")
    asked(c, ("f@x.se", "Ja."))
    merged(a, b)
    corrected(a, "bestämmer allt", "bestämmer ingenting")
    merged(b, c)
    corrected(b, "inte sant", "osant")
    text = text_of(in_every_order(three))
    assert "bestämmer ingenting" in text
    assert text.endswith("Det är osant.\n\nJa.")


def test_the_plan_says_that_both_changes_are_kept_and_what_stands_where_they_met(three):
    a, b, _c = three
    corrected(a, "bestämer", "bestämmer")
    corrected(a, "för många", "alltför många")
    corrected(b, "bestämer", "beslutar")
    corrected(b, "Det är sant.", "Det är inte sant.")
    (line,) = told(a, b)
    assert line.taken == TOGETHER
    assert [(one.stands, one.other) for one in line.collided] == [("beslutar", "bestämmer")]
    assert conflict_sentence(line).startswith(
        "“Enkät – Varför?”: 1 place was changed by both: “beslutar” stands, not “bestämmer”."
    )
    (mine,), (other,) = told_values(line, 0), told_values(line, 1)
    assert mine == "2 places changed: “bestämmer”, “alltför”"
    assert other == "2 places changed: “beslutar”, “inte”"


def told(ours, theirs):
    with Project.open(ours) as project:
        (file,) = plan_merge(project, [theirs]).files
    return [one for one in file.conflicts if one.table == "documents"]


@pytest.mark.parametrize("answer", [MINE, THEIRS])
def test_one_side_may_be_chosen_whole(three, answer):
    a, b, c = three
    corrected(a, "bestämer", "bestämmer")
    corrected(b, "Det är sant.", "Det är inte sant.")
    (line,) = told(a, b)
    decision = NewDecision(CONFLICT, line.row_id, ",".join(line.columns), answer)
    expected = text_of(a if answer == MINE else b)
    with Project.open(a) as project:
        merge(project, evaluator(project), [b], decisions=[decision])
    assert text_of(a) == expected
    merged(b, a)
    assert text_of(b) == expected
    corrected(c, "Tid.", "Ont om tid.")
    assert text_of(in_every_order([a, b, c])) == expected.replace("Tid.", "Ont om tid.")


def test_our_side_that_is_chosen_is_the_text_that_stands_here(three):
    a, b, c = three
    corrected(a, "bestämer", "bestämmer")
    corrected(b, "Det är sant.", "Det är inte sant.")
    merged(a, b)
    corrected(c, "Tid.", "Ont om tid.")
    before = text_of(a)
    (line,) = told(a, c)
    decision = NewDecision(CONFLICT, line.row_id, ",".join(line.columns), MINE)
    with Project.open(a) as project:
        merge(project, evaluator(project), [c], decisions=[decision])
    assert text_of(a) == before


def test_a_merge_of_texts_is_undone_whole(three):
    a, b, _c = three
    corrected(a, "bestämer", "bestämmer")
    asked(b, ("f@x.se", "Ja."))
    with Project.open(a) as project:
        coder = evaluator(project)
        before = contents(project.db)
        merge(project, coder, [b])
        undo(project, coder)
        assert contents(project.db) == before
    merged(a, b)
    assert text_of(a).endswith("\n\nJa.")


@pytest.mark.parametrize("sealed", [0, 1])
def test_a_sealed_file_takes_further_answers_in_without_old_words(three, sealed):
    a, b, _c = three
    without_names(a, "Anna Lindkvist", "Eva Berg")
    with Project.open(a) as project:
        seal(project, evaluator(project))
    asked(b, ("f@x.se", "Nytt svar."))
    target, other = (a, b) if sealed == 0 else (b, a)
    merged(target, other)
    text = text_of(target)
    assert text.endswith("Nytt svar.")
    assert "Anna" not in text and "Eva" not in text
    merged(other, target)
    assert text_of(other) == text
    assert b"Lindkvist" not in a.read_bytes()


def test_who_goes_on_with_a_sealed_text_is_followed(three):
    a, _b, _c = three
    without_names(a, "Anna Lindkvist")
    corrected(a, "bestämer", "bestämmer")
    with Project.open(a) as project:
        seal(project, evaluator(project))
    further = [copy(a, name) for name in "xyz"]
    corrected(further[0], "Tid.", "Ont om tid.")
    asked(further[1], ("f@x.se", "Nytt svar."))
    asked(further[2], ("g@x.se", "Ett till."))
    text = text_of(in_every_order(further))
    assert text.startswith("Ont om tid.")
    assert text.endswith("Nytt svar.\n\nEtt till.")
    assert "Anna" not in text


def test_a_step_that_only_one_takes_back_stands_and_what_followed_is_there_too(three):
    a, b, c = three
    with Project.open(b) as project:
        undo(project, evaluator(project))  # which all others have
    corrected(b, "Tid", "Mer tid")
    corrected(b, "aldrig", "sällan")
    corrected(a, "bestämer", "bestämmer")
    asked(c, ("f@x.se", "Nytt svar."))
    text = text_of(in_every_order(three))
    assert "bestämmer allt" in text
    assert text.endswith("Nytt svar.")


DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), st.integers(0, 5), st.sampled_from(["Ja.", "Nej.", "Sen."])),
        st.tuples(
            st.just("correct"),
            st.sampled_from(["Tid.", "bestämer", "länge", "Sen sa", "många", "sant", "Ja."]),
            st.sampled_from(["", "Ont om tid.", "ett två", "Ja. Ja.", "!\n\nHm."]),
        ),
        st.tuples(st.just("name"), st.sampled_from(["Anna Lindkvist", "Eva Berg", "Berg"])),
        st.tuples(st.just("code"), st.integers(0, 80), st.integers(1, 30)),
    ),
    min_size=1,
    max_size=4,
)


def work(path, deeds):
    with Project.open(path) as project:
        coder = evaluator(project)
        document = named(project, "Varför?")
        for what, *how in deeds:
            text = document_store.text(project.db, document)
            if what == "ask":
                row = (f"{how[0]}@y.se", "", "Man", "Nöjd", "", "Bra.", how[1])
                with suppress(Refused):  # it is there already
                    import_survey(project, coder, plan([*ROWS, row]))
            elif what == "correct" and how[0] in text:
                correct_text(project, coder, document, text.replace(*how))
            elif what == "name":
                anonymise(project, coder, [Replacement(how[0], "[någon]")])
            elif what == "code" and text[how[0] : how[0] + how[1]].strip():
                code = project.db.execute("SELECT id FROM codes").fetchone()[0]
                end = min(len(text), how[0] + how[1])
                passages.code_passage(project, coder, document, how[0], end, [code])
        assert check(project) == broken_rules(project.db) == []


@settings(max_examples=12)
@given(deeds=st.lists(DEEDS, min_size=3, max_size=3))
def test_whatever_three_wrote_comes_to_the_same_in_every_order(common, deeds):
    with tempfile.TemporaryDirectory() as folder:
        base = Path(copy(common, "pair")).rename(Path(folder) / "base.qualcode")
        copies = [copy(base, name) for name in "abc"]
        for path, some in zip(copies, deeds, strict=True):
            work(path, some)
        result = in_every_order(copies)
        said = [words for _person, words in answers_of(result)]
        assert all(said)
