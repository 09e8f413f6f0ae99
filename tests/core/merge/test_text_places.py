"""Where two corrected the same words of a text, one chooses at that place alone."""

import json
from dataclasses import replace
from itertools import permutations

import pytest

from qualcode.core.check import check
from qualcode.core.errors import ProjectError, Refused
from qualcode.core.ids import CoderId
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.decided import CONFLICT, MINE, PLACE, THEIRS, NewDecision
from qualcode.core.merge.plan_json import plan_as_json, read_decisions
from qualcode.core.model.replacing import Replacement
from qualcode.core.operations import passages
from qualcode.core.operations.anonymising import anonymise
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.history import redo, undo
from qualcode.core.operations.sealing import seal
from qualcode.core.operations.surveys import import_survey
from qualcode.core.project import Project
from qualcode.core.report.merge import write_report
from qualcode.core.store import codings as coding_store
from qualcode.core.store import documents as document_store
from qualcode.core.store import wordings as wording_store
from tests.core.merge.copies import copy, merged, of_three, shown
from tests.core.survey_material import ROWS
from tests.core.survey_material import plan as survey_plan
from tests.core.tables import broken_rules, contents

TEXT = (
    "Intervjuare: Vem bestämmer?\n"
    "Eva: Chefen bestämer allt, och mötena är för många. Vi träffas sällan.\n"
    "Intervjuare: Ja?\n"
    "Eva: Det är sant att ingen vet vart vi ska."
)
ANNA = {"bestämer": "bestämmer", "för många": "alltför många", "vart": "vart i världen"}
BO = {"bestämer": "beslutar", "för många": "väldigt många", "sant": "inte sant"}


@pytest.fixture
def base(tmp_path):
    return of_three(tmp_path / "base.qualcode", TEXT, code="Möten")


@pytest.fixture
def two(base):
    """Anna and Bo both corrected two places, and each one more."""
    copies = [copy(base, name) for name in ("a", "b")]
    corrected(copies[0], "Anna", ANNA)
    corrected(copies[1], "Bo", BO)
    return copies


def evaluator(project, name="Anna"):
    return CoderId(project.db.execute("SELECT id FROM coders WHERE name = ?", [name]).fetchone()[0])


def document_of(project):
    return next(one.id for one in document_store.all_documents(project.db))


def text_of(path):
    with Project.open(path, read_only=True) as project:
        return document_store.text(project.db, document_of(project))


def corrected(path, name, changes):
    with Project.open(path) as project:
        text = document_store.text(project.db, document_of(project))
        for old, new in changes.items():
            assert text.count(old) == 1
            text = text.replace(old, new)
        correct_text(project, evaluator(project, name), document_of(project), text)


def places(ours, *theirs):
    """The places of the plan's last file."""
    with Project.open(ours) as project:
        file = plan_merge(project, list(theirs)).files[-1]
    return [place for line in file.conflicts for place in line.collided]


def choice(path, other, answers):
    """Decisions by the words that are to stand."""
    found = []
    with Project.open(path) as project:
        for file in plan_merge(project, [other]).files:
            for line in file.conflicts:
                for place in line.collided:
                    for words in set(answers) & set(place.words):
                        answer = str(place.words.index(words))
                        found.append(NewDecision(PLACE, line.row_id, place.place, answer))
    assert len(found) == len(answers)
    return found


def taken_in(path, other, answers, name="Cleo"):
    decisions = choice(path, other, answers)
    with Project.open(path) as project:
        done = merge(project, evaluator(project, name), [other], decisions=decisions)
        assert check(project) == broken_rules(project.db) == []
    return done


def expected(first, second):
    """What both changed, with these words at the two places."""
    return (
        TEXT.replace("bestämer", first)
        .replace("för många", second)
        .replace("vart", "vart i världen")
        .replace("sant", "inte sant")
    )


