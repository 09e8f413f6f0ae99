"""A transcript corrected after it was coded."""

import pytest

from qualcode.core.check import check
from qualcode.core.errors import Refused
from qualcode.core.ids import LandmarkId, new_id
from qualcode.core.model import Disagreement, Landmark
from qualcode.core.model.edit import Edit
from qualcode.core.operations import corrections, passages
from qualcode.core.operations.history import redo, undo
from qualcode.core.store import codings, disagreements, documents, landmarks, persons, quotes
from tests.core.tables import contents
from tests.core.whole import EVA, transcript


@pytest.fixture
def correct(whole):
    """Correct Eva's interview by replacing words in it; what it became."""

    def run(*pairs, text=EVA, edits=None):
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        corrections.correct_text(whole.project, whole.anna, whole.eva, text, edits=edits)
        assert check(whole.project) == []
        return text

    return run


def segment(whole, coding):
    return codings.get_segment(whole.project.db, whole.segment_of(coding))


def spoken(whole):
    """Who says what, by label and pseudonym."""
    db = whole.project.db
    text = documents.text(db, whole.eva)
    names = {person.id: person.pseudonym for person in persons.all_persons(db)}
    return [
        (turn.label, names[turn.person_id], text[turn.speech_start : turn.end])
        for turn in documents.turns(db, whole.eva)
    ]


def test_every_mark_goes_with_its_words(whole, correct):
    correct(("Vem bestämmer?", "Vem är det som bestämmer här?"))
    found = segment(whole, whole.unclear_by_anna)
    assert found.quote == "otydligt mandat ❤️"
    assert found.start == EVA.index("otydligt") + len(" är det som här")
    assert found.certainty is None


def test_a_corrected_word_in_a_mark_is_in_its_quote_and_makes_it_less_certain(whole, correct):
    correct(("otydligt mandat", "otydligt mandatt"))
    found = segment(whole, whole.unclear_by_anna)
    assert found.quote == "otydligt mandatt ❤️"
    assert 0.8 < found.certainty < 1.0


def test_what_is_known_to_have_been_done_makes_no_mark_uncertain(whole, correct):
    start = EVA.index("mandat") + len("mandat")
    correct(text=EVA[:start] + "t" + EVA[start:], edits=[Edit(start, start, "t")])
    assert segment(whole, whole.unclear_by_anna).quote == "otydligt mandatt ❤️"
    assert segment(whole, whole.unclear_by_anna).certainty is None


def test_a_mark_whose_words_are_gone_is_kept_without_a_place(whole, correct):
    correct((" otydligt mandat ❤️,", ""))
    found = segment(whole, whole.unclear_by_anna)
    assert (found.start, found.end, found.quote) == (None, None, "otydligt mandat ❤️")
    assert found.condensed == "Mandatet är otydligt"


def test_undo_sets_everything_back_and_redo_again(whole, correct):
    before = contents(whole.project.db)
    correct((" otydligt mandat ❤️,", ""), ("lokala", "lokalla"), ("Eva:", "Respondent:"))
    after = contents(whole.project.db)
    undo(whole.project, whole.anna)
    assert contents(whole.project.db) == before
    assert documents.text(whole.project.db, whole.eva) == EVA
    redo(whole.project, whole.anna)
    assert contents(whole.project.db) == after


def test_two_marks_of_one_evaluator_that_come_on_the_same_words_become_one(whole, correct):
    (other,) = whole.mark(whole.eva, "mandat", whole.clear, by=whole.anna)
    correct(("otydligt mandat ❤️", "mandat"))
    assert whole.segment_of(other) == whole.segment_of(whole.unclear_by_anna)
    assert whole.segment_of(whole.unclear_by_bo) != whole.segment_of(other)


def test_a_printed_quote_stays_as_it_is(whole, correct):
    from qualcode.core.operations.quotes import print_quote

    own = whole.segment_of(whole.unclear_by_anna)
    print_quote(whole.project, whole.anna, own, text="otydligt mandat")
    correct(("otydligt mandat", "oklart uppdrag"))
    assert quotes.of_segment(whole.project.db, own).text == "otydligt mandat"


def test_text_added_to_a_turn_belongs_to_it(whole, correct):
    correct(("bestämmer.", "bestämmer. Så är det."), ("va\u030al.", "va\u030al. Ja."))
    assert spoken(whole)[1][2].endswith("bestämmer. Så är det.")
    assert spoken(whole)[3][2].endswith(" Ja.")


def test_a_label_that_is_renamed_everywhere_keeps_its_person(whole, correct):
    before = [name for _label, name, _words in spoken(whole)]
    correct(("Eva:", "Respondent A:"))
    assert [label for label, _name, _words in spoken(whole)][1::2] == ["Respondent A"] * 2
    assert [name for _label, name, _words in spoken(whole)] == before


