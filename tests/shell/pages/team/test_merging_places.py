"""Where two corrected the same words of a text, one chooses place by place, by keys or by a click."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from qualcode.core.merge.decided import CONFLICT, PLACE
from qualcode.core.operations.corrections import correct_text
from qualcode.core.store import documents
from tests.shell.pages.team.test_merging import bench, copy, made  # noqa: F401

TITLE = "Intervju Sjövik"


def corrected(material, by, **changes):
    document = material.documents[TITLE]
    text = documents.text(material.project.db, document)
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    correct_text(material.project, material.coder(by), document, text)


@pytest.fixture
def looking(bench, copy, made):  # noqa: F811
    """The list of conflicts, of a text with two places that both changed."""
    corrected(made, "Anna Lindqvist", mandatet="uppdraget", beslutar="avgör")
    corrected(copy, "Mattias Berg", mandatet="läget", beslutar="bestämmer", tyvärr="faktiskt")
    one = bench(copy)
    one.look(copy.project.path)
    one.page.show_part("merge", "conflicts")
    one.asked = one.part.looking.sections["conflicts"].asked
    one.text = lambda: documents.text(one.db, made.documents[TITLE])
    return one


def calm(looking):
    """Wait till the plan was worked out anew after an answer."""
    part = looking.part
    looking.qtbot.waitUntil(lambda: not (part._timer.isActive() or part.is_working), timeout=20_000)
    looking.qtbot.waitUntil(lambda: not looking.session.is_busy)


def test_keys_choose_at_one_place_and_stay_there(looking):
    view = looking.asked.list
    assert [view.question(row).kind for row in range(3)] == [CONFLICT, PLACE, PLACE]
    assert looking.page.list.tag("merge/conflicts") == "2"
    view.setCurrentIndex(view.model_.index(1))
    looking.qtbot.keyClick(view, Qt.Key.Key_1)
    calm(looking)
    assert view.currentIndex().row() == 1
    looking.qtbot.keyClick(view, Qt.Key.Key_Down)
    looking.qtbot.keyClick(view, Qt.Key.Key_Right)
    assert looking.page.list.tag("merge/conflicts") == "0"
    calm(looking)
    looking.merge()
    assert "uppdraget" in looking.text()
    assert "vem som bestämmer" in looking.text()
    assert "faktiskt" in looking.text()


def test_the_place_that_has_the_keys_is_told_with_both_wordings_in_their_sentence_once(looking):
    view = looking.asked.list
    view.setCurrentIndex(view.model_.index(1))
    told = looking.asked.full.text()
    assert "Hur är [uppdraget]? Karin" in told and "Hur är [läget]? Karin" in told
    assert told.count("uppdraget") == told.count("läget") == 1
    words = view.model_.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "You" in words and "Mattias Berg" in words
    assert words.endswith("MB’s, if you don’t decide otherwise")


def test_the_keys_stay_on_the_button_that_answered_all(looking):
    button = looking.asked.all["1"]
    looking.click(button)
    assert looking.asked.all["1"] is button
    assert button.isVisibleTo(looking.asked)


@pytest.mark.parametrize("part", ["plan", "conflicts"])
def test_tab_goes_from_the_places_to_what_answers_all_of_them(looking, part):
    looking.page.show_part("merge", part)
    view = looking.part.looking
    asked = view.plan.asked[CONFLICT] if part == "plan" else looking.asked
    keys = asked.list
    keys.setFocus()
    for button in asked.all.values():
        looking.qtbot.keyClick(keys, Qt.Key.Key_Tab)
        keys = QApplication.focusWidget()
        assert keys is button
    looking.qtbot.keyClick(keys, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is asked.all["1"]


@pytest.mark.parametrize(("answer", "stands"), [("0", "uppdraget"), ("1", "läget"), ("", "läget")])
def test_a_button_answers_all_places(looking, answer, stands):
    looking.click(looking.asked.all["0"])
    looking.click(looking.asked.all[answer])
    calm(looking)
    looking.merge()
    assert f"Hur är {stands}?" in looking.text()
    assert "faktiskt" in looking.text()


def test_one_text_as_a_whole_is_chosen_in_its_own_row(looking):
    view = looking.asked.list
    looking.answer(view, 0, "0")
    calm(looking)
    assert [looking.part.deciding.stands(view.question(row)) for row in (1, 2)] == ["0", "0"]
    looking.merge()
    assert "faktiskt" not in looking.text()
    assert "uppdraget" in looking.text()


def test_the_row_that_has_the_keys_is_in_view_however_little_room_there_is(looking, qtbot):
    part = looking.asked.window()
    part.resize(part.width(), 260)
    view = looking.asked.list
    view.setFocus()
    for row in range(view.model_.rowCount()):
        view.setCurrentIndex(view.model_.index(row))
        rect = view.visualRect(view.currentIndex())
        qtbot.waitUntil(lambda rect=rect: view.visibleRegion().intersects(rect))