def test_the_plan_lists_each_place_with_both_wordings_and_who_wrote_them(two):
    first, second = places(*two)
    assert first.words == ("bestämmer", "beslutar")
    assert first.coders == ("Anna", "Bo")
    assert (first.stands, first.taken, first.answers) == ("beslutar", 1, (0, 1))
    assert first.before.endswith("Vem bestämmer? Eva: Chefen ")
    assert first.after.startswith(" allt, och mötena är ")
    assert second.words == ("alltför", "väldigt")


@pytest.mark.parametrize("first", ["bestämmer", "beslutar"])
@pytest.mark.parametrize("second", ["alltför", "väldigt"])
@pytest.mark.parametrize("ours", [0, 1])
def test_at_each_place_stands_what_was_chosen_and_all_else_is_kept(two, first, second, ours):
    target, other = two[ours], two[1 - ours]
    taken_in(target, other, [first, second])
    assert text_of(target) == expected(first, f"{second} många")
    assert not merged(target, other).changes
    merged(other, target)
    assert text_of(other) == text_of(target)


def test_a_place_that_nobody_decides_on_keeps_the_later(two):
    taken_in(*two, ["bestämmer"])
    assert text_of(two[0]) == expected("bestämmer", "väldigt många")


def test_a_choice_meets_what_a_third_wrote_in_every_order(two, base):
    third = copy(base, "c")
    corrected(third, "Cleo", {"träffas": "ses", "Chefen": "Chefen här"})
    decided = copy(two[0], "decided")
    taken_in(decided, two[1], ["bestämmer", "väldigt"])
    wanted = (
        expected("bestämmer", "väldigt många")
        .replace("träffas", "ses")
        .replace("Chefen", "Chefen här")
    )
    files = [*two, third, decided]
    results = []
    for number, order in enumerate(permutations(files)):
        target = copy(order[0], f"order-{number}")
        merged(target, *order[1:])
        assert text_of(target) == wanted
        results.append(shown(target))
        assert results[-1] == results[0]


def test_the_same_choice_made_twice_is_one_and_another_is_asked_again(two):
    files = [copy(two[0], name) for name in ("one", "again", "otherwise")]
    for path, words in zip(files, ("bestämmer", "bestämmer", "beslutar"), strict=True):
        taken_in(path, two[1], [words, "alltför" if words == "bestämmer" else "väldigt"])
    assert places(files[0], files[1]) == []
    merged(files[0], files[1])
    merged(files[1], files[0])
    assert text_of(files[0]) == text_of(files[1]) == expected("bestämmer", "alltför många")
    corrected(files[2], "Bo", {"beslutar": "avgör"})
    (asked,) = places(files[0], files[2])
    assert set(asked.words) == {"bestämmer", "avgör"}
    assert asked.coders == ("Cleo", "Bo")


def test_a_merge_with_choices_is_undone_whole_and_can_be_done_again(two):
    target, other = two
    decisions = choice(target, other, ["bestämmer"])
    with Project.open(target) as project:
        coder = evaluator(project)
        before = contents(project.db)
        merge(project, coder, [other], decisions=decisions)
        undo(project, coder)
        assert contents(project.db) == before
    assert [one.words for one in places(target, other)] == [
        ("bestämmer", "beslutar"),
        ("alltför", "väldigt"),
    ]
    taken_in(target, other, ["bestämmer"])
    assert text_of(target) == expected("bestämmer", "väldigt många")


def test_who_has_undone_a_choice_takes_it_in_again_from_a_colleague(two):
    target, other = two
    taken_in(target, other, ["bestämmer"])
    merged(other, target)
    with Project.open(target) as project:
        undo(project, evaluator(project))
    merged(target, other)
    assert text_of(target) == text_of(other) == expected("bestämmer", "väldigt många")


def test_a_choice_is_undone_and_done_again_with_its_merge(two):
    target, other = two
    before = text_of(target)
    taken_in(target, other, ["bestämmer"])
    chosen = shown(target)
    with Project.open(target) as project:
        undo(project, evaluator(project))
        assert document_store.text(project.db, document_of(project)) == before
        redo(project, evaluator(project))
    assert shown(target) == chosen
    merged(other, target)
    assert text_of(other) == text_of(target) == expected("bestämmer", "väldigt många")


