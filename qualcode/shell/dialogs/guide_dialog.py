"""Questions of an interview guide, looked for in documents that are in the project already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QListView,
    QSplitter,
    QWidget,
)

from qualcode.core.changes import Changes
from qualcode.core.ids import CoderId, DocumentId
from qualcode.core.importers import guide as guides
from qualcode.core.importers.guide import Guide
from qualcode.core.operations.guide import AskedAt, find_questions, place_questions
from qualcode.core.project import Project
from qualcode.core.store import documents as documents_store
from qualcode.core.translate import _, ngettext
from qualcode.shell.dialogs.import_list import FileDelegate
from qualcode.shell.dialogs.import_questions import QuestionsPanel
from qualcode.shell.dialogs.watched import WatchedDialog
from qualcode.shell.jobs import Progress
from qualcode.shell.models.questions import QuestionSheet
from qualcode.shell.models.roles import STATUS
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session

_SIZE: Final = (1100, 680)
_LIST_WIDTH: Final = 230


@dataclass(frozen=True)
class Looked:
    """A guide, and each document's title with its sheet, in the documents' order."""

    guide: Guide
    sheets: dict[DocumentId, tuple[str, QuestionSheet]]


def look(
    project: Project, path: Path, document_ids: Sequence[DocumentId], *, progress: Progress
) -> Looked:
    """Read a guide and look for its questions, in a thread."""
    progress(0, len(document_ids), path.name)
    guide = guides.read(path)
    ids = list(document_ids) or [one.id for one in documents_store.all_documents(project.db)]
    found = find_questions(project.db, guide, ids, progress=progress)
    titles = documents_store.titles(project.db)
    return Looked(
        guide,
        {
            one: (
                titles[one],
                QuestionSheet.proposed(guide, documents_store.text(project.db, one), asked),
            )
            for one, asked in found.items()
        },
    )


def _write(
    project: Project,
    coder_id: CoderId,
    guide: Guide,
    asked: dict[DocumentId, list[AskedAt]],
    *,
    progress: Progress,
) -> Changes:
    progress(0, 0)
    return place_questions(project, coder_id, guide, asked)


class GuideDialog(WatchedDialog):
    """Documents to the left, the questions of the chosen one to the right."""

    def __init__(
        self,
        session: Session,
        path: Path,
        document_ids: Sequence[DocumentId] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, _("Questions of a guide"), _("&Use these questions"), parent)
        self._looked: Looked | None = None
        self.model = QStandardItemModel(self)
        self.list = QListView(self)
        self.list.setAccessibleName(_("Documents"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(FileDelegate(self.list))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.panel = QuestionsPanel(self)
        self.panel.edited.connect(self._edited)
        self._arrange()
        self._look(path, document_ids)

    @classmethod
    def ask(
        cls,
        session: Session,
        path: Path,
        document_ids: Sequence[DocumentId],
        parent: QWidget | None,
    ) -> GuideDialog:
        """Show where a guide's questions are asked, and store what is kept. Returns at once.

        Without documents it looks in all.
        """
        dialog = cls(session, path, document_ids, parent)
        dialog.open()
        return dialog

    def _arrange(self) -> None:
        explanation = _(
            "Every passage answers the question that was asked last before it. What is ticked "
            "here replaces what was found with this guide before. It can be undone."
        )
        across = QSplitter(Qt.Orientation.Horizontal, self)
        across.addWidget(self.list)
        across.addWidget(self.panel)
        across.setStretchFactor(1, 1)
        across.setChildrenCollapsible(False)
        self._lay_out(explanation, across, _SIZE)
        across.setSizes([min(px(_LIST_WIDTH), self.width() // 4), self.width()])

    # Looking

    def _look(self, path: Path, document_ids: Sequence[DocumentId]) -> None:
        job = self._session.start_reading(
            _("Looking for questions…"), look, path, list(document_ids)
        )
        self._watch(job)
        if job is not None:
            job.done.connect(self._found)

    def _found(self, looked: Looked) -> None:
        self._looked = looked
        number = len(looked.guide.questions)
        text = ngettext("“{title}”: {number} question", "“{title}”: {number} questions", number)
        self.title.setText(text.format(title=looked.guide.title, number=number))
        for title, sheet in looked.sheets.values():
            item = QStandardItem(title)
            item.setData(sheet.summary(), STATUS)
            self.model.appendRow(item)
        self.list.setCurrentIndex(self.model.index(0, 0))

    def _sheets(self) -> list[QuestionSheet]:
        return [sheet for _title, sheet in self._looked.sheets.values()] if self._looked else []

    def _chosen(self, index: QModelIndex) -> None:
        sheets = self._sheets()
        self.panel.show_sheet(sheets[index.row()] if 0 <= index.row() < len(sheets) else None)

    def _edited(self) -> None:
        index = self.list.currentIndex()
        sheets = self._sheets()
        if 0 <= index.row() < len(sheets):
            self.model.setData(index, sheets[index.row()].summary(), STATUS)

    def _show_state(self) -> None:
        busy = self._job is not None
        self.bar.setVisible(busy)
        self.panel.setEnabled(not busy and self._looked is not None)
        ready = self._looked is not None and not busy
        self.accept_button.setEnabled(ready and self._session.can_write)

    # Deciding

    @called_by_qt
    def accept(self) -> None:
        """Store what is ticked; the dialog stays until that is done."""
        if self._looked is None or self._job is not None:
            return
        asked = {one: sheet.accepted() for one, (_t, sheet) in self._looked.sheets.items()}
        job = self._session.start_operation(
            _("Placing questions…"), _write, self._looked.guide, asked
        )
        self._watch(job)
        if job is not None:
            job.done.connect(self._written)
