"""Texts of LibreOffice, made by hand part by part, and by LibreOffice where it is installed."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.errors import ImportRefused
from qualcode.core.importers import archive, odt
from qualcode.core.importers.transcript import Reading

URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = (
    " ".join(
        f'xmlns:{name}="{URN}:{name}:1.0"'
        for name in ("office", "text", "table", "style", "drawing", "meta")
    )
    + f' xmlns:draw="{URN}:drawing:1.0" xmlns:fo="{URN}:xsl-fo-compatible:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:loext="urn:org:documentfoundation"'
)
LISTS = """
<text:list-style style:name="L1">
 <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix=".">
  <style:list-level-properties><style:list-level-label-alignment text:label-followed-by="space"/>
  </style:list-level-properties></text:list-level-style-number>
 <text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="("
  style:num-suffix=")" text:display-levels="2" text:start-value="2"/>
</text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"
 text:bullet-char="\uf0b7"><style:text-properties style:font-name="Symbol"/>
</text:list-level-style-bullet></text:list-style>
"""


def packed(body: str, *, automatic: str = "", **parts: str) -> bytes:
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("content.xml", content)
        for name, part in parts.items():
            file.writestr("META-INF/manifest.xml" if name == "manifest" else f"{name}.xml", part)
    return buffer.getvalue()


def reading(body: str, **parts: str) -> Reading:
    return odt.read(io.BytesIO(packed(body, **parts)), "a.odt")


def text_of(body: str, **parts: str) -> str:
    return reading(body, **parts).text


def written(text: str) -> str:
    """A paragraph as LibreOffice writes it: spaces in a row are counted."""
    xml, spaces = "", 0
    for character in f"{text}\0":
        if character == " ":
            spaces += 1
            continue
        if spaces:
            xml += f'<text:s text:c="{spaces}"/>' if not xml or spaces > 1 else " "
            spaces = 0
        xml += {"\t": "<text:tab/>", "\n": "<text:line-break/>", "\0": ""}.get(
            character, f"&#{ord(character)};"
        )
    return f"<text:p>{xml}</text:p>"


CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufffe\uffff")


@given(
    st.lists(st.text(CHARACTERS | st.sampled_from(" \t\n"), max_size=30), min_size=1, max_size=9)
)
def test_paragraphs_of_any_characters_arrive_verbatim(paragraphs: list[str]) -> None:
    assert text_of("".join(map(written, paragraphs))) == "\n".join(paragraphs)


def test_white_space_of_the_file_is_one_space() -> None:
    body = '<text:p>\n  för-  och\n<text:span> nack</text:span>delar<text:s/> <text:s text:c="2"/></text:p>'
    assert text_of(body) == "för- och nackdelar    "


def test_spans_links_marks_and_fields_are_text() -> None:
    body = (
        '<text:p><text:bookmark text:name="x"/><text:a>länk</text:a> <text:page-number>3'
        "</text:page-number><text:soft-page-break/>\u00ad\u2011</text:p><text:h>R</text:h>"
    )
    assert text_of(body) == "länk 3\u00ad\u2011\nR"


def test_tables_are_read_cell_by_cell() -> None:
    rows = (
        "<table:table-header-rows><table:table-row><table:table-cell><text:p>Vem</text:p>"
        "</table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>"
        "<table:table-row><table:table-cell><text:p>A</text:p><text:p>B</text:p></table:table-cell>"
        '<table:table-cell/><table:table-cell table:number-columns-repeated="2"><text:p>C</text:p>'
        "</table:table-cell></table:table-row>"
    )
    assert text_of(f"<table:table>{rows}</table:table><text:p>slut</text:p>") == (
        "Vem\nA\nB\n\nC\nC\nslut"
    )


def items(*texts: str) -> str:
    return "".join(f"<text:list-item><text:p>{text}</text:p></text:list-item>" for text in texts)


def test_list_labels_are_those_that_are_shown() -> None:
    inner = f"<text:list-item><text:list>{items('under', 'mer')}</text:list></text:list-item>"
    body = (
        f'<text:list text:style-name="L1">{items("ett", "två")}{inner}{items("tre")}</text:list>'
        f'<text:p>mellan</text:p><text:list text:style-name="L2">{items("punkt")}</text:list>'
        f'<text:list text:continue-numbering="true" text:style-name="L1">{items("fyra")}</text:list>'
        f'<text:list text:style-name="L1"><text:list-item text:start-value="7"><text:p>sju</text:p>'
        "<text:p>mer</text:p></text:list-item></text:list>"
    )
    assert text_of(body, automatic=LISTS) == (
        "1. ett\n2. två\n(2.b)\tunder\n(2.c)\tmer\n3. tre\nmellan\n•\tpunkt\n4. fyra\n7. sju\nmer"
    )


def test_headings_have_the_numbers_of_the_outline() -> None:
    outline = (
        f"<office:document-styles {NAMESPACES}><text:outline-style><text:outline-level-style "
        'text:level="1" style:num-format="I"/><text:outline-level-style text:level="2" '
        'style:num-format="1" text:display-levels="2"/></text:outline-style></office:document-styles>'
    )
    body = (
        '<text:h text:outline-level="1">A</text:h><text:h text:outline-level="2">B</text:h>'
        '<text:h text:outline-level="2" text:is-list-header="true">C</text:h>'
        '<text:h text:outline-level="1">D</text:h><text:h text:outline-level="3">E</text:h>'
    )
    assert text_of(body, styles=outline) == "I\tA\nI.1\tB\nC\nII\tD\nE"


def test_notes_and_boxes_follow_their_paragraph() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Noten.</text:p>"
        "<text:p>Mer.</text:p></text:note-body></text:note>"
    )
    box = "<draw:frame><draw:text-box><text:p>Ruta</text:p></draw:text-box></draw:frame>"
    assert text_of(f"<text:p>Ord{note} efter{box}.</text:p><text:p>Sen</text:p>") == (
        "Ord1 efter.\n1 Noten.\nMer.\nRuta\nSen"
    )


def test_changes_are_accepted_and_said() -> None:
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>borta</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    found = reading(f"{changes}<text:p>Kvar<text:change/>.</text:p>")
    assert found.text == "Kvar."
    assert found.notes == ("The document holds tracked changes. They were read as accepted.",)


def test_hidden_text_stays_and_is_said() -> None:
    style = '<style:style><style:text-properties text:display="none"/></style:style>'
    found = reading("<text:p>a</text:p>", automatic=style)
    assert found.notes == ("The document holds hidden text. It was imported too.",)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is not a LibreOffice document"),
        (b"PK\x03\x04damaged", "Open it in LibreOffice, which may repair it"),
        (packed("<text:p>a</text:p>", manifest="<a><encryption-data/></a>"), "protected by a password"),
        (packed("<text:p>a</text:p>").replace(b"content.xml", b"kontent.xml"), "is not a text"),
        (packed("<text:p>a</text:p>")[:-60], "is damaged"),
    ],
)  # fmt: skip
def test_what_is_no_sound_open_document_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(ImportRefused, match=sentence):
        odt.read(io.BytesIO(data), "a.odt")


def test_a_sheet_is_refused() -> None:
    buffer = io.BytesIO()
    content = f"<office:document-content {NAMESPACES}><office:body><office:spreadsheet/></office:body></office:document-content>"
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("content.xml", content)
    with pytest.raises(ImportRefused, match="is not a text document"):
        odt.read(buffer, "a.odt")


def test_declarations_and_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("content.xml", '<!DOCTYPE d [<!ENTITY a "b">]><a>&a;</a>')
    with pytest.raises(ImportRefused, match=r"holds declarations .* save it again as \.odt"):
        odt.read(buffer, "a.odt")
    monkeypatch.setattr(archive, "MAX_PART_BYTES", 100)
    with pytest.raises(ImportRefused, match="more than a transcript can hold"):
        text_of("<text:p>a</text:p>")


ROWS = (
    '<table:table><table:table-row table:number-rows-repeated="99999999"><table:table-cell '
    'table:number-columns-repeated="99999999"><text:p>{}</text:p></table:table-cell>'
    "</table:table-row></table:table>"
)


@pytest.mark.parametrize("body", ['<text:p><text:s text:c="99999999"/></text:p>', ROWS.format("a")])
def test_counts_beyond_all_measure_are_refused(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(odt, "MAX_LINES", 100_000)
    with pytest.raises(ImportRefused, match="million characters"):
        text_of(body)


def test_empty_rows_that_fill_up_a_page_are_one() -> None:
    assert text_of(ROWS.format("") + "<text:p>a</text:p>") == "\na"
