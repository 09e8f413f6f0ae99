"""Names what Qualcode uses at run time, and under which licence, in resources/licences.

python tools/licences.py write     write THIRD-PARTY.txt from what is installed
python tools/licences.py check     exit 1 if it differs from that
"""

import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "licences" / "THIRD-PARTY.txt"
LINE = "=" * 78
# What PDFium holds only on systems that Qualcode does not run on, or with JavaScript built in.
ELSEWHERE = {"android", "cibw_musl", "pbin_musl", "v8_xfa"}
START = """\
What Qualcode uses
{line}

Qualcode itself is under the MIT licence (LICENSE). It uses the works below. Each stays under its
own licence, whose text follows its name.

Qt and PySide6 are used under the GNU Lesser General Public License, version 3 (LGPL-3.0.txt, which
adds to GPL-3.0.txt, both beside this file). They are separate libraries, unchanged, which you may
replace by versions of your own. Their sources are at https://download.qt.io/official_releases/ .
Qt contains further works under licences that permit it: https://doc.qt.io/qt-6/licenses-used-in-qt.html

The typeface is Inter, copyright 2016-2022 The Inter Project Authors, under the SIL Open Font
License 1.1 (fonts/OFL.txt). The programming language is Python, copyright Python Software
Foundation, under the PSF licence. The database is SQLite, which is in the public domain.

"""


def used_at_run_time() -> list[Distribution]:
    """Qualcode's dependencies and theirs."""
    found: dict[str, Distribution] = {}
    waiting = ["qualcode"]
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name not in found:
            found[name] = distribution(name)
            waiting += [
                one.name for one in map(Requirement, found[name].requires or ()) if plain(one)
            ]
    del found["qualcode"]
    return [found[name] for name in sorted(found)]


def plain(requirement: Requirement) -> bool:
    """Without an extra, and for this Python."""
    return requirement.marker is None or requirement.marker.evaluate({"extra": ""})


def licence(one: Distribution) -> str:
    """As the distribution names it: an expression, a short name, or the classifier's."""
    about = one.metadata
    for field in ("License-Expression", "License"):
        if field in about and "\n" not in about[field]:
            return about[field]
    classifiers = [line for line in about.get_all("Classifier") or () if line.startswith("License")]
    return classifiers[0].rsplit(" :: ", 1)[-1] if classifiers else "see below"


def home(one: Distribution) -> str:
    if "Home-page" in one.metadata:
        return one.metadata["Home-page"]
    links = dict(line.split(", ", 1) for line in one.metadata.get_all("Project-URL") or ())
    by_name = {name.lower(): link for name, link in links.items()}
    return next((by_name[n] for n in ("homepage", "home", "source") if n in by_name), "")


def texts(one: Distribution) -> list[str]:
    """The licence files beside the metadata, but for those of what pip carries within itself."""
    files = [
        file
        for file in one.files or ()
        if ".dist-info" in file.parts[0]
        and (
            file.name.upper().startswith(("LICEN", "COPYING", "NOTICE"))
            or "licenses" in file.parts[1:-1]
        )
        and not ELSEWHERE.intersection(file.parts)
        and "_vendor" not in file.parts
    ]
    paths = [Path(str(one.locate_file(file))) for file in sorted(files)]
    read = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    return list(dict.fromkeys(text.strip() for text in read))


def section(one: Distribution) -> str:
    title = f"{one.metadata['Name']} {one.version}: {licence(one)}"
    return "\n\n".join([f"{LINE}\n{title}\n{home(one)}\n{LINE}", *texts(one)]) + "\n\n"


def notices() -> str:
    whole = START.format(line=LINE) + "".join(map(section, used_at_run_time()))
    return "\n".join(line.rstrip() for line in whole.splitlines()).rstrip() + "\n"


def main(arguments: list[str]) -> int:
    if arguments == ["write"]:
        TARGET.write_text(notices(), encoding="utf-8", newline="\n")
        return 0
    if arguments == ["check"]:
        same = TARGET.read_text(encoding="utf-8") == notices()
        print("The licences are as installed." if same else f"{TARGET.name}: make licences")
        return 0 if same else 1
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
