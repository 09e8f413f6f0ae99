"""The files that are imported, and an independent count of what must come of them."""

from pathlib import Path

from docx import Document

#: with an emoji of several code points, a letter with a combining ring, and a no-break space
FIRST = """Intervjuare: Hur är mandatet hos er? 👩‍👩‍👧
Karin: Det är oklart, tyvärr. Chefen säger att det här ska vi inte göra. Då står man där.
Intervjuare: Och rollerna?
Karin: De som sitter med har olika mycket att säga till om hemma. ❤️ Och ingen från vårdcentralen.
Intervjuare: Vad har hänt sedan sist?
Karin: Vi träffas i gamla banken på torsdagar. Leif steker ägg. Det är det bästa vi har gjort."""
SECOND = """Intervjuare: Hur är mandatet i A\u030alesta?
Leif: Jag har mandat för femtio\u00a0procent. Resten får jag fråga om. 1️⃣
Intervjuare: Vem frågar du?
Leif: Chefen, om chefen är där. Mandatet är alltså inte mitt, det är chefens.
Intervjuare: Och tiden?
Leif: Tiden räcker aldrig. Vi hinner det som ligger överst."""


def write_files(folder: Path) -> tuple[Path, Path]:
    """A plain text and a Word file, as they come from those who transcribe."""
    text, word = folder / "Intervju Sjövik.txt", folder / "Intervju Ålesta.docx"
    text.write_text(FIRST, "utf-8")
    document = Document()
    for line in SECOND.split("\n"):
        document.add_paragraph(line)
    document.save(word)
    return text, word
