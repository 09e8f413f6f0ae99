"""In the Word report of a merge no heading stands without what it is about."""

import io
import re
import zipfile

from qualcode.core.model import ProjectInfo
from qualcode.core.report.merge_parts import Part, Table, as_word


def paragraphs(*parts):
    """Each paragraph's words, and whether it stays with the next."""
    info = ProjectInfo("p", "Samverkan", "sv", None, "2026-11-22T10:00:00Z")
    data = as_word(info, ("Rapport", []), parts)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        xml = file.read("word/document.xml").decode()
    found = re.findall(r"<w:p>(.*?)</w:p>", xml)
    return {
        "".join(re.findall(r"<w:t[^>]*>(.*?)</w:t>", one)): "<w:keepNext/>" in one for one in found
    }


def test_what_is_said_of_a_table_stays_with_it_and_its_head_with_its_first_row():
    table = Table("Vad som finns", (50, 50), (("Vad", "Före"), ("Koder", "2"), ("Dokument", "3")))
    kept = paragraphs(Part("Antal", ("Ett.", "Två."), table, intro="Så:"))
    assert [kept[one] for one in ("Så:", "Ett.", "Två.")] == [True, False, True]
    assert [kept[one] for one in ("Vad", "Före", "Koder", "Dokument")] == [True, True, False, False]


def test_what_stands_alone_is_free():
    assert paragraphs(Part("Frågor", ("Det fanns inga.",)))["Det fanns inga."] is False
