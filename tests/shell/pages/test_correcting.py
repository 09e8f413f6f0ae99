"""Correcting a text in its place."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from qualcode.core.check import check
from qualcode.core.ids import DocumentId
from qualcode.core.operations import corrections, drafts
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.history import undo
from qualcode.core.store import codings, documents
from qualcode.shell.dialogs.question import Question
from qualcode.shell.jobs import Cancelled
from tests.shell.pages.conftest import SPEECH

MARKED = "Chefen säger att det här ska vi inte göra"


@pytest.fixture
def correcting(work, made):
    """The page with two passages marked, and the text being corrected."""
    made.mark("Mandat", MARKED, document="Intervju Sjövik")
    made.mark("Roller", "oklart", document="Intervju Sjövik")
    work.session.opened.emit()
    work.page.show_document(made.documents["Intervju Almby"])
    work.page.show_document(made.documents["Intervju Sjövik"])
    work.page.correcting.begin()
    return work.page.correcting


def write(correcting, before, words, *, over=0):
    editor = correcting.view.editor
    place = editor.stored.index(before)
    editor.go_to(place, place + over if over else None)
    editor.setFocus()
    if words:
        QTest.keyClicks(editor, words)
    else:
        QTest.keyClick(editor, Qt.Key.Key_Delete)


def step(correcting, begins):
    """The button of the note whose words begin so."""
    return next(one for one in correcting.note.buttons if one.text().startswith(begins))


def said(correcting, work, words):
    work.qtbot.waitUntil(lambda: words in correcting.view.state.text(), timeout=3000)


def kept(correcting, work):
    correcting.keep()
    work.qtbot.waitUntil(lambda: not correcting.is_active and not work.session.is_busy)


def busy_until(project, coder_id, go_on, *, progress):
    go_on.wait()
    return drafts.put_aside(project, coder_id, DocumentId("none"), (), "")


def cancelled(*_all, **_more):
    raise Cancelled


def stored(work, made, title="Intervju Sjövik"):
    return documents.text(work.db, made.documents[title])


def test_the_text_stands_in_the_editor_in_the_place_of_the_reader(correcting, work):
    assert correcting.view.isVisible()
    assert not work.reader.isVisible()
    assert correcting.view.editor.hasFocus()
    assert not correcting.view.keep.isEnabled()


def test_it_says_what_the_corrections_do(correcting, work):
    write(correcting, "Chefen", "Den ")
    write(correcting, "oklart", "", over=6)
    said(correcting, work, "2 places changed, 1 passage touched, 1 would lose its words")


def test_nothing_is_saved_until_it_is_kept(correcting, work, made):
    write(correcting, "säger", "verkligen ")
    assert stored(work, made) == SPEECH
    kept(correcting, work)
    assert stored(work, made) == SPEECH.replace("säger", "verkligen säger")
    assert work.reader.isVisible()
    assert work.reader.text() == stored(work, made)
    assert ("Chefen verkligen säger att det här ska vi inte göra", "Mandat") in work.shown()
    assert check(work.session.project) == []


def test_one_undo_takes_it_all_back_in_the_reader_too(correcting, work, made):
    before = work.shown()
    write(correcting, "säger", "verkligen ")
    write(correcting, "hemma", "", over=5)
    kept(correcting, work)
    work.session.undo()
    assert stored(work, made) == work.reader.text() == SPEECH
    assert work.shown() == before


def test_discarding_asks_and_leaves_the_text(correcting, work, made, monkeypatch):
    write(correcting, "säger", "verkligen ")
    monkeypatch.setattr(Question, "ask", lambda *_: False)
    correcting.discard()
    assert correcting.is_active
    monkeypatch.setattr(Question, "ask", lambda *_: True)
    correcting.discard()
    assert not correcting.is_active
    assert stored(work, made) == SPEECH


def test_the_preview_lists_what_is_touched_those_without_words_first(correcting, work):
    write(correcting, "Chefen", "Vår ")
    write(correcting, "säger", "ofta ")
    write(correcting, "oklart", "", over=6)
    said(correcting, work, "2 passages touched")
    correcting.view.preview.click()
    shown = correcting.view.list
    work.qtbot.waitUntil(lambda: shown.topLevelItemCount() == 2)
    rows = [[shown.topLevelItem(row).text(n) for n in range(3)] for row in range(2)]
    assert rows[0] == ["Roller", "oklart", "no place any more: kept and listed"]
    assert rows[1] == ["Mandat", MARKED, MARKED.replace("säger", "ofta säger")]


def test_the_preview_shows_the_words_that_are_changed_though_the_passage_is_long(correcting, work):
    write(correcting, "inte göra", "absolut ")
    said(correcting, work, "1 passage touched")
    correcting.view.preview.click()
    rows = correcting.view.list
    work.qtbot.waitUntil(lambda: rows.topLevelItemCount() == 1)
    before, now = (rows.topLevelItem(0).text(column) for column in (1, 2))
    assert before == "…att det här ska vi inte göra"
    assert now == "…att det här ska vi absolut inte göra"


def test_a_row_of_the_preview_leads_to_its_words(correcting, work):
    write(correcting, "säger", "ofta ")
    said(correcting, work, "1 passage touched")
    correcting.view.preview.click()
    shown = correcting.view.list
    work.qtbot.waitUntil(lambda: shown.topLevelItemCount() == 1)
    shown.setCurrentItem(shown.topLevelItem(0))
    cursor = correcting.view.editor.textCursor()
    assert cursor.selectedText() == MARKED.replace("säger", "ofta säger")


def test_going_to_another_text_puts_the_corrections_aside(correcting, work, made):
    write(correcting, "säger", "verkligen ")
    work.page.show_document(made.documents["Intervju Almby"])
    assert not correcting.is_active
    assert work.reader.isVisible()
    work.page.show_document(made.documents["Intervju Sjövik"])
    assert "put aside" in correcting.note.text
    correcting.note.buttons[0].click()
    kept(correcting, work)
    assert stored(work, made) == SPEECH.replace("säger", "verkligen säger")


def test_after_a_crash_they_are_there(correcting, work, made):
    write(correcting, "säger", "verkligen ")
    correcting.put_aside()
    document = made.documents["Intervju Sjövik"]
    draft = drafts.put_aside_before(work.db, work.session.coder_id, document)
    assert [edit.words for edit in draft.edits] == ["verkligen "]


def test_closing_the_project_puts_them_aside(correcting, work, made):
    write(correcting, "säger", "verkligen ")
    path = made.project.path
    work.session.close()
    assert not correcting.is_active
    from qualcode.core.project import Project

    with Project.open(path) as project:
        coder = made.someone
        document = made.documents["Intervju Sjövik"]
        assert drafts.put_aside_before(project.db, coder, document).edits
    made.project = Project.open(path)


def test_a_text_changed_by_undo_meanwhile_ends_the_correction(correcting, work, made):
    write(correcting, "säger", "verkligen ")
    kept(correcting, work)
    correcting.begin()
    write(correcting, "säger", "nog ")
    changes = undo(work.session.project, work.session.coder_id)
    work.session.changed.emit(changes)
    assert not correcting.is_active
    assert work.reader.text() == SPEECH


def test_what_still_fits_a_text_changed_by_undo_is_put_aside(correcting, work, made):
    write(correcting, "säger", "verkligen ")
    kept(correcting, work)
    correcting.begin()
    write(correcting, "kligen säger", "x")
    write(correcting, "hemma", "hit")
    work.session.undo()
    assert "1 correction no longer fits" in correcting.note.text
    correcting.note.buttons[0].click()
    kept(correcting, work)
    assert stored(work, made) == SPEECH.replace("hemma", "hithemma")


def test_what_no_longer_fits_can_be_copied(correcting, work, made):
    write(correcting, "säger", "verkligen ")
    kept(correcting, work)
    correcting.begin()
    write(correcting, "kligen säger", "x")
    work.session.undo()
    step(correcting, "Copy").click()
    assert "x" in QGuiApplication.clipboard().text()


def test_what_was_put_aside_of_a_text_that_was_changed_since_is_not_lost(correcting, work, made):
    document = made.documents["Intervju Sjövik"]
    write(correcting, "säger", "verkligen ")
    kept(correcting, work)
    correcting.begin()
    write(correcting, "hemma", "tio ord ")
    work.page.show_document(made.documents["Intervju Almby"])
    work.session.undo()
    work.page.show_document(document)
    assert "no longer fit" in correcting.note.text
    step(correcting, "Copy").click()
    assert QGuiApplication.clipboard().text() == "tio ord "
    step(correcting, "Discard").click()
    assert drafts.put_aside_in_vain(made.project.db, made.someone, document) is None


def test_what_is_written_while_other_work_writes_is_put_aside_when_that_is_over(
    correcting, work, made
):
    go_on = threading.Event()
    work.session.start_operation("…", busy_until, go_on)
    write(correcting, "säger", "verkligen ")
    work.page.show_document(made.documents["Intervju Almby"])
    work.page.show_document(made.documents["Intervju Sjövik"])
    go_on.set()
    work.qtbot.waitUntil(lambda: "put aside" in correcting.note.text)
    correcting.note.buttons[0].click()
    kept(correcting, work)
    assert stored(work, made) == SPEECH.replace("säger", "verkligen säger")


def test_what_could_not_be_kept_stands_there_still(correcting, work, monkeypatch):
    monkeypatch.setattr(corrections, "correct_text", cancelled)
    write(correcting, "säger", "verkligen ")
    correcting.keep()
    work.qtbot.waitUntil(lambda: not work.session.is_busy)
    assert correcting.view.keep.isEnabled()
    assert [edit.words for edit in correcting.view.editor.edits()] == ["verkligen "]


def test_corrections_are_put_aside_for_who_wrote_them(correcting, work, made):
    anna = work.session.coder_id
    write(correcting, "säger", "verkligen ")
    work.session.set_coder("Bo Ek")
    document = made.documents["Intervju Sjövik"]
    assert drafts.put_aside_before(work.db, anna, document).edits
    assert drafts.put_aside_before(work.db, work.session.coder_id, document) is None


def test_a_file_compared_with_an_older_wording_is_not_shown(correcting, work, made, tmp_path):
    correcting.discard()
    file = tmp_path / "Sjövik rättad.txt"
    file.write_text(SPEECH.replace("oklart", "mycket oklart"), encoding="utf-8")
    correcting.read_file(file)
    document = made.documents["Intervju Sjövik"]
    work.session.run(correct_text, document, SPEECH.replace("Hur", "Men hur"))
    work.qtbot.waitUntil(lambda: "Choose it again" in correcting.note.text)
    assert not correcting.is_active


def test_marks_made_by_someone_else_meanwhile_are_seen(correcting, work, made):
    made.mark("Samsyn", "hemma", document="Intervju Sjövik")
    segments = codings.segments_in(work.db, made.documents["Intervju Sjövik"])
    assert len(segments) == 3


def test_a_corrected_file_is_shown_before_it_takes_the_place(correcting, work, made, tmp_path):
    correcting.discard()
    file = tmp_path / "Sjövik rättad.txt"
    file.write_text(SPEECH.replace("oklart", "mycket oklart"), encoding="utf-8")
    correcting.read_file(file)
    said(correcting, work, "1 place changed")
    assert stored(work, made) == SPEECH
    kept(correcting, work)
    document = documents.get(work.db, made.documents["Intervju Sjövik"])
    assert document.file_name == "Sjövik rättad.txt"
    assert "mycket oklart" in work.reader.text()


def test_a_file_with_the_same_text_is_told(correcting, work, tmp_path):
    correcting.discard()
    file = tmp_path / "Samma.txt"
    file.write_text(SPEECH, encoding="utf-8")
    correcting.read_file(file)
    work.qtbot.waitUntil(lambda: "same text" in correcting.note.text)
    assert not correcting.is_active


def test_undo_in_the_editor_is_of_what_was_written(correcting, work):
    write(correcting, "säger", "verkligen ")
    said(correcting, work, "1 place changed")
    correcting.view.editor.undo()
    said(correcting, work, "Nothing is saved")
    assert correcting.view.editor.edits() == []
