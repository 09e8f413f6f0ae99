"""Which codes a few typed letters mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.core.ids import CodeId
from qualcode.core.store.connection import casefold
from qualcode.shell.models.codebook import Codebook

_WORD = re.compile(r"\w+")

# From best to worst: how well the letters fit.
_WHOLE, _START, _WORD_START, _WORDS, _INSIDE, _ABOVE, _SCATTERED = range(7)


@dataclass(frozen=True, slots=True)
class Match:
    """A code that fits, and which characters of its name did."""

    code_id: CodeId
    matched: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    code_id: CodeId
    name: str
    folded: str
    above: str
    place: int


class Matcher:
    """Finds codes by letters. Made anew when the codebook changes.

    A name that begins with the letters comes first, then one with a word that does, then one that
    holds them, then one under a code that holds them, and last one that holds the letters with
    others between. Codes used lately come before others that fit as well.
    """

    def __init__(self, codebook: Codebook) -> None:
        self._entries = [
            _Entry(
                code.id,
                code.name,
                _folded(code.name),
                _folded(" ".join(codebook.path(code.id)[:-1])),
                place,
            )
            for place, code in enumerate(codebook)
        ]

    def find(self, letters: str, recent: Sequence[CodeId] = (), limit: int = 50) -> list[Match]:
        """The best matches; with no letters every code, those used lately first."""
        wanted = _folded(" ".join(letters.split()))
        ages: Mapping[CodeId, int] = {code_id: age for age, code_id in enumerate(recent)}
        never = len(ages)
        if not wanted:
            ordered = sorted(self._entries, key=lambda e: (ages.get(e.code_id, never), e.place))
            return [Match(entry.code_id) for entry in ordered[:limit]]
        found = [
            (fit, ages.get(entry.code_id, never), len(entry.folded), entry.place, entry)
            for entry in self._entries
            if (fit := _fit(wanted, entry)) is not None
        ]
        found.sort(key=lambda item: item[:4])
        return [Match(e.code_id, _matched(wanted, fit, e)) for fit, *_, e in found[:limit]]


def _folded(text: str) -> str:
    return casefold(text) or ""


def _fit(wanted: str, entry: _Entry) -> int | None:
    at = entry.folded.find(wanted)
    if at == 0:
        return _WHOLE if len(wanted) == len(entry.folded) else _START
    if at > 0:
        return _WORD_START if f" {wanted}" in entry.folded else _INSIDE
    if " " in wanted and _all_words(wanted, f"{entry.above} {entry.folded}"):
        return _WORDS
    if wanted in entry.above:
        return _ABOVE
    return _SCATTERED if _in_order(wanted, entry.folded) else None


def _all_words(wanted: str, text: str) -> bool:
    padded = f" {text}"
    return all(f" {word}" in padded for word in wanted.split())


def _in_order(wanted: str, text: str) -> bool:
    at = -1
    for character in wanted:
        at = text.find(character, at + 1)
        if at < 0:
            return False
    return len(wanted) > 1


def _matched(wanted: str, fit: int, entry: _Entry) -> tuple[tuple[int, int], ...]:
    """Stretches of the name; none where folding changed its length, so that none is off."""
    folded = entry.folded
    if len(folded) != len(entry.name) or fit == _ABOVE:
        return ()
    if fit == _WORDS:
        return tuple(_word_starts(wanted.split(), folded))
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
