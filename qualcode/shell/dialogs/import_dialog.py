"""Import: look at each file as it will be stored, decide who speaks, and bring them all in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.importers.file_names import Pattern
from qualcode.core.importers.guide import Guide
from qualcode.core.importers.rules import Rules
from qualcode.core.translate import _
from qualcode.shell.dialogs.import_deciding import Deciding
from qualcode.shell.dialogs.import_file import FilePanel
from qualcode.shell.dialogs.import_foot import Foot
from qualcode.shell.dialogs.import_known import Known
from qualcode.shell.dialogs.import_leaving_out import LeavingOut
from qualcode.shell.dialogs.import_list import FilesList
from qualcode.shell.dialogs.import_margin_known import KnownFinder
from qualcode.shell.dialogs.import_margin_new import NewComments
from qualcode.shell.dialogs.import_planning import CorrectionPlanner
from qualcode.shell.dialogs.import_reader import FilesReader
from qualcode.shell.dialogs.import_side import Side
from qualcode.shell.dialogs.import_tools import ForAllFiles
from qualcode.shell.dialogs.import_work import ImportWork
from qualcode.shell.dialogs.leaving import Leaving
from qualcode.shell.models.import_file import ImportFile
from qualcode.shell.models.import_files import ImportFilesModel
from qualcode.shell.models.speakers import Proposed
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind

_SIZE: Final = (1180, 700)
_LIST_WIDTH: Final = 230


class ImportDialog(QDialog):
    """Files to the left, the chosen one to the right, one main button. Nothing is skipped: a file
    that can't be read must be left out by the user before the others come in.

    Attributes:
        guide: whose questions are looked for in the files.
        foot: what is to be known before, and the main button.
        leaving_out: the buttons below the list.
        files: the list's model.
        panel: the chosen file.
    """

    def __init__(
        self,
        session: Session,
        paths: list[Path],
        parent: QWidget | None = None,
        *,
        folders: Mapping[Path, tuple[str, ...]] = MappingProxyType({}),
        beside: str = "",
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.guide: Guide | None = None
        self.setWindowTitle(_("Import"))
        self.setAccessibleName(_("Import"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._known = Known(session)
        spoken, evaluator = self._known.language, self._known.evaluator
        files = [
            ImportFile.at(path, spoken, folders.get(path, ()), evaluator)
            for path in dict.fromkeys(paths)
        ]
        self.files = ImportFilesModel(files, self)
        self.files.documents_with = self._known.documents_with
        self.files.documents_with_text = self._known.documents_with_text
        self.files.earlier_of = self._known.earlier_of
        self._reader = FilesReader(session, self.files, self)
        self._reader.went_on.connect(self._reading_went_on)
        self._reader.taken.connect(self._taken)
        self._reader.over.connect(self._look_for_known)
        self._finder = KnownFinder(session, self)
        self._finder.found.connect(self._known_found)
        self._new_comments = NewComments(session, self)
        self._new_comments.counted.connect(self._edited)
        self._planner = CorrectionPlanner(session, self)
        self._planner.planned.connect(self._taken)
        self._work = ImportWork(session, self)
        self._work.went_on.connect(self._importing_went_on)
        # The window behind it has much to show anew: that and going are two things for the screen.
        self._work.done.connect(self._imported, Qt.ConnectionType.QueuedConnection)
        self._work.ended.connect(self._nothing_came)
        self._build()
        self.tools.report.beside = beside
        self.beside = QLabel(beside, self)
        self.beside.setWordWrap(True)
        self.beside.setVisible(bool(beside))
        set_kind(self.beside, "soft")
        self._lay_out()
        self.list.setCurrentIndex(self.files.index(0))
        self._reader.read_soon()
        self._show_state()

    @classmethod
    def ask(
        cls,
        session: Session,
        paths: list[Path],
        parent: QWidget | None,
        *,
        folders: Mapping[Path, tuple[str, ...]] = MappingProxyType({}),
        beside: str = "",
    ) -> ImportDialog:
        """Show the files, and import those that the user keeps. Returns at once.

        `folders` says which folders of the project a file may go into, from the top, and `beside`
        what else lies on the disk there, in sentences.
        """
        dialog = cls(session, paths, parent, folders=folders, beside=beside)
        dialog.open()
        QTimer.singleShot(20, dialog, dialog.panel.parts.prepare)
        return dialog

    # Building

    def _build(self) -> None:
        self.list = FilesList(self.files, self)
        self.list.selectionModel().currentChanged.connect(self._file_chosen)
        self.leaving_out = LeavingOut(self.files, self.list, self)
        self.foot = Foot(self)
        self.foot.cancel_button.clicked.connect(self.leave)
        self.foot.import_button.clicked.connect(self.bring_in)
        self._leaving = Leaving(self.foot, self._show_state)
        self.leaving_out.decided.connect(self._leaving.note)
        self.leaving_out.decided.connect(self._edited)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.foot.import_button.click)
        self.panel = FilePanel(lambda: self._known.codes, self._suggestions, self)
        self.panel.leave_out_wanted.connect(self.leaving_out.leave_out)
        self._follow_decisions(Deciding(self.panel, self.files, self.list.current, self))
        self.tools = ForAllFiles(self._session, self.files, lambda: self.current, self)
        self.tools.guide_chosen.connect(self.set_guide)
        self.tools.pattern_chosen.connect(self._read_names)
        self.tools.rules_chosen.connect(self.use_rules)
        self.tools.said.connect(self.foot.say)
        self.tools.decided.connect(self._leaving.note)

    def _follow_decisions(self, deciding: Deciding) -> None:
        deciding.edited.connect(self._edited)
        deciding.to_read.connect(self._read_on)
        deciding.margin_decided.connect(self._look_for_known)
        deciding.carried.connect(self.foot.say)
        deciding.decided.connect(self._leaving.note)

    def _lay_out(self) -> None:
        side = Side(self.list, self.leaving_out, self.tools, self)
        across = QSplitter(Qt.Orientation.Horizontal, self)
        across.addWidget(side)
        across.addWidget(self.panel)
        across.setStretchFactor(1, 1)
        across.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        column.addWidget(across, 1)
        column.addWidget(self.beside)
        column.addWidget(self.foot)
        screen = self.screen().availableSize()
        self.resize(min(px(_SIZE[0]), screen.width()), min(px(_SIZE[1]), screen.height() - px(40)))
        across.setSizes([min(px(_LIST_WIDTH), self.width() // 4), self.width()])
        side.share(self.height())

    # Reading

    def _reading_went_on(self, done: int, total: int, what: str) -> None:
        self._show_state()
        self.foot.show_progress(done, total)
        if what and self._reader.is_busy:
            text = _("Reading {number} of {total}: {file}")
            self.foot.say(text.format(number=done + 1, total=total, file=what))

    def _taken(self, file: ImportFile) -> None:
        if file is self.current:
            self._show_file()

    def _read_on(self) -> None:
        self._reader.read_waiting()
        self._show_state()

    # What is here already

    def _look_for_known(self) -> None:
        """Find out which documents the comments of files belong to."""
        self._finder.look(self.files.files)
        self._show_state()

    def _known_found(self) -> None:
        self._edited()
        self._look_for_known()

    # Names, the guide, and the report

    def _read_names(self, pattern: Pattern | None) -> None:
        """Let every file's name say what it says by this pattern."""
        for file in self.files.files:
            file.read_name(pattern)
        self._edited()

    def set_guide(self, guide: Guide | None) -> None:
        """Look for this guide's questions; None looks for none."""
        self.guide = guide
        self.files.name_guide(self.tools.guide_field.path if guide else None)
        self.files.say_changed()
        for file in self.files.files:
            file.look_for(guide)
        self._reader.read_waiting()
        self._show_state()
        self._show_file()

    def use_rules(self, rules: Rules) -> None:
        """Do with every file what these rules say."""
        for file in self.files.files:
            file.use(rules)
        self._edited()
        self._reader.read_waiting()
        self._show_state()

    # What is shown

    @property
    def current(self) -> ImportFile | None:
        """The file that is looked at."""
        return self.list.current()

    def _file_chosen(self) -> None:
        self._leaving.go_on()
        self._show_file()

    def _show_file(self) -> None:
        self._follow_leaving_out()
        self.tools.names.show_name(self.current.path.stem if self.current else "")
        if self.current is not None:
            self._planner.plan(self.current)
        elsewhere = self.files.labels_beside(self.current) if self.current else []
        self.panel.show_file(
            self.current,
            self._printed(),
            many=len(self.files.files) > 1,
            elsewhere=elsewhere,
        )

    def _printed(self) -> dict[Proposed, str]:
        return self._known.printed(self.files.sheets)

    def _edited(self) -> None:
        self.files.say_changed()
        self._show_file()
        self._show_state()

    @property
    def _is_busy(self) -> bool:
        return self._reader.is_busy or self._finder.is_busy or self._work.is_under_way

    def _show_state(self) -> None:
        self._new_comments.count(self.files.returning)
        self._follow_leaving_out()
        self.foot.show_state(self.files, busy=self._is_busy, can_write=self._session.can_write)
        if not self._is_busy:
            self._leaving.repeat()

    def _follow_leaving_out(self) -> None:
        self.leaving_out.follow(enabled=not self._work.is_under_way)

    # Importing

    def bring_in(self) -> None:
        """Import all files as one operation."""
        new = self.files.new_documents(
            self._printed(), self._known.codes, in_folder=self.tools.makes_folders
        )
        if self._work.start(new, self.guide, self.files.returned()):
            self._enable(shown=False)
            self.foot.say(_("Importing…"))
        self._show_state()

    def _enable(self, *, shown: bool) -> None:
        """Nothing is decided while files come in."""
        for part in (self.panel, self.list, self.tools):
            part.setEnabled(shown)

    def _importing_went_on(self, done: int, total: int, what: str) -> None:
        self.foot.show_progress(done, total)
        self.foot.say(_("Importing {file}").format(file=what))

    def _imported(self) -> None:
        """Go, after the pages have shown what came: each in a moment of its own."""
        QTimer.singleShot(0, self, self._remember_and_go)

    def _remember_and_go(self) -> None:
        self.tools.rules.remember()
        self.accept()

    def _nothing_came(self, why: str) -> None:
        """It was cancelled, or the world failed."""
        self._enable(shown=True)
        self._show_state()
        if why:
            self.foot.say(why, "warning")

    # Leaving

    @called_by_qt
    def reject(self) -> None:
        """By Esc: what was decided is not lost at once."""
        if self._work.is_under_way or self._leaving.may_leave():
            self.leave()

    def leave(self) -> None:
        """Cancel what is going on; an import under way first, and then the dialog itself."""
        if self._work.is_under_way:
            self._work.cancel()
            self.foot.say(_("Stopping…"))
            return
        self._stop_reading()
        super().reject()

    @called_by_qt
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._work.is_under_way:
            event.ignore()
            self.leave()
            return
        if self.isVisible() and not self._leaving.may_leave():
            event.ignore()
            return
        self._stop_reading()
        super().closeEvent(event)

    def _stop_reading(self) -> None:
        for work in (self._reader, self._finder, self._new_comments, self._planner):
            work.stop()

    def _suggestions(self, field: str) -> list[str]:
        return self._known.suggestions(field, self.files.sheets)
