"""``qualcode handout``: write a copy for a colleague, to be merged back."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

from qualcode.cli.arguments import Parser, text
from qualcode.cli.output import say, warn, write_json
from qualcode.cli.projects import writing
from qualcode.core.translate import _, ngettext


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.what("OUT", type=Path, help=_("the copy’s file, which must not be there yet"))
    parser.option(
        "--for",
        dest="name",
        metavar="NAME",
        type=text,
        required=True,
        help=_("the colleague whose copy it is; joins the project if new"),
    )
    parser.option(
        "--documents",
        metavar="DOCUMENT",
        nargs="+",
        type=text,
        help=_("titles or ids of those that are in it; all if unsaid"),
    )
    parser.option(
        "--blind",
        action="store_true",
        help=_("leaves out what others marked and wrote"),
    )
    parser.option(
        "--nameless",
        action="store_true",
        help=_("leaves out persons’ real names, but for those in the texts"),
    )
    parser.option(
        "--coder",
        metavar="NAME",
        type=text,
        help=_("the evaluator who makes the copy; joins the project if new"),
    )
    parser.json()


def run(options: argparse.Namespace) -> int:
    from qualcode.core.merge.handout import hand_out
    from qualcode.core.operations.lookup import Documents

    with writing(options.project) as project:
        chosen = None
        if options.documents is not None:
            known = Documents(project.db)
            chosen = [known.find(title) for title in options.documents]
        made = hand_out(
            project,
            options.out,
            name=options.name,
            documents=chosen,
            blind=options.blind,
            nameless=options.nameless,
            by_name=options.coder or "",
        )
    if options.json:
        write_json(
            {
                "file": made.path.name,
                "coder_id": made.coder_id,
                "entry_id": made.entry_id,
                "blind": options.blind,
                "nameless": options.nameless,
                "rows": made.counts,
                "names": [
                    {"document": n.document, "document_id": n.document_id, "line": n.line}
                    for n in made.names
                ],
                "warnings": list(made.warnings),
            }
        )
        return 0
    say(
        _("“{file}” is ready for {name}: {things}.").format(
            file=made.path.name, name=options.name, things=", ".join(_things(made.counts))
        )
    )
    for warning in made.warnings:
        warn(warning)
    return 0


def _things(counts: Mapping[str, int]) -> Iterator[str]:
    """What is in it: each with a word that agrees with its own number."""
    number = counts["documents"]
    yield ngettext("{number} document", "{number} documents", number).format(number=number)
    number = counts["codes"]
    yield ngettext("{number} code", "{number} codes", number).format(number=number)
    number = counts["codings"]
    yield ngettext("{number} coding", "{number} codings", number).format(number=number)
