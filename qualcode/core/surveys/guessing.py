"""A proposal for each of a survey's columns, with the reason for it.

What a header says goes before what the cells are like, and what the file says itself before both.
In doubt a column is open: then nothing is lost, and it is seen at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from qualcode.core.errors import Refused
from qualcode.core.importers.guesses import guess_language
from qualcode.core.operations.cell_values import parsed
from qualcode.core.store.connection import casefold
from qualcode.core.surveys import words
from qualcode.core.surveys.choices import (
    LONGEST_CHOICE,
    MOST_CHOICES,
    distinct_labels,
    in_order,
    often_enough,
    parts_of,
    separator_of,
)
from qualcode.core.surveys.machinery import without_machinery
from qualcode.core.surveys.plan import (
    BACKGROUND,
    CLOSED,
    GROUP_FIELD,
    IDENTITY,
    IGNORED,
    OPEN,
    ROLE_FIELD,
    SEVERAL,
    TIME,
    PlannedColumn,
    SurveyPlan,
)
from qualcode.core.surveys.profile import Profile, profile
from qualcode.core.surveys.separated import plain_number
from qualcode.core.surveys.table import Field, Table
from qualcode.core.surveys.ticks import ticks_of, with_ticks
from qualcode.core.translate import _

#: answers in one's own words are longer than this on average, in characters
_WORDY: Final = 40
#: so many answers to each question are enough to know their language by
_READ_FOR_LANGUAGE: Final = 100
#: a file's name that ends with its wave
_WAVE: Final = re.compile(
    r"(?P<title>.*\w)[\s,_–-]+\(?(?:våg|omgång|wave|round)[\s_]*(?P<wave>\d{1,2})\)?",
    re.IGNORECASE,
)


def propose(table: Table, *, title: str | None = None, wave: str | None = None) -> SurveyPlan:
    """A plan for a table, to be changed where it is wrong."""
    profiles = [profile(column) for column in table.columns]
    columns = [_column(one, profiles[one.number], table.decimal) for one in table.fields]
    columns = without_machinery(table.fields, columns, profiles)
    columns = _with_identity(table.fields, columns, profiles)
    columns = list(with_ticks(table.fields, columns, profiles))
    if title is None and wave is None:
        title, wave = _title_and_wave(table.title)
    language = _language(columns, profiles)
    return SurveyPlan(table, title or table.title, tuple(columns), wave, language=language)


def _title_and_wave(title: str) -> tuple[str, str | None]:
    """What a file's name says: the wave is no part of what all waves are called."""
    found = _WAVE.fullmatch(title)
    return (found["title"], found["wave"]) if found else (title, None)


def _language(columns: Sequence[PlannedColumn], profiles: Sequence[Profile]) -> str | None:
    """Of the open answers, as far as some of them tell."""
    answers = (
        cell
        for column in columns
        if column.role == OPEN
        for cell in profiles[column.number].cells[:_READ_FOR_LANGUAGE]
    )
    return guess_language("\n".join(answers))


def _column(one: Field, about: Profile, decimal: str) -> PlannedColumn:
    found = _by_header(one, about) or _by_labels(one, about) or _by_cells(one, about, decimal)
    if found is not None:
        return replace(found, part=one.part)
    return PlannedColumn(
        one.number, OPEN, _("The answers are in words of their own."), one.header, one.part
    )


def _headers(one: Field) -> set[str]:
    return {casefold(text.strip().rstrip(":*?").strip()) or "" for text in (one.header, one.name)}


def _planned(one: Field, role: str, reason: str, **rest: object) -> PlannedColumn:
    return PlannedColumn(one.number, role, reason, one.header, **rest)  # type: ignore[arg-type]


def _by_header(one: Field, about: Profile) -> PlannedColumn | None:
    headers = _headers(one)
    if not about.cells:
        return _planned(one, IGNORED, _("The column is empty."))
    if headers & words.MACHINERY or any(header.endswith("_complete") for header in headers):
        return _planned(one, IGNORED, _("The survey tool writes this column for itself."))
    if headers & words.PERSONAL or _is_contact(one, about):
        return _planned(one, IGNORED, _("It could point somebody out, so it is left out."))
    if about.share_of(words.MAIL) > 0.5 or headers & (words.MAILS | words.NAMES):
        return _planned(one, IGNORED, _("It could point somebody out, so it is left out."))
    if _is_time(headers, about):
        return _planned(one, TIME, _("The header or the cells are times."))
    if headers & (words.CODES | words.ANSWER_NUMBERS) and about.is_unique:
        return _planned(one, IGNORED, _("It numbers the answers."))
    return None


