"""Names out of the texts, and whatever else was written, with every mark where it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import AttributeId, CoderId, DocumentId
from qualcode.core.model import Segment
from qualcode.core.model.anchoring import align_edits
from qualcode.core.model.edit import Edit
from qualcode.core.model.replacing import Found, Names, Replacement, replaced
from qualcode.core.operations.attributes import reword_choices
from qualcode.core.operations.corrections import put_text
from qualcode.core.operations.nameless_originals import put_in_decisions, put_in_originals
from qualcode.core.operations.names import free_title
from qualcode.core.operations.survey_identities import forget
from qualcode.core.project import Project
from qualcode.core.store import documents as documents_store
from qualcode.core.store import landmarks as landmarks_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store import surveys as surveys_store
from qualcode.core.store import wordings as store
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _, ngettext

#: Characters shown on each side of a name.
_BESIDE: Final = 60
#: What must differ from others, by table.
_UNIQUE: Final = {
    "documents": "title",
    "persons": "pseudonym",
    "cases": "name",
    "codes": "name",
    "folders": "name",
    "attributes": "name",
}
TEXT: Final = "text"
_CHOICES: Final = ("attributes", "choices")
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name where it stands: in the text of a document, or in something an evaluator wrote.

    Attributes:
        table, row_id, column: the place; of a text, ``documents``, the document, ``text``.
        words: what stands there.
        found: where in it, and what would be put there.
        before, after: what is beside it.
        document_id: the document that it belongs to, if one.
    """

    table: str
    row_id: str
    column: str
    words: str
    found: Found
    before: str
    after: str
    document_id: DocumentId | None

    @property
    def in_text(self) -> bool:
        return (self.table, self.column) == ("documents", TEXT)


def find_names(
    db: Database,
    replacements: Sequence[Replacement],
    *,
    documents: Collection[DocumentId] | None = None,
    progress: Progress | None = None,
) -> list[NameHit]:
    """Everywhere that one of the names stands, the texts first, in their order.

    Args:
        documents: look in these alone, and in what was written about them; None in everything.

    Raises:
        Refused: if a name is empty, or would be replaced by something that holds it.
    """
    names = _names(replacements)
    everything = documents_store.all_documents(db)
    chosen = [one for one in everything if documents is None or one.id in documents]
    hits: list[NameHit] = []
    for number, document in enumerate(chosen):
        if progress:
            progress(number, len(chosen), document.title)
        text = documents_store.text(db, document.id)
        hits += _in(names, store.Wording("documents", document.id, TEXT, document.id, text))
    for wording in store.all_wordings(db):
        if documents is None or wording.document_id in documents:
            hits += _in(names, wording)
    return hits


def _in(names: Names, wording: store.Wording) -> Iterator[NameHit]:
    text = wording.text
    for found in names.find(text):
        yield NameHit(
            table=wording.table,
            row_id=wording.row_id,
            column=wording.column,
            words=text[found.start : found.end],
            found=found,
            before=text[max(0, found.start - _BESIDE) : found.start],
            after=text[found.end : found.end + _BESIDE],
            document_id=wording.document_id,
        )


def _names(replacements: Sequence[Replacement]) -> Names:
    for one in replacements:
        if not one.old.strip() or not one.new.strip():
            raise Refused(_("Say for each name what is to stand in its place."))
        if any(True for _found in Names([one]).find(one.new)):
            raise Refused(
                _("“{new}” still holds “{old}”. Choose other words to put there.").format(
                    new=one.new, old=one.old
                )
            )
    return Names(replacements)


def anonymise(
    project: Project,
    coder_id: CoderId,
    replacements: Sequence[Replacement],
    *,
    hits: Sequence[NameHit] | None = None,
    documents: Collection[DocumentId] | None = None,
    real_names: bool = False,
    progress: Progress | None = None,
) -> Changes:
    """Put other words in the place of names, in one step; every mark stays where it was.

    What was there before is still in the journal, so that this can be undone: see `seal`.

    Args:
        hits: those of `find_names` that were accepted; None takes all that are sure.
        documents: as in `find_names`.
        real_names: take these names off the persons who are called so, too, with what a survey's
            file knew them by.

    Raises:
        Refused: if a name is refused by `find_names`, or a hit no longer stands where it stood.
    """
    with project.operation(coder_id, "anonymise") as running:
        found = find_names(running.db, replacements, documents=documents, progress=progress)
        accepted = [hit for hit in found if hit.found.sure] if hits is None else list(hits)
        if not set(accepted) <= set(found):
            raise Refused(
                _("The texts have been changed meanwhile. Look through the list of names again.")
            )
        running.subject = replaced_by(replacements)
        replace_names(running, replacements, accepted, documents, real_names=real_names)
        return running.changes("anonymise")


def replace_names(
    running: Transaction,
    replacements: Sequence[Replacement],
    hits: Sequence[NameHit],
    documents: Collection[DocumentId] | None = None,
    *,
    real_names: bool = False,
) -> None:
    """`anonymise` within another operation; the hits are of `find_names`, and stand."""
    _put_words(running, [hit for hit in hits if not hit.in_text])
    _put_texts(running, [hit for hit in hits if hit.in_text])
    names = _names(replacements)
    _put_elsewhere(running, names, documents)
    if real_names:
        _forget(running, names)


