"""Sentences of a text, by the rules of its language.

spaCy parts the text into tokens and says after which a sentence ends; it needs no trained model for
that. It is imported when a sentence is first asked for, which takes a second: `warm_up` in a worker
has it ready. Its rules know written language. Three things of transcripts are mended here: a
sentence goes on before a small letter, an opening quotation mark belongs to what it opens though it
looks like a closing one in Swedish, and nothing goes on over the end of a line.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from qualcode.core.model.span import Span, trim

if TYPE_CHECKING:
    from spacy.language import Language

#: spaCy refuses a text of more than a million characters; a line far longer than any paragraph is
#: read piece by piece, each ending after a sentence if there is one to be seen
_LONGEST_PIECE: Final = 50_000
#: how far from a place its sentence is looked for at first, in a line without end
_NEAR: Final = 2_000
#: and at most: what has no end so far is no sentence
_FAR: Final = 8_000
_OTHER_LANGUAGES: Final = "xx"
_LANGUAGES: Final = ("sv", "en")

_LINE: Final = re.compile(r"[^\n]+")
_PIECE_END: Final = re.compile(r"[.!?…][\"'”’»)\]]*\s")
#: an opening mark with space before it, and none after
_OPENING: Final = re.compile(r"\s[\"'“”‘’»«(\[]+\Z")
#: before a sentence's first letter: marks, spaces, and signs that turn the direction
_MARKS: Final = (
    "\"'“”‘’»«([)] \t\u00a0-–—\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_ENDS: Final = ["…", "...", "..", "....", "!!", "!!!", "??", "???", "?!", "!?"]
#: beside those that spaCy knows of each language; both are heard in both
_ABBREVIATIONS: Final = (
    *("bl.a.", "t.ex.", "dvs.", "d.v.s.", "osv.", "o.s.v.", "m.m.", "m.fl.", "f.d.", "s.k."),
    *("p.g.a.", "pga.", "ca.", "kl.", "nr.", "st.", "resp.", "ev.", "exkl.", "inkl.", "jfr."),
    *("tel.", "forts.", "fr.o.m.", "t.o.m.", "i.e.", "e.g.", "etc.", "vs.", "mr.", "mrs.", "ms."),
    *("dr.", "prof.", "no.", "approx.", "cf."),
)


class _Splitter:
    """One language's rules. Used from several threads, one stretch at a time."""

    def __init__(self, code: str) -> None:
        self._lock = threading.Lock()
        self._tool = _tool(code)
        sentencizer: Any = self._tool.get_pipe("sentencizer")
        self._ending = "".join(sentencizer.punct_chars)
        self._may_end = re.compile(f"[{re.escape(self._ending)}]")

    def ends(self, text: str) -> list[int]:
        """Where the sentences of a text end, the last with the text itself."""
        if not self._may_end.search(text.rstrip(self._ending)):
            return [len(text)]  # one sentence, as many turns are: seen at a fiftieth of the cost
        with self._lock, self._tool.memory_zone():  # no word is kept longer than it is needed
            return [sentence.end_char for sentence in self._tool(text).sents]


def _tool(code: str) -> Language:
    import spacy
    from spacy.pipeline import Sentencizer

    made = spacy.blank(code)
    made.add_pipe("sentencizer", config={"punct_chars": [*Sentencizer.default_punct_chars, *_ENDS]})
    tokenizer: Any = made.tokenizer
    for abbreviation in _ABBREVIATIONS:
        for written in (abbreviation, abbreviation.capitalize()):
            tokenizer.add_special_case(written, [{"ORTH": written}])
    return made


@cache
def _splitter(code: str) -> _Splitter:
    return _Splitter(code)


def _splitter_of(language: str) -> _Splitter:
    return _splitter(language if language in _LANGUAGES else _OTHER_LANGUAGES)


def warm_up(language: str) -> None:
    """Have the rules of a language ready. For a worker: it takes a second the first time."""
    _splitter_of(language).ends("Hej. Hello.")


def sentences(text: str, spans: Iterable[tuple[int, int]], language: str) -> Iterator[Span]:
    """The sentences within the spans, such as turns; none goes on over the end of a line.

    Args:
        language: ``sv`` or ``en``; another has rules that hold for most.
    """
    splitter = _splitter_of(language)
    for start, end in spans:
        for line in _LINE.finditer(text, start, end):
            yield from _in_line(splitter, text, *line.span())


def sentence_at(text: str, position: int, within: tuple[int, int], language: str) -> Span | None:
    """The sentence of a stretch that holds a position, or else the one before it; None if there is
    none. No more of a long line is looked at than is needed."""
    start, end = within
    position = min(max(position, start), end)
    line = text.rfind("\n", start, position) + 1 or start
    line_end = text.find("\n", position, end)
    line_end = end if line_end < 0 else line_end
    splitter, reach = _splitter_of(language), _NEAR
    while True:
        from_, to = max(line, position - reach), min(line_end, position + reach)
        found = _holding(list(_in_line(splitter, text, from_, to)), position)
        all_seen = (from_ == line or (found and found.start > from_)) and (
            to == line_end or (found and found.end < to)
        )
        if all_seen or reach >= _FAR:
            return found
        reach *= 4


def _holding(found: list[Span], position: int) -> Span | None:
    before = [span for span in found if span.start <= position]
    return before[-1] if before else next(iter(found), None)


def _in_line(splitter: _Splitter, text: str, start: int, end: int) -> Iterator[Span]:
    for from_, to in _pieces(text, start, end):
        begins = from_
        for ends in _mended(text, from_, to, splitter.ends(text[from_:to])):
            if span := trim(text, begins, ends):
                yield span
            begins = ends


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST_PIECE:
        limit = start + _LONGEST_PIECE
        found = list(_PIECE_END.finditer(text, limit - _LONGEST_PIECE // 5, limit))
        space = text.rfind(" ", start + 1, limit)
        cut = found[-1].end() if found else space + 1 if space > start else limit
        yield start, cut
        start = cut
    yield start, end


def _mended(text: str, start: int, end: int, ends: list[int]) -> Iterator[int]:
    for place in ends:
        at = start + place
        if at >= end:
            break
        if opening := _OPENING.search(text, max(start, at - 8), at):
            at = opening.start()
        following = text[at : at + 40].lstrip(_MARKS)[:1]
        if following and not following.islower():
            yield at
    yield end
