"""Where the program starts: the window, or a command.

Exit codes: 0 done, 1 refused with a sentence on stderr, 2 wrong usage.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final, TextIO

from qualcode.cli.projects import ENDING, with_ending
from qualcode.core.errors import ProjectError
from qualcode.core.translate import N_, _

DONE: Final = 0
REFUSED: Final = 1
WRONG_USAGE: Final = 2
INTERRUPTED: Final = 130


@dataclass(frozen=True, slots=True)
class Command:
    """A command: the module in this package that does it, and what it is for."""

    module: str
    summary: str


COMMANDS: Final = {
    "new": Command("new", N_("Start a project.")),
    "codebook": Command("codebook", N_("Take in a codebook.")),
    "import": Command("importing", N_("Take in transcripts.")),
    "survey": Command("survey", N_("Take in a survey’s answers.")),
    "guide": Command("guide", N_("Find where the questions of a guide are asked.")),
    "persons": Command("persons", N_("Say from a sheet who the speakers are.")),
    "attributes": Command("attributes", N_("Fill in what is known of documents from a sheet.")),
    "code": Command("coding", N_("Code passages from a sheet.")),
    "list": Command("listing", N_("List what is in a project.")),
    "text": Command("text", N_("Print the text of a document.")),
    "find": Command("finding", N_("Find words, and code what was found.")),
    "correct": Command("correcting", N_("Put a corrected file in a document’s place.")),
    "anonymise": Command("anonymising", N_("Put other words in the place of names.")),
    "seal": Command("sealing", N_("Remove the wordings from before for good.")),
    "export": Command("export", N_("Write a summary, the codebook, a document, a board and more.")),
    "agreement": Command("agreement", N_("Compare what evaluators marked.")),
    "handout": Command("handout", N_("Make a copy for a colleague, to be merged back.")),
    "merge": Command("merge", N_("Take in colleagues’ copies, or projects that began apart.")),
    "history": Command("history", N_("List what was done, by whom and when.")),
    "undo": Command("undo", N_("Take back the latest operation.")),
    "redo": Command("redo", N_("Do again what was taken back.")),
    "check": Command("check", N_("Check that a project is sound.")),
    "demo": Command("demo", N_("Write the example project and its summary.")),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with these arguments, by default those it was started with."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    _speak_the_chosen_language()
    try:
        code = _run(words)
        sys.stdout.flush()
        return code
    except ProjectError as error:
        print(error, file=sys.stderr)
        return REFUSED
    except SystemExit as end:  # argparse: help was asked for, or the usage was wrong
        return end.code if isinstance(end.code, int) else WRONG_USAGE
    except BrokenPipeError:  # whoever reads, as `head` does, has read enough
        _print_no_more()
        return REFUSED
    except OSError as error:
        if error.filename is not None:
            raise  # not of what was printed: a bug
        from qualcode.core.reasons import reason

        _print_no_more()
        print(
            _("The answer could not be printed: {reason}.").format(reason=reason(error)),
            file=sys.stderr,
        )
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(words: list[str]) -> int:
    if not words:
        return _window(None)
    first = words[0]
    if first in COMMANDS:
        return _run_command(first, words[1:])
    if first in ("-h", "--help"):
        print(_help())
        return DONE
    if first == "--version":
        from qualcode import __version__

        print(f"qualcode {__version__}")
        return DONE
    if len(words) == 1 and _is_project(first):
        return _window(first)
    return _refuse_usage(first)


def _run_command(name: str, words: list[str]) -> int:
    from qualcode.cli.arguments import Parser, WrongUsage
    from qualcode.core.store.early import import_database

    command = COMMANDS[name]
    module = import_module(f"qualcode.cli.{command.module}")
    parser = Parser(name, _(command.summary))
    module.add_arguments(parser)
    options = parser.parse_args(words)
    import_database()
    try:
        code: int = module.run(options)
    except WrongUsage as error:
        parser.error(str(error))
    return code


def _window(project: str | None) -> int:
    if not _has_screen():
        raise ProjectError(
            _(
                "There is no screen to open the window on. "
                "Everything else works without one: see qualcode --help."
            )
        )
    from qualcode.core.collector import collector_paused
    from qualcode.core.store.early import import_database

    with collector_paused():
        import_database()
        from qualcode.shell.app import main as window

    return window(with_ending(Path(project)) if project is not None else None)


def _has_screen() -> bool:
    """Qt would end the program with a core dump where there is none."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")))


def _is_project(word: str) -> bool:
    return not word.startswith("-") and (
        word.endswith(ENDING) or os.path.lexists(with_ending(Path(word)))
    )


def _refuse_usage(word: str) -> int:
    sentence = (
        _("There is no option “{word}” here.")
        if word.startswith("-")
        else _("There is no command “{word}”, and no project of that name.")
    )
    print(_usage(), file=sys.stderr)
    print(sentence.format(word=word), file=sys.stderr)
    return WRONG_USAGE


def _usage() -> str:
    return _("Usage: qualcode [PROJECT] or qualcode COMMAND … (help: qualcode --help)")


def _help() -> str:
    from qualcode.cli.output import columns

    lines = [
        "Qualcode – " + _("from interview transcripts to a results chapter that can be trusted."),
        "",
        "  qualcode [PROJECT]    " + _("opens the window"),
        "  qualcode COMMAND …    " + _("does one of these; qualcode COMMAND --help tells how"),
        "",
        *columns([[f"  {name}", _(command.summary)] for name, command in COMMANDS.items()]),
        "",
        *columns(
            [
                ["  -h, --help", _("shows this help")],
                ["  --version", _("shows the version")],
            ]
        ),
        "",
        _("Exit code: 0 done, 1 refused, with the reason on stderr, 2 wrong usage."),
    ]
    return "\n".join(lines)


def _print_no_more() -> None:
    """Or Python would try once more at its end, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Whatever the terminal thinks it is: what is printed is text, and text is UTF-8.

    A program with a window on Windows has no place to print to, nor has one whose caller closed it.
    """
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _speak_the_chosen_language() -> None:
    from qualcode.core import settings, translate

    chosen = settings.load().language
    if chosen in translate.LANGUAGES:
        translate.set_language(chosen)
