"""The drawer in which words are found everywhere: in texts, codes, comments, memos and persons."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from qualcode.core.analysis.narrowing import Narrowing
from qualcode.core.analysis.search.elsewhere import Mention
from qualcode.core.analysis.search.find import Hit
from qualcode.core.analysis.search.query import Match
from qualcode.core.changes import Changes
from qualcode.core.ids import DocumentId
from qualcode.core.project import Project
from qualcode.core.store import coders, codes, documents
from qualcode.core.translate import _, ngettext
from qualcode.shell.chosen import Chosen
from qualcode.shell.commands.code_hits import CodeHits
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.search import ROW, FoundModel
from qualcode.shell.models.searching import Searching
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.code_found import CodeFound, Found
from qualcode.shell.panels.drawer import Drawer
from qualcode.shell.panels.filter_chips import Source
from qualcode.shell.panels.hit_list import HitList
from qualcode.shell.panels.mentioned import place_of
from qualcode.shell.panels.painting import px
from qualcode.shell.panels.search_fields import SearchFields
from qualcode.shell.session import Session
from qualcode.shell.theme import set_kind

#: so long a row has to be the current one until its place is shown, in milliseconds
_REST: Final = 60
#: changes to these may let a hit come or go
_SEARCHED: Final = ("documents", "turns", "persons", "codes", "memos", "quotes")
#: changes to these make it another part of the material that is searched
_DESCRIBING: Final = ("attributes", "attribute_values", "folders", "persons")


class SearchDrawer(Drawer):
    """Finds words and shows each hit in its text.

    Attributes:
        fields, hits, marking: what to find, what was found, and making passages of it.

    Signals, beside those of `Drawer`:
        hits_shown(found): by document, in order, what was found in the texts.
    """

    hits_shown = Signal(object)

    def __init__(self, session: Session, chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(_("Find everywhere"), parent)
        self._session, self._chosen = session, chosen
        self._of: Project | None = None
        self.searching = Searching(session, self)
        self.model = FoundModel(self._text_of, self)
        self.fields = SearchFields(self._source, self)
        self.hits = HitList(self.model, self)
        self.hits.setAccessibleName(_("What was found"))
        self.marking = CodeFound(self)
        self.coding = CodeHits(session, self.model, self.marking, self)
        self._counted = QLabel(self)
        self._counted.setWordWrap(True)
        set_kind(self._counted, "label")
        self._told = QLabel(self)
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        set_kind(self._told, "soft")
        self._others = {
            Match.PART: self._other_way(_("Find parts of words"), Match.PART),
            Match.FORMS: self._other_way(_("Find all forms of the words"), Match.FORMS),
        }
        self._rest = QTimer(self, interval=_REST, singleShot=True)
        self._rest.timeout.connect(self._show_current)
        self._lay_out()
        self._connect()
        self._opened()

    def _other_way(self, text: str, match: Match) -> QPushButton:
        button = QPushButton(text, self)
        set_kind(button, "link")
        button.setAccessibleName(text)
        button.clicked.connect(lambda: self.fields.set_match(match))
        return button

    def _lay_out(self) -> None:
        notes = QVBoxLayout()
        notes.setContentsMargins(px(14), 0, px(14), px(6))
        notes.setSpacing(px(4))
        for widget in (self._counted, self._told, *self._others.values()):
            notes.addWidget(widget)
        self.column.addWidget(self.fields)
        self.column.addLayout(notes)
        self.column.addWidget(self.hits, 1)
        self.column.addWidget(self.marking)
        self._space = QWidget(self)
        self.column.addWidget(self._space, 1)
        self.setFocusProxy(self.fields)

    def _connect(self) -> None:
        session = self._session
        self.fields.changed.connect(self._search)
        self.fields.entered.connect(self._enter_list)
        self.searching.advanced.connect(self._take_more)
        self.searching.finished.connect(self._finished)
        self.hits.walked.connect(lambda _index: self._rest.start())
        self.hits.entered_row.connect(self._enter)
        self.coding.marked.connect(self._tell_marked)
        self.hits.left_above.connect(self.focus_first)
        self.hits.ticked.connect(self._refresh)
        self.marking.ticking_changed.connect(self._set_ticking)
        self.marking.all_wanted.connect(self._tick_all)
        session.opened.connect(self._opened)
        session.closing.connect(self.searching.stop)
        session.changed.connect(self._changed)
        session.busy_changed.connect(self._refresh)
        self._chosen.changed.connect(self._chosen_changed)

    # In step with the project

    def _opened(self) -> None:
        if self._session.project is not self._of:
            self._of = self._session.project
            self.fields.recent = []
            self.fields.only.show_narrowing(Narrowing())
            self.fields.field.clear()
        self._offer()
        self._search()

    def _source(self) -> Source | None:
        project = self._session.project
        return Source(project.db) if project is not None else None

    def _offer(self) -> None:
        """The documents' kinds, the evaluators and codes that there are."""
        project = self._session.project
        if project is None:
            return
        kinds = {document.kind for document in documents.all_documents(project.db)}
        names = {coder.id: coder.name for coder in coders.all_coders(project.db)}
        self.fields.offer(kinds, names)
        self.marking.show_codes(Codebook.of(codes.all_codes(project.db)))
        if self.marking.code_id is None:
            self.marking.choose_code(self._chosen.code_id)

    def _changed(self, changes: Changes) -> None:
        of_some = self.fields.only.is_narrow and changes.touches(*_DESCRIBING)
        if of_some or changes.touches("documents", "coders", "codes"):
            self._offer()
        by_codes = self.fields.coded.currentData() is not None
        of_codes = by_codes and changes.operation != "code_hits" and changes.touches("codings")
        if changes.touches(*_SEARCHED) or of_codes or of_some:
            self._search()
        self._refresh()

    def _chosen_changed(self) -> None:
        if self.fields.is_this_text and self._chosen.document_id != self._searched_in:
            self._search()

    def came(self) -> None:
        """It is seen again: what was found stands out in the text."""
        self.hits_shown.emit(self.model.by_document)

    def went(self) -> None:
        """Nothing stands out any more."""
        self.hits_shown.emit({})

    def focus_first(self) -> None:
        """Let words be written."""
        self.fields.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.fields.field.selectAll()

    def find_words(self, words: str) -> None:
        """Find these words, which may stand anywhere."""
        self.fields.find_words(words)

    # Searching

    def _search(self) -> None:
        project, wanted = self._session.project, self.fields.wanted
        self.searching.stop()
        self._rest.stop()
        self._searched_in: DocumentId | None = self._chosen.document_id
        self.model.clear(documents.titles(project.db) if project is not None else {})
        self.header.set_detail("")
        if project is not None and wanted is not None:
            self.searching.start(wanted, self.fields.where(self._chosen.document_id))
        self.hits_shown.emit(self.model.by_document)
        self._refresh()

    def _take_more(self) -> None:
        found = self.searching.found.hits
        first = not self.model.hits
        self.model.add_hits(found[len(self.model.hits) :])
        if first:
            self.hits_shown.emit(self.model.by_document)
        self._refresh()

    def _finished(self) -> None:
        self.model.add_mentions(self.searching.found.mentions)
        self.hits_shown.emit(self.model.by_document)
        self._refresh()

    def _text_of(self, document_id: DocumentId) -> str:
        project = self._session.project
        assert project is not None
        return documents.text(project.db, document_id)

    # What is shown

    def _refresh(self) -> None:
        hits, rows = len(self.model.hits), self.model.rowCount()
        nothing = not rows and not self.searching.is_running
        self._counted.setText(self._sentence())
        self._counted.setVisible(bool(hits))
        self._told.setText(self._why_empty() if nothing else "")
        self._told.setVisible(nothing)
        self._told.setAccessibleName(self._told.text())
        match = self.fields.match.currentData()
        missed = nothing and self.fields.wanted is not None and not self.searching.found.refused
        for other, button in self._others.items():
            button.setVisible(missed and match is not other and match is not Match.REGEX)
        self.hits.setVisible(bool(rows))
        self._space.setVisible(not rows)
        why_not = self._session.why_not
        if self.searching.is_running:
            why_not = why_not or _("Not all has been searched yet.")
        elif self.searching.found.is_cut:
            why_not = why_not or _("These are too many. Look for something rarer.")
        ticked = self.model.ticked if self.model.ticking else []
        self.marking.refresh(
            hits=Found(hits, len(self.model.by_document)),
            ticked=Found(len(ticked), len({hit.document_id for hit in ticked})),
            why_not=why_not,
        )

    def _sentence(self) -> str:
        """How much was found, and how many say it."""
        hits, texts, persons = len(self.model.hits), self.model.documents, len(self.model.persons)
        told = _("{hits} in {documents}, said by {persons}").format(
            hits=ngettext("{count} hit", "{count} hits", hits).format(count=hits),
            documents=ngettext("{count} document", "{count} documents", texts).format(count=texts),
            persons=ngettext("{count} respondent", "{count} respondents", persons).format(
                count=persons
            ),
        )
        if self.searching.is_running:
            return _("{found} so far").format(found=told)
        if self.searching.found.is_cut:
            return _("The first {count} hits. Look for something rarer to see all.").format(
                count=hits
            )
        return told

    def _why_empty(self) -> str:
        if self.searching.found.refused:
            return self.searching.found.refused
        if self.fields.wanted is None:
            return _(
                "Write what is to be found in all texts, and in codes, comments and memos. "
                "Several words are to stand in the same paragraph. “Quotes” hold a phrase "
                "together, begin* stands for how a word begins, OR for either, -word for without."
            )
        return _("Nothing was found.")

    # Going to a hit

    def _enter_list(self) -> None:
        """From the field to the first hit."""
        self.fields.remember()
        if not self.model.rowCount():
            return
        if not isinstance(self.hits.currentIndex().data(ROW), Hit | Mention):
            self.hits.go(1)
        self.hits.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_current(self) -> None:
        """Show the place of the current row; the keys stay here."""
        has_keys = self.hits.hasFocus()
        self._show_place(self.hits.currentIndex())
        if has_keys:
            self.hits.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_place(self, index: QModelIndex) -> bool:
        row, project = index.data(ROW), self._session.project
        if isinstance(row, Hit):
            self.passage_wanted.emit(row.document_id, row.start, row.end)
            return True
        if isinstance(row, Mention) and project is not None:
            place = place_of(project.db, row)
            if place.code_id is not None:
                self._chosen.choose_code(place.code_id)
            if place.document_id is not None:
                self.passage_wanted.emit(place.document_id, place.start, place.end)
            return place.document_id is not None
        return False

    def _enter(self, index: QModelIndex) -> None:
        """Go there with the keys, or open what is read elsewhere."""
        self._rest.stop()
        self.fields.remember()
        row = index.data(ROW)
        if isinstance(row, Mention) and row.table == "memos":
            self.memo_opened.emit(row.row_id)
        elif isinstance(row, Mention) and row.table == "persons":
            self.person_wanted.emit()
        else:
            self._show_place(index)

    # Choosing hits

    def _set_ticking(self, on: bool) -> None:
        self.model.set_ticking(on=on)
        self._refresh()
        if on:
            self._enter_list()

    def _tick_all(self, on: bool) -> None:
        self.model.tick_all(on=on)
        self._refresh()

    def _tell_marked(self, number: int) -> None:
        told = ngettext("{count} passage marked", "{count} passages marked", number)
        self.header.set_detail(told.format(count=number))
        self.marking.choose.setChecked(False)

    # Places and looks

    def state(self) -> dict[str, Any]:
        """How words are found. What was looked for is not kept: it may be names, and this is stored
        outside the project."""
        return {
            "match": self.fields.match.currentData().value,
            "not_interviewer": self.fields.not_interviewer.isChecked(),
        }

    def restore_state(self, stored: dict[str, Any]) -> None:
        """As it was left."""
        self.fields.restore(stored)

    @called_by_qt
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "marking"):
            self.fields.dress()
            self._offer()
