"""An attribute: what it is called, what kind of thing it holds, and what to choose from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from qualcode.core.changes import Changes
from qualcode.core.ids import AttributeId
from qualcode.core.model import ATTRIBUTE_KINDS, Attribute
from qualcode.core.operations.attributes import (
    NewAttribute,
    choices_of,
    create_attribute,
    edit_attribute,
    misfits,
)
from qualcode.core.operations.cell_values import KIND_NAMES
from qualcode.core.translate import _, ngettext
from qualcode.shell.dialogs.form import FormDialog
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind

#: more values than these are counted rather than shown
_MOST_SHOWN = 4


class AttributeDialog(FormDialog):
    """Name, kind and choices. Of a kind that values don't fit, these are said before saving."""

    def __init__(
        self,
        session: Session,
        about: str,
        attribute: Attribute | None = None,
        *,
        name_of: Callable[[str], str] = str,
        parent: QWidget | None = None,
    ) -> None:
        title = _("New attribute") if attribute is None else _("About the attribute")
        super().__init__(title, _("Save"), parent)
        self._session = session
        self._about = about
        self._attribute = attribute
        self._name_of = name_of
        self.made: AttributeId | None = None
        self.name = QLineEdit(attribute.name if attribute else "", self)
        self.name.setPlaceholderText(_("What you want to know, such as Age or Municipality"))
        self.kind = QComboBox(self)
        for kind in ATTRIBUTE_KINDS:
            self.kind.addItem(_(KIND_NAMES[kind]), kind)
        self.kind.setCurrentIndex(self.kind.findData(attribute.kind if attribute else "text"))
        self.choices = QPlainTextEdit(self)
        self.choices.setPlainText("\n".join(choices_of(attribute.choices if attribute else None)))
        self.choices.setPlaceholderText(_("One choice per line"))
        self.choices.setTabChangesFocus(True)
        self.choices.setFixedHeight(px(120))
        self.add_field(_("&Name"), self.name)
        self.add_field(_("&Kind"), self.kind)
        self.add_field(_("C&hoices"), self.choices)
        self.wrong = QLabel(self)
        self.wrong.setWordWrap(True)
        set_kind(self.wrong, "warning")
        self.form.addRow(self.wrong)
        for changed in (self.name.textChanged, self.choices.textChanged):
            changed.connect(self._check)
        self.kind.currentIndexChanged.connect(self._check)
        session.busy_changed.connect(self._check)
        self.set_size(460)
        self._check()

    def _check(self) -> None:
        kind = self.kind.currentData()
        self.form.setRowVisible(self.choices, kind == "choice")
        wrong = self._misfits()
        self.wrong.setText("\n".join(wrong))
        self.wrong.setAccessibleName(self.wrong.text())
        self.form.setRowVisible(self.wrong, bool(wrong))
        named = bool(self.name.text().strip())
        self.accept_button.setEnabled(self._session.can_write and named and not wrong)

    def _misfits(self) -> list[str]:
        """What stands there and does not fit the kind, with where."""
        project, attribute = self._session.project, self._attribute
        if project is None or attribute is None:
            return []
        kind, choices = self.kind.currentData(), self._choices()
        if (kind, tuple(choices)) == (attribute.kind, choices_of(attribute.choices)):
            return []
        found = misfits(project.db, attribute.id, kind, choices)
        lines = [f"{self._name_of(one.about_id)}: {one.reason}" for one in found[:_MOST_SHOWN]]
        more = len(found) - _MOST_SHOWN
        if more > 0:
            lines.append(
                ngettext("and {number} more", "and {number} more", more).format(number=more)
            )
        return lines

    def _choices(self) -> list[str]:
        lines = self.choices.toPlainText().split("\n")
        return [line.strip() for line in lines if line.strip()]

    @called_by_qt
    def accept(self) -> None:
        """Save; where that is refused, say why and stay."""
        self.complain("")
        self._session.refused.connect(self.complain)
        changes = self._save()
        self._session.refused.disconnect(self.complain)
        if changes is not None:
            if self._attribute is None:
                self.made = AttributeId(changes.first("attributes"))
            super().accept()

    def _save(self) -> Changes | None:
        name, kind = self.name.text(), self.kind.currentData()
        if self._attribute is None:
            new = NewAttribute(name, self._about, kind, tuple(self._choices()))
            return self._session.run(create_attribute, new)
        return self._session.run(
            edit_attribute, self._attribute.id, name=name, kind=kind, choices=self._choices()
        )

    @classmethod
    def ask(
        cls,
        session: Session,
        about: str,
        attribute: Attribute | None = None,
        *,
        name_of: Callable[[str], str] = str,
        parent: QWidget | None = None,
    ) -> AttributeId | None:
        """Make an attribute, or change one. Returns the one that was made."""
        dialog = cls(session, about, attribute, name_of=name_of, parent=parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.made
