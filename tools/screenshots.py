"""Takes the pictures of the window that README and the manual show.

    python tools/screenshots.py          on a screen, or under xvfb-run

Opens the example project in the real window, in each language and theme, goes to a passage of the
group interview, and saves what is seen under docs/screenshots.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from qualcode.core.demo import build_example
from qualcode.core.project import Project
from qualcode.core.store import codings, documents
from qualcode.shell import app
from qualcode.shell.pages.read_and_code import ReadAndCodePage

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "docs" / "screenshots"
SIZE = (1440, 900)
#: what the window needs to have laid out, read and painted everything, in milliseconds
SETTLED = 900

#: name of the picture, language, theme
PICTURES = (
    ("read-and-code-light", "en", "light"),
    ("read-and-code-dark", "en", "dark"),
    ("las-och-koda-ljust", "sv", "light"),
    ("las-och-koda-morkt", "sv", "dark"),
)


def main() -> int:
    SHOTS.mkdir(parents=True, exist_ok=True)
    for name, language, theme in PICTURES:
        with tempfile.TemporaryDirectory() as home:
            settings = Path(home, "qualcode", "settings.json")
            settings.parent.mkdir()
            chosen = {"coder_name": "Anna Lindqvist", "language": language, "theme": theme}
            settings.write_text(json.dumps(chosen), "utf-8")
            own = {**os.environ, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home}
            target = SHOTS / f"{name}.png"
            subprocess.run([sys.executable, __file__, language, home, target], env=own, check=True)
            print(target.relative_to(ROOT))
    return 0


def take(language: str, folder: Path, target: Path) -> None:
    """One picture, in this process."""
    project = build_example(folder / "demo", language).project
    made = app.make_application

    def make_application() -> app.Application:
        application = made()
        QTimer.singleShot(SETTLED, lambda: show(application, project))
        QTimer.singleShot(2 * SETTLED, lambda: save(application, target))
        return application

    app.make_application = make_application
    app.main(project)


def show(application: QApplication, project: Path) -> None:
    """Go to a passage in the middle of the group interview."""
    window = main_window(application)
    window.resize(*SIZE)
    with Project.open(project, read_only=True) as read:
        group = next(d for d in documents.all_documents(read.db) if d.kind == "group-interview")
        marks = codings.marks_in(read.db, group.id)
    segment = marks[len(marks) // 3].segment
    page = window.findChild(ReadAndCodePage)
    assert isinstance(page, ReadAndCodePage)
    assert segment.start is not None
    assert segment.end is not None
    page.show_passage(group.id, segment.start, segment.end)


def save(application: QApplication, target: Path) -> None:
    main_window(application).grab().save(str(target))
    application.quit()


def main_window(application: QApplication) -> QMainWindow:
    return next(w for w in application.topLevelWidgets() if isinstance(w, QMainWindow))


if __name__ == "__main__":
    if len(sys.argv) == 4:
        take(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
        raise SystemExit(0)
    raise SystemExit(main())
