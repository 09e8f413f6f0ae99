"""Under the list of parts: the files that are looked at, and whose they are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from qualcode.core.translate import _
from qualcode.shell.disc import disc_icon
from qualcode.shell.pages.team.merging.question import Looked
from qualcode.shell.pages.team.merging.words import about_source
from qualcode.shell.panels.header import PanelHeader
from qualcode.shell.panels.painting import current_theme, px
from qualcode.shell.theme import set_kind

_DISC = 20
_MOST = 20


class SourceNote(QWidget):
    """Attributes: texts: what is told of each file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("From"))
        self.texts: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, px(10))
        self._column.setSpacing(px(4))
        self._column.addWidget(PanelHeader(_("From"), parent=self))
        self._shown: list[QWidget] = []

    def show_sources(self, looked: Looked) -> None:
        """Tell of these files."""
        for old in self._shown:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown, self.texts = [], []
        for number in range(min(len(looked.sources), _MOST)):
            made = self._make(looked, number)
            self._column.addWidget(made)
            self._shown.append(made)

    def _make(self, looked: Looked, number: int) -> QWidget:
        source = looked.sources[number]
        made = QWidget(self)
        column = QVBoxLayout(made)
        column.setContentsMargins(px(14), 0, px(14), px(8))
        column.setSpacing(px(4))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        for coder in source.coders[:1] if len(source.coders) == 1 else ():
            disc = QLabel(made)
            icon = disc_icon(coder.initials, coder.colour, current_theme(), px(_DISC))
            disc.setPixmap(icon.pixmap(px(_DISC), px(_DISC)))
            disc.setAccessibleName(coder.name)
            head.addWidget(disc)
        name = QLabel(source.file, made)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setToolTip(source.file)
        name.setWordWrap(True)
        # A long name gives way: it doesn't push what is told of the file out of sight.
        name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head.addWidget(name, 1)
        about = QLabel(about_source(looked, number), made)
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setWordWrap(True)
        set_kind(about, "soft")
        column.addLayout(head)
        column.addWidget(about)
        self.texts.append(f"{source.file}: {about.text()}")
        return made
