"""``qualcode text``: the stored text of a document as UTF-8, and nothing added; or with pseudonyms."""

from __future__ import annotations

import argparse
import sys

from qualcode.cli.arguments import Parser, text
from qualcode.cli.projects import reading
from qualcode.core.translate import _


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.what("DOCUMENT", type=text, help=_("the document’s title or id"))
    parser.option(
        "--nameless",
        action="store_true",
        help=_("gives pseudonyms for real names in speakers’ labels, as exports do"),
    )


def run(options: argparse.Namespace) -> int:
    from qualcode.core.operations import lookup
    from qualcode.core.store import documents

    with reading(options.project) as project:
        document_id = lookup.document(project.db, options.document)
        if options.nameless:
            from qualcode.core.interchange.nameless import Nameless

            found = Nameless(project.db).text(document_id)
        else:
            found = documents.text(project.db, document_id)
    sys.stdout.flush()
    sys.stdout.buffer.write(found.encode())
    sys.stdout.buffer.flush()
    return 0
