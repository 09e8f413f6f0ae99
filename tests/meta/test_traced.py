"""The real program under strace: no network, and no file but where files belong."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed"),
]

#: Opens a project in the real window, marks, exports, and leaves after a second.
AN_HOUR_IN_A_SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from qualcode.core.report.export import export
from qualcode.shell import app

project = Path(sys.argv[1])
made = app.make_application
def make_application():
    application = made()
    QTimer.singleShot(1000, application.quit)
    return application
app.make_application = make_application
app.main(project)
from qualcode.cli.main import main
sys.exit(main(["export", str(project), str(project.with_name("codings.xlsx")), "--what", "codings"]))
"""


@pytest.fixture(scope="module")
def trace(tmp_path_factory) -> tuple[str, Path]:
    """What the system was asked for while the example was made, looked at and exported."""
    home = tmp_path_factory.mktemp("traced")
    (home / "config" / "qualcode").mkdir(parents=True)
    settings = home / "config" / "qualcode" / "settings.json"
    settings.write_text('{"coder_name": "Anna", "device": "x"}', "utf-8")
    own = {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(home / "tmp"),
    }
    (home / "tmp").mkdir()
    demo = [sys.executable, "-m", "qualcode", "demo", str(home / "demo")]
    text = _traced(demo, home, own)
    (project,) = (home / "demo").glob("*.qualcode")
    text += _traced([sys.executable, "-c", AN_HOUR_IN_A_SECOND, str(project)], home, own)
    return text, home


def _traced(command: list[str], home: Path, own: dict[str, str]) -> str:
    out = home / "trace.txt"
    strace = ["strace", "-f", "-qq", "-s", "400", "-o", str(out)]
    watched = "trace=socket,connect,openat,open,creat,mkdir,mkdirat,rename,renameat2,link,linkat"
    ended = subprocess.run(
        [*strace, "-e", watched, *command],
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return out.read_text("utf-8", errors="replace")


def test_no_socket_to_a_network_is_opened(trace):
    text, _home = trace
    assert "openat(" in text
    assert re.findall(r".*\bAF_INET6?\b.*", text) == []


def test_files_are_written_only_beside_the_project_and_in_ones_own_settings(trace):
    text, home = trace
    written = set()
    for line in text.splitlines():
        if re.search(r"O_(CREAT|TMPFILE|WRONLY|RDWR)", line) and "= -1" not in line:
            written.update(re.findall(r'"([^"]+)"', line))
    places = tuple(str(home / folder) for folder in ("demo", "config", "state", "cache"))
    elsewhere = {path for path in written if not path.startswith((*places, "/dev/", "/proc/"))}
    assert written
    assert elsewhere == set()


def test_no_word_of_an_interview_is_in_logs_settings_or_temporary_files(trace):
    _text, home = trace
    words = ("samverkanskoordinator", "breakfast club", "mandat")
    for folder in ("config", "state", "cache", "tmp"):
        for path in (home / folder).rglob("*"):
            if path.is_file():
                content = path.read_text("utf-8", errors="replace").casefold()
                assert not [word for word in words if word in content], path.name
