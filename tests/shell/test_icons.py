from collections import Counter

import pytest
from PySide6.QtGui import QIcon

from qualcode.core.paths import resource
from qualcode.shell.icons import app_icon, line_icon
from qualcode.shell.theme import DARK, LIGHT

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg") if path.stem != "app")


def ink(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> str:
    """The colour of most of an icon's pixels."""
    image = icon.pixmap(64, 64, mode).toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return Counter(pixel.name() for pixel in pixels if pixel.alpha() == 255).most_common(1)[0][0]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_line_icon_is_drawn_in_the_themes_ink(qapp, name, theme):
    assert ink(line_icon(name, theme)) == theme.ink


def test_an_icon_of_a_button_that_is_off_is_fainter(qapp):
    assert ink(line_icon("undo", LIGHT), QIcon.Mode.Disabled) == LIGHT.faint_ink


def test_the_program_has_an_icon(qapp):
    assert not app_icon().pixmap(32, 32).isNull()
