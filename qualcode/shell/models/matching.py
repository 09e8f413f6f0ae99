"""Which codes a few typed letters mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qualcode.core.ids import CodeId
from qualcode.core.store.connection import casefold
from qualcode.shell.models.codebook import Codebook

#: how alike, in per cent, a slip of the finger leaves letters and the beginning they are meant for
_A_SLIP: Final = 70.0
_WORD = re.compile(r"\w+")

# From best to worst: how well the letters fit.
_WHOLE, _START, _WORD_START, _WORDS, _INSIDE, _ABOVE, _MISTYPED, _SCATTERED = range(8)
# Within a group the codes used lately come first, however well they fit.
_GROUPS: Final = {_WHOLE: 0, _START: 1, _WORD_START: 1, _WORDS: 1, _INSIDE: 2, _ABOVE: 2}
_LOOSE: Final = 3

# Letters that may be wrong, left out or changed about: none in three, where every mistake makes
# another word; one from four on, and two from eight on.
_LEAST_FOR_ONE: Final = 4
_LEAST_FOR_TWO: Final = 8
# Names are compared so far; a longer one is found by how it begins. Longer letters are no code's.
_LONGEST_COMPARED: Final = 200
_ROUNDING: Final = 0.01


@dataclass(frozen=True, slots=True)
class Match:
    """A code that fits, and which characters of its name did."""

    code_id: CodeId
    matched: tuple[tuple[int, int], ...] = ()
    #: whether the letters stand only here and there in the name, so that a new code is as likely
    is_loose: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    code_id: CodeId
    name: str
    folded: str
    above: str
    words: str  #: `above` and `folded`, each word after a space
    place: int


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The letters, made ready to be looked for in thousands of names."""

    letters: str
    words: tuple[str, ...]
    in_order: re.Pattern[str]

    @classmethod
    def of(cls, letters: str) -> _Wanted:
        words = tuple(f" {word}" for word in letters.split())
        # Possessive, so that the time it takes grows with the name alone.
        each = (f"[^{re.escape(one)}]*+{re.escape(one)}" for one in letters)
        return cls(letters, words, re.compile("".join(each)))


class Matcher:
    """Finds codes by letters. Made anew when the codebook changes.

    A name that is the letters comes first; then those that begin with them or have a word that
    does; then those that hold them, or stand under a code that does; then those with a letter
    mistyped; and last those that hold the letters with others between. Codes used lately come
    first in each of these groups.
    """

    def __init__(self, codebook: Codebook) -> None:
        self._entries = [
            _Entry(
                code.id,
                code.name,
                name := _folded(code.name),
                above := _folded(" ".join(codebook.path(code.id)[:-1])),
                f" {above} {name}",
                place,
            )
            for place, code in enumerate(codebook)
        ]
        self._compared = [entry.folded[:_LONGEST_COMPARED] for entry in self._entries]

    def find(self, letters: str, recent: Sequence[CodeId] = (), limit: int = 50) -> list[Match]:
        """The best matches; with no letters every code, those used lately first."""
        wanted = _folded(" ".join(letters.split()))
        ages: Mapping[CodeId, int] = {code_id: age for age, code_id in enumerate(recent)}
        never = len(ages)
        if not wanted:
            ordered = sorted(self._entries, key=lambda e: (ages.get(e.code_id, never), e.place))
            return [Match(entry.code_id) for entry in ordered[:limit]]
        mistyped, ready = self._mistyped(wanted), _Wanted.of(wanted)
        found: list[tuple[int, int, float, int, int, _Entry]] = []
        for entry in self._entries:
            fit = _fit(ready, entry)
            worse = 0.0
            if fit is None or fit == _SCATTERED:
                score = mistyped.get(entry.place)
                if score is not None:
                    fit, worse = _MISTYPED, 100.0 - score
            if fit is not None:
                group, age = _GROUPS.get(fit, _LOOSE), ages.get(entry.code_id, never)
                found.append((group, age, fit + worse / 100, len(entry.folded), entry.place, entry))
        found.sort(key=lambda item: item[:5])
        return [
            Match(e.code_id, _matched(wanted, int(fit), e), _is_loose(wanted, int(fit), e))
            for _, _, fit, _, _, e in found[:limit]
        ]

    def _mistyped(self, wanted: str) -> dict[int, float]:
        """How near the names come, by place, that hold the letters but for a few wrong ones."""

        from rapidfuzz import fuzz, process

        wrong = _wrong_letters(wanted)
        if not wrong or len(wanted) > _LONGEST_COMPARED:
            return {}
        # A wrong letter is one taken out and one put in; one changed about with the next likewise.
        least = 100.0 * (1 - wrong / len(wanted)) - _ROUNDING
        near = process.extract(
            wanted,
            self._compared,
            scorer=fuzz.partial_ratio,
            processor=None,
            score_cutoff=least,
            limit=None,
        )
        return {
            place: score
            for _name, score, place in near
            if len(self._compared[place]) >= _least_name(wanted)
        }


