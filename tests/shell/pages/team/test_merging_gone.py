"""What colleagues deleted can be brought back where a merge tells of it, when that can be done."""

import threading

import pytest
from PySide6.QtCore import Qt

from qualcode.core.operations.codes import rename_code
from qualcode.core.operations.restoring import restore_deleted
from qualcode.core.store import codes
from tests.shell.pages.team.test_merging import bench, copy, deleted, made  # noqa: F401


@pytest.fixture
def merged(bench, deleted):  # noqa: F811
    """A merge is done in which a mark goes."""
    begun = bench(deleted)
    begun.look(deleted.project.path)
    begun.merge()
    begun.gone = begun.part.done.gone
    return begun


def rename(project, coder_id, go_on=None, *, progress=None):
    """Work that may go on until it is let end."""
    if go_on is not None:
        assert go_on.wait(10)
    (code,) = [one.id for one in codes.all_codes(project.db) if one.name == "Samsyn"]
    return rename_code(project, coder_id, code, "Samsyn nu")


def test_nothing_is_brought_back_while_other_work_writes(merged):
    go_on, buttons = threading.Event(), (merged.gone.bring_back, merged.gone.bring_all)
    assert all(button.isEnabled() for button in buttons)
    merged.session.start_operation("…", rename, go_on)
    assert not any(button.isEnabled() for button in buttons)
    assert merged.gone.show_place.isEnabled()
    go_on.set()
    merged.qtbot.waitUntil(lambda: all(button.isEnabled() for button in buttons))


def test_what_is_back_is_looked_for_when_the_merge_is_seen_again(merged):
    merged.window.work.pages.show_page("read")
    jobs = []
    merged.session.job_started.connect(jobs.append)
    (deed,) = {one.deed for one in merged.gone.marks}
    merged.session.run(restore_deleted, deed)
    assert jobs == [] and merged.gone.marks
    merged.window.work.pages.show_page("team")
    merged.qtbot.waitUntil(lambda: not merged.gone.marks)


def test_other_changes_leave_the_mark_that_is_chosen(merged):
    merged.gone.listed.table.clearSelection()
    merged.session.run(rename)
    merged.qtbot.waitUntil(lambda: not merged.session.running)
    assert merged.gone.marks and not merged.gone.listed.table.selectedIndexes()


def test_the_letter_of_a_button_is_its_own_where_a_menu_with_it_is_not_seen(merged):
    gone, qtbot = merged.gone, merged.qtbot
    asked = []
    gone.restore_wanted.connect(asked.append)
    merged.window.activateWindow()
    merged.part.done.report.setFocus()
    qtbot.waitUntil(merged.part.done.report.hasFocus)
    qtbot.keyClick(merged.part.done.report, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(asked))
