"""What a developer does, on Linux, Windows and macOS. `make NAME` runs the same.

    python tools/dev.py demo           build the example project, say where, and open it
    python tools/dev.py run            open the window
    python tools/dev.py test           every check and every test
    python tools/dev.py lint           the checks alone
    python tools/dev.py bench          measure against the budgets
    python tools/dev.py fuzz           import some thousand damaged files of each format
    python tools/dev.py translations   bring the catalogues up to the sources
    python tools/dev.py licences       write resources/licences anew from what is installed
    python tools/dev.py package        a folder with the whole program, and a Debian package
    python tools/dev.py lock           write requirements.lock anew

Each sets up .venv first, if need be. Further arguments go on to qualcode, pytest, the
benchmarks or the fuzzer.
"""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 (an older Python shall say so)
    sys.exit(f"Qualcode needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

from environment import (
    BIN,
    LOCK,
    PYTHON,
    QUALCODE,
    ROOT,
    CannotSetUp,
    has_screen,
    set_up,
    want_for_package,
    want_program,
)

CORES = "2"
DEMO = ROOT / "build" / "demo"
PYTEST = [str(PYTHON), "-m", "pytest", "-q", "-n", CORES]
WITHOUT_QT = ["-p", "no:pytest-qt", "-p", "tests.guard.no_qt", "-m", "not slow"]
CHECKS = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "pyright": ["-m", "pyright"],
    "import-linter": [str(BIN / "lint-imports")],
    "translations": ["tools/translations.py", "check"],
}


def demo() -> int:
    """A former example is kept once, as build/demo.previous: someone may have worked in it."""
    if DEMO.exists():
        previous = DEMO.with_name("demo.previous")
        shutil.rmtree(previous, ignore_errors=True)
        DEMO.rename(previous)
    failed = call([QUALCODE, "demo", DEMO])
    if failed:
        return failed
    for path in sorted(DEMO.glob("*.docx")):
        print(f"The summary in Word: {path.relative_to(ROOT)}", flush=True)
    if not has_screen():
        print("There is no screen here, so the window stays closed.")
        return 0
    return call([QUALCODE, *sorted(DEMO.glob("*.qualcode"))])


def run(*arguments: str) -> int:
    return call([QUALCODE, *arguments])


def lint() -> int:
    """Run the checks two at a time, and print what they say in order."""
    with ThreadPoolExecutor(int(CORES)) as pool:
        results = list(pool.map(quietly, CHECKS.values()))
    failed = [name for name, result in zip(CHECKS, results, strict=True) if result.returncode]
    for name, result in zip(CHECKS, results, strict=True):
        print(f"== {name}: {'failed' if name in failed else 'passed'}")
        if name in failed:
            print(result.stdout, result.stderr, sep="\n")
    return 1 if failed else 0


def test(*arguments: str) -> int:
    want_program("strace")
    failed = lint()
    print("== pytest of the core, without Qt", flush=True)
    failed |= call([*PYTEST, *WITHOUT_QT, "tests/core"])
    print("== pytest", flush=True)
    return call([*PYTEST, *arguments]) or failed


def bench(*arguments: str) -> int:
    return call([PYTHON, "-m", "tests.benchmarks.run", *arguments])


def fuzz(*arguments: str) -> int:
    return call([PYTHON, "-m", "tests.fuzz.run", *arguments])


def translations() -> int:
    for step in ("extract", "compile", "check"):
        failed = call([PYTHON, "tools/translations.py", step])
    return failed


def licences() -> int:
    return call([PYTHON, "tools/licences.py", "write"])


def package(*arguments: str) -> int:
    want_for_package()
    return call([PYTHON, "packaging/build.py", *arguments])


def lock() -> int:
    """No host and no local path may get into it: uv export leaves both out."""
    options = ["--no-emit-project", "--no-header", "--no-annotate", "--all-groups", "--quiet"]
    return call([BIN / "uv", "export", *options, "--format", "requirements-txt", "-o", LOCK])


def call(command: list[str | Path]) -> int:
    return subprocess.run(command, cwd=ROOT, env=surroundings(), check=False).returncode


def quietly(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PYTHON, *arguments],
        cwd=ROOT,
        env=surroundings(),
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def surroundings() -> dict[str, str]:
    quiet = {"PYRIGHT_PYTHON_IGNORE_WARNINGS": "1", "PYTHONUTF8": "1"}
    return {**os.environ, **quiet}


TASKS = {
    task.__name__: task
    for task in (demo, run, test, lint, bench, fuzz, translations, licences, lock, package)
}


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in TASKS:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        set_up()
        return TASKS[arguments[0]](*arguments[1:])
    except CannotSetUp as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
