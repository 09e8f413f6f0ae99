"""``qualcode export``: write a summary, the codings, the codebook or a document."""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from qualcode.cli.arguments import Parser, WrongUsage, text
from qualcode.cli.output import say, warn, write_json
from qualcode.cli.projects import reading
from qualcode.core.errors import ProjectError
from qualcode.core.translate import _

if TYPE_CHECKING:
    from qualcode.core.project import Project
    from qualcode.core.report.export import ExportReport
    from qualcode.core.report.options import ExportOptions

#: as in `qualcode.core.report.options`, which help need not wait for; a test compares
WHAT: Final = (
    *("summary", "codings", "codebook", "document", "meaning-units", "board", "grid", "memos"),
    *("margin", "response-rates", "survey-answers"),
)
ARRANGEMENTS: Final = ("document", "respondent")
ABOUT: Final = ("documents", "persons", "cases")
ATTRIBUTIONS: Final = ("none", "role", "pseudonym", "document", "line")

#: the options that say something of some files only
_BELONGS_TO: Final = {
    "document": ("document", "margin"),
    "board": ("board",),
    "codes": ("summary", "codings", "codebook", "document", "meaning-units", "margin"),
    "documents": ("summary", "codings", "meaning-units", "margin"),
    "where": ("summary", "codings", "meaning-units", "margin"),
    "about": ("grid",),
    "coders": ("summary", "codings", "document", "meaning-units", "memos", "margin"),
    "groups": ("summary", "codings", "meaning-units"),
    "by": ("summary",),
    "attribution": ("summary", "meaning-units"),
    "show_coder": ("summary", "document", "meaning-units"),
    "typography": ("summary", "meaning-units", "memos"),
    "names": ("codings", "document", "meaning-units", "grid", "margin"),
    "interpretation": ("meaning-units",),
    "chosen": ("summary",),
}


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.what(
        "OUT",
        type=Path,
        help=_(
            "the file to write: summary .docx .html .md .json; codings .xlsx .csv .json; "
            "codebook .docx .xlsx .csv .json; document .docx .html; "
            "meaning-units .docx .xlsx .html .csv .json; board .docx .md; grid .xlsx .csv .json; "
            "memos .docx .md; margin .docx, or a folder for several documents; "
            "response-rates .docx .xlsx .html .csv .json; survey-answers .xlsx .csv .json"
        ),
    )
    parser.option("--what", choices=WHAT, required=True, help=_("what is written"))
    parser.option(
        "--document", metavar="D", type=text, help=_("which one, for --what document or margin")
    )
    parser.option("--board", metavar="B", type=text, help=_("which one, for --what board"))
    parser.option("--force", action="store_true", help=_("replaces OUT if it is there"))
    _add_filters(parser)
    _add_printing(parser)
    parser.json()


def _add_filters(parser: Parser) -> None:
    """Which part of the material is written."""
    _several(parser, "--codes", _("these and what is under them; names, paths or ids"))
    _several(parser, "--documents", _("these; titles or ids"))
    parser.option(
        "--where",
        nargs="+",
        action="extend",
        default=[],
        type=text,
        metavar="COLUMN=VALUE",
        help=_(
            "documents that are so: kind, wave, folder, case, language, or an attribute; or what "
            "respondents say who are so: role, group, or an attribute of persons"
        ),
    )
    _several(parser, "--coders", _("what these evaluators have marked; names or ids"))
    _several(parser, "--groups", _("what these reporting groups have said"))


def _add_printing(parser: Parser) -> None:
    """How it is arranged and printed."""
    parser.option(
        "--about",
        choices=ABOUT,
        help=_("what --what grid has a row for each of; documents if unsaid"),
    )
    parser.option(
        "--by",
        choices=ARRANGEMENTS,
        help=_("under what the quotes stand; document if unsaid"),
    )
    parser.option(
        "--attribution",
        choices=ATTRIBUTIONS,
        help=_("what stands after a quote; the pseudonym if unsaid"),
    )
    parser.option("--show-coder", action="store_true", help=_("names the evaluator of each quote"))
    parser.option(
        "--typography",
        choices=("sv", "en"),
        help=_("of quotation marks; that of the project’s language if unsaid"),
    )
    parser.option(
        "--names",
        action="store_true",
        help=_("leaves real names in codings, documents, meaning-units, the grid and margins"),
    )
    parser.option(
        "--chosen",
        action="store_true",
        help=_("prints only the quotes that were chosen for the report; all passages are counted"),
    )
    parser.option(
        "--interpretation",
        action="store_true",
        help=_("gives interpretations a column, in meaning-units"),
    )