def sealed(path):
    with Project.open(path) as project:
        seal(project, evaluator(project))


def test_what_was_chosen_stands_also_when_old_wordings_are_removed_for_good(two, base):
    target, other = two
    third = copy(base, "c")
    corrected(third, "Cleo", {"träffas": "ses"})
    taken_in(target, other, ["bestämmer"])
    merged(other, target)
    sealed(target)
    merged(target, third)
    merged(third, target)
    merged(other, third)
    wanted = expected("bestämmer", "väldigt många").replace("träffas", "ses")
    assert text_of(target) == text_of(third) == text_of(other) == wanted


@pytest.mark.parametrize("which", [0, 1])
def test_one_chooses_at_places_in_files_without_old_wordings_too(two, which):
    target, other = two
    sealed(two[which])
    taken_in(target, other, ["bestämmer", "alltför"])
    assert text_of(target) == expected("bestämmer", "alltför många")
    assert not merged(target, other).changes
    merged(other, target)
    assert text_of(other) == text_of(target)


def test_the_plan_as_json_is_the_form_of_the_answers(two, tmp_path):
    target, other = two
    with Project.open(target) as project:
        form = plan_as_json(plan_merge(project, [other]))
    (conflict,) = [one for one in form["conflicts"] if one["collided"]]
    place = conflict["collided"][0]
    assert [one["value"] for one in place["values"]] == ["bestämmer", "beslutar"]
    assert [one["coder"] for one in place["values"]] == ["Anna", "Bo"]
    assert place["answers"] == [0, 1]
    place["answer"] = 0
    file = tmp_path / "decisions.json"
    file.write_text(json.dumps(form), encoding="utf-8")
    with Project.open(target) as project:
        merge(project, evaluator(project), [other], decisions=read_decisions(file))
    assert text_of(target) == expected("bestämmer", "väldigt många")
    conflict["answer"] = 0
    file.write_text(json.dumps(form), encoding="utf-8")
    with pytest.raises(ProjectError, match="as a whole and place by place"):
        read_decisions(file)
    conflict["answer"], place["answer"] = None, 2
    file.write_text(json.dumps(form), encoding="utf-8")
    with pytest.raises(ProjectError, match="none of those that can be given"):
        read_decisions(file)


def test_a_text_is_not_chosen_as_a_whole_and_place_by_place(two):
    target, other = two
    decisions = choice(target, other, ["bestämmer"])
    whole = NewDecision(CONFLICT, decisions[0].subject, "text_sha256,characters", MINE)
    before = shown(target)
    with Project.open(target) as project, pytest.raises(Refused, match="leave one of the two"):
        merge(project, evaluator(project), [other], decisions=[*decisions, whole])
    assert shown(target) == before


def test_an_old_file_of_answers_still_chooses_the_whole_text(two, tmp_path):
    target, other = two
    with Project.open(target) as project:
        form = plan_as_json(plan_merge(project, [other]))
    for conflict in form["conflicts"]:
        conflict.pop("collided")
        conflict["answer"] = 0
    file = tmp_path / "decisions.json"
    file.write_text(json.dumps(form), encoding="utf-8")
    before = text_of(target)
    with Project.open(target) as project:
        merge(project, evaluator(project), [other], decisions=read_decisions(file))
    assert text_of(target) == before


def marked(path, name, *quotes):
    with Project.open(path) as project:
        text = document_store.text(project.db, document_of(project))
        code = project.db.execute("SELECT id FROM codes").fetchone()[0]
        for quote in quotes:
            start = text.index(quote)
            end = start + len(quote)
            coder = evaluator(project, name)
            passages.code_passage(project, coder, document_of(project), start, end, [code])


def quotes_of(path):
    with Project.open(path, read_only=True) as project:
        text = document_store.text(project.db, document_of(project))
        found = [mark.segment for mark in coding_store.all_marks(project.db)]
        found = [one for one in found if one.start is not None]
        assert all(text[one.start : one.end] == one.quote for one in found)
        lost = wording_store.unplaced(project.db)
    return sorted(one.quote for one in found), [one.quote for one in lost]