def _is_contact(one: Field, about: Profile) -> bool:
    """Whether it is a part of an address, as SurveyMonkey asks for it under one question."""
    part = casefold(one.part.strip().rstrip(":*")) or ""
    telling = part in words.PERSONAL | words.MAILS | words.NAMES
    return telling and not about.are_ticks and 2 * about.distinct > len(about.cells)


def _is_time(headers: set[str], about: Profile) -> bool:
    dates = about.share_of(words.DATE)
    stamped = headers & words.TIMES or any(header.endswith("_timestamp") for header in headers)
    return bool(stamped and dates > 0.5) or (dates == 1.0 and any(":" in c for c in about.counts))


def _by_labels(one: Field, about: Profile) -> PlannedColumn | None:
    """What a .sav says that values mean."""
    if not one.labels:
        return None
    known = dict(one.labels)
    strange = [text for text in about.counts if text not in known]
    if len(strange) > max(2, len(known)) and all(words.NUMBER.fullmatch(text) for text in strange):
        # a number of which only the ends, or what is no number, have a label
        return _closed(one, about, "number" if not set(about.counts) & set(known) else "choice")
    return _closed(one, about, "choice")


def _by_cells(one: Field, about: Profile, decimal: str) -> PlannedColumn | None:
    if one.name and casefold(one.name) in ("open-ended response", "öppet svar", "svar i fritext"):
        return _planned(one, OPEN, _("The survey tool says that it is open."))
    separator = separator_of(about)
    if separator:
        return _planned(
            one,
            SEVERAL,
            _("Its cells hold several of the same choices."),
            separator=separator,
            choices=in_order(parts_of(about, separator)),
        )
    kind = _kind(about, decimal)
    if kind != "text":
        return _closed(one, about, kind)
    if _has_choices(one, about):
        return _closed(one, about, "choice")
    if _is_background(one) and about.mean_length <= _WORDY:
        return _closed(one, about, "text")
    return None


def _kind(about: Profile, decimal: str) -> str:
    """Of what kind an attribute with these cells would be."""
    if about.folded <= {"ja", "nej"} or about.folded <= {"yes", "no"}:
        return "yes-no"
    if about.folded <= {"true", "false"} or about.folded <= {"sant", "falskt"}:
        return "yes-no"
    if about.all_are(words.NUMBER) and _fit(about, "number", decimal):
        return "number"
    if about.all_are(words.DATE) and all(text[:4].isdigit() for text in about.counts):
        return "date" if _fit(about, "date", decimal) else "text"
    return "text"


def _fit(about: Profile, kind: str, decimal: str) -> bool:
    """Whether an attribute of that kind can hold each of the texts."""
    try:
        for text in about.counts:
            parsed(kind, plain_number(text, decimal) if kind == "number" else text)
    except Refused:
        return False
    return True


def _has_choices(one: Field, about: Profile) -> bool:
    """Whether the same few short texts come again and again."""
    if about.longest > LONGEST_CHOICE or about.distinct > MOST_CHOICES:
        return False
    often = len(about.cells) / about.distinct
    wanted = often_enough(about)
    if words.ASKS_FOR_WORDS.search(one.part or one.header) and not _is_background(one):
        return often >= 2 * wanted and about.mean_length < _WORDY
    if about.folded & words.NO_ANSWER and often >= wanted / 2:
        return True
    return often >= wanted


def _is_background(one: Field) -> bool:
    return len(one.header) <= words.LONGEST_BACKGROUND and bool(
        words.BACKGROUNDS.search(one.header) or words.BACKGROUNDS.search(one.name)
    )


