"""The page of categories, by the hands of somebody who works with it."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from qualcode.core.analysis.found import Found
from qualcode.core.analysis.grouping import By
from qualcode.core.analysis.narrowing import Narrowing
from qualcode.core.analysis.query import Distance, Operator, Term, Within
from qualcode.core.ids import CodeId
from qualcode.core.model.span import Span
from qualcode.core.operations import passages as operations
from qualcode.core.operations.documents import delete_documents
from qualcode.core.store import codes, codings
from qualcode.shell.chosen import Chosen
from qualcode.shell.commands.edit import copy_focused
from qualcode.shell.pages.categories import CategoriesPage
from tests.core.material import Material

SPEECH = (
    "I: Hur är mandatet? 👩‍👩‍👧\n"
    "Karin: Det är oklart, tyvärr. Chefen säger att det här ska vi inte göra.\n"
    "IP2: Vi har olika mycket att säga till om hemma. ❤️ Och ingen från vårdcentralen."
)
OTHER = "I: Och sedan?\nIP3: Det har blivit bättre sedan i höstas."
UNCLEAR, CHEFEN, UNEQUAL = "Det är oklart, tyvärr.", "Chefen säger att", "olika mycket"


class Workplace:
    """The page, and the words in which a test speaks of it."""

    def __init__(self, page, session, chosen, made, qtbot):
        self.page, self.session, self.chosen, self.made = page, session, chosen, made
        self.qtbot = qtbot
        self.part, self.view = page.passages, page.passages.view

    @property
    def db(self):
        return self.session.project.db

    def rows(self):
        """Headings in brackets, and the words of the cards."""
        part = self.part
        return [
            part.texts.text(row).quote.strip("“”")
            if isinstance(row, Found)
            else f"[{part.cards.index(number).data()}]"
            for number, row in enumerate(part.cards.rows)
        ]

    def cards(self):
        return [row for row in self.rows() if not row.startswith("[")]

    def choose_code(self, name):
        code = next(code for code in codes.all_codes(self.db) if code.name == name)
        self.page.codes.set_current(code.id)
        return code

    def choose(self, *words):
        flags = self.view.selectionModel().SelectionFlag
        rows = self.rows()
        self.view.choose(rows.index(words[0]))
        for more in words[1:]:
            self.view.selectionModel().select(self.part.cards.index(rows.index(more)), flags.Select)
        self.view.setFocus()

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.page.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        self.qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def marks(self):
        names = {code.id: code.name for code in codes.all_codes(self.db)}
        return sorted(
            (mark.segment.quote, names[mark.coding.code_id]) for mark in codings.all_marks(self.db)
        )

    def counts(self):
        return self.part.head.counts.text()


@pytest.fixture
def made(tmp_path):
    made = Material(tmp_path)
    made.document("Intervju Sjövik", SPEECH)
    made.document("Intervju Almby", OTHER)
    made.coder("Mikael Berg")
    made.code("Mandat", definition="Rätten att besluta.")
    made.code("Otydligt", "Mandat")
    made.code("Samsyn")
    made.mark("Mandat", UNCLEAR, comment="Sagt lågt")
    made.mark("Otydligt", CHEFEN)
    made.mark("Mandat", UNEQUAL)
    made.mark("Samsyn", "oklart, tyvärr. Chefen")
    made.describe("Karin", group="SK")
    made.describe("IP2", group="SK")
    made.describe("IP3", "Intervju Almby", group="TR")
    yield made
    made.project.close()


@pytest.fixture
def work(qtbot, session, made):
    chosen = Chosen(session)
    page = CategoriesPage(session, chosen)
    page.resize(1400, 800)
    session.open(made.project)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.came()
    page.passages.view.setFocus()
    yield Workplace(page, session, chosen, made, qtbot)
    session.close()
    page.close()
    page.deleteLater()
    chosen.deleteLater()


def test_the_first_code_is_shown_with_who_says_it_of_whom(work):
    assert work.rows() == [
        "[SK · 2 of 2 persons, 3 passages]",
        UNCLEAR,
        CHEFEN,
        UNEQUAL,
        "[TR · 0 of 1 person, 0 passages]",
    ]
    assert work.counts() == "3 passages · 2 of 3 persons asked · 1 document"
    assert work.part.head.name.text() == "Mandat"
    assert work.part.head.definition.toPlainText() == "Rätten att besluta."


def test_the_first_passage_stands_in_its_text_and_is_chosen_everywhere(work):
    reader = work.page.context.reader
    assert reader.text() == SPEECH
    assert reader.current() is not None
    start = SPEECH.index(UNCLEAR)
    assert work.chosen.span == Span(start, start + len(UNCLEAR))
    assert work.chosen.code_id == work.made.codes["Mandat"]


def test_the_arrows_go_from_card_to_card_past_headings(work):
    work.press(Qt.Key.Key_Down)
    assert work.part.current().start == SPEECH.index(CHEFEN)
    work.press(Qt.Key.Key_End)
    assert work.part.current().start == SPEECH.index(UNEQUAL)
    work.press(Qt.Key.Key_Down)
    assert work.part.current().start == SPEECH.index(UNEQUAL)
    work.press(Qt.Key.Key_Home)
    assert work.part.current().start == SPEECH.index(UNCLEAR)


def test_enter_and_a_double_click_open_it_where_one_reads(work, qtbot):
    start = SPEECH.index(UNCLEAR)
    wanted = [work.made.documents["Intervju Sjövik"], start, start + len(UNCLEAR)]
    with qtbot.waitSignal(work.page.passage_wanted) as told:
        work.press(Qt.Key.Key_Return)
    assert told.args == wanted
    point = work.view.visualRect(work.view.currentIndex()).center()
    with qtbot.waitSignal(work.page.passage_wanted) as told:
        qtbot.mouseClick(work.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
        qtbot.mouseDClick(work.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert told.args == wanted


def test_without_sub_codes_only_its_own_are_shown(work):
    work.part.head.under.click()
    assert work.cards() == [UNCLEAR, UNEQUAL]


@pytest.mark.parametrize(
    ("operator", "cards", "words"),
    [
        (
            Operator.AND,
            ["oklart, tyvärr.", "Chefen"],
            "Passages with “Mandat”, and “Samsyn”. Shown are the words that they have in common.",
        ),
        (
            Operator.NOT,
            [UNEQUAL],
            "Passages with “Mandat”, not “Samsyn”. Shown are those of the first code, whole.",
        ),
        (
            Operator.OVERLAPPING,
            [UNCLEAR, CHEFEN],
            "Passages with “Mandat”, overlapping “Samsyn”. Shown are those of the first code, whole.",
        ),
    ],
)
def test_codes_are_combined_and_it_is_said_in_words(work, operator, cards, words):
    work.part.terms.show_terms((Term(operator, work.made.codes["Samsyn"]),))
    work.part.terms.changed.emit()
    assert work.cards() == cards
    assert work.part.head.words.text() == words


def test_a_code_that_went_while_it_was_being_chosen_is_not_asked_for(work):
    terms = work.part.terms
    terms.show_terms((Term(Operator.AND, CodeId("gone")),))
    terms.changed.emit()
    assert terms.terms == work.part.asking.terms == ()
    assert len(work.cards()) == 3


def test_a_further_code_is_chosen_in_the_palette_from_the_keyboard(work, qtbot):
    terms = work.part.terms
    terms.add.menu().actions()[-1].trigger()
    qtbot.keyClicks(QApplication.focusWidget(), "sams")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert terms.terms == (Term(Operator.NEAR, work.made.codes["Samsyn"]),)
    assert terms.chips[0].text() == "near Samsyn (within 10 words)"
    menu = terms.chips[0].menu()
    menu.aboutToShow.emit()
    near = next(one for one in menu.actions() if one.text() == "How near").menu()
    next(one for one in near.actions() if one.text() == "in the same turn").trigger()
    assert terms.terms[0].distance == Distance(Within.TURN)
    assert work.cards() == [UNCLEAR, CHEFEN]
    menu.aboutToShow.emit()
    menu.actions()[-1].trigger()
    assert terms.terms == ()
    assert len(work.cards()) == 3


def test_a_group_is_chosen_by_its_chip(work, qtbot):
    filters = work.part.filters
    filters.chips["groups"].click()
    popup = filters.popup
    qtbot.keyClick(popup.list, Qt.Key.Key_Down)
    qtbot.keyClick(popup.list, Qt.Key.Key_Space)
    assert filters.chips["groups"].text() == "Group: TR"
    assert work.cards() == []
    assert work.counts() == "0 passages · 0 of 1 person asked · 0 documents"
    qtbot.keyClick(popup.list, Qt.Key.Key_Escape)
    filters.clear()
    assert len(work.cards()) == 3


def test_a_filter_that_has_no_chip_gets_one_while_it_is_set(work):
    filters = work.part.filters
    filters.open("documents")
    popup = filters.popup
    popup.list.item(1).setCheckState(Qt.CheckState.Checked)
    popup.close()
    assert filters.chips["documents"].text() == "Document: Intervju Almby"
    assert work.cards() == []
    filters.clear()
    assert "documents" not in filters.chips


def test_passages_are_grouped_otherwise_and_the_current_one_stays(work):
    work.choose(UNEQUAL)
    menu = work.part.head.by.menu()
    next(one for one in menu.actions() if one.text() == "by respondent").trigger()
    assert [row for row in work.rows() if row.startswith("[")] == [
        "[IP1 · 2 passages]" if "IP1" in work.rows()[0] else work.rows()[0],
        *[row for row in work.rows() if row.startswith("[")][1:],
    ]
    assert work.part.current().start == SPEECH.index(UNEQUAL)
    assert work.part.asking.by == By.RESPONDENT


def test_a_code_is_changed_by_the_palette_and_undone(work, qtbot):
    before = work.marks()
    work.choose(UNCLEAR, UNEQUAL)
    work.press(
        Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    qtbot.keyClicks(QApplication.focusWidget(), "sams")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert (UNCLEAR, "Samsyn") in work.marks()
    assert (UNEQUAL, "Samsyn") in work.marks()
    assert work.cards() == [CHEFEN]
    assert work.part.current().start == SPEECH.index(CHEFEN)
    work.session.undo()
    assert work.marks() == before
    assert work.cards() == [UNCLEAR, CHEFEN, UNEQUAL]


def test_letters_add_a_code_to_the_chosen_passages(work, qtbot):
    work.choose(CHEFEN, UNEQUAL)
    qtbot.keyClicks(work.view, "s")
    qtbot.keyClicks(QApplication.focusWidget(), "amsyn")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert {(CHEFEN, "Samsyn"), (CHEFEN, "Otydligt"), (UNEQUAL, "Samsyn")} <= set(work.marks())
    assert len(work.cards()) == 3
    work.session.undo()
    assert (UNEQUAL, "Samsyn") not in work.marks()


def test_delete_takes_the_code_off_and_the_next_card_is_chosen(work):
    work.choose(UNCLEAR)
    work.press(Qt.Key.Key_Delete)
    assert work.cards() == [CHEFEN, UNEQUAL]
    assert work.part.current().start == SPEECH.index(CHEFEN)
    assert work.view.selected_rows() == [1]


def test_what_others_have_marked_is_changed_only_when_one_says_so(made, work):
    text = work.made.documents["Intervju Sjövik"]
    start = SPEECH.index("hemma")
    mikael = made.coder("Mikael Berg")
    changes = operations.code_passage(
        work.session.project, mikael, text, start, start + 5, [made.codes["Mandat"]]
    )
    work.session.changed.emit(changes)
    work.choose(UNCLEAR, "hemma")
    work.press(Qt.Key.Key_Delete)
    assert len(work.cards()) == 4
    notice = work.part.notice
    assert notice.text == "1 of these marks is by Mikael Berg. It can be undone."
    next(one for one in notice.buttons if one.text() == "Only mine").click()
    assert work.cards() == [CHEFEN, UNEQUAL, "hemma"]
    assert notice.isHidden()
    work.choose("hemma")
    work.press(Qt.Key.Key_Delete)
    assert not notice.isHidden()
    work.session.undo()
    assert notice.isHidden()


def drop(work, name, modifiers):
    """The chosen passages on a code of the tree."""
    tree = work.page.codes.view
    mime = work.part.cards.mimeData(
        [work.part.cards.index(row) for row in work.view.selected_rows()]
    )
    assert isinstance(mime, QMimeData)
    point = tree.visualRect(work.page.codes.model.index_of(work.made.codes[name])).center()
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    held = (Qt.MouseButton.LeftButton, modifiers)
    events = [
        QDragEnterEvent(QPoint(point), actions, mime, *held),
        QDragMoveEvent(QPoint(point), actions, mime, *held),
        QDropEvent(QPointF(point), actions, mime, *held),
    ]
    for event in events:
        QApplication.sendEvent(tree.viewport(), event)
    return events[-1].isAccepted()


def test_passages_dropped_on_a_code_move_there_and_with_ctrl_are_copied(work):
    work.choose(UNEQUAL)
    assert drop(work, "Samsyn", Qt.KeyboardModifier.ControlModifier)
    assert {(UNEQUAL, "Mandat"), (UNEQUAL, "Samsyn")} <= set(work.marks())
    work.session.undo()
    work.choose(UNEQUAL)
    assert drop(work, "Samsyn", Qt.KeyboardModifier.NoModifier)
    assert (UNEQUAL, "Mandat") not in work.marks()
    assert (UNEQUAL, "Samsyn") in work.marks()


def test_passages_are_copied_with_their_source_and_without_names(work):
    work.choose(UNCLEAR, UNEQUAL)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    work.press(Qt.Key.Key_C, control | shift)
    copied = QGuiApplication.clipboard().text()
    assert copied.count("Intervju Sjövik, line") == 2
    assert "oklart" in copied
    assert "Karin" not in copied
    work.choose(UNEQUAL)
    copy_focused()
    assert QGuiApplication.clipboard().text().count("line") == 1


def test_a_comment_is_shown_on_the_card_and_written_beside_it(work):
    found = work.part.cards.found(1)
    assert work.part.texts.text(found).comment == "Sagt lågt"
    work.choose(UNEQUAL)
    comment = work.page.context.comment
    comment.setFocus()
    comment.setPlainText("Viktigt")
    work.view.setFocus()
    assert "Viktigt" in {mark.coding.comment for mark in codings.all_marks(work.db)}
    assert work.part.texts.text(work.part.current()).comment == "Viktigt"


def test_name_and_definition_are_edited_in_place(work, qtbot):
    name = work.part.head.name
    name.setFocus()
    name.selectAll()
    qtbot.keyClicks(name, "Makt")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert work.choose_code("Makt").name == "Makt"
    definition = work.part.head.definition
    definition.setFocus()
    definition.setPlainText("Vem som bestämmer.")
    work.view.setFocus()
    assert work.choose_code("Makt").definition == "Vem som bestämmer."
    work.session.undo()
    assert work.part.head.definition.toPlainText() == "Rätten att besluta."


def test_a_name_that_is_taken_is_refused_and_the_old_one_stands(work, qtbot):
    name = work.part.head.name
    name.setFocus()
    name.setText("Samsyn")
    with qtbot.waitSignal(work.session.refused):
        qtbot.keyClick(name, Qt.Key.Key_Return)
    assert name.text() == "Mandat"


def test_a_passage_is_taken_as_an_example(work):
    work.choose(UNCLEAR)
    work.page.passage_commands.take_as_example()
    example = work.choose_code("Mandat").example
    assert example.startswith("“Det är oklart, tyvärr.” (")
    assert "Karin" not in example
    work.page.passage_commands.take_as_example()
    assert work.choose_code("Mandat").example == example


def test_a_passage_marked_elsewhere_comes_into_the_list_and_nothing_moves(work):
    work.choose(UNEQUAL)
    text = work.made.documents["Intervju Sjövik"]
    start = SPEECH.index("säger att det här")
    place = work.view.verticalScrollBar().value()
    work.session.run(
        operations.code_passage, text, start, start + 17, [work.made.codes["Otydligt"]]
    )
    assert "Chefen säger att det här" in work.cards()
    assert work.part.current().start == SPEECH.index(UNEQUAL)
    assert work.view.verticalScrollBar().value() == place


def test_a_code_chosen_elsewhere_is_shown_and_the_other_way_round(work):
    work.chosen.choose_code(work.made.codes["Samsyn"])
    assert work.page.codes.current() == work.made.codes["Samsyn"]
    assert work.cards() == ["oklart, tyvärr. Chefen"]
    work.choose_code("Otydligt")
    assert work.chosen.code_id == work.made.codes["Otydligt"]


def test_a_passage_chosen_elsewhere_is_the_current_card(work):
    mark = next(one for one in codings.all_marks(work.db) if one.segment.quote == UNEQUAL)
    segment = mark.segment
    work.chosen.choose_span(segment.document_id, Span(segment.start, segment.end), segment.id)
    assert work.part.current().start == segment.start


def test_a_code_that_is_deleted_and_one_that_comes_back(work):
    code = work.choose_code("Samsyn")
    from qualcode.core.operations.codes import delete_codes

    work.session.run(delete_codes, [code.id])
    assert work.page.codes.current() is not None
    assert work.part.asking.code_id == work.page.codes.current()
    work.session.undo()
    work.choose_code("Samsyn")
    assert work.cards() == ["oklart, tyvärr. Chefen"]


def test_how_it_was_left_is_remembered_without_a_word_of_a_text(work, session, qtbot):
    work.part.set_asking(
        work.part.asking.__class__(
            work.made.codes["Samsyn"],
            False,
            (Term(Operator.NEAR, work.made.codes["Mandat"], Distance(Within.WORDS, 25)),),
            Narrowing(groups=frozenset(["SK"]), weights=frozenset()),
            By.DOCUMENT,
        )
    )
    state = work.page.state()
    assert "oklart" not in str(state)
    asked = work.part.asking
    other = CategoriesPage(session, work.chosen)
    other.restore_state(state)
    assert other.passages.asking == asked
    assert other.codes.current() == work.made.codes["Samsyn"]
    other.restore_state({"asked": {"code": 5, "terms": [["x"]], "by": "?"}, "widths": "?"})
    assert other.passages.asking.code_id == next(iter(other.codes.model.codebook.codes))
    other.close()
    other.deleteLater()


def test_an_empty_page_says_what_will_be_there(qtbot, session, tmp_path):
    made = Material(tmp_path)
    page = CategoriesPage(session, Chosen(session, session))
    session.open(made.project)
    page.show()
    hint = page.passages._nothing.words.text()
    assert hint.startswith("All passages of a code stand here side by side")
    with qtbot.waitSignal(page.page_wanted) as told:
        page.passages._nothing.first_step.click()
    assert told.args == ["read"]
    page.close()
    page.deleteLater()


def test_a_document_that_is_deleted_and_comes_back_while_it_is_shown(work):
    document = work.made.documents["Intervju Sjövik"]
    work.session.run(delete_documents, [document])
    assert work.cards() == []
    assert work.part.current() is None
    assert not work.page.context.reader.isVisible()
    work.session.undo()
    assert work.cards() == [UNCLEAR, CHEFEN, UNEQUAL]
    work.choose(CHEFEN)
    assert work.page.context.reader.text() == SPEECH


def test_a_code_with_a_name_of_ten_thousand_letters_is_shown(work):
    code = work.choose_code("Samsyn")
    with work.session.project.operation(work.session.coder_id, "rename_code") as running:
        running.update("codes", code.id, name="x" * 10_000)
        changes = running.changes("rename_code")
    work.session.changed.emit(changes)
    work.part.terms.show_terms((Term(Operator.NOT, code.id),))
    work.part.terms.changed.emit()
    work.page.repaint()
    assert work.part.head.name.text() == "x" * 10_000
    assert work.page.minimumSizeHint().width() < 1280


def test_a_split_emoji_and_a_long_passage_are_cut_at_whole_letters(work):
    from qualcode.shell.panels.card_paint import MOST_LINES, CardPainter

    painter = CardPainter()
    layout, height = painter._break("👩‍👩‍👧 ord ❤️ " * 200, 300)
    assert layout.lineCount() == MOST_LINES
    assert layout.text().endswith("…")
    assert height == MOST_LINES * painter._line
    assert "\ufffd" not in layout.text()
