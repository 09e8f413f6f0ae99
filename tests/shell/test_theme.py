import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QLabel

from qualcode.core.model.palette import PALETTE
from qualcode.core.paths import resource
from qualcode.shell.theme import (
    HIGH_CONTRAST,
    LIGHT,
    SCALES,
    THEMES,
    Appearance,
    Choice,
    apply,
    contrast,
    ink_on,
    palette,
    set_kind,
    style_sheet,
)

TEXT = 4.5
ANY_THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


@pytest.fixture
def app(qapp):
    """The application, without an appearance again when the test is over."""
    before = qapp.palette(), qapp.font(), qapp.style().name()
    yield qapp
    qapp.setStyleSheet("")
    qapp.setPalette(before[0])
    qapp.setFont(before[1])
    qapp.setStyle(before[2])
    for appearance in qapp.findChildren(Appearance):
        appearance.deleteLater()


@ANY_THEME
@pytest.mark.parametrize("ink", ["ink", "soft_ink"])
@pytest.mark.parametrize("ground", ["ground", "panel", "raised", "accent_soft", "track"])
def test_text_can_be_read_on_every_ground(theme, ink, ground):
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= TEXT


@ANY_THEME
def test_coloured_words_can_be_read(theme):
    assert contrast(theme.on_accent, theme.accent) >= TEXT
    assert contrast(theme.warning, theme.warning_soft) >= TEXT
    for ground in (theme.ground, theme.panel, theme.raised):
        assert contrast(theme.accent, ground) >= TEXT
        assert contrast(theme.good, ground) >= TEXT


@ANY_THEME
def test_text_can_be_read_on_a_mark_of_every_colour(theme):
    assert all(contrast(theme.ink, theme.mark(colour.light)) >= TEXT for colour in PALETTE)


@pytest.mark.parametrize("colour", PALETTE, ids=lambda colour: colour.name)
def test_initials_stand_out_from_their_disc(colour):
    assert contrast(ink_on(colour.light), colour.light) >= 2.4
    assert contrast(ink_on(colour.dark), colour.dark) >= 2.4


def test_high_contrast_is_higher_than_the_others():
    assert contrast(HIGH_CONTRAST.soft_ink, HIGH_CONTRAST.panel) >= 15


@ANY_THEME
@pytest.mark.parametrize("scale", SCALES)
def test_the_style_sheet_is_filled_in_and_its_pictures_exist(theme, scale):
    sheet = style_sheet(theme, scale)
    assert not re.search(r"@|\d+dp", sheet)
    for picture in re.findall(r"url\((.+?)\)", sheet):
        assert resource("icons", "theme", picture.rsplit("/", 1)[1]).is_file()


@ANY_THEME
def test_the_style_sheets_pictures_have_the_themes_ink(theme):
    folder = resource("icons", "theme")
    arrows = [
        *folder.glob(f"chevron-*-{theme.name}.svg"),
        *folder.glob(f"branch-*-{theme.name}.svg"),
    ]
    assert len(arrows) == 5
    assert all(theme.soft_ink in arrow.read_text(encoding="utf-8") for arrow in arrows)
    for on_accent in ("check", "dot"):
        path = resource("icons", "theme", f"{on_accent}-{theme.name}.svg")
        assert theme.on_accent in path.read_text(encoding="utf-8")


def test_disabled_text_and_placeholders_are_fainter(qapp):
    made = palette(LIGHT)
    disabled = made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled == made.color(QPalette.ColorRole.PlaceholderText) == QColor(LIGHT.faint_ink)


@ANY_THEME
def test_applying_sets_style_palette_and_font(app, theme):
    apply(app, theme, 2.0)
    assert app.palette().color(QPalette.ColorRole.Base) == QColor(theme.ground)
    assert app.font().pixelSize() == 26
    assert QFontInfo(app.font()).family() == "Inter"


def test_a_choice_is_applied_and_told(app, qtbot):
    appearance = Appearance(app, Choice.LIGHT)
    with qtbot.waitSignal(appearance.changed) as told:
        appearance.set_choice(Choice.DARK)
    assert told.args[0].name == "dark"
    assert app.palette().color(QPalette.ColorRole.Window) == QColor(told.args[0].panel)


def test_the_systems_change_is_followed_only_where_nothing_was_chosen(app, qtbot):
    appearance = Appearance(app, Choice.DARK)
    app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert appearance.theme.name == "dark"
    appearance.set_choice(Choice.SYSTEM)
    with qtbot.waitSignal(appearance.changed):
        app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)


def test_every_kind_that_a_widget_says_it_is_has_a_look(root):
    sources = (root / "qualcode" / "shell").rglob("*.py")
    code = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    said = set(re.findall(r'(?:setProperty\("kind"|set_kind\([\w.]+), "([a-z-]+)"', code))
    sheet = resource("theme.qss").read_text(encoding="utf-8")
    assert said <= set(re.findall(r'\[kind="([a-z-]+)"\]', sheet))


def test_a_kind_set_later_changes_the_look(app, qtbot):
    apply(app, LIGHT)
    label = QLabel("fewer than 3 persons")
    qtbot.addWidget(label)
    label.ensurePolished()
    set_kind(label, "warning")
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(LIGHT.warning)
