"""What a document says of itself before anybody speaks: “Datum: 2016-06-14”, “Kommun: Ålesta”.

In the rows of its first table, or on lines of their own. Proposals, to be shown before they are
accepted: what is said stays in the text, unless its removal is accepted too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from qualcode.core.importers.dates import spoken_date
from qualcode.core.importers.file_names import Facts, plain_wave
from qualcode.core.importers.guesses import kind_in
from qualcode.core.importers.transcript import Beginning, Detail
from qualcode.core.translate import N_

#: What can be made of what is said; `LEAVE` makes nothing of it.
ATTRIBUTE, LEAVE = "attribute", "leave"
MEANINGS: Final = (
    "title", "kind", "date", "wave", "group", "case", "role", "name", ATTRIBUTE, LEAVE,
)  # fmt: skip
#: What people call them.
MEANING_NAMES: Final = {
    "title": N_("Title of the document"),
    "kind": N_("Kind of document"),
    "date": N_("Date"),
    "wave": N_("Wave"),
    "group": N_("Group of the respondents"),
    "case": N_("Case"),
    "role": N_("Role of the respondent"),
    "name": N_("Real name of the respondent"),
    "attribute": N_("Attribute of the document"),
    LEAVE: N_("Nothing"),
}
#: What is said of one respondent.
OF_ONE: Final = ("role", "name")
#: In rules: every row as it is proposed.
ANY: Final = "*"
PROPOSED: Final = "proposed"

_WORDS: Final[Mapping[str, str]] = {
    word: meaning
    for meaning, words in {
        "title": "titel rubrik title",
        "kind": "typ intervjutyp form intervjuform slag kind type",
        "date": "datum intervjudatum inspelningsdatum dag date day",
        "wave": "våg omgång mätomgång runda wave round",
        "group": "grupp respondentgrupp målgrupp group",
        "case": "fall case",
        "role": "roll befattning yrke yrkesroll funktion tjänst role position occupation "
        "profession",
        "name": "respondent informant intervjuperson intervjuad deltagare namn interviewee "
        "participant name",
        LEAVE: "intervjuare intervjuledare interviewer moderator utvärderare forskare transkriberad "
        "transkriberat transkribering transkriberare transcribed transcriber transcription telefon "
        "phone epost email mejl fil file inspelning recording ljudfil",
        ATTRIBUTE: "kommun plats ort län region stad organisation myndighet arbetsplats enhet "
        "förbund verksamhet samordningsförbund insats kön ålder födelseår utbildning längd tid "
        "varaktighet projekt språk närvarande municipality place location city county organisation "
        "organization office workplace agency unit gender sex age education length duration time "
        "project language intervention present",
    }.items()
    for word in words.split()
}
_SPEAKERS: Final = frozenset(
    [
        "respondent",
        "informant",
        "intervjuperson",
        "deltagare",
        "interviewee",
        "participant",
        "intervjuare",
        "intervjuledare",
        "interviewer",
        "moderator",
        "utvärderare",
        "forskare",
        "namn",
        "name",
    ]
)
_LINE: Final = re.compile(
    r"(?P<label>[^\W\d_][^:\t]{0,39}?)[*_]{0,3}[ ]*(?::|\t)[*_]{0,3}[ \t]*(?P<value>\S.*)$"
)
_MARKS: Final = "*_ \t\u00a0"
# A cell or a line of more is no fact.
_LONGEST_LABEL: Final = 40
_LONGEST_VALUE: Final = 120
_MOST_ROWS: Final = 30
#: A title, a number, the name of the project.
_LINES_BEFORE: Final = 4
_LOOKED_AT: Final = 60
_CHARACTERS: Final = 10_000
# Who speaks does so again within some pages.
_SEARCHED: Final = 200_000
_LINES_IN_CELL: Final = 3

#: Cells of the rows of a table: where each stands in the text.
Rows = Sequence[Sequence[tuple[int, int]]]


def find(text: str, table: Rows = ()) -> Beginning | None:
    """What a text says of itself in its first table, or before the first of its turns."""
    found = _in_table(text, table) if table else None
    return found or _on_lines(text)


def facts(details: Iterable[Detail]) -> Facts:
    """What is known by details; of two that mean the same the first says it."""
    said: dict[str, str] = {}
    others: list[tuple[str, str]] = []
    for detail in details:
        if detail.meaning == ATTRIBUTE:
            others.append((detail.label, detail.value))
        elif detail.meaning != LEAVE:
            value = value_of(detail)
            if value:
                said.setdefault(detail.meaning, value)
    return Facts(**said, attributes=tuple(others))


def value_of(detail: Detail) -> str | None:
    """What a detail says as what it is taken for; None if it can't be that."""
    value = detail.value
    if detail.meaning == "date":
        return spoken_date(value)
    if detail.meaning == "kind":
        return kind_in(value)
    return plain_wave(value) if detail.meaning == "wave" else value


def is_of(meaning: str, respondents: int) -> bool:
    """Whether something of this meaning is known where so many answer: a role and a real name are
    one person's."""
    if meaning in OF_ONE:
        return respondents == 1
    return meaning != "group" or respondents > 0


def by_rules(details: Iterable[Detail], said: Mapping[str, str]) -> tuple[Detail, ...]:
    """The details as rules have them; those of which they say nothing mean nothing."""
    wanted = {label.casefold(): meaning for label, meaning in said.items()}
    found = []
    for detail in details:
        meaning = wanted.get(detail.label.casefold(), wanted.get(ANY, LEAVE))
        found.append(
            detail if meaning == PROPOSED else replace(detail, meaning=_possible(detail, meaning))
        )
    return tuple(found)


