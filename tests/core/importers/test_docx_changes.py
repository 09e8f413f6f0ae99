"""Tracked changes, fields and notes: what Word computes before it shows a text."""

from collections.abc import Callable

import pytest

from qualcode.core.importers.transcript import Reading

TextOf = Callable[..., str]
REMOVED_MARK = "<w:rPr><w:del/></w:rPr>"


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def gone(text: str) -> str:
    return f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_tracked_changes_are_accepted_and_said(reading: Callable[..., Reading]) -> None:
    found = reading(p(r("a"), gone("b"), f"<w:ins>{r('c')}{gone('d')}</w:ins>"))
    assert found.text == "ac"
    assert "tracked changes" in found.notes[0]


def test_moved_text_stands_where_it_was_moved(text_of: TextOf) -> None:
    body = p(r("a"), f"<w:moveFrom>{r('x')}</w:moveFrom>") + p(f"<w:moveTo>{r('x')}</w:moveTo>")
    assert text_of(body) == "a\nx"


def test_text_that_was_moved_away_as_plain_text_is_gone_too(text_of: TextOf) -> None:
    assert text_of(p(r("a"), f"<w:del>{r('b')}</w:del>")) == "a"


def test_a_removed_paragraph_end_joins_two_paragraphs(text_of: TextOf) -> None:
    assert text_of(p(r("sam"), properties=REMOVED_MARK) + p(r("verkan"))) == "samverkan"


def test_a_removed_paragraph_leaves_no_line(text_of: TextOf) -> None:
    body = p(r("a")) + p(gone("b"), properties=REMOVED_MARK) + p(r("c"))
    assert text_of(body) == "a\nc"


def test_a_joined_paragraph_has_the_number_of_the_one_that_stays(text_of: TextOf) -> None:
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = p(r("a"), properties=numbered + REMOVED_MARK) + p(r("b"), properties=numbered)
    assert text_of(body + p(r("c"), properties=numbered), numbering=numbering) == "1.\tab\n2.\tc"


def test_a_removed_end_before_a_table_still_ends_its_line(text_of: TextOf) -> None:
    table = f"<w:tbl><w:tr><w:tc>{p(r('b'))}</w:tc></w:tr></w:tbl>"
    assert text_of(p(r("a"), properties=REMOVED_MARK) + table) == "a\nb"


def test_removed_rows_and_cells_are_gone_and_added_rows_stay(text_of: TextOf) -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text))}</w:tc>"

    rows = (
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('a')}</w:tr>"
        f"<w:tr><w:trPr><w:ins/></w:trPr>{cell('b')}{cell('c', '<w:cellDel/>')}</w:tr>"
    )
    assert text_of(f"<w:tbl>{rows}</w:tbl>") == "b"


def test_a_field_shows_its_result(text_of: TextOf) -> None:
    assert text_of(p(r("sidan "), field(" PAGE ", "7"), r("."))) == "sidan 7."


def test_a_field_in_an_instruction_shows_nothing(text_of: TextOf) -> None:
    outer = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        + field("MERGEFIELD x", "hemligt")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("svar")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert text_of(p(r("a "), outer, r(" b"))) == "a svar b"


def test_a_field_may_go_over_paragraphs(text_of: TextOf) -> None:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert text_of(p(begin, r("1 Inledning")) + p(r("2 Metod"), end)) == "1 Inledning\n2 Metod"


def test_a_field_that_never_ends_hides_no_interview(text_of: TextOf) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>X</w:instrText></w:r>'
    assert text_of(p(begin, r("a")) + p(r("b"))) == "a\nb"


def test_tick_boxes_and_lists_of_forms_show_their_state(text_of: TextOf) -> None:
    def form(data: str) -> str:
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
            "<w:r><w:instrText>FORM</w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    ticked = form('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')
    empty = form('<w:checkBox><w:default w:val="0"/></w:checkBox>')
    chosen = form(
        '<w:ddList><w:result w:val="1"/><w:listEntry w:val="ja"/><w:listEntry w:val="nej"/></w:ddList>'
    )
    assert text_of(p(ticked, r(" Ja "), empty, r(" Nej "), chosen)) == "☒ Ja ☐ Nej nej"


def reference(number: int, kind: str = "footnote", more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"{more}/></w:r>'


def note(number: int, *paragraphs: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{number}">{"".join(paragraphs)}</w:{kind}>'


OWN_NUMBER = "<w:r><w:footnoteRef/></w:r>"


def test_notes_stand_after_their_paragraph_with_their_numbers(text_of: TextOf) -> None:
    body = p(r("tillit"), reference(2), r(" och mål"), reference(3)) + p(r("slut"))
    footnotes = note(2, p(OWN_NUMBER, r(" Not ett."))) + note(
        3, p(OWN_NUMBER, r(" Not två.")), p(r("Mer."))
    )
    assert text_of(body, footnotes=footnotes) == (
        "tillit1 och mål2\n1 Not ett.\n2 Not två.\nMer.\nslut"
    )


def test_endnotes_have_roman_numbers_unless_the_document_says_otherwise(text_of: TextOf) -> None:
    body = p(r("a"), reference(1, "endnote"))
    endnotes = note(1, p("<w:r><w:endnoteRef/></w:r>", r(" b")), kind="endnote")
    assert text_of(body, endnotes=endnotes) == "ai\ni b"
    settings = '<w:endnotePr><w:numFmt w:val="decimal"/><w:numStart w:val="5"/></w:endnotePr>'
    assert text_of(body, endnotes=endnotes, settings=settings) == "a5\n5 b"


def test_a_mark_of_one_s_own_is_in_the_text_and_is_not_counted(text_of: TextOf) -> None:
    custom = reference(1, more=' w:customMarkFollows="1"') + r("*")
    footnotes = note(1, p(r("* Så."))) + note(2, p(OWN_NUMBER, r(" Ja.")))
    assert text_of(p(r("a"), custom, r(" b"), reference(2)), footnotes=footnotes) == (
        "a* b1\n* Så.\n1 Ja."
    )


def test_a_note_to_removed_text_is_gone_and_not_counted(text_of: TextOf) -> None:
    body = p(r("a"), f"<w:del>{reference(1)}</w:del>", reference(2))
    footnotes = note(1, p(r("bort"))) + note(2, p(OWN_NUMBER, r(" kvar")))
    assert text_of(body, footnotes=footnotes) == "a1\n1 kvar"


def test_notes_may_start_anew_in_each_section(text_of: TextOf) -> None:
    section = '<w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>'
    body = p(r("a"), reference(1), properties=section) + p(r("b"), reference(2)) + section
    footnotes = note(1, p(OWN_NUMBER)) + note(2, p(OWN_NUMBER))
    assert text_of(body, footnotes=footnotes) == "a1\n1\nb1\n1"


def test_a_note_in_a_table_stands_in_its_cell(text_of: TextOf) -> None:
    cells = f"<w:tc>{p(r('a'), reference(1))}</w:tc><w:tc>{p(r('b'))}</w:tc>"
    body = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    assert text_of(body, footnotes=note(1, p(r("n")))) == "a1\nn\nb"


@pytest.mark.parametrize("inner", [reference(1), reference(2)])
def test_notes_that_refer_to_notes_end(text_of: TextOf, inner: str) -> None:
    footnotes = note(1, p(r("x"), inner)) + note(2, p(r("y"), reference(1)))
    assert text_of(p(r("a"), reference(1)), footnotes=footnotes).startswith("a1\nx2")


def test_a_reference_without_its_note_leaves_its_number(text_of: TextOf) -> None:
    assert text_of(p(r("a"), reference(9))) == "a1"
