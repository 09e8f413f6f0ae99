"""Where marks go when a text is edited."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.core.model.anchoring import align, align_edits
from qualcode.core.model.edit import Edit

# Words of every sort, none of which stands twice in a text.
WORDS = st.lists(
    st.text(alphabet="abdefåäö漢ע", min_size=1, max_size=8)
    | st.sampled_from(
        ["❤️", "👩‍👩‍👧", "1️⃣", "a\u0308ter", "so\u00adlig", "é", "e\u0301n", "t.ex", "(sic)"]
    ),
    min_size=2,
    max_size=40,
    unique=True,
)
SPACE = st.sampled_from([" ", " ", " ", "\n", "\n\n", "\u00a0", "\u2028", "\t"])


@st.composite
def edited(draw, *, unique=True):
    """A text, edits of whole words, the text they make, and where each untouched word is then."""
    words = [f"{number}{word}" if unique else word for number, word in enumerate(draw(WORDS))]
    if not unique:
        words = [draw(st.sampled_from(["ja", "nej", "du"])) for _ in words]
    gaps = [draw(SPACE) for _ in words]
    old, new, edits, places = "", "", [], {}
    for number, (word, gap) in enumerate(zip(words, gaps, strict=True)):
        start = len(old)
        old += word + gap
        action = draw(st.sampled_from(["keep", "keep", "keep", "drop", "swap", "before"]))
        if action == "keep":
            places[number] = (start, start + len(word), len(new))
            new += word + gap
        elif action == "drop":
            edits.append(Edit(start, len(old), ""))
        elif action == "swap":
            other = f"x{number}y" if unique else "kanske"
            edits.append(Edit(start, start + len(word), other))
            new += other + gap
        else:
            other = f"z{number}q " if unique else "ja "
            edits.append(Edit(start, start, other))
            places[number] = (start, start + len(word), len(new) + len(other))
            new += other + word + gap
    return old, new, edits, places


def carried(alignment, start, end):
    place = alignment.carry(start, end)
    return place and alignment.new[place.start : place.end]


@given(edited(unique=False))
def test_known_edits_leave_every_untouched_word_exactly_where_it_is(case):
    old, new, edits, places = case
    alignment = align_edits(old, edits)
    assert alignment.new == new
    for start, end, place in places.values():
        assert alignment.carry(start, end) == (place, place + end - start, 1.0)


@given(edited())
def test_marks_on_untouched_words_land_exactly_on_them(case):
    old, new, _, places = case
    alignment = align(old, new)
    for start, end, place in places.values():
        assert alignment.carry(start, end) == (place, place + end - start, 1.0)


@given(edited(), edited(unique=False), st.data())
def test_a_mark_goes_somewhere_within_the_text_and_never_ends_in_white_space(one, other, data):
    old, new = one[0], data.draw(st.sampled_from([one[1], other[1], ""]))
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    place = align(old, new).carry(start, end)
    if place is not None:
        quote = new[place.start : place.end]
        assert quote and quote == quote.strip() and 0.0 <= place.certainty <= 1.0
        if place.certainty == 1.0:
            assert "".join(quote.split()) == "".join(old[start:end].split())


@given(edited(unique=False))
def test_a_text_that_stays_the_same_moves_nothing(case):
    old = case[0]
    alignment = align(old, old)
    assert alignment.changes == ()
    assert carried(alignment, 0, len(old)) == old.strip()


@given(edited(), st.data())
def test_two_corrections_after_each_other_carry_as_both_at_once(case, data):
    old, middle, _, places = case
    extra = data.draw(st.integers(0, len(middle)))
    while 0 < extra < len(middle) and not middle[extra - 1].isspace():
        extra -= 1
    new = middle[:extra] + "ETT TVÅ " + middle[extra:]
    first, second, both = align(old, middle), align(middle, new), align(old, new)
    for start, end, _place in places.values():
        between = first.carry(start, end)
        assert second.carry(between.start, between.end) == both.carry(start, end)


@given(st.text(max_size=60), st.text(max_size=60))
def test_between_changes_any_two_texts_are_the_same(old, new):
    rebuilt, done = "", 0
    for change in align(old, new).changes:
        assert done <= change.old_start <= change.old_end
        rebuilt += old[done : change.old_start] + new[change.new_start : change.new_end]
        assert len(rebuilt) == change.new_end
        done = change.old_end
    assert rebuilt + old[done:] == new


@given(st.text(max_size=30), st.data())
def test_known_edits_make_the_text_they_say(old, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(old)), max_size=6)))
    edits, new, done = [], "", 0
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        words = data.draw(st.text(max_size=5))
        edits.append(Edit(start, end, words))
        new += old[done:start] + words
        done = end
    assert align_edits(old, edits).new == new + old[done:]


@pytest.mark.parametrize(
    ("old", "new", "mark", "expected"),
    [
        (
            "Jag heter Anna Lindkvist här.",
            "Jag heter Anna Lindqvist här.",
            "Anna Lindkvist",
            "Anna Lindqvist",
        ),
        (
            "Jag heter Anna Lindkvist här.",
            "Jag heter [Informant 1] här.",
            "Anna Lindkvist",
            "[Informant 1]",
        ),
        ("Jag heter Anna Lindkvist här.", "Jag heter [Informant 1] här.", "Anna", "[Informant 1]"),
        (
            "Jag heter Anna Lindkvist här.",
            "Jag heter [Informant 1] här.",
            "Lindkvist här",
            "[Informant 1] här",
        ),
        (
            "Jag heter Anna Lindkvist här.",
            "Jag heter [Informant 1] här.",
            "Jag heter Anna",
            "Jag heter",
        ),
        ("en intervju var", "en intervjun var", "intervju", "intervjun"),
        ("ett två tre", "ett två och tre", "två", "två"),
        ("ett två tre", "ett två och tre", "två tre", "två och tre"),
        ("ett två tre", "ett och två tre", "två", "två"),
        ("ett två tre fyra", "ett fyra", "två tre", None),
        ("ett två, tre fyra", "ett, fyra", "två, tre", None),
        ("ett två tre fyra", "ett tre fyra", "två tre", "tre"),
        ("en data base var", "en database var", "data base", "database"),
        ("de itu och vi", "de i tu och vi", "itu", "i tu"),
        ("min samverkan", "min sammverkan", "verkan", "verkan"),
        ("år efter år", "a\u030ar efter a\u030ar", "efter år", "efter a\u030ar"),
        ("hej ❤️ du", "hej 👩‍👩‍👧❤️ du", "❤️ du", "❤️ du"),
    ],
)
def test_a_mark_at_an_edit(old, new, mark, expected):
    start = old.index(mark)
    assert carried(align(old, new), start, start + len(mark)) == expected


def test_a_passage_that_was_written_anew_has_no_place():
    old = "Först detta. En lång mening om samverkan som alla känner till sedan tidigare. Sist."
    new = (
        "Först detta. "
        "Ur helt obesläktade tankar hämtade jag något, mycket kort skrivet utan lust! "
        "Sist."
    )
    assert align(old, new).carry(13, 70) is None


def test_a_sentence_with_a_corrected_word_says_how_sure_it_is():
    old, new = "Vi har inget mandat alls.", "Vi har inget mandatt alls."
    assert 0.9 < align(old, new).carry(0, len(old)).certainty < 1.0


def test_another_normal_form_is_no_change_of_words():
    old = "Många år på Öland"
    new = unicodedata.normalize("NFD", old)
    assert align(old, new).carry(0, len(old)) == (0, len(new), 1.0)


def test_a_point_stays_before_the_character_it_was_before():
    alignment = align("ett två tre", "noll ett tre")
    assert [alignment.place(place) for place in (0, 4, 8, 11)] == [5, 9, 9, 12]


def test_edits_out_of_order_are_refused():
    with pytest.raises(ValueError, match="in order"):
        align_edits("ett två", [Edit(4, 5, "x"), Edit(0, 1, "y")])


@settings(max_examples=5, deadline=None)
@given(
    st.sampled_from(["x", "ja ", "ja nej ", "Ja. ", "Ja.\n"]),
    st.sampled_from(["y", "nej ja ", "No.\n"]),
)
def test_texts_with_nothing_in_common_are_compared_all_the_same(one, other):
    alignment = align(one * 20_000, other * 20_000)
    assert alignment.carry(100, 200) is None or alignment.carry(100, 200).certainty >= 0


def test_what_is_put_behind_a_text_that_ends_alike_lengthens_no_passage():
    old = "Tiden, svar 4, mer tid behövs."
    alignment = align(old, f"{old}\n\nTiden, svar 5, mer tid behövs.")
    assert alignment.carry(0, len(old)) == (0, len(old), 1.0)
    assert alignment.carry(len(old) - 7, len(old)) == (len(old) - 7, len(old), 1.0)
