"""What a survey that is to be imported is called, and how its file is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from qualcode.core.importers import encodings
from qualcode.core.model import Survey
from qualcode.core.store.connection import casefold
from qualcode.core.surveys.plan import SurveyPlan
from qualcode.core.translate import _
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind

_CALM: Final = 250
_TITLE_WIDTH: Final = 260
_WAVE_WIDTH: Final = 110


class SurveyHead(QWidget):
    """Signals:
    named(title, wave): the survey is called so.
    read_wanted(sheet, encoding): the file is to be read again; None where that is detected.
    """

    named = Signal(str, str)
    read_wanted = Signal(object, object)

    def __init__(
        self, surveys: Sequence[Survey], tools: Sequence[QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._surveys = surveys
        self._calm = QTimer(self, interval=_CALM, singleShot=True)
        self._calm.timeout.connect(self.say_name)
        self.title = self._editable(_("Title"), _TITLE_WIDTH)
        self.title.addItems(list(dict.fromkeys(one.title for one in surveys)))
        self.wave = self._editable(_("Wave"), _WAVE_WIDTH)
        self.wave.setToolTip(_("Such as “2” or “2026”, if the survey is answered several times"))
        self.sheet = QComboBox(self)
        self.sheet.setAccessibleName(_("Sheet"))
        self.sheet.activated.connect(self._read_again)
        self.encoding = QComboBox(self)
        self.encoding.setAccessibleName(_("Encoding (character set)"))
        self.encoding.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.encoding.setToolTip(
            _("How the file’s letters are stored. Choose another if å, ä and ö look odd.")
        )
        self.encoding.activated.connect(self._read_again)
        self._encoding: str | None = None
        self._lay_out(tools)

    def _editable(self, name: str, width: int) -> QComboBox:
        box = QComboBox(self)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setAccessibleName(name)
        box.setMinimumWidth(px(width))
        line = box.lineEdit()
        assert line is not None, "a box that can be written in has a field"
        line.setAccessibleName(name)
        line.textEdited.connect(lambda _text: self._calm.start())
        box.activated.connect(lambda _row: self.say_name())
        return box

    def _lay_out(self, tools: Sequence[QWidget]) -> None:
        flow = FlowLayout(self, spacing=px(8))
        flow.addWidget(_named(_("&Title"), self.title, self))
        flow.addWidget(_named(_("&Wave"), self.wave, self))
        self._sheet_part = _named(_("S&heet"), self.sheet, self)
        self._encoding_part = _named(_("Enco&ding (character set)"), self.encoding, self)
        for part in (self._sheet_part, self._encoding_part, *tools):
            flow.addWidget(part)

    # What is shown

    def show_plan(self, plan: SurveyPlan) -> None:
        """What the plan says already."""
        self._calm.stop()
        self.title.setEditText(plan.title)
        self._offer_waves(plan.title)
        self.wave.setEditText(plan.wave or "")
        table = plan.table
        self.sheet.clear()
        self.sheet.addItems(list(table.sheets))
        self.sheet.setCurrentIndex(self.sheet.findText(table.sheet or ""))
        self._sheet_part.setVisible(len(table.sheets) > 1)
        self._show_encodings(table.encoding)

    def _show_encodings(self, found: str | None) -> None:
        self._encoding_part.setVisible(found is not None or self._encoding is not None)
        self.encoding.clear()
        detected = _("Detect")
        if found is not None and self._encoding is None:
            detected = _("Detected: {encoding}").format(encoding=encodings.label(found))
        self.encoding.addItem(detected, None)
        for choice in encodings.CHOICES:
            self.encoding.addItem(_(choice.label), choice.name)
        at = 0 if self._encoding is None else self.encoding.findData(self._encoding)
        self.encoding.setCurrentIndex(max(0, at))

    def _offer_waves(self, title: str) -> None:
        waves = [one.wave for one in self._surveys if casefold(one.title) == casefold(title)]
        shown = self.wave.currentText()
        self.wave.clear()
        self.wave.addItems([wave for wave in dict.fromkeys(waves) if wave])
        self.wave.setEditText(shown)

    # What is said

    @property
    def is_writing(self) -> bool:
        """Whether something is being written that has not been told."""
        return self._calm.isActive()

    def say_name(self) -> None:
        """Tell what is written."""
        self._calm.stop()
        self._offer_waves(self.title.currentText().strip())
        self.named.emit(self.title.currentText().strip(), self.wave.currentText().strip())

    def _read_again(self) -> None:
        self._encoding = self.encoding.currentData()
        self.read_wanted.emit(self.sheet.currentText() or None, self._encoding)


def _named(name: str, field: QWidget, parent: QWidget) -> QWidget:
    """A field with its name before it, which stay together."""
    pair = QWidget(parent)
    label = QLabel(name, pair)
    label.setBuddy(field)
    set_kind(label, "soft")
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, px(6), 0)
    row.setSpacing(px(6))
    row.addWidget(label)
    row.addWidget(field)
    return pair
