"""``qualcode text``: the stored text of a document as UTF-8, and nothing added."""

from __future__ import annotations

import argparse
import sys

from qualcode.cli.arguments import Parser, text
from qualcode.cli.projects import reading
from qualcode.core.translate import _


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.what("DOCUMENT", type=text, help=_("the document’s title or id"))


def run(options: argparse.Namespace) -> int:
    from qualcode.core.operations import lookup
    from qualcode.core.store import documents

    with reading(options.project) as project:
        found = documents.text(project.db, lookup.document(project.db, options.document))
    sys.stdout.flush()
    sys.stdout.buffer.write(found.encode())
    sys.stdout.buffer.flush()
    return 0
