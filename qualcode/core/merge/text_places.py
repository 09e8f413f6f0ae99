"""Where two files changed the same words of a text, each otherwise, and what somebody chose there.

The text is woven as if nobody had chosen; what is chosen is written into that. So a choice is a
correction by somebody who knows of both wordings: it travels as one, and meets others as one.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from qualcode.core.merge.chosen_turns import take_speakers
from qualcode.core.merge.combine import TOGETHER, Both
from qualcode.core.merge.decided import PLACE, Decided
from qualcode.core.merge.relations import with_values
from qualcode.core.merge.replaced_names import without
from qualcode.core.merge.settle import Settled
from qualcode.core.merge.text_beside import changed_beside
from qualcode.core.merge.text_phrases import joined, phrases
from qualcode.core.merge.text_words import first_words, last_words, whole_words
from qualcode.core.merge.text_writers import Writers
from qualcode.core.merge.woven import Meeting, TextBeside, TextPlace, Woven
from qualcode.core.model.anchoring import align
from qualcode.core.model.edit import Edit
from qualcode.core.model.puts import written
from qualcode.core.model.replacing import Names
from qualcode.core.model.text_merge import Collision
from qualcode.core.model.words import WORD

if TYPE_CHECKING:
    from qualcode.core.merge.weaving import Weaving

#: so much of a hash tells texts apart
_DIGITS: Final = 12
_NAME: Final = re.compile(r"([0-9a-f]+)-(\d{1,12})-(\d{1,12})")


def is_place(name: str) -> bool:
    """Whether a plan may call a place so."""
    return _NAME.fullmatch(name) is not None


def choose_places(settled: Settled, decided: Decided, weaving: Weaving, woven: Woven) -> Woven:
    """The text with what somebody chose at the places where both sides changed the same words."""
    meeting = weaving.meeting() if woven.text is not None else None
    if meeting is None or woven.text is None:
        return woven
    asked = decided.places.get(weaving.document_id, {})
    places = list(_Places(settled.both, weaving, meeting, woven.text).all(asked))
    beside = [
        one
        for one in changed_beside(settled.both, weaving, meeting, woven.text)
        if not any(place.has_in_it(one) for place in places)
    ]
    told: list[TextPlace] = []
    edits: list[Edit] = []
    for one in places:
        answer = _answer(one.place, asked)
        if answer is None or answer not in one.answers:
            told.append(one)
            continue
        if answer == TOGETHER:
            told.append(replace(one, chosen=True))
            continue
        told.append(replace(one, taken=answer, chosen=True))
        about = (weaving.document_id, one.place)
        row = decided.note(settled.both, PLACE, about, one.authors[answer][0].coder_id)
        settled.shown["decisions"][row[0]] = row
        if answer != one.taken:
            edits.append(Edit(one.start, one.end, one.words[answer] or ""))
            take_speakers(settled, decided.changed, weaving.document_id, answer, one.spans[answer])
    if edits:
        woven = _corrected(settled.both, decided, weaving, woven, edits)
        told = list(_as_it_stands(told, edits, settled.both.text(str(woven.text))))
    return replace(woven, places=tuple(told), beside=tuple(_moved(beside, edits)))


def _moved(beside: Iterable[TextBeside], edits: Sequence[Edit]) -> Iterator[TextBeside]:
    """Where that is after these edits."""
    for one in beside:
        yield one._replace(start=_after(one.start, edits), end=_after(one.end, edits))


def _as_it_stands(
    places: Iterable[TextPlace], edits: Sequence[Edit], text: str
) -> Iterator[TextPlace]:
    """The places with what stands beside them after these edits."""
    for one in places:
        start = _after(one.start, [edit for edit in edits if edit.start < one.start])
        before, after = last_words(text, start), first_words(text, _after(one.end, edits))
        yield replace(one, before=before, after=after)


def _after(place: int, edits: Iterable[Edit]) -> int:
    return place + sum(len(e.words) - (e.end - e.start) for e in edits if e.end <= place)


def _answer(place: str, asked: Mapping[str, int]) -> int | None:
    """What was answered about a place, or about a part of it, if that is one answer: what stands
    there may reach further by now."""
    if place in asked:
        return asked[place]
    told = {answer for other, answer in asked.items() if _overlap(place, other)}
    return told.pop() if len(told) == 1 else None


def _overlap(one: str, other: str) -> bool:
    found = _NAME.fullmatch(one), _NAME.fullmatch(other)
    if found[0] is None or found[1] is None or found[0][1] != found[1][1]:
        return False
    (start, end), (begin, stop) = ((int(some[2]), int(some[3])) for some in found if some)
    return start < stop and begin < end


def _corrected(
    both: Both, decided: Decided, weaving: Weaving, woven: Woven, edits: Sequence[Edit]
) -> Woven:
    """Write what was chosen into the text, as somebody would who corrects what a merge made."""
    assert woven.text is not None, "it has places"
    documents, one = both.rows["documents"], weaving.document_id
    before = both.text(woven.text)
    after = written(before, edits)
    decided.changed.append(("documents", one, _text_columns(woven.text, before)))
    woven = weaving.corrected(woven, after)
    new = _text_columns(str(woven.text), after)
    documents[one] = with_values("documents", documents[one], **new)
    return woven


def _text_columns(sha256: str, text: str) -> dict[str, object]:
    return {"text_sha256": sha256, "characters": len(text)}


class _Places:
    def __init__(self, both: Both, weaving: Weaving, meeting: Meeting, sha256: str) -> None:
        self._both = both
        self._weaving = weaving
        self._meeting = meeting
        self._text = both.text(sha256)
        self._base = both.text(meeting.base)
        self._sides = both.text(meeting.texts[0]), both.text(meeting.texts[1])
        self._hash = sha256
        merged = meeting.merged.text
        self._moved = None if merged == self._text else align(merged, self._text)
        self._writers = [
            Writers(both, weaving, side, meeting.texts[meeting.order[side]]) for side in (0, 1)
        ]

    def all(self, asked: Container[str]) -> Iterator[TextPlace]:
        """Args: asked: places of which somebody has answered: those that an older plan told word by
        word are told so again."""
        done = 0
        for some in phrases(self._meeting.merged.changes, self._base, self._by_the_same):
            for one in self._places(some, asked):
                if done <= one.start:
                    done = one.end
                    yield one

    def _places(self, some: Sequence[Collision], asked: Container[str]) -> Iterator[TextPlace]:
        """What is read as one as one place, if somebody may choose there."""
        whole = self._whole(some)
        parts = [place for one in some if one.collides and (place := self._place(one)) is not None]
        answered = any(one.place in asked for one in parts)
        if whole is None or (answered and whole.place not in asked):
            yield from parts
        else:
            yield whole

    def _whole(self, some: Sequence[Collision]) -> TextPlace | None:
        for one in some:
            for side, text in enumerate(self._sides):
                if not text.startswith(one.sides[side], one.starts[side]):
                    return None  # words that one of them moved
        hit = joined(some, self._sides, self._meeting.merged.text)
        place = self._place(hit, is_phrase=len(some) > 1)
        return place if place is not None and place.answers else None

    def _by_the_same(self, one: Collision, other: Collision) -> bool:
        return self._persons(one) == self._persons(other)

    def _persons(self, hit: Collision) -> list[set[str]]:
        """Who wrote what ours says there, and theirs."""
        return [
            {author.coder_id for author in self._writers[side].of(span)}
            for side, span in enumerate(self._spans(hit))
        ]

    def _spans(self, hit: Collision) -> tuple[tuple[int, int], tuple[int, int]]:
        """Where that is in the text of ours, and of theirs."""
        ours, theirs = (
            (hit.starts[at], hit.starts[at] + len(hit.sides[at])) for at in self._meeting.order
        )
        return ours, theirs

    def _place(self, hit: Collision, *, is_phrase: bool = False) -> TextPlace | None:
        """None where the two do not differ in what may be told, nor where it is now."""
        start, end = hit.start, hit.start + len(hit.stands)
        if self._moved is not None:
            start, end = self._moved.place(start), self._moved.place(end)
        order = self._meeting.order
        words = (self._words(hit, order[0]), self._words(hit, order[1]))
        if end < start or (words[0] == words[1] and words[0] is not None):
            return None
        spans = self._spans(hit)
        stands = self._text[start:end]
        found = TextPlace(
            place=self._name(hit),
            start=start,
            end=end,
            before=last_words(self._text, start),
            stands=stands,
            after=first_words(self._text, end),
            words=words,
            spans=spans,
            authors=(tuple(self._writers[0].of(spans[0])), tuple(self._writers[1].of(spans[1]))),
            taken=words.index(stands) if stands in words else None,
            answers=(),
        )
        is_mixed = is_phrase and stands == hit.stands
        return replace(found, answers=self._answers(found, is_mixed=is_mixed))

    def _name(self, hit: Collision) -> str:
        """Where it is in what both had before: the same whichever side is ours, and whatever was
        chosen there when another file was taken in."""
        return f"{self._meeting.base[:_DIGITS]}-{hit.base[0]}-{hit.base[1]}"

    def _words(self, hit: Collision, at: int) -> str | None:
        """What one of the two wrote, without names that the other replaced; None if it may hold one
        that was spelled otherwise."""
        names, words = self._meeting.names[1 - at], hit.sides[at]
        if names is None:
            return words
        start, end = whole_words(self._base, *hit.base)
        if any(True for _hit in names.find(self._base[start:end])) or self._may_name(words, names):
            return None
        return without(names, words)

    def _may_name(self, words: str, names: Names) -> bool:
        """Whether there is a word with a capital that the text has nowhere else."""
        if any(True for _hit in names.find(words)):
            return False  # that is replaced
        capital = {one for one in WORD.findall(words) if one[:1].isupper()}
        return bool(capital.difference(WORD.findall(self._text)))

    def _answers(self, place: TextPlace, *, is_mixed: bool) -> tuple[int, ...]:
        """Args: is_mixed: what stands there may be of both."""
        if None in place.words or (place.taken is None and not is_mixed):
            return ()
        if self._weaving.is_survey and not all(self._keeps_an_answer(place, at) for at in (0, 1)):
            return ()
        return (0, 1) if place.taken is not None else (0, 1, TOGETHER)

    def _keeps_an_answer(self, place: TextPlace, side: int) -> bool:
        """Whether what a side says is within one answer to a survey, and leaves some of it."""
        around = [
            one
            for one in self._weaving.turns.of(self._hash)
            if one.start < max(place.end, place.start + 1) and place.start < one.end
        ]
        if len({one.person for one in around}) != 1:
            return False
        start, end = min(one.start for one in around), max(one.end for one in around)
        left = self._text[start : place.start], place.words[side], self._text[place.end : end]
        inside = start <= place.start and place.end <= end
        return inside and bool("".join(filter(None, left)).strip())
