"""``qualcode seal``: what was worded otherwise before is removed for good."""

from __future__ import annotations

import argparse

from qualcode.cli.arguments import Parser
from qualcode.cli.output import say, write_json
from qualcode.cli.projects import coder, writing
from qualcode.core.translate import _, ngettext


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.coder()
    parser.option(
        "--yes", action="store_true", help=_("does it; it can’t be undone, nor can earlier steps")
    )
    parser.option(
        "--delete-backups",
        action="store_true",
        help=_("also removes the backups beside the project, which hold the old wordings"),
    )
    parser.option(
        "--identities",
        action="store_true",
        help=_("also removes what surveys know their respondents by, such as e-mail addresses"),
    )
    parser.json()


def run(options: argparse.Namespace) -> int:
    from qualcode.core.errors import Refused
    from qualcode.core.operations.sealing import plan_seal, seal

    with writing(options.project) as project:
        plan = plan_seal(project)
        if not options.yes:
            raise Refused(
                ngettext(
                    "This would remove the wordings from before for good; {count} step of the "
                    "history could not be undone any more. Give --yes to do it.",
                    "This would remove the wordings from before for good; {count} steps of the "
                    "history could not be undone any more. Give --yes to do it.",
                    plan.steps,
                ).format(count=plan.steps)
            )
        backups = [backup.path for backup in plan.backups]
        gone = backups if options.delete_backups else []
        by = coder(project, options.coder)
        seal(project, by, delete_backups=gone, identities=options.identities)
        known = 0 if options.identities else plan.identities
    left = [path.name for path in backups if path not in gone]
    if options.json:
        write_json(
            {
                "steps": plan.steps,
                "texts": plan.texts,
                "backups_left": left,
                "identities_left": known,
            }
        )
        return 0
    say(_("The project is sealed: wordings from before are gone for good."))
    if left:
        say(_("These backups still hold them: {files}.").format(files=", ".join(left)))
    if known:
        say(identities_left(known))
    return 0


def identities_left(number: int) -> str:
    """That surveys still know persons by something."""
    return ngettext(
        "The surveys still know {count} respondent by what their file says, such as an e-mail "
        "address: see --identities.",
        "The surveys still know {count} respondents by what their files say, such as e-mail "
        "addresses: see --identities.",
        number,
    ).format(count=number)
