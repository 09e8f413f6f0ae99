"""Sound files of every format that is imported, as bytes, to be damaged."""

import csv
import datetime as dt
import io
import json
import tempfile
import zipfile
import zlib
from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pyreadstat
import xlsxwriter
from docx.enum.text import WD_COLOR_INDEX

from qualcode.core.analysis.margin import MarginPage, Noted
from qualcode.core.ids import DocumentId
from qualcode.core.model import Span
from qualcode.core.report import margin
from tests.core.importers.pdf_maker import Text, column, pdf

OLDER = Path(__file__).resolve().parents[1] / "data" / "transcripts" / "older.doc"
TURNS = [
    ("Intervjuare", "Vad är ert uppdrag & mandat?"),
    ("Anna Ek", "För- och nackdelar … ”lokal förankring” – så är det ❤️ 😀."),
    ("Bo (SK)", "Ja.\u00a0Det tycker jag med."),
] * 6
OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def samples(suffix: str) -> list[bytes]:
    """At least one sound file of a format."""
    return MAKERS[suffix]()


def _plain() -> str:
    return "Datum: 2016-06-14\nKommun: Ålesta\n\n" + "\n".join(
        f"{name}: [00:{n:02}:10] {said}" for n, (name, said) in enumerate(TURNS)
    )


def _texts() -> list[bytes]:
    encodable = _plain().replace("❤️ 😀", "")
    return [_plain().encode(), _plain().encode("utf-16"), encodable.encode("cp1252")]


def _docx() -> list[bytes]:
    document = docx.Document()
    for name, said in TURNS:
        document.add_paragraph().add_run(f"{name}:").bold = True
        document.paragraphs[-1].add_run(f"\t{said}\n")
    for style in ("List Number", "List Bullet", "Heading 1"):
        document.add_paragraph("punkt", style=style)
    document.add_table(2, 2).cell(1, 1).text = "cell"
    buffer = io.BytesIO()
    document.save(buffer)
    return [buffer.getvalue(), _commented(), _tabled()]


