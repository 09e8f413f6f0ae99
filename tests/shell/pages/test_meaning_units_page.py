"""The table of meaning units in the window, worked on with keys."""

import threading

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QFontInfo, QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from qualcode.core.errors import ReadOnlyProject as Refusal
from qualcode.core.operations import passages
from qualcode.core.operations.documents import rename_document
from qualcode.core.operations.history import undo
from qualcode.core.operations.passages import code_passage, condense, remove_codings
from qualcode.core.project import Project
from qualcode.core.store import codes as code_store
from qualcode.core.store import codings as coding_store
from qualcode.shell.chosen import Chosen
from qualcode.shell.models.unit_material import Column, UnitFilter
from qualcode.shell.pages import unit_counting, unit_reading
from qualcode.shell.pages.meaning_units import MeaningUnitsPage
from tests.core.material import Material

TEXT = (
    "I: Hur är mandatet?\n"
    "Karin: Mandatet är otydligt, tyvärr.\n"
    "IP2: Rollerna är oklara, och tiden är kort. ❤️"
)


class Units:
    """The page and the words in which a test speaks of it."""

    def __init__(self, page, session, made, chosen, qtbot):
        self.page, self.session, self.made, self.chosen = page, session, made, chosen
        self.table, self.model, self.qtbot = page.table, page.model, qtbot

    @property
    def db(self):
        return self.session.project.db

    def cells(self, *columns):
        return [
            tuple(self.model.index(row, column).data() for column in columns)
            for row in range(self.model.rowCount())
        ]

    def at(self, row, column):
        self.table.setCurrentIndex(self.model.index(row, column))
        self.table.setFocus()

    def choose(self, rows, column):
        self.at(rows[0], column)
        flags = self.table.selectionModel().SelectionFlag
        for row in rows:
            self.table.selectionModel().select(self.model.index(row, column), flags.Select)

    def keys(self, *keys):
        for key in keys:
            if isinstance(key, str):
                self.write(key)
            else:
                self.qtbot.keyClick(QApplication.focusWidget(), key)

    def write(self, text):
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(QApplication.focusWidget(), event)

    def codes(self):
        return [row[0] for row in self.cells(Column.CODE)]

    @property
    def asked(self):
        """What is asked above the table."""
        return self.page.commands.notice.text

    def answer(self, text):
        buttons = self.page.commands.notice.buttons
        next(one for one in buttons if one.text() == text).click()

    def levels(self, name):
        return next(code.level for code in code_store.all_codes(self.db) if code.name == name)


@pytest.fixture
def made(tmp_path):
    made = Material(tmp_path)
    made.document("Intervju Sjövik", TEXT)
    made.document("Intervju Almby", "IP9: Vi har tid.")
    made.describe("Karin", "Intervju Sjövik", group="Samordnare", pseudonym="Samordnare A")
    made.code("Styrning", level="category")
    made.code("Otydligt mandat", "Styrning")
    made.code("Oklara roller")
    made.code("Tid")
    made.mark("Otydligt mandat", "Mandatet är otydligt")
    made.mark("Oklara roller", "Rollerna är oklara")
    made.mark("Tid", "tiden är kort")
    made.mark("Tid", "Vi har tid", document="Intervju Almby", by="Bo Ek")
    yield made
    made.project.close()


@pytest.fixture
def units(qtbot, session, made):
    chosen = Chosen(session)
    page = MeaningUnitsPage(session, chosen)
    page.resize(1280, 720)
    session.open(made.project)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.table.setFocus()
    yield Units(page, session, made, chosen, qtbot)
    session.close()
    page.close()
    page.deleteLater()
    chosen.deleteLater()


CHAIN = (Column.CODE, Column.SUB_CATEGORY, Column.CATEGORY, Column.THEME)


def test_each_passage_stands_with_its_chain(units):
    assert units.cells(Column.UNIT, *CHAIN) == [
        ("Mandatet är otydligt", "Otydligt mandat", "", "Styrning", ""),
        ("Rollerna är oklara", "Oklara roller", "", "", ""),
        ("tiden är kort", "Tid", "", "", ""),
        ("Vi har tid", "Tid", "", "", ""),
    ]


def test_a_passage_tells_who_said_it_where_and_who_marked_it(units):
    source = units.model.source(units.model.rows[0])
    assert source == "Samordnare A · Intervju Sjövik · Anna Lindqvist"
    units.page.columns.actions[Column.DOCUMENT].trigger()
    assert units.model.source(units.model.rows[0]) == "Samordnare A · Anna Lindqvist"


