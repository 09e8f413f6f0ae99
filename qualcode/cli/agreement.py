"""``qualcode agreement``: how far evaluators agree, on a project or on codings given directly."""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from qualcode.cli.arguments import Parser, WrongUsage, text
from qualcode.cli.output import WHOLE, say, warn, write_json, write_table
from qualcode.cli.projects import reading, with_ending
from qualcode.core.errors import ProjectError
from qualcode.core.translate import _

if TYPE_CHECKING:
    from sqlite_utils import Database

    from qualcode.core.analysis.agreement.bootstrap import Estimate
    from qualcode.core.analysis.agreement.marks import Marks
    from qualcode.core.analysis.agreement.result import Agreement, Result
    from qualcode.core.analysis.agreement.tables import Table
    from qualcode.core.ids import CoderId
    from qualcode.core.project import Project

#: as in `qualcode.core.analysis.agreement.of_project`, which help need not wait for; a test compares
UNITS: Final = ("character", "word", "sentence", "turn", "paragraph", "segment")
OVERLAP: Final = 90.0


def add_arguments(parser: Parser) -> None:
    parser.what("PROJECT", type=Path, nargs="?", help=_("the project’s file, if not --from"))
    parser.option(
        "--from",
        dest="source",
        metavar="FILE",
        type=Path,
        help=_("a .json file with spans or tables of units instead of a project"),
    )
    parser.option(
        "--with",
        dest="others",
        nargs="+",
        action="extend",
        default=[],
        metavar="OTHER",
        type=Path,
        help=_("other projects, compared as if they were merged; none of the files is changed"),
    )
    _add_compared(parser)
    _add_counting(parser)
    parser.json()


def _add_compared(parser: Parser) -> None:
    """Who is compared, and on what."""
    _several(parser, "--coders", _("at least two evaluators; all who marked something if unsaid"))
    parser.option(
        "--key",
        metavar="CODER",
        type=text,
        help=_("the evaluator taken to be right, for precision, recall and F1"),
    )
    _several(parser, "--codes", _("these and what is under them; names, paths or ids"))
    _several(parser, "--documents", _("these; titles or ids"))
    parser.option(
        "--where",
        nargs="+",
        action="extend",
        default=[],
        type=text,
        metavar="COLUMN=VALUE",
        help=_("documents that are so: kind, wave, folder, case, language, or an attribute"),
    )
    _several(parser, "--persons", _("only what these say; pseudonyms, names, labels or ids"))


def _add_counting(parser: Parser) -> None:
    """How it is counted."""
    parser.option(
        "--unit", choices=UNITS, help=_("what is compared one by one; character if unsaid")
    )
    parser.option(
        "--overlap",
        metavar="X",
        type=_percent,
        help=_(
            "for segment: from how many per cent two passages are one: characters in both, of "
            "those in either; 90 if unsaid"
        ),
    )
    parser.option("--ci", action="store_true", help=_("gives bootstrap intervals too (95 %%)"))


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


def _percent(word: str) -> float:
    try:
        value = float(word.replace(",", ".").removesuffix("%"))
    except ValueError:
        value = math.nan
    if not 0 < value <= 100:
        raise argparse.ArgumentTypeError(_("this must be a number above 0, at most 100"))
    return value


def run(options: argparse.Namespace) -> int:
    if (options.project is None) == (options.source is None):
        raise WrongUsage(_("Give either a project or --from with a file."))
    if options.overlap is not None and options.unit != "segment":
        raise WrongUsage(_("--overlap is for --unit segment alone."))
    if options.source is not None:
        found = _given(options)
    else:
        with reading(options.project) as project, _ground(project, options.others) as db:
            found = _of_project(db, options)
    if options.json:
        write_json(_document(found))
    else:
        _show(found)
    return 0


@contextmanager
def _ground(project: Project, others: list[Path]) -> Iterator[Database]:
    """What is compared: the project, or what it would be with others taken in."""
    if not others:
        yield project.db
        return
    from qualcode.core.merge.trying import merged_in_memory

    with merged_in_memory(project, [with_ending(path) for path in others]) as db:
        yield db


def _of_project(db: Database, options: argparse.Namespace) -> Agreement:
    from qualcode.core.analysis.agreement.of_project import Question, agreement_in
    from qualcode.core.operations import lookup
    from qualcode.core.operations.documents_matching import chosen_documents

    question = Question(
        coders=lookup.coders(db, options.coders),
        key=_key(db, options.key) if options.key else None,
        codes=lookup.codes(db, options.codes),
        documents=chosen_documents(db, options.documents, options.where),
        persons=lookup.persons(db, options.persons),
        unit=options.unit or "character",
        overlap=(options.overlap or OVERLAP) / 100,
        intervals=options.ci,
    )
    return agreement_in(db, question)


def _key(db: Database, name: str) -> CoderId:
    from qualcode.core.operations import lookup

    found = list(lookup.coders(db, [name]))
    if len(found) > 1:
        raise ProjectError(
            _("{count} evaluators are called “{name}”. Give the id instead.").format(
                count=len(found), name=name
            )
        )
    return found[0]


def _given(options: argparse.Namespace) -> Agreement:
    from qualcode.core.analysis.agreement import given
    from qualcode.core.analysis.agreement.chosen import compare_given

    if options.documents or options.persons or options.where or options.others:
        raise WrongUsage(
            _("--documents, --where, --persons and --with are for projects, not for --from.")
        )
    found: Marks | Table = given.read(options.source)
    return compare_given(
        found,
        file=options.source.name,
        coders=options.coders,
        key=options.key,
        codes=options.codes,
        unit=options.unit,
        overlap=(options.overlap or OVERLAP) / 100,
        intervals=options.ci,
    )


def _document(found: Agreement) -> dict[str, Any]:
    """The answer for programs: shares and coefficients as they are, undefined as null."""
    ci = found.intervals
    return {
        "unit": found.unit,
        "n": found.n,
        "coders": list(found.coders),
        "codes": {name: _result(result, ci) for name, result in found.codes.items()},
        "overall": _result(found.overall, ci),
        "documents": {
            title: {"n": result.n, **_result(result, ci)}
            for title, result in found.documents.items()
        },
        "key": found.key,
        "overlap": found.overlap,
        "length": found.length,
        "remarks": list(found.remarks),
    }


def _result(result: Result, ci: bool) -> dict[str, Any]:
    without = result.without_uncoded
    found = _numbers(result.coefficients, ci)
    found["k_u_alpha"] = _numbers(result.k_u_alpha, ci)
    found["coverage"] = dict(result.coverage)
    found["marked_by_all"] = result.marked_by_all
    found["marked_by_any"] = result.marked_by_any
    found["without_uncoded"] = None if without is None else _numbers(without, ci)
    return found


def _numbers(estimates: Mapping[str, Estimate], ci: bool) -> dict[str, Any]:
    return {name: _number(estimate, ci) for name, estimate in estimates.items()}


def _number(estimate: Estimate, ci: bool) -> Any:
    if not ci:
        return estimate.value
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high}


def _show(found: Agreement) -> None:
    """For people: all measures of the whole, the first ones of each code and document."""
    from qualcode.core.report import agreement_parts as told

    sentences = told.sentences(found)
    say(told.heading(found))
    whole, coverage, *each = told.parts(found)
    for part in (whole, coverage):
        say("")
        write_table(part.headings, told.cells(part), widest=WHOLE)
    for part in map(told.first_of, each):
        say("")
        write_table(part.headings, told.cells(part))
    say("")
    for sentence in (*sentences[1:], sentences[0]):
        say(sentence)
    for remark in found.remarks:
        warn(remark)
