"""By rule, a comment becomes codes, codes with memos, a memo, or a line of the text."""

from dataclasses import replace

import pytest

from qualcode.core.importers.margin import Comment, Highlight, Margin, Reply
from qualcode.core.importers.margin_rules import (
    CODE_AND_MEMO,
    CODES,
    LINE,
    MEMOS,
    NONE,
    SEMICOLON,
    TEXT,
    MarginRule,
    codes_and_memo,
    guess,
    into_text,
    wishes,
)
from tests.core.whole import transcript


def parts(text, comments=CODE_AND_MEMO, *known, **rule):
    return codes_and_memo(text, MarginRule(comments, **rule), known.__contains__)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mandat", (("Mandat",), "")),
        ("Mandat: svårt att veta", (("Mandat",), "svårt att veta")),
        ("Mandat :  svårt", (("Mandat",), "svårt")),
        ("Mandat\nsvårt\n\nigen", (("Mandat",), "svårt\n\nigen")),
        ("Hinder: tid\nbara ibland", (("Hinder: tid",), "bara ibland")),
        ("Hinder: tid\n", (("Hinder: tid",), "")),
        (": bara så", ((": bara så",), "")),
        ("kl 12:30", (("kl 12:30",), "")),
        ("x" * 101, ((), "x" * 101)),
    ],
)
def test_the_first_line_is_a_code_and_the_rest_a_memo(text, found):
    assert parts(text) == found


def test_a_code_with_a_colon_that_is_there_is_no_code_and_memo():
    assert parts("Hinder: tid", CODE_AND_MEMO, "Hinder: tid") == (("Hinder: tid",), "")


def test_a_long_name_is_a_code_if_there_is_one():
    assert parts("x" * 101, CODES, "x" * 101) == (("x" * 101,), "")


def test_a_comment_is_a_code_as_a_whole():
    assert parts("Mandat: svårt\nigen", CODES) == (("Mandat: svårt igen",), "")


def test_several_codes_in_one_comment():
    assert parts("A; b;; A ", CODES, apart=SEMICOLON) == (("A", "b"), "")
    assert parts("A\n\nb", CODES, apart=LINE) == (("A", "b"), "")
    assert parts("A; b: så", apart=SEMICOLON) == (("A", "b"), "så")


@pytest.mark.parametrize("comments", [MEMOS, NONE, TEXT])
def test_other_rules_find_no_codes(comments):
    assert parts("Mandat", comments) == ((), "Mandat")


NOTED = Comment(
    0, 3, "Bo Ek", "BE", None, "Mandat\nsvårt", (Reply("Cia", "C", None, "Nja"),), is_done=True
)
PLAIN = Margin((NOTED,), (Highlight(4, 6, "yellow"), Highlight(7, 9, "green")))


def never(_name):
    return False


def test_who_answers_is_named_and_who_codes_is_the_author():
    (one,) = wishes(PLAIN, MarginRule(CODE_AND_MEMO), never)
    assert (one.codes, one.memo, one.replies) == (("Mandat",), "svårt", ("Cia: Nja",))
    assert (one.author, one.initials) == ("Bo Ek", "BE")


def test_words_may_become_another_code_or_none():
    named = MarginRule(CODE_AND_MEMO, names={"Mandat": "Roller > Mandat"})
    assert wishes(PLAIN, named, never)[0].codes == ("Roller > Mandat",)
    (memo,) = wishes(PLAIN, MarginRule(CODE_AND_MEMO, names={"Mandat": ""}), never)
    assert (memo.codes, memo.memo) == ((), "Mandat\nsvårt")


def test_whom_the_file_calls_otherwise_is_called_as_here():
    (one,) = wishes(PLAIN, MarginRule(CODES, people={"Bo Ek": "Bosse"}), never)
    assert (one.author, one.initials) == ("Bosse", "")


def test_colours_become_the_codes_they_are_given():
    found = wishes(PLAIN, MarginRule(highlights={"yellow": "Roller", "green": " "}), never)
    assert [(one.start, one.end, one.codes, one.author) for one in found] == [
        (4, 6, ("Roller",), "")
    ]


@pytest.mark.parametrize("comments", [CODES, CODE_AND_MEMO, MEMOS])
def test_what_says_that_it_is_a_memo_is_one(comments):
    assert parts("Memo: Kort\noch mer", comments) == ((), "Kort\noch mer")
    assert parts("anteckning:\nKort", comments) == ((), "Kort")


def test_a_code_may_be_called_memo():
    assert parts("Memo: viktigt", CODE_AND_MEMO, "Memo") == (("Memo",), "viktigt")


def test_short_comments_seem_to_be_codes_and_long_ones_memos():
    assert guess(PLAIN) == CODE_AND_MEMO
    assert guess(Margin((Comment(0, 1, "", "", None, "Det här är intressant, " * 5),))) == MEMOS
    assert guess(Margin()) == NONE


def test_comments_stand_below_their_paragraphs_and_nothing_else_changes():
    plain = transcript("a", "Anna: Ett 😀\nBo: Två\nAnna: Tre\nBo: Fyra")
    margin = Margin((NOTED, Comment(12, 14, "", "", None, "y")), (Highlight(12, 19, "green"),))
    found = into_text(_with(plain, margin))
    assert found.text == (
        "Anna: Ett 😀\n[Comment by Bo Ek] Mandat; svårt\n[Comment by Cia] Nja\nBo: Två\n[Comment] y\n"
        "Anna: Tre\nBo: Fyra"
    )
    (green,) = found.margin.highlights
    assert found.text[green.start : green.end] == "Bo: Två"
    assert {speech.label for speech in found.speeches} == {"Anna", "Bo"}
    assert found.margin.comments == ()


def _with(plain, margin):
    return replace(plain, margin=margin)
