"""After a merge: what happened, with counts, and the ways from here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from qualcode.core.merge.apply import Merged
from qualcode.core.translate import _, ngettext, one_by_one
from qualcode.shell.pages.team.merging.gone import GoneMarks
from qualcode.shell.pages.team.merging.question import Looked
from qualcode.shell.pages.team.merging.words import (
    count_headings,
    count_rows,
    new_marks,
    undone_words,
)
from qualcode.shell.pages.team.plain_table import PlainTable
from qualcode.shell.pages.team.scrolled import Scrolled
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind


class DoneView(Scrolled):
    """Attributes: report, undo, place, history, more: the buttons; counts: the table; notice: what
    is told of them.

    Signals: report_wanted(), undo_wanted(), place_wanted(), history_wanted(), more_wanted().
    """

    report_wanted = Signal()
    undo_wanted = Signal()
    place_wanted = Signal()
    history_wanted = Signal()
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: tuple[Merged, Looked] | None = None
        self._is_undone = False
        self.setAccessibleName(_("What the merge did"))
        holder = QWidget(self)
        self.title = QLabel(holder)
        set_kind(self.title, "title")
        self.sentence = QLabel(holder)
        set_kind(self.sentence, "soft")
        self.backup = QLabel(holder)
        set_kind(self.backup, "soft")
        for label in (self.title, self.sentence, self.backup):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.notice = Notice(holder)
        self.counts = PlainTable(_("What became of the project"), ("",), holder)
        self.counts.is_whole = True
        self.report = QPushButton(_("Save the &report…"), holder)
        set_kind(self.report, "primary")
        self.undo = QPushButton(_("&Undo the merge"), holder)
        self.place = QPushButton(holder)
        self.history = QPushButton(_("Show the histor&y"), holder)
        self.more = QPushButton(_("Merge &more…"), holder)
        wanted = {
            self.report: self.report_wanted,
            self.place: self.place_wanted,
            self.undo: self.undo_wanted,
            self.history: self.history_wanted,
            self.more: self.more_wanted,
        }
        row = QWidget(holder)
        buttons = FlowLayout(row, spacing=px(8))
        for button, signal in wanted.items():
            button.clicked.connect(signal)
            buttons.addWidget(button)
        self.gone = GoneMarks(holder, is_done=True)
        column = QVBoxLayout(holder)
        column.setContentsMargins(px(34), px(28), px(34), px(20))
        column.setSpacing(px(10))
        for part in (self.title, self.sentence, self.notice, self.counts, self.backup, row):
            column.addWidget(part)
        column.addWidget(self.gone)
        column.addStretch(1)
        self.hold(holder)
        self.setFocusProxy(self.report)

    def show_merged(self, merged: Merged, looked: Looked) -> None:
        """Tell what was done."""
        self._told, self._is_undone = (merged, looked), False
        self.verticalScrollBar().setValue(0)
        self.notice.clear()
        nothing = merged.plan.shows_nothing
        self.title.setText(_("There was nothing new") if nothing else _("The work is merged"))
        told = _nothing_came(merged) if nothing else _what_came(merged)
        self.sentence.setText("\n".join(filter(None, (told, undone_words(looked)))))
        self.counts.set_headings(count_headings(looked, done=True), ())
        self.counts.show_rows(count_rows(looked, None))
        self.backup.setVisible(merged.backup is not None)
        if merged.backup is not None:
            self.backup.setText(
                _("A copy of the project as it was is kept: {file}").format(file=merged.backup.name)
            )
        self.counts.setVisible(not nothing)
        self.report.show()
        self.gone.show_marks(looked)
        self.undo.setVisible(bool(merged.changes.entry_id))
        self.undo.setEnabled(True)

    def show_unplaced(self, number: int) -> None:
        """How many passages of the project wait for their place: as many as there are to be placed,
        whether this merge left them or an earlier one."""
        self.place.setVisible(number > 0 and not self._is_undone)
        words = ngettext("P&lace {number} passage…", "P&lace {number} passages…", number)
        self.place.setText(words.format(number=number))

    def refresh(self, *, can_undo: bool, can_write: bool) -> None:
        """What can be done now."""
        self.undo.setEnabled(can_undo and not self._is_undone)
        self.gone.refresh(can_write=can_write)

    def with_gone(self) -> Looked | None:
        """What was found of the merge that is told of, if colleagues had deleted any of it."""
        if self._told is None or self._is_undone:
            return None
        return self._told[1] if any(file.gone for file in self._told[1].plan.files) else None

    def show_brought_back(self, looked: Looked, back: frozenset[str]) -> None:
        """What colleagues deleted, but for what is back; of the merge of which this was found."""
        if looked is self.with_gone():
            self.gone.show_marks(looked, back)

    def show_undone(self) -> None:
        """Somebody took the merge back."""
        self._is_undone = True
        self.title.setText(_("The merge is undone"))
        self.sentence.setText(_("Your project is as it was before. You can merge again."))
        self.undo.setEnabled(False)
        for part in (self.counts, self.report, self.place, self.gone):
            part.hide()  # it tells of what is no longer so
        self.notice.clear()

    def show_done_again(self) -> None:
        """What was taken back stands again."""
        if self._is_undone and self._told is not None:
            self.show_merged(*self._told)


def _nothing_came(merged: Merged) -> str:
    if merged.plan.is_empty:
        return _("All of it was in your project already. Nothing was changed.")
    return _(
        "All that stands in it was in your project already. What was done on the way is in the "
        "history now."
    )


def _what_came(merged: Merged) -> str:
    count = merged.plan.counts
    documents, codes, memos = (count[table].added for table in ("documents", "codes", "memos"))
    found = {
        ngettext("{number} document", "{number} documents", documents): documents,
        ngettext("{number} code", "{number} codes", codes): codes,
        ngettext("{number} memo", "{number} memos", memos): memos,
    }
    marks = new_marks(merged.plan)
    came = ngettext("{number} mark", "{number} marks", marks)
    things = [
        words.format(number=number) for words, number in {came: marks, **found}.items() if number
    ]
    told = _("What was changed came in. Everything keeps its author.")
    if things:
        told = _("New: {things}. Everything keeps its author.").format(things=", ".join(things))
    if not merged.replaced_names:
        return told
    return one_by_one(
        [told, _("In what came in names were replaced; undoing takes that back too.")]
    )
