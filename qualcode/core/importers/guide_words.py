"""Words of questions and of answers: which of them tell a question, and which are alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

# Of a word's weight, for words that every question has.
_SMALL_WORD: Final = 0.25
_BENT: Final = 0.9
_MISSPELLED: Final = 0.85
_LONGEST_ENDING: Final = 4
_SHORTEST_STEM: Final = 3
_SHORTEST_MISSPELLED: Final = 5
_ALIKE: Final = 85.0

SENTENCE: Final = re.compile(r"[^.?!…\n]*(?:[.?!…]+[\"”’)]*|\n|$)")
_TOKEN: Final = re.compile(r"[^\W_]+")
#: Words that every question has.
SMALL: Final = frozenset(
    [
        "hur",
        "vad",
        "vem",
        "vilka",
        "vilken",
        "vilket",
        "när",
        "var",
        "varför",
        "du",
        "ni",
        "er",
        "din",
        "ditt",
        "dina",
        "jag",
        "vi",
        "man",
        "det",
        "den",
        "de",
        "som",
        "är",
        "något",
        "någon",
        "någonting",
        "några",
        "att",
        "och",
        "eller",
        "i",
        "på",
        "av",
        "till",
        "för",
        "med",
        "om",
        "en",
        "ett",
        "har",
        "hade",
        "kan",
        "skulle",
        "vill",
        "så",
        "då",
        "nu",
        "där",
        "här",
        "sig",
        "sin",
        "ert",
        "era",
        "mig",
        "oss",
        "dig",
        "dem",
        "han",
        "hon",
        "ska",
        "skall",
        "blir",
        "bli",
        "vara",
        "varit",
        "finns",
        "ja",
        "nej",
        "okej",
        "men",
        "inte",
        "something",
        "anything",
        "some",
        "any",
        "how",
        "what",
        "who",
        "which",
        "when",
        "where",
        "why",
        "you",
        "your",
        "yours",
        "we",
        "it",
        "the",
        "a",
        "an",
        "that",
        "this",
        "they",
        "them",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "with",
        "about",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "do",
        "does",
        "did",
        "have",
        "has",
        "had",
        "can",
        "could",
        "would",
        "will",
        "so",
        "and",
        "or",
        "but",
        "not",
        "yes",
        "no",
        "okay",
        "there",
        "if",
        "as",
        "by",
        "from",
    ]
)


def wordings(text: str) -> list[tuple[str, ...]]:
    """The words of a whole question, and of each of its sentences that can be known by itself."""
    whole = tuple(tokens(text))
    sentences = [tuple(tokens(match[0])) for match in SENTENCE.finditer(text)]
    return [whole, *(one for one in sentences if telling(one) > 1 and one != whole)]


def weight(word: str, rarity: float) -> float:
    """How much a word tells of a question: less if every question has it."""
    return rarity * _SMALL_WORD if word in SMALL else rarity


def telling(words: Iterable[str]) -> int:
    """How many different words tell a question."""
    return sum(word not in SMALL for word in dict.fromkeys(words))


def likeness(one: str, other: str) -> float:
    """How surely two words are the same, bent or misspelled: from 0 to 1."""
    from rapidfuzz import fuzz

    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if short in SMALL or long in SMALL:
        return 0.0
    ending = len(long) - len(short)
    if len(short) >= _SHORTEST_STEM and ending <= _LONGEST_ENDING and long.startswith(short):
        return _BENT
    if len(short) < _SHORTEST_MISSPELLED or one.isdigit() or other.isdigit():
        return 0.0
    return _MISSPELLED if fuzz.ratio(one, other, score_cutoff=_ALIKE) else 0.0


def tokens(text: str) -> Iterator[str]:
    """The words of a text, in small letters."""
    return (match[0].casefold() for match in _TOKEN.finditer(text))
