"""Colleagues' work is looked at, decided on and taken in, in the window."""

import os
import shutil
import sqlite3

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from qualcode.core.ids import CodeId, CoderId
from qualcode.core.merge import apply
from qualcode.core.merge.decided import CONFLICT
from qualcode.core.merge.handout import hand_out
from qualcode.core.merge.match import SAME_CODE, SAME_CODER
from qualcode.core.operations.codes import delete_codes, describe_code, rename_code
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.memos import write_memo
from qualcode.core.operations.passages import remove_codings
from qualcode.core.project import Project
from qualcode.core.store import codes, codings, memos
from qualcode.shell.pages.team.merging import work
from tests.core.material import Material
from tests.core.test_disk_full import small_disk  # noqa: F401

TEXT = "I: Hur är mandatet?\nKarin: Det är oklart, tyvärr. Ingen vet vem som beslutar."
FIELDS = ("definition", "when_to_use", "when_not_to_use", "example", "level")


class Copy(Material):
    """A colleague's file, opened to go on in."""

    def __init__(self, path):
        self.project = Project.open(path)
        self.coders, self.documents = {}, {}
        for table, found in (("coders", self.coders), ("codes", {}), ("documents", {})):
            name = "title" if table == "documents" else "name"
            rows = self.project.db.execute(f"SELECT {name}, id FROM {table}")
            found.update(dict(rows.fetchall()))
            setattr(self, table, found)


@pytest.fixture
def made(tmp_path):
    """Anna's project."""
    made = Material(tmp_path)
    made.document("Intervju Sjövik", TEXT)
    made.code("Otydligt mandat", definition="När rätten att besluta är oklar")
    made.code("Samsyn", definition="Parterna ser målen lika")
    made.mark("Otydligt mandat", "oklart")
    return made


@pytest.fixture
def copy(made, tmp_path):
    """A copy handed out to Mattias, in which he has worked."""
    path = tmp_path / "samverkan-MB.qualcode"
    hand_out(made.project, path, name="Mattias Berg")
    copy = Copy(path)
    copy.mark("Samsyn", "Ingen vet", by="Mattias Berg")
    copy.mark("Samsyn", "vem som beslutar", by="Mattias Berg")
    yield copy
    copy.project.close()


class Bench:
    """The page, and what a person does with it."""

    def __init__(self, program, qtbot):
        self.program, self.qtbot = program, qtbot
        self.session, self.window = program.session, program.window
        self.window.work.pages.show_page("team")
        self.page = self.window.work.pages.widget("team")
        self.part = self.page.part("merge")

    @property
    def db(self):
        return self.session.project.db

    def look(self, *paths):
        self.page.merge_files(list(paths))
        self.qtbot.waitUntil(lambda: not self.part.is_working, timeout=20_000)

    def click(self, button):
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def answer(self, view, row, answer):
        place = view.button(row, answer).center()
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def merge(self):
        self.click(self.part.looking.merge)
        done = lambda: self.part.currentWidget() is self.part.done  # noqa: E731
        self.qtbot.waitUntil(done, timeout=20_000)
        self.qtbot.waitUntil(lambda: not self.session.is_busy)

    def counts(self, table):
        return {row.cells[0]: row.cells[1:] for row in table.model_.rows}


@pytest.fixture
def bench(start, qtbot, made):
    """Starts the program on Anna's project, when both files are done."""
    benches = []

    def begin(*copies) -> Bench:
        for one in (made, *copies):
            one.project.close()
        benches.append(Bench(start(made.project.path), qtbot))
        return benches[0]

    return begin


def test_a_copy_is_looked_at_before_anything_is_written(bench, copy, made):
    bench = bench(copy)
    before = made.project.path.read_bytes()
    bench.look(copy.project.path)
    plan = bench.part.looking.plan
    assert plan.title.text() == "Nothing is lost, and it can be undone"
    assert bench.counts(plan.counts)["Marks"] == ("1", "2", "0", "0", "3")
    assert bench.part.looking.merge.text() == "&Merge 2 marks"
    assert len(codings.all_marks(bench.db)) == 1
    assert made.project.path.read_bytes() == before


def test_the_list_shows_the_parts_of_the_plan(bench, copy):
    bench = bench(copy)
    assert not any(key.startswith("merge/") for key in bench.page.list.row_keys())
    bench.look(copy.project.path)
    assert bench.page.list.current() == "merge/plan"
    assert bench.page.list.tag("merge/marks") == "+2"
    assert bench.part.beside.isVisible()
    assert "New in it: what Mattias Berg did." in bench.part.beside.texts[0]