def replaced_by(replacements: Sequence[Replacement]) -> str:
    """What was put in, not what was taken out."""
    return ", ".join(dict.fromkeys(one.new for one in replacements))


def _put_words(running: Transaction, hits: Iterable[NameHit]) -> None:
    places: dict[tuple[str, str, str], list[Found]] = defaultdict(list)
    for hit in hits:
        places[hit.table, hit.row_id, hit.column].append(hit.found)
    for (table, row_id, column), found in places.items():
        text = store.wording(running.db, table, row_id, column) or ""
        found.sort(key=lambda one: one.start)
        if (table, column) == _CHOICES:
            reword_choices(running, AttributeId(row_id), _line_by_line(text, found))
            continue
        words = replaced(text, found)
        if _UNIQUE.get(table) == column:
            words = free_title(words, store.taken(running.db, table, column, row_id))
        running.update(table, row_id, **{column: words})


def _line_by_line(text: str, found: Sequence[Found]) -> list[str]:
    """The lines with the replacements in them; each stays a line, and none becomes empty."""
    lines, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        own = [
            replace(one, start=one.start - start, end=one.end - start)
            for one in found
            if start <= one.start and one.end <= end
        ]
        lines.append(" ".join(replaced(line, own).split()) or line)
        start = end + 1
    return lines


def _put_texts(running: Transaction, hits: Iterable[NameHit]) -> None:
    by_document: dict[DocumentId, list[Edit]] = defaultdict(list)
    for hit in hits:
        if hit.document_id is not None:
            edit = Edit(hit.found.start, hit.found.end, hit.found.put)
            by_document[hit.document_id].append(edit)
    for document_id, edits in by_document.items():
        alignment = align_edits(running.text(document_id), sorted(edits))
        put_text(running, document_id, alignment, sure=True)


def _put_elsewhere(
    running: Transaction, names: Names, documents: Collection[DocumentId] | None
) -> None:
    """What repeats the words of a text that is no more: labels that stand beside it, passages
    without a place, and what a merge remembers."""
    for document in documents_store.all_documents(running.db):
        if documents is not None and document.id not in documents:
            continue
        for table, labelled in (
            ("turns", documents_store.turns(running.db, document.id)),
            ("landmarks", landmarks_store.in_document(running.db, document.id)),
        ):
            labels: dict[str, tuple[str]] = {row.id: (_sure(names, row.label),) for row in labelled}
            running.update_many(table, ("label",), labels)
        for segment in store.unplaced(running.db, document.id):
            _put_in_unplaced(running, names, segment)
    if documents is None:
        put_in_originals(running, lambda text: _sure(names, text))
        put_in_decisions(running, lambda text: _sure(names, text))


def _put_in_unplaced(running: Transaction, names: Names, segment: Segment) -> None:
    """The words beside such a passage may begin or end within a name: what is cut so goes."""
    before, after = segment.before, segment.after
    first, last = before.split(" ")[0], after.split(" ")[-1]
    if names.may_end_with(first):
        before = before[len(first) :]
    if names.may_begin_with(last):
        after = after[: len(after) - len(last)]
    running.update(
        "segments",
        segment.id,
        quote=_sure(names, segment.quote),
        before=_sure(names, before),
        after=_sure(names, after),
    )


def _sure(names: Names, text: str) -> str:
    return replaced(text, [found for found in names.find(text) if found.sure])


def _forget(running: Transaction, names: Names) -> None:
    """Real names that hold one of the names go, and so does what surveys knew these persons by; the
    pseudonyms stay."""
    forgotten = set()
    for person in persons_store.all_persons(running.db):
        if person.name and any(True for _found in names.find(person.name)):
            running.update("persons", person.id, name=None)
            forgotten.add(person.id)
    surveys = [survey.id for survey in surveys_store.all_surveys(running.db)]
    forget(
        running,
        [
            one.id
            for one in surveys_store.responses(running.db, surveys)
            if one.person_id in forgotten or any(True for _found in names.find(one.identity or ""))
        ],
    )


def unplaced(db: Database, document_id: DocumentId | None = None) -> list[Segment]:
    """The passages that have lost their place, of one document or of all."""
    return store.unplaced(db, document_id)


def where(hit: NameHit) -> str:
    """What a name stands in, beside the texts, in the user's language."""
    return {
        "documents": {"title": _("Title"), "wave": _("Wave")}.get(hit.column, _("File name")),
        "memos": _("Memo"),
        "codings": _("Comment"),
        "segments": _("Condensed form") if hit.column == "condensed" else _("Interpretation"),
        "quotes": _("Printed quote"),
        "persons": _("Person"),
        "codes": _("Codebook"),
        "attributes": _("Attribute"),
        "attribute_values": _("Attribute"),
        "backgrounds": _("Survey"),
        "project": _("Project"),
    }.get(hit.table, _("Elsewhere"))


def counted(hits: Sequence[NameHit]) -> str:
    """How many places there are, in the user's language."""
    return ngettext("{count} place", "{count} places", len(hits)).format(count=len(hits))
