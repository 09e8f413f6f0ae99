"""Words are found everywhere, looked at one after another, and marked."""

import pytest
from PySide6.QtCore import QModelIndex, Qt

from qualcode.core.analysis.search.query import Match
from qualcode.core.analysis.search.widen import Extent
from qualcode.core.operations import codes as code_operations
from qualcode.core.operations.memos import write_memo
from qualcode.core.store import codings
from qualcode.shell.chosen import Chosen
from qualcode.shell.models import search as search_model
from qualcode.shell.models import searching
from qualcode.shell.models.search import ROW, Heading
from qualcode.shell.panels.filter_chips import ATTRIBUTE
from qualcode.shell.panels.search_drawer import SearchDrawer
from tests.core.material import Material

EVA = "I: Hur är mandatet?\nEva: Mandatet är otydligt ❤️. Så är mandat. Vi vet inte."
LO = "I: Roller?\nLo: Vårt mandat är klart."
#: ms; the first marking of sentences loads the rules of a language, long on a busy machine
_PATIENCE = 30_000


@pytest.fixture
def made(tmp_path):
    made = Material(tmp_path, language="sv")
    made.document("Eva", EVA)
    made.document("Lo", LO)
    made.document("Rapport", "Om mandat.", kind="document")
    made.code("Mandat", definition="Vem får bestämma")
    write_memo(made.project, made.someone, "Följ upp mandaten.", title="Norr")
    yield made
    made.project.close()


class Search:
    """The drawer, and what a test says of it."""

    def __init__(self, drawer, session, made, qtbot):
        self.drawer, self.session, self.made, self.qtbot = drawer, session, made, qtbot
        self.places = []
        drawer.passage_wanted.connect(lambda *place: self.places.append(place))

    def find(self, words):
        self.drawer.find_words(words)
        self.wait()

    def wait(self):
        self.qtbot.waitUntil(lambda: not self.drawer.searching.is_running, timeout=_PATIENCE)

    def rows(self):
        model = self.drawer.model
        return [model.index(row).data() for row in range(model.rowCount())]

    def hits(self):
        return [hit.document_id for hit in self.drawer.model.hits]

    def quotes(self):
        return [one.quote for one in codings.all_segments(self.session.project.db)]

    def mark(self):
        self.drawer.marking.choose_code(self.made.codes["Mandat"])
        self.drawer.marking.mark.click()
        self.drawer.marking.confirm.yes.click()
        self.qtbot.waitUntil(lambda: not self.session.is_busy, timeout=_PATIENCE)


@pytest.fixture
def search(qtbot, session, made):
    session.open(made.project)
    drawer = SearchDrawer(session, Chosen(session))
    drawer.resize(380, 800)
    drawer.show()
    qtbot.waitExposed(drawer)
    drawer.activateWindow()
    yield Search(drawer, session, made, qtbot)
    session.close()
    drawer.close()
    drawer.deleteLater()


def test_hits_stand_under_their_documents_and_then_what_else_was_found(search):
    search.find("mandat")
    assert search.rows() == [
        "Eva",
        "I: Hur är mandatet?",
        "Eva: Mandatet är otydligt ❤️. Så är mandat. Vi vet inte.",
        "Eva: Mandatet är otydligt ❤️. Så är mandat. Vi vet inte.",
        "Lo",
        "Lo: Vårt mandat är klart.",
        "Rapport",
        "Om mandat.",
        "Codes",
        "Mandat",
        "Memos and journal",
        "Följ upp mandaten.",
    ]


def test_it_says_how_much_was_found_and_how_many_say_it(search):
    search.find("mandat")
    told = search.drawer._counted.text()
    assert told == "5 hits in 3 documents, said by 2 respondents"
    heading = search.drawer.model.index(0).data(ROW)
    assert isinstance(heading, Heading)
    assert (heading.hits, len(heading.persons)) == (3, 1)


def test_letters_are_waited_for_and_then_searched(search, qtbot):
    qtbot.keyClicks(search.drawer.fields.field, "klart")
    qtbot.waitUntil(lambda: len(search.hits()) == 1)


def test_what_cannot_be_read_is_told_in_the_drawer_and_not_in_the_window(search, qtbot):
    refused = []
    search.session.refused.connect(refused.append)
    search.drawer.fields.set_match(Match.REGEX)
    search.find("(mandat")
    assert "regular expression" in search.drawer._told.text()
    assert refused == []


def test_where_nothing_was_found_another_way_is_offered(search):
    search.find("dligt")
    assert search.drawer._told.text() == "Nothing was found."
    search.drawer._others[Match.PART].click()
    search.wait()
    assert len(search.hits()) == 1


