"""What the names of files say: a pattern, and what it reads in the file that is looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from qualcode.core.errors import Refused
from qualcode.core.importers.file_names import Facts, Pattern, propose
from qualcode.core.translate import _
from qualcode.shell.models.documents import kind_name
from qualcode.shell.theme import set_kind

_EXAMPLE = "{title}_{kind}_{date}_{*}"


class NamesField(QWidget):
    """A field for the pattern, and below it what the name of the current file says by it.

    Signals: changed(pattern): another pattern, or None for none that can be used.
    """

    changed = Signal(object)

    def __init__(self, stems: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._proposed = propose(stems) or ""
        label = QLabel(_("What file names h&old"), self)
        set_kind(label, "caption")
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_EXAMPLE)
        self.field.setAccessibleName(_("What file names hold"))
        self.field.setClearButtonEnabled(True)
        self.field.setToolTip(
            _(
                "Write in braces what stands where: title, kind, date, wave, group, or the name of "
                "an attribute; {anything} is passed over."
            ).format(anything="{*}")
        )
        self.field.textChanged.connect(self._typed)
        label.setBuddy(self.field)
        self.use_button = QPushButton(self._proposed, self)
        self.use_button.setAccessibleName(
            _("Read names as {pattern}").format(pattern=self._proposed)
        )
        self.use_button.setToolTip(_("All names here can be read like this"))
        self.use_button.setAutoDefault(False)
        set_kind(self.use_button, "chip")
        self.use_button.clicked.connect(lambda: self.field.setText(self._proposed))
        self.use_button.setVisible(bool(self._proposed))
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.said, "soft")
        self.said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (label, self.field, self.use_button, self.said):
            column.addWidget(widget)

    @property
    def pattern(self) -> Pattern | None:
        """The pattern that is written, if it can be used."""
        try:
            return Pattern(self.field.text()) if self.field.text().strip() else None
        except Refused:
            return None

    def _typed(self) -> None:
        self.use_button.setVisible(bool(self._proposed) and not self.field.text())
        self.changed.emit(self.pattern)

    def show_name(self, stem: str) -> None:
        """Show what a file's name says."""
        text = self.field.text().strip()
        pattern = self.pattern
        facts = pattern.read(stem) if pattern else None
        if not text:
            said = ""
        elif pattern is None:
            said = _("Write what names hold in braces, each once.")
        else:
            said = _("This name does not fit.") if facts is None else words_of(facts)
        self.said.setText(said)
        self.said.setVisible(bool(said))


def words_of(facts: Facts) -> str:
    """What a name says, as “Date: 2026-05-31”, one below the other."""
    known = (
        (_("Title"), facts.title),
        (_("Kind"), kind_name(facts.kind) if facts.kind else None),
        (_("Date"), facts.date),
        (_("Wave"), facts.wave),
        (_("Group"), facts.group),
        *facts.attributes,
    )
    line = _("{name}: {value}")
    return "\n".join(line.format(name=name, value=value) for name, value in known if value)
