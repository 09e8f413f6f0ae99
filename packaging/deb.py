"""A Debian package around the one-folder program."""

import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: what Qt takes from the system; the rest is in the folder
NEEDS = (
    *("libc6 (>= 2.28)", "libgl1", "libegl1", "libglib2.0-0 | libglib2.0-0t64", "libfontconfig1"),
    *("libdbus-1-3", "libxkbcommon0", "libxkbcommon-x11-0", "libx11-xcb1", "libxcb-cursor0"),
    *("libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0"),
    *("libxcb-shape0", "libxcb-sync1", "libxcb-xfixes0", "libxcb-xkb1"),
)
CONTROL = """\
Package: qualcode
Version: {version}
Section: science
Priority: optional
Architecture: {architecture}
Maintainer: Qualcode contributors <qualcode@localhost>
Installed-Size: {size}
Depends: {needs}
Suggests: libreoffice-writer
Description: From interview transcripts to a results chapter that can be trusted
 Evaluators read transcripts, tag passages with categories, merge the work of
 several evaluators and hand in a Word document of category summaries with
 quotes. Works without a network.
"""
#: the desktop learns of the program and of its files, and forgets them again
REFRESH = """\
#!/bin/sh
set -e
for tool in "update-mime-database /usr/share/mime" \\
            "update-desktop-database -q" \\
            "gtk-update-icon-cache -q -t -f /usr/share/icons/hicolor"; do
    if command -v ${tool%% *} >/dev/null 2>&1; then $tool || true; fi
done
"""


def build(folder: Path, icons: Path, work: Path, target: Path) -> Path:
    """Put the folder into /usr/lib/qualcode with what a desktop wants, and pack it."""
    shutil.rmtree(work, ignore_errors=True)
    library = work / "usr/lib/qualcode"
    shutil.copytree(folder, library, symlinks=True)
    _link(work / "usr/bin/qualcode", "../lib/qualcode/qualcode")
    linux = ROOT / "packaging" / "linux"
    _copy(linux / "qualcode.desktop", work / "usr/share/applications/qualcode.desktop")
    _copy(linux / "qualcode.xml", work / "usr/share/mime/packages/qualcode.xml")
    drawing = ROOT / "resources/icons/app.svg"
    _copy(drawing, work / "usr/share/icons/hicolor/scalable/apps/qualcode.svg")
    for picture in icons.glob("qualcode-*.png"):
        size = picture.stem.partition("-")[2]
        place = work / f"usr/share/icons/hicolor/{size}x{size}/apps/qualcode.png"
        _copy(picture, place)
    documents = work / "usr/share/doc/qualcode"
    _copy(ROOT / "LICENSE", documents / "copyright")
    _copy(ROOT / "resources/licences/THIRD-PARTY.txt", documents / "THIRD-PARTY.txt")
    _control(work)
    _set_rights(work)
    package = target / f"qualcode_{version()}_{_architecture()}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z3", "--build", work, package]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return package


def version() -> str:
    """The program's version, as Debian compares versions."""
    text = (ROOT / "qualcode" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    if found is None:
        raise RuntimeError("qualcode/__init__.py says no version")
    return found[1].replace(".dev", "~dev")


def _architecture() -> str:
    command = ["dpkg", "--print-architecture"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _control(work: Path) -> None:
    size = sum(path.lstat().st_size for path in work.rglob("*")) // 1024
    control = CONTROL.format(
        version=version(), architecture=_architecture(), size=size, needs=", ".join(NEEDS)
    )
    folder = work / "DEBIAN"
    folder.mkdir()
    (folder / "control").write_text(control, encoding="utf-8")
    for name in ("postinst", "postrm"):
        script = folder / name
        script.write_text(REFRESH, encoding="utf-8")


def _set_rights(work: Path) -> None:
    """The same whoever builds: everyone may read, and run what is a program."""
    runs = {"DEBIAN/postinst", "DEBIAN/postrm", "usr/lib/qualcode/qualcode"}
    for path in work.rglob("*"):
        if path.is_symlink():
            continue
        if path.is_dir() or str(path.relative_to(work)) in runs:
            path.chmod(0o755)
        else:
            path.chmod(0o644)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


def _link(place: Path, to: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(to)
