"""What is said of a survey that is to come in: in numbers with their meaning, and what is doubtful."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from qualcode.core import shares
from qualcode.core.model.survey import survey_label
from qualcode.core.operations.survey_outlook import BackgroundChange, by_their_answers
from qualcode.core.operations.survey_preview import Preview
from qualcode.core.surveys.guessing import numbers_answers
from qualcode.core.surveys.plan import SurveyPlan
from qualcode.core.surveys.profile import profile
from qualcode.core.translate import _, ngettext
from qualcode.shell.models.codes import shortened

#: row numbers that are named
_ROWS: Final = 12
#: so many letters of a column's name
_NAME: Final = 40


def found_words(seen: Preview) -> str:
    """How many answered, and how many in their own words."""
    text = ngettext(
        "{number} respondent, {open} with open answers",
        "{number} respondents, {open} with open answers",
        seen.respondents,
    )
    return text.format(number=seen.respondents, open=seen.with_open)


def known_words(plan: SurveyPlan, seen: Preview) -> Iterator[str]:
    """What becomes of the answers, and whose they are."""
    yield _documents(plan, seen)
    kept = _kept(seen)
    if kept:
        yield kept
    yield _who(plan)
    outlook = seen.outlook
    if outlook.known and not outlook.new:
        yield _("All of them are known.")
    elif outlook.known:
        yield _("{known} are known, {new} are new.").format(known=outlook.known, new=outlook.new)
    if outlook.already:
        text = ngettext(
            "{number} row is there already and stays as it is.",
            "{number} rows are there already and stay as they are.",
            outlook.already,
        )
        yield text.format(number=outlook.already)
    if outlook.empty:
        text = ngettext(
            "{number} row answers nothing and is passed over.",
            "{number} rows answer nothing and are passed over.",
            outlook.empty,
        )
        yield text.format(number=outlook.empty)


def _who(plan: SurveyPlan) -> str:
    identity = plan.identity
    if identity is None:
        return _("No column tells who answers: a later wave can’t find the same persons.")
    field = plan.table.fields[identity.number]
    words = _("Who answers is known by “{column}”: a later wave finds the same persons.")
    if numbers_answers(field, profile(plan.table.column(identity.number))):
        words = _(
            "Who answers is known by “{column}”, which numbers the answers: a later wave finds the "
            "same persons only if it numbers them alike."
        )
    return words.format(column=shortened(" ".join(field.header.split()), _NAME))


def _documents(plan: SurveyPlan, seen: Preview) -> str:
    if not seen.documents:
        return _("No open answers come, so there will be no document.")
    questions = ngettext("{number} open question", "{number} open questions", seen.open)
    documents = ngettext("{number} document", "{number} documents", seen.documents)
    return _("{questions} → {documents} in the folder “{folder}”").format(
        questions=questions.format(number=seen.open),
        documents=documents.format(number=seen.documents),
        folder=survey_label(plan.title, plan.wave),
    )


def _kept(seen: Preview) -> str:
    closed = ngettext("{number} closed question", "{number} closed questions", seen.closed)
    known = ngettext("{number} of background", "{number} of background", seen.background)
    parts = []
    if seen.closed:
        parts.append(closed.format(number=seen.closed))
    if seen.background:
        parts.append(known.format(number=seen.background))
    if not parts:
        return ""
    return _("{parts} → kept with the persons").format(parts=", ".join(parts))


def warnings_of(seen: Preview) -> list[str]:
    """What is doubtful, or makes the import idle."""
    outlook, found = seen.outlook, []
    if outlook.same_file is not None:
        label = survey_label(outlook.same_file.title, outlook.same_file.wave)
        said = _("This very file was imported before, as “{survey}”.")
        if not seen.respondents:
            said = _("This very file was imported before, as “{survey}”: nothing to import.")
        found.append(said.format(survey=label))
    elif not seen.respondents and outlook.already:
        found.append(_("All rows are there already: nothing to import."))
    if outlook.nameless:
        found.append(by_their_answers())
    if outlook.doubled:
        text = ngettext(
            "Row {rows} has an identity that an earlier row has: it is taken for somebody else.",
            "Rows {rows} have identities that earlier rows have: each is taken for somebody else.",
            len(outlook.doubled),
        )
        found.append(text.format(rows=_numbers(outlook.doubled)))
    return found


def _numbers(rows: tuple[int, ...]) -> str:
    shown = ", ".join(map(str, rows[:_ROWS]))
    if len(rows) <= _ROWS:
        return shown
    return _("{rows} and {number} more").format(rows=shown, number=len(rows) - _ROWS)


def rate_words(answered: int, invited: int | None) -> str:
    """“14 of 22, 64 %”: a share with its base, or only how many answered."""
    if not invited:
        return _("{answered} answered").format(answered=answered)
    return _("{answered} of {invited}, {percent} %").format(
        answered=answered, invited=invited, percent=shares.percent(answered / invited)
    )


def changes_words(number: int) -> str:
    """Over the list of what differs."""
    text = ngettext(
        "{number} background answer differs", "{number} background answers differ", number
    )
    return text.format(number=number)


def change_words(change: BackgroundChange) -> str:
    """One answer that differs from what is known."""
    text = _("{person}, {question}: {before} → {after}")
    if change.kept:
        text = _("{person}, {question}: {before} stays; the file says {after}")
    return text.format(
        person=change.pseudonym,
        question=change.question,
        before=change.before,
        after=change.after,
    )
