"""The list of keys: of every page, those not seen yet too, and each of them once."""

import pytest

from qualcode.shell.dialogs.shortcuts import ShortcutsDialog


@pytest.fixture
def listed(start, material, monkeypatch):
    """What the list shows when it is asked for on the first page, by menu."""
    shown = {}

    def look(dialog):
        for top, rows in dialog._items.items():
            shown[top.text(0)] = [(row.text(0), row.text(1)) for row in rows]

    monkeypatch.setattr(ShortcutsDialog, "exec", look)
    start(material).window.help.shortcuts.trigger()
    return shown


def test_keys_of_pages_that_were_not_seen_yet_are_listed(listed):
    assert ("Take as example", "Ctrl+Shift+X") in listed["Passage"]
    assert ("New note", "Ctrl+Alt+N") in listed["Board"]


def test_what_several_pages_have_is_listed_once(listed):
    for rows in listed.values():
        assert len(rows) == len(set(rows))
