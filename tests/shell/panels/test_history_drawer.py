"""The history: who did what and when, and one step of it undone."""

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from qualcode.core.operations import codes, memos, passages
from qualcode.core.store import codings, journal
from qualcode.shell import stepping
from qualcode.shell.models.steps import PAGE, StepsModel
from qualcode.shell.panels.history_drawer import HistoryDrawer


@pytest.fixture
def drawer(made, show):
    return show(HistoryDrawer)


def listed(drawer):
    model = drawer.model
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def choose(drawer, label):
    drawer.list.setCurrentIndex(drawer.model.index(listed(drawer).index(label), 0))


def test_steps_stand_under_their_day_the_latest_first(drawer):
    assert listed(drawer)[:4] == [
        "Today",
        "Code “Mandat”",
        "New evaluator “Mikael Berg”",
        "New code “Roller”",
    ]
    assert "Mikael Berg" in drawer.model.data(drawer.model.index(1, 0), 11)


def test_a_day_is_no_row_to_choose(drawer):
    assert not drawer.model.flags(drawer.model.index(0, 0))


def test_a_new_step_comes_first_at_once(drawer, made):
    drawer._session.run(codes.rename_code, made.codes["Roller"], "Uppdrag")
    assert listed(drawer)[:3] == ["Today", "Rename code “Uppdrag”", "Code “Mandat”"]
    drawer._session.undo()
    assert listed(drawer)[:3] == ["Today", "Undo: Rename code “Uppdrag”", "Rename code “Uppdrag”"]
    assert drawer.model.line(2).is_undone


def test_steps_of_a_kind_that_comes_only_now_can_be_asked_for(drawer):
    assert drawer.kind.findText("Memos and journal") < 0
    drawer._session.run(memos.write_memo, "Att tänka på.")
    assert drawer.kind.findText("Memos and journal") > 0


def test_a_step_tells_what_it_touched_and_leads_there(drawer, made, chosen):
    choose(drawer, "Code “Mandat”")
    words = [link.text() for link in drawer.detail.links()]
    assert "New: Passage “Det är oklart” in “Intervju Sjövik”" in words
    wanted = []
    drawer.passage_wanted.connect(lambda *place: wanted.append(place))
    drawer.detail.links()[0].click()
    start = 20 + len("Karin: ")
    assert wanted == [(made.documents["Intervju Sjövik"], start, start + len("Det är oklart"))]


def test_one_step_is_undone_though_others_came_after_it(drawer, made):
    drawer._session.run(codes.rename_code, made.codes["Roller"], "Uppdrag")
    choose(drawer, "Code “Mandat”")
    drawer.detail.undo.click()
    assert codings.all_segments(drawer._session.project.db) == []
    assert not drawer.detail.undo.isVisible()
    assert drawer.detail.why_not.text() == "This step is undone."


def test_a_step_with_much_in_it_is_undone_without_scrolling(drawer, made, qtbot):
    parts = [made.code(f"Code {number}") for number in range(12)]
    drawer._session.run(codes.delete_codes, parts)
    drawer.list.setCurrentIndex(drawer.model.index(1, 0))
    undo = drawer.detail.undo
    qtbot.waitUntil(lambda: undo.isVisible() and not undo.visibleRegion().isEmpty())
    assert undo.visibleRegion().boundingRect() == undo.rect()
    assert all(link.y() > undo.y() for link in drawer.detail.links())


def test_a_long_step_is_looked_through_in_a_thread(drawer, made, qtbot, monkeypatch):
    drawer._session.run(codes.rename_code, made.codes["Roller"], "Uppdrag")
    monkeypatch.setattr(stepping, "LARGE", 1)
    jobs = []
    drawer._session.job_started.connect(jobs.append)
    choose(drawer, "Code “Mandat”")
    assert len(jobs) == 1 and not drawer.detail.undo.isVisible()
    qtbot.waitUntil(drawer.detail.undo.isVisible)
    assert drawer.detail.title.text() == "Code “Mandat”"


def test_of_a_long_step_that_was_left_meanwhile_nothing_is_told(drawer, made, qtbot, monkeypatch):
    drawer._session.run(codes.rename_code, made.codes["Roller"], "Uppdrag")
    monkeypatch.setattr(stepping, "LARGE", 1)
    choose(drawer, "Code “Mandat”")
    choose(drawer, "Rename code “Uppdrag”")
    qtbot.waitUntil(lambda: not drawer._session.running)
    assert drawer.detail.title.text() == "Rename code “Uppdrag”"


