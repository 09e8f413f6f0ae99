"""The manual is true: what it says can be typed and pressed is there, and nothing is left out."""

import ast
import re

import pytest
from PySide6.QtGui import QShortcut

from qualcode.cli.main import COMMANDS
from qualcode.core import logs, settings, translate
from qualcode.core.importers import SUFFIXES
from qualcode.core.settings import Settings
from qualcode.core.translate import LANGUAGES
from qualcode.shell.app import Program
from qualcode.shell.dialogs.shortcuts import sections_of
from qualcode.shell.windows.manual import anchor_of
from qualcode.shell.windows.pages import DRAWERS, PAGES
from tests.core.material import Material

#: how long a manual is read from beginning to end
WORDS = range(2500, 5000)


@pytest.fixture(params=LANGUAGES)
def language(request, set_language):
    set_language(request.param)
    return request.param


@pytest.fixture
def manual(root, language):
    return (root / "resources" / "manual" / f"{language}.md").read_text(encoding="utf-8")


@pytest.fixture
def window(qapp, qtbot, tmp_path, language):
    """The real window, on a project in which nothing was done but to make it."""
    made = Material(tmp_path)
    made.project.close()
    settings.save(Settings(coder_name="Anna", coder_initials="A", language=language))
    program = Program(qapp, settings.load(), logs.Trail())
    program.start(made.project.path)
    program.window.work.make_all()  # a page has its keys from when it is made
    yield program.window
    program.end()
    program.deleteLater()


def chapters(manual):
    return [part.splitlines()[0] for part in manual.split("\n## ")[1:]]


def tables(text):
    """The rows of every table below its heading: {heading: [(cell, cell), …]}."""
    found = {}
    for part in text.split("\n### ")[1:]:
        rows = re.findall(r"^\| (.+?) \| (.+?) \|$", part, re.MULTILINE)
        found[part.splitlines()[0]] = rows[1:]
    return found


def pressed(window):
    """What the menus and their keys are called: a step's name is no part of "Undo: …"."""
    return {
        menu: [(text.split(": ")[0], keys) for text, keys in rows]
        for menu, rows in sections_of(window.menuBar())
    }


def test_the_manual_lists_every_key_of_the_menus_and_no_other(manual, window):
    listed = tables(manual)
    listed.pop(next(iter(listed)))
    assert listed == pressed(window)


def test_the_keys_for_tagging_are_those_of_the_window(manual, window):
    numbers = {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}
    keys = [keys for _what, keys in next(iter(tables(manual).values()))]
    assert keys[0] == "1–9" and set("123456789") <= numbers
    assert keys[1:4] == ["Enter", "Ctrl+Enter", "Tab"]


def test_the_manual_names_every_command_and_no_other(manual):
    assert set(re.findall(r"`qualcode ([a-z]+)", manual)) == set(COMMANDS)


def test_the_manual_names_every_kind_of_transcript(manual):
    paragraph = next(part for part in manual.split("\n\n") if ".docx" in part)
    assert set(re.findall(r"(?<=[ (])\.[a-z]+", paragraph)) == set(SUFFIXES)


def shape(manual):
    """Of each line, what it is: a heading of a level, an item, a row, a paragraph or empty."""
    starts = (re.match(r"#+|-|\||\d+\.", line) for line in manual.splitlines())
    lines = zip(starts, manual.splitlines(), strict=True)
    return [start.group() if start else bool(line) for start, line in lines]


def test_both_manuals_have_the_same_shape(root):
    english, swedish = (
        (root / "resources" / "manual" / f"{language}.md").read_text(encoding="utf-8")
        for language in LANGUAGES
    )
    assert len(chapters(english)) == len(chapters(swedish))
    assert shape(english) == shape(swedish)


def test_every_link_in_the_manual_leads_to_a_chapter(manual):
    links = set(re.findall(r"\]\(#([^)]+)\)", manual))
    assert links
    assert links <= {anchor_of(chapter) for chapter in chapters(manual)}


def test_every_page_and_drawer_has_a_name_that_the_manual_uses(manual):
    for place in (*PAGES, *DRAWERS):
        assert translate._(place.name).casefold() in manual.casefold()


def test_the_manual_can_be_read_in_one_sitting(manual):
    prose = "\n".join(line for line in manual.splitlines() if not line.startswith("|"))
    assert len(prose.split()) in WORDS


def test_each_menu_and_action_named_in_the_manual_is_in_the_window(manual, window):
    named = {
        tuple(part.strip() for part in path.split(">"))
        for path in re.findall(r"\*([^*\n]+ > [^*\n]+)\*", manual)
    }
    there = {
        (menu.text().replace("&", ""), action.text().replace("&", "").rstrip("…"))
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()
    }
    assert named - there == set()


def texts_of_the_program(root):
    """Every text that a user may see, as it is shown."""
    calls = (
        node
        for path in (root / "qualcode").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "N_")
    )
    return {
        translate._(call.args[0].value).replace("&", "").rstrip("…")
        for call in calls
        if isinstance(call.args[0], ast.Constant)
    }


def test_each_text_of_the_window_that_the_manual_quotes_is_in_the_program(manual, root):
    prose = re.sub(r"`[^`\n]*`|\*\*|^\|.*$", "", manual, flags=re.MULTILINE)
    quoted = {words for words in re.findall(r"\*([^*\n]+)\*", prose) if " > " not in words}
    assert quoted
    assert quoted - texts_of_the_program(root) == set()
