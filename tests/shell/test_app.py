"""Starting, languages, themes, and what happens when something breaks."""

import os
import subprocess
import sys
import threading

import pytest
from PySide6.QtGui import QPalette

from qualcode.core import settings
from qualcode.core.errors import DamagedProject, ProjectError
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.paths import log_dir
from qualcode.core.translate import language
from qualcode.shell.dialogs.crash import CrashDialog
from qualcode.shell.windows.pages import DRAWERS, PAGES
from tests.shell.conftest import let_go

SECRET = "Det är oklart, tyvärr."


@pytest.fixture
def crash_dialogs(monkeypatch):
    """The reports of the crash dialogs that came up; each is answered with going on."""
    reports = []
    monkeypatch.setattr(CrashDialog, "ask", lambda report, *_, **_how: not reports.append(report))
    return reports


def fail(text):
    raise ValueError(text)


def test_the_program_starts_on_the_start_page(start):
    window = start().window
    assert window.windowTitle() == "Qualcode" and window._start.isVisible()


def test_at_the_first_start_the_program_asks_who_one_is(start):
    window = start(coder_name="").window
    assert window._asking.isVisible() and not window.file.new.isEnabled()


def test_having_said_who_one_is_one_can_begin(start, qtbot):
    program = start(coder_name="")
    fields = program.window._asking.fields
    fields.name.selectAll()
    qtbot.keyClicks(fields.name, "Bo Ek")
    program.window._asking.go_on.click()
    assert program.window._start.isVisible() and program.window.file.new.isEnabled()
    assert settings.load().coder_name == "Bo Ek"


def test_somebody_without_a_colour_has_a_disc_all_the_same(start):
    window = start(coder_colour="", coder_initials="", theme="dark").window
    assert window.top.disc.isVisible()


def test_the_language_is_switched_at_once(start, qtbot):
    program = start()
    program.session.remember(language="sv")
    qtbot.waitUntil(lambda: program.window.open.language.text() == "Svenska")
    assert language() == "sv" and program.window.isVisible()
    assert program.window.menuBar().actions()[0].text() == "&Arkiv"


def renewed(program, qtbot):
    """The window in Swedish, and the one before gone."""
    program.session.remember(language="sv")
    qtbot.waitUntil(lambda: program.window.open.language.text() == "Svenska")
    let_go()


def test_nothing_of_the_window_in_another_language_answers_any_more(start, material, qtbot):
    program = start(material)
    pages = program.window.work.pages
    for place in PAGES:
        pages.show_page(place.key)
    for place in DRAWERS:
        pages.open_drawer(place.key)
    renewed(program, qtbot)
    program.session.start_operation("…", code_beside)
    qtbot.waitUntil(lambda: not program.session.is_busy)
    program.session.undo()
    program.session.set_coder("Bo Ek")
    program.session.remember(theme="dark", text_scale=1.5)
    program.session.close()


def test_work_goes_on_in_the_window_in_another_language(start, material, qtbot):
    program, go_on = start(material), threading.Event()

    def work(project, coder_id, *, progress):
        go_on.wait()
        return create_code(project, coder_id, NewCode("Roller"))

    program.session.start_operation("…", work)
    renewed(program, qtbot)
    qtbot.waitUntil(program.window.jobs.isVisible)
    go_on.set()
    qtbot.waitUntil(lambda: not program.session.running)
    assert "Roller" in [code.name for code in program.window._page.codes.model.codebook]


def code_beside(project, coder_id, *, progress):
    return create_code(project, coder_id, NewCode("Roller"))


def test_corrections_go_on_in_the_window_in_another_language(start, material, qtbot):
    program = start(material)
    correcting = program.window._page.correcting
    correcting.begin()
    qtbot.keyClicks(correcting.view.editor, "Karin igen. ")
    renewed(program, qtbot)
    again = program.window._page.correcting
    again.note.buttons[0].click()
    assert [edit.words for edit in again.view.editor.edits()] == ["Karin igen. "]


def test_texts_that_qt_has_itself_are_in_the_language_too(start, qapp):
    start(language="sv")
    assert qapp.translate("QPlatformTheme", "Cancel") == "Avbryt"


def test_an_unknown_language_in_the_settings_follows_the_system(start):
    start(language="tlh")
    assert language() == "en"


def test_the_theme_is_switched_at_once(start, qapp):
    program = start()
    program.session.remember(theme="dark")
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == "#222529"


def test_the_size_of_texts_is_switched_at_once(start, qapp):
    program = start()
    program.window.view.larger.trigger()
    assert settings.load().text_scale == 1.15 and qapp.font().pixelSize() == 15


def test_an_unexpected_exception_comes_to_the_crash_dialog(start, crash_dialogs, qtbot):
    program = start()
    try:
        fail(SECRET)
    except ValueError as error:
        program.catch(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: len(crash_dialogs) == 1)
    assert "ValueError" in crash_dialogs[0] and " in fail" in crash_dialogs[0]