def _tabled() -> bytes:
    """What it says of itself in a first table, and talk with a column for each speaker."""
    document = docx.Document()
    facts = [("Datum", "14 juni 2016"), ("Kommun", "Ålesta"), ("Respondent", "Eva Ek")]
    talk = [("Intervjuare", "IP1"), *((said, "") for _name, said in TURNS), ("", "Ja 😀")]
    for rows in (facts, talk):
        table = document.add_table(len(rows), 2)
        for row, words in zip(table.rows, rows, strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _commented() -> bytes:
    """A text with codes in its margin, all the parts of them, and words in colour."""
    comments = tuple(
        Noted(Span(at, at + 9), f"Kod {at}", "svårt\n😀", "Bo Ek", "BE", "2026-03-01T08:00:00.000Z")
        for at in range(0, 60, 5)
    )
    page = MarginPage(DocumentId(""), "x", "sv", _plain(), (), comments, 0)
    document = docx.Document(io.BytesIO(margin.write_docx(page, None).data))
    for paragraph in document.paragraphs[4:8]:
        paragraph.runs[0].font.highlight_color = WD_COLOR_INDEX.YELLOW
    document.add_comment(document.paragraphs[9].runs, text="Kod: memo", author="Cia")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _odt() -> list[bytes]:
    spaces = ("office", "text", "table", "style")
    names = " ".join(f'xmlns:{name}="{OPEN}:{name}:1.0"' for name in spaces)
    names += f' xmlns:dc="d" xmlns:loext="l" xmlns:fo="{OPEN}:fo:1.0"'
    turns = "".join(
        f"<text:p><text:span>{name}:</text:span><text:s text:c='2'/><text:tab/>"
        f"{said.replace('&', '&amp;')}<text:line-break/></text:p>"
        for name, said in TURNS
    )
    note = (
        "<office:annotation office:name='n{0}' loext:parent-name='n0'><dc:creator>Bo</dc:creator>"
        "<dc:date>2026-05-01T10:00:00</dc:date><text:p>Kod</text:p><text:p>memo</text:p>"
        "</office:annotation>"
    )
    talk = "".join(
        f"<text:p>{note.format(n)}ett <text:span text:style-name='T1'>ord</text:span>"
        f"<office:annotation-end office:name='n{n}'/> mer</text:p>"
        for n in range(3)
    )
    body = (
        f"{turns}{talk}<text:list text:style-name='L1'><text:list-item text:start-value='3'><text:p>a"
        "</text:p></text:list-item></text:list><table:table><table:table-row "
        "table:number-rows-repeated='2'><table:table-cell><text:p>c<text:note><text:note-citation>"
        "1</text:note-citation><text:note-body><text:p>not</text:p></text:note-body></text:note>"
        "</text:p></table:table-cell></table:table-row></table:table>"
    )
    styles = (
        "<text:list-style style:name='L1'><text:list-level-style-number text:level='1' "
        "style:num-format='1' style:num-suffix='.' text:display-levels='1'/></text:list-style>"
        "<style:style style:family='text' style:name='T1'><style:text-properties "
        "fo:background-color='#ffff00'/></style:style>"
    )
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
    return [buffer.getvalue()]


def _rtf() -> list[bytes]:
    def written(text: str) -> str:
        return "".join(c if c.isascii() else f"\\u{ord(c) % 0x8000}?" for c in text)

    head = (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}{\f1\fcharset2 Symbol;}"
        r"{\f2\fcharset128 Mincho;}}{\colortbl;\red255\green255\blue0;}{\info{\title x}}\uc1 "
    )
    turns = "".join(rf"{{\b {name}:}}\tab {written(said)}\'e5\par " for name, said in TURNS)
    rest = (
        r"{\f1\'61}{\f2\'83A}\trowd\intbl a\cell b\cell\row\pard{\listtext 1.\tab}p"
        r"{\super\chftn}{\footnote{\super\chftn} not}\par{\field{\*\fldinst X}{\fldrslt y}}"
        r"{\*\shpinst{\shptxt ruta\par}}{\deleted d}{\pict\bin4 abcd}"
        r"{\*\atrfstart 1}\highlight1 ord{\*\atrfstart 2} tv\'e5{\*\atrfend 1}{\*\atnid B}"
        r"{\*\atnauthor Bo}\chatn{\*\annotation{\*\atnref 1}{\*\atndate 132887115}Kod\par memo}"
        r"\par tre{\*\atrfend 2}{\*\annotation{\*\atnref 2}{\*\atnparent -1}Ja}\par}"
    )
    return [(head + turns + rest).encode("latin-1", "replace")]


def _page() -> list[bytes]:
    turns = "".join(f"<p><b>{name}:</b> {said}<br>\n" for name, said in TURNS)
    page = (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>x</title><style>p{{}}</style></head>"
        f"<body>{turns}<ol start=3><li value=5>a<li>b<ul><li>c</ul></ol><table><tr><td>1<td>2</table>"
        "<pre>\n  x\n y</pre><script>z</script>&aring;&#229;&#xe5;<!-- k --><input value=v>"
        "<span class=timestamp>00:12</span></body></html>"
    )
    return [page.encode(), page.encode("utf-16")]


def _vtt() -> list[bytes]:
    blocks = "".join(
        f"{n}-0\n00:00:{n:02}.000 --> 00:00:{n:02}.900 align:start\n<v {name}>{said}</v>\n\n"
        for n, (name, said) in enumerate(TURNS)
    )
    rolling = "\n\n".join(
        f"00:00:{n:02}.000 --> 00:00:{n + 1:02}.000\nord {n}\nord<00:00:{n:02}.500><c> {n + 1}</c>"
        for n in range(20)
    )
    return [
        f"WEBVTT\n\nNOTE x\n\n{blocks}".encode(),
        f"WEBVTT\nKind: captions\n\n{rolling}".encode(),
    ]


def _srt() -> list[bytes]:
    blocks = "".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{name}: {{\\an8}}<i>{said}</i>\n\n"
        for n, (name, said) in enumerate(TURNS)
    )
    return [blocks.encode("utf-8-sig"), blocks.replace("❤️ 😀", "").encode("cp1252")]


def _json() -> list[bytes]:
    segments = [
        {"id": n, "start": n * 1.5, "end": n + 1, "text": f" {said}", "speaker": name}
        for n, (name, said) in enumerate(TURNS)
    ]
    cpp = [{"timestamps": {"from": "00:00:01,000"}, "text": said} for _, said in TURNS]
    return [
        json.dumps({"text": "x", "segments": segments, "language": "sv"}).encode(),
        json.dumps({"transcription": cpp}, ensure_ascii=False).encode(),
    ]


