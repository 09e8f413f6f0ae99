"""The words that a project's texts have: which of them are forms of one word, or hold a part."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from qualcode.core.analysis.search.query import Group, Match, Phrase, Query, Term

#: Swedish writes compounds as one word, of which only the last part is inflected.
_GREEDY: Final = frozenset({"sv"})


class Vocabulary:
    """The folded words of all texts. What is worked out of them is kept as long as it is."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)
        self._forms: dict[str, Mapping[str, frozenset[str]]] = {}

    def forms_of(self, word: str, language: str) -> frozenset[str]:
        """The words with the same lemma in a language (``sv`` or ``en``), and the word itself."""
        return self._by_lemma(language).get(_lemma(word, language), frozenset()) | {word}

    def with_part(self, part: str) -> frozenset[str]:
        """The words that hold a part."""
        return frozenset(word for word in self._words if part in word)

    def _by_lemma(self, language: str) -> Mapping[str, frozenset[str]]:
        if language not in self._forms:
            found: defaultdict[str, set[str]] = defaultdict(set)
            for word in self._words:
                found[_lemma(word, language)].add(word)
            self._forms[language] = {lemma: frozenset(words) for lemma, words in found.items()}
        return self._forms[language]

    def expanded(self, query: Query, languages: Iterable[str]) -> Query:
        """The query with the words that its terms stand for."""
        told = tuple(languages)

        def term(one: Term) -> Term:
            if one.match is Match.FORMS:
                forms = [self.forms_of(one.word, language) for language in told]
                return replace(one, forms=frozenset().union(*forms) | {one.word})
            if one.match is Match.PART:
                return replace(one, forms=self.with_part(one.word))
            return one

        def phrase(one: Phrase) -> Phrase:
            return replace(one, terms=tuple(map(term, one.terms)))

        def group(one: Group) -> Group:
            return tuple(map(phrase, one))

        return Query(tuple(map(group, query.wanted)), group(query.unwanted))


def needs_vocabulary(query: Query) -> bool:
    """Whether the query asks for words that only the texts' own words can tell."""
    phrases = [phrase for group in (*query.wanted, query.unwanted) for phrase in group]
    kinds = {term.match for phrase in phrases for term in phrase.terms}
    return bool(kinds & {Match.FORMS, Match.PART})


def _lemma(word: str, language: str) -> str:
    from simplemma import lemmatize  # 0.6 s and 80 MB, for those who ask for forms

    return lemmatize(word, lang=language, greedy=language in _GREEDY).casefold()
