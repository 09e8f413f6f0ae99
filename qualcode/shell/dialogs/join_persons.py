"""Several who are one and the same: which of them stays."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from qualcode.core.ids import PersonId
from qualcode.core.translate import _
from qualcode.shell.dialogs.form import FormDialog


class JoinDialog(FormDialog):
    """Asks which person to keep; the others' turns become theirs."""

    def __init__(
        self, persons: Sequence[tuple[PersonId, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Join persons"),
            _("&Join"),
            parent,
            explanation=_(
                "They become one person, who is counted once. Whom do you keep? What is not said "
                "of that person, such as the role, is taken from the others. It can be undone."
            ),
        )
        self._ids = [person_id for person_id, _said in persons]
        self.choices = QButtonGroup(self)
        for number, (_id, said) in enumerate(persons):
            choice = QRadioButton(said.replace("&", "&&"), self)
            choice.setAccessibleName(said)
            choice.setChecked(number == 0)
            self.choices.addButton(choice, number)
            self.form.addRow(choice)
        self.choices.button(0).setFocus()

    def answer(self) -> PersonId:
        return self._ids[self.choices.checkedId()]

    @classmethod
    def ask(
        cls, persons: Sequence[tuple[PersonId, str]], parent: QWidget | None
    ) -> PersonId | None:
        """The one to keep, or None if they stay apart. Each comes with what tells them apart."""
        dialog = cls(persons, parent)
        accepted = dialog.exec()
        dialog.deleteLater()
        return dialog.answer() if accepted else None
