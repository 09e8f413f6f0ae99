"""Several codes become one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from qualcode.core.ids import CodeId
from qualcode.core.report.typography import quoted
from qualcode.core.translate import _, language, ngettext, one_by_one
from qualcode.shell.dialogs.code_dialog import code_box
from qualcode.shell.dialogs.form import FormDialog, sentence
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.codes import CodesModel, shortened
from qualcode.shell.panels.painting import px

_LONGEST_NAME = 80


class MergeDialog(FormDialog):
    """Asks which code is kept, and says what happens to the others."""

    def __init__(
        self, codes: CodesModel, merged: Sequence[CodeId], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Merge codes"), _("Merge"), parent)
        self._codes = codes
        self._merged = list(merged)
        self.into = self._make_box(codes.codebook)
        self.add_field(_("&Keep"), self.into)
        self.outcome = sentence("")
        self.column.insertWidget(1, self.outcome)
        self.into.currentIndexChanged.connect(self._say_outcome)
        self._say_outcome()
        self.setMinimumWidth(px(440))

    def _make_box(self, codebook: Codebook) -> QComboBox:
        """With several codes chosen, one of them; with one chosen, any that isn't under it."""
        box = code_box(codebook, self)
        if len(self._merged) > 1:
            kept = set(self._merged)
        else:
            kept = set(codebook.codes) - set(codebook.subtree(self._merged))
        for row in reversed(range(box.count())):
            if box.itemData(row) not in kept:
                box.removeItem(row)
        box.setCurrentIndex(0)
        return box

    @property
    def into_id(self) -> CodeId | None:
        """The code that is kept."""
        found: CodeId | None = self.into.currentData()
        return found

    @property
    def others(self) -> list[CodeId]:
        """The codes that go."""
        return [code_id for code_id in self._merged if code_id != self.into_id]

    def _say_outcome(self) -> None:
        into = self.into_id
        self.accept_button.setEnabled(into is not None and bool(self.others))
        if into is None:
            self.outcome.setText(_("There is no other code to merge with."))
            return
        codes = self._codes.codebook.codes
        shorter = (shortened(codes[c].name, _LONGEST_NAME) for c in self.others)
        names = ", ".join(quoted(name, language()) for name in shorter)
        sentences = [
            ngettext(
                "{names} goes, and its passages and sub-codes go to “{into}”.",
                "{names} go, and their passages and sub-codes go to “{into}”.",
                len(self.others),
            ).format(names=names, into=shortened(codes[into].name, _LONGEST_NAME)),
            _(
                "Comments and memos are kept. A definition that says something else is added to "
                "the one that stays. It can be undone."
            ),
        ]
        self.outcome.setText(one_by_one(sentences))

    @classmethod
    def ask(
        cls, codes: CodesModel, merged: Sequence[CodeId], parent: QWidget | None = None
    ) -> tuple[CodeId, list[CodeId]] | None:
        """The code that is kept and those that go; None if the user thought better of it."""
        dialog = cls(codes, merged, parent)
        accepted = dialog.exec() == cls.DialogCode.Accepted
        into, others = dialog.into_id, dialog.others
        dialog.deleteLater()
        return (into, others) if accepted and into is not None else None
