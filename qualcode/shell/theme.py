"""How the window looks, set once, here: three tables of the same names, made into a palette, a
style sheet (`resources/theme.qss`) and a font.

Widgets say what they are by the property `kind`, and the style sheet does the rest:
`title`, `heading`, `caption`, `label`, `soft`, `warning`, `good` for a QLabel; `primary`, `flat`,
`chip` for a QPushButton, `button` for a QToolButton; `field` for a QTextEdit, `in-place` for a
QLineEdit in a list; `ground`, `panel`, `bar`, `card`, `popup`, `line`, `note-told`, `note-warning`
for what holds others; `ground` for lists and tables on the ground; `pages` for a QTabBar.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from qualcode.core.model.palette import in_dark
from qualcode.core.paths import resource

FAMILY = "Inter"
FONT_SIZE = 13  # px, the interface
SMALL_SIZE = 11  # px, labels
SCALES = (0.85, 1.0, 1.15, 1.3, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Theme:
    """The tokens of one appearance. Colours are `#rrggbb`."""

    name: str
    dark: bool
    ground: str
    panel: str
    raised: str
    track: str  # under the page switch, progress and scroll bars' handles
    ink: str
    soft_ink: str
    faint_ink: str  # only where a miss does no harm
    hairline: str
    edge: str  # round fields and buttons
    accent: str
    accent_soft: str
    on_accent: str
    warning: str
    warning_soft: str
    good: str
    mark_strength: float  # share of a code's colour over the ground
    outline: float  # px, round the mark at the cursor

    def code_colour(self, stored: str) -> str:
        """How a colour that a code or an evaluator has is shown in this theme."""
        return in_dark(stored) if self.dark else stored

    def mark(self, stored: str) -> QColor:
        """The fill of a mark: the code's colour mixed into the ground."""
        return mix(self.code_colour(stored), self.ground, self.mark_strength)


LIGHT = Theme(
    name="light",
    dark=False,
    ground="#fbfaf7",
    panel="#f4f2ec",
    raised="#ffffff",
    track="#e4e1d9",
    ink="#1f2429",
    soft_ink="#5d646c",
    faint_ink="#8b9097",
    hairline="#e2dfd6",
    edge="#d8d4c9",
    accent="#1f5f8b",
    accent_soft="#dbe9f3",
    on_accent="#ffffff",
    warning="#9a5b00",
    warning_soft="#fbecd3",
    good="#2f6b3a",
    mark_strength=0.26,
    outline=1.5,
)

DARK = Theme(
    name="dark",
    dark=True,
    ground="#1b1d20",
    panel="#222529",
    raised="#2a2e33",
    track="#33383e",
    ink="#e9e6df",
    soft_ink="#a9afb6",
    faint_ink="#7d848c",
    hairline="#33383e",
    edge="#3d434a",
    accent="#7db8e0",
    accent_soft="#26394a",
    on_accent="#1b1d20",
    warning="#e0ac5a",
    warning_soft="#3d3220",
    good="#7fc08b",
    mark_strength=0.26,
    outline=1.5,
)

HIGH_CONTRAST = Theme(
    name="high-contrast",
    dark=False,
    ground="#ffffff",
    panel="#ffffff",
    raised="#ffffff",
    track="#d0d0d0",
    ink="#000000",
    soft_ink="#000000",
    faint_ink="#3d3d3d",
    hairline="#5a5a5a",
    edge="#000000",
    accent="#003c78",
    accent_soft="#cfe5ff",
    on_accent="#ffffff",
    warning="#6b3d00",
    warning_soft="#ffe9c2",
    good="#004d14",
    mark_strength=0.34,
    outline=2.5,
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK, HIGH_CONTRAST)}