def _otr() -> list[bytes]:
    page = _page()[0].decode()
    return [json.dumps({"text": page, "media": "a.mp3", "media-time": 1.5}).encode()]


def _pdf() -> list[bytes]:
    lines = [f"{name}: {said}".replace("❤️ 😀", "") for name, said in TURNS]
    pages = [[Text("Rapport", y=815), *column(lines), Text(str(n), 300, 40)] for n in range(3)]
    fields = [
        "<< /Subtype /Widget /Rect [72 200 300 230] /T (a) /FT /Tx /Ff 4096 /V (Svar\\rtv\\345) >>",
        "<< /Subtype /Widget /Rect [72 180 80 190] /T (b) /FT /Btn /V /On /AS /On >>",
        "<< /Subtype /FreeText /Rect [72 150 300 160] /Contents (Ovanp\\345) >>",
    ]
    return [pdf(pages, fields=fields), pdf(pages, rotate=90), _deflated(pdf(pages))]


def _deflated(data: bytes) -> bytes:
    """With streams packed, as they nearly always are; PDFium finds the objects anew."""
    out, rest = b"", data
    while b"stream\n" in rest:
        before, _, rest = rest.partition(b"stream\n")
        content, _, rest = rest.partition(b"\nendstream")
        packed = zlib.compress(content)
        head, _, _length = before.rpartition(b"<< /Length")
        out += head + b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
        out += packed + b"\nendstream"
    return out + rest


def _answers() -> list[list[str]]:
    headers = [
        "E-post",
        "Kön",
        "Vilka stöd? [Chef]",
        "Vilka stöd? [Vän]",
        "Nöjd?",
        "Varför?",
        "Datum",
    ]
    rows = [
        [f"a{n}@x.se", "Man", "Ja", "Nej", ("Nöjd", "Vet ej")[n % 2], said, f"2026-05-{n + 1:02}"]
        for n, (_, said) in enumerate(TURNS)
    ]
    return [headers, *rows]


def _csv() -> list[bytes]:
    def written(separator: str) -> str:
        file = io.StringIO()
        csv.writer(file, delimiter=separator).writerows(_answers())
        return file.getvalue()

    plain = written(";").replace("❤️ 😀", "")
    return [
        written(",").encode("utf-8-sig"),
        plain.encode("cp1252"),
        written("\t").encode("utf-16"),
    ]


def _xlsx() -> list[bytes]:
    plain, styled = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    for row in _answers():
        book.active.append(row)
    book.active.append([1, 2.5, True, dt.date(2026, 5, 1), "=1+1", dt.time(12, 30)])
    book.active.merge_cells("C1:D1")
    book.save(plain)
    other = xlsxwriter.Workbook(styled, {"in_memory": True})
    for number, row in enumerate(_answers()):
        other.add_worksheet() if not number else None
        other.worksheets()[0].write_row(number, 0, row)
    other.close()
    return [plain.getvalue(), styled.getvalue()]


def _sav() -> list[bytes]:
    headers, *rows = _answers()
    frame = pd.DataFrame(rows, columns=[f"v{n}" for n in range(len(headers))])
    frame["tal"] = [float(n % 3) for n in range(len(rows))]
    found = []
    for packed in ({"compress": True}, {"row_compress": True}, {}):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.sav"
            pyreadstat.write_sav(
                frame,
                str(path),
                column_labels=[*headers, "Hur ofta?"],
                variable_value_labels={"tal": {0: "Aldrig", 1: "Ofta", 2: "Vet ej"}},
                missing_ranges={"tal": [2]},
                **packed,
            )
            found.append(path.read_bytes())
    return found


MAKERS = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".sav": _sav,
    ".docx": _docx,
    ".doc": lambda: [OLDER.read_bytes()],
    ".odt": _odt,
    ".rtf": _rtf,
    ".pdf": _pdf,
    ".txt": _texts,
    ".md": _texts,
    ".html": _page,
    ".htm": _page,
    ".vtt": _vtt,
    ".srt": _srt,
    ".json": _json,
    ".otr": _otr,
}