def test_merging_takes_the_marks_in_and_says_so(bench, copy):
    bench = bench(copy)
    bench.look(copy.project.path)
    bench.merge()
    assert len(codings.all_marks(bench.db)) == 3
    assert bench.part.done.title.text() == "The work is merged"
    assert bench.part.done.sentence.text() == "New: 2 marks. Everything keeps its author."
    assert "Samverkan" in bench.part.done.backup.text()
    assert not any(key.startswith("merge/") for key in bench.page.list.row_keys())


def test_what_came_into_a_file_after_it_was_looked_at_is_not_merged_unseen(bench, copy):
    copy.code("Otydliga mandat")
    bench = bench(copy)
    path = copy.project.path
    bench.look(path)
    looking, deciding = bench.part.looking, bench.part.deciding
    before = deciding.looked
    bench.answer(looking.plan.asked[SAME_CODE].list, 0, "same")
    bench.qtbot.waitUntil(lambda: deciding.looked is not before, timeout=20_000)
    answers = dict(deciding.answers)
    copy.project = Project.open(path)
    copy.mark("Samsyn", "är oklart", by="Mattias Berg")
    copy.project.close()
    bench.click(looking.merge)
    bench.qtbot.waitUntil(lambda: looking.merge.text() == "&Merge 3 marks", timeout=20_000)
    bench.qtbot.waitUntil(lambda: not bench.session.is_busy)
    assert "was changed since the plan was made" in looking.notice.text
    assert looking.isAncestorOf(QApplication.focusWidget())
    assert len(codings.all_marks(bench.db)) == 1
    assert deciding.answers == answers
    bench.merge()
    assert len(codings.all_marks(bench.db)) == 4
    assert len(codes.all_codes(bench.db)) == 2


def test_after_a_file_that_cant_be_read_the_list_shows_no_plan(bench, copy, tmp_path):
    damaged = tmp_path / "skadad.qualcode"
    damaged.write_bytes(b"SQLite format 3\x00" + bytes(5000))
    bench = bench(copy)
    bench.look(copy.project.path)
    bench.look(damaged)
    assert bench.part.start.isVisible()
    assert not any(key.startswith("merge/") for key in bench.page.list.row_keys())
    assert bench.part.beside.isHidden()


def test_an_answer_that_is_taken_back_leaves_the_rows_as_they_were(bench, made, copy):
    made.code("Otydligt mandatet")
    copy.code("Otydliga mandat")
    copy.code("Otydliga mandaten")
    bench = bench(copy)
    bench.look(copy.project.path)
    asked = bench.part.looking.plan.asked[SAME_CODE].list
    before = list(asked.model_.rows)
    assert len(before) > 2
    deciding = bench.part.deciding
    for at in range(len(before)):
        for answer in ("same", None):
            looked = deciding.looked
            deciding.answer(before[at].key, answer)
            bench.qtbot.waitUntil(lambda old=looked: deciding.looked is not old, timeout=20_000)
        assert asked.model_.rows == before


def test_the_merge_is_undone_whole(bench, copy):
    bench = bench(copy)
    bench.look(copy.project.path)
    bench.merge()
    bench.click(bench.part.done.undo)
    done = bench.part.done
    bench.qtbot.waitUntil(lambda: done.title.text() == "The merge is undone")
    bench.qtbot.waitUntil(lambda: not bench.session.is_busy)
    assert len(codings.all_marks(bench.db)) == 1
    assert not done.undo.isEnabled()
    assert done.counts.isHidden()
    assert done.report.isHidden()


def test_what_an_undone_merge_brought_is_new_again_beside_the_plan(bench, copy, qtbot):
    bench = bench(copy)
    bench.look(copy.project.path)
    bench.merge()
    bench.look(copy.project.path)
    (said,) = bench.part.beside.texts
    assert "Nothing in it is new" in said
    bench.session.undo()
    qtbot.waitUntil(lambda: "New in it" in bench.part.beside.texts[0], timeout=20_000)


def test_what_undo_of_the_menu_took_back_is_told_too(bench, copy):
    bench = bench(copy)
    bench.look(copy.project.path)
    bench.merge()
    bench.session.undo()
    bench.qtbot.waitUntil(lambda: bench.part.done.title.text() == "The merge is undone")
    bench.session.redo()
    bench.qtbot.waitUntil(lambda: bench.part.done.title.text() == "The work is merged")
    assert bench.part.done.undo.isEnabled()
    assert not bench.part.done.counts.isHidden()


