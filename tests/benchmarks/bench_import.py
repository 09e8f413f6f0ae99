"""Reading transcripts: what a folder of them, and a long PDF, take."""

import random
from pathlib import Path

import docx

from qualcode.core import importers
from qualcode.core.importers.guide import Guide, Question
from qualcode.core.importers.guide_places import Finder, in_transcript
from tests.benchmarks.harness import Bench, benchmark
from tests.benchmarks.large import WORDS
from tests.core.importers.pdf_maker import Text, column, pdf

FILES, CHARACTERS = 300, 40_000
PAGES, LINES = 500, 45
QUESTIONS = 35
TURN = 400
DIFFERENT = 20
"""Files that are written; the others are these again, for to read a file twice costs the same."""
SIZE = f"{FILES} × {CHARACTERS} characters"


def turns(chance: random.Random) -> list[str]:
    lines, length = [], 0
    while length < CHARACTERS:
        label = "Intervjuare" if len(lines) % 2 == 0 else "IP1"
        lines.append(f"{label}: {' '.join(chance.choices(WORDS, k=TURN // 7))}.")
        length += len(lines[-1]) + 1
    return lines


def write_texts(folder: Path) -> None:
    folder.mkdir()
    for number in range(DIFFERENT):
        text = "\n".join(turns(random.Random(number)))
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")


def write_word(folder: Path) -> None:
    folder.mkdir()
    for number in range(DIFFERENT):
        document = docx.Document()
        for turn in turns(random.Random(number)):
            label, _, said = turn.partition(":")
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{label}:").bold = True
            paragraph.add_run(said)
        document.save(str(folder / f"{number}.docx"))


def write_pdf(path: Path) -> None:
    chance = random.Random(1)
    pages = [
        [
            Text("Rapport om samverkan", y=810),
            *column([" ".join(chance.choices(WORDS, k=12)) for _ in range(LINES)]),
            Text(str(number), 300, 40),
        ]
        for number in range(1, PAGES + 1)
    ]
    path.write_bytes(pdf(pages))


def read_all(folder: Path) -> None:
    paths = sorted(folder.iterdir())
    for number in range(FILES):
        transcript = importers.read(paths[number % len(paths)])
        if len(transcript.speeches) < CHARACTERS / TURN / 2:
            raise ValueError(f"too few turns: {len(transcript.speeches)}")


@benchmark("import Word documents", size=SIZE, budget=20)
def from_word(bench: Bench) -> None:
    folder = bench.once("import-docx", write_word)
    with bench.timed():
        read_all(folder)


@benchmark("import plain texts", size=SIZE, budget=8)
def from_text(bench: Bench) -> None:
    folder = bench.once("import-txt", write_texts)
    with bench.timed():
        read_all(folder)


def invented(chance: random.Random) -> list[str]:
    """Words that a guide has and the transcripts don't, as most words of a question are."""
    syllables = ("sam", "för", "verk", "an", "kring", "del", "tag", "stöd", "led", "ning")
    return ["".join(chance.choices(syllables, k=3)) for _word in range(3)]


@benchmark("find the questions of a guide", size=f"{SIZE}, {QUESTIONS} questions", budget=10)
def questions_of_guide(bench: Bench) -> None:
    folder = bench.once("import-txt", write_texts)
    transcripts = [importers.read(path) for path in sorted(folder.iterdir())]
    chance = random.Random(3)
    guide = Guide(
        "G",
        tuple(
            Question(str(number), f"Hur ser ni på {' '.join(invented(chance))} och {word}?")
            for number, word in enumerate(chance.choices(WORDS, k=QUESTIONS), 1)
        ),
    )
    with bench.timed():
        finder = Finder(guide)
        for number in range(FILES):
            in_transcript(guide, transcripts[number % len(transcripts)], finder)


@benchmark("import a PDF", size=f"{PAGES} pages", budget=15)
def from_pdf(bench: Bench) -> None:
    path = bench.once("import.pdf", write_pdf)
    with bench.timed():
        transcript = importers.read(path)
    if len(transcript.pages) != PAGES:
        raise ValueError(f"pages: {len(transcript.pages)}")


@benchmark("import a PDF, peak memory", size=f"{PAGES} pages", budget=500, unit="MB")
def memory_of_pdf(bench: Bench) -> float:
    path = bench.once("import.pdf", write_pdf)
    code = "from pathlib import Path\nfrom qualcode.core.importers import pdf\n"
    return bench.peak_megabytes(f"{code}pdf.parse(Path(sys.argv[1]).read_bytes(), 'a.pdf')", path)
