"""Sets up .venv on a machine that has Python 3.11 or newer and pip, and nothing else.

Everything comes from requirements.lock, by its hashes. Done once: a stamp says for which lock.
"""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
WINDOWS = os.name == "nt"
BIN = ENVIRONMENT / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
QUALCODE = BIN / ("qualcode.exe" if WINDOWS else "qualcode")
STAMP = ENVIRONMENT / "set-up-for"
LOCK = ROOT / "requirements.lock"

QT_LIBRARIES = (
    "libgl1",
    "libegl1",
    "libglib2.0-0",
    "libfontconfig1",
    "libdbus-1-3",
    "libxkbcommon0",
)
SCREEN_LIBRARIES = (
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
)
LOADS_QT = "import PySide6.QtWidgets"
LOADS_SCREEN = (
    "import ctypes, pathlib, PySide6.QtWidgets as q;"
    "ctypes.CDLL(str(pathlib.Path(q.__file__).parent / 'Qt/plugins/platforms/libqxcb.so'))"
)


class CannotSetUp(Exception):
    """Says in a sentence what is in the way and what to do."""


def set_up() -> None:
    """Make .venv ready; fast when it is."""
    wanted = state()
    if not usable() or not STAMP.exists() or STAMP.read_text(encoding="utf-8") != wanted:
        print("Setting up .venv: this takes a few minutes the first time.", flush=True)
        make_environment()
        install()
        STAMP.write_text(wanted, encoding="utf-8")
    if sys.platform.startswith("linux"):
        need_libraries(LOADS_QT, QT_LIBRARIES)
        if has_screen():
            need_libraries(LOADS_SCREEN, QT_LIBRARIES + SCREEN_LIBRARIES)


def state() -> str:
    """What .venv is made from: another lock, project or place means to set up again."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in (LOCK, ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def has_screen() -> bool:
    if WINDOWS or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def usable() -> bool:
    works = "import sys; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([PYTHON, "-c", works], check=False).returncode == 0
    except OSError:
        return False


def make_environment() -> None:
    if not usable():
        builder = venv.EnvBuilder(with_pip=False, clear=True, symlinks=not WINDOWS)
        builder.create(ENVIRONMENT)


def install() -> None:
    pip = find_pip()
    options = ["--quiet", "--disable-pip-version-check"]
    run([*pip, "install", *options, "--require-hashes", "-r", LOCK])
    run([*pip, "install", *options, "--no-deps", "--no-build-isolation", "-e", ROOT])


def find_pip() -> list[str]:
    """The pip beside the Python that runs this, else one put into .venv."""
    outside = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    inside = [str(PYTHON), "-m", "pip"]
    for pip in (outside, inside):
        if succeeds([*pip, "--version"]):
            return pip
    if succeeds([str(PYTHON), "-m", "ensurepip"]) and succeeds([*inside, "--version"]):
        return inside
    raise CannotSetUp(
        f"{sys.executable} has no pip. Install it (on Debian and Ubuntu: "
        "apt-get install python3-pip), and start again."
    )


def need_libraries(script: str, packages: tuple[str, ...]) -> None:
    """Install the system's libraries that Qt loads, where `script` shows that some are missing."""
    if succeeds([str(PYTHON), "-c", script]):
        return
    missing = " ".join(packages)
    apt = shutil.which("apt-get")
    if apt is None:
        raise CannotSetUp(
            "Qt lacks a library of the system. Install what your distribution calls these "
            f"packages of Debian, and start again: {missing}"
        )
    root = [] if os.geteuid() == 0 else [shutil.which("sudo") or ""]
    if root == [""]:
        raise CannotSetUp(f"Qt lacks libraries. As root: apt-get install {missing}")
    print(f"Installing the libraries that Qt needs: {missing}", flush=True)
    install_packages([*root, apt], packages)
    if not succeeds([str(PYTHON), "-c", script]):
        subprocess.run([PYTHON, "-c", script], check=False)
        raise CannotSetUp(
            f"Qt does not load on this {platform.platform()}; the lines above say why."
        )


def install_packages(apt: list[str], packages: tuple[str, ...]) -> None:
    unasked = [*apt[:-1], "env", "DEBIAN_FRONTEND=noninteractive", apt[-1]]
    run([*unasked, "update", "-qq"])
    run([*unasked, "install", "-y", "-qq", "--no-install-recommends", *packages])


def want_program(name: str) -> None:
    """Install a program that some tests need, where that can be done unasked."""
    apt = shutil.which("apt-get")
    if shutil.which(name) or apt is None or os.geteuid() != 0:
        return
    print(f"Installing {name}, which some tests need.", flush=True)
    install_packages([apt], (name,))


def want_for_package() -> None:
    """What PyInstaller needs of a Debian system: its Python as a library, and binutils."""
    apt = shutil.which("apt-get")
    library = f"libpython{sys.version_info.major}.{sys.version_info.minor}"
    is_debian_s = sys.base_prefix == "/usr"  # another Python brings its library itself
    found = any(Path("/usr/lib").rglob(f"{library}.so.*")) or not is_debian_s
    if apt is None or (found and shutil.which("objdump")):
        return
    packages = ("binutils",) if found else ("binutils", library)
    if os.geteuid() != 0:
        raise CannotSetUp(
            "A package can’t be made yet. As root: apt-get install " + " ".join(packages)
        )
    print("Installing what a package is made with.", flush=True)
    install_packages([apt], packages)


def succeeds(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def run(command: list[str | Path]) -> None:
    """Run a step of the set-up, or say which one failed."""
    if subprocess.run(command, check=False).returncode != 0:
        raise CannotSetUp("This step failed: " + " ".join(map(str, command)))