def _closed(one: Field, about: Profile, kind: str) -> PlannedColumn:
    role = BACKGROUND if _is_background(one) and not one.part else CLOSED
    field = _field(one) if role == BACKGROUND else ""
    choices: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    if kind == "choice" and one.labels:
        labels = distinct_labels(one.labels)
        known = dict(labels)
        unlabelled = in_order(text for text in about.counts if text not in known)
        choices = (*known.values(), *(text for text in unlabelled if text not in known.values()))
    elif kind == "choice":
        choices = in_order(" ".join(text.split()) for text in about.counts)
    no_answer = tuple(
        dict.fromkeys(
            choice
            for choice in choices
            if casefold(choice) in words.NO_ANSWER
            or any(label == choice and value in one.missing for value, label in labels)
        )
    )
    return _planned(
        one,
        role,
        _closed_reason(role, kind, labelled=bool(one.labels)),
        kind=kind,
        choices=choices,
        labels=labels,
        no_answer=no_answer,
        field=field,
    )


def _closed_reason(role: str, kind: str, *, labelled: bool) -> str:
    if role == BACKGROUND:
        return _("The header asks who the person is.")
    if labelled:
        return _("The file says what its values mean.")
    if kind == "number":
        return _("Its cells are numbers.")
    if kind == "date":
        return _("Its cells are dates.")
    return _("Its cells hold a few answers that come again.")


def _field(one: Field) -> str:
    headers = _headers(one)
    if headers & words.ROLE_HEADERS:
        return ROLE_FIELD
    return GROUP_FIELD if headers & words.GROUP_HEADERS else ""


# Identity


def _with_identity(
    fields: Sequence[Field], columns: Sequence[PlannedColumn], profiles: Sequence[Profile]
) -> list[PlannedColumn]:
    """The columns, with the one by which a later wave would best know the same persons."""

    def rank(column: PlannedColumn) -> int:
        about = profiles[column.number]
        headers = _headers(fields[column.number])
        if not about.is_unique:
            return 0
        if headers & words.CODES:
            return 2 if about.counts_rows else 4
        if about.share_of(words.MAIL) > 0.9:
            return 3
        if headers & words.NAMES:
            return 2
        return 1 if headers & words.ANSWER_NUMBERS else 0

    best = max(columns, key=rank, default=None)
    if best is None or not rank(best):
        return list(columns)
    reason = {
        4: _("Each row has its own, so a later wave finds the same persons by it."),
        3: _("A later wave finds the same persons by it. It is never shown."),
        2: _("A later wave finds the same persons by it. It is never shown."),
    }.get(rank(best), "")
    if numbers_answers(fields[best.number], profiles[best.number]):
        reason = _(
            "It numbers the answers: a later wave finds the same persons only if it numbers them "
            "alike."
        )
    return [
        replace(one, role=IDENTITY, reason=reason, kind="text", choices=(), field="")
        if one.number == best.number
        else one
        for one in columns
    ]


def numbers_answers(one: Field, about: Profile) -> bool:
    """Whether a column by which persons are known may number the rows of its file alone."""
    headers = _headers(one)
    return about.counts_rows or bool(headers & words.ANSWER_NUMBERS - words.CODES)


def changed_role(table: Table, column: PlannedColumn, role: str) -> PlannedColumn:
    """The column as it would be in another role, with what that role needs found in its cells."""
    one = table.fields[column.number]
    about = profile(table.column(column.number))
    bare = PlannedColumn(column.number, role, "", column.question, column.part)
    if role in (BACKGROUND, CLOSED):
        found = _by_labels(one, about) or _closed(one, about, _closed_kind(about, table.decimal))
        field = _field(one) if role == BACKGROUND else ""
        return replace(
            found, role=role, reason="", question=bare.question, part=bare.part, field=field
        )
    if role == SEVERAL:
        separator = separator_of(about)
        if separator or not one.part:
            separator = separator or ";"
            choices = in_order(parts_of(about, separator))
            return replace(bare, separator=separator, choices=choices)
        return replace(bare, ticks=ticks_of(one, about))
    return bare


def _closed_kind(about: Profile, decimal: str) -> str:
    kind = _kind(about, decimal)
    return "choice" if kind == "text" and about.distinct <= MOST_CHOICES else kind