def test_passages_in_the_words_not_chosen_go_to_the_chosen_ones(two):
    target, other = two
    marked(target, "Anna", "bestämmer", "alltför många")
    marked(other, "Bo", "beslutar", "är väldigt")
    taken_in(target, other, ["bestämmer", "väldigt"])
    assert quotes_of(target) == (["bestämmer", "bestämmer", "väldigt många", "är väldigt"], [])
    merged(other, target)
    assert quotes_of(other) == quotes_of(target)


def test_a_passage_whose_words_were_not_chosen_and_have_nothing_in_their_place_is_kept(base):
    long = "Det som ingen av oss kan säga högt är att vi inte längre vet vad arbetet är till för."
    a, b = copy(base, "a"), copy(base, "b")
    corrected(a, "Anna", {"Vi träffas sällan.": long})
    corrected(b, "Bo", {"Vi träffas sällan.": ""})
    marked(a, "Anna", "vad arbetet är till för")
    done = taken_in(a, b, [""])
    assert long not in text_of(a)
    assert quotes_of(a) == ([], ["vad arbetet är till för"])
    assert [one.coder for one in done.plan.files[0].unplaced] == ["Anna"]
    assert not merged(a, b).changes


def test_a_passage_marked_in_what_was_chosen_stays_word_for_word(two):
    target, other = two
    marked(target, "Anna", "allt, och mötena är alltför många", "Chefen bestämmer")
    done = taken_in(target, other, ["bestämmer", "alltför"])
    assert quotes_of(target)[0] == ["Chefen bestämmer", "allt, och mötena är alltför många"]
    assert done.plan.files[0].unsure == ()


def test_who_speaks_is_whom_the_chosen_words_say(base):
    a, b = copy(base, "a"), copy(base, "b")
    with Project.open(a) as project:
        text = document_store.text(project.db, document_of(project))
        new = text.replace("Intervjuare: Ja", "Karin: Ja")
        correct_text(project, evaluator(project), document_of(project), new)
    with Project.open(b) as project:
        text = document_store.text(project.db, document_of(project))
        new = text.replace("Intervjuare: Ja", "Sara: Ja")
        correct_text(project, evaluator(project, "Bo"), document_of(project), new)
    for name, target, other in (("one", a, b), ("two", b, a)):
        path = copy(target, name)
        taken_in(path, other, ["Karin"])
        assert "Karin: Ja?" in text_of(path)
        with Project.open(path, read_only=True) as project:
            labels = [turn.label for turn in document_store.turns(project.db, document_of(project))]
        assert labels == ["Intervjuare", "Eva", "Karin", "Eva"]


def test_what_may_be_a_name_is_neither_told_nor_chosen(base):
    a, b = copy(base, "a"), copy(base, "b")
    corrected(a, "Anna", {"Chefen bestämer": "Chefen Lisa Ek bestämer"})
    merged(b, a)
    with Project.open(a) as project:
        anonymise(project, evaluator(project), [Replacement("Lisa Ek", "[chefen]")])
    corrected(a, "Anna", {"för många": "alltför många"})
    corrected(b, "Bo", {"Lisa Ek": "Lisa Eek", "för många": "väldigt många"})
    name, words = places(a, b)
    assert (name.stands, name.other, name.answers) == ("[chefen]", None, ())
    assert "Lisa" not in repr(name)
    assert words.answers == (0, 1)
    taken_in(a, b, ["väldigt"])
    assert "Lisa" not in text_of(a)
    assert "väldigt många" in text_of(a)


