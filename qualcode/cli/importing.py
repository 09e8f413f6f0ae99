"""``qualcode import``: take in transcripts, all of them or none."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qualcode.cli import import_answers, margin
from qualcode.cli.arguments import Parser, text
from qualcode.cli.output import warn, write_json
from qualcode.cli.projects import back_up_if_due, coder, writing
from qualcode.cli.refusals import reporting
from qualcode.core.errors import ImportRefused
from qualcode.core.translate import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.cli.import_plan import Item
    from qualcode.core.importers.rules import Rules
    from qualcode.core.project import Project

#: as `qualcode.core.report.imported.FORMATS`
REPORTS: Final = (".docx", ".csv", ".xlsx")
#: as `qualcode.core.importers.removals.KINDS`, which help need not wait for; a test compares
REMOVALS: Final = ("headers", "footers", "page-numbers", "hyphens", "beginning")
#: as `qualcode.core.model.DOCUMENT_KINDS`, which help need not wait for; a test compares
KINDS: Final = ("interview", "group-interview", "workshop", "observation", "survey", "document")
#: as `qualcode.core.importers.rules.KNOWN`, which help need not wait for; a test compares
KNOWN: Final = ("skip", "correct", "again")


def add_arguments(parser: Parser) -> None:
    from qualcode.core.importers import SUFFIXES

    parser.project()
    parser.what(
        "FILE",
        nargs="+",
        type=Path,
        help=_("transcripts: {suffixes}").format(suffixes=", ".join(SUFFIXES)),
    )
    parser.coder()
    _add_reading(parser)
    _add_rules(parser)
    margin.add_arguments(parser)
    _add_documents(parser)
    parser.json()


def _add_reading(parser: Parser) -> None:
    """How the files are read."""
    parser.option(
        "--kind",
        choices=KINDS,
        help=_("what they are; if unsaid what their names say, or interviews"),
    )
    parser.option(
        "--encoding",
        metavar="E",
        type=text,
        help=_("of plain text: utf-8, utf-16, cp1252, mac_roman …; detected if unsaid"),
    )
    parser.option(
        "--no-speakers", action="store_true", help=_("makes no turns of labels such as “Anna:”")
    )
    parser.option(
        "--remove",
        metavar="KINDS",
        type=_kinds,
        help=_("takes out of PDFs: {kinds}, with commas between").format(kinds=", ".join(REMOVALS)),
    )
    parser.option(
        "--guide",
        metavar="GUIDE",
        type=Path,
        help=_("an interview guide whose questions are looked for"),
    )
    parser.option(
        "--pattern",
        metavar="PATTERN",
        type=text,
        help=_("what files’ names hold, such as {example}").format(
            example="{title}_{kind}_{date}_{*}"
        ),
    )


def _add_rules(parser: Parser) -> None:
    """Rules that are kept, and what is told of the import."""
    parser.option(
        "--rules",
        metavar="RULES",
        type=Path,
        help=_("a file of rules; what is said here goes before it"),
    )
    parser.option(
        "--report",
        metavar="REPORT",
        type=Path,
        help=_("writes what was found: {suffixes}").format(suffixes=", ".join(REPORTS)),
    )


def _add_documents(parser: Parser) -> None:
    """What documents become of them."""
    parser.option(
        "--details",
        action="store_true",
        help=_(
            "uses what documents say of themselves in a first table or in lines such as "
            "“Date: …”, as it is proposed"
        ),
    )
    parser.option(
        "--known",
        choices=KNOWN,
        help=_(
            "what is done with a file that is here already and with a new version of one: skip "
            "leaves both out; correct puts the new version in the old one’s place, with all marks; "
            "again imports both. If unsaid, the very same file is left out and a new version is "
            "another document"
        ),
    )
    parser.option(
        "--folders",
        action="store_true",
        help=_("puts documents into folders named after those that the files lie in"),
    )
    parser.option(
        "--partial",
        action="store_true",
        help=_("imports the files that can be read, even if others can’t"),
    )
    parser.option("--language", choices=("sv", "en"), help=_("of the texts; detected if unsaid"))


def _kinds(value: str) -> tuple[str, ...]:
    """The kinds of removals in a list with commas."""
    found = tuple(word.strip() for word in value.split(",") if word.strip())
    for word in found:
        if word not in REMOVALS:
            raise argparse.ArgumentTypeError(
                _("“{word}” is none of {kinds}").format(word=word, kinds=", ".join(REMOVALS))
            )
    return found


def run(options: argparse.Namespace) -> int:
    from qualcode.cli.import_plan import Planner
    from qualcode.core.importers.folder import files_in, passed_over

    rules = _rules(options)
    if options.report:
        from qualcode.core.report.imported import require_known

        require_known(options.report)
    with writing(options.project) as project:
        items = Planner(project, rules, options.coder).items(files_in(options.file))
        beside = passed_over(options.file)
        try:
            _refuse_unread(items, partial=options.partial)
        except ImportRefused:
            _report(options, import_answers.unread(items), beside)
            raise
        margin.require_colours(
            options.highlights or {}, [item.read.margin for item in items if item.read]
        )
        answers = _bring_in(project, options, items)
    with reporting():
        _report(options, answers, beside)
    if beside:
        warn(beside)
    if options.json:
        write_json([answer.as_json() for answer in answers])
    else:
        for answer in answers:
            answer.say()
    return 0


def _report(
    options: argparse.Namespace, answers: Sequence[import_answers.Answer], beside: str
) -> None:
    from qualcode.core.report import imported

    if options.report:
        lines = [answer.line() for answer in answers]
        imported.write(lines, options.report, beside)


def _refuse_unread(items: Sequence[Item], *, partial: bool) -> None:
    """Every file, or none: each one that can't be read is named."""
    refused = [item.refusal for item in items if item.refusal]
    if not refused:
        return
    if len(items) == 1:
        raise refused[0]
    for refusal in refused:
        warn(str(refusal))
    if partial and len(refused) < len(items):
        return
    raise ImportRefused(
        ngettext(
            "{count} of {all} files can’t be read, so none was imported.",
            "{count} of {all} files can’t be read, so none was imported.",
            len(refused),
        ).format(count=len(refused), all=len(items))
    )


