"""What evaluators coded otherwise is walked through and settled, on the page of the team."""

import pytest
from PySide6.QtCore import Qt

from qualcode.core.model.coder import CONSENSUS
from qualcode.core.operations import passages
from qualcode.core.project import Project
from qualcode.core.store import coders, codings
from qualcode.shell.chosen import Chosen
from qualcode.shell.pages.team import reconcile_work
from qualcode.shell.pages.team.reconcile import ReconcilePart
from tests.core.material import Material

TEXT = "I: Hur är mandatet?\nKarin: Det är oklart, tyvärr. Ingen vet vem som beslutar här hemma."
LEFT = Qt.MouseButton.LeftButton
ANNA, BO = "Anna Lindqvist", "Bo Ek"


@pytest.fixture
def made(tmp_path):
    made = Material(tmp_path)
    made.document("Intervju Karin", TEXT)
    made.document("Intervju Vik", TEXT)
    for name in ("Mandat", "Makt", "Tillit"):
        made.code(name)
    for evaluator in (ANNA, BO):
        made.mark("Tillit", "Hur är mandatet", by=evaluator)
    made.mark("Mandat", "Det är oklart", by=ANNA)
    made.mark("Makt", "Det är oklart", by=BO)
    made.mark("Makt", "vem som beslutar", by=ANNA)
    made.mark("Makt", "Ingen vet vem som beslutar", by=BO)
    made.mark("Tillit", "tyvärr", by=ANNA, document="Intervju Vik")
    return made


@pytest.fixture
def part(made, session, qtbot):
    session.open(made.project)
    chosen = Chosen(session)
    part = shown(ReconcilePart(session, chosen), qtbot)
    part.chosen_for_test = chosen
    yield part
    put_away(part, session)


def shown(part, qtbot):
    part.resize(1100, 800)
    part.show()
    qtbot.waitExposed(part)
    part.came()
    part.activateWindow()
    part.side.list.setFocus()
    return part


def put_away(part, session):
    session.close()
    part.close()
    part.deleteLater()


def first_lines(part):
    return [part.model_lines(one).first for one in part.side.model.rows]


@pytest.fixture(autouse=True)
def lines(monkeypatch):
    monkeypatch.setattr(
        ReconcilePart, "model_lines", lambda self, one: self.side.model._lines(one), raising=False
    )


def states(part):
    return [one.state for one in part.side.model.rows]


def consensus(part):
    """What the consensus has, code and words, in both documents."""
    db = part._session.project.db
    who = {one.id for one in coders.all_coders(db) if one.role == CONSENSUS}
    names = {code_id: code.name for code_id, code in part.work.names.codes.items()}
    return sorted(
        (names[mark.coding.code_id], mark.segment.quote)
        for mark in codings.all_marks(db)
        if mark.coding.coder_id in who
    )


def press(part, qtbot, key):
    qtbot.keyClick(part.side.list, key)


def test_what_differs_is_listed_and_told(part):
    assert first_lines(part) == [
        "Mandat ≠ Makt",
        "Makt · on other words",
        "Tillit",
    ]
    last = part.model_lines(part.side.model.rows[-1])
    assert last.second.startswith("Only Anna Lindqvist · Intervju Vik · ")
    assert part.head.done.text() == "0 of 3 settled"


def test_each_evaluator_s_marks_are_told_apart_in_the_text(part, made):
    here = [view for view in part.text.reader.marks() if view.start == TEXT.index("Det är")]
    views = {view.label: view for view in here}
    anna, bo = views["Mandat"], views["Makt"]
    assert [anna.owners[0].name, bo.owners[0].name] == [ANNA, BO]
    assert anna.colour != bo.colour
    assert not anna.dim
    assert not bo.dim
    (agreed,) = [view for view in part.text.reader.marks() if view.label == "Tillit"]
    assert [owner.name for owner in agreed.owners] == [ANNA, BO]
    assert agreed.dim


