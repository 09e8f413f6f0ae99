"""``qualcode correct``: a corrected file in the place of a document's text."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.cli.arguments import Parser, text
from qualcode.cli.output import say, write_json, write_table
from qualcode.cli.projects import back_up_if_due, coder, reading, writing
from qualcode.core.translate import _, language, ngettext

if TYPE_CHECKING:
    from qualcode.core.importers.transcript import Transcript
    from qualcode.core.operations.correction_plan import CorrectionPlan, TouchedMark
    from qualcode.core.project import Project


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.what("DOCUMENT", type=text, help=_("the document’s title or id"))
    parser.what("FILE", type=Path, help=_("the corrected transcript"))
    parser.coder()
    parser.option("--encoding", metavar="NAME", help=_("of plain text; detected if unsaid"))
    parser.option("--plan", action="store_true", help=_("only tells what would happen"))
    parser.json()


def run(options: argparse.Namespace) -> int:
    from qualcode.core import importers
    from qualcode.core.operations import lookup
    from qualcode.core.operations.corrections import replace_document

    transcript = importers.read(options.file, encoding=options.encoding)
    if options.plan:
        with reading(options.project) as project:
            plan, answer = _planned(project, options, transcript)
    else:
        with writing(options.project) as project:
            plan, answer = _planned(project, options, transcript)
            document_id = lookup.document(project.db, options.document)
            back_up_if_due(project)
            replace_document(project, coder(project, options.coder), document_id, transcript)
    answer["done"] = not options.plan
    if options.json:
        write_json(answer)
    else:
        _say(plan, answer)
    return 0


def _planned(
    project: Project, options: argparse.Namespace, transcript: Transcript
) -> tuple[CorrectionPlan, dict[str, Any]]:
    from qualcode.core.operations import lookup
    from qualcode.core.operations.correction_plan import plan_correction
    from qualcode.core.store import coders, codes

    document_id = lookup.document(project.db, options.document)
    plan = plan_correction(project.db, document_id, transcript.text, speeches=transcript.speeches)
    names = {code.id: code.name for code in codes.all_codes(project.db)}
    who = {one.id: one.name for one in coders.all_coders(project.db)}
    touched = [
        {**_mark(mark), "codes": [names[one] for one in mark.code_ids], "coder": who[mark.coder_id]}
        for mark in plan.touched
    ]
    answer = {
        "document_id": document_id,
        "places": plan.places,
        "moved": plan.moved,
        "touched": touched,
        "turns_gone": plan.turns_gone,
        "turns_new": plan.turns_new,
    }
    return plan, answer


def _mark(mark: TouchedMark) -> dict[str, Any]:
    return {
        "segment_id": mark.segment_id,
        "start": mark.new.start if mark.new else None,
        "end": mark.new.end if mark.new else None,
        "old": mark.old_words,
        "new": mark.new_words,
        "certainty": round(mark.certainty, 4),
        "joins": mark.joins,
        "printed": mark.printed,
        "condensed": mark.condensed,
    }


def in_words(plan: CorrectionPlan) -> str:
    """What a correction does, in a sentence."""
    places = ngettext("{count} place changed", "{count} places changed", plan.places)
    marks = ngettext("{count} passage touched", "{count} passages touched", len(plan.touched))
    lost = ngettext("{count} without its words", "{count} without their words", len(plan.lost))
    return _("{places}; {marks}, of which {lost}.").format(
        places=places.format(count=plan.places),
        marks=marks.format(count=len(plan.touched)),
        lost=lost.format(count=len(plan.lost)),
    )


def _say(plan: CorrectionPlan, answer: dict[str, Any]) -> None:
    from qualcode.core.report.typography import quoted

    say(in_words(plan))
    rows = [
        [
            mark["codes"],
            mark["coder"],
            quoted(mark["old"], language()),
            quoted(mark["new"], language()) if mark["new"] else None,
        ]
        for mark in answer["touched"]
    ]
    if rows:
        write_table([_("Codes"), _("Evaluator"), _("Before"), _("Now")], rows)
