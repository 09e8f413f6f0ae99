"""While one looks at a plan: its lists, and under them what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.merge.decided import CONFLICT
from qualcode.core.merge.match import SAME_CODE, SAME_CODER
from qualcode.core.translate import _, ngettext
from qualcode.shell.pages.team.merging.conflicts_section import ConflictsSection
from qualcode.shell.pages.team.merging.deciding import Deciding
from qualcode.shell.pages.team.merging.plan_view import PlanView
from qualcode.shell.pages.team.merging.sections import (
    CodesSection,
    DocumentsSection,
    MarksSection,
    MemosSection,
    UnplacedSection,
)
from qualcode.shell.pages.team.merging.words import merge_button, new_words
from qualcode.shell.pages.team.parts import Section
from qualcode.shell.pages.team.scrolled import scrolled
from qualcode.shell.pages.team.work_line import WorkLine
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind


class LookingView(QWidget):
    """Attributes: sections: the lists, by key; gone: what colleagues deleted, among them; report, cancel, merge: the buttons; notice: why it
    can't be done; work: how far it is.

    Signals: section_wanted(key): one of the lists is to be shown.
    """

    section_wanted = Signal(str)

    def __init__(self, deciding: Deciding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deciding = deciding
        self._stack = QStackedWidget(self)
        self.plan = PlanView(deciding, self._stack)
        marks = MarksSection(deciding, self._stack)
        self.gone = marks.gone
        self.sections: dict[str, QWidget] = {
            "plan": self.plan,
            "documents": DocumentsSection(deciding, self._stack),
            "codes": CodesSection(deciding, self._stack),
            "marks": marks,
            "conflicts": ConflictsSection(deciding, self._stack),
            "unplaced": UnplacedSection(deciding, self._stack),
            "memos": MemosSection(deciding, self._stack),
        }
        self._shown = {
            key: section if section is self.plan else scrolled(section, self._stack)
            for key, section in self.sections.items()
        }
        for shown in self._shown.values():
            self._stack.addWidget(shown)
        self.notice = Notice(self)
        self.work = WorkLine(self)
        self.report = QPushButton(_("&Save the plan…"), self)
        self.cancel = QPushButton(_("Ca&ncel"), self)
        self.merge = QPushButton(_("&Merge"), self)
        set_kind(self.merge, "primary")
        self._arrange()
        self.plan.section_wanted.connect(self.section_wanted)
        self.setFocusProxy(self.plan)

    def _arrange(self) -> None:
        self.kept = QLabel(_("A copy of the project is kept before the merge."), self)
        set_kind(self.kept, "label")
        self.kept.setWordWrap(True)
        self.kept.setAlignment(Qt.AlignmentFlag.AlignRight)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        for button in (self.report, self.cancel, self.merge):
            buttons.addWidget(button)
        line = QFrame(self)
        set_kind(line, "line")
        line.setFixedHeight(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(14), px(8), px(14), px(12))
        foot.setSpacing(px(6))
        foot.addWidget(self.work)
        foot.addWidget(self.kept)
        foot.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self._stack, 1)
        column.addWidget(line)
        column.addLayout(foot)

    @property
    def current(self) -> str:
        """The key of the list that is shown."""
        shown = self._stack.currentWidget()
        return next(key for key, one in self._shown.items() if one is shown)

    def rows(self) -> list[Section]:
        """Its lists as rows of the list of parts, with what is in them."""
        looked, deciding = self._deciding.looked, self._deciding
        if looked is None:
            return []
        counts = looked.plan.counts
        asked = deciding.open(SAME_CODE, SAME_CODER)
        suggested = ngettext("{number} suggestion", "{number} suggestions", asked)
        open_ = deciding.open()
        conflicts = deciding.open(CONFLICT)
        unplaced = counts["segments"].unplaced
        to_decide = ngettext("{number} to decide", "{number} to decide", open_)
        return [
            Section("plan", _("Plan"), to_decide.format(number=open_) if open_ else ""),
            Section("documents", _("Documents"), str(counts["documents"].after)),
            Section("codes", _("Codes"), suggested.format(number=asked) if asked else ""),
            Section("marks", _("Marks"), new_words("codings", looked.plan)),
            Section("conflicts", _("Conflicts"), str(conflicts), warns=conflicts > 0),
            Section("unplaced", _("Unplaced"), str(unplaced), warns=unplaced > 0),
            Section("memos", _("Memos"), new_words("memos", looked.plan)),
        ]

    def show_section(self, key: str) -> None:
        """Show one of the lists."""
        if key in self.sections:
            self._stack.setCurrentWidget(self._shown[key])

    def refresh(self, why_not: str, *, is_working: bool) -> None:
        """What can be done now."""
        looked = self._deciding.looked
        decided = bool(self._deciding.answers)
        nothing = looked is None or (looked.plan.is_empty and not decided)
        self.merge.setEnabled(not why_not and not is_working and not nothing)
        self.merge.setToolTip(why_not)
        self.kept.setVisible(not nothing)
        self.cancel.setEnabled(not is_working)
        self.report.setEnabled(not is_working)
        if looked is not None:
            self.merge.setText(merge_button(looked))
            self.merge.setAccessibleName(merge_button(looked).replace("&", ""))
