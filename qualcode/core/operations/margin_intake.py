"""From a file's margin and a rule to what is to be coded, and in which document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from qualcode.core.changes import Changes
from qualcode.core.ids import DocumentId
from qualcode.core.importers.colours import colour_name
from qualcode.core.importers.margin import Margin
from qualcode.core.importers.margin_rules import (
    CODES,
    MEMOS,
    NONE,
    TEXT,
    MarginRule,
    Wish,
    into_text,
    wishes,
)
from qualcode.core.importers.transcript import Transcript
from qualcode.core.operations.code_finder import CodeFinder
from qualcode.core.operations.margin_known import Known, KnownTexts, on_stored, with_names
from qualcode.core.store import codings as codings_store
from qualcode.core.store import memos as memos_store
from qualcode.core.translate import _, ngettext


@dataclass(frozen=True, slots=True)
class Intake:
    """One file with the wishes that its margin comes to.

    Attributes:
        transcript: as it is to be stored.
        margin: what the wishes were made of, at places of the text that they belong to.
        known: the document that the comments belong to, which is in the project already.
        corrects: whether the text takes the place of that document's, which is not the same.
    """

    transcript: Transcript
    margin: Margin
    rule: MarginRule
    wishes: tuple[Wish, ...] = ()
    known: Known | None = None
    corrects: bool = False

    @property
    def is_idle(self) -> bool:
        """Whether the rule makes nothing of the margin."""
        return self.rule.comments == NONE and not self.wishes


class Intakes:
    """Makes intakes; what has to be looked up in the project is looked up once."""

    def __init__(self, db: Database, rule: MarginRule) -> None:
        self._db = db
        self._rule = rule
        self._codes = CodeFinder(db)
        self._texts: KnownTexts | None = None

    def of(
        self,
        transcript: Transcript,
        *,
        speakers: bool = True,
        as_new: bool = False,
        correct: bool = False,
    ) -> Intake:
        """What becomes of a file. Comments of a document that is here already go to it; a rule that
        leaves comments out does not make the file another document.

        Args:
            as_new: not so: the file is another document.
            correct: and where the texts differ, the document's is corrected.
        """
        margin, rule = transcript.margin, self._rule
        if rule.comments == TEXT:
            transcript = into_text(transcript, speakers=speakers)
            found = wishes(transcript.margin, rule, self._codes.knows)
            return Intake(transcript, margin, rule, tuple(found))
        known = None
        if margin.comments and not as_new:
            self._texts = self._texts or KnownTexts(self._db)
            known = self._texts.find(transcript.text)
        if known and correct and not known.is_same:
            transcript = with_names(transcript, known)
            found = wishes(transcript.margin, rule, self._codes.knows)
            return Intake(transcript, transcript.margin, rule, tuple(found), known, corrects=True)
        placed = on_stored(margin, transcript.text, known) if known else margin
        found = wishes(placed, rule, self._codes.knows)
        return Intake(transcript, placed, rule, tuple(found), known)


@dataclass(frozen=True, slots=True)
class Returned:
    """A file whose margin belongs to a document that is in the project already.

    Attributes:
        known: how the document's text was written into the file; None where it came from another
            file, which this one corrects.
        corrects: whether the file's text takes the place of the document's.
    """

    document_id: DocumentId
    transcript: Transcript
    rule: MarginRule
    known: Known | None = None
    corrects: bool = False


def returned(
    db: Database, files: Iterable[Returned]
) -> tuple[dict[DocumentId, Transcript], dict[DocumentId, list[Wish]]]:
    """The new texts of documents, and what is to be coded in them."""
    codes = CodeFinder(db)
    corrected: dict[DocumentId, Transcript] = {}
    asked: dict[DocumentId, list[Wish]] = {}
    for file in files:
        transcript, margin = file.transcript, file.transcript.margin
        if file.corrects:
            transcript = with_names(transcript, file.known) if file.known else transcript
            corrected[file.document_id] = transcript
            margin = transcript.margin
        elif file.known:
            margin = on_stored(margin, transcript.text, file.known)
        found = wishes(margin, file.rule, codes.knows)
        if found:
            asked.setdefault(file.document_id, []).extend(found)
    return corrected, asked


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has come of a margin.

    Attributes:
        codings, memos: how many are new.
        there: how many codes were on their words already.
    """

    codings: int
    memos: int
    there: int


