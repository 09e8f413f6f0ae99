"""Where two corrected the same words of a text, one chooses place by place, by keys or by a click."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from qualcode.core.merge.apply import merge
from qualcode.core.merge.decided import CONFLICT, PLACE
from qualcode.core.merge.handout import hand_out
from qualcode.core.operations.corrections import correct_text
from qualcode.core.store import documents
from qualcode.shell.pages.team.merging.text_questions import labels
from tests.shell.pages.team.test_merging import Copy, bench, copy, made  # noqa: F401

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
    view, window = looking.asked.list, looking.asked.window()
    window.resize(window.width(), 260)
    qtbot.waitUntil(lambda: looking.asked.visibleRegion().boundingRect().height() < 260)
    view.setFocus()
    for row in range(view.model_.rowCount()):
        view.setCurrentIndex(view.model_.index(row))
        in_view = lambda row=row: view.visibleRegion().intersects(  # noqa: E731
            view.visualRect(view.model_.index(row))
        )
        qtbot.waitUntil(in_view)


@pytest.fixture
def mixed(bench, copy, made):  # noqa: F811
    """The list of conflicts, of a text with a phrase of which each changed a part alone."""
    corrected(copy, "Mattias Berg", **{"är oklart, tyvärr": "var oklarare, dessvärre"})
    corrected(made, "Anna Lindqvist", **{"är oklart, tyvärr": "känns oklart, faktiskt"})
    one = bench(copy)
    one.look(copy.project.path)
    one.page.show_part("merge", "conflicts")
    one.asked = one.part.looking.sections["conflicts"].asked
    one.text = lambda: documents.text(one.db, made.documents[TITLE])
    return one


@pytest.mark.parametrize(
    ("key", "stands"),
    [
        (Qt.Key.Key_1, "Det känns oklart, faktiskt. Ingen"),
        (Qt.Key.Key_2, "Det var oklarare, dessvärre. Ingen"),
        (Qt.Key.Key_3, "Det känns oklarare, faktiskt. Ingen"),
    ],
)
def test_a_phrase_is_chosen_as_a_whole_or_as_it_stands_of_both(mixed, key, stands):
    view = mixed.asked.list
    assert [view.question(row).kind for row in range(view.model_.rowCount())] == [CONFLICT, PLACE]
    view.setCurrentIndex(view.model_.index(1))
    told = mixed.asked.full.text()
    assert "Karin: Det [var oklarare, dessvärre]. Ingen" in told
    assert "Both: …I: Hur är mandatet? Karin: Det [känns oklarare, faktiskt]. Ingen" in told
    mixed.qtbot.keyClick(view, key)
    calm(mixed)
    assert [words for _answer, words in view.question(1).choices] == ["Mine", "MB’s", "Both"]
    mixed.merge()
    assert stands in mixed.text()


def test_who_wrote_either_side_is_named_when_both_are_colleagues(bench, copy, made, tmp_path):  # noqa: F811
    other = tmp_path / "samverkan-CD.qualcode"
    hand_out(made.project, other, name="Cleo Dahl")
    third = Copy(other)
    corrected(copy, "Mattias Berg", mandatet="läget", beslutar="bestämmer")
    corrected(third, "Cleo Dahl", mandatet="uppdraget", beslutar="avgör")
    copy.project.close()
    merge(made.project, made.coder("Anna Lindqvist"), [copy.project.path])
    bench = bench(copy, third)
    bench.look(other)
    bench.page.show_part("merge", "conflicts")
    asked = bench.part.looking.sections["conflicts"].asked
    assert dict(asked.list.question(1).choices) == {"0": "MB’s", "1": "CD’s"}
    assert [one.text() for one in asked.all.values()] == [
        "MB’s at every place",
        "CD’s at every place",
        "The later at every place",
    ]
    told = asked.list.question(1)
    assert told.ours.detail.startswith("Mattias Berg, ")
    assert told.theirs.detail.startswith("Cleo Dahl, ")


@pytest.mark.parametrize(
    ("coders", "told"),
    [
        (("Anna Ek", "Bo By"), ("Mine", "BB’s")),
        (("Bo By", "Anna Ek"), ("BB’s", "Mine")),
        (("Bo By, Anna Ek", "Cleo"), ("BB, AE’s", "Cleo’s")),
        (("Bo By", "Britt Boo"), ("Bo By’s", "Britt Boo’s")),
        (("Bo By", "Bo By"), ("The project’s", "The file’s")),
    ],
)
def test_buttons_say_whose_words_they_choose(coders, told):
    initials = {"Anna Ek": "AE", "Bo By": "BB", "Britt Boo": "BB"}
    assert labels(coders, initials, "Anna Ek") == told
