"""The page with the grid: all that is known of documents, persons and cases, to look over and fill
in."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.changes import Changes
from qualcode.core.ids import DocumentId
from qualcode.core.model import DESCRIBED
from qualcode.core.project import Project
from qualcode.core.store import coders as coders_store
from qualcode.core.translate import _
from qualcode.shell.chosen import Chosen
from qualcode.shell.commands.grid_rows import RowCommands
from qualcode.shell.models.coding_progress import CodingProgress
from qualcode.shell.models.summed_up import done_words
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.surveys.part import SurveysPart
from qualcode.shell.panels.grid_panel import GridPanel
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.tool_buttons import ToolButtons
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind

#: milliseconds after the last letter until rows are looked for
_CALM: Final = 150
_SURVEYS: Final = "surveys"
_LEAST_WIDTH, _LEAST_SEARCH = 480, 110  # px at normal size


class DocumentsPage(QWidget):
    """A tab for each sort of row, with its tools above and how far one has come below.

    Attributes:
        grids: the tabs' contents, by what they are about.
        rows: what can be done with rows, attributes and sheets.

    Signals:
        passage_wanted(document_id, start, end): a document is to be read.
        survey_wanted(): a survey is to be imported.
    """

    passage_wanted = Signal(str, int, int)
    survey_wanted = Signal()

    def __init__(self, session: Session, chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chosen = chosen
        self._of: Project | None = None
        self._about = DESCRIBED[0]
        self._progress = CodingProgress.shared(session)
        set_kind(self, "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Documents"))
        self.notice = Notice(self)
        self.grids = {about: self._make_grid(about) for about in DESCRIBED}
        self._make_tabs()
        self._make_tools()
        self.rows = RowCommands(session, self)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.grid.table)
        self._opened()

    # Building

    def _make_grid(self, about: str) -> GridPanel:
        empty = {
            "documents": _("The documents will be here, a row for each. Import transcripts first."),
            "persons": _("The persons who speak in your documents will be here."),
            "cases": _(
                "A case is what you compare: a local group, an intervention, a municipality. "
                "Make one here, or write its name in the documents’ column “Case”."
            ),
        }
        grid = GridPanel(self._session, about, empty[about], self.notice, self)
        grid.table.setAccessibleName(_names()[about])
        grid.shown.connect(self._show_words)
        return grid

    def _make_tabs(self) -> None:
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(_("What the rows are"))
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._stack = QStackedWidget(self)
        for about in DESCRIBED:
            self.tabs.addTab(_names()[about])
            self._stack.addWidget(self.grids[about])
        self._surveys: SurveysPart | None = None
        self.tabs.addTab(_("Surveys"))
        self.tabs.currentChanged.connect(self._tab_changed)

    def _make_tools(self) -> None:
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(_("Find rows"))
        self.search.setAccessibleName(_("Find rows"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(px(_LEAST_SEARCH))
        self._calm = QTimer(self, interval=_CALM, singleShot=True)
        self._calm.timeout.connect(self._search)
        self.search.textChanged.connect(lambda _text: self._calm.start())
        self.names = QCheckBox(_("&Show names"), self)
        self.names.setAccessibleName(_("Show names"))
        self.names.setToolTip(
            _("Real names are hidden, so that nobody reads them over your shoulder.")
        )
        self.names.toggled.connect(self._show_names)
        self.total, self.done = QLabel(self), QLabel(self)
        for label in (self.total, self.done):
            set_kind(label, "soft")
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.clear_filters = QPushButton(_("Show all rows"), self)
        set_kind(self.clear_filters, "flat")
        self.clear_filters.clicked.connect(self._clear_filters)

    def _make_buttons(self) -> None:
        rows = self.rows
        self.columns = QPushButton(_("C&olumns"), self)
        menu = QMenu(self.columns)
        menu.aboutToShow.connect(lambda: self.grid.columns.fill_menu(menu))
        self.columns.setMenu(menu)
        self.columns.setToolTip(_("Choose which columns are shown"))
        actions = {
            "attribute": rows.new_attribute,
            "case": rows.new_case,
            "belongs": rows.belongs,
            "sheet": rows.from_sheet,
            "export": rows.export,
        }
        self.tools = ToolButtons(actions, self)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(px(14), px(8), px(14), px(8))
        top.setSpacing(px(8))
        top.addWidget(self.tabs)
        top.addStretch(1)
        top.addWidget(self.search, 2)
        top.addWidget(self.names)
        top.addWidget(self.columns)
        self.tools.add_to(top)
        self._top = top
        bottom = QHBoxLayout()
        bottom.setContentsMargins(px(14), px(6), px(14), px(6))
        bottom.setSpacing(px(10))
        bottom.addWidget(self.total)
        bottom.addWidget(self.clear_filters)
        bottom.addStretch(1)
        bottom.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addWidget(self._stack, 1)
        column.addLayout(bottom)

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._opened)
        session.changed.connect(self._changed)
        session.busy_changed.connect(self.refresh)
        self._chosen.changed.connect(self._follow_chosen)
        self._progress.states_changed.connect(self._show_done)
        documents = self.grids["documents"]
        documents.current_changed.connect(self._choose_document)
        documents.opened.connect(lambda row_id: self.passage_wanted.emit(row_id, 0, 0))

    # In step with the project

    @property
    def grid(self) -> GridPanel:
        """The grid that is shown, or was shown before the surveys."""
        return self.grids[self._about]

    @property
    def surveys(self) -> SurveysPart:
        """The last tab's contents, made when they are first seen."""
        if self._surveys is None:
            self._surveys = SurveysPart(self._session, self.notice, self._stack)
            self._surveys.import_wanted.connect(self.survey_wanted)
            self._stack.addWidget(self._surveys)
        return self._surveys

    @property
    def shows_surveys(self) -> bool:
        """Whether the tab with the surveys is shown."""
        return self._surveys is not None and self._stack.currentWidget() is self._surveys

    def _opened(self) -> None:
        if self._session.project is not self._of:
            self._of = self._session.project
            self.notice.clear()
            self.names.setChecked(False)
            self.search.clear()
            for grid in self.grids.values():
                grid.start_over()
        self._follow_chosen()
        self.refresh()
        self._show_done()

    def _changed(self, changes: Changes) -> None:
        for grid in self.grids.values():
            grid.follow(changes)
        if self.shows_surveys and self.focusProxy() is not self.surveys.first:
            self.setFocusProxy(self.surveys.first)
        self.refresh()
        if changes.touches("documents", "coders"):
            self._show_done()

    def refresh(self) -> None:
        """What can be done now, on this tab."""
        about = self.grid.about
        self.grid.refresh()
        self.rows.refresh()
        for part in (self.search, self.columns, self.total, self.done):
            part.setVisible(not self.shows_surveys)
        self.names.setVisible(about == "persons" and not self.shows_surveys)
        self._share_room()
        self._show_words()

    def _share_room(self) -> None:
        about = self.grid.about
        wanted = [
            key
            for key in self.tools.buttons
            if not self.shows_surveys
            and (about == "persons" or key != "belongs")
            and (about == "cases" or key != "case")
        ]
        gap = self._top.spacing()
        room = self.width() - px(2 * 14) - self.tabs.sizeHint().width() - px(_LEAST_SEARCH)
        room -= self.columns.sizeHint().width() + 3 * gap
        room -= (self.names.sizeHint().width() + gap) if about == "persons" else 0
        self.tools.share(room, gap, wanted)

    def minimumSizeHint(self) -> QSize:
        """A hint and no demand, which would hold while another page is shown, too."""
        return QSize(px(_LEAST_WIDTH), super().minimumSizeHint().height())

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _show_words(self) -> None:
        if not hasattr(self, "tabs") or not hasattr(self, "rows"):
            return
        self.total.setText(self.grid.words())
        self.rows.refresh()
        model = self.grid.model
        narrowed = bool(model.filters or model.search.strip())
        self.clear_filters.setVisible(narrowed and not self.shows_surveys)

    def _show_done(self) -> None:
        project = self._session.project
        if project is None:
            self.done.clear()
            return
        number = len(self._progress.known) or len(self.grids["documents"].model.grid.row_ids)
        coders = coders_store.all_coders(project.db)
        self.done.setText(done_words(self._progress.states, coders, number))
        self.done.setAccessibleName(self.done.text())

    def _tab_changed(self) -> None:
        at = self.tabs.currentIndex()
        self._calm.stop()
        if at >= len(DESCRIBED):
            self._show_surveys()
            return
        self._about = DESCRIBED[at]
        self._stack.setCurrentWidget(self.grid)
        self.setFocusProxy(self.grid.table)
        self.search.blockSignals(True)
        self.search.setText(self.grid.model.search)
        self.search.blockSignals(False)
        self.grid.read()
        self.refresh()

    def _show_surveys(self) -> None:
        self._stack.setCurrentWidget(self.surveys)
        self.surveys.read()
        self.setFocusProxy(self.surveys.first)
        self.refresh()

    def _search(self) -> None:
        self.grid.set_search(self.search.text())

    def _clear_filters(self) -> None:
        self._calm.stop()
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.grid.clear_filters()

    def _show_names(self, shown: bool) -> None:
        persons = self.grids["persons"]
        persons.model.show_names(shown)
        hidden = set(persons.model.hidden)
        (hidden.discard if shown else hidden.add)("name")
        persons.set_hidden(hidden)

    # What is chosen

    def _follow_chosen(self) -> None:
        if self._chosen.document_id is not None:
            self.grids["documents"].show_row(self._chosen.document_id)

    def _choose_document(self, row_id: str) -> None:
        if self.isVisible():
            self._chosen.choose_document(DocumentId(row_id))

    # As a page

    def came(self) -> None:
        """It comes into view."""
        if self.shows_surveys:
            self.surveys.read()
        self.grid.read()
        self._follow_chosen()
        self._show_done()
        self.grid.table.setFocus()

    def went(self) -> None:
        """It leaves the view: nobody reads real names over one's shoulder later."""
        self.names.setChecked(False)

    @called_by_qt
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.grid.read()
        self._follow_chosen()

    @called_by_qt
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._calm.stop()

    def menu_actions(self) -> dict[str, list[QAction | QMenu | None]]:
        """What the menu bar shows of this page."""
        return {"document": self.rows.menu()}

    def state(self) -> dict[str, Any]:
        """How the page was left, for `restore_state`. It holds no word of what stands there."""
        return {
            "tab": _SURVEYS if self.shows_surveys else self.grid.about,
            "grids": {about: grid.state() for about, grid in self.grids.items()},
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Go back to how the page was left. What is no longer there is passed over."""
        tab, grids = state.get("tab"), state.get("grids")
        if tab == _SURVEYS:
            self.tabs.setCurrentIndex(len(DESCRIBED))
        elif tab in DESCRIBED:
            self.tabs.setCurrentIndex(DESCRIBED.index(tab))
        for about, stored in grids.items() if isinstance(grids, dict) else ():
            if about in self.grids and isinstance(stored, dict):
                self.grids[about].restore_state(stored)


def _names() -> dict[str, str]:
    return {"documents": _("Documents"), "persons": _("Persons"), "cases": _("Cases")}
