"""A dialog with fields under one another, a complaint in its place, and two buttons."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.translate import _
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.form_button import form_button
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind


class FormDialog(QDialog):
    """Fields with labels beside them, and buttons in the program's own language.

    Attributes:
        column: the layout; add what is no field here.
        form: the fields.
        accept_button: the one main button.
    """

    def __init__(
        self, title: str, accept: str, parent: QWidget | None = None, *, explanation: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 18, 20, 18)
        self.column.setSpacing(14)
        if explanation:
            self.column.addWidget(sentence(explanation))
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(14)
        self.form.setVerticalSpacing(10)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.column.addLayout(self.form)
        self._complaint = QLabel(self)
        self._complaint.setWordWrap(True)
        self._complaint.hide()
        set_kind(self._complaint, "warning")
        self.column.addWidget(self._complaint)
        self.column.addStretch(0)  # what grows in a dialog takes the room first
        self._arranged = False
        self._buttons = QDialogButtonBox(self)
        self.accept_button = self.add_button(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setDefault(True)
        self.cancel_button = self.add_button(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.column.addWidget(self._buttons)

    def add_button(self, text: str, role: QDialogButtonBox.ButtonRole) -> QPushButton:
        """One more button at the bottom."""
        button = form_button(text, self)
        self._buttons.addButton(button, role)
        return button

    @called_by_qt
    def setVisible(self, visible: bool) -> None:
        """Before it is shown: Tab goes through the fields first, then to the buttons."""
        if visible and not self._arranged:
            # Taken out and put in again, they come last in the order of Tab.
            self._buttons.setParent(None)
            self._buttons.setParent(self)
            self.column.addWidget(self._buttons)
            self._arranged = True
        super().setVisible(visible)

    def add_field(self, label: str, field: QWidget) -> None:
        """A field, named for screen readers as its label names it."""
        name = QLabel(label, self)
        name.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(label.replace("&", ""))
        self.form.addRow(name, field)

    def set_size(self, width: int, height: int = 0) -> None:
        """Open as large as this at normal text size, and always large enough for what is in it."""
        wide = px(width)
        tall = max(px(height), self.column.totalHeightForWidth(wide))
        self.resize(QSize(wide, tall).boundedTo(self.screen().availableSize()))

    def complain(self, text: str) -> None:
        """Say what is wrong, where the fields are; an empty text takes it away."""
        self._complaint.setText(text)
        self._complaint.setAccessibleName(text)
        self._complaint.setVisible(bool(text))


def sentence(text: str, kind: str = "soft") -> QLabel:
    """A label that wraps."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setMinimumWidth(px(320))
    set_kind(label, kind)
    return label
