"""How long a category summary takes, and the files made of it."""

from functools import partial
from pathlib import Path

from qualcode.core.analysis.counts import code_counts
from qualcode.core.analysis.summary import Summary, build
from qualcode.core.project import Project
from qualcode.core.report import word
from qualcode.core.report.export import CODINGS, export
from qualcode.core.report.options import ExportOptions
from qualcode.core.store import codes as code_store
from tests.benchmarks.harness import Bench, benchmark
from tests.benchmarks.large import make_project

MANY = "50 000 codings in 200 documents"
SUMMARISE = """
from pathlib import Path
from qualcode.core.analysis.summary import build
from qualcode.core.project import Project
with Project.open(Path(sys.argv[1]), read_only=True) as project:
    build(project)
"""
CODINGS_FOR_20_000_QUOTES = 21_200


def large(bench: Bench, codings: int = 50_000) -> Path:
    """A project with so many codings; each size is made once."""
    return bench.once(f"summary-{codings}.qualcode", partial(make_project, codings=codings))


def summary_of(bench: Bench, codings: int) -> Summary:
    with Project.open(large(bench, codings), read_only=True) as project:
        return build(project)


def timed_build(bench: Bench, codings: int) -> float:
    """Seconds for a summary of so many codings, read from the file."""
    single = Bench(bench.shared)
    with Project.open(large(bench, codings), read_only=True) as project, single.timed():
        build(project)
    return single.elapsed


@benchmark("category summary as data", size=MANY, budget=1)
def as_data(bench: Bench) -> float:
    return timed_build(bench, 50_000)


@benchmark(
    "category summary, twice the codings", size="100 000 against 50 000", budget=2.2, unit="×"
)
def twice(bench: Bench) -> float:
    """The least of three on each side: what else the machine does only adds."""
    many = min(timed_build(bench, 100_000) for _ in range(3))
    return many / min(timed_build(bench, 50_000) for _ in range(3))


@benchmark("category summary, peak memory", size=MANY, budget=300, unit="MB")
def memory(bench: Bench) -> float:
    return bench.peak_megabytes(SUMMARISE, large(bench))


@benchmark("category summary as Word", size="20 000 quotes", budget=4)
def as_word(bench: Bench) -> None:
    summary = summary_of(bench, CODINGS_FOR_20_000_QUOTES)
    if summary.quotes < 20_000:
        raise ValueError(f"too few quotes: {summary.quotes}")
    with bench.timed():
        word.write(summary, ExportOptions())


@benchmark("codings as Excel", size="20 000 quotes", budget=2.5)
def as_excel(bench: Bench) -> None:
    path = large(bench, 20_000)
    with Project.open(path, read_only=True) as project, bench.timed():
        export(project, bench.fresh() / "codings.xlsx", what=CODINGS)


@benchmark("counts of all codes", size=MANY, budget=0.5)
def all_counts(bench: Bench) -> None:
    with Project.open(large(bench), read_only=True) as project, bench.timed():
        code_counts(project.db)


@benchmark("count of one code", size=MANY, budget=0.05)
def one_count(bench: Bench) -> None:
    with Project.open(large(bench), read_only=True) as project:
        code_id = code_store.all_codes(project.db)[1].id
        with bench.timed():
            code_counts(project.db, [code_id])
