"""Persons' real names in what somebody wrote: pseudonyms in their place where it is surely the name.

Names are written in many ways: in capitals, with `_` or a hyphen beside them, with letters that are
put together of two, as part of an address. Where it may as well be another word ("berg" for Berg,
"Annan" for Anna), it is found and left, for a person to read.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final, TypeVar, cast

from qualcode.core.analysis.names import name_words
from qualcode.core.model import Person
from qualcode.core.model.replacing import ENDINGS

Something = TypeVar("Something")

_WORD: Final = re.compile(r"[^\W_]+")
_BEGINNING: Final = re.compile(r"(?<![^\W_])[^\W_]{1,3}")
#: What may stand between the words of one name. No new line or tab: they part lines of a list.
_BETWEEN: Final = re.compile(r"[^\S\n\r\t]{1,3}|[-‐‑–._]")
#: What is not seen, or belongs to the letter before it.
_UNSEEN: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_MARKED: Final = re.compile(rf"[{_UNSEEN}\u0300-\u036f]")
_LETTER: Final = re.compile(r"(?s).[\u0300-\u036f]*")
#: A word of fewer letters in other capitals than the name's may be an abbreviation.
_IN_CAPITALS: Final = 4
#: So many letters of several words in a row are the name whatever their capitals.
_IN_A_ROW: Final = 6
#: A shorter name begins many words.
_BEGINS: Final = 5


@dataclass(frozen=True, slots=True)
class RealName:
    """Where a name stands, or may stand.

    Attributes:
        put: what stands in its place in what goes to others.
        sure: whether it is the name as far as can be told.
        in_small: whether it is one word without a capital, which may well be another word.
    """

    start: int
    end: int
    put: str
    sure: bool
    in_small: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """A name of several words, by its words in small letters; `between` is what parts them."""

    words: tuple[str, ...]
    as_written: tuple[str, ...]
    between: tuple[str, ...]
    tail: str
    put: str


class Names:
    """Real names, and what is written in their place."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self._rows: dict[str, list[_Row]] = defaultdict(list)
        self._words: dict[str, dict[str, str]] = defaultdict(dict)
        for person in sorted(
            persons, key=lambda one: one.id
        ):  # in all files the same one is met first
            if person.name:
                self._learn(replace(person, name=unicodedata.normalize("NFC", person.name)))
        for rows in self._rows.values():
            rows.sort(key=lambda row: -len(row.words))
        self._long = {word for word in self._words if len(word) >= _BEGINS}
        self._lengths = sorted({len(word) for word in self._long}, reverse=True)
        self._beginnings = {word[:3] for word in (*self._words, *self._rows)}

    def _learn(self, person: Person) -> None:
        put = f"[{person.pseudonym}]"
        name = person.name or ""
        words = name_words([person])
        for part in (name, name.partition("(")[0], *name.split()):
            found = list(_WORD.finditer(part))
            if len(found) > 1 and (part == name or all(one[0][0].isupper() for one in found)):
                self._learn_row(part, found, put)
            elif found and part == name:
                words |= {found[0][0]}
        for word in words:
            self._words[word.casefold()].setdefault(word, put)

    def _learn_row(self, part: str, found: Sequence[re.Match[str]], put: str) -> None:
        as_written = tuple(one[0] for one in found)
        between = tuple(part[one.end() : after.start()] for one, after in pairwise(found))
        words = tuple(word.casefold() for word in as_written)
        if words not in {row.words for row in self._rows[words[0]]}:
            tail = part[found[-1].end() :].strip()
            self._rows[words[0]].append(_Row(words, as_written, between, tail, put))

    def find(self, text: str) -> Iterator[RealName]:
        """Where names stand or may stand, in order."""
        if not self._beginnings:
            return
        plain, starts = _without_marks(text)
        if self._beginnings.isdisjoint(_BEGINNING.findall(plain.casefold())):
            return
        words = list(_WORD.finditer(plain))
        at = 0
        while at < len(words):
            found, number = self._in_a_row(plain, words, at)
            if found is None:
                found, number = self._alone(words[at]), 1
            if found is not None and starts is not None:
                found = replace(found, start=starts[found.start], end=starts[found.end])
            if found is not None:
                yield found
            at += number

    def _in_a_row(
        self, text: str, words: Sequence[re.Match[str]], at: int
    ) -> tuple[RealName | None, int]:
        for row in self._rows.get(words[at][0].casefold(), ()):
            number = len(row.words)
            some = words[at : at + number]
            if len(some) < number or not _is_row(text, some, row):
                continue
            as_written = [one[0] for one in some]
            as_written[-1] = as_written[-1][: len(row.as_written[-1])]
            sure = tuple(as_written) == row.as_written or sum(map(len, row.words)) >= _IN_A_ROW
            end = some[-1].end()
            if row.tail and text.startswith(row.tail, end):
                end += len(row.tail)
            if sure:
                return RealName(some[0].start(), end, row.put, sure=True), number
        return None, 1

    def _alone(self, word: re.Match[str]) -> RealName | None:
        written, plain = word[0], word[0].casefold()
        if forms := self._words.get(plain):
            capitals = len(written) >= _IN_CAPITALS and (written.isupper() or written.istitle())
            if len(written) < 3 and written not in forms:
                return None
            put = forms.get(written) or next(iter(forms.values()))
            return RealName(
                *word.span(), put, sure=written in forms or capitals, in_small=written.islower()
            )
        if any(plain[:length] in self._long for length in self._lengths) or (
            written[0].isupper()
            and any(plain.endswith(end) and plain[: -len(end)] in self._words for end in ENDINGS)
        ):
            return RealName(*word.span(), "", sure=False, in_small=written.islower())
        return None

    def found_in(self, text: str) -> list[tuple[str, str]]:
        """The names that surely stand in a text, each with what is written in its place."""
        return [(text[one.start : one.end], one.put) for one in self.find(text) if one.sure]

    def out_of(self, found: Something) -> Something:
        """The same without real names: a text, or lists and dictionaries of texts."""
        changed: Any = found
        if isinstance(found, str):
            for one in reversed([one for one in self.find(found) if one.sure]):
                changed = changed[: one.start] + one.put + changed[one.end :]
        elif isinstance(found, dict):
            changed = {key: self.out_of(value) for key, value in found.items()}
        elif isinstance(found, list):
            changed = [self.out_of(value) for value in found]
        elif isinstance(found, tuple):
            changed = tuple(self.out_of(value) for value in found)
        return cast(Something, changed)


def _is_row(text: str, some: Sequence[re.Match[str]], row: _Row) -> bool:
    """Whether these words, with what is between them, are the name, or its genitive."""
    words = [one[0].casefold() for one in some]
    *before, last = row.words
    if words[:-1] != before or words[-1] not in (last, f"{last}s"):
        return False
    between = [text[one.end() : after.start()] for one, after in pairwise(some)]
    return all(
        one == own or _BETWEEN.fullmatch(one) for one, own in zip(between, row.between, strict=True)
    )


def _without_marks(text: str) -> tuple[str, list[int] | None]:
    """The text with each letter as one character and without what is not seen; and where in the
    text each of its characters begins, with the text's end; None if that is the same."""
    if text.isascii() or not _MARKED.search(text):
        return text, None
    plain: list[str] = []
    starts: list[int] = []
    for letter in _LETTER.finditer(text):
        for one in unicodedata.normalize("NFC", letter[0].lstrip(_UNSEEN)):
            plain.append(one)
            starts.append(letter.start())
    return "".join(plain), [*starts, len(text)]
