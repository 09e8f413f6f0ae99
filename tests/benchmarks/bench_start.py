"""How long the command line takes to start."""

import sys
from pathlib import Path

from tests.benchmarks.harness import Bench, benchmark

TRIES = 5
QUALCODE = Path(sys.executable).with_name("qualcode")


@benchmark("qualcode --help over the bare interpreter", budget=0.15)
def help_over_interpreter(bench: Bench) -> float:
    """The least of some tries on each side: what else the machine does only adds."""
    bare = min(bench.seconds_of([sys.executable, "-c", "pass"]) for _ in range(TRIES))
    return min(bench.seconds_of([QUALCODE, "--help"]) for _ in range(TRIES)) - bare
