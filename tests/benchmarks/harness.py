"""What a benchmark is made of.

A file `bench_*.py` in this folder holds functions like this one:

    from tests.benchmarks.harness import Bench, benchmark

    @benchmark("open a project", size="200 documents, 50 000 codings", budget=0.15)
    def open_project(bench: Bench) -> None:
        path = bench.once("large.qualcode", make_large_project)
        with bench.timed():
            Project.open(path).close()

Each is called once to warm up and then five times. Only what stands inside `bench.timed()` counts
(several such blocks in one call add up), so prepare before it and clean up after it.

- `bench.once(name, build)` is a path that `build(path)` made the first time; benchmarks share it.
  Do not change what is there: copy it into `bench.fresh()` first.
- `bench.fresh()` is a new, empty folder for this call.
- A call that repeats something small ends with `bench.divide(times)`.
- Where the slow ones matter too, each is timed by `bench.sample()`; the figures are then the median
  of all samples of all runs and, held against `budget_95`, their 95th percentile.
- A function may return its own figure instead, in the unit that the decorator names:
  `bench.seconds_of(command)` runs a program, `bench.peak_megabytes(code, *arguments)` runs Python
  code in a new process (its `sys.argv[1:]` are the arguments) and returns the memory it reached.
  `unit="×"` is for a ratio, such as twice the codings against once.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PEAK = """
import pathlib, sys
def peak():
    status = pathlib.Path('/proc/self/status')
    if status.exists():
        line, = [l for l in status.read_text().splitlines() if l.startswith('VmHWM')]
        return int(line.split()[1]) / 1024
    import resource
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
"""


@dataclass(frozen=True)
class Benchmark:
    """What is measured, on how much, and how much of `unit` it may take."""

    name: str
    size: str
    budget: float
    unit: str
    run: Callable[["Bench"], float | None]
    budget_95: float | None = None


@dataclass
class Bench:
    """What one call of a benchmark is given."""

    shared: Path
    elapsed: float = 0.0
    samples: list[float] = field(default_factory=list)
    _folders: list[tempfile.TemporaryDirectory[str]] = field(default_factory=list)

    @contextmanager
    def timed(self) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.elapsed += time.perf_counter() - start

    @contextmanager
    def sample(self) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.samples.append(time.perf_counter() - start)

    def divide(self, times: int) -> None:
        self.elapsed /= times

    def once(self, name: str, build: Callable[[Path], object]) -> Path:
        path = self.shared / name
        if not path.exists():
            build(path)
        return path

    def fresh(self) -> Path:
        folder = tempfile.TemporaryDirectory(dir=self.shared)
        self._folders.append(folder)
        return Path(folder.name)

    def clean_up(self) -> None:
        for folder in self._folders:
            folder.cleanup()

    def seconds_of(self, command: Sequence[str | Path]) -> float:
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - start

    def peak_megabytes(self, code: str, *arguments: str | Path) -> float:
        whole = f"{PEAK}\n{code}\nprint(peak(), file=sys.stderr)\n"
        ended = subprocess.run(
            [sys.executable, "-c", whole, *arguments], check=True, capture_output=True, text=True
        )
        return float(ended.stderr.splitlines()[-1])


def benchmark(
    name: str,
    *,
    size: str = "",
    budget: float,
    unit: str = "s",
    budget_95: float | None = None,
) -> Callable[[Callable[[Bench], float | None]], Benchmark]:
    """Makes a benchmark of a function."""

    def make(run: Callable[[Bench], float | None]) -> Benchmark:
        return Benchmark(name, size, budget, unit, run, budget_95)

    return make
