"""What somebody asks to find, read from what they wrote.

    mandat tillit      both words in one paragraph
    "lokal förankring" the words after one another
    mandat*            every word that begins so
    mandat OR uppdrag  either (ELLER does as well)
    mandat -roll       without the word in the same paragraph

A word with a hyphen in it is looked for in its parts and as one word: ``e-post`` finds ``e-post``,
``epost`` and ``e post``. What has no letter or digit in it, such as ``…`` or an emoji, is looked
for as it stands.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from qualcode.core.errors import Refused
from qualcode.core.model.paragraphs import INVISIBLE, Words, words_in
from qualcode.core.model.paragraphs import word_pattern as pattern_of
from qualcode.core.model.span import Span
from qualcode.core.translate import _


class Match(Enum):
    """How a word that was written stands to the words that are found."""

    WHOLE = "whole"
    BEGINNING = "beginning"
    PART = "part"
    FORMS = "forms"
    REGEX = "regex"


@dataclass(frozen=True, slots=True)
class Term:
    """One word to find, folded; `match` is never `REGEX`.

    Attributes:
        forms: with `FORMS` and `PART`, the words that are meant, once they are known.
    """

    word: str
    match: Match = Match.WHOLE
    forms: frozenset[str] | None = None

    def fits(self, word: str) -> bool:
        """Whether a folded word of a text is meant."""
        if self.match is Match.WHOLE:
            return word == self.word
        if self.forms is not None:
            return word in self.forms
        if self.match is Match.BEGINNING:
            return word.startswith(self.word)
        return self.word in word if self.match is Match.PART else word == self.word


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that are to follow on one another, or, where there are none, signs to find as they are."""

    terms: tuple[Term, ...]
    signs: str = ""


#: Any of the phrases will do.
Group = tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What a paragraph must have, one phrase of each of `wanted`, and must not have."""

    wanted: tuple[Group, ...]
    unwanted: tuple[Phrase, ...] = ()


_QUOTES: Final = '"“”„»«'
_PIECE: Final = re.compile(
    rf"(-?)(?:[{_QUOTES}]([^{_QUOTES}]*)(?:[{_QUOTES}]|$)(\*?)|([^\s{_QUOTES}]+))"
)
_OR: Final = frozenset({"OR", "ELLER", "|"})


def read_query(written: str, match: Match = Match.WHOLE) -> Query:
    """What is asked for.

    Raises:
        Refused: if there is nothing to find in it.
    """
    wanted: list[Group] = []
    unwanted: list[Phrase] = []
    either = False
    for minus, quoted, star, bare in _PIECE.findall(written):
        if bare in _OR and not minus:
            either = bool(wanted)
            continue
        group = _quoted(quoted, star, match) if not bare else _bare(bare, match)
        if not group:
            continue
        if minus:
            unwanted += group
        elif either:
            wanted[-1] = (*wanted[-1], *group)
        else:
            wanted.append(group)
        either = False
    if not wanted:
        raise Refused(
            _("There is nothing to find yet. Write at least one word that is to be there.")
        )
    return Query(tuple(wanted), tuple(unwanted))


def _quoted(inside: str, star: str, match: Match) -> Group:
    starred = bool(star) or inside.rstrip().endswith("*")
    words = _words(inside).folded
    if not words:
        return _signs(inside)
    kind = Match.FORMS if match is Match.FORMS else Match.WHOLE
    terms = [Term(word, kind) for word in words]
    if starred or match in (Match.BEGINNING, Match.PART):
        terms[-1] = Term(words[-1], Match.BEGINNING)
    return (Phrase(tuple(terms)),)


def _bare(written: str, match: Match) -> Group:
    words = _words(written)
    if not words.folded:
        return _signs(written)
    last = Match.BEGINNING if written.endswith("*") else match
    kind = last if last in (Match.FORMS, Match.WHOLE) else Match.WHOLE
    terms = [*(Term(word, kind) for word in words.folded[:-1]), Term(words.folded[-1], last)]
    phrase = Phrase(tuple(terms))
    if not words.joined:
        return (phrase,)
    return phrase, Phrase((Term("".join(words.folded), last),))


def _signs(written: str) -> Group:
    signs = re.sub(f"[{INVISIBLE}*]", "", written).strip()
    return (Phrase((), signs),) if signs not in ("", "-") else ()


def _words(written: str) -> Words:
    return words_in(written, Span(0, len(written)), pattern_of(written))
