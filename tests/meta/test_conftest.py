"""The guards of the suite do what they promise."""

import logging
import os
import socket
import subprocess
import sys

import pytest

from qualcode.core import paths, translate

pytest_plugins = ["pytester"]


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_no_test_can_open_a_network_socket(family):
    with pytest.raises(RuntimeError, match="confidential"):
        socket.socket(family)


def test_no_program_that_a_test_starts_can_open_a_network_socket():
    program = "import socket; socket.socket(socket.AF_INET)"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ended.returncode == 1
    assert "confidential" in ended.stderr


def test_settings_are_nobodys_own(tmp_path_factory):
    home = tmp_path_factory.getbasetemp()
    assert paths.config_dir().is_relative_to(home)
    assert paths.log_dir().is_relative_to(home)
    assert os.environ["HOME"].startswith(str(home))


def test_an_expected_warning_is_cleared(caplog):
    logging.getLogger("qualcode").warning("as expected")
    assert caplog.messages == ["as expected"]
    caplog.clear()


def test_texts_are_english():
    assert translate.language() == "en"


def test_texts_can_be_swedish(swedish):
    assert translate.language() == "sv"


def test_windows_are_drawn_off_the_screen(qapp):
    assert qapp.platformName() == "offscreen"


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("logging.getLogger('qualcode').warning('oh')", "logged: ['oh']"),
        ("threading.Thread(target=time.sleep, args=(60,), daemon=True).start()", "threads left"),
        ("window = QWidget(); window.show(); kept.append(window)", "windows left open"),
        ("qWarning('oh')", "Qt messages"),
    ],
)
def test_what_a_test_leaves_behind_fails_it(pytester, root, body, complaint):
    pytester.makeini("[pytest]\nqt_api = pyside6\nqt_log_level_fail = WARNING")
    pytester.makeconftest((root / "tests" / "conftest.py").read_text(encoding="utf-8"))
    guard = pytester.mkdir("guard")
    source = root / "tests" / "guard" / "sitecustomize.py"
    (guard / source.name).write_bytes(source.read_bytes())
    pytester.makepyfile(
        "import logging, threading, time\n"
        "from PySide6.QtCore import qWarning\n"
        "from PySide6.QtWidgets import QWidget\n"
        "kept = []\n"
        f"def test_it(qapp):\n    {body}\n"
    )
    ended = pytester.runpytest_subprocess("-p", "no:randomly", "-p", "no:cacheprovider")
    assert ended.ret == 1
    assert complaint in ended.stdout.str()
