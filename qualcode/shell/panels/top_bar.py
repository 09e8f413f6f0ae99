"""The bar above the page: the project, whether it is saved, undo, and who one is."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from qualcode.core.model.coder import initials_of
from qualcode.core.model.palette import PALETTE
from qualcode.core.translate import _
from qualcode.shell.disc import disc_icon
from qualcode.shell.icons import line_icon
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.page_switch import PageSwitch
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import Theme, set_kind

_DISC = 26
_GAP = 8
_EDGES = 56
_ICON = 16
#: shares of the bar's width
_NAME = 0.18
_UNDO = 0.32
#: what undo needs to say anything beside its icon
_SOME_WORDS = 90


class TopBar(QFrame):
    """Signals: disc_clicked(): the evaluator's disc was pressed."""

    disc_clicked = Signal()

    def __init__(
        self, undo: QAction, redo: QAction, switch: PageSwitch, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_kind(self, "bar")
        # Its parts give way: it doesn't say how narrow the window may be.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole_name = ""
        self._find_words = ""
        self.setAccessibleName(_("Project"))
        self._name = QLabel(self)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self._name, "heading")
        self._state = QLabel(self)
        set_kind(self._state, "soft")
        self._undo = undo
        self.undo = QToolButton(self)
        self.undo.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.undo.clicked.connect(undo.trigger)
        undo.changed.connect(self._show_undo)
        self.redo = QToolButton(self)
        self.redo.setDefaultAction(redo)
        self.redo.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.find_button = QPushButton(self)
        set_kind(self.find_button, "find")
        self.find_button.setAccessibleName(_("Find everywhere"))
        self.find_button.hide()
        self.disc = QToolButton(self)
        self.disc.clicked.connect(self.disc_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 6)
        row.setSpacing(8)
        for label in (self._name, self._state):
            row.addWidget(label)
            row.addSpacing(8)
        self.switch = switch
        row.addWidget(switch)
        row.addStretch(1)
        for button in (self.undo, self.redo, self.find_button, self.disc):
            row.addWidget(button)
        self.show_project(None)
        self._show_undo()

    def show_project(self, name: str | None) -> None:
        """The open project's name, or None."""
        self._whole_name = name or "Qualcode"
        self._name.setToolTip(self._whole_name)
        self._name.setAccessibleName(self._whole_name)
        self._fit()
        for widget in (self._state, self.switch, self.undo, self.redo):
            widget.setVisible(name is not None)

    def _show_undo(self) -> None:
        action = self._undo
        self.undo.setIcon(action.icon())
        self.undo.setEnabled(action.isEnabled())
        self.undo.setToolTip(action.toolTip())
        self.undo.setStatusTip(action.statusTip())
        self.undo.setAccessibleName(action.iconText())
        self._fit()

    def _fit(self) -> None:
        """Long names give way, so that the window can be as narrow as before."""
        width = self.width()
        self._name.setText(_elided(self._name, self._whole_name, width * _NAME))
        self.find_button.setText(self._find_words)
        room = self._room()
        if room < px(_SOME_WORDS):
            self.find_button.setText("")  # its icon and its key say enough
            room = self._room()
        words = _elided(self.undo, self._undo.iconText(), min(room, width * _UNDO))
        self.undo.setText(words if room >= px(_SOME_WORDS) or self.switch.isHidden() else "")
        style = Qt.ToolButtonStyle
        self.undo.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if self.undo.text() else style.ToolButtonIconOnly
        )

    def _room(self) -> int:
        """What is left for the words of undo, when everything else has its room."""
        parts = (self._name, self._state, self.redo, self.find_button, self.disc)
        taken = sum(part.sizeHint().width() + px(_GAP) for part in parts if not part.isHidden())
        room = self.width() - taken - px(_EDGES) - self.undo.iconSize().width() - px(2 * _GAP)
        if not self.switch.isHidden():
            self.switch.set_compact(compact=self.switch.measure() > room)
            room -= self.switch.sizeHint().width()
        return room

    def offer_find(self, find: QAction) -> None:
        """Show the field that opens what finds everywhere."""
        keys = find.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._find_words = f"{find.iconText()}   {keys}"
        self.find_button.setAccessibleName(find.iconText())
        self.find_button.setToolTip(find.statusTip())
        self.find_button.clicked.connect(find.trigger)
        self.find_button.show()
        self._fit()

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_state(self, state: str, tip: str = "") -> None:
        """“Saved”, “Saving…” or “Read only”."""
        self._state.setText(state)
        self._state.setToolTip(tip)
        self._state.setAccessibleName(state)

    @property
    def state(self) -> str:
        return self._state.text()

    def show_coder(self, name: str, initials: str, colour: str, theme: Theme) -> None:
        """Who is at the keyboard; nobody yet, if the name is empty."""
        self.find_button.setIcon(line_icon("search", theme, px(_ICON)))
        for button, size in (
            (self.find_button, _ICON),
            (self.undo, _ICON),
            (self.redo, _ICON),
            (self.disc, _DISC),
        ):
            button.setIconSize(QSize(px(size), px(size)))
        self.disc.setVisible(bool(name))
        if not name:
            return
        shown = disc_icon(
            initials or initials_of(name), colour or PALETTE[0].light, theme, px(_DISC)
        )
        self.disc.setIcon(shown)
        said = _("You are {name}. Press to change that.").format(name=name)
        self.disc.setToolTip(said)
        self.disc.setAccessibleName(said)


def _elided(widget: QWidget, text: str, width: float) -> str:
    mode = Qt.TextElideMode.ElideRight
    return QFontMetrics(widget.font()).elidedText(text, mode, round(width))