def test_an_undone_merge_can_be_done_again(bench, copy):
    bench = bench(copy)
    bench.look(copy.project.path)
    bench.merge()
    bench.session.undo()
    bench.look(copy.project.path)
    bench.merge()
    assert len(codings.all_marks(bench.db)) == 3


def test_merged_twice_there_is_nothing_new(bench, copy):
    bench = bench(copy)
    bench.look(copy.project.path)
    bench.merge()
    bench.look(copy.project.path)
    looking = bench.part.looking
    assert looking.plan.sentence.text().startswith("There is nothing new in it")
    assert not looking.merge.isEnabled()


def test_codes_of_nearly_one_name_are_asked_and_made_one_by_a_click(bench, made, copy):
    copy.code("Otydliga mandat", definition="Oklart vem som får besluta")
    copy.mark("Otydliga mandat", "är oklart", by="Mattias Berg")
    bench = bench(copy)
    bench.look(copy.project.path)
    asked = bench.part.looking.plan.asked[SAME_CODE]
    question = asked.list.question(0)
    assert (question.ours.name, question.theirs.name) == ("Otydligt mandat", "Otydliga mandat")
    assert question.theirs.detail == "Oklart vem som får besluta"
    assert "1 mark overlaps" in question.why
    assert bench.page.list.tag("merge/codes") == "1 suggestion"
    assert bench.counts(bench.part.looking.plan.counts)["Codes"][-1] == "2 or 3"
    bench.answer(asked.list, 0, "same")
    assert bench.page.list.tag("merge/codes") == ""
    counts = bench.part.looking.plan.counts
    bench.qtbot.waitUntil(lambda: bench.counts(counts)["Codes"][-1] == "2")
    bench.merge()
    assert len(codes.all_codes(bench.db)) == 2
    assert len(codings.all_marks(bench.db)) == 4


def test_without_an_answer_both_codes_are_kept(bench, copy):
    copy.code("Otydliga mandat")
    bench = bench(copy)
    bench.look(copy.project.path)
    bench.merge()
    assert {code.name for code in codes.all_codes(bench.db)} == {
        *("Otydligt mandat", "Otydliga mandat", "Samsyn")
    }


def test_an_answer_is_given_and_taken_back_by_keys(bench, copy):
    copy.code("Otydliga mandat")
    bench = bench(copy)
    bench.look(copy.project.path)
    view = bench.part.looking.plan.asked[SAME_CODE].list
    view.setCurrentIndex(view.model_.index(0))
    view.setFocus()
    deciding, key = bench.part.deciding, view.question(0).key
    bench.qtbot.keyClick(view, Qt.Key.Key_Left)
    assert deciding.answers == {key: "same"}
    bench.qtbot.keyClick(view, Qt.Key.Key_2)
    assert deciding.answers == {key: "different"}
    bench.qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert deciding.answers == {}
    bench.qtbot.keyClick(view, Qt.Key.Key_Return)
    assert deciding.answers == {key: "different"}


def test_the_row_that_the_keys_are_for_is_marked_and_the_keys_are_told(bench, copy):
    copy.code("Otydliga mandat")
    bench = bench(copy)
    bench.look(copy.project.path)
    asked = bench.part.looking.plan.asked[SAME_CODE]
    assert asked.keys.isHidden()
    asked.list.setFocus(Qt.FocusReason.TabFocusReason)
    bench.qtbot.waitUntil(asked.list.hasFocus)
    assert [index.row() for index in asked.list.selectedIndexes()] == [0]
    assert asked.keys.isVisible()
    bench.part.looking.merge.setFocus()
    bench.qtbot.waitUntil(asked.keys.isHidden)


def test_a_row_says_all_of_it_aloud(bench, copy):
    copy.code("Otydliga mandat")
    bench = bench(copy)
    bench.look(copy.project.path)
    view = bench.part.looking.plan.asked[SAME_CODE].list
    words = view.model_.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Otydliga mandat" in words
    assert words.endswith("Keep both, if you don’t decide otherwise")


def describe(made, name, definition, by):
    code = codes.get(made.project.db, CodeId(made.codes[name]))
    details = {field: getattr(code, field) for field in FIELDS}
    describe_code(made.project, made.coder(by), code.id, **{**details, "definition": definition})