def test_a_key_takes_one_s_and_goes_on(part, qtbot):
    press(part, qtbot, Qt.Key.Key_1)
    assert consensus(part) == [("Mandat", "Det är oklart")]
    assert states(part) == ["settled", "open", "open"]
    assert part.side.list.currentIndex().row() == 1
    assert part.head.done.text() == "1 of 3 settled"


def test_keys_take_the_other_s_both_and_nobody_s(part, qtbot):
    press(part, qtbot, Qt.Key.Key_2)
    press(part, qtbot, Qt.Key.Key_B)
    press(part, qtbot, Qt.Key.Key_2)
    assert consensus(part) == [
        ("Makt", "Det är oklart"),
        ("Makt", "Ingen vet vem som beslutar"),
    ]
    assert part.head.done.text() == "3 of 3 settled"


def shown_texts(place):
    buttons = (*place.takes, place.both, place.later_button)
    return [button.text() for button in buttons if button.isVisible()]


def test_who_marked_nothing_offers_to_have_no_code(part):
    assert shown_texts(part.place)[:3] == [
        "Take Anna Lindqvist’s (1)",
        "Take Bo Ek’s (2)",
        "Take both (B)",
    ]
    part.side.choose_row(2)
    assert shown_texts(part.place) == [
        "Take Anna Lindqvist’s (1)",
        "No code (2)",
        "Talk later (L)",
    ]


def test_no_code_is_told_as_what_was_settled(part, qtbot):
    part.side.choose_row(2)
    press(part, qtbot, Qt.Key.Key_2)
    part.side.choose_row(2)
    assert part.place.state_line.text().endswith(": no code.")
    assert consensus(part) == []


def test_what_the_consensus_has_is_seen_from_other_places_too(part, qtbot):
    press(part, qtbot, Qt.Key.Key_1)
    assert row(part) == 1
    (view,) = [one for one in part.text.reader.marks() if one.key.startswith("consensus")]
    assert (view.label, view.start, view.dim) == ("Mandat", TEXT.index("Det är"), True)


def test_marked_words_are_where_the_codes_go(part, qtbot):
    start = TEXT.index("är oklart")
    part.text.reader.select(start, start + len("är oklart"))
    assert "codes of “Mandat ≠ Makt” on the words that are marked" in part.place.hint.text()
    part.place.takes[0].click()
    assert consensus(part) == [("Mandat", "är oklart")]
    assert part.text.reader.selection() is None
    press(part, qtbot, Qt.Key.Key_P)
    assert part.place.state_line.text().endswith(f": {ANNA}, with other words: “är oklart”.")


def test_talking_later_and_opening_again(part, qtbot):
    press(part, qtbot, Qt.Key.Key_L)
    assert states(part)[0] == "later"
    press(part, qtbot, Qt.Key.Key_P)
    press(part, qtbot, Qt.Key.Key_O)
    assert states(part)[0] == "open"
    assert part.side.list.currentIndex().row() == 0


