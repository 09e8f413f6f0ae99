"""Alt and a letter means one thing in each menu and dialog, in both languages."""

from collections import Counter

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QTabBar

from qualcode.core.operations.surveys import import_survey
from qualcode.core.store import persons
from qualcode.core.translate import LANGUAGES, set_language
from qualcode.shell.dialogs.anonymise_window import AnonymiseWindow
from qualcode.shell.dialogs.attribute_dialog import AttributeDialog
from qualcode.shell.dialogs.belongings import BelongingsDialog
from qualcode.shell.dialogs.code_dialog import CodeDialog
from qualcode.shell.dialogs.document_dialog import DocumentDialog
from qualcode.shell.dialogs.export_dialog import ExportDialog
from qualcode.shell.dialogs.export_grid import ExportGridDialog
from qualcode.shell.dialogs.import_dialog import ImportDialog
from qualcode.shell.dialogs.new_project import NewProjectDialog, ProjectDialog
from qualcode.shell.dialogs.persons_window import PersonsWindow
from qualcode.shell.dialogs.settings import SettingsDialog
from qualcode.shell.dialogs.survey_dialog import SurveyDialog
from qualcode.shell.pages.team.parts import PARTS
from qualcode.shell.windows.pages import DRAWERS, PAGES
from tests.core.survey_material import HEADERS, ROWS, plan, write_csv


@pytest.fixture(params=LANGUAGES)
def opened(request, start, material):
    """The window on a project, in one language after the other."""
    set_language(request.param)
    return start(material, language=request.param)


def letters(texts):
    """The letter after each single &."""
    plain = (text.replace("&&", "") for text in texts)
    return [text[text.index("&") + 1].casefold() for text in plain if "&" in text]


def twice(texts):
    """Letters that mean two things."""
    return [letter for letter, number in Counter(letters(texts)).items() if number > 1]


def texts_of(dialog):
    widgets = dialog.findChildren(QLabel) + dialog.findChildren(QAbstractButton)
    bars = [bar for bar in dialog.findChildren(QTabBar) if bar.isVisibleTo(dialog)]
    tabs = [bar.tabText(number) for bar in bars for number in range(bar.count())]
    return [widget.text() for widget in widgets if widget.isVisibleTo(dialog)] + tabs


def menus_in(menu):
    yield menu
    for action in menu.actions():
        if isinstance(action.menu(), QMenu):
            yield from menus_in(action.menu())


def test_in_the_menus(opened):
    bar = opened.window.menuBar()
    assert not twice(action.text() for action in bar.actions())
    for top in bar.actions():
        for menu in menus_in(top.menu()):
            assert not twice(action.text() for action in menu.actions()), menu.title()


def seen_twice(window):
    """Letters that mean two things in a menu, or beside the menu bar, as the window is now."""
    bar = [action.text() for action in window.menuBar().actions()]
    menus = [menu for top in window.menuBar().actions() for menu in menus_in(top.menu())]
    found = {
        menu.title(): twice(action.text() for action in menu.actions() if action.isVisible())
        for menu in menus
    }
    found["beside"] = twice([*bar, *texts_of(window)])
    return {where: letters for where, letters in found.items() if letters}


@pytest.mark.parametrize("page", [place.key for place in PAGES])
def test_on_the_pages(opened, page):
    opened.window.work.pages.show_page(page)
    assert not seen_twice(opened.window)


@pytest.mark.parametrize("part", [place.key for place in PARTS])
def test_in_the_parts_of_the_team_page(opened, part):
    opened.window.work.pages.show_page("team")
    opened.window.work.pages.widget("team").show_part(part)
    assert not seen_twice(opened.window)


@pytest.mark.parametrize("drawer", [place.key for place in DRAWERS])
def test_in_the_drawers(opened, drawer):
    opened.window.work.pages.open_drawer(drawer)
    assert not seen_twice(opened.window)


def dialogs(opened):
    session, page = opened.session, opened.window._page
    codebook = page.codes.model.codebook
    yield CodeDialog(codebook)
    yield CodeDialog(codebook, next(iter(codebook)))
    yield DocumentDialog(session, page.current_document())
    yield ExportDialog(session, session.project)
    yield NewProjectDialog(session, opened.window)
    yield ProjectDialog(session, opened.window)
    yield SettingsDialog(session, opened.window)
    yield PersonsWindow(session)
    yield AnonymiseWindow(session)
    yield AttributeDialog(session, "documents")
    yield BelongingsDialog(session, persons.all_persons(session.project.db)[0].id)
    yield ExportGridDialog("persons")


def test_in_the_dialogs(opened, qtbot):
    for dialog in dialogs(opened):
        qtbot.addWidget(dialog)
        assert not twice(texts_of(dialog)), type(dialog).__name__


def test_where_files_are_imported(opened, qtbot, tmp_path):
    path = tmp_path / "Intervju.txt"
    path.write_text("I: Hur är mandatet?\nKarin: Oklart.\n", encoding="utf-8")
    dialog = ImportDialog(opened.session, [path])
    qtbot.addWidget(dialog)
    qtbot.waitUntil(dialog.foot.import_button.isEnabled)
    assert not twice(texts_of(dialog))


@pytest.mark.parametrize("part", [0, 1])
def test_where_surveys_are_listed(opened, part):
    opened.session.run(import_survey, plan())
    opened.window.work.pages.show_page("documents")
    page = opened.window.work.pages.widget("documents")
    page.tabs.setCurrentIndex(3)
    page.surveys.parts.setCurrentIndex(part)
    assert not seen_twice(opened.window)


def test_where_a_survey_is_imported(opened, qtbot, tmp_path):
    dialog = SurveyDialog(opened.session, write_csv(tmp_path / "Enkät.csv", [HEADERS, *ROWS]))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.is_busy)
    for row in range(dialog.columns.model.rowCount()):
        dialog.columns.table.selectRow(row)
        assert not twice(texts_of(dialog)), row
