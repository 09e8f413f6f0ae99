"""``qualcode merge``: take in other projects, or say what that would do."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.cli.arguments import Parser, WrongUsage
from qualcode.cli.output import say, warn, write_json, write_table
from qualcode.cli.projects import reading, with_ending, writing
from qualcode.cli.refusals import reporting
from qualcode.core.translate import _, ngettext

if TYPE_CHECKING:
    from qualcode.core.merge.apply import Merged
    from qualcode.core.merge.decided import NewDecision
    from qualcode.core.merge.plan import Plan


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.what(
        "OTHER",
        nargs="+",
        type=Path,
        help=_("copies that were handed out, or projects that began apart"),
    )
    parser.coder()
    parser.option(
        "--plan",
        action="store_true",
        help=_("says what would be done and what is to be decided, and writes nothing"),
    )
    parser.option(
        "--decisions",
        metavar="FILE",
        type=Path,
        help=_("what --plan --json printed, with answers filled in"),
    )
    parser.option(
        "--report",
        metavar="OUT",
        type=Path,
        help=_("writes a merge report: .docx, .html or .json"),
    )
    parser.json()


def run(options: argparse.Namespace) -> int:
    from qualcode.core.merge.plan_json import read_decisions
    from qualcode.core.report.merge import require_known

    if options.plan and options.report:
        raise WrongUsage(_("--report tells of a merge that is done: leave --plan out."))
    others = [with_ending(path) for path in options.other]
    if options.report:
        require_known(options.report)
    decisions = read_decisions(options.decisions) if options.decisions else []
    if options.plan:
        _plan(options, others, decisions)
    else:
        _merge(options, others, decisions)
    return 0


def _plan(options: argparse.Namespace, others: list[Path], decisions: list[NewDecision]) -> None:
    from qualcode.core.merge.apply import plan_merge
    from qualcode.core.merge.plan_json import plan_as_json

    with reading(options.project) as project:
        plan = plan_merge(project, others, name=options.coder, decisions=decisions)
    if options.json:
        write_json(plan_as_json(plan, plan=True, states=dict(plan.states)))
        return
    _show_counts(plan)
    _show_lists(plan)


def _merge(options: argparse.Namespace, others: list[Path], decisions: list[NewDecision]) -> None:
    from qualcode.core.merge.apply import merge_as
    from qualcode.core.merge.plan_json import plan_as_json
    from qualcode.core.report.merge import write_report

    with writing(options.project) as project:
        done = merge_as(project, options.coder, others, decisions=decisions)
        if options.report:
            with reporting():
                write_report(project, options.report, done)
    if options.decisions and done.changes.entry_id:
        _tell_what_changed(options.decisions, done.plan)
    if options.json:
        backup = done.backup.name if done.backup else None
        write_json(
            plan_as_json(done.plan, plan=False, backup=backup, entry_id=done.changes.entry_id)
        )
        return
    _say(done)


def _tell_what_changed(decisions: Path, plan: Plan) -> None:
    """The answers were given to what was there then; more may be merged now."""
    from qualcode.core.merge.plan_json import read_states
    from qualcode.core.merge.planned import changed_since

    for file in changed_since(read_states(decisions), plan.states):
        warn(
            _(
                "“{file}” was changed since the plan with the decisions was made. It was merged as "
                "it is now: look at what is told here, and undo it if that is not what you meant."
            ).format(file=file)
        )


def _say(done: Merged) -> None:
    if not done.changes.entry_id:
        say(_("There was nothing new: nothing was changed."))
        _show_undone(done.plan)
        return
    if done.plan.shows_nothing:
        say(
            _(
                "All that stands in it was in your project already. What was done on the way is in "
                "the history now."
            )
        )
    else:
        _show_counts(done.plan)
    _show_lists(done.plan)
    if done.backup:
        say(_("As it was before, the project is in “{file}”.").format(file=done.backup.name))


def _show_counts(plan: Plan) -> None:
    from qualcode.core.merge.plan_json import TOLD
    from qualcode.core.report.merge import table_name

    counts = plan.counts
    told = [table for table in TOLD if counts[table].before or counts[table].after]
    told += [
        table
        for table, count in counts.items()
        if table not in TOLD and (count.added or count.changed or count.deleted)
    ]
    write_table(
        (
            "",
            _("Before"),
            _("Added"),
            _("Made one"),
            _("Changed"),
            _("Deleted"),
            _("Conflicts"),
            _("No place"),
            _("After"),
        ),
        [
            (
                table_name(table),
                counts[table].before,
                counts[table].added,
                counts[table].unified,
                counts[table].changed,
                counts[table].deleted,
                counts[table].conflicts,
                counts[table].unplaced,
                counts[table].after,
            )
            for table in told
        ],
    )


def _show_lists(plan: Plan) -> None:
    from qualcode.core.merge.kept import kept_together
    from qualcode.core.report.merge import (
        beside_sentences,
        conflict_sentence,
        kept_sentence,
        match_sentence,
        names_line_sentence,
        question_sentence,
        same_in,
        unplaced_sentence,
    )

    for file in plan.files:
        same = same_in(file)
        if len(plan.files) > 1 and (same.sentences or same.pairs):
            say(_("“{file}”:").format(file=file.file))
        for told in same.sentences:
            say(told)
        for pair in same.pairs:
            say(match_sentence(pair))
        for question in file.questions:
            warn(question_sentence(question))
        for line in file.names:
            warn(names_line_sentence(line))
        for conflict in file.conflicts:
            warn(conflict_sentence(conflict))
            for told in beside_sentences(conflict):
                warn(told)
        for kept in kept_together(file.kept):
            warn(kept_sentence(kept))
        for one in file.unplaced:
            warn(unplaced_sentence(one))
    _show_undone(plan)
    _show_what_to_answer(plan)


def _show_what_to_answer(plan: Plan) -> None:
    questions = sum(len(file.questions) for file in plan.files)
    if questions:
        warn(
            ngettext(
                "{number} question was not answered: see --plan --json and --decisions.",
                "{number} questions were not answered: see --plan --json and --decisions.",
                questions,
            ).format(number=questions)
        )
    places = [
        place
        for file in plan.files
        for conflict in file.conflicts
        for place in conflict.collided
        if place.answers and not place.chosen
    ]
    if places:
        warn(
            ngettext(
                "At {number} place one can choose between two wordings: see --plan --json and "
                "--decisions.",
                "At {number} places one can choose between two wordings: see --plan --json and "
                "--decisions.",
                len(places),
            ).format(number=len(places))
        )


def _show_undone(plan: Plan) -> None:
    from qualcode.core.report.merge import undone_sentence

    for file in plan.files:
        for undone in file.undone:
            warn(undone_sentence(undone, file.file))
