"""``qualcode survey``: take in a survey's answers, and say how many were asked."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from qualcode.cli.arguments import Parser, WrongUsage, text
from qualcode.cli.output import say, warn, write_json, write_table
from qualcode.cli.projects import back_up_if_due, coder, reading, writing
from qualcode.cli.survey_invited import invite, say_rates
from qualcode.core.translate import _, ngettext

if TYPE_CHECKING:
    from sqlite_utils import Database

    from qualcode.core.changes import Changes
    from qualcode.core.model import Survey
    from qualcode.core.operations.survey_outlook import Outlook
    from qualcode.core.project import Project
    from qualcode.core.surveys.plan import SurveyPlan

#: as `qualcode.core.surveys.plan.FORMS`, which help need not wait for; a test compares
FORMS: Final = ("question", "respondent")
#: characters of a reason or a question, which are sentences
_WIDEST: Final = 400


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.what(
        "FILE",
        nargs="?",
        type=Path,
        help=_(".xlsx, .csv, .tsv or .sav with a row for each respondent"),
    )
    parser.coder()
    parser.option(
        "--title", metavar="T", type=text, help=_("of the survey; the file’s name if unsaid")
    )
    parser.option(
        "--wave", metavar="W", type=text, help=_("which wave it is, if there are several")
    )
    parser.option(
        "--columns",
        metavar="RULES",
        type=Path,
        help=_("what the columns are, as --plan --json prints it"),
    )
    parser.option("--plan", action="store_true", help=_("only prints what the columns would be"))
    parser.option(
        "--form",
        choices=FORMS,
        help=_("a document for each open question or respondent; question if unsaid"),
    )
    parser.option("--sheet", metavar="S", type=text, help=_("which one of a workbook"))
    parser.option(
        "--encoding", metavar="E", type=text, help=_("of a .csv or .tsv; detected if unsaid")
    )
    parser.option("--language", choices=("sv", "en"), help=_("of the answers; detected if unsaid"))
    parser.option(
        "--show-identity",
        action="store_true",
        help=_("calls persons what the identity column says, not “Respondent 1”"),
    )
    parser.option(
        "--invited",
        metavar="SHEET",
        type=Path,
        help=_("how many were invited: columns group, invited, declined"),
    )
    parser.option(
        "--by",
        metavar="WHAT",
        type=text,
        help=_("what the groups are of: role, group, or an attribute of persons; all if unsaid"),
    )
    parser.json()


def run(options: argparse.Namespace) -> int:
    if options.file is None and options.invited is None:
        raise WrongUsage(_("Name a FILE with answers, or a SHEET with --invited."))
    if options.by is not None and options.invited is None:
        raise WrongUsage(_("--by says what the groups of --invited are."))
    if options.file is None and options.title is None:
        raise WrongUsage(_("Say with --title which survey they were invited to."))
    if options.plan:
        return _tell(options)
    answer: dict[str, Any] = {}
    with writing(options.project) as project:
        plan = _plan(project.db, options) if options.file is not None else None
        back_up_if_due(project)
        with project.together():
            by = coder(project, options.coder)
            if plan is not None:
                answer = _import(project, by, plan)
            if options.invited is not None:
                title, wave = _asked_of(options, plan)
                answer["rates"] = invite(project, by, options, title, wave)
    if options.json:
        write_json(answer)
    else:
        _say(answer)
    return 0


def _plan(db: Database, options: argparse.Namespace) -> SurveyPlan:
    """What is proposed, as a survey with the same questions was imported before if one was; with
    what the rules say, and what the command says before them."""
    from dataclasses import replace

    from qualcode.core.operations.survey_waves import as_before
    from qualcode.core.surveys import plan_json, reading
    from qualcode.core.surveys.guessing import propose

    table = reading.read(options.file, sheet=options.sheet, encoding=options.encoding)
    plan, earlier = as_before(db, propose(table))
    if options.title:  # another survey, or a wave that is named
        plan = replace(plan, wave=None)
    elif earlier is not None and not (options.wave or options.columns):
        warn(_taken_for(earlier, plan))
    if options.columns:
        plan = plan_json.changed_by(plan, options.columns)
    return replace(
        plan,
        title=options.title or plan.title,
        wave=options.wave or plan.wave,
        form=options.form or plan.form,
        language=options.language or plan.language,
        show_identity=options.show_identity or plan.show_identity,
    )


def _taken_for(earlier: Survey, plan: SurveyPlan) -> str:
    """Which wave it is taken for, of a survey that has the same questions, and how to say another."""
    from qualcode.core.model.survey import survey_label

    label = survey_label(earlier.title, earlier.wave)
    if plan.wave == earlier.wave:
        return _(
            "It has the questions of “{survey}” and most of its rows, and is taken for more answers "
            "to it. If it is another wave, name that with --wave."
        ).format(survey=label)
    how = f'--wave "{earlier.wave}"' if earlier.wave else f'--title "{earlier.title}"'
    return _(
        "It has the questions of “{survey}” and other rows, and is taken for the wave “{wave}”. If "
        "it holds more answers to “{survey}”, say {option}."
    ).format(survey=label, wave=plan.wave, option=how)


def _asked_of(options: argparse.Namespace, plan: SurveyPlan | None) -> tuple[str, str | None]:
    """To which survey, and which wave of it, they were invited."""
    return (plan.title, plan.wave) if plan else (options.title, options.wave)


def _tell(options: argparse.Namespace) -> int:
    """The plan, as JSON that can be changed and given back; or what it comes to, for people."""
    from qualcode.core.operations.survey_outlook import outlook
    from qualcode.core.surveys.plan import ROLE_NAMES
    from qualcode.core.surveys.plan_json import as_json

    if options.file is None:
        raise WrongUsage(_("Name a FILE with answers for --plan."))
    with reading(options.project) as project:
        plan = _plan(project.db, options)
        found = outlook(project.db, plan)
    for note in plan.table.notes:
        warn(note)
    if options.json:
        write_json(as_json(plan))
        return 0
    write_table(
        [_("Column"), _("What it is"), _("Why")],
        [(one.name, _(ROLE_NAMES[one.role]), one.reason) for one in plan.columns],
        widest=_WIDEST,
    )
    for sentence in (_called(plan), *sentences(found)):
        say(sentence)
    return 0


def _called(plan: SurveyPlan) -> str:
    if plan.wave:
        return _("The survey is “{title}”, wave {wave}.").format(title=plan.title, wave=plan.wave)
    return _("The survey is “{title}”.").format(title=plan.title)


def _import(project: Project, by: Any, plan: SurveyPlan) -> dict[str, Any]:
    from qualcode.core.operations.survey_outlook import outlook
    from qualcode.core.operations.surveys import import_survey
    from qualcode.core.store import surveys

    found = outlook(project.db, plan)
    changes = import_survey(project, by, plan)
    survey = found.before or surveys.get(project.db, changes.first("surveys"))  # type: ignore[arg-type]
    return _answer(project.db, plan, survey, found, changes)


def _answer(
    db: Database, plan: SurveyPlan, survey: Survey, found: Outlook, changes: Changes
) -> dict[str, Any]:
    from qualcode.core.store import documents

    titles = documents.titles(db)
    added = changes.order.get("documents", ())
    return {
        "id": survey.id,
        "title": survey.title,
        "wave": survey.wave,
        "new": found.new,
        "known": found.known,
        "already": found.already,
        "empty": found.empty,
        "doubled": list(found.doubled),
        "changes": [
            {
                "person": one.pseudonym,
                "question": one.question,
                "before": one.before,
                "after": one.after,
                "kept": one.kept,
            }
            for one in found.changes
        ],
        "documents": [titles[one] for one in added],  # type: ignore[index]
        "attributes": len(changes.order.get("attributes", ())),
        "notes": [*plan.table.notes, *sentences(found)],
    }


def sentences(found: Outlook) -> list[str]:
    """What an import comes to, and what in it is to be looked at."""
    from qualcode.core.operations.survey_outlook import by_their_answers

    said = [
        ngettext("{number} new respondent.", "{number} new respondents.", found.new).format(
            number=found.new
        )
    ]
    if found.known:
        text = ngettext(
            "{number} row is of somebody who is in the project.",
            "{number} rows are of persons who are in the project.",
            found.known,
        )
        said.append(text.format(number=found.known))
    if found.already:
        text = ngettext(
            "{number} row is there already.", "{number} rows are there already.", found.already
        )
        said.append(text.format(number=found.already))
    if found.empty:
        text = ngettext(
            "{number} row answers nothing and is passed over.",
            "{number} rows answer nothing and are passed over.",
            found.empty,
        )
        said.append(text.format(number=found.empty))
    if found.same_file:
        said.append(
            _("The same file was imported before, as “{survey}”.").format(
                survey=found.same_file.title
            )
        )
    if found.nameless:
        said.append(by_their_answers())
    if found.doubled:
        rows = ", ".join(map(str, found.doubled))
        said.append(
            _("These rows have an identity that an earlier row has: {rows}.").format(rows=rows)
        )
    said += [_change(one) for one in found.changes]
    if found.changes:
        said.append(_("What was said in earlier waves stays with them, and so do their figures."))
    return said


def _change(one: Any) -> str:
    if one.kept:
        sentence = _("{person}, {question}: “{before}” stays; the file says “{after}”.")
    else:
        sentence = _("{person}, {question}: “{before}” is now “{after}”.")
    return sentence.format(
        person=one.pseudonym, question=one.question, before=one.before, after=one.after
    )


def _say(answer: dict[str, Any]) -> None:
    from qualcode.core.model.survey import survey_label

    if "title" in answer:
        number = len(answer["documents"])
        say(
            ngettext(
                "“{title}”: {number} new document.", "“{title}”: {number} new documents.", number
            ).format(title=survey_label(answer["title"], answer["wave"]), number=number)
        )
        for note in answer["notes"]:
            say(note)
    if "rates" in answer:
        say_rates(answer["rates"])
