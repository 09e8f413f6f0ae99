"""The text with the evaluators' marks, told apart by their colours; those at the place stand out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qualcode.core.analysis.reconcile.differences import Difference, Piece
from qualcode.core.analysis.reconcile.listing import Comparison
from qualcode.core.ids import CodeId, CoderId, DocumentId
from qualcode.core.model.span import Span
from qualcode.core.store import disagreements as store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store
from qualcode.core.translate import _
from qualcode.shell.models.who_speaks import WhoSpeaks
from qualcode.shell.pages.team.reconcile_pointing import Pointing
from qualcode.shell.pages.team.reconcile_work import Names
from qualcode.shell.pages.text_sizes import TextSizes
from qualcode.shell.panels.painting import current_theme
from qualcode.shell.session import Session
from qualcode.shell.text.reader import Reader
from qualcode.shell.text.views import MarkView, Owner


class ReconcileText(QObject):
    """What the reader shows. A mark's key begins with the number of its place.

    Attributes:
        reader: the one that is filled here.
        pointing: tells when one of its marks is pointed at.

    Signals:
        place_pointed(start, end): somebody pointed at another place.
    """

    place_pointed = Signal(int, int)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.reader = reader = Reader(parent, theme=current_theme())
        self._session = session
        self._names = Names()
        self._places: list[Difference] = []
        self._shown: Difference | None = None
        self._of: tuple[DocumentId, str] | None = None
        reader.set_resizable(resizable=False)
        reader.viewport().setAcceptDrops(False)
        reader.whole_words = True
        self.sizes = TextSizes(session, reader)
        self.pointing = Pointing(reader)
        self.pointing.pointed.connect(self._pointed)

    def forget(self) -> None:
        """Show nothing."""
        self._of, self._shown, self._places = None, None, []
        self.reader.show_text("", "", "", "")

    def show_place(self, comparison: Comparison, shown: Difference, names: Names) -> None:
        """Bring a place into view, with all marks around it."""
        self._names = names
        document_id = shown.document_id
        self.pointing.forget()
        moved = self._read(document_id) or self._shown is None or shown != self._shown
        self._shown = shown
        listed = [one.difference for one in comparison.listed.get(document_id, ())]
        self._places = [*listed, *comparison.agreed.get(document_id, ())]
        self.reader.set_marks([*self._views(), *self._consensus_views(shown)])
        if moved:
            self.reader.set_caret(shown.start)
            self.bring_into_view()

    def bring_into_view(self) -> None:
        """The place, where there is more or less room than there was."""
        if self._shown is not None:
            self.reader.scroll_to(self._shown.start, self._shown.end)

    def _read(self, document_id: DocumentId) -> bool:
        """Read the document's text, unless it is there already."""
        project = self._session.project
        assert project is not None, "a place is shown of a project that is not open"
        text = project.text(document_id)
        title = self._names.documents.get(document_id, "")
        if self._of == (document_id, title) and text == self.reader.text():
            return False
        self._of = (document_id, title)
        turns = documents_store.spoken(project.db, document_id)
        in_survey = documents_store.get(project.db, document_id).kind == "survey"
        who = WhoSpeaks(turns, persons_store.kinds(project.db), in_survey)
        subtitle = _("marks in the colours of those who made them")
        self.reader.show_text(document_id, title, subtitle, text, who.views())
        return True

    def _views(self) -> Iterator[MarkView]:
        """Every mark of the compared; those that are the same are one mark of several."""
        for number, place in enumerate(self._places):
            same: dict[tuple[CodeId, int, int], list[Piece]] = {}
            for piece in place.pieces:
                same.setdefault((piece.code_id, piece.start, piece.end), []).append(piece)
            for (code_id, start, end), pieces in same.items():
                yield self._view(
                    f"{number}:{start}:{end}:{code_id}",
                    Span(start, end),
                    code_id,
                    [piece.coder_id for piece in pieces],
                    dim=place != self._shown,
                )

    def _consensus_views(self, shown: Difference) -> Iterator[MarkView]:
        """What the consensus has in the document; that at the place stands out."""
        project, consensus = self._session.project, self._names.consensus
        if project is None or consensus is None:
            return
        for _document, code_id, start, end, *_rest in store.marks(
            project.db, [consensus], [shown.document_id]
        ):
            is_there = start < shown.end and shown.start < end
            key = f"consensus:{start}:{end}:{code_id}"
            yield self._view(key, Span(start, end), code_id, [consensus], dim=not is_there)

    def _view(
        self, key: str, span: Span, code_id: CodeId, coders: Sequence[CoderId], *, dim: bool
    ) -> MarkView:
        known = [self._names.coders[one] for one in coders if one in self._names.coders]
        owners = tuple(Owner(one.initials, one.colour, one.name) for one in known)
        code = self._names.codes.get(code_id)
        return MarkView(
            key=key,
            start=span.start,
            end=span.end,
            code_id=code_id,
            label=code.name if code else "?",
            colour=owners[0].colour,
            owners=owners,
            dim=dim,
            further=tuple(one.colour for one in owners[1:]),
        )

    def _pointed(self, keys: Iterable[str]) -> None:
        """Go to the place of a mark, if none of them is of the place that is shown."""
        numbers = [key.partition(":")[0] for key in keys]
        found = [self._places[int(one)] for one in numbers if one != "consensus"]
        if found and self._shown not in found:
            self.place_pointed.emit(found[0].start, found[0].end)