class Choice(StrEnum):
    """What a person may set; `SYSTEM` follows the desktop's light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


class Appearance(QObject):
    """The appearance of the running program; `app.py` makes the one there is.

    Signals: `changed(Theme)` after the palette and style sheet have been set, for widgets that
    paint by themselves.
    """

    changed = Signal(object)

    def __init__(
        self, app: QApplication, choice: Choice = Choice.SYSTEM, scale: float = 1.0
    ) -> None:
        super().__init__(app)
        self._app = app
        self.choice = choice
        self.scale = scale
        self.theme = theme_for(choice, app)
        apply(app, self.theme, scale)
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def set_choice(self, choice: Choice) -> None:
        self.choice = choice
        self._refresh()

    def set_scale(self, scale: float) -> None:
        self.scale = scale
        self._refresh()

    def _system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self.choice == Choice.SYSTEM:
            self._refresh()

    def _refresh(self) -> None:
        self.theme = theme_for(self.choice, self._app)
        apply(self._app, self.theme, self.scale)
        self.changed.emit(self.theme)


def theme_for(choice: Choice, app: QApplication) -> Theme:
    """The table for a choice; for `SYSTEM` as the desktop is now."""
    if choice != Choice.SYSTEM:
        return THEMES[choice.value]
    return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def apply(app: QApplication, theme: Theme, scale: float = 1.0) -> None:
    """Give the whole program this appearance."""
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(palette(theme))
    app.setFont(interface_font(scale))
    app.setStyleSheet(style_sheet(theme, scale))


def interface_font(scale: float = 1.0) -> QFont:
    load_fonts()
    font = QFont(FAMILY)
    font.setPixelSize(round(FONT_SIZE * scale))
    return font


def load_fonts() -> None:
    """Make the program's own fonts known to Qt; those that are known already stay as they are."""
    if FAMILY in QFontDatabase.families():
        return
    for path in sorted(resource("fonts").glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(path))


def palette(theme: Theme) -> QPalette:
    """Qt's roles from the tokens, for what the style sheet leaves to the style."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.panel,
        role.WindowText: theme.ink,
        role.Base: theme.ground,
        role.AlternateBase: theme.panel,
        role.Text: theme.ink,
        role.PlaceholderText: theme.faint_ink,
        role.Button: theme.raised,
        role.ButtonText: theme.ink,
        role.BrightText: theme.on_accent,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.ink,
        role.Highlight: theme.accent_soft,
        role.HighlightedText: theme.ink,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.raised,
        role.Midlight: theme.panel,
        role.Mid: theme.edge,
        role.Dark: theme.edge,
        role.Shadow: theme.hairline,
    }
    made = QPalette()
    for which, colour in colours.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.faint_ink))
    return made


def style_sheet(theme: Theme, scale: float = 1.0) -> str:
    """`resources/theme.qss` with the tokens for `@name`, and `dp` scaled to `px`."""
    values = {name: str(value) for name, value in asdict(theme).items()}
    values["icons"] = resource("icons", "theme").as_posix()
    values["family"] = FAMILY
    sheet = resource("theme.qss").read_text(encoding="utf-8")
    sheet = re.sub(r"@([a-z_]+)", lambda match: values[match[1]], sheet)
    return re.sub(r"\b(\d+)dp\b", lambda match: f"{max(1, round(int(match[1]) * scale))}px", sheet)


def set_kind(widget: QWidget, kind: str) -> None:
    """Say what a widget is; the style sheet gives it that look, also when it is shown already."""
    widget.setProperty("kind", kind)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it gets it when it shows
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)


def mix(colour: str | QColor, ground: str | QColor, share: float) -> QColor:
    """So much of a colour over a ground."""
    over, under = QColor(colour), QColor(ground)
    return QColor.fromRgbF(
        over.redF() * share + under.redF() * (1 - share),
        over.greenF() * share + under.greenF() * (1 - share),
        over.blueF() * share + under.blueF() * (1 - share),
    )


def contrast(one: str | QColor, other: str | QColor) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    lighter, darker = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(colour: str | QColor) -> QColor:
    """White or near-black, whichever is easier to read on a colour: initials in a disc."""
    white, black = QColor("#ffffff"), QColor("#1b1d20")
    return white if contrast(colour, white) >= 2.4 else black


def _luminance(colour: QColor) -> float:
    def linear(c: float) -> float:
        return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(c) for c in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
