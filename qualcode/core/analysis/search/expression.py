"""What the index is asked for a query: every paragraph that fits is in its answer, and some more."""

from typing import Final

from qualcode.core.analysis.search.query import Group, Match, Phrase, Query, Term
from qualcode.core.model.paragraphs import HAS_JOINED

#: With more words than these either would do, reading the paragraphs themselves is faster.
_MOST_WORDS: Final = 400
#: Beginnings up to this length, or this many words, take the index so long that the first
#: paragraphs are better read while one waits.
_SHORT: Final = 2
_MANY_WORDS: Final = 40


def expression(query: Query) -> str | None:
    """The query as FTS5 reads it; None if the index is no help."""
    groups = [told for group in query.wanted if (told := _group(group)) is not None]
    return " AND ".join(f"({told})" for told in groups) or None


def takes_long(query: Query) -> bool:
    """Whether the index has to gather the rows of many words before it can answer."""
    return all(any(_is_long(phrase) for phrase in group) for group in query.wanted)


def _is_long(phrase: Phrase) -> bool:
    return any(
        len(term.forms) > _MANY_WORDS
        if term.forms is not None
        else term.match is Match.BEGINNING and len(term.word) <= _SHORT
        for term in phrase.terms
    )


def _group(group: Group) -> str | None:
    told = [_phrase(phrase) for phrase in group]
    return None if None in told else " OR ".join(f"({one})" for one in told)


def _phrase(phrase: Phrase) -> str | None:
    terms = phrase.terms
    if not terms:
        return None
    if len(terms) == 1:
        return _term(terms[0])
    each = [one for term in terms if (one := _term(term)) is not None]
    loose = " AND ".join(each) or None
    if any(term.match is not Match.WHOLE for term in terms[:-1]):
        return loose
    if terms[-1].match not in (Match.WHOLE, Match.BEGINNING):
        return loose
    star = " *" if terms[-1].match is Match.BEGINNING else ""
    exact = f'"{" ".join(term.word for term in terms)}"{star}'
    return f'{exact} OR ("{HAS_JOINED}" AND {loose})'  # where a hyphen stands within a word


def _term(term: Term) -> str | None:
    if term.match is Match.WHOLE:
        return f'"{term.word}"'
    if term.forms is not None:
        if len(term.forms) > _MOST_WORDS:
            return None
        words = (f'"{one}"' for one in sorted(term.forms | {term.word}))
        return f"({' OR '.join(words)})"
    return f'"{term.word}" *' if term.match is Match.BEGINNING else None