def _possible(detail: Detail, meaning: str) -> str:
    """An attribute is what can't be what it was said to be, so that nothing is lost."""
    return meaning if value_of(replace(detail, meaning=meaning)) is not None else ATTRIBUTE


def _detail(label: str, value: str) -> Detail:
    """With what it most likely means."""
    guess = Detail(label, value, _known(label) or ATTRIBUTE)
    return replace(guess, meaning=_possible(guess, guess.meaning))


def _known(label: str) -> str | None:
    """What a label means, by its first word: “Datum för intervjun”."""
    words = re.findall(r"[^\W\d_]+", label.casefold().replace("-", ""))
    return _WORDS.get(words[0]) if words else None


def _names_somebody(label: str) -> bool:
    words = label.casefold().split()
    return bool(words) and words[0] in _SPEAKERS


def _sound(details: Sequence[Detail]) -> bool:
    """Whether these are facts: each said once, and one of them known and not said of speakers."""
    labels = Counter(detail.label.casefold() for detail in details)
    known = any(_known(one.label) and not _names_somebody(one.label) for one in details)
    return known and max(labels.values()) == 1


# Tables


def _in_table(text: str, table: Rows) -> Beginning | None:
    if len(table) > _MOST_ROWS:
        return None
    rows = [[_words(text, start, end) for start, end in row] for row in table]
    cells = [cell for row in rows for cell in row]
    lines_before = sum(bool(line.strip()) for line in text[: table[0][0][0]].split("\n"))
    if lines_before > _LINES_BEFORE or any(len(cell) > _LONGEST_VALUE for cell in cells):
        return None
    pairs = _beside(rows) or _below(rows)
    details = [_detail(label, value) for label, value in pairs if value]
    if not details or not _sound(details):
        return None
    return Beginning(tuple(details), table[0][0][0], table[-1][-1][1])


def _words(text: str, start: int, end: int) -> str:
    """What a cell says, on one line; nothing where it holds too many lines to be a fact."""
    lines = [line.strip() for line in text[start:end].split("\n") if line.strip()]
    return ", ".join(lines) if len(lines) <= _LINES_IN_CELL else "\n" * (_LONGEST_VALUE + 1)


def _beside(rows: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """“Datum | 2016-06-14 | Kommun | Ålesta”: labels in every other cell."""
    if any(len(row) % 2 for row in rows):
        return []
    pairs = [(row[n], row[n + 1]) for row in rows for n in range(0, len(row), 2)]
    return _labelled(pairs)


def _below(rows: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Two rows: the labels, and below them what they hold."""
    if len(rows) != 2 or len(rows[0]) != len(rows[1]):
        return []
    return _labelled(list(zip(*rows, strict=True)))


def _labelled(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs without the colons of their labels; none where some can't be labels."""
    found = [(label.rstrip(": \u00a0"), value) for label, value in pairs if label or value]
    fits = all(label and len(label) <= _LONGEST_LABEL for label, _value in found)
    return found if fits and all("?" not in label for label, _value in found) else []


# Lines


@dataclass(frozen=True, slots=True)
class _Row:
    detail: Detail
    start: int
    end: int
    is_followed: bool
    """Whether the next line is no line of the same kind, nor blank."""


def _on_lines(text: str) -> Beginning | None:
    rows = _rows(text)
    for number, (one, other) in enumerate(pairwise(rows)):
        if _names_somebody(one.detail.label) and not _known(other.detail.label):
            del rows[number:]  # somebody asks, and somebody answers
            break
    while rows and _names_somebody(rows[-1].detail.label) and rows[-1].is_followed:
        rows.pop()  # the first words of a talk
    details = [row.detail for row in rows]
    if not details or not _sound(details):
        return None
    return Beginning(tuple(details), rows[0].start, rows[-1].end)


def _rows(text: str) -> list[_Row]:
    found: list[_Row] = []
    before = blank = at = 0
    for line in text[:_CHARACTERS].split("\n")[:_LOOKED_AT]:
        start, at = at, at + len(line) + 1
        if not line.strip():
            blank += 1
            continue
        match = _LINE.match(line.strip(_MARKS))
        row = _row(text, match, start, start + len(line)) if match else None
        if row is None:
            before += 1
            if found or before > _LINES_BEFORE:
                break
        elif found and blank > 1 and not _known(row.detail.label):
            break
        else:
            found.append(row)
        blank = 0
    return found[:_MOST_ROWS]


def _row(text: str, match: re.Match[str], start: int, end: int) -> _Row | None:
    label, value = match["label"].strip(_MARKS), match["value"].strip(_MARKS)
    if len(value) > _LONGEST_VALUE or value.endswith("?"):
        return None
    if not _known(label) and _comes_again(text, label, end):
        return None
    following = text[end + 1 : end + 1 + _LONGEST_VALUE].partition("\n")[0]
    followed = bool(following.strip()) and end < len(text)
    return _Row(_detail(label, value), start, end, followed)


def _comes_again(text: str, label: str, end: int) -> bool:
    """Whether a label begins another line: then it is somebody who speaks."""
    again = rf"^[^\w\n]{{0,9}}{re.escape(label)}[^\w\n]{{0,9}}(?::|$)"
    found = re.compile(again, re.MULTILINE | re.IGNORECASE)
    return found.search(text, end, end + _SEARCHED) is not None