@pytest.fixture
def conflict(made, copy):
    describe(made, "Samsyn", "Parterna beskriver mål på samma sätt", "Anna Lindqvist")
    describe(copy, "Samsyn", "Gemensam bild av mål hos parterna", "Mattias Berg")


@pytest.mark.parametrize(
    ("answer", "stands"),
    [
        ("0", "Parterna beskriver mål på samma sätt"),
        ("1", "Gemensam bild av mål hos parterna"),
        ("both", "Parterna beskriver mål på samma sätt\nGemensam bild av mål hos parterna"),
    ],
)
def test_of_two_definitions_mine_theirs_or_both_stand(bench, copy, conflict, answer, stands):
    bench = bench(copy)
    bench.look(copy.project.path)
    assert bench.page.list.tag("merge/conflicts") == "1"
    view = bench.part.looking.plan.asked[CONFLICT].list
    assert [words for _answer, words in view.question(0).choices] == ["Mine", "MB’s", "Both"]
    bench.answer(view, 0, answer)
    assert bench.page.list.tag("merge/conflicts") == "0"
    bench.merge()
    found = {code.name: code.definition for code in codes.all_codes(bench.db)}
    assert found["Samsyn"] == stands


def test_the_conflicts_are_told_with_both_values(bench, copy, conflict):
    bench = bench(copy)
    bench.look(copy.project.path)
    question = bench.part.looking.plan.asked[CONFLICT].list.question(0)
    assert question.what == "Definition of Samsyn"
    assert question.ours.name == "Parterna beskriver mål på samma sätt"
    assert question.ours.detail.startswith("You, Today")
    assert question.theirs.name == "Gemensam bild av mål hos parterna"
    assert question.default == "1"  # the later


def test_evaluators_of_one_name_are_asked(bench, made, tmp_path):
    other = Material(tmp_path, name="Egen")
    other.document("Intervju Vik", TEXT)
    other.code("Annat")
    other.mark("Annat", "oklart")
    bench = bench(other)
    bench.look(other.project.path)
    view = bench.part.looking.plan.asked[SAME_CODER].list
    assert view.question(0).ours.name == "Anna Lindqvist"
    bench.answer(view, 0, "same")
    bench.merge()
    names = [name for (name,) in bench.db.execute("SELECT name FROM coders")]
    assert names.count("Anna Lindqvist") == 1


def test_documents_that_drifted_apart_are_listed_with_their_likeness(bench, made, tmp_path):
    long = TEXT + "\n" + "\n".join(f"Karin: Mening {n} om samverkan och mål." for n in range(60))
    made.document("Intervju Näs", long)
    other = Material(tmp_path, name="Egen")
    other.document("Intervju Näs", long.replace("Mening 7 om", "Mening 7, om"))
    other.code("Samsyn")
    other.mark("Samsyn", "vem som beslutar", by="Mattias Berg")
    bench = bench(other)
    bench.look(other.project.path)
    bench.page.show_part("merge", "documents")
    table = bench.part.looking.sections["documents"].matched.table
    assert table.text(0, 0) == "Intervju Näs"
    assert table.text(0, 2) == "99 %"
    assert table.text(0, 3) == "a text nearly the same"
    assert table.text(0, 4) == "that in the project"


def test_each_list_is_a_click_away(bench, copy):
    bench = bench(copy)
    bench.look(copy.project.path)
    for key in ("documents", "codes", "marks", "conflicts", "unplaced", "memos", "plan"):
        bench.page.list.choose(f"merge/{key}")
        assert bench.part.looking.current == key


def test_cancelling_leaves_the_project_and_offers_to_go_on(bench, copy):
    bench = bench(copy)
    bench.look(copy.project.path)
    bench.click(bench.part.looking.cancel)
    assert bench.part.currentWidget() is bench.part.start
    assert "samverkan-MB.qualcode" in bench.part.start.again.text()
    bench.click(bench.part.start.again)
    bench.qtbot.waitUntil(lambda: bench.part.currentWidget() is bench.part.looking)


def test_what_one_was_looking_at_can_be_gone_on_with_another_day(bench, copy):
    copy.code("Otydliga mandat")
    bench = bench(copy)
    bench.look(copy.project.path)
    view = bench.part.looking.plan.asked[SAME_CODE].list
    bench.answer(view, 0, "same")
    stored = bench.page.state()
    bench.part.leave()
    bench.page.restore_state(stored)
    bench.click(bench.part.start.again)
    bench.qtbot.waitUntil(lambda: bench.part.currentWidget() is bench.part.looking)
    assert list(bench.part.deciding.answers.values()) == ["same"]