def test_typing_writes_a_condensed_form_and_enter_goes_down(units):
    units.at(0, Column.CONDENSED)
    units.keys("Oklart mandat", Qt.Key.Key_Return)
    assert units.cells(Column.CONDENSED)[0] == ("Oklart mandat",)
    assert units.table.currentIndex().row() == 1
    undo(units.session.project, units.session.coder_id)
    assert coding_store.get_segment(units.db, units.model.rows[0].segment_id).condensed is None


def test_tab_keeps_the_words_and_goes_to_the_next_cell(units):
    units.at(0, Column.CONDENSED)
    units.keys(Qt.Key.Key_F2, "Oklart", Qt.Key.Key_Tab)
    assert units.cells(Column.CONDENSED)[0] == ("Oklart",)
    index = units.table.currentIndex()
    assert (index.row(), index.column()) == (0, Column.CODE)


def test_escape_leaves_the_words_as_they_were(units):
    units.at(0, Column.CONDENSED)
    units.keys(Qt.Key.Key_Return, "Oklart", Qt.Key.Key_Escape)
    assert units.cells(Column.CONDENSED)[0] == ("",)


def test_tab_goes_from_cell_to_cell_and_at_the_end_out_of_the_table(units):
    units.at(0, Column.THEME)
    units.keys(Qt.Key.Key_Tab)
    index = units.table.currentIndex()
    assert (index.row(), index.column()) == (1, Column.UNIT)
    assert not units.table.step(1000)


def test_letters_over_a_code_choose_another_by_a_fuzzy_match(units):
    units.at(0, Column.CODE)
    units.keys("oklr", Qt.Key.Key_Return)
    assert units.cells(Column.CODE)[0] == ("Oklara roller",)


def test_a_name_that_is_not_there_is_a_new_code_in_the_same_category(units):
    units.at(0, Column.CODE)
    units.keys("Vem bestämmer", Qt.Key.Key_Return)
    assert units.cells(*CHAIN)[0] == ("Vem bestämmer", "", "Styrning", "")


def test_several_rows_are_given_one_code(units):
    units.choose([1, 2], Column.CODE)
    units.keys(Qt.Key.Key_F2, "Brist", Qt.Key.Key_Return)
    assert units.codes() == ["Otydligt mandat", "Brist", "Brist", "Tid"]
    units.session.undo()
    assert units.codes() == ["Otydligt mandat", "Oklara roller", "Tid", "Tid"]


def test_what_others_have_coded_is_changed_only_when_one_says_so(units):
    units.choose([2, 3], Column.CODE)
    units.keys(Qt.Key.Key_F2, "Brist", Qt.Key.Key_Return)
    assert units.asked == "1 of these marks is by Bo Ek. It can be undone."
    assert units.codes()[2:] == ["Tid", "Tid"]
    units.answer("All of them")
    assert units.codes()[2:] == ["Brist", "Brist"] and not units.asked


def test_one_s_own_alone_can_be_changed_of_those_chosen(units):
    units.choose([2, 3], Column.CODE)
    units.keys(Qt.Key.Key_F2, "Brist", Qt.Key.Key_Return, Qt.Key.Key_Space)
    assert units.codes()[2:] == ["Brist", "Tid"] and not units.asked
    assert QApplication.focusWidget() is units.table


def test_a_colleague_s_code_is_taken_off_only_when_one_says_so(units):
    units.at(3, Column.CODE)
    units.keys(Qt.Key.Key_Delete)
    assert units.asked and units.codes()[3] == "Tid"
    units.answer("Cancel")
    assert units.codes()[3] == "Tid" and not units.asked
    units.keys(Qt.Key.Key_Delete)
    units.answer("All of them")
    assert "Tid" not in units.codes()[3:]


def test_a_question_about_others_codings_goes_when_something_else_is_done(units):
    units.at(3, Column.CODE)
    units.keys(Qt.Key.Key_Delete)
    units.at(0, Column.CONDENSED)
    units.keys("Kort", Qt.Key.Key_Return)
    assert not units.asked


def test_a_category_is_made_by_typing_and_holds_the_code_everywhere(units):
    units.at(2, Column.CATEGORY)
    units.keys("Resurser", Qt.Key.Key_Return)
    assert [row[0] for row in units.cells(Column.CATEGORY)] == [
        *("Styrning", "", "Resurser", "Resurser")
    ]
    assert units.levels("Resurser") == "category"


