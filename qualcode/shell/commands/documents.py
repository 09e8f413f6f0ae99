"""What can be done with documents: open, rename, describe, delete."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from qualcode.core.ids import DocumentId
from qualcode.core.operations import documents as operations
from qualcode.core.report.typography import quoted
from qualcode.core.store.attached import hanging_on
from qualcode.core.store.team_work import passages_in
from qualcode.core.translate import _, language, ngettext, one_by_one
from qualcode.shell.commands.actions import action, enable, fill
from qualcode.shell.commands.folders import FolderCommands
from qualcode.shell.commands.others import named_with_numbers
from qualcode.shell.commands.readings import ReadingCommands
from qualcode.shell.dialogs.question import Question
from qualcode.shell.models.codes import shortened
from qualcode.shell.panels.documents import DocumentsPanel
from qualcode.shell.session import Session

_LONGEST_TITLE = 80
#: more titles than these are counted rather than named
_MOST_NAMED = 5


class DocumentCommands(QObject):
    """The actions on documents, for menus and keys, and what they do.

    Signals:
        wanted(document_id): a document is to be shown.
    """

    wanted = Signal(str)

    def __init__(self, session: Session, panel: DocumentsPanel, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._panel = panel
        self._page = page
        self.folders = FolderCommands(session, panel, page)
        self.reading = ReadingCommands(session, panel, page)
        self._make_actions()
        panel.model.rename_wanted.connect(self.rename)
        panel.menu_wanted.connect(self.show_menu)
        panel.view.selectionModel().selectionChanged.connect(lambda *_all: self.refresh())
        self.refresh()

    def _make_actions(self) -> None:
        self.rename_here = self._in_panel(
            _("&Rename"), self._panel.edit_title, ("F2",), _("Give the document another title")
        )
        self.properties = self._in_panel(
            _("Propert&ies…"),
            self.ask_properties,
            ("Alt+Return",),
            _("Title, kind, date, wave and language of the document"),
        )
        self.persons = self._in_panel(
            _("&Who speaks…"), self.show_persons, (), _("The persons and how they are counted")
        )
        self.guide = action(
            self,
            _("&Questions of a guide…"),
            self.ask_guide,
            tip=_("Find where the questions of an interview guide are asked"),
        )
        self.delete = self._in_panel(
            _("&Delete…"),
            self.ask_delete,
            (QKeySequence.StandardKey.Delete,),
            _("Delete the document with its passages"),
        )
        self.next = self._anywhere(
            _("&Next document"), lambda: self.step(1), "Ctrl+PgDown", _("Show the next document")
        )
        self.previous = self._anywhere(
            _("Pre&vious document"),
            lambda: self.step(-1),
            "Ctrl+PgUp",
            _("Show the document before this one"),
        )

    def _in_panel(
        self, text: str, run: Callable[[], object], keys: Sequence[object], tip: str
    ) -> QAction:
        """An action whose key counts while the list has the keys."""
        made = action(self, text, run, shortcut=keys, tip=tip)  # type: ignore[arg-type]
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._panel.view.addAction(made)
        return made

    def _anywhere(self, text: str, run: Callable[[], object], key: str, tip: str) -> QAction:
        made = action(self, text, run, shortcut=key, tip=tip)
        self._page.addAction(made)
        return made

    def menu(self) -> list[QAction | QMenu | None]:
        """The Document menu."""
        return [
            self.rename_here,
            self.properties,
            self.delete,
            None,
            self.guide,
            None,
            self.reading.done,
            self.reading.under_way,
            None,
            self.folders.new,
            self.folders.delete,
            self.folders.move_menu,
            *self.folders.moves,
            None,
            self.next,
            self.previous,
        ]

    def show_menu(self, point: QPoint) -> None:
        """The menu on the list: on documents, on folders, or on the ground."""
        menu = QMenu(self._page)
        folders = self.folders
        if self._panel.selected():
            fill(menu, [self.rename_here, self.properties, self.persons, None])
            fill(menu, [self.reading.done, self.reading.under_way, None])
            fill(menu, [folders.move_menu, folders.new, None, self.delete])
        elif self._panel.selected_folders():
            fill(menu, [self.rename_here, folders.move_menu, folders.new, None, folders.delete])
        else:
            fill(menu, [folders.new])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def refresh(self) -> None:
        """Enable what can be done now; say why the rest can't."""
        why_not = self._session.why_not
        chosen = self._panel.selected()
        rows = self._panel.selected_rows()
        one = "" if len(rows or chosen) == 1 else _("Choose one document or folder first.")
        enable(self.rename_here, why_not or one)
        enable(self.properties, why_not or ("" if chosen else _("Choose a document first.")))
        enable(self.delete, why_not or ("" if chosen or rows else _("Choose a document first.")))
        none = "" if len(self._panel.model) else _("There is no document yet.")
        enable(self.guide, why_not or none)
        self.folders.refresh(why_not)
        self.reading.refresh(why_not)
        enable(self.persons, "" if chosen else _("Choose a document first."))
        several = "" if len(self._panel.model) > 1 else _("There is no other document.")
        enable(self.next, several)
        enable(self.previous, several)

    def rename(self, document_id: str, title: str) -> None:
        self._session.run_soon(operations.rename_document, DocumentId(document_id), title)

    def ask_properties(self) -> None:
        """Ask for title, kind, date, wave and language."""
        from qualcode.shell.dialogs.document_dialog import DocumentDialog
        from qualcode.shell.dialogs.many_documents import ManyDocumentsDialog

        chosen = self._panel.selected()
        if len(chosen) == 1:
            DocumentDialog.ask(self._session, chosen[0], self._page.window())
        elif chosen:
            ManyDocumentsDialog.ask(self._session, chosen, self._page.window())

    def ask_guide(self) -> None:
        """Choose a guide, and look for its questions: in the chosen documents, if several are
        chosen, or else in all."""
        from qualcode.core.importers import SUFFIXES
        from qualcode.shell.dialogs.files import Kind, ask_files
        from qualcode.shell.dialogs.guide_dialog import GuideDialog

        window = self._page.window()
        found = ask_files(
            self._session,
            window,
            _("Interview guide"),
            _("Texts"),
            SUFFIXES,
            several=False,
            kind=Kind.TRANSCRIPTS,
        )
        chosen = self._panel.selected()
        if found:
            several = chosen if len(chosen) > 1 else []
            GuideDialog.ask(self._session, found[0], several, window)

    def show_persons(self) -> None:
        """Open the list of persons beside the window."""
        from qualcode.shell.dialogs.persons_window import PersonsWindow

        PersonsWindow.show_for(self._session, self._page.window())

    def step(self, by: int) -> None:
        """Show the next document of the list, or the one before."""
        ordered = self._panel.model.tree.visible
        current = self._panel.current()
        if not ordered:
            return
        place = ordered.index(current) + by if current and current in ordered else 0
        if 0 <= place < len(ordered):
            self._panel.set_current(ordered[place])
            self.wanted.emit(ordered[place])

    def ask_delete(self) -> None:
        """Say what goes with the chosen documents, and delete them if that is wanted.

        Where only folders are chosen they are removed, and their documents move up.
        """
        chosen = self._panel.selected()
        if not chosen:
            self.folders.remove()
            return
        title = ngettext("Delete document", "Delete documents", len(chosen))
        if Question.ask(title, self.words_of_deleting(chosen), _("Delete"), self._page.window()):
            passages = sum(self._panel.model.passages(document_id) for document_id in chosen)
            self._session.run_on_many(
                _("Deleting documents…"), passages, operations.delete_documents, chosen
            )

    def words_of_deleting(self, chosen: Sequence[DocumentId]) -> str:
        """What would go with these documents."""
        model = self._panel.model
        passages = sum(model.passages(document_id) for document_id in chosen)
        return one_by_one(
            (
                _("{names} will be deleted.").format(names=self._names(chosen)),
                ngettext(
                    "{number} passage goes with its codes and comments.",
                    "{number} passages go with their codes and comments.",
                    passages,
                ).format(number=passages)
                if passages
                else _("No passage is lost."),
                *self._of_others(chosen),
                *self._of_surveys(chosen),
                _("Persons who speak nowhere else go too. It can be undone."),
            )
        )

    def _of_others(self, chosen: Sequence[DocumentId]) -> Iterator[str]:
        """Whose work goes beside one's own."""
        project = self._session.project
        if project is None:
            return
        if others := named_with_numbers(self._session, passages_in(project.db, chosen)):
            yield _("Passages of others go too: {names}.").format(names=others)

    def _of_surveys(self, chosen: Sequence[DocumentId]) -> Iterator[str]:
        """What of surveys goes with these documents, and what stays."""
        project = self._session.project
        if project is None:
            return
        questions = len(hanging_on(project.db, "survey_columns", "document_id", chosen))
        if questions:
            text = ngettext(
                "{number} open question goes from its survey, with all answers to it.",
                "{number} open questions go from their survey, with all answers to them.",
                questions,
            )
            yield text.format(number=questions)
        respondents = len(hanging_on(project.db, "responses", "document_id", chosen))
        if respondents:
            text = ngettext(
                "{number} respondent’s open answers go; what they chose from lists stays, and "
                "they still count as one who answered.",
                "{number} respondents’ open answers go; what they chose from lists stays, and "
                "they still count as having answered.",
                respondents,
            )
            yield text.format(number=respondents)

    def _names(self, chosen: Sequence[DocumentId]) -> str:
        documents = [self._panel.model.get(document_id) for document_id in chosen]
        titles = [quoted(shortened(d.title, _LONGEST_TITLE), language()) for d in documents if d]
        if len(titles) > _MOST_NAMED:
            number = len(titles)
            return ngettext("{number} document", "{number} documents", number).format(number=number)
        return ", ".join(titles)
