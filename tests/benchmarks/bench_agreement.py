"""How long it takes to compare evaluators: on runs of text, never on characters."""

import random
from pathlib import Path

from qualcode.core.analysis.agreement.compare import compare
from qualcode.core.analysis.agreement.marks import Marks, from_rows
from qualcode.core.analysis.agreement.of_project import Question, agreement
from qualcode.core.project import Project
from tests.benchmarks.harness import Bench, benchmark
from tests.benchmarks.large import make_project

CHARACTERS = 1_000_000
CODES = 100
MARKS_OF_EACH = 20_000
EACH = f"100 codes × 1 million characters, {MARKS_OF_EACH} marks of each coder"
COMPARE = """
from tests.benchmarks.bench_agreement import coded
from qualcode.core.analysis.agreement.compare import compare
compare(coded(10), key="0")
"""


def coded(coders: int) -> Marks:
    """Coders of whom each has most marks from the first, a little moved."""
    chance = random.Random(5)
    codes = [str(code) for code in range(CODES)]
    first = []
    for _number in range(MARKS_OF_EACH):
        start = chance.randrange(CHARACTERS - 400)
        first.append((chance.randrange(CODES), start, start + chance.randrange(40, 300)))
    rows = [
        (coder, code if chance.random() < 0.8 else chance.randrange(CODES), start + moved, end)
        for coder in range(coders)
        for code, start, end in first
        if (moved := chance.randrange(20)) < 19
    ]
    return from_rows(CHARACTERS, [str(coder) for coder in range(coders)], codes, rows)


@benchmark("all coefficients, 2 coders", size=EACH, budget=0.5)
def of_two(bench: Bench) -> None:
    marks = coded(2)
    with bench.timed():
        compare(marks, key="0")


@benchmark("all coefficients, 10 coders", size=EACH, budget=3)
def of_ten(bench: Bench) -> None:
    marks = coded(10)
    with bench.timed():
        compare(marks, key="0")


@benchmark("all coefficients, 10 coders, peak memory", size=EACH, budget=400, unit="MB")
def memory(bench: Bench) -> float:
    return bench.peak_megabytes(COMPARE)


@benchmark("agreement in a project", size="50 000 codings in 200 documents", budget=1.5)
def in_project(bench: Bench) -> None:
    path: Path = bench.once("agreement.qualcode", make_project)
    with Project.open(path, read_only=True) as project, bench.timed():
        agreement(project, Question())
