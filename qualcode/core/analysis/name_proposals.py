"""What in the texts may be somebody's name: proposals, of which a person decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, Literal

from sqlite_utils import Database

from qualcode.core.analysis.contacts import INSTEAD, find_contacts
from qualcode.core.ids import DocumentId
from qualcode.core.model import Person
from qualcode.core.model.label import is_name
from qualcode.core.model.words import IN_WORD
from qualcode.core.store import documents as documents_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store import wordings
from qualcode.core.translate import _

#: A capitalised word that comes less often within sentences is no proposal.
_LEAST: Final = 2
#: A word that is written small this many times as often is no name: "Mål" in a heading.
_SMALL: Final = 1.0
#: At most so many capitalised words are proposed, the most frequent.
_MOST: Final = 200
#: In English these are written with a capital and are no names.
_NO_NAMES: Final = frozenset(
    {
        *("i", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
        *("october", "november", "december", "english", "swedish", "ok", "okay"),
        # polite forms, and how speakers are called
        *("ni", "er", "jag", "vi", "intervjuare", "respondent", "informant", "deltagare"),
    }
)
_LETTERS: Final = r"[^\W\d_]"
# Names of several words go together: "Anna Lindqvist", "Anna-Karin von Sydow".
_CAPITALISED: Final = re.compile(
    rf"(?<![{IN_WORD}])(?P<word>(?=[^\W\d_a-zåäöéü])[{IN_WORD}]+(?:-[{IN_WORD}]+)*"
    rf"(?:[ \u00a0](?:(?:von|af|de|van)[ \u00a0])?(?=[^\W\d_a-zåäöéü])[{IN_WORD}]+)*)(?![{IN_WORD}])"
)
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?…:;\n\t\u2028]|[-–—•*]|\d\))[\s\"“”'’(\[«»]*$")
_LOOKED_AT: Final = 12

PERSON: Final = "person"
LABEL: Final = "label"
WORD: Final = "word"
CONTACT: Final = "contact"


@dataclass(frozen=True, slots=True)
class NameProposal:
    """A name that may have to go.

    Attributes:
        words: the name.
        sort: a person's real name, a speaker's label, an address or number that points at somebody,
            or a word that is written as names are.
        count: how often it was seen; 0 for real names, which are looked for afterwards.
        put: what is proposed to stand there; empty where nobody can tell.
    """

    words: str
    sort: Literal["person", "label", "contact", "word"]
    count: int
    put: str


def propose_names(
    db: Database,
    documents: Collection[DocumentId] | None = None,
    *,
    progress: Callable[[int, int, str], None] | None = None,
) -> list[NameProposal]:
    """Real names of persons, labels that may be names, addresses and numbers that point at
    somebody, and capitalised words within sentences that come again; each once, the surest first.
    """
    texts = list(_texts(db, documents, progress))
    written = (one.text for one in wordings.all_wordings(db)) if documents is None else ()
    proposals = [
        *_of_persons(db),
        *_of_labels(db, documents),
        *_contacts(chain(texts, written)),
    ]
    known = {one.words.casefold() for one in proposals}
    found, small = _capitalised(texts)
    for words, count in found.most_common():
        parts = words.casefold().split()
        if (
            count >= _LEAST
            and words.casefold() not in known
            and not all(part in known for part in parts)
            and small[words.casefold()] < count * _SMALL
            and not set(parts) <= _NO_NAMES
        ):
            proposals.append(NameProposal(words, WORD, count, ""))
            if len(proposals) >= _MOST + len(known):
                break
    return proposals


def _of_persons(db: Database) -> Iterable[NameProposal]:
    """Each real name whole, and its parts, by the longest."""
    seen: set[str] = set()
    for person in persons_store.all_persons(db):
        name = " ".join((person.name or "").split())
        if not name:
            continue
        for words in (name, *_parts(name)):
            if words.casefold() not in seen:
                seen.add(words.casefold())
                yield NameProposal(words, PERSON, 0, _bracketed(person, name))


def _parts(name: str) -> list[str]:
    parts = name.split()
    return [part for part in parts if len(part) > 2 and part[0].isupper()] if parts[1:] else []


def _bracketed(person: Person, name: str) -> str:
    """The pseudonym, unless it gives the name away."""
    pseudonym = person.pseudonym
    folded = pseudonym.casefold()
    if any(part.casefold() in folded for part in name.split() if len(part) > 2):
        return ""
    return f"[{pseudonym}]"


def _of_labels(db: Database, documents: Collection[DocumentId] | None) -> Iterable[NameProposal]:
    persons = {person.id: person for person in persons_store.all_persons(db)}
    real = {(person.name or "").casefold() for person in persons.values()}
    counts: Counter[str] = Counter()
    put: dict[str, str] = {}
    for turn in documents_store.all_turns(db):
        if documents is not None and turn.document_id not in documents:
            continue
        label = turn.label
        if not label or label.casefold() in real or not is_name(label):
            continue
        counts[label] += 1
        person = persons.get(turn.person_id) if turn.person_id else None
        put.setdefault(label, _bracketed(person, label) if person else "")
    for label, count in counts.most_common():
        yield NameProposal(label, LABEL, count, put[label])


def _texts(
    db: Database,
    documents: Collection[DocumentId] | None,
    progress: Callable[[int, int, str], None] | None,
) -> Iterator[str]:
    everything = documents_store.all_documents(db)
    chosen = [one for one in everything if documents is None or one.id in documents]
    for number, document in enumerate(chosen):
        if progress:
            progress(number, len(chosen), document.title)
        yield documents_store.text(db, document.id)


def _contacts(texts: Iterable[str]) -> Iterator[NameProposal]:
    """E-mail addresses and numbers, however often they were written."""
    counts: Counter[str] = Counter()
    put: dict[str, str] = {}
    spelled: dict[str, str] = {}
    for text in texts:
        for one in find_contacts(text):
            words = text[one.start : one.end]
            words = spelled.setdefault(words.casefold(), words)
            counts[words] += 1
            put[words] = _(INSTEAD[one.sort])
    for words, count in counts.items():
        yield NameProposal(words, CONTACT, count, put[words])


def _capitalised(texts: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    """Capitalised words within sentences, and how often the same words are written small."""
    found: Counter[str] = Counter()
    for text in texts:
        for match in _CAPITALISED.finditer(text):
            words, start = match["word"], match.start()
            if not start or _SENTENCE_START.search(text, max(0, start - _LOOKED_AT), start):
                words = words.partition(" ")[2]  # the first word says nothing there
            if words:
                found[_without_genitive(words, found)] += 1
    wanted = {words.casefold() for words, count in found.items() if count >= _LEAST}
    small: Counter[str] = Counter()
    for text in texts:
        small.update(word for word in re.findall(rf"{_LETTERS}+", text) if word in wanted)
    return found, small


def _without_genitive(words: str, found: Counter[str]) -> str:
    """ "Annas" counts as "Anna" where that has been seen."""
    stem = words[:-1]
    return stem if words.endswith("s") and stem in found else words
