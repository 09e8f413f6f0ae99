"""The bar above the page: the project, whether it is saved, undo, and who one is."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from qualcode.core.model.coder import initials_of
from qualcode.core.model.palette import PALETTE
from qualcode.core.translate import _
from qualcode.shell.panels.disc import disc_icon
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import Theme, set_kind

_DISC = 26
_ICON = 16
_LONGEST_NAME = 340  # px of the project's name at normal size


class TopBar(QFrame):
    """Signals: disc_clicked(): the evaluator's disc was pressed."""

    disc_clicked = Signal()

    def __init__(self, undo: QAction, redo: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "bar")
        self.setAccessibleName(_("Project"))
        self._name = QLabel(self)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self._name, "heading")
        self._state = QLabel(self)
        set_kind(self._state, "soft")
        self.undo = _button_of(undo, self)
        self.undo.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.redo = _button_of(redo, self)
        self.redo.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.disc = QToolButton(self)
        self.disc.clicked.connect(self.disc_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 6)
        row.setSpacing(8)
        for label in (self._name, self._state):
            row.addWidget(label)
            row.addSpacing(8)
        row.addStretch(1)
        for button in (self.undo, self.redo, self.disc):
            row.addWidget(button)
        self.show_project(None)

    def show_project(self, name: str | None) -> None:
        """The open project's name, or None."""
        shown = name or "Qualcode"
        width = px(_LONGEST_NAME)
        self._name.setText(
            QFontMetrics(self._name.font()).elidedText(shown, Qt.TextElideMode.ElideRight, width)
        )
        self._name.setToolTip(shown)
        self._name.setAccessibleName(shown)
        for widget in (self._state, self.undo, self.redo):
            widget.setVisible(name is not None)

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
        for button, size in ((self.undo, _ICON), (self.redo, _ICON), (self.disc, _DISC)):
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


def _button_of(action: QAction, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setDefaultAction(action)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return button
