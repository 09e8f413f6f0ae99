"""How long the window is kept from answering in the work of several evaluators: when each part of the
team's page is first opened after a merge, when the history is, and when the merge is undone and done
again."""

import shutil
from pathlib import Path

from tests.benchmarks.bench_merge import merged_and_theirs
from tests.benchmarks.harness import Bench, benchmark
from tests.benchmarks.in_window import longest_work

STEPS = """
from qualcode.shell.pages.team.parts import PARTS

def part(key):
    return lambda: pages.widget("team").list.chosen.emit(key)

ways = {
    "parts": [lambda: pages.show_page("team"), *[part(place.key) for place in PARTS]],
    "steps": [lambda: pages.open_drawer("history"), session.undo, session.redo],
}
steps = [work.clear, *ways[sys.argv[2]]]
"""


def _longest_work(bench: Bench, way: str) -> float:
    merged, _theirs = merged_and_theirs(bench)
    path = Path(shutil.copy(merged, bench.fresh()))
    return longest_work(bench, path, STEPS, way)


SIZE = "25 000 codings merged into 25 000"


@benchmark("longest work for the parts of the team's page", size=SIZE, budget=0.05)
def parts(bench: Bench) -> float:
    return _longest_work(bench, "parts")


@benchmark("longest work to undo a merge and do it again", size=SIZE, budget=0.05)
def steps(bench: Bench) -> float:
    return _longest_work(bench, "steps")