def test_an_answer_to_a_survey_is_not_given_up_by_a_choice(tmp_path):
    base = tmp_path / "base.qualcode"
    between = ("f@x.se", "", "Man", "Nöjd", "", "", "Mer hjälp vore bra för oss alla här.")
    last = ("g@x.se", "", "Man", "Nöjd", "", "", "Inget alls vet jag.")
    with Project.create(base) as project:
        anna = CoderId(add_coder(project, "Anna").first("coders"))
        import_survey(project, anna, survey_plan([*ROWS, between, last]))
    copies = [copy(base, name) for name in "ab"]
    for path, word, end in zip(copies, ("ofta", "sällan"), ("", "Allt vet jag."), strict=True):
        with Project.open(path) as project:
            text = document_store.text(project.db, question(project))
            new = text.replace("länge", word).replace(last[-1], end)
            correct_text(project, evaluator(project), question(project), new)
    part, answer = places(*copies)
    assert (part.words, part.answers) == (("ofta", "sällan"), (0, 1))
    assert answer.answers == ()
    with Project.open(copies[0]) as project:
        forced = [NewDecision(PLACE, question(project), one.place, MINE) for one in (answer, part)]
        merge(project, evaluator(project), [copies[1]], decisions=forced)
        text = document_store.text(project.db, question(project))
        assert check(project) == []
    assert (
        text
        == "Tid.\n\nVi har aldrig träffats så ofta.\n\nMer hjälp vore bra för oss alla här.\n\nAllt vet jag."
    )


def question(project):
    found = document_store.all_documents(project.db)
    return next(one.id for one in found if one.title.endswith("Varför?"))


def test_the_report_says_what_was_chosen_by_whom_and_both_wordings(two, tmp_path):
    target, other = two
    decisions = choice(target, other, ["bestämmer"])
    out = tmp_path / "report.html"
    with Project.open(target) as project:
        done = merge(project, evaluator(project, "Cleo"), [other], decisions=decisions)
        write_report(project, out, done)
    html = out.read_text(encoding="utf-8")
    assert "Decided by Cleo:" in html
    assert "In “Samtal”, “bestämmer” by Anna was chosen, not “beslutar” by Bo." in html
    assert "that of Anna: chosen" in html
    assert "that of Bo" in html
    assert "väldigt" in html and "alltför" in html


def test_a_decision_travels_as_a_row_without_words_of_the_interview(two):
    target, other = two
    taken_in(target, other, ["bestämmer"])
    merged(other, target)
    for path in two:
        with Project.open(path, read_only=True) as project:
            (row,) = wording_store.all_decisions(project.db)
            assert (row.kind, row.coder_id) == (PLACE, evaluator(project, "Cleo"))
            assert row.answer == evaluator(project, "Anna")
            assert "bestämmer" not in repr(row)


@pytest.mark.parametrize("last", ["Chefen ", "Chefen rår om"])
def test_what_is_chosen_of_one_file_and_then_of_another_stands_so(two, base, last):
    """As a file of answers has it that was printed before anything was chosen."""
    a, b = two
    c = copy(base, "c")
    corrected(c, "Cleo", {"Chefen bestämer": f"{last} styr"})
    with Project.open(a) as project:
        files = plan_merge(project, [b, c]).files
        asked = {file.file: line for file in files for line in file.conflicts}
        decisions = [
            NewDecision(PLACE, line.row_id, line.collided[0].place, answer, file)
            for (file, line), answer in zip(asked.items(), (MINE, THEIRS), strict=True)
        ]
        merge(project, evaluator(project), [b, c], decisions=decisions)
    assert "styr allt" in text_of(a)
    with Project.open(b) as project:
        decisions = [replace(one, file="") for one in decisions if one.answer == MINE]
        merge(project, evaluator(project), [c], decisions=decisions)
    assert "beslutar allt" in text_of(b)


def test_an_answer_about_a_place_that_is_not_there_is_no_harm(two):
    target, other = two
    (decision,) = choice(target, other, ["bestämmer"])
    lost = [replace(decision, other=name) for name in ("x", "0-1-2", "a" + decision.other)]
    with Project.open(target) as project:
        merge(project, evaluator(project), [other], decisions=lost)
    assert text_of(target) == expected("beslutar", "väldigt många")