def test_a_theme_takes_the_whole_category(units):
    units.at(1, Column.CATEGORY)
    units.keys("Styr", Qt.Key.Key_Return)
    units.at(1, Column.THEME)
    units.keys("Att samverka", Qt.Key.Key_Return)
    assert units.cells(Column.CATEGORY, Column.THEME)[:2] == [("Styrning", "Att samverka")] * 2


def test_what_choosing_does_is_said_before(units):
    units.at(0, Column.THEME)
    units.keys(Qt.Key.Key_F2)
    hint = units.page.commands.chooser.hint.text()
    assert "“Styrning”" in hint
    assert "with its codes" in hint


def test_delete_empties_a_cell(units):
    units.at(0, Column.CATEGORY)
    units.keys(Qt.Key.Key_Delete)
    assert units.cells(*CHAIN)[0] == ("Otydligt mandat", "", "", "")
    units.at(0, Column.CONDENSED)
    units.keys("Kort", Qt.Key.Key_Return)
    units.at(0, Column.CODE)
    units.keys(Qt.Key.Key_Delete)
    assert units.cells(Column.CONDENSED, Column.CODE)[0] == ("Kort", "")


def test_a_passage_without_a_code_gets_one_in_its_row(units, made):
    first = units.model.rows[0]
    condense(made.project, made.someone, first.segment_id, "Kort")
    units.session.run(remove_codings, [first.coding_id])
    units.at(0, Column.CODE)
    units.keys("Tid", Qt.Key.Key_Return)
    assert units.cells(Column.CONDENSED, Column.CODE)[0] == ("Kort", "Tid")


def test_a_level_is_said_for_the_chosen_codes(units):
    units.at(3, Column.CODE)
    units.page.commands.say_level("theme")
    assert units.cells(*CHAIN)[3] == ("", "", "", "Tid")


def test_a_row_that_is_filled_in_stays_though_it_no_longer_fits(units):
    units.page.choices.set_wanted(UnitFilter(empty=frozenset({Column.CONDENSED})))
    units.at(0, Column.CONDENSED)
    units.keys("Kort", Qt.Key.Key_Return)
    assert units.model.rowCount() == 4
    units.page.came()
    assert units.model.rowCount() == 3


@pytest.mark.parametrize(
    ("wanted", "quotes"),
    [
        ({"groups": {"Samordnare"}}, ["Mandatet är otydligt"]),
        ({"empty": {Column.CATEGORY}}, ["Rollerna är oklara", "tiden är kort", "Vi har tid"]),
        ({"words": "ROLLER"}, ["Rollerna är oklara"]),
    ],
)
def test_rows_are_asked_for(units, wanted, quotes):
    chosen = {k: v if isinstance(v, str) else frozenset(v) for k, v in wanted.items()}
    units.page.choices.set_wanted(UnitFilter(**chosen))
    assert [row[0] for row in units.cells(Column.UNIT)] == quotes


def test_codes_are_asked_for_with_what_is_under_them(units, made):
    units.page.choices.set_wanted(UnitFilter(codes=frozenset({made.codes["Styrning"]})))
    assert units.cells(Column.CODE) == [("Otydligt mandat",)]
    assert units.page.choices.chips["codes"].text() == "Code: Styrning"


def test_nothing_that_fits_is_said_with_a_way_back(units):
    units.page.choices.set_wanted(UnitFilter(words="finns inte"))
    units.qtbot.waitUntil(units.page.nothing.first_step.isVisible)
    assert "No meaning unit fits" in units.page.nothing.words.text()
    units.page.nothing.first_step.click()
    assert units.model.rowCount() == 4


def test_rows_are_sorted_by_a_click_and_by_a_third_as_the_texts_run(units):
    units.page.columns.click_heading(Column.CODE)
    rising = units.cells(Column.CODE)
    assert rising == [("Otydligt mandat",), ("Oklara roller",), ("Tid",), ("Tid",)]
    units.page.columns.click_heading(Column.CONDENSED)
    units.page.columns.click_heading(Column.UNIT)
    units.page.columns.click_heading(Column.UNIT)
    assert units.cells(Column.UNIT)[0] == ("Vi har tid",)
    units.page.columns.click_heading(Column.UNIT)
    assert units.cells(Column.UNIT)[0] == ("Mandatet är otydligt",)


def test_empty_cells_come_last_whichever_way_one_sorts(units):
    units.page.columns.sort_rows((Column.CATEGORY, False))
    assert units.cells(Column.CATEGORY)[0] == ("Styrning",)
    units.page.columns.sort_rows((Column.CATEGORY, True))
    assert units.cells(Column.CATEGORY)[0] == ("Styrning",)