def _bring_in(
    project: Project, options: argparse.Namespace, items: Sequence[Item]
) -> list[import_answers.Answer]:
    from qualcode.core.changes import Changes
    from qualcode.core.ids import EntryId
    from qualcode.core.operations.importing import import_documents

    changes = Changes("import_documents", "", EntryId(""))
    margins = margin.for_known([item.intake for item in items if item.intake])
    for item in items:
        if item.corrects and item.there and item.intake and not item.takes_margin:
            margins.setdefault(item.there.id, []).extend(item.intake.wishes)
    if any(item.is_work for item in items):
        back_up_if_due(project)
        changes = import_documents(
            project,
            coder(project, options.coder),
            [item.new for item in items if item.new],
            guide=items[0].guide,
            corrected={one.there.id: one.transcript for one in items if one.corrects and one.there},
            margins=margins,
        )
    return import_answers.answers(project, changes, items)


def _rules(options: argparse.Namespace) -> Rules:
    """The rules of the file, with what is said in the command before them."""
    from dataclasses import replace

    from qualcode.core.importers import beginning
    from qualcode.core.importers import rules as importer

    rules = importer.load(options.rules) if options.rules else importer.Rules()
    guide = str(options.guide or "") or rules.guide
    if options.rules and not options.guide and rules.guide:
        guide = str(options.rules.parent / rules.guide)
    rules = margin.with_options(rules, options)
    return replace(
        rules,
        kind=options.kind or rules.kind,
        language=options.language or rules.language,
        encoding=options.encoding or rules.encoding,
        pattern=options.pattern or rules.pattern,
        remove=rules.remove if options.remove is None else options.remove,
        guide=guide,
        details={beginning.ANY: beginning.PROPOSED, **rules.details}
        if options.details
        else rules.details,
        known=options.known or rules.known,
        folders=options.folders or rules.folders,
        no_speakers=options.no_speakers or rules.no_speakers,
    )
