"""What leaves the project: what, of what, how it looks, and as which file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QWidget,
)

from qualcode.core.analysis.summary import Filters
from qualcode.core.project import Project
from qualcode.core.report.margin_files import file_names
from qualcode.core.report.options import (
    ANSWERS,
    BOARD,
    CODEBOOK,
    CODINGS,
    DOCUMENT,
    FORMATS,
    GRID,
    MARGIN,
    MEANING_UNITS,
    MEMOS,
    RATES,
    SUMMARY,
    ExportOptions,
)
from qualcode.core.store import boards as boards_store
from qualcode.core.store import documents, memos, surveys
from qualcode.core.translate import N_, _, ngettext
from qualcode.shell.dialogs.export_scope import ExportScope
from qualcode.shell.dialogs.files import Kind, ask_folder, ask_target
from qualcode.shell.dialogs.form import FormDialog, sentence
from qualcode.shell.remembered import recall, remember
from qualcode.shell.session import Session

WHATS: Final = {
    SUMMARY: N_("Category summary with quotes"),
    CODINGS: N_("Codings, one on each row"),
    CODEBOOK: N_("Codebook"),
    DOCUMENT: N_("A document with its marks"),
    MARGIN: N_("Documents in Word with codes in the margin"),
    MEANING_UNITS: N_("Table of meaning units"),
    GRID: N_("Grid of documents, persons or cases"),
    BOARD: N_("A board as an outline"),
    MEMOS: N_("Memos and research journal"),
    RATES: N_("Response rates of surveys"),
    ANSWERS: N_("Answers to surveys’ closed questions"),
}
NAMES: Final = {
    ".docx": N_("Word"),
    ".html": N_("Web page"),
    ".md": N_("Markdown"),
    ".xlsx": N_("Excel"),
    ".csv": N_("Sheet as text (CSV)"),
    ".json": N_("Data (JSON)"),
}
ARRANGED: Final = {"document": N_("Document"), "respondent": N_("Respondent")}
SOURCES: Final = {
    "pseudonym": N_("Pseudonym"),
    "role": N_("Role or group"),
    "document": N_("Document"),
    "line": N_("Document and line"),
    "none": N_("Nothing"),
}
MARKS: Final = {
    None: N_("As the project’s language"),
    "sv": N_("Swedish: ”…”"),
    "en": N_("English: “…”"),
}
_REMEMBERED: Final = "export"
#: what real names may be left in
_NAMED: Final = (CODINGS, DOCUMENT, MARGIN, GRID)
#: what is always written whole
_WHOLE: Final = (CODEBOOK, GRID, BOARD, RATES, ANSWERS)
_ROWS: Final = {"documents": N_("Documents"), "persons": N_("Persons"), "cases": N_("Cases")}


@dataclass(frozen=True)
class ExportRequest:
    """What to write, and where; several documents with their margins go into a folder."""

    what: str
    out: Path
    options: ExportOptions


class ExportDialog(FormDialog):
    """One dialog for every kind of file; what doesn't concern a kind is not shown."""

    def __init__(self, session: Session, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(_("Export"), _("Wr&ite…"), parent)
        self._session = session
        self._db = project.db
        self._project = project
        self._surveys = len(surveys.all_surveys(project.db))
        before: Mapping[str, Any] = recall(session, _REMEMBERED) or {}
        self.what = self._box(_("&What"), WHATS, before.get("what"))
        self.format = self._box(_("&Format"), {}, None)
        self.document = self._box(_("&Document"), documents.titles(self._db), None, marked=False)
        self.about = self._box(_("&Rows"), _ROWS, None)
        boards = {board.id: board.name for board in boards_store.all_boards(self._db)}
        self.board = self._box(_("&Board"), boards, None, marked=False)
        self.scope = ExportScope(project.db, self)
        self.scope.changed.connect(self._show_sentence)
        self._make_looks(before)
        self._sentence = sentence("")
        self.column.insertWidget(self.column.count() - 2, self._sentence)
        self.what.currentIndexChanged.connect(self._show_kind)
        for box in (self.document, self.about, self.board):
            box.currentIndexChanged.connect(self._show_sentence)
        self._fill_formats(before.get("format"))
        self._show_kind()
        self.set_size(760, 560)

    # Building

    def _box(
        self,
        label: str,
        choices: Mapping[Any, str],
        chosen: Any,
        *,
        form: QFormLayout | None = None,
        marked: bool = True,
    ) -> QComboBox:
        """A field to choose in; `marked` texts are translated."""
        box = QComboBox(self)
        for value, text in choices.items():
            box.addItem(_(text) if marked else text, value)
        box.setCurrentIndex(list(choices).index(chosen) if chosen in choices else 0)
        if form is None:
            self.add_field(label, box)
            return box
        name = QLabel(label, self)
        name.setBuddy(box)
        box.setAccessibleName(label.replace("&", ""))
        form.addRow(name, box)
        return box

    def _make_looks(self, before: Mapping[str, Any]) -> None:
        self._looks = QWidget(self)
        form = QFormLayout(self._looks)
        form.setContentsMargins(0, 8, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.by = self._box(_("&Quotes by"), ARRANGED, before.get("by"), form=form)
        self.source = self._box(_("&Under each quote"), SOURCES, before.get("source"), form=form)
        self.marks = self._box(_("Quotation &marks"), MARKS, before.get("marks"), form=form)
        self.show_coder = QCheckBox(_("Name the &evaluators"), self)
        self.show_coder.setAccessibleName(_("Name the evaluators"))
        self.show_coder.setChecked(bool(before.get("show_coder")))
        self.real_names = QCheckBox(_("Write &real names"), self)
        self.real_names.setAccessibleName(_("Write real names"))
        self.only_chosen = QCheckBox(_("O&nly chosen quotes"), self)
        self.only_chosen.setAccessibleName(_("Only chosen quotes"))
        self.only_chosen.setToolTip(
            _("Print the quotes that were chosen for the report; all passages are counted")
        )
        self.interpretation = QCheckBox(_("With &interpretations"), self)
        self.interpretation.setAccessibleName(_("With interpretations"))
        form.addRow(self.interpretation)
        form.addRow(self.only_chosen)
        form.addRow(self.show_coder)
        form.addRow(self.real_names)
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addWidget(self.scope, 3)
        middle.addWidget(self._looks, 2)
        self.column.insertLayout(1, middle, 10)
        self._looks_form = form

    # Keeping in step

    def _fill_formats(self, chosen: str | None = None) -> None:
        wanted = chosen or self.format.currentData()
        self.format.clear()
        for suffix in FORMATS[self.what.currentData()]:
            self.format.addItem(
                _("{name} ({suffix})").format(name=_(NAMES[suffix]), suffix=suffix), suffix
            )
        self.format.setCurrentIndex(max(0, self.format.findData(wanted)))

    def _show_kind(self) -> None:
        what = self.what.currentData()
        self._fill_formats()
        self.form.setRowVisible(self.document, what == DOCUMENT)
        self.form.setRowVisible(self.about, what == GRID)
        self.form.setRowVisible(self.board, what == BOARD)
        self.scope.setVisible(what not in _WHOLE)
        self.scope.show_kind(what)
        self._looks.setVisible(what not in _WHOLE or what in _NAMED)
        for field in (self.by, self.source, self.only_chosen):
            self._looks_form.setRowVisible(field, what == SUMMARY)
        self._looks_form.setRowVisible(self.marks, what in (SUMMARY, MEMOS))
        self._looks_form.setRowVisible(self.show_coder, what in (SUMMARY, DOCUMENT))
        self._looks_form.setRowVisible(self.real_names, what in _NAMED)
        self._looks_form.setRowVisible(self.interpretation, what == MEANING_UNITS)
        self._show_sentence()

    def _show_sentence(self) -> None:
        missing = self._missing()
        self.complain(missing)
        self.accept_button.setEnabled(not missing)
        self._sentence.setText("" if missing else self._will_be_written())
        self._sentence.setAccessibleName(self._sentence.text())

    def _missing(self) -> str:
        what = self.what.currentData()
        no_document = self.document.currentData() is None
        if what in (DOCUMENT, MARGIN) and no_document:
            return _("There is no document yet. Import a transcript first.")
        if what == BOARD and self.board.currentData() is None:
            return _("There is no board yet. Make one on the board’s page first.")
        if what in (RATES, ANSWERS) and not self._surveys:
            return _("There is no survey yet. Import one first.")
        return "" if what in _WHOLE else self.scope.missing()

    def _will_be_written(self) -> str:
        what = self.what.currentData()
        if what in (GRID, BOARD):
            return _("Will be written: {what}.").format(
                what=(self.about if what == GRID else self.board).currentText()
            )
        if what in (RATES, ANSWERS):
            text = ngettext("{number} survey", "{number} surveys", self._surveys)
            return _("Will be written: {what}.").format(what=text.format(number=self._surveys))
        if what == MEMOS:
            number = memos.number(self._db, self.scope.filters().coders)
            return _("Will be written: {what}.").format(
                what=ngettext("{number} memo", "{number} memos", number).format(number=number)
            )
        return _("Will be written: {what}.").format(what=", ".join(self.scope.words()))

    # The answer

    def options(self) -> ExportOptions:
        what = self.what.currentData()
        return ExportOptions(
            filters=Filters() if what in _WHOLE else self.scope.filters(),
            by=self.by.currentData(),
            attribution=self.source.currentData(),
            show_coder=self.show_coder.isChecked(),
            typography=self.marks.currentData(),
            document=self.document.currentData() if what == DOCUMENT else None,
            real_names=self.real_names.isChecked() and what in _NAMED,
            only_chosen=self.only_chosen.isChecked() and what == SUMMARY,
            interpretation=self.interpretation.isChecked() and what == MEANING_UNITS,
            board=self.board.currentData() if what == BOARD else None,
            about=self.about.currentData(),
        )

    def file_name(self) -> str:
        """What the file is called if one doesn't say otherwise; never a person's real name."""
        what = self.what.currentData()
        if what == MARGIN:
            names = file_names(self._project, self.scope.ticked(), real_names=False)
            return next(iter(names.values()))
        stem = _("{project} – {what}").format(project=self._project.path.stem, what=_(WHATS[what]))
        return stem + str(self.format.currentData())

    def _remember(self) -> None:
        remember(
            self._session,
            **{
                _REMEMBERED: {
                    "what": self.what.currentData(),
                    "format": self.format.currentData(),
                    "by": self.by.currentData(),
                    "source": self.source.currentData(),
                    "marks": self.marks.currentData(),
                    "show_coder": self.show_coder.isChecked(),
                }
            },
        )

    @classmethod
    def ask(
        cls, session: Session, parent: QWidget | None = None, *, what: str | None = None
    ) -> ExportRequest | None:
        """What to write and where, or None; `what` is proposed."""
        if session.project is None:
            return None
        dialog = cls(session, session.project, parent)
        if what is not None:
            dialog.what.setCurrentIndex(dialog.what.findData(what))
        request = dialog.request() if dialog.exec() else None
        dialog.deleteLater()
        return request

    def request(self) -> ExportRequest | None:
        """Ask for the file; None if that is cancelled."""
        self._remember()
        suffix = self.format.currentData()
        if self.what.currentData() == MARGIN and len(self.scope.ticked()) > 1:
            title = _("A folder for the documents")
            parent = self.parentWidget() or self
            folder = ask_folder(self._session, parent, title, Kind.EXPORTS)
            return ExportRequest(MARGIN, folder, self.options()) if folder else None
        out = ask_target(
            self._session,
            self.parentWidget() or self,
            _("Export"),
            name=self.file_name(),
            filters={suffix: _(NAMES[suffix])},
        )
        return ExportRequest(self.what.currentData(), out, self._options_of_one()) if out else None

    def _options_of_one(self) -> ExportOptions:
        options = self.options()
        if self.what.currentData() != MARGIN:
            return options
        return replace(options, document=self.scope.ticked()[0])
