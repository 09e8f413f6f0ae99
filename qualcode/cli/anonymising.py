"""``qualcode anonymise``: names out of a project, from a list of replacements."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.cli.arguments import Parser, text
from qualcode.cli.output import say, write_json, write_table
from qualcode.cli.projects import back_up_if_due, coder, reading, writing
from qualcode.cli.sealing import identities_left
from qualcode.core.translate import _, ngettext

if TYPE_CHECKING:
    from qualcode.core.operations.anonymising import NameHit
    from qualcode.core.project import Project


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.what(
        "REPLACEMENTS",
        type=Path,
        help=_(".csv, .xlsx or .json with the columns name and replacement"),
    )
    parser.coder()
    parser.option(
        "--documents",
        metavar="DOCUMENT",
        nargs="+",
        type=text,
        help=_("titles or ids; everything if unsaid"),
    )
    parser.option(
        "--unsure",
        action="store_true",
        help=_("also where the name has other capitals, or an ending that may make another word"),
    )
    parser.option(
        "--real-names", action="store_true", help=_("takes the names off the persons, too")
    )
    parser.option(
        "--identities",
        action="store_true",
        help=_("also removes what surveys know their respondents by, such as e-mail addresses"),
    )
    parser.option("--plan", action="store_true", help=_("only tells what would happen"))
    parser.json()


def run(options: argparse.Namespace) -> int:
    from qualcode.core.interchange import replacements
    from qualcode.core.operations import lookup
    from qualcode.core.operations.anonymising import anonymise, find_names
    from qualcode.core.operations.survey_identities import forget_identities
    from qualcode.core.store import surveys

    wanted = replacements.read(options.replacements)
    with reading(options.project) if options.plan else writing(options.project) as project:
        documents = None
        if options.documents is not None:
            documents = {lookup.document(project.db, one) for one in options.documents}
        hits = find_names(project.db, wanted, documents=documents)
        accepted = [hit for hit in hits if hit.found.sure or options.unsure]
        answer = _answer(project, hits, accepted)
        if not options.plan:
            back_up_if_due(project)
            with project.together():
                by = coder(project, options.coder)
                anonymise(
                    project,
                    by,
                    wanted,
                    hits=accepted,
                    documents=documents,
                    real_names=options.real_names,
                )
                if options.identities:
                    forget_identities(project, by)
        known = len(surveys.with_identity(project.db))
    if options.json:
        write_json(
            {
                "hits": answer,
                "replaced": 0 if options.plan else len(accepted),
                "identities_left": known,
            }
        )
    else:
        _say(answer, len(accepted), planned=options.plan)
        if known:
            say(identities_left(known))
    return 0


def _answer(project: Project, hits: list[NameHit], accepted: list[NameHit]) -> list[dict[str, Any]]:
    from qualcode.core.operations.anonymising import where
    from qualcode.core.store import documents

    titles = documents.titles(project.db)
    taken = set(accepted)
    return [
        {
            "document": titles.get(hit.document_id) if hit.document_id else None,
            "document_id": hit.document_id,
            "where": None if hit.in_text else where(hit),
            "table": hit.table,
            "id": hit.row_id,
            "column": hit.column,
            "start": hit.found.start,
            "end": hit.found.end,
            "words": hit.words,
            "put": hit.found.put,
            "before": hit.before,
            "after": hit.after,
            "sure": hit.found.sure,
            "accepted": hit in taken,
        }
        for hit in hits
    ]


def _say(answer: list[dict[str, Any]], accepted: int, *, planned: bool) -> None:
    if planned:
        rows = [
            [
                _("yes") if hit["accepted"] else _("no"),
                hit["document"] or hit["where"],
                f"{hit['before'][-25:]}[{hit['words']}]{hit['after'][:25]}",
                hit["put"],
            ]
            for hit in answer
        ]
        write_table([_("Taken"), _("Where"), _("Words"), _("Instead")], rows)
        return
    say(
        ngettext("{count} place was replaced.", "{count} places were replaced.", accepted).format(
            count=accepted
        )
    )
    left = len(answer) - accepted
    if left:
        say(
            ngettext(
                "{count} place may be a name or another word, and was left: see --plan.",
                "{count} places may be names or other words, and were left: see --plan.",
                left,
            ).format(count=left)
        )
    say(_("The history and the backups still hold the names: see qualcode seal."))