def test_a_damaged_file_is_told_in_place(bench, copy, tmp_path):
    bench = bench(copy)
    damaged = tmp_path / "skadad.qualcode"
    content = bytearray(copy.project.path.read_bytes())
    content[4096 : 4096 * 6] = b"\xff" * 4096 * 5
    damaged.write_bytes(content)
    bench.look(damaged)
    assert bench.part.currentWidget() is bench.part.start
    assert "skadad.qualcode" in bench.part.start.notice.text
    assert bench.part.start.again.isHidden()


def test_a_newer_file_is_told_in_place(bench, copy, tmp_path):
    bench = bench(copy)
    newer = tmp_path / "nyare.qualcode"
    shutil.copy(copy.project.path, newer)
    db = sqlite3.connect(newer)
    db.execute("PRAGMA user_version = 999")
    db.close()
    bench.look(newer)
    assert "newer version" in bench.part.start.notice.text


def test_the_project_itself_is_not_merged(bench, copy):
    bench = bench(copy)
    bench.look(bench.session.project.path)
    assert "is the project itself" in bench.part.start.notice.text
    bench.qtbot.waitUntil(bench.part.start.choose.hasFocus)


def test_the_same_file_twice_is_told(bench, copy):
    bench = bench(copy)
    bench.look(copy.project.path, copy.project.path)
    assert "is given twice" in bench.part.start.notice.text
    assert bench.part.start.again.isHidden()


def test_two_copies_are_taken_in_together(bench, made, copy, tmp_path):
    path = tmp_path / "samverkan-CE.qualcode"
    hand_out(made.project, path, name="Cilla Ek")
    second = Copy(path)
    second.mark("Samsyn", "Ingen", by="Cilla Ek")
    bench = bench(copy, second)
    bench.look(copy.project.path, second.project.path)
    assert bench.counts(bench.part.looking.plan.counts)["Marks"][1] == "3"
    bench.merge()
    assert len(codings.all_marks(bench.db)) == 4


def test_a_copy_made_by_copying_the_file_is_merged_as_well(bench, made, tmp_path):
    path = tmp_path / "kopia.qualcode"
    made.project.close()
    shutil.copy(made.project.path, path)
    copied = Copy(path)
    copied.mark("Samsyn", "vem som beslutar", by="Mattias Berg")
    bench = bench(copied)
    bench.look(path)
    bench.merge()
    assert len(codings.all_marks(bench.db)) == 2


