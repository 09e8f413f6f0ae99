"""Runs the benchmarks of this folder, and prints how each stands to its budget.

    make bench
    make bench ARGS="summary open"     only those whose names hold one of these words

harness.py tells how to write one.
"""

import importlib
import math
import os
import platform
import sqlite3
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.harness import Bench, Benchmark

FOLDER = Path(__file__).resolve().parent
RUNS = 5
HEADINGS = ("what", "size", "median", "min", "max", "95 %", "budget", "")


@dataclass(frozen=True)
class Result:
    """A benchmark and the figures of its runs."""

    benchmark: Benchmark
    figures: list[float]

    @property
    def kept(self) -> bool:
        of = self.benchmark
        late = of.budget_95 is not None and self.at_95 > of.budget_95
        return statistics.median(self.figures) <= of.budget and not late

    @property
    def at_95(self) -> float:
        """The 95th percentile, the nearest figure from above."""
        ordered = sorted(self.figures)
        return ordered[max(math.ceil(0.95 * len(ordered)) - 1, 0)]

    def row(self) -> tuple[str, ...]:
        of, figures = self.benchmark, self.figures
        amounts = (statistics.median(figures), min(figures), max(figures))
        shown = [amount(figure, of.unit) for figure in amounts]
        budget = amount(of.budget, of.unit)
        at_95 = ""
        if of.budget_95 is not None:
            at_95 = amount(self.at_95, of.unit)
            budget += f" / {amount(of.budget_95, of.unit)}"
        return (of.name, of.size, *shown, at_95, budget, "ok" if self.kept else "OVER")


def amount(figure: float, unit: str) -> str:
    """A figure as people read it: 0.83 ms, 1.24 s, 214 MB, 2.05 ×."""
    if unit == "s" and figure < 0.1:
        return f"{figure * 1000:.2f} ms"
    return f"{figure:.0f} {unit}" if unit == "MB" else f"{figure:.2f} {unit}"


def machine() -> str:
    from PySide6.QtCore import qVersion

    return (
        f"{cores()} cores, {processor()}, {platform.system()} {platform.release()}; "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, Qt {qVersion()}"
    )


def cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processor() -> str:
    described = Path("/proc/cpuinfo")
    if described.exists():
        for line in described.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def find(words: list[str]) -> list[Benchmark]:
    """The benchmarks of this folder, by file and then as they stand there."""
    found = []
    for path in sorted(FOLDER.glob("bench_*.py")):
        module = importlib.import_module(f"tests.benchmarks.{path.stem}")
        found += [thing for thing in vars(module).values() if isinstance(thing, Benchmark)]
    return [one for one in found if not words or any(word in one.name for word in words)]


def measure(one: Benchmark, shared: Path) -> Result:
    runs = [call(one, shared) for _ in range(1 + RUNS)]
    return Result(one, [figure for figures in runs[1:] for figure in figures])


def call(one: Benchmark, shared: Path) -> list[float]:
    """The figures of one call: each of its samples, or the one that it all adds up to."""
    bench = Bench(shared)
    try:
        figure = one.run(bench)
    finally:
        bench.clean_up()
    return bench.samples or [bench.elapsed if figure is None else figure]


def table(rows: list[tuple[str, ...]]) -> str:
    """The first two columns to the left, the figures to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = zip(row, widths, strict=True)
        shown = [c.ljust(w) if n in (0, 1, 7) else c.rjust(w) for n, (c, w) in enumerate(cells)]
        lines.append("  ".join(shown).rstrip())
    return "\n".join(lines)


def main(words: list[str]) -> int:
    print(machine())
    print(f"Medians of {RUNS} runs after one to warm up.", flush=True)
    with tempfile.TemporaryDirectory(prefix="qualcode-bench-") as shared:
        results = []
        for one in find(words):
            print(f"  … {one.name}", file=sys.stderr, flush=True)
            results.append(measure(one, Path(shared)))
    print(table([HEADINGS, *(result.row() for result in results)]))
    return 0 if all(result.kept for result in results) else 1


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    raise SystemExit(main(sys.argv[1:]))