def _several(parser: Parser, name: str, help_text: str) -> None:
    parser.option(
        name,
        nargs="+",
        action="extend",
        default=[],
        type=text,
        metavar=name.removeprefix("--").removesuffix("s").upper(),
        help=help_text,
    )


def run(options: argparse.Namespace) -> int:
    from qualcode.core.report.export import export
    from qualcode.core.store.problems import errors_named

    _refuse_idle(options)
    if options.what == "margin" and options.out.suffix.lower() != ".docx":
        return _write_folder(options)
    with errors_named(options.out):
        if options.out.exists() and not options.force:
            raise ProjectError(
                _(
                    "There is already a file “{file}”. "
                    "Choose another name, or use --force to replace it."
                ).format(file=options.out.name)
            )
    with reading(options.project) as project:
        report = export(
            project,
            options.out,
            what=options.what,
            options=_asked(project, options),
            overwrite=options.force,
        )
    for warning in report.warnings:
        warn(warning)
    if options.json:
        write_json(_as_json(report))
    else:
        say(_("“{file}” is written.").format(file=report.path.name))
    return 0


def _as_json(report: ExportReport) -> dict[str, Any]:
    return {
        "file": str(report.path),
        "quotes": report.quotes,
        "replaced_characters": report.replaced_characters,
        "split_cells": report.split_cells,
        "names": [asdict(place) for place in report.names],
        "contacts": [asdict(place) for place in report.contacts],
        "warnings": list(report.warnings),
    }


def _write_folder(options: argparse.Namespace) -> int:
    """Several documents with their codes in the margin, a file for each."""
    from qualcode.core.report.margin_files import cautions_of, export_margins

    with reading(options.project) as project:
        asked = _asked(project, options)
        if asked.document is not None:
            asked = replace(asked, filters=replace(asked.filters, documents=(asked.document,)))
        reports = export_margins(project, options.out, options=asked, overwrite=options.force)
    for warning in cautions_of(reports):
        warn(warning)
    if options.json:
        write_json([_as_json(report) for report in reports])
    else:
        for report in reports:
            say(_("“{file}” is written.").format(file=report.path.name))
    return 0


def _refuse_idle(options: argparse.Namespace) -> None:
    """An option without effect would let one believe that the file is another than it is."""
    what = options.what
    for name, those in _BELONGS_TO.items():
        if what in those or not getattr(options, name):
            continue
        words = {"option": f"--{name.replace('_', '-')}", "those": ", ".join(those), "what": what}
        if name == "document" and what in _BELONGS_TO["documents"]:
            words["instead"] = "--documents"
        if name == "documents" and what == "document":
            words["instead"] = "--document"
        raise WrongUsage(
            _("{option} belongs to --what {those}; for {what} say {instead}.").format(**words)
            if "instead" in words
            else _("{option} belongs to --what {those}, not to {what}.").format(**words)
        )


def _asked(project: Project, options: argparse.Namespace) -> ExportOptions:
    from qualcode.core.analysis.summary import Filters
    from qualcode.core.operations import lookup
    from qualcode.core.operations.documents_matching import chosen_documents
    from qualcode.core.operations.persons_matching import chosen_persons
    from qualcode.core.report.options import ExportOptions

    db = project.db
    of_persons = options.what in _BELONGS_TO["groups"]
    some = chosen_persons(db, options.where if of_persons else ())
    where = some.others if of_persons else options.where
    return ExportOptions(
        filters=Filters(
            codes=lookup.codes(db, options.codes),
            documents=chosen_documents(db, options.documents, where),
            persons=some.persons,
            conditions=some.conditions,
            coders=lookup.coders(db, options.coders),
            groups=lookup.groups(db, options.groups),
        ),
        by=options.by or ARRANGEMENTS[0],
        attribution=options.attribution or "pseudonym",
        show_coder=options.show_coder,
        typography=options.typography,
        document=lookup.document(db, options.document) if options.document else None,
        real_names=options.names,
        about=options.about or ABOUT[0],
        interpretation=options.interpretation,
        board=lookup.board(db, options.board) if options.board else None,
        only_chosen=options.chosen,
    )
