"""Of what an export is: categories, documents, evaluators and groups, and only what is so."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from sqlite_utils import Database

from qualcode.core.analysis.asked import asked
from qualcode.core.analysis.narrowing import Chosen, choose
from qualcode.core.analysis.summary import Filters
from qualcode.core.ids import CodeId, CoderId, DocumentId
from qualcode.core.report.options import (
    CODEBOOK,
    CODINGS,
    DOCUMENT,
    MARGIN,
    MEANING_UNITS,
    MEMOS,
    SUMMARY,
)
from qualcode.core.store import coders, codes, documents, persons
from qualcode.core.translate import _, ngettext
from qualcode.shell.panels.check_tree import CheckTree
from qualcode.shell.panels.filter_chips import Source, words_of
from qualcode.shell.panels.narrowing_bar import NarrowingBar
from qualcode.shell.panels.painting import px

#: what is of some respondents' words, and says how many they are
OF_PERSONS: Final = (SUMMARY, CODINGS, MEANING_UNITS)
#: what documents and respondents are, beside those that have a list of their own
_NARROWED: Final = ("kinds", "folders", "waves", "persons")


class ExportScope(QWidget):
    """Lists to tick in, and below them a button for what documents and respondents are.

    Signals:
        changed(): something else is chosen.
    """

    changed = Signal()

    def __init__(self, db: Database, parent: QWidget) -> None:
        super().__init__(parent)
        self._db = db
        self._what = SUMMARY
        self._asked = asked(db)
        self._chosen: Chosen | None = None
        every_code = [(one.id, one.name, one.parent_id) for one in codes.all_codes(db)]
        self.codes = CheckTree(_("Categories"), every_code, self)
        titles = documents.titles(db).items()
        self.documents = CheckTree(_("Documents"), [(d, title, None) for d, title in titles], self)
        self.coders = CheckTree(
            _("Evaluators"), [(one.id, one.name, None) for one in coders.all_coders(db)], self
        )
        groups = [(group, group, None) for group in self._asked.groups]
        self.groups = CheckTree(_("Groups"), groups, self)
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName(_("Of what"))
        for tree in (self.codes, self.documents, self.coders, self.groups):
            self.tabs.addTab(tree, tree.accessibleName())
            tree.changed.connect(self.changed)
        self.only = NarrowingBar(lambda: Source(db), self, kinds=_NARROWED)
        self.only.changed.connect(self._narrow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.tabs, 1)
        column.addWidget(self.only)

    def _narrow(self) -> None:
        everybody = {one.id: one for one in persons.all_persons(self._db)}
        every_document = documents.all_documents(self._db)
        narrowing = self.only.narrowing
        self._chosen = (
            choose(self._db, narrowing, every_document, everybody) if self.only.is_narrow else None
        )
        self.changed.emit()

    def show_kind(self, what: str) -> None:
        """What there is to choose for this kind of file."""
        self._what = what
        of_texts = what not in (DOCUMENT, MEMOS, MARGIN)
        for tree, shown in (
            (self.codes, what != MEMOS),
            (self.documents, of_texts or what == MARGIN),
            (self.groups, of_texts and bool(self._asked.groups)),
        ):
            self.tabs.setTabVisible(self.tabs.indexOf(tree), shown)
        self.only.setVisible(what in OF_PERSONS)

    def missing(self) -> str:
        """What is to be chosen before anything can be written; empty if nothing is."""
        for index in range(self.tabs.count()):
            tree = self.tabs.widget(index)
            if isinstance(tree, CheckTree) and self.tabs.isTabVisible(index) and _is_bare(tree):
                return _("Nothing is ticked under “{tab}”. Tick at least one.").format(
                    tab=tree.accessibleName()
                )
        chosen = self._narrowed
        if chosen is None:
            return ""
        if not self.ticked():
            return _("None of these documents is so. Choose something else under “Only…”.")
        if chosen.persons is not None and not self._respondents():
            return _("Nobody in these documents is so. Choose something else under “Only…”.")
        return ""

    def words(self) -> list[str]:
        """What will be written, in numbers."""
        what = self._what
        number = len(codes.all_codes(self._db) if what == CODEBOOK else self.codes.ticked())
        said = [ngettext("{number} category", "{number} categories", number).format(number=number)]
        if what in (*OF_PERSONS, MARGIN):
            number = len(self.ticked())
            text = ngettext("{number} document", "{number} documents", number)
            said.append(text.format(number=number))
        if what in OF_PERSONS:
            number = self._respondents()
            text = ngettext("{number} respondent", "{number} respondents", number)
            said.append(text.format(number=number))
        return said

    @property
    def _narrowed(self) -> Chosen | None:
        return self._chosen if self._what in OF_PERSONS else None

    def ticked(self) -> list[DocumentId]:
        """The documents that are chosen."""
        ticked = [DocumentId(one) for one in self.documents.ticked()]
        chosen = self._narrowed
        return ticked if chosen is None else [one for one in ticked if one in chosen.documents]

    def _respondents(self) -> int:
        chosen = self._narrowed
        of = chosen.persons if chosen else None
        return self._asked.count(self.ticked(), self._groups(), of)

    def _groups(self) -> tuple[str, ...]:
        is_of_all = self._what in (DOCUMENT, MEMOS, MARGIN) or self.groups.is_whole
        return () if is_of_all else tuple(self.groups.ticked())

    def filters(self) -> Filters:
        """Empty where everything is ticked, so that what is added later is in it too."""
        what, chosen = self._what, self._narrowed
        every_document = what in (DOCUMENT, MEMOS) or (self.documents.is_whole and chosen is None)
        every_code = self.codes.is_whole or what == MEMOS
        of_some = chosen is not None and chosen.persons is not None
        return Filters(
            codes=() if every_code else tuple(map(CodeId, self.codes.topmost())),
            documents=() if every_document else tuple(self.ticked()),
            coders=() if self.coders.is_whole else tuple(map(CoderId, self.coders.ticked())),
            groups=self._groups(),
            persons=chosen.persons if chosen else None,
            conditions=tuple(words_of(self.only.narrowing, Source(self._db))) if of_some else (),
        )


def _is_bare(tree: CheckTree) -> bool:
    """Whether there is something to tick and nothing is."""
    return not tree.is_whole and not tree.ticked()
