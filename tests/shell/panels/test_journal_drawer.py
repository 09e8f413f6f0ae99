"""The research journal: a page a day, one's own to write on."""

import datetime as dt

import pytest

from qualcode.core.operations import memos
from qualcode.core.store import memos as store
from qualcode.shell.models.moments import today
from qualcode.shell.panels.journal_drawer import JournalDrawer

DAY = dt.timedelta(days=1)


@pytest.fixture
def written(made):
    project, bo = made.project, made.coder("Mikael Berg")
    memos.write_journal(project, bo, "Kodade tre intervjuer.", day=today() - DAY)
    memos.write_journal(project, made.someone, "Läste om allt.", day=today() - 3 * DAY)
    return made


@pytest.fixture
def drawer(written, show):
    return show(JournalDrawer)


def pages(drawer):
    db = drawer._session.project.db
    return [(page.date, page.text) for page in store.of_kind(db, "journal")]


def listed(drawer):
    model = drawer.model
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def test_it_opens_on_todays_page_with_the_keys_there(drawer):
    drawer.focus_first()
    assert drawer.day.text() == "Today"
    assert drawer.editor.text.hasFocus()


def test_the_pages_stand_by_date_with_whose_they_are(drawer):
    assert listed(drawer)[0] == "Yesterday. Kodade tre intervjuer. · Mikael Berg"
    assert listed(drawer)[1].endswith("Läste om allt. · Anna Lindqvist")


def test_what_is_written_today_is_one_page_however_often(drawer, qtbot):
    for words in ("Ett.", " Tre."):
        drawer.write_today()
        qtbot.keyClicks(drawer.editor.text, words)
        drawer.field.setFocus()
    assert pages(drawer)[-1] == (today().isoformat(), "Ett. Tre.")
    assert len(pages(drawer)) == 3
    assert drawer._session.undo_label() == f"Research journal, {today().isoformat()}"


def test_an_undone_page_is_written_anew(drawer, qtbot):
    drawer.write_today()
    qtbot.keyClicks(drawer.editor.text, "Ett.")
    drawer.field.setFocus()
    drawer._session.undo()
    assert drawer.editor.text.toPlainText() == ""
    drawer.write_today()
    qtbot.keyClicks(drawer.editor.text, "Igen.")
    drawer.went()
    assert pages(drawer)[-1][1] == "Igen."


def test_a_colleagues_page_is_only_read(drawer):
    drawer.list.setCurrentIndex(drawer.model.index(0, 0))
    assert drawer.editor.text.toPlainText() == "Kodade tre intervjuer."
    assert drawer.editor.text.isReadOnly()


def test_an_earlier_page_of_ones_own_can_be_added_to(drawer, qtbot):
    drawer.list.setCurrentIndex(drawer.model.index(1, 0))
    drawer.editor.focus_text()
    qtbot.keyClicks(drawer.editor.text, " Igen.")
    drawer.field.setFocus()
    assert ((today() - 3 * DAY).isoformat(), "Läste om allt. Igen.") in pages(drawer)


def test_pages_are_found_by_their_words(drawer):
    drawer.field.setText("INTERVJUER")
    drawer._timer.timeout.emit()
    assert len(listed(drawer)) == 1