def test_a_label_that_is_corrected_once_gives_the_words_to_the_other_speaker(whole, correct):
    correct(("Eva: Den lokala", "Intervjuare: Den lokala"))
    assert spoken(whole)[3][:2] == ("Intervjuare", spoken(whole)[0][1])


def test_a_new_label_in_one_turn_is_a_new_person(whole, correct):
    correct(("Eva: Den lokala", "Lo: Den lokala"))
    assert spoken(whole)[3][0] == "Lo"
    assert spoken(whole)[3][1] not in (spoken(whole)[0][1], spoken(whole)[1][1])


def test_a_label_that_is_gone_joins_two_turns(whole, correct):
    correct(("\nIntervjuare: Och förankringen?\nEva:", ""))
    assert [label for label, *_ in spoken(whole)] == ["Intervjuare", "Eva"]
    assert spoken(whole)[1][2].endswith("va\u030al.")


def test_a_line_with_a_known_label_divides_a_turn(whole, correct):
    correct((", ingen vet", ".\nIntervjuare: Jaså?\nEva: Ja, ingen vet"))
    assert [label for label, *_ in spoken(whole)] == ["Intervjuare", "Eva"] * 3
    assert spoken(whole)[2][2] == "Jaså?"


def test_landmarks_and_disagreements_go_along(whole, correct):
    p, db = whole.project, whole.project.db
    start = EVA.index("Och förank")
    with p.operation(whole.anna, "test") as running:
        for kind, span in (("question", (start, start + 17)), ("page", (start, start))):
            row = Landmark(
                LandmarkId(new_id()), whole.eva, kind, *span, "7", 0, None, running.time, whole.anna
            )
            running.insert("landmarks", row)
        row = Disagreement(new_id(), whole.eva, start, start + 3, "open", running.time, whole.anna)
        running.insert("disagreements", row)
    text = correct(("Vem bestämmer?", "Vem?"))
    moved = text.index("Och förank")
    assert {one.start for one in landmarks.in_document(db, whole.eva)} == {moved}
    assert disagreements.in_document(db, whole.eva)[0].start == moved
    correct(("Och förankringen?", "?"), text=text)
    assert [one.kind for one in landmarks.in_document(db, whole.eva)] == ["page"]
    assert disagreements.in_document(db, whole.eva) == []


def test_a_corrected_file_takes_the_place_of_the_old_one(whole):
    new = transcript("Eva, rättad", EVA.replace("otydligt", "mycket otydligt"))
    corrections.replace_document(whole.project, whole.anna, whole.eva, new)
    document = documents.get(whole.project.db, whole.eva)
    assert (document.title, document.file_name) == ("Eva", "Eva, rättad.txt")
    assert document.characters == len(new.text)
    assert segment(whole, whole.unclear_by_anna).quote == "otydligt mandat ❤️"
    assert check(whole.project) == []


def test_a_text_that_was_changed_meanwhile_is_not_overwritten(whole, correct):
    seen = documents.get(whole.project.db, whole.eva).text_sha256
    correct(("Vem", "Vilka"))
    with pytest.raises(Refused, match="changed while"):
        corrections.correct_text(whole.project, whole.anna, whole.eva, "Nytt", based_on=seen)


def test_a_text_without_words_is_refused(whole):
    with pytest.raises(Refused, match="Nothing would be left"):
        corrections.correct_text(whole.project, whole.anna, whole.eva, " \n")


def test_the_same_text_changes_nothing(whole):
    assert not corrections.correct_text(whole.project, whole.anna, whole.eva, EVA)


def test_a_passage_without_a_place_can_be_placed_by_hand(whole, correct):
    text = correct((" otydligt mandat ❤️,", ""))
    start = text.index("förankringen är svag")
    own = whole.segment_of(whole.unclear_by_anna)
    corrections.place_again(whole.project, whole.anna, own, start - 1, start + 20)
    assert codings.get_segment(whole.project.db, own).quote == "förankringen är svag"
    assert check(whole.project) == []


def test_a_passage_placed_where_its_owner_has_one_joins_it(whole, correct):
    text = correct((" otydligt mandat ❤️,", ""))
    (other,) = whole.mark(whole.eva, "svag", whole.roots, by=whole.anna)
    start = text.index("svag")
    own = whole.segment_of(whole.unclear_by_anna)
    corrections.place_again(whole.project, whole.anna, own, start, start + 4)
    assert whole.segment_of(whole.unclear_by_anna) == whole.segment_of(other)


def test_marks_can_be_removed_after_a_correction(whole, correct):
    correct((" otydligt mandat ❤️,", ""))
    passages.remove_codings(whole.project, whole.bo, [whole.unclear_by_bo])
    assert check(whole.project) == []
