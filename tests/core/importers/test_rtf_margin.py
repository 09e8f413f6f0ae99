"""Comments and colours of Rich Text, as Word and LibreOffice write them, at exactly their words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.importers.transcript import Reading
from tests.core.importers.test_rtf import HEAD, reading, written

#: 22 November 2026, 9.11
DATE = 132887115


def begin(number: int = 0) -> str:
    return rf"{{\*\atrfstart {number}}}"


def end(number: int = 0, said: str = "Mandat", more: str = "", author: str = "Bo Ek") -> str:
    """Where the words of a comment end, and the comment behind them."""
    return (
        rf"{{\*\atrfend {number}}}{{\*\atnid BE}}{{\*\atnauthor {author}}}\chatn "
        rf"{{\*\annotation{{\*\atndate {DATE}}}{{\*\atnref {number}}}{more}"
        rf"\pard\plain {{\chatn }}{said}}}"
    )


def words(found: Reading) -> list[str]:
    return [found.text[one.start : one.end] for one in found.margin.comments]


def test_a_comment_is_on_exactly_its_words_and_no_part_of_the_text() -> None:
    comment = end(said=r"Mandat\par sv\'e5rt")
    found = reading(rf"V\'e5rt {begin()}mandat{comment} \'e4r\par")
    (one,) = found.margin.comments
    assert (found.text, words(found), found.notes) == ("Vårt mandat är", ["mandat"], ())
    assert (one.author, one.initials, one.text) == ("Bo Ek", "BE", "Mandat\nsvårt")
    assert one.time is not None
    assert one.time.endswith(":11:00.000Z")


def test_comments_overlap_and_go_over_paragraphs() -> None:
    body = rf"ett {begin(1)}tv\'e5 {begin(2)}tre{end(1)}\par fyra{end(2)} fem\par"
    assert words(reading(body)) == ["två tre", "tre\nfyra"]


def test_a_comment_behind_a_footnote_is_on_its_words() -> None:
    note = r"{\super\chftn}{\footnote{\chftn} Noten.}"
    found = reading(rf"ett{note} {begin()}ord{note}{end()} mer\par Sen\par")
    assert found.text == "ett1 ord2 mer\n1 Noten.\n2 Noten.\nSen"
    assert words(found) == ["ord2"]


def test_a_comment_within_a_footnote_is_on_its_words() -> None:
    note = rf"{{\super\chftn}}{{\footnote{{\chftn}} En {begin()}not{end()}.\par Mer}}"
    found = reading(rf"ett{note}\par Sen\par")
    assert (found.text, words(found)) == ("ett1\n1 En not.\nMer\nSen", ["not"])


def test_a_comment_without_words_is_on_its_paragraph_and_doubtful() -> None:
    point = end().partition("}")[2]
    found = reading(rf"ett\par tv\'e5 {point}tre\par")
    assert (words(found), found.margin.comments[0].is_doubtful) == (["två tre"], True)


def test_an_answer_belongs_to_the_comment_before_it() -> None:
    answer = end(1, "Ja", r"{\*\atnparent -1}", "Cia")
    (one,) = reading(rf"{begin()}{begin(1)}ord{end()}{answer}\par").margin.comments
    assert [(reply.author, reply.text) for reply in one.replies] == [("Cia", "Ja")]


def test_a_comment_in_deleted_or_hidden_text_keeps_its_words() -> None:
    found = reading(rf"ett {{\deleted bort{end()}}}kvar\par")
    assert (found.text, words(found), found.margin.comments[0].text) == (
        "ett kvar",
        ["ett kvar"],
        "Mandat",
    )


COLOURED = HEAD.replace(r"\red0\green0\blue0;", r"\red255\green255\blue0;\red255\green229\blue153;")


def test_colours_are_those_of_the_table() -> None:
    found = reading(r"a {\highlight1 gul \b fet} b {\chcbpat2 ljus \highlight0 inte}\par", COLOURED)
    colours = [(found.text[one.start : one.end], one.colour) for one in found.margin.highlights]
    assert (found.text, colours) == (
        "a gul fet b ljus inte",
        [("gul fet", "yellow"), ("ljus", "#ffe599")],
    )


@given(st.lists(st.text("abcå{\\}\U0001f600", max_size=6), min_size=3, max_size=3), st.text("xyz"))
def test_comments_change_no_character(parts: list[str], said: str) -> None:
    before, within, after = map(written, parts)
    plain = reading(rf"{before}{within}{after}\par").text
    assert reading(rf"{before}{begin()}{within}{end(said=said)}{after}\par").text == plain