def outcome(db: Database, changes: Changes, document_id: DocumentId, intake: Intake) -> Outcome:
    """What an import has written into a document out of its margin."""
    marks = codings_store.marks_in(db, document_id)
    codings = sum(mark.coding.id in changes.added.get("codings", ()) for mark in marks)
    segments = [segment.id for segment in codings_store.segments_in(db, document_id)]
    memos = sum(
        memo.id in changes.added.get("memos", ()) for memo in memos_store.about(db, segments)
    )
    asked = sum(max(1, len(wish.codes)) for wish in intake.wishes)
    return Outcome(codings, memos, max(0, asked - codings - memos))


def sentences(margin: Margin, rule: MarginRule) -> Iterator[str]:
    """What stands in a margin, what becomes of it by a rule, and what is doubtful in it."""
    if margin.comments:
        yield _("{comments} {by}: {become}.").format(
            **counted(margin), become=_become(rule.comments)
        )
    yield from doubts(margin)
    for colour, number in colours(margin).items():
        code = rule.highlights.get(colour, "").strip()
        text = ngettext(
            "{number} passage in {colour}: {become}.",
            "{number} passages in {colour}: {become}.",
            number,
        )
        become = _("“{name}”").format(name=code) if code else _("left out")
        yield text.format(number=number, colour=colour_name(colour), become=become)


def named_before(names: Mapping[str, str]) -> Iterator[str]:
    """That comments seem to have come in as codes of other names; see `margin_new.Before`."""
    for words, code in names.items():
        yield _(
            "“{words}” seems to have come in as “{code}” before: say so if it is meant still."
        ).format(words=words, code=code)


def counted(margin: Margin) -> dict[str, str]:
    """`comments`: how many there are; `by`: how many people wrote them."""
    comments, people = len(margin.comments), len(margin.authors)
    return {
        "comments": ngettext("{number} comment", "{number} comments", comments).format(
            number=comments
        ),
        "by": ngettext("by {number} person", "by {number} people", people).format(number=people),
    }


def doubts(margin: Margin) -> Iterator[str]:
    """What a person should look at."""
    doubtful = sum(comment.is_doubtful for comment in margin.comments)
    if doubtful:
        yield ngettext(
            "{number} comment marks no words, and was put on its paragraph.",
            "{number} comments mark no words, and were put on their paragraphs.",
            doubtful,
        ).format(number=doubtful)
    done = sum(comment.is_done for comment in margin.comments)
    if done:
        yield ngettext(
            "{number} comment is marked as resolved.",
            "{number} comments are marked as resolved.",
            done,
        ).format(number=done)
    if margin.homeless:
        yield ngettext(
            "{number} comment belongs to nothing in the text, and is left out.",
            "{number} comments belong to nothing in the text, and are left out.",
            margin.homeless,
        ).format(number=margin.homeless)


def colours(margin: Margin) -> dict[str, int]:
    """The colours in a text, and how many passages each has, in the order of the text."""
    return dict(Counter(one.colour for one in margin.highlights))


def _become(comments: str) -> str:
    if comments == NONE:
        return _("left out")
    if comments == TEXT:
        return _("written below their paragraphs")
    if comments == MEMOS:
        return _("memos")
    return _("codes") if comments == CODES else _("codes and memos")


def written(found: Outcome) -> Iterator[str]:
    """What has come of a margin, in sentences."""
    parts = [
        text.format(number=number)
        for number, text in (
            (found.codings, ngettext("{number} coding", "{number} codings", found.codings)),
            (found.memos, ngettext("{number} memo", "{number} memos", found.memos)),
        )
        if number
    ]
    if parts:
        yield _("Out of the margin: {what}.").format(what=", ".join(parts))
    if found.there:
        yield ngettext(
            "{number} was there already, or was changed here since.",
            "{number} were there already, or were changed here since.",
            found.there,
        ).format(number=found.there)