def test_what_is_said_stands_in_the_thread_and_letters_do_nothing_while_one_writes(part, qtbot):
    press(part, qtbot, Qt.Key.Key_C)
    qtbot.waitUntil(part.place.comment.hasFocus)
    qtbot.keyClicks(part.place.comment, "1 blir bra")
    assert states(part)[0] == "open"
    qtbot.keyClick(part.place.comment, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "1 blir bra" in part.place.said_before.text()
    assert part.place.said_before.text().startswith(ANNA)
    assert part.place.comment.toPlainText() == ""
    assert part.side.list.hasFocus()


def test_the_comment_right_after_talk_later_is_on_the_place_that_was_left(part, qtbot):
    press(part, qtbot, Qt.Key.Key_L)
    assert row(part) == 1
    assert "C writes a comment on “Mandat ≠ Makt”" in part.place.hint.text()
    assert "(C)" not in part.place.comment.placeholderText()
    press(part, qtbot, Qt.Key.Key_C)
    qtbot.waitUntil(part.place.comment.hasFocus)
    assert row(part) == 0
    assert "“Mandat ≠ Makt”" in part.place.comment.placeholderText()
    qtbot.keyClicks(part.place.comment, "På torsdag")
    qtbot.keyClick(part.place.comment, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "På torsdag" in part.place.said_before.text()
    assert states(part) == ["later", "open", "open"]


@pytest.mark.parametrize("key", [Qt.Key.Key_N, Qt.Key.Key_1, Qt.Key.Key_P])
def test_whoever_has_gone_on_since_comments_on_the_place_that_is_shown(part, qtbot, key):
    press(part, qtbot, Qt.Key.Key_L)
    press(part, qtbot, key)
    here = row(part)
    press(part, qtbot, Qt.Key.Key_C)
    qtbot.waitUntil(part.place.comment.hasFocus)
    assert row(part) == here
    assert "Mandat ≠ Makt" not in part.place.hint.text()


def test_whoever_marks_words_at_the_next_place_comments_on_that(part, qtbot):
    press(part, qtbot, Qt.Key.Key_L)
    start = TEXT.index("Ingen")
    part.text.reader.select(start, start + len("Ingen vet"))
    press(part, qtbot, Qt.Key.Key_C)
    qtbot.waitUntil(part.place.comment.hasFocus)
    assert row(part) == 1


def test_words_being_written_wait_for_their_place(part, qtbot):
    part.place.comment.setPlainText("Hm")
    part.side.step(1)
    assert part.place.comment.toPlainText() == ""
    part.side.step(-1)
    assert part.place.comment.toPlainText() == "Hm"


def test_undo_is_followed(part, qtbot, session):
    press(part, qtbot, Qt.Key.Key_1)
    session.undo()
    assert consensus(part) == []
    assert states(part) == ["open"] * 3


def test_marks_that_change_open_the_place_again(part, qtbot, session, made):
    press(part, qtbot, Qt.Key.Key_1)
    marks = codings.marks_in(made.project.db, made.documents["Intervju Karin"])
    mine = next(mark for mark in marks if mark.segment.quote == "Det är oklart")
    session.run(passages.resize_passage, mine.segment.id, mine.segment.start, mine.segment.end + 8)
    assert states(part)[0] == "open"
    assert part.side.model.rows[0].has_changed


def test_of_three_those_who_have_a_code_alone_are_named_in_a_sentence(part, made):
    made.mark("Tillit", "tyvärr", by="Cleo Ask", document="Intervju Vik")
    part.work.start_over()
    last = part.model_lines(part.side.model.rows[-1])
    assert last.second.startswith("Only Anna Lindqvist and Cleo Ask · ")


def test_taking_all_names_only_those_who_marked_something(part, made, qtbot):
    made.mark("Tillit", "Hur är", by="Cleo Ask")
    part.work.start_over()
    qtbot.waitUntil(lambda: len(part.place.takes) == 3)
    row = first_lines(part).index("Mandat ≠ Makt")
    part.side.list.setCurrentIndex(part.side.model.index(row))
    assert part.place.both.text() == "Take both (B)"
    press(part, qtbot, Qt.Key.Key_B)
    part.side.list.setCurrentIndex(part.side.model.index(row))
    told = part.place.state_line.text()
    assert told.startswith("Settled by ") and told.endswith(f": {ANNA}, {BO}.")


def test_a_key_does_nothing_where_its_button_is_not_shown(part, qtbot):
    row = next(
        at
        for at, one in enumerate(part.side.model.rows)
        if part.model_lines(one).second.count("Only")
    )
    part.side.list.setCurrentIndex(part.side.model.index(row))
    assert part.place.both.isHidden()
    before = part.place.state_line.text()
    press(part, qtbot, Qt.Key.Key_B)
    part.side.list.setCurrentIndex(part.side.model.index(row))
    assert part.place.state_line.text() == before
    assert not before.startswith("Settled")


def test_without_anything_to_compare_what_is_said_stays_together_at_the_top(
    session, qtbot, tmp_path
):
    alone = Material(tmp_path)
    session.open(alone.project)
    part = shown(ReconcilePart(session, Chosen(session)), qtbot)
    head = part.head
    qtbot.waitUntil(lambda: head.merge.isVisible() and head.height() < part.height() // 3)
    put_away(part, session)


def test_what_is_agreed_is_taken_over_in_one_step(part, qtbot):
    assert part.head.agreed.text() == "Take over 1 place that is agreed"
    part.head.agreed.click()
    qtbot.waitUntil(lambda: consensus(part) == [("Tillit", "Hur är mandatet")])
    qtbot.waitUntil(lambda: not part.head.agreed.isVisible())
    assert part.head.done.text() == "0 of 3 settled"


def test_a_cell_of_the_table_is_a_filter(part, made, qtbot):
    table = part.side.table
    part.side.show_tab(3)
    codes = [part.work.names.code(code_id) for code_id in table.model_.rows]
    assert codes == ["Mandat", "Makt", "Tillit"]
    counts = dict(table.model_.confusion.counts)
    mandat, makt, tillit = (made.codes[name] for name in ("Mandat", "Makt", "Tillit"))
    assert counts == {
        (mandat, makt): 1,
        (makt, makt): 1,
        (tillit, None): 1,
        (tillit, tillit): 1,
    }
    table.setCurrentIndex(table.model_.index(0, 0))  # nobody gave Mandat there twice
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert len(part.side.model.rows) == 3
    table.setCurrentIndex(table.model_.index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert first_lines(part) == ["Mandat ≠ Makt"]
    assert part.head.cell.isVisible()
    part.head.cell.click()
    assert len(part.side.model.rows) == 3


def test_by_code_and_by_document_one_sees_where_most_differs(part, qtbot):
    part.side.show_tab(1)
    assert [row.cells for row in part.side.codes.model_.rows] == [
        ("Makt", "2", "0"),
        ("Mandat", "1", "0"),
        ("Tillit", "1", "0"),
    ]
    part.side.show_tab(2)
    assert [row.cells[:2] for row in part.side.documents.model_.rows] == [
        ("Intervju Karin", "2"),
        ("Intervju Vik", "1"),
    ]
    part.side.documents.entered.emit(part.side.documents.model_.rows[1].key)
    assert first_lines(part) == ["Tillit"]
    assert part.head.done.text() == "0 of 3 settled"


def test_settled_ones_leave_the_list_of_open_ones(part, qtbot):
    part.head.chips["states"].choose(["open"])
    part.head.chips["states"].changed.emit()
    press(part, qtbot, Qt.Key.Key_1)
    assert first_lines(part)[0] == "Makt · on other words"
    assert part.side.list.currentIndex().row() == 0


def test_what_is_chosen_here_is_chosen_everywhere_and_the_other_way_round(part, made):
    part.side.choose_row(2)
    chosen = part.chosen_for_test
    assert chosen.document_id == made.documents["Intervju Vik"]
    assert chosen.code_id == made.codes["Tillit"]
    chosen.choose_document(made.documents["Intervju Karin"])
    assert part.side.list.currentIndex().row() == 0


def test_one_goes_back_to_where_one_was(part, made, session, qtbot):
    part.side.choose_row(1)
    part.head.chips["codes"].choose([made.codes["Makt"]])
    part.head.chips["codes"].changed.emit()
    again = ReconcilePart(session, Chosen(session))
    again.restore_state(part.state())
    shown(again, qtbot)
    assert again.state() == part.state()
    assert again.side.current() == part.side.current()
    put_away(again, session)


def test_all_who_marked_something_are_compared_if_nobody_is_chosen(part, made):
    made.mark("Mandat", "Ingen vet", by="Cleo")
    part.work.start_over()
    chip = part.head.chips["coders"]
    assert not chip.chosen and len(part.work.comparison.compared) == 3
    two = part.work.evaluators[:2]
    chip.choose(two)
    chip.changed.emit()
    assert part.work.comparison.compared == two
    chip.choose(())
    chip.changed.emit()
    assert len(part.work.comparison.compared) == 3


def test_one_chosen_alone_is_compared_with_nobody_and_another_can_be_chosen(part):
    chip = part.head.chips["coders"]
    one, other = part.work.evaluators
    chip.choose([one])
    chip.changed.emit()
    assert part.work.comparison is None and part.room.isHidden()
    assert "It takes two evaluators" in part.head.empty.text()
    assert chip.chosen == {one} and chip.isVisible() and part.head.merge.isHidden()
    chip.choose([one, other])
    chip.changed.emit()
    assert len(part.side.model.rows) > 1 and part.head.empty.isHidden()


def test_one_evaluator_alone_is_told_what_to_do_first(tmp_path, session, qtbot):
    made = Material(tmp_path, name="Ensam")
    made.document("Intervju", TEXT)
    made.code("Mandat")
    made.mark("Mandat", "oklart")
    session.open(made.project)
    part = shown(ReconcilePart(session, Chosen(session)), qtbot)
    assert "two evaluators" in part.head.empty.text()
    with qtbot.waitSignal(part.part_wanted):
        part.head.merge.click()
    put_away(part, session)


def test_enter_shows_the_place_where_one_reads(part, made, qtbot):
    with qtbot.waitSignal(part.passage_wanted) as wanted:
        press(part, qtbot, Qt.Key.Key_Return)
    start = TEXT.index("Det är oklart")
    assert wanted.args == [made.documents["Intervju Karin"], start, start + len("Det är oklart")]


def at(part, words):
    """Where the first of these words stands in the text that is shown."""
    reader, start = part.text.reader, TEXT.index(words)
    return reader.rect_of(start, start + 1).center()


def row(part):
    return part.side.list.currentIndex().row()


def test_pointing_at_a_mark_in_the_text_goes_to_its_place(part, qtbot):
    qtbot.mouseClick(part.text.reader.viewport(), LEFT, pos=at(part, "beslutar"))
    qtbot.waitUntil(lambda: row(part) == 1)


def test_a_key_after_a_click_is_meant_for_the_place_that_was_clicked(part, qtbot):
    qtbot.mouseClick(part.text.reader.viewport(), LEFT, pos=at(part, "beslutar"))
    qtbot.keyClick(part.text.reader, Qt.Key.Key_2)
    assert consensus(part) == [("Makt", "Ingen vet vem som beslutar")]


def test_enter_in_the_text_goes_to_the_place_at_the_caret_and_walking_there_does_not(part, qtbot):
    reader = part.text.reader
    reader.setFocus()
    reader.set_caret(TEXT.index("beslutar"))
    qtbot.keyClick(reader, Qt.Key.Key_Left)
    assert row(part) == 0
    qtbot.keyClick(reader, Qt.Key.Key_Return)
    assert row(part) == 1


def draw_over(part, qtbot, first, last):
    """Mark words with the mouse, from the one to the other."""
    area = part.text.reader.viewport()
    qtbot.mousePress(area, LEFT, pos=at(part, first))
    for words in (first, last):
        qtbot.mouseMove(area, at(part, words))
    qtbot.mouseRelease(area, LEFT, pos=at(part, last))


def test_one_stays_at_the_place_while_one_marks_words_that_begin_in_another(part, qtbot):
    press(part, qtbot, Qt.Key.Key_2)
    assert row(part) == 1
    draw_over(part, qtbot, "oklart", "beslutar")
    assert (row(part), part.text.reader.selected_text()) == (
        1,
        "oklart, tyvärr. Ingen vet vem som beslutar",
    )
    qtbot.keyClick(part.text.reader, Qt.Key.Key_1)
    assert consensus(part) == [
        ("Makt", "Det är oklart"),
        ("Makt", "oklart, tyvärr. Ingen vet vem som beslutar"),
    ]


def test_one_stays_at_the_place_when_a_word_in_another_is_marked_by_a_double_click(part, qtbot):
    area = part.text.reader.viewport()
    qtbot.mouseClick(area, LEFT, pos=at(part, "beslutar"))
    qtbot.mouseDClick(area, LEFT, pos=at(part, "beslutar"))
    assert part.text.reader.selected_text() == "beslutar"
    assert not part.text.pointing.is_waiting
    assert row(part) == 0


def test_very_many_codings_are_compared_beside_the_window(made, session, qtbot, monkeypatch):
    monkeypatch.setattr(reconcile_work, "LARGE", 0)
    session.open(made.project)
    part = shown(ReconcilePart(session, Chosen(session)), qtbot)
    assert part.head.empty.text() == "Comparing evaluators…"
    qtbot.waitUntil(lambda: part.work.comparison is not None)
    assert part.head.done.text() == "0 of 3 settled"
    put_away(part, session)


def test_a_comparison_that_is_stopped_says_so_and_can_be_begun_again(
    part, session, qtbot, monkeypatch
):
    monkeypatch.setattr(reconcile_work, "LARGE", 0)
    stop = session.job_started.connect(lambda job: job.cancel())
    part.work.start_over()
    qtbot.waitUntil(lambda: part.notice.text == "The comparison was stopped.")
    assert part.head.empty.text() == "The evaluators were not compared."
    session.job_started.disconnect(stop)
    part.notice.buttons[0].click()
    qtbot.waitUntil(lambda: part.work.comparison is not None)
    assert part.notice.text == ""
    assert len(first_lines(part)) == 3


def test_what_was_done_elsewhere_is_seen_when_one_comes_back(part, qtbot, session, made):
    part.hide()
    tillit, karin = made.codes["Tillit"], made.documents["Intervju Karin"]
    session.run(passages.code_passage, karin, len(TEXT) - 6, len(TEXT) - 1, [tillit])
    part.show()
    part.came()
    assert first_lines(part).count("Tillit") == 2


def test_a_project_for_reading_alone_can_be_looked_at(made, session, qtbot):
    path = made.project.path
    made.project.close()
    session.open(Project.open(path, read_only=True))
    part = shown(ReconcilePart(session, Chosen(session)), qtbot)
    assert len(part.side.model.rows) == 3
    assert not part.place.takes[0].isEnabled()
    put_away(part, session)


def test_where_there_is_little_room_the_choices_come_when_they_are_wanted(part, qtbot):
    assert not part.head.fold.isVisible()
    assert part.head.chips["codes"].isVisible()
    part.resize(800, 300)
    assert part.head.fold.isVisible()
    assert not part.head.chips["codes"].isVisible()
    part.head.fold.click()
    assert part.head.chips["codes"].isVisible()


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".csv"])
def test_what_differs_is_written_as_a_file(part, qtbot, tmp_path, suffix):
    out = tmp_path / f"ut{suffix}"
    part.export.write(out)
    qtbot.waitUntil(lambda: "is written" in part.notice.text)
    assert out.stat().st_size > 200


def test_the_text_is_as_large_as_the_rest_of_the_window(part, session):
    session.remember(text_scale=2.0)
    part.came()
    assert part.text.reader.text_style.zoom == 2.0


def test_what_is_written_is_in_view_however_little_room_there_is(part, qtbot):
    part.resize(640, 420)
    press(part, qtbot, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: not part.place.comment.visibleRegion().isEmpty())
    start = part.current().difference.start
    qtbot.waitUntil(lambda: is_seen(part.text.reader, start))


def is_seen(reader, position):
    """Whether the words there are within what is shown of the text."""
    seen = reader.visible_span()
    return seen.start <= position < seen.end


def test_what_is_said_of_a_place_is_seen_whole_however_long_it_is(part, qtbot):
    place = part.place
    for words in ("kort", "ett långt ord " * 60):
        place.state_line.setText(words)
        qtbot.waitUntil(lambda: is_whole(place))
    place.state_line.setText("kort")
    part.resize(760, 800)
    qtbot.waitUntil(lambda: is_whole(place))


def is_whole(place):
    """Whether the panel is as high as its parts want, and no scroll bar is needed for it."""
    wanted = place.layout().totalHeightForWidth(place.width())
    bar = place.parent().parent().verticalScrollBar()
    return place.height() == wanted and bar.maximum() == 0
