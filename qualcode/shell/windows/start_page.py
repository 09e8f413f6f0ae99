"""What one sees while no project is open: what this is, and the first step."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.translate import _
from qualcode.shell.dialogs.form import sentence
from qualcode.shell.dialogs.who_are_you import centre_in
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind

_WIDTH = 520
_PATH = Qt.ItemDataRole.UserRole


class StartPage(QWidget):
    """Signals: chosen(Path): a recent project is to be opened."""

    chosen = Signal(object)

    def __init__(
        self, main: QAction, others: Iterable[QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_kind(self, "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Start"))
        self.recent = QListWidget(self)
        self.recent.setAccessibleName(_("Recent projects"))
        self.recent.itemActivated.connect(self._choose)
        set_kind(self.recent, "ground")
        self._caption = QLabel(_("Recent projects"), self)
        set_kind(self._caption, "caption")
        self.main_button = _button(main, self)
        set_kind(self.main_button, "primary")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.main_button)
        for action in others:
            buttons.addWidget(_button(action, self))
        buttons.addStretch(1)
        title = QLabel(_("From transcripts to results"), self)
        set_kind(title, "title")
        column = QVBoxLayout()
        column.setSpacing(14)
        column.addWidget(title)
        column.addWidget(
            sentence(
                _(
                    "Make a project for your evaluation, or open one. You can also drop a "
                    "project’s file here. The example shows what a coded material looks like."
                )
            )
        )
        column.addLayout(buttons)
        column.addSpacing(12)
        column.addWidget(self._caption)
        column.addWidget(self.recent, 1)
        centre_in(self, column, px(_WIDTH))
        self.setFocusProxy(self.main_button)

    def show_recent(self, paths: Iterable[str]) -> None:
        """List these; a project that isn't there any more is shown, but can't be chosen."""
        self.recent.clear()
        for text in paths:
            self.recent.addItem(_item(Path(text)))
        rows = sum(self.recent.sizeHintForRow(row) for row in range(self.recent.count()))
        self.recent.setMaximumHeight(rows + 2 * self.recent.frameWidth() + 4)
        seen = self.recent.count() > 0
        self._caption.setVisible(seen)
        self.recent.setVisible(seen)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_PATH))


def _item(path: Path) -> QListWidgetItem:
    folder = str(path.parent).replace(str(Path.home()), "~", 1)
    text = _("{name} · {folder}").format(name=path.stem, folder=folder)
    item = QListWidgetItem(text)
    item.setData(_PATH, path)
    item.setToolTip(str(path))
    if not path.is_file():
        item.setText(_("{name} · is no longer there").format(name=path.stem))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def _button(action: QAction, parent: QWidget) -> QPushButton:
    """A button for what the menu does too, in the same words."""
    button = QPushButton(action.text(), parent)
    button.setAccessibleName(action.text().replace("&", ""))
    button.setToolTip(action.statusTip())
    button.clicked.connect(action.trigger)
    return button
