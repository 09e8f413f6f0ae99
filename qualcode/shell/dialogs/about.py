"""Versions, the licence, and the licences of what is used."""

from pathlib import Path

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from qualcode import __version__
from qualcode.core.logs import versions
from qualcode.core.paths import resource
from qualcode.core.translate import _
from qualcode.shell.dialogs.form import FormDialog, sentence
from qualcode.shell.icons import app_icon
from qualcode.shell.theme import set_kind

_ICON = 64
_OWN = "LICENSE"


class AboutDialog(FormDialog):
    """Everything below the name is read from files when it is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("About Qualcode"), _("Close"), parent)
        self.cancel_button.hide()
        self.column.insertLayout(0, self._head())
        self.which = QComboBox(self)
        for path in licence_files():
            self.which.addItem(_shown(path), path)
        self.add_field(_("&Licences of what is used"), self.which)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Text of the licence"))
        self.column.insertWidget(2, self.text, 10)
        self.which.currentIndexChanged.connect(self._show)
        self._show()
        self.set_size(660, 560)

    def _head(self) -> QHBoxLayout:
        picture = QLabel(self)
        picture.setPixmap(app_icon().pixmap(_ICON, _ICON))
        picture.setAccessibleName("Qualcode")
        name = QLabel(f"Qualcode {__version__}", self)
        set_kind(name, "title")
        surroundings = sentence(f"{versions()}, Qt {qVersion()}, PySide {PySide6.__version__}")
        surroundings.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(name)
        texts.addWidget(
            sentence(
                _(
                    "From interview transcripts to a results chapter that can be trusted. "
                    "Free software under the MIT licence. It works without the internet."
                ),
                "",
            )
        )
        texts.addWidget(surroundings)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(texts, 1)
        return head

    def _show(self) -> None:
        path = self.which.currentData()
        self.text.setPlainText(path.read_text(encoding="utf-8") if path else "")

    @classmethod
    def ask(cls, parent: QWidget | None = None) -> None:
        dialog = cls(parent)
        dialog.exec()
        dialog.deleteLater()


def _shown(path: Path) -> str:
    return "Qualcode" if path.stem == _OWN else path.stem.replace("-", " ")


def licence_files() -> list[Path]:
    """The program's own licence first, then those of what is used."""
    return [*_own_licence()[:1], *sorted(resource("licences").glob("*.txt"), reverse=True)]


def _own_licence() -> list[Path]:
    """At the top of a checkout; installed, beside the package's metadata."""
    from importlib.metadata import PackageNotFoundError, files

    try:
        installed = [Path(str(file.locate())) for file in files("qualcode") or ()]
    except PackageNotFoundError:
        installed = []
    found = [resource("..", _OWN), *(path for path in installed if path.name == _OWN)]
    return [path for path in found if path.is_file()]