def _is_loose(wanted: str, fit: int, entry: _Entry) -> bool:
    """Whether a code is more likely meant by chance than by a slip of the finger: a misspelling
    comes near the beginning of a word."""
    if fit == _SCATTERED:
        return True
    if fit != _MISTYPED:
        return False
    from rapidfuzz import fuzz

    words = entry.folded.split()
    starts = (" ".join(words[at:])[: len(wanted)] for at in range(len(words)))
    return max((fuzz.ratio(wanted, start) for start in starts), default=0.0) < _A_SLIP


def _least_name(wanted: str) -> int:
    """How long a name is at least of which the letters are a misspelling: in a name shorter than
    they are, only as much of them would be looked for as there is room for."""
    return len(wanted) - _wrong_letters(wanted)


def _wrong_letters(wanted: str) -> int:
    return (len(wanted) >= _LEAST_FOR_ONE) + (len(wanted) >= _LEAST_FOR_TWO)


def _folded(text: str) -> str:
    return casefold(text) or ""


def _fit(ready: _Wanted, entry: _Entry) -> int | None:
    wanted = ready.letters
    at = entry.folded.find(wanted)
    if at == 0:
        return _WHOLE if len(wanted) == len(entry.folded) else _START
    if at > 0:
        return _WORD_START if f" {wanted}" in entry.folded else _INSIDE
    if len(ready.words) > 1 and all(word in entry.words for word in ready.words):
        return _WORDS
    if wanted in entry.above:
        return _ABOVE
    return _SCATTERED if len(wanted) > 1 and ready.in_order.match(entry.folded) else None


def _matched(wanted: str, fit: int, entry: _Entry) -> tuple[tuple[int, int], ...]:
    """Stretches of the name; none where folding changed its length, so that none is off."""

    from rapidfuzz import fuzz

    folded = entry.folded
    if len(folded) != len(entry.name) or fit == _ABOVE:
        return ()
    if fit == _WORDS:
        return tuple(_word_starts(wanted.split(), folded))
    if fit == _MISTYPED:
        near = fuzz.partial_ratio_alignment(wanted, folded[:_LONGEST_COMPARED])
        return ((near.dest_start, near.dest_end),) if near else ()
    if fit != _SCATTERED:
        at = folded.find(f" {wanted}") + 1 if fit == _WORD_START else folded.find(wanted)
        return ((at, at + len(wanted)),)
    return tuple(_scattered(wanted, folded))


def _word_starts(words: Iterable[str], folded: str) -> Iterable[tuple[int, int]]:
    for word in words:
        for match in _WORD.finditer(folded):
            if match[0].startswith(word):
                yield match.start(), match.start() + len(word)
                break


def _scattered(wanted: str, folded: str) -> Iterable[tuple[int, int]]:
    at = -1
    for character in wanted:
        at = folded.find(character, at + 1)
        yield at, at + 1