def test_a_text_in_an_exception_is_not_in_the_report(start, crash_dialogs, qtbot):
    program = start()
    try:
        fail(SECRET)
    except ValueError as error:
        program.catch(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: len(crash_dialogs) == 1)
    assert SECRET not in crash_dialogs[0]


def test_a_bug_in_a_job_comes_to_the_crash_dialog(start, crash_dialogs, qtbot):
    program = start()
    job = program.session.start_apart("Reading…", lambda progress: fail(SECRET))
    with qtbot.waitSignal(job.over):
        pass
    assert "ValueError" in crash_dialogs[0] and SECRET not in crash_dialogs[0]


def test_a_bug_in_another_thread_is_told_in_the_windows(start, crash_dialogs, qtbot, monkeypatch):
    program = start()
    monkeypatch.setattr(threading, "excepthook", program.catch_in_thread)
    thread = threading.Thread(target=fail, args=[SECRET])
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(crash_dialogs) == 1)


def test_a_crash_while_one_is_told_brings_no_second_dialog(start, monkeypatch):
    program, seen = start(), []

    def ask(report, *_, **_how):
        seen.append(report)
        program.tell_of_crash(RuntimeError())
        return True

    monkeypatch.setattr(CrashDialog, "ask", ask)
    program.tell_of_crash(ValueError())
    assert len(seen) == 1


@pytest.mark.parametrize("error", [DamagedProject("“a.qualcode” is damaged."), ValueError()])
def test_a_damaged_file_is_not_said_to_be_safe(start, monkeypatch, error):
    program, told = start(), []

    def ask(_report, _parent, *, is_damaged):
        told.append(is_damaged)
        return True

    monkeypatch.setattr(CrashDialog, "ask", ask)
    program.tell_of_crash(error)
    assert told == [isinstance(error, DamagedProject)]


@pytest.mark.parametrize("is_damaged", [True, False])
def test_after_a_read_that_failed_only_a_sound_project_is_written_to(
    start, material, crash_dialogs, qtbot, is_damaged
):
    program = start(material)
    qtbot.waitUntil(lambda: not program.session._jobs)
    assert program.session.can_write
    if is_damaged:
        with material.open("r+b") as file:
            file.seek(-4096, os.SEEK_END)
            file.write(b"\xff" * 4096)
    program.tell_of_crash(DamagedProject("“Samverkan.qualcode” is damaged."))
    assert program.session._jobs
    qtbot.waitUntil(lambda: not program.session._jobs)
    assert program.session.can_write is not is_damaged


def test_quit_in_the_crash_dialog_ends_the_program(start, qapp, monkeypatch):
    program, ended = start(), []
    monkeypatch.setattr(CrashDialog, "ask", lambda *_, **_how: False)
    monkeypatch.setattr(program, "_app", type("App", (), {"quit": lambda self: ended.append(1)})())
    program.tell_of_crash(ValueError())
    assert ended
    monkeypatch.undo()


def test_what_the_world_does_wrong_is_a_note_and_no_crash(start, crash_dialogs, tmp_path):
    program = start(tmp_path / "missing.qualcode")
    assert "missing.qualcode" in program.window.notice.text and not crash_dialogs


def test_a_refusal_is_a_note(start):
    program = start()

    def refuse(project, coder_id):
        raise ProjectError("It can’t be done.")

    program.session.refused.emit("It can’t be done.")
    assert program.window.notice.text == "It can’t be done."


@pytest.mark.parametrize("module", ["docx", "lxml", "openpyxl", "xlsxwriter"])
def test_what_is_heavy_is_not_imported_at_the_start(module):
    code = f"import qualcode.shell.app, sys; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


RAISING_IN_A_SLOT = f"""
import sys
from PySide6.QtCore import QTimer
from qualcode.shell import app
from qualcode.shell.dialogs.crash import CrashDialog
from qualcode.shell.windows.pages import DRAWERS, PAGES
from tests.shell.conftest import let_go

def ask(report, *_, **_how):
    print(report)
    return False  # quit

def fail():
    passage = {SECRET!r}
    raise ValueError(passage)

CrashDialog.ask = ask
made = app.make_application
def make_application():
    QTimer.singleShot(0, fail)
    return made()
app.make_application = make_application
sys.exit(app.main())
"""


def test_the_real_program_tells_of_an_exception_in_a_slot_and_quits():
    ended = subprocess.run(
        [sys.executable, "-c", RAISING_IN_A_SLOT], capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 0
    assert "ValueError" in ended.stdout and " in fail" in ended.stdout
    assert SECRET not in ended.stdout + ended.stderr


def test_the_log_of_the_real_program_holds_no_text():
    subprocess.run([sys.executable, "-c", RAISING_IN_A_SLOT], capture_output=True, timeout=60)
    written = (log_dir() / "qualcode.log").read_text("utf-8")
    assert "crash: ValueError" in written and SECRET not in written
