"""Before a merge: which files."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from qualcode.core.translate import _, ngettext
from qualcode.shell.pages.team.work_line import WorkLine
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import set_kind


class StartView(QWidget):
    """Attributes: choose: the button; again: the one that goes on where one left; notice: why
    files could not be looked at; work: how far it is.

    Signals: choose_wanted(), again_wanted().
    """

    choose_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(_("Merge colleagues’ work"), self)
        set_kind(self.title, "title")
        self.sentence = QLabel(
            _(
                "Choose one or several projects: copies that were handed out, or projects that began "
                "on their own. You see first what they would bring; nothing is written until you say "
                "so, and it can be undone."
            ),
            self,
        )
        self.drop = QLabel(_("You can also drop the files here."), self)
        for label in (self.sentence, self.drop):
            label.setWordWrap(True)
            set_kind(label, "soft")
        self.choose = QPushButton(_("Ch&oose files…"), self)
        set_kind(self.choose, "primary")
        self.choose.clicked.connect(self.choose_wanted)
        self.again = QPushButton(self)
        self.again.clicked.connect(self.again_wanted)
        self.again.hide()
        self.notice = Notice(self)
        self.work = WorkLine(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(34), px(28), px(34), px(20))
        column.setSpacing(px(10))
        column.addWidget(self.title)
        column.addWidget(self.sentence)
        column.addSpacing(px(6))
        column.addWidget(self.notice)
        for button in (self.choose, self.again):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.drop)
        column.addWidget(self.work)
        column.addStretch(1)
        self.setFocusProxy(self.choose)

    def refresh(self, why_not: str, *, is_working: bool) -> None:
        """What can be done now."""
        self.choose.setEnabled(not why_not and not is_working)
        self.choose.setToolTip(why_not)
        self.again.setEnabled(self.choose.isEnabled())

    def offer_again(self, names: Sequence[str]) -> None:
        """Offer to go on with the files one was looking at."""
        self.again.setVisible(bool(names))
        if names:
            more = len(names) - 1
            words = ngettext(
                "Go on with “{file}” and {number} more",
                "Go on with “{file}” and {number} more",
                more,
            )
            words = words if more else _("Go on with “{file}”")
            self.again.setText(words.format(file=names[0], number=more).replace("&", "&&"))
