"""Finding words in ten million, and what the index of them takes."""

import hashlib
import itertools
import random
import sqlite3
from functools import partial
from itertools import islice
from pathlib import Path

from qualcode.core.analysis.search.find import Finder
from qualcode.core.analysis.search.query import Match
from qualcode.core.analysis.search.wanted import Wanted
from qualcode.core.ids import CoderId
from qualcode.core.importers.transcript import Transcript
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.project import Project
from qualcode.core.store import documents as document_store
from qualcode.core.store import search
from tests.benchmarks.harness import Bench, benchmark

WORDS, DOCUMENTS, PARAGRAPH = 10_000_000, 250, 60
VOCABULARY = 200_000
LETTERS = "aaaeeeeiiooåäönnnrrrsssttttlldddmmkgvpfbhjcuy"
SIZE = "10 million words in 250 documents"
FIRST = 50
#: so many different words of each kind are looked for
LOOKED_FOR = 20


def vocabulary() -> list[str]:
    """Made-up words, of which the first are used most, as in any language."""
    chance = random.Random(1)
    lengths = [2, 3, 3, 4, 5, 6, 7, 8, 9, 10, 12]
    made = ("".join(chance.choices(LETTERS, k=chance.choice(lengths))) for _ in itertools.count())
    return list(islice(dict.fromkeys(islice(made, VOCABULARY * 2)), VOCABULARY))


def write(path: Path, *, documents: int = DOCUMENTS) -> None:
    words = vocabulary()
    weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(words))))
    with Project.create(path, name="Ten million") as project:
        ann = CoderId(add_coder(project, "Ann").first("coders"))
        for number in range(documents):
            said = random.Random(number).choices(words, cum_weights=weights, k=WORDS // DOCUMENTS)
            import_documents(project, ann, [NewDocument(transcript(f"Interview {number}", said))])


def transcript(title: str, said: list[str]) -> Transcript:
    lines = (" ".join(said[at : at + PARAGRAPH]) for at in range(0, len(said), PARAGRAPH))
    text = "\n".join(f"IP1: {line}." for line in lines)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Transcript(title, text, f"{title}.txt", sha256, "utf-8", (), (), ())


def first_hits(bench: Bench, written: list[str], match: Match = Match.WHOLE) -> None:
    path = bench.once("search.qualcode", write)
    with Project.open(path) as project:
        for one in written:
            with bench.timed():
                hits = list(islice(Finder().find(project.db, Wanted(one, match)), FIRST))
            if not hits:
                raise ValueError("nothing was found")
    bench.divide(len(written))


def ranks(first: int) -> list[str]:
    return vocabulary()[first : first + LOOKED_FOR]


@benchmark("find a common word, the first 50 hits", size=SIZE, budget=0.05)
def common(bench: Bench) -> None:
    first_hits(bench, ranks(0))


@benchmark("find a word, the first 50 hits", size=SIZE, budget=0.05)
def ordinary(bench: Bench) -> None:
    first_hits(bench, ranks(2000))


@benchmark("find a rare word, the first 50 hits", size=SIZE, budget=0.05)
def rare(bench: Bench) -> None:
    first_hits(bench, ranks(100_000))


@benchmark("find a phrase of two common words, the first 50 hits", size=SIZE, budget=0.05)
def phrase(bench: Bench) -> None:
    words = ranks(0)
    first_hits(bench, [f'"{one} {other}"' for one, other in itertools.pairwise(words)])


@benchmark("find words that begin with a letter, the first 50 hits", size=SIZE, budget=0.05)
def one_letter(bench: Bench) -> None:
    first_hits(bench, [f"{letter}*" for letter in "aesntkåö"])


@benchmark("find words that begin with three letters, the first 50 hits", size=SIZE, budget=0.05)
def three_letters(bench: Bench) -> None:
    first_hits(bench, [f"{word[:3]}*" for word in ranks(5000)])


@benchmark("find a regular expression, the first 50 hits", size=SIZE, budget=0.05)
def regular(bench: Bench) -> None:
    first_hits(bench, [r"\b(\w)\w*\1\b"], Match.REGEX)


@benchmark("find a common word, every hit", size=SIZE, budget=15)
def every(bench: Bench) -> None:
    path = bench.once("search.qualcode", write)
    with Project.open(path) as project, bench.timed():
        sum(1 for _ in Finder().find(project.db, Wanted(ranks(0)[0])))


@benchmark("index a million words", size="a tenth of them", budget=3)
def indexing(bench: Bench) -> None:
    path = bench.once("tenth.qualcode", partial(write, documents=DOCUMENTS // 10))
    with Project.open(path) as project, bench.timed(), project.db.atomic():
        search.rebuild_index(project.db)


@benchmark("the index against the texts it is of", size=SIZE, budget=1.0, unit="×")
def size(bench: Bench) -> float:
    path = bench.once("search.qualcode", write)
    with Project.open(path) as project:
        documents = document_store.all_documents(project.db)
        texts = sum(len(document_store.text(project.db, one.id).encode()) for one in documents)
    with sqlite3.connect(path) as db:
        (pages,) = db.execute(
            "SELECT sum(pgsize) FROM dbstat WHERE name GLOB 'search_*'"
        ).fetchone()
    db.close()
    return float(pages / texts)
