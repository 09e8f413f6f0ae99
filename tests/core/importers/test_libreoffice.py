"""What LibreOffice makes of a Word document reads as the Word document does."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX

from qualcode.core import importers
from qualcode.core.importers import removals
from qualcode.core.importers.margin import Comment

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="there is no LibreOffice here"),
]
TEXTS = (
    "Intervjuare: För- och nackdelar?",
    "",
    "Anna: ”Ja” – nej… 😀 Привет Ω",
    "  två  blanksteg",
    "a\tb\nc\u00a0d\u00ade\u2011f {g} \\h",
    "Intervjuare: Hur då?",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same text as a.docx, a.odt, a.rtf and a.pdf."""
    folder = tmp_path_factory.mktemp("formats")
    document = docx.Document()
    for text in TEXTS:
        document.add_paragraph(text)
    first, last = document.paragraphs[0].runs[0], document.paragraphs[2].runs[0]
    document.add_comment([first, last], text="Mandat\nsvårt", author="Bo Ek", initials="BE")
    document.add_comment([last], text="Roller; Mål", author="Cia", initials="C")
    last.font.highlight_color = WD_COLOR_INDEX.YELLOW
    for style in ("List Number", "List Number", "List Bullet"):
        document.add_paragraph("punkt", style=style)
    document.add_table(2, 2).cell(1, 1).text = "cell"
    for turn in range(40):
        document.add_paragraph(f"Anna: {' '.join(TEXTS[2].split() * (turn % 9 + 1))} slut {turn}")
    document.sections[0].header.paragraphs[0].text = "Rapport om samverkan"
    document.sections[0].footer.paragraphs[0].text = "Konsult AB"
    document.save(str(folder / "a.docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for kind in ("odt", "rtf", "pdf"):
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder]
        subprocess.run([*command, folder / "a.docx"], check=True, capture_output=True, timeout=100)
    return folder


@pytest.mark.parametrize("suffix", ["odt", "rtf"])
def test_a_format_of_libreoffice_reads_as_word_does(folder: Path, suffix: str) -> None:
    word, other = (importers.read(folder / name).text for name in ("a.docx", f"a.{suffix}"))
    assert other == word


@pytest.mark.parametrize("suffix", ["odt", "rtf"])
def test_comments_and_colours_of_libreoffice_are_where_word_has_them(
    folder: Path, suffix: str
) -> None:
    word, other = (importers.read(folder / name).margin for name in ("a.docx", f"a.{suffix}"))
    assert len(word.comments) == 2
    assert [*map(without_seconds, other.comments)] == [*map(without_seconds, word.comments)]
    assert other.highlights == word.highlights


def without_seconds(comment: Comment) -> Comment:
    """Rich Text has none."""
    return replace(comment, time=(comment.time or "")[:16])


def test_a_pdf_of_libreoffice_has_the_words_of_the_document_in_order(folder: Path) -> None:
    word, printed = (importers.read(folder / name) for name in ("a.docx", "a.pdf"))
    assert len(printed.pages) > 2
    kinds = {removal.kind for removal in printed.removals}
    assert kinds == {"header", "footer"}
    clean = removals.accept(printed, printed.removals)
    assert "Konsult" not in clean.text
    shown = word.text.replace("\u00ad", "").replace("\u2011", "-")
    assert clean.text.replace("\u2011", "-").split() == shown.split()