def test_a_step_that_others_depend_on_says_which(drawer, made):
    (segment,) = codings.all_segments(drawer._session.project.db)
    document = made.documents["Intervju Sjövik"]
    drawer._session.run(passages.resize_passage, segment.id, segment.start, segment.end + 8)
    choose(drawer, "Code “Mandat”")
    assert not drawer.detail.undo.isVisible()
    way = drawer.detail.links()[-1]
    assert way.text().startswith("Resize passage of “Mandat” (Anna Lindqvist")
    way.click()
    assert drawer.model.line(drawer.list.currentIndex().row()).operation == "resize_passage"
    assert document


def test_steps_are_found_by_who_and_what_kind_and_words(drawer, made):
    drawer.coder.setCurrentIndex(drawer.coder.findData(made.coders["Mikael Berg"]))
    assert listed(drawer) == ["Today", "Code “Mandat”", "New evaluator “Mikael Berg”"]
    drawer.coder.setCurrentIndex(0)
    drawer.kind.setCurrentIndex(drawer.kind.findData("codes"))
    assert listed(drawer) == ["Today", "New code “Roller”", "New code “Mandat”"]
    drawer.field.setText("roll")
    drawer._timer.timeout.emit()
    assert listed(drawer) == ["Today", "New code “Roller”"]


def test_steps_of_one_document(drawer, made, qtbot):
    drawer.show_of("documents", made.documents["Intervju Sjövik"], "Intervju Sjövik")
    qtbot.waitUntil(lambda: len(listed(drawer)) == 3)
    assert listed(drawer) == ["Today", "Code “Mandat”", "Import “Intervju Sjövik”"]
    drawer.of.click()
    assert len(listed(drawer)) > 3


def test_what_a_merge_brought_is_listed_within_it(drawer, made):
    db = drawer._session.project.db
    merge, brought = journal.entries(db)[-1], journal.entries(db)[-3]
    db.execute("UPDATE journal SET brought_by = ? WHERE id = ?", (merge.id, brought.id))
    drawer._fill()
    assert "New code “Roller”" not in listed(drawer)
    choose(drawer, "Code “Mandat”")
    assert drawer.detail.brought.text() == "Show the 1 step it brought"
    drawer.detail.brought.click()
    assert listed(drawer) == ["Today", "New code “Roller”"]
    drawer.within.click()
    assert len(listed(drawer)) > 2


def test_a_long_history_is_read_as_far_as_one_looks(made, qtbot):
    project, anna = made.project, made.someone
    for number in range(PAGE + 20):
        codes.rename_code(project, anna, made.codes["Roller"], f"Roller {number}")
    model = StepsModel()
    QAbstractItemModelTester(model)
    from qualcode.core.store.steps import Wanted

    model.show(project.db, Wanted())
    assert model.rowCount() == PAGE + 1
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert not model.canFetchMore(QModelIndex())
    assert model.rowCount() == len(journal.entries(project.db)) + 1


def test_what_a_merge_brought_is_found_by_its_words_and_leads_to_the_merge(drawer, made):
    db = drawer._session.project.db
    merge, brought = journal.entries(db)[-1], journal.entries(db)[-3]
    db.execute("UPDATE journal SET brought_by = ? WHERE id = ?", (merge.id, brought.id))
    drawer.find_words("Roller")
    drawer._timer.timeout.emit()
    assert listed(drawer) == ["Today", "New code “Roller”"]
    choose(drawer, "New code “Roller”")
    drawer.detail.links()[-1].click()
    assert drawer.detail.title.text() == "Code “Mandat”"


def test_steps_of_a_document_that_were_not_looked_for_are_not_said_to_be_listed(
    drawer, made, qtbot
):
    session = drawer._session
    stop = session.job_started.connect(lambda job: job.cancel())
    drawer.show_of("documents", made.documents["Intervju Sjövik"], "Intervju Sjövik")
    qtbot.waitUntil(lambda: not session.running)
    session.job_started.disconnect(stop)
    assert not drawer.of.isChecked()
    assert drawer.of.text() == "Of a document or code…"
