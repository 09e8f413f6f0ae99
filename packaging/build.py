"""Makes what an evaluator installs: a folder with the whole program, and on Debian a package.

    python packaging/build.py            the folder, and here the package if dpkg-deb is there
    python packaging/build.py folder     the folder alone

Everything is written under build/package and dist. `make package` sets up and runs this.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # no package of its own: see README.md

import deb
import icons

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "package"
DIST = ROOT / "dist"
FOLDER = DIST / "qualcode"
#: that the packaged program starts, with the window's and the analysis' libraries in it
TRIALS = (["--version"], ["--help"])


def folder() -> Path:
    """Build the one-folder program and try whether it starts."""
    WORK.mkdir(parents=True, exist_ok=True)
    icons.write(ROOT / "resources" / "icons" / "app.svg", WORK / "icons")
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--workpath", WORK / "work", "--distpath", DIST),
            ROOT / "packaging" / "qualcode.spec",
        ],
        check=True,
        cwd=ROOT,
    )
    for name in ("LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / name, FOLDER / name)
    shutil.copytree(ROOT / "resources" / "licences", FOLDER / "licences", dirs_exist_ok=True)
    program = FOLDER / ("qualcode-cli.exe" if os.name == "nt" else "qualcode")
    for arguments in TRIALS:
        subprocess.run([program, *arguments], check=True, stdout=subprocess.DEVNULL)
    return FOLDER


def main(wanted: list[str]) -> int:
    made = [folder()]
    if "folder" not in wanted and shutil.which("dpkg-deb"):
        made.append(deb.build(FOLDER, WORK / "icons", WORK / "deb", DIST))
    for path in made:
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
