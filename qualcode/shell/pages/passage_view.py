"""What the passage panel shows of the place where the reader is."""

from __future__ import annotations

from qualcode.core.report.typography import quoted
from qualcode.core.store import quotes as quotes_store
from qualcode.core.store.codings import Mark
from qualcode.core.translate import _, language
from qualcode.shell.models.codes import shortened
from qualcode.shell.pages.memos_here import MemosHere
from qualcode.shell.pages.shown import ShownDocument
from qualcode.shell.panels.chip import ChipView
from qualcode.shell.panels.passage import LONGEST_QUOTE, PassageView
from qualcode.shell.panels.passage_parts import PartsView
from qualcode.shell.session import Session
from qualcode.shell.text.views import Owner

#: so many characters fill the panel, white space and all
_ENOUGH = 4 * LONGEST_QUOTE
#: more codes at one place than these are chosen among in a list
MOST_CHIPS = 12


def passage_view(session: Session, shown: ShownDocument, memos: MemosHere) -> PassageView | None:
    """The passage at the caret with its codings, or the words that are marked; None if neither."""
    selected = shown.reader.selection()
    marks = _marks(shown)
    here = memos.at(selected.start if selected else shown.reader.caret())
    if selected is None and not marks and not here:
        return None
    mark = shown.current_coding()
    start, words = _words(shown, mark)
    chips = _with_chips(marks, mark)
    parts = _parts(session, shown, mark, memos) if mark else None
    known = {line.memo_id for line in parts.memos} if parts else set()
    return PassageView(
        speaker=_speaker(shown, start),
        quote=quoted(shortened(" ".join(words.split()), LONGEST_QUOTE - 2), language()),
        chips=tuple(_chip(shown, session, some) for some in chips),
        more=len(marks) - len(chips),
        chosen=mark.coding.id if mark else None,
        parts=parts,
        can_write=session.can_write,
        note=_note(session, shown, mark),
        memos=tuple(line for line in here if line.memo_id not in known),
    )


def _with_chips(marks: list[Mark], chosen: Mark | None) -> list[Mark]:
    """The codings that have a chip: of very many the first few, and the one that is looked at."""
    if len(marks) <= MOST_CHIPS:
        return marks
    first = marks[:MOST_CHIPS]
    if chosen is None or any(mark.coding.id == chosen.coding.id for mark in first):
        return first
    return [chosen, *first[:-1]]


def _parts(session: Session, shown: ShownDocument, mark: Mark, memos: MemosHere) -> PartsView:
    """What is written of the coding that is looked at."""
    assert session.project is not None
    coding, segment = mark.coding, mark.segment
    printed = quotes_store.of_segment(session.project.db, segment.id)
    return PartsView(
        coding_id=coding.id,
        segment_id=segment.id,
        own_words=segment.quote,
        comment=coding.comment,
        weight=coding.weight,
        stance=coding.stance,
        condensed=segment.condensed,
        interpretation=segment.interpretation,
        printed=printed.text if printed else None,
        is_chosen=bool(printed and printed.chosen),
        attribution=printed.attribution if printed else None,
        memos=memos.speaking_of(segment.id, coding.id),
        can_write=session.can_write,
        is_own=bool(shown.own([mark])),
    )


def all_chips(session: Session, shown: ShownDocument) -> list[ChipView]:
    """All codings at the caret."""
    return [_chip(shown, session, mark) for mark in _marks(shown)]


def _words(shown: ShownDocument, mark: Mark | None) -> tuple[int, str]:
    """Where the passage begins, and as many of its words as can be shown."""
    selected = shown.reader.selection()
    if mark is not None:
        return mark.segment.start or 0, mark.segment.quote[:_ENOUGH]
    if selected is None:
        return 0, ""
    end = min(selected.end, selected.start + _ENOUGH)
    return selected.start, shown.reader.text()[selected.start : end]


def _marks(shown: ShownDocument) -> list[Mark]:
    """The codings at the caret; first those of the lifted mark where that is elsewhere."""
    current = shown.current_marks()
    selected = shown.reader.selection()
    position = selected.start if selected else shown.reader.caret()
    here = shown.marks_at(position) if selected is None else _exactly(shown, selected)
    ids = {mark.coding.id for mark in here}
    elsewhere = [mark for mark in current if mark.coding.id not in ids]
    found = {mark.coding.id: mark for mark in (*elsewhere, *here)}
    return [mark for mark in found.values() if mark.coding.code_id in shown.codebook]


def _exactly(shown: ShownDocument, span: tuple[int, int]) -> list[Mark]:
    """The codings of just what is selected."""
    found = shown.marks_at(span[0])
    return [mark for mark in found if (mark.segment.start, mark.segment.end) == tuple(span)]


def _speaker(shown: ShownDocument, position: int) -> str:
    speaker = shown.who.speaker(position)
    if speaker is None:
        return ""
    return " · ".join(part for part in (speaker.time_code, speaker.name) if part)


def _chip(shown: ShownDocument, session: Session, mark: Mark) -> ChipView:
    code = shown.codebook.codes[mark.coding.code_id]
    coder = shown.coders.get(mark.coding.coder_id)
    return ChipView(
        coding_id=mark.coding.id,
        code_id=code.id,
        name=code.name,
        colour=code.colour,
        owner=Owner(coder.initials, coder.colour, coder.name) if coder else Owner("?", "#808080"),
        is_own=mark.coding.coder_id == session.coder_id,
        comment=mark.coding.comment,
        weight=mark.coding.weight,
        stance=mark.coding.stance,
    )


def _note(session: Session, shown: ShownDocument, mark: Mark | None) -> str:
    if mark is None or not session.can_write or shown.own([mark]):
        return ""
    coder = shown.coders.get(mark.coding.coder_id)
    return _("Marked by {evaluator}, who alone writes here.").format(
        evaluator=coder.name if coder else "?"
    )