def test_cells_are_copied_as_a_spreadsheet_takes_them(units):
    units.at(0, Column.UNIT)
    flags = units.table.selectionModel().SelectionFlag
    for row, column in [(0, Column.CODE), (1, Column.UNIT)]:
        units.table.selectionModel().select(units.model.index(row, column), flags.Select)
    units.qtbot.keyClick(units.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == (
        "Mandatet är otydligt\tOtydligt mandat\nRollerna är oklara\t"
    )


def test_cells_are_copied_without_real_names(units, made):
    document, start = made.documents["Intervju Sjövik"], TEXT.index("Karin: ")
    units.session.run(
        passages.code_passage, document, start, start + len("Karin: Mandatet"), [made.codes["Tid"]]
    )
    units.session.run(rename_document, document, "Intervju Karin")
    units.page.columns.actions[Column.DOCUMENT].setChecked(True)
    units.table.selectAll()
    units.qtbot.keyClick(units.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text()
    assert "[Samordnare A]: Mandatet\tIntervju [Samordnare A]\t" in copied
    assert "Karin" not in copied


def test_ctrl_enter_shows_the_passage_in_its_text(units, made):
    with units.qtbot.waitSignal(units.page.passage_wanted) as told:
        units.at(1, Column.CODE)
        units.qtbot.keyClick(units.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    start = TEXT.index("Rollerna")
    assert told.args == [made.documents["Intervju Sjövik"], start, start + 18]


def test_what_is_chosen_is_chosen_everywhere(units, made):
    units.at(1, Column.CODE)
    assert units.chosen.segment_id == units.model.rows[1].segment_id
    assert units.chosen.code_id == made.codes["Oklara roller"]
    unit = units.model.rows[3]
    units.chosen.choose_span(unit.document_id, None, unit.segment_id)
    assert units.table.currentIndex().row() == 3


def test_a_passage_that_is_marked_meanwhile_comes_to_its_place(units, made):
    document = made.documents["Intervju Sjövik"]
    start = TEXT.index("tyvärr")
    units.session.run(code_passage, document, start, start + 6, [made.codes["Tid"]])
    assert units.cells(Column.UNIT)[1] == ("tyvärr",)
    units.session.undo()
    assert units.model.rowCount() == 4


def test_rows_grow_with_what_is_written_in_them(units):
    units.qtbot.waitUntil(lambda: 0 in units.table._measured)
    before = units.table.rowHeight(0)
    units.at(0, Column.CONDENSED)
    units.table.edit(units.table.currentIndex())
    editor = units.table.findChild(QPlainTextEdit)
    editor.setPlainText("Mandatet upplevs som oklart av alla som deltar. " * 5)
    units.keys(Qt.Key.Key_Return)
    units.qtbot.waitUntil(lambda: units.table.rowHeight(0) > before)


def test_columns_and_order_are_remembered(units):
    units.page.columns.actions[Column.INTERPRETATION].trigger()
    units.page.columns.sort_rows((Column.CODE, True))
    stored = units.page.state()
    units.page.columns.actions[Column.INTERPRETATION].trigger()
    units.page.columns.sort_rows(None)
    units.page.restore_state({**stored, "sorted": list(stored["sorted"])})
    assert not units.table.isColumnHidden(Column.INTERPRETATION)
    assert units.page.state() == stored


def test_a_stored_state_that_makes_no_sense_is_passed_over(units):
    units.page.restore_state({"shown": 5, "widths": {"UNIT": "wide"}, "sorted": [99, None]})
    assert units.model.rowCount() == 4


def test_an_export_writes_the_rows_that_are_shown(units, tmp_path):
    units.page.choices.set_wanted(UnitFilter(words="roller"))
    units.page.export.write(tmp_path / "units.csv")
    units.qtbot.waitUntil(lambda: "written" in units.page.export.notice.text, timeout=5000)
    assert (tmp_path / "units.csv").read_text("utf-8-sig").count("\n") == 2


def test_nothing_is_written_in_a_project_that_can_only_be_read(units, made):
    units.session.project.refuse_writing(units.session.project._access.why_read_only or Refusal())
    units.page._refresh()
    units.at(0, Column.CONDENSED)
    assert not units.table.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable


def test_a_closed_project_leaves_an_empty_page(units):
    units.session.close()
    assert units.model.rowCount() == 0
    assert not units.page.commands.open.isEnabled()


@pytest.fixture
def other_work(units):
    """Work that writes, and goes on until it is let end."""
    go_on = threading.Event()

    def work(project, coder_id, *, progress):
        go_on.wait()
        return rename_document(project, coder_id, units.made.documents["Intervju Almby"], "Almby")

    def end():
        go_on.set()
        units.qtbot.waitUntil(lambda: not units.session.is_busy)

    units.at(0, Column.CONDENSED)
    units.keys(Qt.Key.Key_F2, "Oklart")
    units.session.start_operation("…", work)
    yield end
    end()


def test_a_cell_stays_open_while_other_work_ends(units, other_work):
    other_work()
    units.keys(" mandat", Qt.Key.Key_Return)
    units.qtbot.waitUntil(lambda: "Almby" in units.model.source(units.model.rows[3]))
    assert units.cells(Column.CONDENSED)[0] == ("Oklart mandat",)


def test_words_of_a_cell_wait_until_other_work_is_over(units, other_work):
    units.keys(Qt.Key.Key_Return)
    other_work()
    assert units.cells(Column.CONDENSED)[0] == ("Oklart",)


def answer_with(units, key):
    """With the keys, which the question has."""
    units.qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPushButton))
    if key is not None:
        units.qtbot.keyClick(QApplication.focusWidget(), key)


def test_words_are_written_to_a_passage_of_somebody_else_s_only_if_one_says_so(units):
    units.at(3, Column.CONDENSED)
    units.keys(Qt.Key.Key_F2)
    assert units.asked == "This passage was marked by Bo Ek. What you write can be undone."
    answer_with(units, Qt.Key.Key_Space)
    assert units.asked == ""
    assert QApplication.focusWidget() is units.table
    units.keys(Qt.Key.Key_Return)
    units.answer("Write there")
    units.qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPlainTextEdit))
    units.keys("Har tid", Qt.Key.Key_Return)
    assert units.cells(Column.CONDENSED)[3] == ("Har tid",)


