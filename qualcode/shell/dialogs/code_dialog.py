"""What a code is and when it is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from qualcode.core.ids import CodeId
from qualcode.core.model import LEVELS, Code
from qualcode.core.model.code import PATH_SEPARATOR
from qualcode.core.model.palette import PALETTE
from qualcode.core.translate import N_, _
from qualcode.shell.dialogs.form import FormDialog
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.codes import shortened
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.colour_grid import ColourMenu
from qualcode.shell.panels.painting import code_icon, px

LEVEL_NAMES: Final = {
    "code": N_("Code"),
    "sub-category": N_("Sub-category"),
    "category": N_("Category"),
    "theme": N_("Theme"),
}
_LONGEST_ITEM = 60


@dataclass(frozen=True)
class CodeDetails:
    """What the dialog was filled in with. A colour of None leaves the choice to the program."""

    name: str
    parent_id: CodeId | None
    colour: str | None
    level: str
    definition: str
    when_to_use: str
    when_not_to_use: str
    example: str


class CodeDialog(FormDialog):
    """A new code, or the description of one that is there."""

    def __init__(
        self,
        codebook: Codebook,
        code: Code | None = None,
        *,
        parent_id: CodeId | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Describe “{name}”").format(name=code.name) if code else _("New code")
        super().__init__(
            shortened(title, _LONGEST_ITEM), _("Save") if code else _("Make code"), parent
        )
        self._code = code
        self._colour = code.colour if code else None
        self.name = QLineEdit(code.name if code else "", self)
        self.under = _parents(codebook, code.parent_id if code else parent_id, self)
        self.colour = self._make_colour()
        self.level = self._make_level(code.level if code else "code")
        self.definition = _Words(code.definition if code else None, 4, self)
        self.when_to_use = _Words(code.when_to_use if code else None, 3, self)
        self.when_not_to_use = _Words(code.when_not_to_use if code else None, 3, self)
        self.example = _Words(code.example if code else None, 3, self)
        self._fill()
        self.resize(px(520), self.sizeHint().height())

    def _fill(self) -> None:
        if self._code is None:
            self.add_field(_("&Name"), self.name)
            self.add_field(_("&Under"), self.under)
            self.add_field(_("Co&lour"), self.colour)
        else:
            for field in (self.name, self.under, self.colour):
                field.hide()  # name, place and colour are changed in the tree
        self.add_field(_("Le&vel"), self.level)
        self.add_field(_("&Definition"), self.definition)
        self.add_field(_("&When to use"), self.when_to_use)
        self.add_field(_("When n&ot to use"), self.when_not_to_use)
        self.add_field(_("&Example"), self.example)
        (self.name if self._code is None else self.definition).setFocus()

    def _make_colour(self) -> QPushButton:
        button = QPushButton(_("Next in the palette"), self)
        button.setAccessibleName(_("Colour"))
        menu = ColourMenu(button)
        menu.chosen.connect(self._set_colour)
        button.setMenu(menu)
        return button

    def _set_colour(self, colour: str) -> None:
        names = {known.light: known.shown_name() for known in PALETTE}
        self._colour = colour
        self.colour.setIcon(code_icon(colour))
        self.colour.setText(names.get(colour, colour))

    def _make_level(self, level: str) -> QComboBox:
        box = QComboBox(self)
        for known in LEVELS:
            box.addItem(_(LEVEL_NAMES[known]), known)
        box.setCurrentIndex(max(0, box.findData(level)))
        return box

    @property
    def details(self) -> CodeDetails:
        """What stands in the fields now."""
        return CodeDetails(
            name=self.name.text(),
            parent_id=self.under.currentData(),
            colour=self._colour,
            level=self.level.currentData(),
            definition=self.definition.toPlainText(),
            when_to_use=self.when_to_use.toPlainText(),
            when_not_to_use=self.when_not_to_use.toPlainText(),
            example=self.example.toPlainText(),
        )

    @called_by_qt
    def accept(self) -> None:
        if not self.name.text().strip():
            self.complain(_("A code needs a name."))
            self.name.setFocus()
            return
        super().accept()

    @classmethod
    def ask(
        cls,
        codebook: Codebook,
        code: Code | None = None,
        *,
        parent_id: CodeId | None = None,
        parent: QWidget | None = None,
    ) -> CodeDetails | None:
        """The details, or None if the user thought better of it."""
        dialog = cls(codebook, code, parent_id=parent_id, parent=parent)
        accepted = dialog.exec() == cls.DialogCode.Accepted
        details = dialog.details
        dialog.deleteLater()
        return details if accepted else None


def _parents(codebook: Codebook, chosen: CodeId | None, parent: QWidget) -> QComboBox:
    """Every code that another can stand under."""
    box = code_box(codebook, parent)
    box.insertItem(0, _("Nothing: at the top"), None)
    box.setCurrentIndex(box.findData(chosen) if chosen else 0)
    return box


def code_box(codebook: Codebook, parent: QWidget) -> QComboBox:
    """A box with every code, by its path; typing in it finds one."""
    box = QComboBox(parent)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(24)
    box.setMaxVisibleItems(18)
    for code in codebook:
        path = PATH_SEPARATOR.join(codebook.path(code.id))
        box.addItem(code_icon(code.colour), shortened(path, 2 * _LONGEST_ITEM), code.id)
        box.setItemData(box.count() - 1, code.name, Qt.ItemDataRole.AccessibleTextRole)
    return box


class _Words(QPlainTextEdit):
    """A field of a few lines, which takes more room if there is."""

    def __init__(self, text: str | None, lines: int, parent: QWidget) -> None:
        super().__init__(text or "", parent)
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setMinimumHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(px(320), self.fontMetrics().lineSpacing() * self._lines + px(20))
