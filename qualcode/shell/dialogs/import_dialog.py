"""Import: look at each file as it will be stored, decide who speaks, and bring them all in."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.changes import Changes
from qualcode.core.ids import DocumentId
from qualcode.core.importers.file_names import Pattern
from qualcode.core.importers.guide import Guide
from qualcode.core.importers.rules import Rules
from qualcode.core.operations.correction_plan import CorrectionPlan
from qualcode.core.report.imported import FORMATS
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store
from qualcode.core.translate import _, language, ngettext
from qualcode.shell.dialogs.files import ask_target
from qualcode.shell.dialogs.import_fate import sentence_of
from qualcode.shell.dialogs.import_file import FilePanel
from qualcode.shell.dialogs.import_guide import GuideField
from qualcode.shell.dialogs.import_list import FileDelegate
from qualcode.shell.dialogs.import_names import NamesField
from qualcode.shell.dialogs.import_reader import FilesReader
from qualcode.shell.dialogs.import_reading import bring_in, plan
from qualcode.shell.dialogs.import_report import line_of, write_report
from qualcode.shell.dialogs.import_rules import RulesButton
from qualcode.shell.jobs import Job
from qualcode.shell.models.import_files import (
    BRING_IN,
    CORRECT,
    LEAVE,
    ImportFile,
    ImportFilesModel,
)
from qualcode.shell.models.speakers import Proposed, pseudonyms_of, speakers_said
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind

_SIZE: Final = (1180, 700)
_LIST_WIDTH: Final = 230
_LEAST_FILES: Final = 110
_TOOLS: Final = 280


class ImportDialog(QDialog):
    """Files to the left, the chosen one to the right, one main button. Nothing is skipped: a file
    that can't be read must be left out by the user before the others come in.

    Attributes:
        guide: whose questions are looked for in the files.
        files: the list's model.
        panel: the chosen file.
    """

    def __init__(self, session: Session, paths: list[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._importing: Job | None = None
        self._failure = ""
        self.guide: Guide | None = None
        self.setWindowTitle(_("Import"))
        self.setAccessibleName(_("Import"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        language = session.project.info.language if session.project else "en"
        files = [ImportFile.at(path, language) for path in dict.fromkeys(paths)]
        self.files = ImportFilesModel(files, self)
        self.files.documents_with = self._documents_with
        self.files.earlier_of = self._earlier_of
        self._taken_names = self._pseudonyms_taken()
        self._reader = FilesReader(session, self.files, self)
        self._reader.went_on.connect(self._reading_went_on)
        self._reader.taken.connect(self._taken)
        self._reader.over.connect(self._show_state)
        self._build()
        self._lay_out()
        self.list.setCurrentIndex(self.files.index(0))
        self._reader.read_waiting()
        self._show_state()

    @classmethod
    def ask(cls, session: Session, paths: list[Path], parent: QWidget | None) -> ImportDialog:
        """Show the files, and import those that the user keeps. Returns at once."""
        dialog = cls(session, paths, parent)
        dialog.open()
        return dialog

    # Building

    def _build(self) -> None:
        self.list = QListView(self)
        self.list.setAccessibleName(_("Files"))
        self.list.setModel(self.files)
        self.list.setItemDelegate(FileDelegate(self.list))
        self.list.selectionModel().currentChanged.connect(self._file_chosen)
        leave = QShortcut(QKeySequence.StandardKey.Delete, self.list)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self.leave_out)
        self.panel = FilePanel(self)
        self.panel.edited.connect(self._edited)
        self.panel.encoding_chosen.connect(self._read_again)
        self.panel.removals_chosen.connect(self._remove)
        self.panel.fate_chosen.connect(self._decide)
        self.panel.for_all_wanted.connect(self._use_for_all)
        self.panel.leave_out_wanted.connect(self.leave_out)
        self.panel.speakers.model.suggestions = self._suggestions
        self.guide_field = GuideField(self._session, self)
        self.guide_field.chosen.connect(self.set_guide)
        self.guide_field.refused.connect(lambda text: self._say(text, "warning"))
        self.names = NamesField([file.path.stem for file in self.files.files], self)
        self.names.changed.connect(self._read_names)
        self.rules = RulesButton(self._session, self._rules_now, self)
        self.rules.chosen.connect(self.use_rules)
        self.rules.said.connect(lambda text: self._say(text, "warning"))
        self.report_button = self._button(_("Save a &report…"), self.ask_report)
        self.report_button.setToolTip(
            _("One line for each file: what was found, what is doubtful, what can’t be read")
        )
        self.leave_out_button = self._button(_("&Leave it out"), self.leave_out)
        self.state = self._sentence("soft")
        self.warning = self._sentence("warning")
        self.bar = QProgressBar(self)
        self.bar.setAccessibleName(_("Progress"))
        self.cancel_button = self._button(_("Cancel"), self.reject)
        self.import_button = self._button("", self.bring_in)
        set_kind(self.import_button, "primary")
        self.import_button.setDefault(True)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.import_button.click)

    def _button(self, text: str, run: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text.replace("&", ""))
        button.setAutoDefault(False)
        button.clicked.connect(run)
        return button

    def _sentence(self, kind: str) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(label, kind)
        return label

    def _side(self) -> QSplitter:
        """The files, and below them what is done with all of them, which scrolls where room is
        short."""
        files, tools = QWidget(self), QWidget(self)
        for part in (files, tools):
            set_kind(part, "panel")
        heading = QLabel(_("Files"), files)
        heading.setBuddy(self.list)
        set_kind(heading, "caption")
        above = QVBoxLayout(files)
        above.setContentsMargins(0, 0, 12, 8)
        above.addWidget(heading)
        above.addWidget(self.list, 1)
        above.addWidget(self.leave_out_button)
        below = QVBoxLayout(tools)
        below.setContentsMargins(0, 0, 12, 0)
        below.setSpacing(px(8))
        for widget in (self.names, self.guide_field, self.rules, self.report_button):
            below.addWidget(widget)
        below.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setAccessibleName(_("For all files"))
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(tools)
        side = QSplitter(Qt.Orientation.Vertical, self)
        side.addWidget(files)
        side.addWidget(scroll)
        side.setStretchFactor(0, 1)
        side.setChildrenCollapsible(False)
        files.setMinimumHeight(px(_LEAST_FILES))
        return side

    def _lay_out(self) -> None:
        side = self._side()
        across = QSplitter(Qt.Orientation.Horizontal, self)
        across.addWidget(side)
        across.addWidget(self.panel)
        across.setStretchFactor(1, 1)
        across.setChildrenCollapsible(False)
        bottom = QHBoxLayout()
        bottom.setSpacing(10)
        bottom.addWidget(self.state, 2)
        bottom.addWidget(self.warning, 2)
        bottom.addWidget(self.bar, 1)
        bottom.addWidget(self.cancel_button)
        bottom.addWidget(self.import_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        column.addWidget(across, 1)
        column.addLayout(bottom)
        screen = self.screen().availableSize()
        self.resize(min(px(_SIZE[0]), screen.width()), min(px(_SIZE[1]), screen.height() - px(40)))
        across.setSizes([min(px(_LIST_WIDTH), self.width() // 4), self.width()])
        room = min(px(_TOOLS), self.height() // 2)
        side.setSizes([self.height() - room, room])

    # Reading

    def _reading_went_on(self, done: int, total: int, what: str) -> None:
        self._show_state()
        self._show_progress(done, total)
        if what and self._reader.is_busy:
            text = _("Reading {number} of {total}: {file}")
            self._say(text.format(number=done + 1, total=total, file=what))

    def _taken(self, file: ImportFile) -> None:
        if file is self.current:
            self._show_file()

    def _read_again(self, encoding: str | None) -> None:
        file = self.current
        if file is not None and file.encoding != encoding:
            file.read_again(encoding)
            self.files.say_changed()
            self._show_file()
            self._reader.read_waiting()
            self._show_state()

    def _remove(self, kinds: frozenset[str]) -> None:
        file = self.current
        if file is not None and file.removed != kinds:
            file.remove(kinds)
            self._reader.read_waiting()
            self._show_state()

    # What is here already

    def _decide(self, fate: str) -> None:
        """Leave the current file out, bring it in, or correct a document with it."""
        file = self.current
        if file is None:
            return
        file.choice = fate
        self._edited()
        if fate == CORRECT and file.earlier and file.transcript and not file.planned:
            job = self._session.start_reading(
                _("Comparing two versions…"), plan, file.earlier[0], file.transcript
            )
            if job is not None:
                job.done.connect(partial(self._planned, file))

    def _planned(self, file: ImportFile, found: CorrectionPlan) -> None:
        file.planned = sentence_of(found)
        if file is self.current:
            self._show_file()

    # Names, the guide, and the report

    def _read_names(self, pattern: Pattern | None) -> None:
        """Let every file's name say what it says by this pattern."""
        for file in self.files.files:
            file.read_name(pattern)
        self._edited()

    def set_guide(self, guide: Guide | None) -> None:
        """Look for this guide's questions; None looks for none."""
        self.guide = guide
        for file in self.files.files:
            file.look_for(guide)
        self._reader.read_waiting()
        self._show_state()
        self._show_file()

    def _rules_now(self) -> Rules:
        """What is done with the file that is looked at, as rules for others."""
        file = self.current
        return Rules(
            kind=file.kind if file and file.kind_chosen else None,
            language=file.language if file and file.language_chosen else None,
            encoding=file.encoding if file else None,
            pattern=self.names.field.text() if self.names.pattern else "",
            remove=tuple(sorted(file.removed)) if file else (),
            guide=str(self.guide_field.path or ""),
            speakers=speakers_said([sheet for one in self.files.files if (sheet := one.sheet)]),
            no_speakers=bool(file and file.sheet and file.sheet.nobody),
        )

    def use_rules(self, rules: Rules) -> None:
        """Do with every file what these rules say."""
        self.names.field.setText(rules.pattern)
        for file in self.files.files:
            file.use(rules)
        if rules.guide:
            self.guide_field.read(Path(rules.guide))
        self._edited()
        self._reader.read_waiting()
        self._show_state()

    def ask_report(self) -> None:
        """Save what was found in each file, what is doubtful, and what can't be read and why."""
        out = ask_target(
            self._session,
            self,
            _("Save a report"),
            name=_("Imported files"),
            filters={suffix: _(name) for suffix, name in FORMATS.items()},
        )
        if out is not None:
            self.save_report(out)

    def save_report(self, out: Path) -> None:
        """Write the report beside the window."""
        lines = [line_of(file) for file in self.files.files]
        job = self._session.start_apart(_("Saving the report…"), write_report, lines, out)
        told = _("“{file}” is written.").format(file=out.name)
        job.done.connect(lambda _nothing: self._say(told))
        job.failed.connect(lambda error: self._say(str(error), "warning"))

    # What is shown

    @property
    def current(self) -> ImportFile | None:
        """The file that is looked at."""
        row = self.list.currentIndex().row()
        return self.files.files[row] if 0 <= row < len(self.files.files) else None

    def _file_chosen(self) -> None:
        self._show_file()

    def _show_file(self) -> None:
        self.names.show_name(self.current.path.stem if self.current else "")
        elsewhere = self.files.labels_beside(self.current) if self.current else []
        self.panel.show_file(
            self.current,
            self._printed(),
            many=len(self.files.files) > 1,
            elsewhere=elsewhere,
        )

    def _printed(self) -> dict[Proposed, str]:
        project = self._session.project
        spoken = project.info.language if project else language()
        return pseudonyms_of(self.files.sheets, self._taken_names, spoken)

    def _edited(self) -> None:
        self.files.say_changed()
        self._show_file()
        self._show_state()

    def _use_for_all(self) -> None:
        """Give every file the kind and the language of the current one."""
        chosen = self.current
        if chosen is None:
            return
        for file in self.files.files:
            file.set_kind(chosen.kind)
            file.set_language(chosen.language)
        self._edited()

    def leave_out(self) -> None:
        """Take the current file out of the list."""
        file = self.current
        if file is None or self._importing is not None:
            return
        self.files.leave_out(file)
        if not self.files.files:
            self.reject()
            return
        self._show_file()
        self._show_state()

    def _show_state(self) -> None:
        refused = len(self.files.refused)
        left = len([file for file in self.files.of_fate(LEAVE) if not file.refusal])
        number = len(self.files.files) - left
        text = ngettext("&Import {number} document", "&Import {number} documents", number)
        self.import_button.setText(text.format(number=number))
        self.import_button.setAccessibleName(text.replace("&", "").format(number=number))
        busy = self._reader.is_busy or self._importing is not None
        self.import_button.setEnabled(
            number > 0 and not busy and not refused and self._session.can_write
        )
        self.leave_out_button.setEnabled(self._importing is None)
        self.bar.setVisible(busy)
        if busy:
            return
        self._say(*self._what_is_left(refused))

    def _what_is_left(self, refused: int) -> tuple[str, str]:
        if refused:
            text = ngettext(
                "{number} file can’t be read. Leave it out to import the others.",
                "{number} files can’t be read. Leave them out to import the others.",
                refused,
            )
            return text.format(number=refused), "warning"
        if not self._session.can_write:
            return _("This project can only be read here, so nothing can be imported."), "warning"
        if any(file.removed for file in self.files.files):
            return _(
                "The texts are stored as they are here, without what is struck through. It is one "
                "step, and can be undone."
            ), "soft"
        return _(
            "The texts are stored as they are here. It is one step, and can be undone."
        ), "soft"

    def _say(self, text: str, kind: str = "soft") -> None:
        for label, its_kind in ((self.state, "soft"), (self.warning, "warning")):
            label.setVisible(kind == its_kind)
            label.setText(text if kind == its_kind else "")

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    # Importing

    def bring_in(self) -> None:
        """Import all files as one operation."""
        printed = self._printed()
        new = [file.new_document(printed) for file in self.files.of_fate(BRING_IN)]
        corrected = {
            file.earlier[0]: file.transcript
            for file in self.files.of_fate(CORRECT)
            if file.earlier and file.transcript
        }
        job = self._session.start_operation(_("Importing…"), bring_in, new, self.guide, corrected)
        if job is None:
            self._show_state()
            return
        self._importing = job
        job.progressed.connect(self._importing_went_on)
        job.done.connect(self._imported)
        job.failed.connect(self._import_failed)
        job.over.connect(self._importing_over)
        self.panel.setEnabled(False)
        self.list.setEnabled(False)
        self._say(_("Importing…"))
        self._show_state()

    def _importing_went_on(self, done: int, total: int, what: str) -> None:
        self._show_progress(done, total)
        self._say(_("Importing {file}").format(file=what))

    def _imported(self, _changes: Changes) -> None:
        self.rules.remember()
        self._importing = None
        self.accept()

    def _import_failed(self, error: object) -> None:
        self._failure = str(error)

    def _importing_over(self) -> None:
        """It came to nothing: cancelled, or the world failed. The window says why."""
        if self._importing is None:
            return
        self._importing = None
        self.panel.setEnabled(True)
        self.list.setEnabled(True)
        self._show_state()
        if self._failure:
            self._say(self._failure, "warning")
            self._failure = ""

    # Leaving

    def reject(self) -> None:
        """Cancel what is going on; an import under way first, and then the dialog itself."""
        if self._importing is not None:
            self._importing.cancel()
            self._say(_("Stopping…"))
            return
        self._reader.stop()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._importing is not None:
            event.ignore()
            self.reject()
            return
        self._reader.stop()
        super().closeEvent(event)

    # The project

    def _documents_with(self, sha256: str) -> list[str]:
        project = self._session.project
        if project is None:
            return []
        return [d.title for d in documents_store.with_file_hash(project.db, sha256)]

    def _earlier_of(self, file_name: str) -> tuple[DocumentId, str] | None:
        """The one document that came from a file of this name."""
        project = self._session.project
        found = documents_store.with_file_name(project.db, file_name) if project else []
        return (found[0].id, found[0].title) if len(found) == 1 else None

    def _pseudonyms_taken(self) -> list[str]:
        project = self._session.project
        return [p.pseudonym for p in persons_store.all_persons(project.db)] if project else []

    def _suggestions(self, field: str) -> list[str]:
        """Roles or groups that are in use, in the project or among these files."""
        project = self._session.project
        persons = persons_store.all_persons(project.db) if project else []
        column = {"role": "role", "group": "reporting_group"}[field]
        found = {getattr(person, column) for person in persons}
        found |= {getattr(row, field) for sheet in self.files.sheets for row in sheet.accepted}
        return sorted(text for text in found if text)
