"""How long it takes to find where evaluators differ, and to settle a place."""

import random
from pathlib import Path

from qualcode.core.analysis.reconcile.confusion import confusion
from qualcode.core.analysis.reconcile.listing import compare
from qualcode.core.ids import CoderId, new_id
from qualcode.core.model import Coding, Segment
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.reconcile import settle
from qualcode.core.project import Project
from tests.benchmarks.harness import Bench, benchmark
from tests.core.material import transcript

CHARACTERS, CODES, DOCUMENTS, MARKS = 1_000_000, 100, 20, 10_000
EACH = f"2 evaluators, 100 codes × 1 million characters, {MARKS} marks of each"


def make(path: Path) -> None:
    """Two evaluators, of whom one marked mostly what the other did, somewhat moved."""
    chance = random.Random(7)
    with Project.create(path) as project:
        anna = CoderId(add_coder(project, "Anna").first("coders"))
        bo = CoderId(add_coder(project, "Bo").first("coders"))
        long = CHARACTERS // DOCUMENTS
        text = ("Mandatet är oklart, tyvärr. " * (long // 20))[:long]
        news = [
            NewDocument(transcript(f"Intervju {number}", f"{number} {text}"))
            for number in range(DOCUMENTS)
        ]
        documents = import_documents(project, anna, news).order["documents"]
        codes = [
            create_code(project, anna, NewCode(f"Kod {number}")).first("codes")
            for number in range(CODES)
        ]
        for coder, mine in zip((anna, bo), _marks(chance, documents, long), strict=True):
            _write(project, coder, codes, mine)


def _marks(chance, documents, long):
    first = []
    for _number in range(MARKS):
        start = chance.randrange(10, long - 400)
        end = start + chance.randrange(40, 300)
        first.append((chance.choice(documents), chance.randrange(CODES), start, end))
    second = []
    for document, code, start, end in first:
        luck = chance.random()
        code = code if luck < 0.8 else chance.randrange(CODES)
        second.append((document, code, start + (7 if luck > 0.4 else 0), end))
    return first, second


def _write(project, coder, codes, marks):
    with project.operation(coder, "code_passages") as running:
        texts = {document: running.text(document) for document, *_rest in marks}
        segments, codings = {}, {}
        for document, code, start, end in marks:
            key = document, start, end
            if key not in segments:
                quote = texts[document][start:end]
                segments[key] = Segment(
                    new_id(), *key, quote, "", "", None, None, running.time, coder
                )
            row = segments[key].id, codes[code]
            codings[row] = Coding(new_id(), *row, None, None, None, running.time, coder)
        running.insert_many("segments", list(segments.values()))
        running.insert_many("codings", list(codings.values()))


def coders(project):
    return [row[0] for row in project.db.execute("SELECT id FROM coders ORDER BY id LIMIT 2")]


@benchmark("where evaluators differ, and code against code", size=EACH, budget=1)
def differ(bench: Bench) -> None:
    path: Path = bench.once("reconcile.qualcode", make)
    with Project.open(path, read_only=True) as project:
        both = coders(project)
        with bench.timed():
            found = compare(project.db, both)
            confusion(found)


@benchmark("settle a place, and what differs in its document", size=EACH, budget=0.1)
def settle_one(bench: Bench) -> None:
    path: Path = bench.once("reconcile.qualcode", make)
    with Project.open(path) as project:
        both = coders(project)
        places = [one for one in compare(project.db, both).all_listed if one.said is None]
        one = random.Random(3).choice(places)
        with bench.timed():
            changes = settle(project, both[0], one, [both[0]])
            compare(project.db, both, changes.documents)
