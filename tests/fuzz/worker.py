"""Reads damaged files, and says after each how it went. `run.py` starts it and watches the clock.

    python -m tests.fuzz.worker SUFFIX FIRST LAST FOLDER

Each line it prints: number, outcome, seconds, megabytes at the highest.
"""

import runpy
import sys
import time
import traceback
from pathlib import Path

from tests.fuzz.check import NAME, forbid_writing_outside, outcome
from tests.fuzz.damage import damaged
from tests.fuzz.samples import samples

GUARD = Path(__file__).resolve().parents[1] / "guard" / "sitecustomize.py"
STATUS = Path("/proc/self/status")
RESET = Path("/proc/self/clear_refs")


def main(suffix: str, first: int, last: int, folder: Path) -> int:
    runpy.run_path(str(GUARD))
    sound = samples(suffix)
    path = folder / f"{NAME}{suffix}"
    path.write_bytes(sound[0])
    outcome(path)  # what is imported late counts neither as time nor as memory
    before = peak()
    forbid_writing_outside(folder)
    for number in range(first, last):
        path.write_bytes(damaged(sound[number % len(sound)], number))
        print(number, "begun", 0, 0, flush=True)
        forget_peak()
        start = time.monotonic()
        try:
            result = outcome(path)
        except BaseException:
            result = "mistake"
            traceback.print_exc()
        print(number, result, time.monotonic() - start, max(0, peak() - before), flush=True)
    return 0


def peak() -> int:
    """Megabytes, where the system says them."""
    if not STATUS.exists():
        return 0
    lines = STATUS.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


def forget_peak() -> None:
    if RESET.exists():
        RESET.write_text("5", encoding="ascii")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])))
