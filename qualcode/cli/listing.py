"""``qualcode list``: what is in a project, one object or line for each."""

from __future__ import annotations

import argparse
from typing import Final

from qualcode.cli.arguments import Parser, WrongUsage
from qualcode.cli.output import local_time, write_json, write_table
from qualcode.cli.projects import reading
from qualcode.core.translate import N_, _

#: what can be listed, with the columns that people read and their headings
COLUMNS: Final = {
    "documents": (
        ("title", N_("Title")),
        ("kind", N_("Kind")),
        ("language", N_("Language")),
        ("characters", N_("Characters")),
        ("date", N_("Date")),
        ("wave", N_("Wave")),
        ("folder", N_("Folder")),
        ("case", N_("Case")),
    ),
    "folders": (("path", N_("Folder")), ("documents", N_("Documents"))),
    "attributes": (
        ("name", N_("Attribute")),
        ("about", N_("About")),
        ("kind", N_("Kind")),
        ("choices", N_("Choices")),
        ("values", N_("Values")),
    ),
    "cases": (
        ("name", N_("Case")),
        ("kind", N_("Kind")),
        ("documents", N_("Documents")),
        ("persons", N_("Persons")),
    ),
    "turns": (
        ("document", N_("Document")),
        ("start", N_("Start")),
        ("end", N_("End")),
        ("label", N_("Label")),
        ("person", N_("Person")),
        ("kind", N_("Kind")),
    ),
    "persons": (
        ("pseudonym", N_("Pseudonym")),
        ("name", N_("Name")),
        ("kind", N_("Kind")),
        ("role", N_("Role")),
        ("group", N_("Group")),
        ("documents", N_("Documents")),
        ("turns", N_("Turns")),
    ),
    "codes": (
        ("path", N_("Code")),
        ("level", N_("Level")),
        ("passages", N_("Passages")),
        ("persons", N_("Persons")),
    ),
    "segments": (
        ("document", N_("Document")),
        ("start", N_("Start")),
        ("end", N_("End")),
        ("coder", N_("Evaluator")),
        ("codes", N_("Codes")),
        ("quote", N_("Quote")),
    ),
    "codings": (
        ("document", N_("Document")),
        ("start", N_("Start")),
        ("end", N_("End")),
        ("code_path", N_("Code")),
        ("coder", N_("Evaluator")),
        ("persons", N_("Persons")),
        ("quote", N_("Quote")),
    ),
    "coders": (
        ("name", N_("Name")),
        ("initials", N_("Initials")),
        ("codings", N_("Codings")),
        ("created", N_("Joined")),
    ),
    "memos": (
        ("title", N_("Title")),
        ("about_table", N_("About")),
        ("coder", N_("Evaluator")),
        ("created", N_("Written")),
        ("text", N_("Text")),
    ),
}


#: what the values of some columns are called by people; data has them as they are stored
NAMES: Final = {
    "kind": {
        "interview": N_("Interview"),
        "group-interview": N_("Group interview"),
        "workshop": N_("Workshop"),
        "observation": N_("Observation"),
        "survey": N_("Survey answers"),
        "document": N_("Document"),
        "respondent": N_("Respondent"),
        "interviewer": N_("Interviewer"),
        "text": N_("Text"),
        "number": N_("Number"),
        "date": N_("Date"),
        "choice": N_("Choice"),
        "yes-no": N_("Yes or no"),
    },
    "about": {
        "documents": N_("Documents"),
        "persons": N_("Persons"),
        "cases": N_("Cases"),
    },
    "level": {
        "code": N_("code"),
        "sub-category": N_("sub-category"),
        "category": N_("category"),
        "theme": N_("theme"),
    },
    "about_table": {
        "codes": N_("Code"),
        "documents": N_("Document"),
        "persons": N_("Person"),
        "segments": N_("Passage"),
        "codings": N_("Coding"),
    },
}


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.what("WHAT", choices=tuple(COLUMNS), help=", ".join(COLUMNS))
    parser.option(
        "--names", action="store_true", help=_("gives persons’ real names too, if they are known")
    )
    parser.option(
        "--nameless",
        action="store_true",
        help=_("gives pseudonyms for real names in titles, labels and quotes, as exports do"),
    )
    parser.json()


def run(options: argparse.Namespace) -> int:
    from qualcode.core.interchange.lists import listed

    if options.names and options.nameless:
        raise WrongUsage(_("--names and --nameless are for one at a time."))
    with reading(options.project) as project:
        found = listed(project, options.what, real_names=options.names, nameless=options.nameless)
    if options.json:
        write_json(found)
        return 0
    shown = [
        (name, heading)
        for name, heading in COLUMNS[options.what]
        if name != "name" or options.what != "persons" or options.names
    ]
    write_table(
        [_(heading) for _name, heading in shown],
        [[_shown(name, row[name]) for name, _heading in shown] for row in found],
    )
    return 0


def _shown(column: str, value: object) -> object:
    if column == "created":
        return local_time(str(value))
    name = NAMES.get(column, {}).get(str(value))
    return _(name) if name else value
