"""Whoever works by keys or by ear: every part has a name, Tab goes round, and a key means one thing."""

from collections import defaultdict
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from qualcode.core.operations.surveys import import_survey
from qualcode.core.store import surveys
from qualcode.shell.pages.team.parts import PARTS
from qualcode.shell.windows.pages import DRAWERS, PAGES
from tests.core.material import Material
from tests.core.survey_material import plan

#: twice as many as any page has that Tab goes to: in the second half one has been everywhere
MOST_PARTS = 160
WHOLE_WINDOW = Qt.ShortcutContext.WindowShortcut
ONE_WIDGET = Qt.ShortcutContext.WidgetShortcut
PLACES = [
    *((place.key, "") for place in PAGES),
    *(("team", part.key) for part in PARTS),
    *(("read", drawer.key) for drawer in DRAWERS),
    ("documents", "surveys"),
]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(start, tmp_path):
    made = Material(tmp_path)
    made.document("Intervju Sjövik", "I: Hur är mandatet?\nKarin: Det är oklart, tyvärr.")
    made.code("Mandat", definition="Rätten att besluta.")
    made.code("Otydligt mandat", "Mandat")
    made.mark("Mandat", "Det är oklart")
    made.project.close()
    return start(made.project.path, window={"toured": True}).window


def bring_survey_in(window):
    """A survey of a few answers, if none is there."""
    session = window.work.pages.widget("documents")._session
    if not surveys.all_surveys(session.project.db):
        session.run(import_survey, plan())


def go_to(window, place):
    """A page, or a part of the page of the team, or a drawer beside where one reads."""
    key, further = place
    window.work.pages.show_page(key)
    if key == "documents" and further:
        bring_survey_in(window)
        window.work.pages.widget("documents").tabs.setCurrentIndex(3)
    elif key == "team" and further:
        window.work.pages.widget("team").show_part(further)
    elif further:
        window.work.pages.open_drawer(further)
    if key == "read":
        reader = window.work.pages.widget("read").reader
        reader.set_caret(reader.text().index("oklart"))


def stops(window):
    """Where Tab goes: what is seen and takes the keys."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.window() is window
    ]


def called(widget):
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


@pytest.mark.parametrize("place", PLACES, ids="-".join)
def test_everything_that_takes_the_keys_has_a_name(window, place):
    go_to(window, place)
    parts = stops(window)
    assert len(parts) > 3
    nameless = [
        f"{type(one).__name__} in {type(one.parent()).__name__}"
        for one in parts
        if not called(one).strip()
    ]
    assert not nameless


@pytest.mark.parametrize("place", PLACES, ids="-".join)
def test_tab_goes_round_the_whole_window(window, qtbot, place):
    go_to(window, place)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    seen = []
    for _step in range(MOST_PARTS):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert None not in seen
    last = list(dict.fromkeys(seen[MOST_PARTS // 2 :]))
    assert window.top.disc in last, [called(one) for one in last]
    assert any(window.work.pages.isAncestorOf(one) for one in last)


def held_by(action):
    """The widgets in which an action's keys count; None for the whole window."""
    if action.shortcutContext() == WHOLE_WINDOW:
        return None
    return [
        one
        for one in action.associatedObjects()
        if isinstance(one, QWidget) and not isinstance(one, QMenu) and one.isVisible()
    ]


#: the text itself takes these keys, before any menu is asked: see `test_find_in_window.py`
TAKEN_BY_THE_TEXT = {"&Find in this text"}


def meet(one, other):
    """Whether both would answer to a key somewhere."""
    if TAKEN_BY_THE_TEXT & {one.text(), other.text()}:
        return False
    here, there = held_by(one), held_by(other)
    if here == [] or there == []:
        return False
    if here is None or there is None:
        return True
    return any(
        _overlap(a, one, b, other) or _overlap(b, other, a, one) for a in here for b in there
    )


def _overlap(outer, outer_action, inner, _inner_action):
    if outer is inner:
        return True
    return outer_action.shortcutContext() != ONE_WIDGET and outer.isAncestorOf(inner)


@pytest.mark.parametrize("place", PLACES, ids="-".join)
def test_no_key_means_two_things_in_one_place(window, place):
    window.work.make_all()
    go_to(window, place)
    by_key = defaultdict(list)
    for action in window.findChildren(QAction):
        if action.isEnabled() and action.isVisible():
            for key in action.shortcuts():
                if key.toString():
                    by_key[key.toString()].append(action)
    twice = {
        key: sorted(
            {one.text() for pair in combinations(actions, 2) if meet(*pair) for one in pair}
        )
        for key, actions in by_key.items()
    }
    assert not {key: names for key, names in twice.items() if names}
