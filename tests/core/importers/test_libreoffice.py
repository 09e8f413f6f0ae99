"""What LibreOffice makes of a Word document reads as the Word document does."""

import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from qualcode.core import importers

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="there is no LibreOffice here"),
]
TEXTS = (
    "Intervjuare: För- och nackdelar?",
    "",
    "Anna: ”Ja” – nej… ❤️ 😀 Привет Ω",
    "  två  blanksteg",
    "a\tb\nc\u00a0d\u00ade\u2011f {g} \\h",
    "Intervjuare: Hur då?",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same text as a.docx, a.odt and a.rtf."""
    folder = tmp_path_factory.mktemp("formats")
    document = docx.Document()
    for text in TEXTS:
        document.add_paragraph(text)
    for style in ("List Number", "List Number", "List Bullet"):
        document.add_paragraph("punkt", style=style)
    document.add_table(2, 2).cell(1, 1).text = "cell"
    document.add_paragraph("slut")
    document.save(str(folder / "a.docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for kind in ("odt", "rtf"):
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder]
        subprocess.run([*command, folder / "a.docx"], check=True, capture_output=True, timeout=100)
    return folder


@pytest.mark.parametrize("suffix", ["odt", "rtf"])
def test_a_format_of_libreoffice_reads_as_word_does(folder: Path, suffix: str) -> None:
    word, other = (importers.read(folder / name).text for name in ("a.docx", f"a.{suffix}"))
    assert other == word
