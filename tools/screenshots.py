"""Takes the pictures of the window that README and the manual show.

    python tools/screenshots.py                     all of them, under docs/screenshots
    python tools/screenshots.py --to FOLDER --size 1280x720 --scale 2 --theme high-contrast

Opens the example project in the real window, without a screen, goes from page to page as
`scenes.py` says, and saves what is seen. With a theme or a language only that is taken, of every
scene: for looking at.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from scenes import MAIN, Scene, Stage, scenes
from small_png import save_small

from qualcode.core import logs
from qualcode.core import settings as settings_store
from qualcode.core.demo import build_example
from qualcode.core.project import Project
from qualcode.shell import app

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "docs" / "screenshots"
SIZE = "1440x900"
#: what desktops put around a window, with room to spare
_FRAME = 60
#: what the window needs to have laid out, read and painted everything, in milliseconds
SETTLED = 700
#: language and theme; of the first and the last every scene is taken, of all the main one
LOOKS = (("en", "light"), ("en", "dark"), ("sv", "light"), ("sv", "dark"))


def main() -> int:
    chosen = _arguments()
    looks: tuple[tuple[str, str], ...] = LOOKS
    if chosen.theme or chosen.language:
        looks = ((chosen.language or "en", chosen.theme or "light"),)
    chosen.to.mkdir(parents=True, exist_ok=True)
    for language, theme in looks:
        whole = len(looks) == 1 or (language, theme) in (LOOKS[0], LOOKS[-1])
        with tempfile.TemporaryDirectory() as home:
            _write_settings(Path(home), language, theme, chosen.scale)
            own = {**os.environ, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home, "HOME": home}
            own["QT_QPA_PLATFORM"] = f"offscreen:configfile={_screen(Path(home), chosen.size)}"
            what = [chosen.size, "all" if whole else "main", chosen.only]
            arguments = [sys.executable, __file__, "take", language, theme, home, chosen.to, *what]
            subprocess.run(arguments, env=own, check=True)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=lambda path: Path(path).absolute(), default=SHOTS)
    parser.add_argument("--size", default=SIZE)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--theme", default="")
    parser.add_argument("--language", default="")
    parser.add_argument("--only", default="", help="scenes whose name begins like this")
    return parser.parse_args()


def _write_settings(home: Path, language: str, theme: str, scale: float) -> None:
    stored = {
        "coder_name": "Anna Lindqvist",
        "coder_initials": "AL",
        "coder_colour": "#3d7ea6",
        "language": language,
        "theme": theme,
        "text_scale": scale,
        "window": {"toured": True},
    }
    file = home / "qualcode" / "settings.json"
    file.parent.mkdir()
    file.write_text(json.dumps(stored), "utf-8")


def _screen(home: Path, size: str) -> Path:
    """What Qt is told of a screen that is not there: as large as the window with its frame."""
    width, height = map(int, size.split("x"))
    screen = {"name": "screen", "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    place = {"x": 0, "y": 0, "width": width + _FRAME, "height": height + _FRAME}
    file = home / "screen.json"
    file.write_text(json.dumps({"screens": [{**screen, **place}]}), "utf-8")
    return file


class Photographer:
    """Goes from scene to scene, each when the one before has been taken."""

    def __init__(
        self, application: QApplication, plan: Iterator[Scene], ending: str, to: Path
    ) -> None:
        self._application, self._plan = application, plan
        self._ending, self._to = ending, to
        self._scene: Scene | None = None

    def go_on(self) -> None:
        """Take what is seen, and set up what comes next."""
        if self._scene is not None:
            self._take(self._scene)
        self._scene = next(self._plan, None)
        if self._scene is None:
            self._application.quit()
            return
        # A dialog that waits for its answer must not keep this from going on.
        QTimer.singleShot(0, self._scene.set_up)
        QTimer.singleShot(self._scene.settled or SETTLED, self.go_on)

    def _take(self, scene: Scene) -> None:
        if scene.name:
            target = self._to / f"{scene.name}-{self._ending}.png"
            save_small(_seen(self._application).grab().toImage(), target)
            print(target.name, target.stat().st_size // 1000, "kB", flush=True)
        scene.clear()


def _seen(application: QApplication) -> QWidget:
    """The dialog or window in front."""
    modal = application.activeModalWidget()
    active = application.activeWindow()
    shown = [window for window in application.topLevelWidgets() if window.isVisible()]
    return modal or active or shown[0]


def take(language: str, theme: str, home: Path, to: Path, size: str, which: str, only: str) -> None:
    """All scenes in one look, in this process."""
    path = build_example(home / "demo", language).project
    application = app.make_application()
    program = app.Program(application, settings_store.load(), logs.Trail())
    width, height = size.split("x")
    with Project.open(path) as project:
        stage = Stage(program, path, project, language)
        stage.furnish()
    program.window.resize(int(width), int(height))
    program.start()
    plan = (scene for scene in scenes(stage) if _wanted(scene, which, only))
    photographer = Photographer(application, plan, f"{language}-{theme}", to)
    QTimer.singleShot(SETTLED, photographer.go_on)
    application.exec()
    program.end()


def _wanted(scene: Scene, which: str, only: str) -> bool:
    if scene.always:
        return True
    return (which == "all" or scene.name == MAIN) and scene.name.startswith(only)


if __name__ == "__main__":
    if sys.argv[1:2] == ["take"]:
        _, _, one, two, home, to, *rest = sys.argv
        take(one, two, Path(home), Path(to), *rest)
        raise SystemExit(0)
    raise SystemExit(main())
