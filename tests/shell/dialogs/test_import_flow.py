"""An import never blocks the window: nothing is read in its thread, and little is done at once."""

import threading
from pathlib import Path

from qualcode.core import importers
from qualcode.shell.dialogs import import_reader
from qualcode.shell.dialogs.import_dialog import ImportDialog
from qualcode.shell.models.columns import ColumnsModel

TALK = "Intervjuare: Hur ser ni på det?\nKarin: Otydligt, tycker jag.\n" * 3
NUMBER = 40


def talks():
    return {f"T{n}_txt": TALK.replace("det", f"det {n}") for n in range(NUMBER)}


def test_no_file_is_opened_in_the_windows_thread(ask, bring_in, monkeypatch):
    threads = set()
    opened = Path.open

    def watched(path, mode="r", *arguments, **keywords):
        if path.suffix == ".txt" and "r" in mode:
            threads.add(threading.current_thread() is threading.main_thread())
        return opened(path, mode, *arguments, **keywords)

    monkeypatch.setattr(Path, "open", watched)
    bring_in(ask(**talks()))
    assert threads == {False}


def test_what_is_read_is_taken_a_part_at_a_time(ask, monkeypatch):
    taken = []
    take_answers = import_reader.FilesReader._take_answers

    def counted(reader):
        before = sum(not file.is_waiting for file in reader._files.files)
        take_answers(reader)
        taken.append(sum(not file.is_waiting for file in reader._files.files) - before)

    monkeypatch.setattr(import_reader.FilesReader, "_take_answers", counted)
    monkeypatch.setattr(import_reader, "_AT_ONCE", 0.0001)  # so little that one is too much
    dialog = ask(**talks())
    assert all(file.sheet for file in dialog.files.files)
    assert sum(taken) == NUMBER
    assert max(taken) < NUMBER / 2


def test_the_list_is_shown_anew_once_for_many_files(ask, qtbot):
    dialog = ask(**talks())
    told = []
    dialog.files.dataChanged.connect(lambda first, last: told.append(last.row() - first.row() + 1))
    dialog.panel.for_all.click()
    qtbot.waitUntil(lambda: not dialog._is_busy)
    assert told == [NUMBER]


def test_a_window_that_comes_up_has_made_no_part_yet(session, project, qtbot, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TALK, encoding="utf-8")
    dialog = ImportDialog(session, [path])
    qtbot.addWidget(dialog)
    made = {"speakers", "questions", "details", "places", "margin"} & set(vars(dialog.panel.parts))
    assert not made
    assert importers.read(path).speeches


def test_parts_that_there_is_nothing_for_are_never_made(ask, qtbot):
    dialog = ask(A_txt=TALK)
    qtbot.waitUntil(lambda: not dialog.panel.parts._ahead.isActive())
    assert "speakers" in vars(dialog.panel.parts)
    assert "margin" not in vars(dialog.panel.parts)


class Rows(ColumnsModel):
    """A table of numbers."""

    headings = {0: "Number"}

    def count(self):
        return 100


def test_all_rows_of_a_table_are_told_to_have_changed_at_once(qtbot):
    model = Rows()
    with qtbot.waitSignal(model.dataChanged) as told:
        model.say_all_changed()
    first, last = told.args[:2]
    assert (first.row(), last.row()) == (0, 99)
