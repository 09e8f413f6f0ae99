"""The window around the page: projects, menus, notes, drops, and what it remembers."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QWidget

from qualcode.core import settings
from qualcode.core.operations import history
from qualcode.core.operations.codes import NewCode, create_code
from qualcode.core.operations.project_details import make_backup
from qualcode.core.project import Project
from qualcode.core.store import backups, coders, codes
from qualcode.shell.dialogs.shortcuts import actions_in, sections_of
from tests.core.material import Material

IN_THE_WINDOW = Qt.ShortcutContext.WindowShortcut
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def program(start, material):
    """The program with the small project open."""
    return start(material)


@pytest.fixture
def window(program):
    return program.window


def press(qtbot, window, key, modifier=CTRL):
    qtbot.keyClick(window, key, modifier)


def names_of(project):
    return [code.name for code in codes.all_codes(project.db)]


# Projects


def test_a_new_project_is_made_with_the_keyboard_alone(start, qtbot, answer, tmp_path):
    program = start(window={"folders": {"projects": str(tmp_path)}})

    def act(dialog):
        qtbot.keyClicks(dialog.name, "Långsiktig samverkan")
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)

    answer(act)
    press(qtbot, program.window, Qt.Key.Key_N)
    assert program.session.project.info.name == "Långsiktig samverkan"
    assert program.window.windowTitle() == "Långsiktig samverkan – Qualcode"
    assert [coder.initials for coder in coders.all_coders(program.session.project.db)] == ["AL"]


def test_a_project_given_at_the_start_is_shown(window):
    assert window.windowTitle() == "Samverkan – Qualcode" and window.top.state == "Saved"


def test_at_the_first_start_a_given_project_waits_for_who_one_is(start, material):
    program = start(material, coder_name="")
    assert program.window._asking.isVisible()
    program.window._asking.fields.name.setText("Bo Ek")
    program.window._asking.go_on.click()
    assert program.window._page.isVisible() and program.session.can_write


def test_opening_what_is_open_already_changes_nothing(program, material):
    before = program.session.project
    program.window.file.open_path(material)
    assert program.session.project is before


def test_a_file_that_is_no_project_is_a_note_and_the_open_one_stays(program, tmp_path):
    (tmp_path / "text.qualcode").write_text("no project")
    before = program.session.project
    program.window.file.open_path(tmp_path / "text.qualcode")
    assert "text.qualcode" in program.window.notice.text and program.session.project is before


def test_a_project_opened_twice_can_only_be_read_and_says_who_has_it(program, start, material):
    second = start(material).window
    assert second.top.state == "Read only"
    assert "is open for" in second.banner.text and second.banner.isVisible()
    assert not second.exchange.import_files.isEnabled() and second.exchange.export.isEnabled()


def test_a_copy_can_be_saved_of_what_somebody_else_has(
    program, start, material, qtbot, monkeypatch, tmp_path
):
    target = "qualcode.shell.dialogs.files.ask_target"
    monkeypatch.setattr(target, lambda *arguments, **named: tmp_path / "mine.qualcode")
    second = start(material).window
    second.banner.buttons[0].click()
    qtbot.waitUntil(lambda: "mine.qualcode" in second.notice.text)
    with Project.open(tmp_path / "mine.qualcode") as copy:
        assert names_of(copy) == ["Mandat"]


def test_closing_the_project_leads_to_the_start_page(program, qtbot):
    press(qtbot, program.window, Qt.Key.Key_W)
    assert program.session.project is None and program.window._start.isVisible()


def test_closing_the_window_closes_the_project(program, material):
    program.window.close()
    assert program.session.project is None
    assert [path.name for path in material.parent.iterdir()] == ["Samverkan.qualcode"]


def test_the_example_is_made_and_opened(start, qtbot, tmp_path):
    program = start()
    program.window.file.make_example(tmp_path / "example")
    qtbot.waitUntil(lambda: program.session.project is not None, timeout=20_000)
    assert program.session.project.info.name == "Example project"


# Recent projects


def test_recent_projects_are_on_the_start_page_and_in_the_menu(start, material):
    window = start(recent=(str(material),)).window
    window.file.recent_menu.aboutToShow.emit()
    assert window.file.recent_menu.actions()[0].text() == "Samverkan"
    window._start.recent.itemActivated.emit(window._start.recent.item(0))
    assert window.windowTitle() == "Samverkan – Qualcode"


def test_a_recent_project_that_is_gone_is_grey(start, tmp_path):
    window = start(recent=(str(tmp_path / "gone.qualcode"),)).window
    window.file.recent_menu.aboutToShow.emit()
    assert not window.file.recent_menu.actions()[0].isEnabled()
    assert window._start.recent.item(0).flags() == Qt.ItemFlag.NoItemFlags


def test_the_list_of_recent_projects_can_be_cleared(program):
    program.window.file.recent_menu.aboutToShow.emit()
    program.window.file.recent_menu.actions()[-1].trigger()
    assert settings.load().recent == ()


# Backups


def test_a_backup_is_restored_and_what_was_is_kept(program, material, qtbot, answer):
    make_backup(program.session.project)
    program.session.run(create_code, NewCode("Roller"))
    answer(lambda dialog: dialog.accept())
    program.window.file.restore.trigger()
    qtbot.waitUntil(lambda: "as it was on" in program.window.notice.text)
    assert names_of(program.session.project) == ["Mandat"]
    with Project.open(backups.backups_of(material)[0].path, read_only=True) as kept:
        assert names_of(kept) in (["Mandat", "Roller"], ["Mandat"])


def test_a_project_that_has_been_worked_on_is_backed_up_once_a_day(
    start, material, qtbot, monkeypatch
):
    monkeypatch.setattr(
        "qualcode.core.operations.project_details.BETWEEN_BACKUPS", timedelta(seconds=-9)
    )
    window = start(material).window
    qtbot.waitUntil(lambda: len(backups.backups_of(material)) == 1)
    window.file.close_open_project()
    window.file.open_path(material)
    assert datetime.now(UTC) - backups.backups_of(material)[0].time < timedelta(minutes=1)


def test_a_project_that_has_only_just_begun_is_not_backed_up(program, material, qtbot):
    qtbot.waitUntil(lambda: not program.session._jobs)
    assert backups.backups_of(material) == []


@pytest.fixture
def coded(tmp_path):
    """A project, closed, in which somebody has coded and of which there is no backup."""
    made = Material(tmp_path)
    made.document("Intervju", "Karin: Det är oklart, tyvärr.")
    made.code("Mandat")
    made.mark("Mandat", "oklart")
    made.project.close()
    return made.project.path


def test_coded_work_is_backed_up_when_it_is_opened(start, coded, qtbot):
    start(coded)
    qtbot.waitUntil(lambda: len(backups.backups_of(coded)) == 1)


def test_work_without_a_backup_gets_one_when_the_project_is_closed(start, coded, qtbot):
    program = opened_before_the_first_backup(start, coded, qtbot)
    program.window.file.close_open_project()
    qtbot.waitUntil(lambda: program.session.project is None)
    assert len(backups.backups_of(coded)) == 1


def test_work_without_a_backup_gets_one_at_the_end(start, coded, qtbot):
    program = opened_before_the_first_backup(start, coded, qtbot)
    program.window.close()
    assert program.session.project is None
    assert len(backups.backups_of(coded)) == 1


def opened_before_the_first_backup(start, path, qtbot):
    program = start(path)
    qtbot.waitUntil(lambda: not program.session._jobs and len(backups.backups_of(path)) == 1)
    backups.backups_of(path)[0].path.unlink()
    return program


def test_a_damaged_project_is_read_and_not_written_to(start, coded, qtbot):
    data = coded.read_bytes()
    for page in range(len(data) // 4096 - 1, 1, -1):
        at = page * 4096
        coded.write_bytes(data[:at] + b"\xff" * 4096 + data[at + 4096 :])
        program = start(coded)
        qtbot.waitUntil(lambda program=program: not program.session._jobs)
        if program.session.project is not None:
            break
    assert "“Samverkan.qualcode” is damaged" in program.window.banner.text
    assert not program.session.can_write
    assert program.session.run(create_code, NewCode("Roller")) is None
    assert backups.backups_of(coded) == []


def test_a_copy_begins_in_the_projects_own_folder(program, answer, material):
    seen = []
    answer(lambda dialog: (seen.append(dialog.directory().absolutePath()), dialog.reject()))
    program.window.file.copy.trigger()
    assert seen == [str(material.parent)]


def test_the_arrows_of_a_file_dialog_are_seen_on_a_dark_ground(start, qtbot, answer):
    window = start(theme="dark").window
    seen = []

    def look(dialog):
        icon = dialog.findChild(QToolButton, "toParentButton").icon()
        image = icon.pixmap(16).toImage()
        places = [(x, y) for x in range(image.width()) for y in range(image.height())]
        seen.extend(c for c in (image.pixelColor(*place) for place in places) if c.alpha() > 200)
        dialog.reject()

    answer(look)
    window.file.open.trigger()
    assert seen and min(colour.lightness() for colour in seen) > 150


# Undo


def test_undo_says_what_it_will_undo(program):
    program.session.run(create_code, NewCode("Roller & ansvar"))
    edit = program.window.edit
    assert edit.undo.text() == "&Undo: New code “Roller && ansvar”"
    undo = program.window.top.undo
    assert undo.accessibleName() == edit.undo.iconText()
    assert undo.text().startswith("Undo: New")


def test_undo_and_redo_with_the_keyboard(program, qtbot):
    program.session.run(create_code, NewCode("Roller"))
    press(qtbot, program.window, Qt.Key.Key_Z)
    assert names_of(program.session.project) == ["Mandat"]
    assert program.window.edit.redo.text() == "&Redo: New code “Roller”"
    press(qtbot, program.window, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert names_of(program.session.project) == ["Mandat", "Roller"]


def test_with_nothing_to_undo_the_button_is_off(start, tmp_path, answer):
    Project.create(tmp_path / "empty.qualcode").close()
    window = start(tmp_path / "empty.qualcode").window
    assert window.edit.undo.text() == "&Undo" and not window.edit.undo.isEnabled()


def test_the_button_follows_what_another_operation_does(program):
    program.session.run(create_code, NewCode("Roller"))
    program.session.run(history.undo)
    assert "Roller" not in program.window.edit.undo.text()


# Who one is


def test_the_disc_offers_the_evaluators_of_the_project(program):
    menu = program.window.edit.who_menu()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Anna Lindqvist"]
    menu.deleteLater()


def test_somebody_else_can_go_on(program, qtbot, answer):
    def act(dialog):
        qtbot.keyClicks(dialog.fields.name, "Mats Berg")
        dialog.accept()

    answer(act)
    program.window.edit.ask_other()
    program.session.run(create_code, NewCode("Roller"))
    by = codes.all_codes(program.session.project.db)[-1].coder_id
    assert coders.get(program.session.project.db, by).name == "Mats Berg"
    assert "Mats Berg" in program.window.top.disc.accessibleName()


def test_a_corrected_name_is_the_same_person(program, answer):
    def act(dialog):
        dialog.fields.name.setText("Anna Lindqvist-Ek")
        dialog.accept()

    answer(act)
    program.window.edit.ask_correction()
    names = [coder.name for coder in coders.all_coders(program.session.project.db)]
    assert names == ["Anna Lindqvist-Ek"]
    assert settings.load().coder_name == "Anna Lindqvist-Ek"


# Files dropped


def drop(window, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def test_files_dragged_over_the_text_are_the_windows(program):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("a.txt")])
    event = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(program.window._page.reader.viewport(), event)
    assert event.isAccepted()


def test_a_dropped_project_is_opened(start, material, qtbot):
    window = start().window
    drop(window, material)
    qtbot.waitUntil(lambda: window.windowTitle() == "Samverkan – Qualcode")


def test_dropped_transcripts_are_shown_before_they_are_imported(program, qtbot, monkeypatch):
    seen = []
    target = "qualcode.shell.dialogs.import_dialog.ImportDialog.ask"
    monkeypatch.setattr(target, lambda session, paths, parent: seen.extend(paths))
    drop(program.window, Path("a.txt"), Path("b.docx"))
    qtbot.waitUntil(lambda: seen == [Path("a.txt"), Path("b.docx")])


def test_transcripts_dropped_without_a_project_are_told_what_to_do(start, qtbot):
    window = start().window
    drop(window, Path("a.txt"))
    qtbot.waitUntil(lambda: "Make or open a project first" in window.notice.text)


def test_a_project_dropped_with_transcripts_is_asked_about(program, material):
    program.window.take_files([material, Path("a.txt")])
    assert "not both" in program.window.notice.text


# Sheets and export


def test_a_codebook_comes_from_a_sheet(program, tmp_path, qtbot):
    sheet = tmp_path / "codes.csv"
    sheet.write_text("path,definition\nRoller,Vem gör vad\n", "utf-8")
    program.window.sheets.import_codebook(sheet)
    qtbot.waitUntil(lambda: "1 new" in program.window.notice.text)
    assert names_of(program.session.project) == ["Mandat", "Roller"]


def test_a_sheet_with_wrong_rows_shows_them_and_offers_the_others(program, tmp_path, qtbot):
    sheet = tmp_path / "codings.csv"
    rows = "Intervju Sjövik,Mandat,Det är oklart\nIntervju Sjövik,Mandat,står inte där\n"
    sheet.write_text("document,code,quote\n" + rows, "utf-8")
    program.window.sheets.import_codings(sheet)
    qtbot.waitUntil(lambda: len(program.window.notice.buttons) == 2)
    program.window.notice.buttons[1].click()
    qtbot.waitUntil(lambda: "1 coding written" in program.window.notice.text)


def test_an_export_writes_a_file_and_says_so(program, tmp_path, qtbot, answer, monkeypatch):
    target = "qualcode.shell.dialogs.export_dialog.ask_target"
    monkeypatch.setattr(target, lambda *arguments, **named: tmp_path / "summary.docx")
    answer(lambda dialog: dialog.accept())
    press(qtbot, program.window, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: "“summary.docx” is written." in program.window.notice.text)
    assert (tmp_path / "summary.docx").stat().st_size > 1000
    assert [b.text() for b in program.window.notice.buttons] == ["Open", "Show in its folder"]


# Closing and remembering


def test_work_that_goes_on_is_asked_about_before_the_window_closes(program, monkeypatch, qtbot):
    asked = []
    monkeypatch.setattr(
        "qualcode.shell.dialogs.question.Question.ask", lambda *a: bool(asked.append(a))
    )

    def work(project, coder_id, progress):
        while not asked:
            progress(0, 0)
        return create_code(project, coder_id, NewCode("Roller"))

    program.session.start_operation("Working…", work)
    assert not program.window.close() and program.window.isVisible()
    qtbot.waitUntil(lambda: not program.session.is_busy)


def test_while_something_is_written_nothing_else_can_be(program, qtbot):
    import threading

    go_on = threading.Event()

    def work(project, coder_id, progress):
        go_on.wait(5)
        return create_code(project, coder_id, NewCode("Roller"))

    program.session.start_operation("Working…", work)
    assert program.window.top.state == "Saving…" and not program.window.file.open.isEnabled()
    go_on.set()
    qtbot.waitUntil(lambda: program.window.top.state == "Saved")


def test_the_window_comes_back_as_large_as_it_was(start, qtbot):
    first = start().window
    first.resize(790, 640)
    first.close()
    stored = settings.load().window
    second = start(window=stored).window
    assert (second.width(), second.height()) == (790, 640)


def test_the_place_in_the_project_is_remembered(program, start, material):
    page = program.window._page
    document = page.current_document()
    program.window.close()
    assert settings.load().window["places"].popitem()[1]["places"]["read"]["document"] == document
    assert start(material, window=settings.load().window).window._page.current_document()


# For everybody


def test_no_two_actions_have_the_same_key(window):
    """Within one part of the window: F2 renames a code there and a document here."""
    everywhere, within = Counter(), Counter()
    for top in window.menuBar().actions():
        for action in actions_in(top.menu()):
            keys = [key.toString() for key in action.shortcuts()]
            everywhere.update(keys if action.shortcutContext() == IN_THE_WINDOW else ())
            within.update((action.parent(), key) for key in keys)
    assert [key for key, number in [*everywhere.items(), *within.items()] if number > 1] == []


def test_every_action_says_in_the_status_bar_what_it_does(window):
    silent = [
        action.text()
        for top in window.menuBar().actions()
        for action in actions_in(top.menu())
        if not action.statusTip() and not action.isCheckable() and not action.text().isdigit()
    ]
    assert silent == []


def test_every_widget_that_can_have_the_keyboard_has_a_name(window):
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
    ]
    assert nameless == []


def test_the_list_of_keys_is_that_of_the_menus(window):
    sections = dict(sections_of(window.menuBar()))
    assert ("Export", "Ctrl+E") in sections["File"]
    assert {"File", "Edit", "View", "Help"} <= sections.keys()


def test_the_list_of_keys_comes_up_and_can_be_narrowed(window, qtbot, answer):
    seen = []

    def act(dialog):
        qtbot.keyClicks(dialog.wanted, "export")
        seen.extend(
            row.text(0) for rows in dialog._items.values() for row in rows if not row.isHidden()
        )
        dialog.accept()

    answer(act)
    qtbot.keyClicks(window, "?")
    assert seen == ["Export"]


def test_copy_takes_from_where_the_keyboard_is(window, qtbot):
    field = QLineEdit("Det är oklart", window)
    field.show()
    field.setFocus()
    field.selectAll()
    window.edit.copy.trigger()
    assert QApplication.clipboard().text() == "Det är oklart"


def test_larger_and_normal_text(program):
    program.window.view.larger.trigger()
    program.window.view.larger.trigger()
    assert program.session.settings.text_scale == 1.3
    program.window.view.normal.trigger()
    assert program.session.settings.text_scale == 1.0


@pytest.mark.parametrize("theme", ["light", "dark", "high-contrast"])
def test_a_theme_is_chosen_in_the_menu(program, theme):
    program.window.view._themes[theme].trigger()
    assert program.appearance.theme.name == theme
    assert program.window.view._themes[theme].isChecked()


def test_long_names_leave_the_window_as_narrow_as_it_was(start, material):
    program = start(material, text_scale=2.0)
    before = program.window.minimumSizeHint().width()
    program.session.run(create_code, NewCode("Möjligheter och hinder i det lokala arbetet"))
    assert program.window.minimumSizeHint().width() <= max(before, 1280)
    assert program.window.top.undo.accessibleName().endswith("i det lokala arbetet”")
