"""Names chosen, looked at in their places, and replaced."""

import pytest
from PySide6.QtCore import Qt

from qualcode.core.check import check
from qualcode.core.operations.history import next_undo
from qualcode.core.operations.sealing import SealPlan
from qualcode.core.store import codings, documents
from qualcode.core.store import sealing as sealing_store
from qualcode.core.store.backups import backups_of, make_backup_of
from qualcode.shell.dialogs.anonymise_window import AnonymiseWindow
from qualcode.shell.dialogs.seal_dialog import SealDialog, Sealed, ask_seal
from qualcode.shell.models.names import HitColumn, NameColumn
from tests.core.material import Material

TEXT = (
    "I: Hur är mandatet?\nKarin: Det vet Leif. Karin och Leif, och karins syster.\nI: Tack, Karin."
)
CHECK = Qt.ItemDataRole.CheckStateRole


@pytest.fixture
def opened(qtbot, session, tmp_path):
    made = Material(tmp_path)
    made.document("Karin", TEXT)
    made.code("Mandat")
    made.mark("Mandat", "Det vet Leif", document="Karin")
    session.open(made.project)
    window = AnonymiseWindow(session)
    window.made = made
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: len(window.names.rows) > 0)
    return window


def want(window, qtbot, name, instead):
    """Write a name and what is to stand there, as in the table."""
    words = [row.words for row in window.names.rows]
    row = words.index(name) if name in words else len(words)
    model = window.names
    if name not in words:
        model.setData(model.index(row, NameColumn.NAME), name)
    model.setData(model.index(row, NameColumn.INSTEAD), instead)
    for other in range(len(model.rows)):
        if model.rows[other].words != name:
            model.setData(model.index(other, 0), Qt.CheckState.Unchecked, CHECK)
    qtbot.waitUntil(lambda: window._looking is None and not window._timer.isActive())
    qtbot.waitUntil(lambda: bool(window.hits.hits))


def shown(window):
    model = window.hits
    return [
        tuple(model.data(model.index(row, column)) for column in (HitColumn.NAME, HitColumn.WHERE))
        for row in range(model.rowCount())
    ]


def replace(window, qtbot, session):
    window.replace.click()
    qtbot.waitUntil(lambda: not session.is_busy and not window._timer.isActive())


def text(session, window):
    return documents.text(session.project.db, window.made.documents["Karin"])


def test_persons_and_labels_are_proposed_and_words_that_come_again(opened):
    seen = {row.words: row.seen for row in opened.names.rows}
    assert seen["Karin"] == "Person"
    assert seen["Leif"] == "2 times"


def test_a_name_is_seen_in_its_places_those_that_are_unsure_not_accepted(opened, qtbot):
    want(opened, qtbot, "Karin", "[Informant 1]")
    assert ("karins", "Karin") in shown(opened)
    assert ("Karin", "Title · Karin") in shown(opened)
    names = [hit.words for hit in opened.hits.hits]
    assert names.count("karins") == 1
    assert "karins" not in [hit.words for hit in opened.hits.accepted()]
    assert str(len(opened.hits.accepted())) in opened.replace.text()


def test_accepted_places_are_replaced_and_marks_stay(opened, qtbot, session):
    want(opened, qtbot, "Leif", "[en kollega]")
    replace(opened, qtbot, session)
    assert "Leif" not in text(session, opened)
    segments = codings.segments_in(session.project.db, opened.made.documents["Karin"])
    assert [segment.quote for segment in segments] == ["Det vet [en kollega]"]
    assert check(session.project) == []
    assert "still in the history" in opened.notice.text


def test_a_place_that_is_left_stays(opened, qtbot, session):
    want(opened, qtbot, "Leif", "[L]")
    model = opened.hits
    model.setData(model.index(0, HitColumn.NAME), Qt.CheckState.Unchecked, CHECK)
    replace(opened, qtbot, session)
    assert text(session, opened).count("Leif") == 1


def test_all_places_with_the_same_words_are_decided_at_once(opened, qtbot):
    want(opened, qtbot, "Karin", "[K]")
    opened.hits.accept_like("karins", accepted=True)
    assert len(opened.hits.accepted()) == len(opened.hits.hits)
    opened.none_button.click()
    assert not opened.replace.isEnabled()


def test_the_menu_is_of_the_words_it_was_opened_on_though_others_come_to_stand_there(opened, qtbot):
    want(opened, qtbot, "Karin", "[K]")
    opened.none_button.click()
    row = next(n for n, hit in enumerate(opened.hits.hits) if hit.words == "karins")
    menu = opened._menu_on(opened.hits.index(row, 0))
    opened.hits.show_hits(opened.hits.hits[::-1], opened.hits._titles)
    menu.actions()[0].trigger()
    assert {hit.words for hit in opened.hits.accepted()} == {"karins"}


def test_names_come_from_a_list(opened, qtbot, session, tmp_path, monkeypatch):
    path = tmp_path / "namn.csv"
    path.write_text("name,replacement\nLeif,[L]\n", encoding="utf-8")
    monkeypatch.setattr(
        "qualcode.shell.dialogs.anonymise_window.ask_files", lambda *_, **__: [path]
    )
    opened.ask_list()
    assert opened.names.rows[0].words == "Leif"
    assert opened.names.rows[0].wanted


def test_a_seal_says_what_it_does_and_needs_a_tick(qtbot, opened, session):
    backup = make_backup_of(session.project.db, session.project.path)
    dialog = SealDialog(SealPlan(7, 1, 3, (backup,)))
    qtbot.addWidget(dialog)
    assert not dialog.accept_button.isEnabled()
    dialog.understood.setChecked(True)
    assert dialog.accept_button.isEnabled()
    dialog.identities.setChecked(True)
    assert dialog.chosen == Sealed((backup.path,), identities=True)


def test_sealing_takes_the_old_words_from_the_file(opened, qtbot, session, monkeypatch):
    want(opened, qtbot, "Leif", "[L]")
    replace(opened, qtbot, session)
    make_backup_of(session.project.db, session.project.path)
    path = session.project.path
    monkeypatch.setattr(
        SealDialog, "ask", lambda plan, parent: Sealed(tuple(one.path for one in plan.backups))
    )
    opened.seal.click()
    qtbot.waitUntil(lambda: not session.is_busy)
    assert backups_of(path) == []
    files = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"Leif" not in files
    assert next_undo(session.project.db) is None
    assert session.undo_label() is None


def test_a_seal_that_could_not_be_brought_to_its_end_offers_no_undo_of_what_is_gone(
    opened, qtbot, session, monkeypatch
):
    monkeypatch.setattr(SealDialog, "ask", lambda *_all: Sealed())
    monkeypatch.setattr(sealing_store, "compact", lambda *_all: False)
    told = []
    session.refused.connect(told.append)
    with qtbot.waitSignal(session.opened):
        ask_seal(session, opened)
    assert "is sealed, but" in told[0]
    assert session.undo_label() is None


def test_no_seal_without_a_yes(opened, session, monkeypatch):
    monkeypatch.setattr(SealDialog, "ask", lambda plan, parent: None)
    assert ask_seal(session, opened) is None
    assert next_undo(session.project.db) is not None
