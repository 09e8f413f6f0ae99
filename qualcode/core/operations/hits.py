"""What was found by searching becomes passages with a code, all of it as one step."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CodeId, CoderId, DocumentId, SegmentId
from qualcode.core.model import Coding, Document, Segment
from qualcode.core.model.span import Span, trim
from qualcode.core.operations.passages import new_coding, new_segment
from qualcode.core.project import Project
from qualcode.core.store import codes as codes_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import search as store
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _

#: Told how many documents of how many are done; may raise to stop, and then nothing is done.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place in a document as it was when it was searched.

    Attributes:
        text_sha256: of the text in which `start` and `end` are places.
    """

    document_id: DocumentId
    text_sha256: str
    start: int
    end: int


def code_hits(
    project: Project,
    coder_id: CoderId,
    places: Sequence[FoundPlace],
    code_id: CodeId,
    *,
    progress: Progress | None = None,
) -> Changes:
    """Tag places with a code. What lies within a passage of the evaluator's that has the code
    already stays as it is.

    Raises:
        Refused: if a document is gone or its text has been changed since; none is tagged then.
    """
    by_document: dict[DocumentId, dict[Span, str]] = {}
    for place in places:
        spans = by_document.setdefault(place.document_id, {})
        spans[Span(place.start, place.end)] = place.text_sha256
    with project.operation(coder_id, "code_hits") as running:
        running.subject = codes_store.get(running.db, code_id).name
        for number, (document_id, spans) in enumerate(by_document.items()):
            if progress is not None:
                progress(number, len(by_document))
            document = _unchanged(running, document_id, set(spans.values()))
            _tag(running, document, sorted(spans), code_id)
        return running.changes("code_hits")


def _unchanged(running: Transaction, document_id: DocumentId, hashes: Iterable[str]) -> Document:
    try:
        document = documents_store.get(running.db, document_id)
    except KeyError:
        raise Refused(_("A document has gone since you searched. Search again.")) from None
    if set(hashes) != {document.text_sha256}:
        raise Refused(
            _("The text of “{title}” has been changed since you searched. Search again.").format(
                title=document.title
            )
        )
    return document


def _tag(running: Transaction, document: Document, spans: Sequence[Span], code_id: CodeId) -> None:
    text = running.text(document.id)
    known = store.known_codings(running.db, document.id, running.coder_id, code_id)
    coded = _Coded(Span(*span) for span, (_segment, has_code) in known.items() if has_code)
    segments: list[Segment] = []
    codings: list[Coding] = []
    for wanted in dict.fromkeys(trim(text, *span) for span in spans):
        if wanted is None or coded.covers(wanted):
            continue
        if wanted in known:
            segment_id = SegmentId(known[wanted][0])
        else:
            segment = new_segment(running, document.id, text, wanted, coder_id=running.coder_id)
            segments.append(segment)
            segment_id = segment.id
        codings.append(new_coding(running, segment_id, code_id))
    running.insert_many("segments", segments)
    running.insert_many("codings", codings)


class _Coded:
    """The passages that have a code, to ask whether a place lies within one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._furthest: list[int] = []
        for span in ordered:
            self._furthest.append(max(span.end, self._furthest[-1] if self._furthest else 0))

    def covers(self, span: Span) -> bool:
        """Whether the place lies within one of them."""
        before = bisect_right(self._starts, span.start)
        return before > 0 and self._furthest[before - 1] >= span.end
