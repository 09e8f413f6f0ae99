"""Rules of an import: used as last time or from a file, and saved for next time."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from qualcode.core.errors import ProjectError
from qualcode.core.report.export import save
from qualcode.core.translate import _
from qualcode.shell.dialogs.files import Kind, ask_files, ask_target
from qualcode.shell.remembered import recall, remember
from qualcode.shell.session import Session

SUFFIX: Final = ".json"


class RulesButton(QPushButton):
    """A button with a menu; what rules are of is another's to say.

    Signals:
        chosen(rules): these are to be used.
        said(text, kind): something went wrong, or was done, in a sentence; “soft” or “warning”.
    """

    chosen = Signal(object)
    said = Signal(str, str)
    #: the name under which the last ones are remembered
    remembered_as = ""

    def __init__(self, session: Session, text: str, tip: str, parent: QWidget | None) -> None:
        super().__init__(text, parent)
        self._session = session
        self.setAccessibleName(_("Rules of the import"))
        self.setToolTip(tip)
        self.setAutoDefault(False)
        menu = QMenu(self)
        self.last = menu.addAction(_("As &last time"), self.use_last)
        self.open = menu.addAction(_("From a &file…"), self.ask_open)
        menu.addSeparator()
        self.save = menu.addAction(_("&Save these rules…"), self.ask_save)
        menu.aboutToShow.connect(lambda: self.last.setEnabled(self.last_time() is not None))
        self.setMenu(menu)

    # What rules are

    @abstractmethod
    def file_name(self) -> str:
        """What a file of them is called, unless it is called otherwise."""

    @abstractmethod
    def last_time(self) -> Any:
        """What was remembered, or None."""

    @abstractmethod
    def of_last_time(self, remembered: Any) -> Any:
        """The rules that were remembered; None if there is nothing to use them for."""

    @abstractmethod
    def in_file(self, path: Path) -> Any:
        """The rules in a file; None if there is nothing to use them for."""

    @abstractmethod
    def as_text(self) -> str | None:
        """The rules as they are now, for a file."""

    @abstractmethod
    def to_remember(self) -> Any:
        """The rules as they are now, without what only the project may know."""

    # What is done with them

    def use_last(self) -> None:
        """Do as last time."""
        remembered = self.last_time()
        if remembered is not None:
            self._use(lambda: self.of_last_time(remembered))

    def use(self, path: Path) -> None:
        """Use the rules in a file."""
        self._use(lambda: self.in_file(path))

    def _use(self, found: Any) -> None:
        try:
            rules = found()
        except ProjectError as error:
            self.said.emit(str(error), "warning")
            return
        if rules is not None:
            self.chosen.emit(rules)

    def remembered(self) -> Any:
        return recall(self._session, self.remembered_as)

    def remember(self) -> None:
        """Keep the rules for next time."""
        kept = self.to_remember()
        if kept is not None:
            remember(self._session, **{self.remembered_as: kept})

    def ask_open(self) -> None:
        """Choose a file of rules."""
        title, name = _("Rules of an import"), _("Rules")
        found = ask_files(
            self._session, self, title, name, (SUFFIX,), several=False, kind=Kind.RULES
        )
        if found:
            self.use(found[0])

    def ask_save(self) -> None:
        """Choose where these rules are to be."""
        out = ask_target(
            self._session,
            self,
            _("Save the rules"),
            name=self.file_name(),
            filters={SUFFIX: _("Rules")},
            kind=Kind.RULES,
        )
        if out is not None:
            self.save_to(out)

    def save_to(self, out: Path) -> None:
        """Write the rules as they are now."""
        text = self.as_text()
        if text is None:
            return
        try:
            save(out, text.encode())
        except ProjectError as error:
            self.said.emit(str(error), "warning")
        else:
            self.said.emit(_("“{file}” is written.").format(file=out.name), "soft")
