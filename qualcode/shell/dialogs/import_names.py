"""What the names of files say: a pattern, and what it reads in the file that is looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from qualcode.core.errors import Refused
from qualcode.core.importers.file_names import Facts, Pattern, proposals
from qualcode.core.translate import _
from qualcode.shell.models.documents import kind_name
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind

_EXAMPLE = "{title}_{kind}_{date}_{*}"
_OTHER = "\0"  # no pattern
_LEAST_LETTERS = 12


class NamesField(QWidget):
    """A list of how the names of these files can be read, each with what it makes of the name of
    the current file; and a field for a pattern of one's own.

    Signals: changed(pattern): another pattern, or None for none that can be used.
    """

    changed = Signal(object)

    def __init__(self, stems: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stems = stems
        self._stem = stems[0] if stems else ""
        label = QLabel(_("What file names h&old"), self)
        set_kind(label, "caption")
        self.choices = QComboBox(self)
        self.choices.setAccessibleName(_("What file names hold"))
        self.choices.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choices.setMinimumContentsLength(_LEAST_LETTERS)
        for pattern in ("", _OTHER):
            self.choices.addItem("", pattern)
        self.choices.activated.connect(self._chosen)
        label.setBuddy(self.choices)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_EXAMPLE)
        self.field.setAccessibleName(_("Pattern of file names"))
        self.field.setClearButtonEnabled(True)
        self.field.setToolTip(
            _(
                "Write in braces what stands where: title, kind, date, wave, group, case, role, or "
                "the name of an attribute; {anything} is passed over."
            ).format(anything="{*}")
        )
        self.field.textChanged.connect(self._typed)
        self.field.hide()
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self.said, "soft")
        self.said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (label, self.choices, self.field, self.said):
            column.addWidget(widget)
        QTimer.singleShot(0, self, self._propose)

    def _propose(self) -> None:
        """Look at hundreds of names when the window is there."""
        found = proposals(self._stems)
        for row, pattern in enumerate(found, 1):
            self.choices.insertItem(row, "", pattern)
        if self.field.text().strip() in found:
            self.choices.setCurrentIndex(self.choices.findData(self.field.text().strip()))
            self.field.hide()
        self.show_name(self._stem)

    @property
    def pattern(self) -> Pattern | None:
        """The pattern that is written, if it can be used."""
        try:
            return Pattern(self.field.text()) if self.field.text().strip() else None
        except Refused:
            return None

    def _chosen(self) -> None:
        """Read names by what was chosen; a pattern of one's own begins with the one in use."""
        pattern = self.choices.currentData()
        own = pattern == _OTHER
        self.field.setVisible(own)
        if own:
            self.field.setFocus()
        else:
            self.field.setText(pattern)

    def _typed(self, text: str) -> None:
        row = self.choices.findData(text.strip())
        if not self.field.isVisibleTo(self):
            self.choices.setCurrentIndex(row if row >= 0 else self.choices.findData(_OTHER))
            self.field.setVisible(row < 0)
        self.changed.emit(self.pattern)

    def show_name(self, stem: str) -> None:
        """Show what a file's name says."""
        self._stem = stem
        for row in range(self.choices.count()):
            self.choices.setItemText(row, self._words(self.choices.itemData(row)))
        view = self.choices.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + px(24))
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

    def _words(self, pattern: str) -> str:
        """What a pattern makes of the current name, on one line."""
        if not pattern:
            return _("The title, all of it")
        if pattern == _OTHER:
            return _("A pattern of my own…")
        facts = Pattern(pattern).read(self._stem)
        return ", ".join(words_of(facts).split("\n")) if facts else pattern


def words_of(facts: Facts) -> str:
    """What a name says, as “Date: 2026-05-31”, one below the other."""
    known = (
        (_("Title"), facts.title),
        (_("Kind"), kind_name(facts.kind) if facts.kind else None),
        (_("Date"), facts.date),
        (_("Wave"), facts.wave),
        (_("Group"), facts.group),
        (_("Case"), facts.case),
        (_("Role"), facts.role),
        *facts.attributes,
    )
    line = _("{name}: {value}")
    return "\n".join(line.format(name=name, value=value) for name, value in known if value)
