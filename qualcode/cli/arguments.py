"""The arguments of a command, with help and complaints in the user's language."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

from qualcode.core.translate import N_, _

#: argparse's own complaints, and what is said instead; any other is passed on as it is
_COMPLAINTS: Final = (
    (r"the following arguments are required: (?P<names>.*)", N_("Missing: {names}.")),
    (r"unrecognized arguments: (?P<names>.*)", N_("Not known here: {names}.")),
    (r"argument (?P<name>.*): expected one argument", N_("{name} needs a value.")),
    (
        r"argument (?P<name>.*): expected at least one argument",
        N_("{name} needs at least one value."),
    ),
    (
        r"argument (?P<name>.*): invalid choice: (?P<value>.*) \(choose from (?P<choices>.*)\)",
        N_("{name} can’t be {value}. Choose from {choices}."),
    ),
    (
        r"argument (?P<name>.*): ignored explicit argument (?P<value>.*)",
        N_("{name} takes no value."),
    ),
    (r"argument (?P<name>[^:]*): (?P<reason>.*)", N_("{name}: {reason}")),
)


class WrongUsage(Exception):
    """Arguments that each are right and don't go together, as a sentence; ends with code 2."""


class Parser(argparse.ArgumentParser):
    """The parser of one command. Use `what` and `option`, so that help is in two parts."""

    def __init__(self, command: str, summary: str) -> None:
        super().__init__(
            prog=f"qualcode {command}",
            description=summary,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Formatter,
        )
        self._what = self.add_argument_group(_("What"))
        self._how = self.add_argument_group(_("Options"))
        self._how.add_argument("-h", "--help", action="help", help=_("shows this help"))

    def what(self, name: str, **details: Any) -> None:
        """An argument that is known by its place; `name` is written in capitals."""
        self._what.add_argument(name.lower(), metavar=name, **details)

    def project(self) -> None:
        """The project that the command is about."""
        self.what("PROJECT", type=Path, help=_("the project’s file"))

    def option(self, *names: str, **details: Any) -> None:
        """An argument that is known by its name, such as ``--kind``."""
        self._how.add_argument(*names, **details)

    def coder(self) -> None:
        """Who does it."""
        self.option(
            "--coder",
            metavar="NAME",
            type=text,
            required=True,
            help=_("the evaluator who does it; joins the project if new"),
        )

    def json(self) -> None:
        """Whether a program reads the answer."""
        self.option("--json", action="store_true", help=_("prints one JSON document"))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and end with code 2."""
        self.exit(2, f"{self.format_usage()}{complaint(message)}\n")

    def parse_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: None = None
    ) -> argparse.Namespace:
        """The command's arguments; options may stand between the others."""
        formatter = self._get_formatter()
        formatter.add_usage(None, self._actions, [], prefix="")
        self.usage = formatter.format_help().strip()  # argparse would cut its own English prefix
        return self.parse_intermixed_args(args, namespace)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, _("Usage: ") if prefix is None else prefix)


def complaint(message: str) -> str:
    """What argparse says, in the user's language."""
    for pattern, sentence in _COMPLAINTS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return _(sentence).format(**found.groupdict())
    return message


def text(value: str) -> str:
    """A word from the command line. Bytes that are no UTF-8 reach Python as half characters."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise argparse.ArgumentTypeError(_("this is no text in UTF-8")) from error
    return value
