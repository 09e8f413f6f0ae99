import io
import zipfile
from collections.abc import Callable

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.importers import docx
from qualcode.core.importers.transcript import Reading

TextOf = Callable[..., str]
xml_text = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"],
        exclude_characters="\ufffe\uffff",
        include_characters="\t\n",
    )
)


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


@given(st.lists(xml_text, max_size=6))
def test_random_paragraphs_come_back(paragraphs: list[str]) -> None:
    document = python_docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    assert docx.read(file, "a.docx").text == "\n".join(paragraphs)


@given(st.lists(st.lists(xml_text, min_size=2, max_size=2), min_size=1, max_size=4))
def test_random_tables_come_back_row_by_row(rows: list[list[str]]) -> None:
    document = python_docx.Document()
    table = document.add_table(len(rows), 2)
    for i, cells in enumerate(rows):
        for j, text in enumerate(cells):
            table.cell(i, j).text = text
    file = io.BytesIO()
    document.save(file)
    assert docx.read(file, "a.docx").text == "\n".join(text for cells in rows for text in cells)


def test_runs_of_a_paragraph_are_one_line_and_empty_paragraphs_empty_ones(text_of: TextOf) -> None:
    assert text_of(p(r("Kost"), r("-")) + p() + p(r("nad"))) == "Kost-\n\nnad"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:br/>", "\n"),
        ('<w:br w:type="page"/>', "\n"),
        ('<w:br w:type="column"/>', "\n"),
        ("<w:cr/>", "\n"),
        ("<w:tab/>", "\t"),
        ("<w:ptab/>", "\t"),
        ("<w:noBreakHyphen/>", "\u2011"),
        ("<w:softHyphen/>", "\u00ad"),
        ("<w:lastRenderedPageBreak/>", ""),
        ('<w:sym w:font="Wingdings" w:char="F0E0"/>', "→"),
        ('<w:sym w:font="Wingdings" w:char="F04A"/>', "☺"),
        ('<w:sym w:font="Symbol" w:char="F0B3"/>', "≥"),
        ('<w:sym w:font="Symbol" w:char="61"/>', "α"),
        ('<w:sym w:font="Own Font" w:char="F041"/>', "\uf041"),
        ('<w:sym w:font="Symbol" w:char="D800"/>', "\ufffd"),
        ('<w:sym w:font="Symbol"/>', "\ufffd"),
    ],
)
def test_word_s_own_characters(text_of: TextOf, xml: str, text: str) -> None:
    assert text_of(p(r("a"), f"<w:r>{xml}</w:r>", r("b"))) == f"a{text}b"


def test_carriage_returns_become_line_feeds(text_of: TextOf) -> None:
    assert text_of(p(r("a&#13;&#10;b&#13;c"))) == "a\nb\nc"


def test_a_merged_cell_comes_once(text_of: TextOf) -> None:
    goes_on = "<w:tcPr><w:vMerge/></w:tcPr>"
    table = (
        row('<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + p(r("A")), p(r("1")))
        + row(goes_on + p(), p(r("2")))
        + row('<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p(r("3")))
    )
    assert text_of(f"{p(r('före'))}<w:tbl>{table}</w:tbl>{p(r('efter'))}") == (
        "före\nA\n1\n2\n3\nefter"
    )


def test_text_in_a_cell_that_goes_on_is_not_lost(text_of: TextOf) -> None:
    assert text_of(f"<w:tbl>{row('<w:tcPr><w:vMerge/></w:tcPr>' + p(r('A')))}</w:tbl>") == "A"


def test_a_table_in_a_table_stands_where_it_stands(text_of: TextOf) -> None:
    inner = f"<w:tbl>{row(p(r('b')), p(r('c')))}</w:tbl>"
    assert text_of(f"<w:tbl>{row(p(r('a')) + inner + p(r('d')), p(r('e')))}</w:tbl>") == (
        "a\nb\nc\nd\ne"
    )


@pytest.mark.parametrize(
    "xml",
    [
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:smartTag><w:smartTagPr/>{}</w:smartTag>",
        "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:fldSimple w:instr="AUTHOR">{}</w:fldSimple>',
        "<w:customXml>{}</w:customXml>",
        "<w:bdo>{}</w:bdo>",
        "<w:ins>{}</w:ins>",
        "<w:moveTo>{}</w:moveTo>",
    ],
)
def test_text_within_other_things_is_text(text_of: TextOf, xml: str) -> None:
    assert text_of(p(r("a"), xml.format(r("b")), r("c"))) == "abc"


def test_content_controls_may_hold_paragraphs_rows_and_cells(text_of: TextOf) -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    table = control(f"<w:tr>{control('<w:tc>' + p(r('b')) + '</w:tc>')}</w:tr>")
    assert text_of(control(p(r("a"))) + f"<w:tbl>{table}</w:tbl>") == "a\nb"


def test_one_branch_of_alternatives_is_read(text_of: TextOf) -> None:
    xml = "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    assert text_of(p(xml.format(r("new"), r("old")))) == "new"
    assert text_of(p(xml.format("<w:r/>", r("old")))) == "old"


def test_an_emoji_as_word_stores_it_is_read(text_of: TextOf) -> None:
    emoji = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx '
        'w16se:font="Segoe UI Emoji" w16se:char="1F60A"/></mc:Choice>'
        "<mc:Fallback><w:t>😊</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(p(r("bra "), emoji)) == "bra 😊"


def test_a_text_box_comes_once_after_its_paragraph(text_of: TextOf) -> None:
    content = f"<w:txbxContent>{p(r('i rutan'))}{p(r('rad två'))}</w:txbxContent>"
    box = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert text_of(p(r("före"), box, r(" efter")) + p(r("nästa"))) == (
        "före efter\ni rutan\nrad två\nnästa"
    )


def test_equations_keep_their_characters(text_of: TextOf) -> None:
    assert text_of(p("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>")) == "x=1"


def test_hidden_text_is_kept_and_said(reading: Callable[..., Reading]) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r>"
    found = reading(p(r("a "), hidden))
    assert (found.text, len(found.notes)) == ("a dolt", 1)
    assert "hidden text" in found.notes[0]


def test_comments_are_left_out_and_counted(reading: Callable[..., Reading]) -> None:
    found = reading(p(r("a"), '<w:r><w:commentReference w:id="0"/></w:r>'))
    assert (found.text, found.notes) == ("a", ("1 comment was not imported.",))


def test_embedded_documents_are_said(reading: Callable[..., Reading]) -> None:
    assert "embedded" in reading(p(r("a")) + "<w:altChunk/>").notes[0]


def test_the_strict_form_of_the_format_is_read(word: Callable[..., bytes]) -> None:
    data = word(p(r("Hej")))
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            new.writestr(
                name,
                content.replace(
                    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
                ),
            )
    assert docx.read(strict, "a.docx").text == "Hej"


def test_xml_comments_and_instructions_split_nothing(text_of: TextOf) -> None:
    assert text_of(p(r("a<!-- b -->c<?d e?>f"))) == "acf"
