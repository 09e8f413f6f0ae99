"""Passages that have lost their place, and how they get one."""

import pytest

from qualcode.core.check import check
from qualcode.core.model.span import Span
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.documents import delete_documents
from qualcode.core.store import codings
from qualcode.shell.chosen import Chosen
from qualcode.shell.panels.unplaced_drawer import UnplacedDrawer
from tests.core.material import Material

TEXT = "I: Hur är mandatet?\nKarin: Det är oklart, tyvärr. Vi vet inte."


@pytest.fixture
def drawer(qtbot, session, tmp_path):
    made = Material(tmp_path)
    made.document("Intervju", TEXT)
    made.code("Mandat")
    made.mark("Mandat", "Det är oklart, tyvärr.", document="Intervju")
    session.open(made.project)
    drawer = UnplacedDrawer(session, Chosen(session))
    drawer.made = made
    qtbot.addWidget(drawer)
    drawer.show()
    drawer.came()
    return drawer


def lose(drawer, session, text=TEXT.replace(" Det är oklart, tyvärr.", "")):
    session.run(correct_text, drawer.made.documents["Intervju"], text)


def test_while_every_passage_has_its_place_it_says_what_would_be_here(drawer):
    assert drawer.empty.isVisible()
    assert not drawer.place.isVisible()


def test_a_passage_whose_words_are_gone_comes_into_the_list(drawer, session):
    lose(drawer, session)
    assert drawer.model.rowCount() == 1
    assert drawer.current().codes == ("Mandat",)
    assert "Det är oklart, tyvärr." in drawer.words.text()
    assert not drawer.place.isEnabled()


def test_it_is_placed_on_the_words_that_are_marked(drawer, session):
    lose(drawer, session)
    document = drawer.made.documents["Intervju"]
    text = session.project.text(document)
    start = text.index("Vi vet inte")
    drawer._chosen.choose_span(document, Span(start, start + 11))
    assert drawer.place.isEnabled()
    drawer.place.click()
    assert drawer.model.rowCount() == 0
    (segment,) = codings.segments_in(session.project.db, document)
    assert segment.quote == "Vi vet inte"
    assert check(session.project) == []


def test_words_marked_in_another_text_are_not_meant(drawer, session):
    lose(drawer, session)
    other = drawer.made.document("Annan", "Något annat här.")
    drawer._chosen.choose_span(other, Span(0, 5))
    assert not drawer.place.isEnabled()


def test_a_hidden_drawer_asks_nothing_of_a_document_that_is_gone(drawer, session):
    lose(drawer, session)
    other = drawer.made.document("Annan", "Något annat här.")
    drawer.hide()
    session.run(delete_documents, [drawer.made.documents["Intervju"]])
    drawer._chosen.choose_span(other, Span(0, 5))
    drawer.show()
    drawer.came()
    assert drawer.model.rowCount() == 0


def test_a_document_that_goes_while_its_passage_is_shown_is_asked_for_no_more(drawer, session):
    lose(drawer, session)
    other = drawer.made.document("Annan", "Något annat här.")
    session.changed.disconnect(drawer._changed)  # as where somebody else hears of it first
    session.run(delete_documents, [drawer.made.documents["Intervju"]])
    drawer._chosen.choose_span(other, Span(0, 5))
    drawer.list.selectionModel().currentChanged.emit(drawer.model.index(0), drawer.model.index(0))
    assert drawer.model.rowCount() == 1


def test_what_was_marked_meanwhile_is_known_when_the_drawer_comes_back(drawer, session):
    lose(drawer, session)
    drawer.hide()
    drawer._chosen.choose_span(drawer.made.documents["Intervju"], Span(0, 10))
    drawer.show()
    drawer.came()
    assert drawer.place.isEnabled()


def test_where_the_words_may_be_is_said_and_shown(drawer, session, qtbot):
    lose(drawer, session)
    lose(drawer, session, TEXT.replace("oklart, tyvärr", "tyvärr oklart"))
    assert "Perhaps here" in drawer.words.text()
    with qtbot.waitSignal(drawer.passage_wanted) as shown:
        drawer.show_place()
    assert shown.args[0] == drawer.made.documents["Intervju"]
    assert shown.args[1] < shown.args[2]


def test_undo_takes_it_out_of_the_list(drawer, session):
    lose(drawer, session)
    session.undo()
    assert drawer.model.rowCount() == 0
