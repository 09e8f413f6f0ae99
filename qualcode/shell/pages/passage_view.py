"""What the passage panel shows of the place where the reader is."""

from __future__ import annotations

from qualcode.core.report.typography import quoted
from qualcode.core.store.codings import Mark
from qualcode.core.translate import _, language
from qualcode.shell.models.codes import shortened
from qualcode.shell.pages.shown import ShownDocument
from qualcode.shell.panels.chip import ChipView
from qualcode.shell.panels.passage import LONGEST_QUOTE, PassageView
from qualcode.shell.session import Session
from qualcode.shell.text.views import Owner

#: so many characters fill the panel, white space and all
_ENOUGH = 4 * LONGEST_QUOTE


def passage_view(session: Session, shown: ShownDocument) -> PassageView | None:
    """The passage at the caret with its codings, or the words that are marked; None if neither."""
    selected = shown.reader.selection()
    marks = _marks(shown)
    if selected is None and not marks:
        return None
    mark = shown.current_coding()
    start, words = _words(shown, mark)
    return PassageView(
        speaker=_speaker(shown, start),
        quote=quoted(shortened(" ".join(words.split()), LONGEST_QUOTE - 2), language()),
        chips=tuple(_chip(shown, session, some) for some in marks),
        chosen=mark.coding.id if mark else None,
        segment_id=mark.segment.id if mark else None,
        comment=mark.coding.comment if mark else None,
        condensed=mark.segment.condensed if mark else None,
        can_write=session.can_write,
        is_own=mark is not None and bool(shown.own([mark])),
        note=_note(session, shown, mark),
    )


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
    speaker = shown.speaker(position)
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
    )


def _note(session: Session, shown: ShownDocument, mark: Mark | None) -> str:
    if mark is None or not session.can_write or shown.own([mark]):
        return ""
    coder = shown.coders.get(mark.coding.coder_id)
    return _("Marked by {evaluator}, who alone writes here.").format(
        evaluator=coder.name if coder else "?"
    )
