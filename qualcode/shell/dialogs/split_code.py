"""Some passages of a code are taken out into a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from qualcode.core.ids import CodingId, DocumentId
from qualcode.core.model import Code
from qualcode.core.store.codings import Mark
from qualcode.core.translate import _, ngettext
from qualcode.shell.dialogs.form import FormDialog, sentence
from qualcode.shell.models.codes import shortened
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import px

_LONGEST_QUOTE = 160
_LONGEST_TIP = 1200
_CODING = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Split:
    """The new code's name, whether it stands under the old one, and the passages it takes."""

    name: str
    under_old: bool
    codings: tuple[CodingId, ...]


class SplitDialog(FormDialog):
    """The passages of a code, to be ticked."""

    def __init__(
        self,
        code: Code,
        marks: Sequence[Mark],
        titles: Mapping[DocumentId, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("Split “{name}”").format(name=shortened(code.name, 60)), _("Split"), parent
        )
        explanation = sentence(
            _(
                "Tick the marks that get a new code. They leave this one. Each evaluator’s mark "
                "on a passage stands by itself. It can be undone."
            )
        )
        self.column.insertWidget(0, explanation)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(_("Name of the new code"))
        self.add_field(_("&New code"), self.name)
        self.under = QCheckBox(_("Put it &under “{name}”").format(name=shortened(code.name, 60)))
        self.form.addRow("", self.under)
        self.list = self._make_list(marks, titles)
        self.column.insertWidget(2, self.list, 1)
        self.count = QLabel(self)
        self.count.setProperty("kind", "soft")
        self.column.insertWidget(3, self.count)
        self.list.itemChanged.connect(lambda _item: self._show_count())
        self._show_count()
        self.name.setFocus()
        self.resize(px(560), px(520))

    def _make_list(self, marks: Sequence[Mark], titles: Mapping[DocumentId, str]) -> QListWidget:
        view = QListWidget(self)
        view.setAccessibleName(_("Marks"))
        view.setWordWrap(True)
        view.setSpacing(px(3))
        view.setProperty("kind", "ground")
        view.setMinimumSize(QSize(px(320), px(160)))
        for mark in marks:
            title = titles.get(mark.segment.document_id, "")
            quote = " ".join(mark.segment.quote.split())
            item = QListWidgetItem(f"{shortened(quote, _LONGEST_QUOTE)}\n{title}", view)
            item.setToolTip(shortened(mark.segment.quote, _LONGEST_TIP))
            item.setData(_CODING, mark.coding.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        return view

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    @property
    def ticked(self) -> tuple[CodingId, ...]:
        """The codings of the ticked passages."""
        checked = Qt.CheckState.Checked
        return tuple(item.data(_CODING) for item in self._items() if item.checkState() == checked)

    def _show_count(self) -> None:
        number = len(self.ticked)
        words = ngettext("{number} of {all} mark", "{number} of {all} marks", len(self._items()))
        self.count.setText(words.format(number=number, all=self.list.count()))
        self.accept_button.setEnabled(number > 0)

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
        code: Code,
        marks: Sequence[Mark],
        titles: Mapping[DocumentId, str],
        parent: QWidget | None = None,
    ) -> Split | None:
        """How to split; None if the user thought better of it."""
        dialog = cls(code, marks, titles, parent)
        accepted = dialog.exec() == cls.DialogCode.Accepted
        split = Split(dialog.name.text(), dialog.under.isChecked(), dialog.ticked)
        dialog.deleteLater()
        return split if accepted else None
