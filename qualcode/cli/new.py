"""``qualcode new``: start a project."""

from __future__ import annotations

import argparse

from qualcode.cli.arguments import Parser, text
from qualcode.cli.output import say, write_json
from qualcode.core.translate import _, language


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.coder()
    parser.option(
        "--language",
        choices=("sv", "en"),
        help=_(
            "the project’s language: of its documents, and of what is written from it; "
            "that of the program if unsaid"
        ),
    )
    parser.option("--name", type=text, help=_("the project’s name, if not the file’s"))
    parser.json()


def run(options: argparse.Namespace) -> int:
    from qualcode.core.operations.coders import add_coder
    from qualcode.core.operations.names import required
    from qualcode.core.project import Project

    name = required(options.coder, _("An evaluator needs a name."))
    spoken = options.language or language()
    with Project.create(options.project, name=options.name, language=spoken) as project:
        coder_id = add_coder(project, name).first("coders")
        info = project.info
        if options.json:
            write_json(
                {
                    "id": info.id,
                    "file": project.path.name,
                    "name": info.name,
                    "language": info.language,
                    "coder": name,
                    "coder_id": coder_id,
                    "created": info.created,
                }
            )
        else:
            say(_("“{file}” is ready.").format(file=project.path.name))
    return 0
