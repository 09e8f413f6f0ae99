"""What was changed on both sides, in a list of a plan, and what did not go through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from qualcode.core.merge.combine import TOGETHER
from qualcode.core.merge.decided import CONFLICT
from qualcode.core.merge.kept import KeptTogether, kept_together
from qualcode.core.merge.plan import ConflictLine, Plan, UndoneLine
from qualcode.core.merge.told import told_values
from qualcode.core.operations.steps import field_name
from qualcode.core.report.merge_sentences import kept_parts
from qualcode.core.report.merge_texts import all_of, beside_words
from qualcode.core.translate import _
from qualcode.shell.pages.team.merging.asked import Asked
from qualcode.shell.pages.team.merging.deciding import Deciding
from qualcode.shell.pages.team.merging.listed import Listed
from qualcode.shell.pages.team.merging.question import Looked
from qualcode.shell.pages.team.merging.section import Section, thing
from qualcode.shell.pages.team.plain_table import Row


class ConflictsSection(Section):
    """What was changed on both sides, and deletions that did not go through."""

    def __init__(self, deciding: Deciding, parent: QWidget) -> None:
        super().__init__(
            _("Conflicts"),
            _("What two evaluators changed without knowing of each other."),
            deciding,
            parent,
        )
        self.asked = Asked(deciding, CONFLICT, self)
        self.told = Listed(
            _("Different in things that are the same"),
            "",
            (_("What"), _("Stands"), _("The other")),
            self,
        )
        self.kept = Listed(
            _("Deleted by one, used by another: kept"),
            _("Nothing that somebody deleted is used by somebody else."),
            (_("What"), _("Deleted by"), _("Where"), _("Kept with it")),
            self,
        )
        self.column.addWidget(self.asked, 3)
        self.beside = Listed(
            _("Changed beside each other: look at these after the merge"),
            "",
            (_("Document"), _("Evaluators"), _("What stands there")),
            self,
        )
        self.undone = Listed(
            _("Undone by one, held by another: an undo is no deletion"),
            "",
            (_("What"), _("Undone by"), _("Where"), _("What becomes of it")),
            self,
        )
        self.column.addWidget(self.told, 1)
        self.column.addWidget(self.beside, 1)
        self.column.addWidget(self.kept, 1)
        self.column.addWidget(self.undone, 1)
        self.column.addStretch(0)

    def follow(self, looked: Looked) -> None:
        self.asked.setVisible(bool(self.deciding.questions[CONFLICT]))
        told = [
            Row((_about(line.what, line.columns), *_stands_and_not(line)), line.row_id)
            for file in looked.plan.files
            for line in file.conflicts
            if not line.can_decide
        ]
        self.told.show_rows(told)
        self.told.setVisible(bool(told))
        self._show_beside(looked.plan)
        self.kept.show_rows(
            [
                _kept(one, file.file)
                for file in looked.plan.files
                for one in kept_together(file.kept)
            ]
        )
        undone = [_undone(one, file.file) for file in looked.plan.files for one in file.undone]
        self.undone.show_rows(undone)
        self.undone.setVisible(bool(undone))

    def _show_beside(self, plan: Plan) -> None:
        rows = [
            Row((line.what, all_of(one.coders), beside_words(one)), line.row_id)
            for file in plan.files
            for line in file.conflicts
            for one in line.beside
        ]
        self.beside.show_rows(rows)
        self.beside.setVisible(bool(rows))


def _about(what: str, columns: Sequence[str]) -> str:
    fields = ", ".join(filter(None, map(field_name, columns)))
    return _("{thing}: {fields}").format(thing=what, fields=fields) if fields else what


def _stands_and_not(line: ConflictLine) -> tuple[str, str]:
    """The value that stands, and the other; of a text in which both do, both."""
    ours, theirs = (_values(told_values(line, side)) for side in (0, 1))
    if line.taken == TOGETHER:
        return _("{one}; {other}").format(one=ours, other=theirs), _values(())
    return (theirs, ours) if line.taken == 1 else (ours, theirs)


def _values(values: Sequence[object]) -> str:
    return " · ".join(str(value) for value in values if value not in (None, "")) or "–"


def _kept(kept: KeptTogether, file: str) -> Row:
    line = kept.first
    where = _where(file, here=line.deleted_here)
    what = f"{line.what} ({kept.number})" if kept.number > 1 else line.what
    kind = thing(line.table)
    what = _("{kind}: {thing}").format(kind=kind, thing=what) if kind else what
    return Row((what, line.deleted_by, where, kept_parts(kept)), line.row_id)


def _undone(line: UndoneLine, file: str) -> Row:
    becomes = (
        _("It comes back, for the file has it.")
        if line.here
        else _("It stays: delete it if it is to go.")
    )
    return Row((line.what, line.coder, _where(file, here=line.here), becomes), line.entry_id)


def _where(file: str, *, here: bool) -> str:
    return _("in your project") if here else _("in “{file}”").format(file=file)
