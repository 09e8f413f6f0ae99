"""The list of a code's passages with what stands above it, in step with the project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from qualcode.core.analysis.found import Found
from qualcode.core.analysis.grouping import By
from qualcode.core.changes import Changes
from qualcode.core.ids import CodeId, DocumentId, SegmentId
from qualcode.core.model.person import RESPONDENT
from qualcode.core.translate import _
from qualcode.shell.handing_on import HandsKeysOn
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.codes import CodesModel
from qualcode.shell.models.passages import CardsModel, Key
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.categories.asking import (
    Asking,
    counts_in_words,
    from_state,
    in_words,
    to_state,
)
from qualcode.shell.pages.categories.combining import TermChips
from qualcode.shell.pages.categories.head import Head
from qualcode.shell.pages.categories.no_passages import NoPassages
from qualcode.shell.pages.categories.reading import (
    DESCRIBING,
    Asked,
    Reading,
    Shown,
    reaches_everywhere,
)
from qualcode.shell.pages.categories.texts import CardTexts
from qualcode.shell.panels.card_paint import Look
from qualcode.shell.panels.cards import CardView
from qualcode.shell.panels.filter_chips import FilterChips, Source, known
from qualcode.shell.panels.notice import Notice, Step
from qualcode.shell.panels.painting import px
from qualcode.shell.session import Session

_SEPARATOR = " · "
#: px at normal size: where there is less, the definition gives its room to the list
_ROOMY_FROM, _LEAST_HEIGHT = 300, 150


class PassagesPart(QFrame):
    """Attributes: head, notice, view, cards, texts, reading: the parts; codebook.

    Signals:
        current_changed(): another passage is the current one, or none.
        opened(found): a passage is to be read in its text.
        typed(letters): a code is being typed for the chosen passages.
        answered(): the list shows an answer.
        renamed(name), defined(code_id, text)
        first_step(): the button of the empty list.
    """

    current_changed = Signal()
    opened = Signal(object)
    typed = Signal(str)
    answered = Signal()
    renamed = Signal(str)
    defined = Signal(str, str)
    first_step = Signal()

    def __init__(self, session: Session, codes: CodesModel, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self.setProperty("kind", "ground")
        self.setAccessibleName(_("Passages"))
        self.codebook = Codebook()
        self.asking = Asking()
        self._wanted: Key | None = None
        self._fresh = True
        self.reading = Reading(session, self)
        self.texts = CardTexts(lambda: session.project.db if session.project else None)
        self.cards = CardsModel(self._described, self)
        self.view = self._make_view()
        chips = QWidget()
        self.terms = TermChips(codes, chips, page)
        self.filters = FilterChips(self._source, chips)
        self.head = Head(self.terms, self.filters, chips)
        self.notice = Notice(self)
        self._nothing = NoPassages(self)
        self._nothing.step_wanted.connect(self.first_step)
        self._stack = QStackedLayout()
        self._arrange()
        self._connect()
        self._show_empty()

    def _make_view(self) -> CardView:
        view = CardView(self.cards, self)
        view.setAccessibleName(_("Passages"))
        view.about_to_show = self.texts.read_comments
        return view

    def _arrange(self) -> None:
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addLayout(self._stack, 1)
        HandsKeysOn(self, self.view)
        self.setMinimumHeight(px(_LEAST_HEIGHT))

    @called_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(px(_LEAST_HEIGHT))
        self.head.set_compact(compact=self.height() < px(_ROOMY_FROM))

    def _connect(self) -> None:
        self.reading.answered.connect(self._show_answer)
        self.reading.stopped.connect(self._tell_stopped)
        self.view.current_card_changed.connect(self.current_changed)
        self.view.entered_row.connect(self._open)
        self.view.typed.connect(self.typed)
        self.head.asked.connect(self._ask_as_shown)
        self.head.renamed.connect(self.renamed)
        self.head.defined.connect(self.defined)
        self.head.done.connect(self.view.setFocus)

    def _source(self) -> Source | None:
        project, material = self._session.project, self.reading.material
        return Source(project.db, material) if project is not None and material else None

    def _described(self, found: Found) -> str:
        text = self.texts.text(found)
        return _SEPARATOR.join(part for part in (text.quote, text.source, text.comment) if part)

    # Asking

    def open(self, codebook: Codebook) -> None:
        """Another project is open, or none."""
        self.head.definition.write_out()
        self.codebook = codebook
        self.asking, self._wanted = Asking(), None
        self.texts.forget()
        self.notice.clear()
        self.reading.start_over()
        self.texts.material = self.reading.material
        if self.reading.material is not None and not self._has_groups():
            self.asking = replace(self.asking, by=By.DOCUMENT)
        self._show_asking()
        self._ask()

    def _has_groups(self) -> bool:
        material = self.reading.material
        people = material.persons.values() if material is not None else ()
        return any(one.kind == RESPONDENT and one.reporting_group for one in people)

    def show_code(self, code_id: CodeId | None) -> None:
        """Show the passages of another code; what else is asked stays."""
        if code_id != self.asking.code_id:
            self.head.definition.write_out()
            self.notice.clear()
            self._wanted = None
            self.asking = replace(self.asking, code_id=code_id)
            self._ask()

    def set_asking(self, asking: Asking) -> None:
        """Ask this."""
        self.asking = asking.within(self.codebook)
        self._show_asking()
        self._ask()

    def state(self) -> dict[str, Any]:
        """What is asked, for `restore`. It holds no word of a text."""
        return to_state(self.asking)

    def restore(self, stored: object) -> None:
        """Ask what was asked; what is no longer there is passed over."""
        asking, material = from_state(stored), self.reading.material
        if material is not None:
            there = {
                "documents": material.documents,
                "persons": material.persons,
                "coders": material.coders,
            }
            asking = replace(asking, narrowing=known(asking.narrowing, there))
        self.set_asking(asking)

    def _show_asking(self) -> None:
        self.terms.show_terms(self.asking.terms)
        self.filters.show_narrowing(self.asking.narrowing)
        self.head.under.setChecked(self.asking.with_those_under)
        self.head.show_by(self.asking.by)

    def _ask_as_shown(self) -> None:
        """A chip was set to something else."""
        current = self.view.currentIndex().row()
        self._wanted = self.cards.key(current) if current >= 0 and self.cards.rows else None
        self.asking = replace(
            self.asking,
            with_those_under=self.head.under.isChecked(),
            terms=self.terms.terms,
            narrowing=self.filters.narrowing,
            by=self.head.grouped_by,
        ).within(self.codebook)
        if self.asking.terms != self.terms.terms:  # a code that went while it was being chosen
            self.terms.show_terms(self.asking.terms)
        self._ask()

    def _ask(self) -> None:
        """Show the code, and ask."""
        self.notice.clear()
        code_id = self.asking.code_id
        code = self.codebook.codes.get(code_id) if code_id else None
        self.head.setVisible(code is not None)
        self._show_head()
        self._set_look()
        query = self.asking.query() if code is not None else None
        self._fresh = True
        self.reading.ask(Asked(query, self.asking.by) if query else None)
        if query is None:
            self.cards.set_groups((), anew=True)
            self._show_empty()
            self.current_changed.emit()
            self.answered.emit()

    def _show_head(self) -> None:
        code = self.codebook.codes.get(self.asking.code_id or CodeId(""))
        if code is not None:
            self.head.show_code(
                code,
                has_sub_codes=bool(self.codebook.children(code.id)),
                can_write=self._session.can_write,
            )

    def _set_look(self, *, is_whole: bool = True) -> None:
        look = Look(self.texts.text, self.codebook.codes, self.asking.code_id, is_whole)
        self.view.set_look(look)

    # Answers

    def _show_answer(self, shown: Shown) -> None:
        self.texts.material = self.reading.material
        if self._look_is_whole() != shown.is_whole:
            self._set_look(is_whole=shown.is_whole)
        wanted, self._wanted = self._wanted, None
        anew, self._fresh = self._fresh, False
        self.view.show_groups(shown.groups, anew=anew, wanted=wanted)
        self._show_counts(shown)
        self._stack.setCurrentIndex(0 if shown.answer.passages or len(shown.groups) else 1)
        self._show_empty()
        self.current_changed.emit()
        self.answered.emit()

    def _tell_stopped(self) -> None:
        """The way on to the rest, if it is wanted after all."""
        shown = self.reading.shown
        if shown is not None:
            self._show_counts(shown)
            words = _("Only the first passages are shown, for the reading was cancelled.")
            self.notice.tell(words, Step(_("Show all"), self._read_all))

    def _read_all(self) -> None:
        self.notice.clear()
        self.reading.ask_again()

    def _look_is_whole(self) -> bool:
        return self.view.look is not None and self.view.look.is_whole

    def _show_counts(self, shown: Shown) -> None:
        words = in_words(self.asking, self.codebook)
        if not shown.is_whole:
            self.head.show_words(words, _("Counting…") if self.reading.is_running else "")
            return
        self.head.show_words(words, counts_in_words(shown.answer))

    def _show_empty(self) -> None:
        """In a sentence what will be here, and the first step."""
        code = self.codebook.codes.get(self.asking.code_id or CodeId(""))
        shown = self.reading.shown
        # empty while passages are still to come is not the same as to have none
        if code is not None and shown is not None and (self.cards.rows or not shown.is_whole):
            self._stack.setCurrentIndex(0)
            return
        self._stack.setCurrentIndex(1)
        self._nothing.tell(has_codes=len(self.codebook) > 0, is_code_chosen=code is not None)

    # In step

    def follow(self, changes: Changes, codebook: Codebook) -> None:
        """Ask again what an operation may have changed."""
        old, self.codebook = self.codebook, codebook
        self.notice.clear()  # what it offers may be done to marks that are gone
        self.texts.forget(changes.documents or ())
        if self.asking.code_id is not None and self.asking.code_id not in codebook:
            self.set_asking(self.asking)
            return
        if self.asking.within(codebook) != self.asking:
            self.asking = self.asking.within(codebook)
            self._show_asking()
        if changes.touches("codes"):
            self._follow_codes()
        elif old is not codebook:
            self._set_look()
        if changes.touches(*DESCRIBING):
            self.reading.read_material()
            self.texts.forget()
            self.filters.refresh()
        if reaches_everywhere(changes, old, codebook, self.asking.by):
            self.reading.ask_again()
        elif changes.touches("segments", "codings"):
            self.reading.ask_again(changes.documents)
        self.view.refresh_texts()

    def read_anew(self, codebook: Codebook) -> None:
        """Anything may have changed."""
        self.codebook = codebook
        self.reading.read_material()
        self.texts.forget()
        self.asking = self.asking.within(codebook)
        self._show_asking()
        self._show_head()
        self._set_look()
        if self.asking.code_id is None:
            self._ask()
        else:
            self.reading.ask_again()

    def _follow_codes(self) -> None:
        self._show_head()
        self._set_look()
        self.terms.show_terms(self.asking.terms)
        shown = self.reading.shown
        if shown is not None:
            self._show_counts(shown)

    def refresh(self) -> None:
        """What can be done now is something else."""
        self.cards.can_write = self._session.can_write
        self._show_head()

    def dress(self) -> None:
        """In the theme and size of now."""
        self.head.dress()
        self.view.viewport().update()

    # Choosing

    def current(self) -> Found | None:
        """The passage that the keys are at."""
        return self.view.current()

    def selected(self) -> list[Found]:
        """The chosen passages."""
        return self.view.selected()

    def own_marks(self, passages: Sequence[Found]) -> list[str]:
        """The codings that make these what they are: those of the code whose list it is, or else
        of the codes that it is combined with."""
        under = set(self.subtree())
        found: dict[str, None] = {}
        for one in passages:
            own = [mark.coding_id for mark in one.marks if mark.code_id in under]
            found.update(dict.fromkeys(own or [mark.coding_id for mark in one.marks]))
        return list(found)

    def subtree(self) -> list[CodeId]:
        """The codes whose passages these are."""
        code_id = self.asking.code_id
        if code_id is None or code_id not in self.codebook:
            return []
        return self.codebook.subtree([code_id]) if self.asking.with_those_under else [code_id]

    def choose_passage(self, document_id: DocumentId | None, segment_id: SegmentId | None) -> None:
        """Choose the card of a passage, if it is in the list."""
        current = self.current()
        if segment_id is None or _holds(current, segment_id):
            return
        for row, shown in enumerate(self.cards.rows):
            if (
                isinstance(shown, Found)
                and shown.document_id == document_id
                and _holds(shown, segment_id)
            ):
                self.view.choose(row)
                return

    def _open(self) -> None:
        found = self.current()
        if found is not None:
            self.opened.emit(found)


def _holds(found: Found | None, segment_id: SegmentId) -> bool:
    return found is not None and any(mark.segment_id == segment_id for mark in found.marks)
