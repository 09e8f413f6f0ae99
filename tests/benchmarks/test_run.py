"""The benchmarks measure what they say."""

import time

import pytest

from tests.benchmarks import run
from tests.benchmarks.harness import Bench, Benchmark, benchmark


@benchmark("sleep a little", size="1 nap", budget=0.5)
def nap(bench: Bench) -> None:
    bench.fresh()
    with bench.timed():
        time.sleep(0.01)
    time.sleep(0.02)


def test_only_what_is_timed_counts(tmp_path):
    figures = run.measure(nap, tmp_path).figures
    assert len(figures) == 5
    assert 0.01 <= min(figures) < 0.02


def test_folders_of_a_call_are_gone_after_it(tmp_path):
    run.measure(nap, tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_is_shared_is_built_once(tmp_path):
    built = []
    bench = Bench(tmp_path)
    for _ in range(2):
        path = bench.once("file", lambda path: (built.append(path), path.touch()))
    assert built == [path]


def test_memory_is_that_of_the_new_process(tmp_path):
    little = Bench(tmp_path).peak_megabytes("")
    much = Bench(tmp_path).peak_megabytes("x = bytearray(int(sys.argv[1]))", str(100 * 1024**2))
    assert 95 < much - little < 110


@pytest.mark.parametrize(
    ("figure", "unit", "shown"),
    [
        (0.00083, "s", "0.83 ms"),
        (1.239, "s", "1.24 s"),
        (214.2, "MB", "214 MB"),
        (2, "×", "2.00 ×"),
    ],
)
def test_figures_are_shown_as_people_read_them(figure, unit, shown):
    assert run.amount(figure, unit) == shown


def test_a_missed_budget_is_said():
    missed = run.Result(Benchmark("late", "", 1, "s", lambda _: 2.0), [2.0])
    assert missed.row()[-1] == "OVER"


@benchmark("count the slow ones", budget=0.5, budget_95=0.001)
def mostly_quick(bench: Bench) -> None:
    for number in range(10):
        with bench.sample():
            time.sleep(0.005 if number == 9 else 0)


def test_slow_samples_are_held_against_a_budget_of_their_own(tmp_path):
    result = run.measure(mostly_quick, tmp_path)
    assert len(result.figures) == 50 and result.at_95 >= 0.005
    assert not result.kept and "/" in result.row()[-2]


def test_the_table_is_aligned():
    lines = run.table([run.HEADINGS, run.Result(nap, [0.2] * 5).row()]).splitlines()
    assert lines[0].index("size") == lines[1].index("1 nap")
    assert lines[0].index("median") + len("median") == lines[1].index("0.20 s") + len("0.20 s")