def test_words_of_somebody_else_s_passage_are_emptied_only_if_one_says_so(units):
    segment_id = units.model.rows[3].segment_id
    units.session.run(condense, segment_id, "Har tid")
    units.at(3, Column.CONDENSED)
    units.keys(Qt.Key.Key_Delete)
    assert units.cells(Column.CONDENSED)[3] == ("Har tid",)
    units.answer("Write there")
    assert units.cells(Column.CONDENSED)[3] == ("",)


def test_columns_grow_with_the_text_and_keep_their_own_widths(units):
    units.table.setColumnWidth(Column.UNIT, 500)
    before = QApplication.font()
    larger = QFont(before)
    larger.setPixelSize(2 * QFontInfo(before).pixelSize())
    try:
        QApplication.setFont(larger)
        units.qtbot.waitUntil(lambda: units.table.columnWidth(Column.UNIT) > 900)
        assert units.table.columnWidth(Column.UNIT) == pytest.approx(1000, abs=60)
    finally:
        QApplication.setFont(before)


def test_a_reading_that_is_cancelled_says_so_and_can_be_begun_again(units, monkeypatch):
    monkeypatch.setattr(unit_reading, "MANY", 0)
    session = units.session
    session.job_started.connect(lambda job: job.cancel())
    units.page._read()
    session.close()
    session.open(Project.open(units.made.project.path))
    units.qtbot.waitUntil(lambda: "not read" in units.page.nothing.words.text())
    session.job_started.disconnect()
    units.page.nothing.first_step.click()
    units.qtbot.waitUntil(lambda: units.model.rowCount() == 4)


def test_of_what_nothing_is_chosen_no_list_is_made(units, monkeypatch):
    choices, asked = units.page.choices, []
    options = choices.options
    monkeypatch.setattr(choices, "options", lambda kind: asked.append(kind) or options(kind))
    choices.forget_gone()
    choices.show_words()
    assert asked == []
    choices.set_wanted(UnitFilter(codes=frozenset({units.made.codes["Tid"]})))
    assert asked == ["codes"]
    assert choices.chips["codes"].text() == "Code: Tid"


def test_of_very_many_units_the_number_is_counted_beside_the_window(units, qtbot, monkeypatch):
    page = units.page
    qtbot.waitUntil(lambda: bool(page.total.text()))
    wanted = page.total.text()
    page.total.setText("")
    monkeypatch.setattr(unit_counting, "MANY", 0)
    jobs = []
    page._session.job_started.connect(jobs.append)
    page._show_total()
    assert len(jobs) == 1 and not page.total.text()
    qtbot.waitUntil(lambda: page.total.text() == wanted)
    assert "meaning unit" in wanted