def test_down_goes_to_the_hits_whose_places_are_shown_while_the_keys_stay(search, qtbot):
    search.find("mandat")
    qtbot.keyClick(search.drawer.fields.field, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(search.places) == 1)
    start = EVA.index("mandatet")
    assert search.places == [(search.made.documents["Eva"], start, start + 8)]
    assert search.drawer.hits.hasFocus()
    qtbot.keyClick(search.drawer.hits, Qt.Key.Key_F3)
    qtbot.keyClick(search.drawer.hits, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert search.drawer.hits.currentIndex().row() == 1
    for _step in range(2):
        qtbot.keyClick(search.drawer.hits, Qt.Key.Key_Up)
    assert search.drawer.fields.field.hasFocus()


def test_only_what_is_not_the_interviewers_or_of_a_kind_or_not_coded(search):
    fields = search.drawer.fields
    fields.not_interviewer.setChecked(True)
    search.find("mandat")
    assert len(search.hits()) == 4
    fields.scope.setCurrentIndex(fields.scope.findData("document"))
    search.wait()
    assert search.hits() == [search.made.documents["Rapport"]]
    fields.scope.setCurrentIndex(0)
    search.made.mark("Mandat", "Mandatet är otydligt", document="Eva")
    fields.coded.setCurrentIndex(fields.coded.findData(True))
    search.wait()
    assert search.hits() == [search.made.documents["Eva"]]


def test_this_text_is_the_one_that_is_chosen(search):
    search.drawer._chosen.choose_document(search.made.documents["Lo"])
    fields = search.drawer.fields
    fields.scope.setCurrentIndex(fields.scope.findData("this"))
    search.find("mandat")
    assert search.rows() == ["Lo", "Lo: Vårt mandat är klart."]
    search.drawer._chosen.choose_document(search.made.documents["Rapport"])
    search.wait()
    assert search.rows()[0] == "Rapport"


def test_all_hits_are_marked_and_undone_as_one_step(search):
    search.find("mandat")
    search.mark()
    assert search.quotes() == ["mandatet", "Mandatet", "mandat", "mandat", "mandat"]
    assert search.drawer.header.detail == "5 passages marked"
    search.session.undo()
    assert search.quotes() == []


def test_their_sentences_are_marked(search):
    search.drawer.marking.extent.setCurrentIndex(
        search.drawer.marking.extent.findData(Extent.SENTENCE)
    )
    search.find("klart")
    search.mark()
    assert search.quotes() == ["Vårt mandat är klart."]


def test_hits_are_taken_and_passed_by_with_the_keys(search, qtbot):
    search.find("mandat")
    search.drawer.marking.choose.setChecked(True)
    keys = Qt.Key
    for key in (keys.Key_Space, keys.Key_Down, keys.Key_Space, keys.Key_Space, keys.Key_Backspace):
        qtbot.keyClick(search.drawer.hits, key)
    search.mark()
    assert search.quotes() == ["mandatet", "mandat"]


def test_how_many_would_be_marked_is_asked_in_the_buttons_place(search):
    marking = search.drawer.marking
    marking.fold.setChecked(True)
    search.find("mandat")
    words = marking.mark.text()
    marking.choose_code(search.made.codes["Mandat"])
    marking.mark.click()
    assert marking.confirm.sentence == (
        "5 hits in 3 documents will be marked with “Mandat”: the words found."
    )
    assert marking.confirm.yes.text() == "Mark 5 hits"
    assert not marking.mark.isVisible()
    assert search.quotes() == []
    marking.choose.setChecked(True)
    assert marking.confirm.sentence == ""
    search.drawer.model.tick(search.drawer.model.index(1), on=True)
    search.drawer._refresh()
    assert marking.mark.text() == words
    marking.mark.click()
    assert marking.confirm.sentence == (
        "1 of 5 hits in 1 document will be marked with “Mandat”: the words found."
    )


def test_esc_leaves_the_hits_unmarked_and_the_drawer_open(search, qtbot):
    marking = search.drawer.marking
    marking.fold.setChecked(True)
    search.find("mandat")
    marking.choose_code(search.made.codes["Mandat"])
    marking.mark.click()
    search.drawer.activateWindow()
    qtbot.waitUntil(marking.confirm.yes.hasFocus)
    qtbot.keyClick(marking.confirm.yes, Qt.Key.Key_Escape)
    assert marking.confirm.sentence == "" and marking.mark.hasFocus()
    assert marking.mark.isVisible()
    assert search.quotes() == []


def test_a_click_chooses_the_whole_name_of_the_code(search, qtbot):
    marking = search.drawer.marking
    marking.fold.setChecked(True)
    search.find("mandat")
    marking.choose_code(search.made.codes["Mandat"])
    search.drawer.activateWindow()
    field = marking.code.lineEdit()
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: field.selectedText() == "Mandat")


