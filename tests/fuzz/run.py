"""Damages files of every format that is imported, some thousands of each, and reads them.

    make fuzz                          2 000 of each format
    make fuzz ARGS="--count 500 .pdf"  so many, of these formats
    make fuzz ARGS="--first 1234 --count 1 .pdf"   one of them again

Each must give a sentence or a text, within 10 seconds and 500 MB, and without touching the network
or a file outside its folder. Files that do not are kept in build/fuzz, named after their number.
LibreOffice takes a second or two for each .doc, so that those take the longest by far.
"""

import argparse
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from qualcode.core.importers import SUFFIXES
from tests.fuzz.check import SURVEYS
from tests.fuzz.damage import damaged
from tests.fuzz.samples import samples

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "fuzz"
COUNT = 2000
SECONDS, MEGABYTES = 10.0, 500
# LibreOffice is another program, with limits of its own; importing what a reader needs takes time.
SECONDS_DOC, SECONDS_TO_START = 70.0, 60.0
MOST_BAD = 20
SAME = {".md": ".txt", ".htm": ".html"}


@dataclass
class Tally:
    """How the files of a format went."""

    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    largest: int = 0
    bad: list[tuple[int, str]] = field(default_factory=list)

    def row(self, suffix: str) -> str:
        counts = ", ".join(f"{count} {name}" for name, count in sorted(self.outcomes.items()))
        limits = f"slowest {self.slowest:.2f} s, most memory {self.largest} MB"
        return f"{suffix:6} {counts}; {limits}{'; BAD' if self.bad else ''}"


def fuzz(suffix: str, first: int, last: int) -> Tally:
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        at = first
        while at < last and len(tally.bad) < MOST_BAD:
            at = batch(suffix, at, last, Path(folder), tally)
    for number, why in tally.bad:
        KEPT.mkdir(parents=True, exist_ok=True)
        sound = samples(suffix)
        kept = KEPT / f"{number}{suffix}"
        kept.write_bytes(damaged(sound[number % len(sound)], number))
        print(f"{kept.relative_to(ROOT)}: {why}", flush=True)
    return tally


def batch(suffix: str, first: int, last: int, folder: Path, tally: Tally) -> int:
    """Runs a worker until it is done or dies; the number to go on with."""
    command = [sys.executable, "-m", "tests.fuzz.worker", suffix, str(first), str(last), folder]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as worker:
        lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=forward, args=(worker.stdout, lines), daemon=True).start()
        patience = SECONDS_DOC if suffix == ".doc" else SECONDS
        at, wait = first, SECONDS_TO_START
        while True:
            try:
                line = lines.get(timeout=wait)
            except queue.Empty:
                worker.kill()
                tally.bad.append((at, f"took more than {patience:.0f} s"))
                return at + 1
            if not line:
                break
            number, result, seconds, megabytes = line.split()
            at, wait = int(number), patience + 5
            if result != "begun":
                note(tally, at, result, float(seconds), int(megabytes), patience)
                at += 1
        if worker.wait() != 0:
            tally.bad.append((at, f"the program died ({worker.returncode})"))
            return at + 1
    return last


def forward(stream: IO[str] | None, lines: queue.Queue[str]) -> None:
    for line in stream or ():
        lines.put(line)
    lines.put("")


def note(
    tally: Tally, number: int, result: str, seconds: float, megabytes: int, patience: float
) -> None:
    tally.outcomes[result] += 1
    tally.slowest, tally.largest = max(tally.slowest, seconds), max(tally.largest, megabytes)
    if result == "mistake":
        tally.bad.append((number, "neither a sentence nor a text; see above"))
    elif seconds > patience:
        tally.bad.append((number, f"took {seconds:.0f} s"))
    elif megabytes > MEGABYTES:
        tally.bad.append((number, f"took {megabytes} MB"))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make fuzz")
    parser.add_argument("suffixes", nargs="*")
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args(arguments)
    suffixes = options.suffixes or [one for one in (*SUFFIXES, *SURVEYS) if one not in SAME]
    if ".doc" in suffixes and shutil.which("soffice") is None:
        print(".doc is left out: there is no LibreOffice here.")
        suffixes.remove(".doc")
    last = options.first + options.count
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        tallies = list(pool.map(lambda suffix: fuzz(suffix, options.first, last), suffixes))
    for suffix, tally in zip(suffixes, tallies, strict=True):
        print(tally.row(suffix))
    return 1 if any(tally.bad for tally in tallies) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
