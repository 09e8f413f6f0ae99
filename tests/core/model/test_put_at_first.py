"""Where turns lay in the text into which they were put is known, whatever was corrected in them."""

from qualcode.core.model.put_at_first import places_at_first

TEXT = "Ja.\n\nMer tid.\n\nInget.\n\nDet är lugnt.\n\nInget."


def said(text, start, turns):
    return [
        None if one is None else text[one.start : one.end]
        for one in places_at_first(text, start, turns)
    ]


def test_the_same_words_are_each_of_who_said_them():
    turns = [["Mer tid."], ["Inget."], ["Det är lugnt."], ["Inget."]]
    places = places_at_first(TEXT, 3, turns)
    assert [TEXT[one.start : one.end] for one in places] == [one for (one,) in turns]
    assert places[1].end < places[2].start < places[3].start


def test_what_was_corrected_lies_between_its_neighbours():
    turns = [["Mycket mer tid."], ["Inget."], ["Det är väl lugnt."], ["Inget."]]
    assert said(TEXT, 3, turns) == ["Mer tid.", "Inget.", "Det är lugnt.", "Inget."]


def test_of_whom_somebody_took_the_last_word_or_the_first_the_answer_is_known_whole():
    turns = [["Mer"], ["Inget."], ["är lugnt."], ["Inget."]]
    assert said(TEXT, 3, turns) == ["Mer tid.", "Inget.", "Det är lugnt.", "Inget."]


def test_words_within_a_longer_line_are_no_answer():
    assert said("Inget. Eller jo.\n\nInget.", 0, [["Inget."]]) == ["Inget."]
    (place,) = places_at_first("Inget. Eller jo.\n\nInget.", 0, [["Inget."]])
    assert place.start > 10


def test_an_answer_stands_under_its_question():
    text = "Varför?\nTid.\n\nVad?\nMöten är bra."
    assert said(text, 0, [["Tid."], ["Möten är väl bra."]]) == ["Tid.", "Möten är bra."]


def test_what_nobody_knows_any_more_has_no_place():
    assert said("Ja.", 0, [["Något helt annat om skolan."], ["Ja."]]) == [None, "Ja."]