def test_nothing_is_marked_without_a_code(search):
    search.find("mandat")
    assert not search.drawer.marking.mark.isEnabled()
    assert search.drawer.marking.mark.toolTip() == "Choose a code first."


def test_a_new_code_can_be_chosen_and_the_hits_stay(search):
    search.find("mandat")
    search.session.run(code_operations.create_code, code_operations.NewCode("Roller"))
    search.wait()
    assert search.drawer.marking.code.findText("Roller") >= 0
    assert len(search.hits()) == 5


def test_what_was_undone_is_no_longer_found(search):
    search.find("rapport*")
    assert "Titles of documents" in search.rows()
    search.made.document("Ny", "Mandatets gränser.")
    search.find("mandatets")
    assert len(search.hits()) == 1
    search.session.undo()
    search.wait()
    assert search.hits() == []


def test_a_memo_is_opened_and_a_code_is_chosen(search, qtbot):
    search.find("mandat")
    model, opened = search.drawer.model, []
    search.drawer.memo_opened.connect(opened.append)
    rows = search.rows()
    search.drawer._enter(model.index(rows.index("Följ upp mandaten.")))
    assert len(opened) == 1
    search.drawer._enter(model.index(rows.index("Codes") + 1))
    assert search.drawer._chosen.code_id == search.made.codes["Mandat"]


def test_what_was_looked_for_lately_is_at_hand(search):
    for words in ("mandat", "roller"):
        search.find(words)
        search.drawer._enter_list()
    assert search.drawer.fields.recent == [("roller", "beginning"), ("mandat", "beginning")]


def test_what_was_looked_for_is_not_stored_outside_the_project(search):
    search.find("Aino")
    search.drawer._enter_list()
    assert "Aino" not in str(search.drawer.state())


def test_a_project_that_is_closed_leaves_nothing_behind(search):
    search.find("mandat")
    search.session.close()
    assert search.rows() == []
    assert search.drawer.fields.field.text() == ""


def test_what_was_found_is_told_so_that_it_stands_out(search):
    told = []
    search.drawer.hits_shown.connect(told.append)
    search.find("klart")
    assert [list(found) for found in told][-1] == [search.made.documents["Lo"]]
    search.drawer.went()
    assert told[-1] == {}


def test_of_very_many_hits_the_first_are_shown_and_none_is_marked(search, monkeypatch):
    monkeypatch.setattr(searching, "MOST_HITS", 2)
    search.find("mandat")
    assert len(search.hits()) == 2
    assert search.drawer._counted.text().startswith("The first 2 hits.")
    search.drawer.marking.choose_code(search.made.codes["Mandat"])
    assert not search.drawer.marking.mark.isEnabled()


def test_rows_come_as_one_goes_on(search, monkeypatch, qtbot):
    monkeypatch.setattr(search_model, "_PORTION", 3)
    search.drawer.resize(380, 420)
    search.find("mandat")
    assert search.drawer.model.canFetchMore(QModelIndex())
    search.drawer._enter_list()
    for _step in range(4):
        qtbot.keyClick(search.drawer.hits, Qt.Key.Key_F3)
    assert search.drawer.hits.currentIndex().data() == "Om mandat."


def test_a_search_that_is_given_up_leaves_nothing_of_itself(search):
    search.drawer.find_words("mandat")
    search.drawer.find_words("klart")
    search.wait()
    assert search.hits() == [search.made.documents["Lo"]]


# A part of the material


def only_women(made, drawer):
    """Narrow the search to them, as somebody does who ticks it in the list."""
    sex = made.persons_are("Kön", {made.person("Eva", "Eva"): "Kvinna"})
    bar = drawer.fields.only
    bar.refresh()
    bar.filters.open(f"{ATTRIBUTE}{sex}")
    bar.filters.popup.list.item(0).setCheckState(Qt.CheckState.Checked)
    return bar


def test_only_what_they_say_is_found_who_are_so(search):
    search.find("mandat")
    everywhere = len(search.hits())
    bar = only_women(search.made, search.drawer)
    search.wait()
    assert 0 < len(search.hits()) < everywhere
    assert set(search.hits()) == {search.made.documents["Eva"]}
    assert not any("Norr" in str(row) for row in search.rows())
    bar.filters.clear()
    search.wait()
    assert len(search.hits()) == everywhere


def test_what_leaves_something_out_stays_in_sight(search):
    bar = only_women(search.made, search.drawer)
    search.drawer.fields.more.setChecked(False)
    assert bar.isVisible()
    assert [chip.text() for chip in bar.filters.chips.values()] == ["Kön: Kvinna"]
    bar.filters.clear()
    assert not bar.isVisible()