def test_projects_dropped_on_the_page_are_looked_at(bench, copy, qtbot):
    bench = bench(copy)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(copy.project.path))])
    rest = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton)
    none = Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPointF(40, 40).toPoint(), *rest, none)
    QApplication.sendEvent(bench.page, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(bench.page, QDropEvent(QPointF(40, 40), *rest, none))
    qtbot.waitUntil(lambda: bench.part.currentWidget() is bench.part.looking)


def test_the_menu_asks_for_files_on_the_page(bench, copy, answer):
    bench = bench(copy)
    bench.window.work.pages.show_page("read")
    answer(lambda dialog: dialog.reject())
    bench.window.team.merge.trigger()
    assert bench.window.work.pages.current == "team"
    assert bench.page.current == "merge"


def test_what_is_done_meanwhile_is_in_the_plan(bench, copy):
    bench = bench(copy)
    bench.look(copy.project.path)
    code = next(code for code in codes.all_codes(bench.db) if code.name == "Samsyn")
    bench.session.run(rename_code, code.id, "Gemensam syn")
    counts = bench.part.looking.plan.counts
    bench.qtbot.waitUntil(lambda: bench.page.list.tag("merge/marks") == "+2")
    bench.qtbot.waitUntil(lambda: bench.counts(counts)["Codes"][0] == "2", timeout=5000)


def test_thousands_of_questions_are_shown_at_once(bench, made, copy, qtbot):
    bench = bench(copy)
    bench.look(copy.project.path)
    deciding = bench.part.deciding
    from qualcode.shell.pages.team.merging.question import Question, Told

    many = [
        Question(
            SAME_CODE,
            f"a{n}",
            f"b{n}",
            "",
            Told(f"Kod {n}"),
            Told(f"Koden {n}"),
            "alike",
            (("same", "One code"), ("different", "Keep both")),
            "different",
        )
        for n in range(5000)
    ]
    deciding.questions[SAME_CODE] = many
    deciding.asked.emit()
    bench.page.show_part("merge", "codes")
    view = bench.part.looking.sections["codes"].asked.list
    view.scrollToBottom()
    view.grab()
    bench.answer(view, 4999, "same")
    assert deciding.answers == {("same-code", "a4999", "b4999"): "same"}


def test_memos_only_the_colleague_has_are_listed(bench, copy):
    write_memo(copy.project, CoderId(copy.coders["Mattias Berg"]), "Tänk på mandatet")
    bench = bench(copy)
    bench.look(copy.project.path)
    table = bench.part.looking.sections["memos"].listed.table
    assert table.text(0, 0) == "Mattias Berg"
    assert bench.page.list.tag("merge/memos") == "+1"
    bench.merge()
    assert len(memos.all_memos(bench.db)) == 1


def test_what_is_done_on_another_page_is_in_the_plan_when_one_comes_back(bench, copy):
    bench = bench(copy)
    bench.look(copy.project.path)
    bench.window.work.pages.show_page("read")
    code = next(code for code in codes.all_codes(bench.db) if code.name == "Samsyn")
    bench.session.run(delete_codes, [code.id])
    assert not bench.part._timer.isActive()
    bench.window.work.pages.show_page("team")
    kept = bench.part.looking.sections["conflicts"].kept.table
    bench.qtbot.waitUntil(lambda: kept.model_.rowCount() == 1, timeout=5000)
    assert kept.text(0, 0) == "Codes: Samsyn"
    assert kept.text(0, 1) == "Anna Lindqvist"


def test_passages_that_were_not_found_are_led_to_their_place(bench, made, tmp_path):
    lines = [f"Karin: Mening {n} om samverkan och mål i gruppen." for n in range(60)]
    made.document("Intervju Näs", "\n".join(lines))
    other = Material(tmp_path, name="Egen")
    added = "Karin: Helt andra ord som bara finns i kollegans utskrift av intervjun."
    other.document("Intervju Näs", "\n".join([*lines[:30], added, *lines[30:]]))
    other.code("Samsyn")
    other.mark("Samsyn", "Helt andra ord som bara finns i kollegans", by="Mattias Berg")
    bench = bench(other)
    bench.look(other.project.path)
    table = bench.part.looking.sections["unplaced"].listed.table
    assert bench.page.list.tag("merge/unplaced") == str(table.model_.rowCount())
    assert table.model_.rowCount() == 1
    assert table.text(0, 1) == "Mattias Berg"
    assert not bench.part.looking.plan.unplaced.isHidden()
    bench.merge()
    bench.click(bench.part.done.place)
    assert bench.window.work.pages.drawer == "unplaced"


def test_as_many_are_to_be_placed_as_the_drawer_shows(bench, made, copy):
    document = made.document("Intervju Vik", TEXT)
    made.mark("Samsyn", "Ingen vet vem som beslutar.", document="Intervju Vik")
    text = TEXT.replace(" Ingen vet vem som beslutar.", "")
    correct_text(made.project, made.someone, document, text)
    bench = bench(copy)
    bench.look(copy.project.path)
    bench.merge()
    assert not bench.part.done.place.isHidden()
    assert bench.part.done.place.text() == "P&lace 1 passage…"
    bench.session.undo()
    bench.qtbot.waitUntil(bench.part.done.place.isHidden)


def save_as(bench, answer, button, path):
    """Save by a button's dialog under this name."""

    def choose(dialog):
        dialog.selectFile(str(path))
        dialog.accept()

    answer(choose)
    bench.click(button)
    bench.qtbot.waitUntil(path.exists, timeout=10_000)


@pytest.mark.parametrize("suffix", [".docx", ".html", ".json"])
def test_the_report_is_saved(bench, copy, answer, tmp_path, suffix):
    bench = bench(copy)
    bench.look(copy.project.path)
    bench.merge()
    path = tmp_path / f"rapport{suffix}"
    save_as(bench, answer, bench.part.done.report, path)
    notice = bench.part.done.notice
    bench.qtbot.waitUntil(lambda: notice.text == f"“{path.name}” is written.")
    assert path.stat().st_size > 500


def test_the_plan_is_saved_and_says_that_nothing_is_written(bench, copy, answer, tmp_path):
    bench = bench(copy)
    bench.look(copy.project.path)
    path = tmp_path / "plan.html"
    save_as(bench, answer, bench.part.looking.report, path)
    bench.qtbot.waitUntil(lambda: bench.part.looking.notice.text != "")
    words = path.read_text(encoding="utf-8")
    assert "Merge plan" in words
    assert "Nothing is written yet." in words
    assert len(codings.all_marks(bench.db)) == 1


def test_cancelling_while_it_merges_changes_nothing(bench, copy, monkeypatch):
    from qualcode.shell.jobs import Cancelled

    def stopped(*_arguments, **_keywords):
        raise Cancelled

    bench = bench(copy)
    bench.look(copy.project.path)
    monkeypatch.setattr(work, "merge", stopped)
    bench.click(bench.part.looking.merge)
    bench.qtbot.waitUntil(lambda: not bench.part.is_working)
    assert bench.part.looking.notice.text == "Stopped. Nothing was changed."
    assert bench.part.looking.merge.isEnabled()


def test_a_file_that_went_away_is_told_where_one_merges(bench, copy):
    bench = bench(copy)
    bench.look(copy.project.path)
    copy.project.path.unlink()
    bench.click(bench.part.looking.merge)
    bench.qtbot.waitUntil(lambda: not bench.part.is_working)
    assert "samverkan-MB.qualcode" in bench.part.looking.notice.text
    assert len(codings.all_marks(bench.db)) == 1


def test_stopping_to_look_goes_back_to_the_files(bench, copy, monkeypatch):
    from qualcode.shell.jobs import Cancelled

    def stopped(*_arguments, **_keywords):
        raise Cancelled

    bench = bench(copy)
    monkeypatch.setattr(work, "plan_merge", stopped)
    bench.look(copy.project.path)
    assert bench.part.currentWidget() is bench.part.start
    assert bench.part.start.choose.isEnabled()
    assert bench.part.start.again.isVisible()


@pytest.fixture
def deleted(copy):
    """Mattias has taken Anna's code off her passage."""
    mattias = copy.coders["Mattias Berg"]
    (mark,) = [one for one in codings.all_marks(copy.project.db) if one.segment.quote == "oklart"]
    remove_codings(copy.project, mattias, [mark.coding.id])
    return copy


def quotes(db):
    return sorted(mark.segment.quote for mark in codings.all_marks(db))


def test_what_a_colleague_deleted_is_brought_back_by_the_history(bench, deleted, qtbot):
    bench = bench(deleted)
    bench.look(deleted.project.path)
    assert "deleted 1 mark that is here" in bench.part.looking.plan.deleted.text()
    bench.merge()
    assert quotes(bench.db) == ["Ingen vet", "vem som beslutar"]
    bench.page.drawer_wanted.emit("history", "Mattias Berg")
    drawer = bench.window.work.pages.widget("history")
    rows = [drawer.model.line(row) for row in range(drawer.model.rowCount())]
    (row,) = [at for at, line in enumerate(rows) if line and line.operation == "remove_codings"]
    drawer.list.setCurrentIndex(drawer.model.index(row, 0))
    assert not drawer.detail.undo.isVisible()
    bench.click(drawer.detail.restore)
    qtbot.waitUntil(lambda: "oklart" in quotes(bench.db))
    assert quotes(bench.db) == ["Ingen vet", "oklart", "vem som beslutar"]


def test_a_plan_lists_what_a_colleague_deleted_and_shows_where_it_is(bench, deleted, made):
    bench = bench(deleted)
    bench.look(deleted.project.path)
    plan, gone = bench.part.looking.plan, bench.part.looking.gone
    bench.click(plan.which)
    assert bench.page.list.current() == "merge/marks"
    cells = ("Otydligt mandat", "Intervju Sjövik", "Anna Lindqvist", "Mattias Berg", "“oklart”")
    assert [row.cells for row in gone.listed.table.model_.rows] == [cells]
    assert not gone.bring_all.isVisible()
    wanted = []
    bench.page.passage_wanted.connect(lambda *place: wanted.append(place))
    bench.click(gone.show_place)
    start = TEXT.index("oklart")
    assert wanted == [(made.documents["Intervju Sjövik"], start, start + len("oklart"))]


def test_what_a_colleague_deleted_is_brought_back_where_the_merge_tells_of_it(
    bench, deleted, qtbot
):
    bench = bench(deleted)
    bench.look(deleted.project.path)
    bench.merge()
    gone = bench.part.done.gone
    assert gone.listed.table.text(0, 4) == "“oklart”"
    bench.click(gone.bring_back)
    qtbot.waitUntil(gone.isHidden)
    assert quotes(bench.db) == ["Ingen vet", "oklart", "vem som beslutar"]
    bench.session.undo()
    qtbot.waitUntil(lambda: not gone.isHidden())
    bench.click(gone.bring_all)
    qtbot.waitUntil(gone.isHidden)
    bench.part.undo()
    qtbot.waitUntil(lambda: not bench.session.is_busy)
    assert gone.isHidden()


def test_a_merge_from_which_nothing_goes_speaks_of_no_deletion(bench, copy):
    bench = bench(copy)
    bench.look(copy.project.path)
    assert bench.part.looking.plan.which.isHidden()
    bench.merge()
    assert bench.part.done.gone.isHidden()


def test_a_file_that_changes_while_it_is_taken_in_is_told_and_nothing_is_done(
    bench, copy, qtbot, monkeypatch
):
    bench = bench(copy)
    path = copy.project.path
    bench.look(path)
    before = quotes(bench.db)

    def changing(project, coder_id, paths, *, progress, **rest):
        def told(*how_far):
            os.utime(path, (0, 0))
            progress(*how_far)

        return apply.merge(project, coder_id, paths, progress=told, **rest)

    monkeypatch.setattr(work, "merge", changing)
    bench.click(bench.part.looking.merge)
    qtbot.waitUntil(lambda: not bench.part.is_working, timeout=20_000)
    assert "“samverkan-MB.qualcode” was changed while it was read" in bench.part.looking.notice.text
    assert quotes(bench.db) == before
    monkeypatch.setattr(work, "merge", apply.merge)
    bench.merge()
    assert len(quotes(bench.db)) == 3


def test_a_disk_that_fills_while_one_merges_is_told_and_nothing_is_done(
    start,
    qtbot,
    made,
    copy,
    small_disk,  # noqa: F811
):
    write_memo(copy.project, CoderId(copy.coders["Mattias Berg"]), "ord " * 400_000)
    for one in (made, copy):
        one.project.close()
    path = small_disk / "Samverkan.qualcode"
    shutil.copy(made.project.path, path)
    bench = Bench(start(path), qtbot)
    bench.look(copy.project.path)
    before = quotes(bench.db)
    bench.click(bench.part.looking.merge)
    qtbot.waitUntil(lambda: not bench.part.is_working, timeout=20_000)
    assert "There is no room left on the disk" in bench.part.looking.notice.text
    assert quotes(bench.db) == before
    bench.session.close()


def test_many_files_are_taken_in_at_once_each_with_its_author(bench, made, tmp_path):
    names = [f"Kollega {number}" for number in range(10)]
    copies = []
    for number, name in enumerate(names):
        path = tmp_path / f"kopia-{number}.qualcode"
        hand_out(made.project, path, name=name)
        copies.append(Copy(path))
        copies[-1].mark("Samsyn", TEXT[number * 4 : number * 4 + 3].strip(), by=name)
    bench = bench(*copies)
    bench.look(*(one.project.path for one in copies))
    bench.merge()
    owners = {mark.coding.coder_id for mark in codings.all_marks(bench.db)}
    assert len(owners) == 11
    bench.look(*(one.project.path for one in copies))
    assert bench.part.looking.plan.title.text() == "There is nothing to merge"


def test_what_was_looked_up_for_other_files_meanwhile_is_not_shown(bench, made, copy, tmp_path):
    other = tmp_path / "other.qualcode"
    hand_out(made.project, other, name="Eva")
    bench = bench(copy)
    bench.look(copy.project.path)
    old, answers = bench.part.deciding.looked, dict(bench.part.deciding.answers)
    bench.part.leave()
    bench.look(other)
    bench.part._looked_again(old, answers, old)
    assert bench.part.deciding.looked.paths == (other,)


def test_one_stays_at_another_part_when_the_looking_is_over(bench, copy):
    bench = bench(copy)
    bench.page.merge_files([copy.project.path])
    bench.page.show_part("reconcile")
    bench.qtbot.waitUntil(lambda: not bench.part.is_working, timeout=20_000)
    assert bench.page.current == "reconcile"
    assert bench.part.sections()
