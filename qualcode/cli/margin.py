"""What `qualcode import` and `qualcode export` have to do with comments in a margin."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from qualcode.cli.arguments import Parser, text
from qualcode.core.translate import _

if TYPE_CHECKING:
    from qualcode.core.changes import Changes
    from qualcode.core.ids import DocumentId
    from qualcode.core.importers.margin import Margin
    from qualcode.core.importers.margin_rules import Wish
    from qualcode.core.importers.rules import Rules
    from qualcode.core.operations.margin_intake import Intake
    from qualcode.core.operations.margin_new import Before
    from qualcode.core.project import Project

#: as `qualcode.core.importers.margin_rules`, which help need not wait for; a test compares
BECOME: Final = ("codes", "code-and-memo", "memos", "text", "none")
APART: Final = ("one", "semicolon", "line")


def add_arguments(parser: Parser) -> None:
    """The options of an import that speak of margins."""
    parser.option(
        "--comments",
        choices=BECOME,
        help=_("what comments in the margin become; left out if unsaid"),
    )
    parser.option(
        "--codes-apart",
        choices=APART,
        help=_("how several codes in one comment are told apart; one code if unsaid"),
    )
    parser.option(
        "--codes-under",
        metavar="CODE",
        type=text,
        help=_("new codes of comments and colours go under this one"),
    )
    parser.option(
        "--highlights",
        metavar="COLOURS",
        type=_colours,
        help=_("codes for colours in the text, such as {example}").format(
            example="yellow=Mandate,green=Roles"
        ),
    )


def _colours(value: str) -> dict[str, str]:
    """Codes by colour, out of a list with commas."""
    from qualcode.core.importers.colours import COLOURS, colour_called, colour_name

    found = {}
    for pair in filter(None, (part.strip() for part in value.split(","))):
        colour, sign, code = (part.strip() for part in pair.partition("="))
        if not (colour and sign and code):
            raise argparse.ArgumentTypeError(
                _("“{pair}” is not a colour and a code, such as yellow=Mandate").format(pair=pair)
            )
        called = colour_called(colour)
        if called is None:
            raise argparse.ArgumentTypeError(
                _("“{colour}” is no colour of highlights. These are: {colours}").format(
                    colour=colour, colours=", ".join(map(colour_name, COLOURS))
                )
            )
        found[called] = code
    return found


def require_colours(asked: Mapping[str, str], margins: Sequence[Margin]) -> None:
    """Nothing is done if none of the files has a colour that was named.

    Raises:
        Refused: naming the colour, and those that there are.
    """
    from qualcode.core.errors import Refused
    from qualcode.core.importers.colours import colour_name

    there = {one.colour: None for margin in margins for one in margin.highlights}
    for colour in asked:
        if colour in there:
            continue
        missing = (
            _(
                "Nothing is highlighted in {colour}, so nothing was imported. These colours are "
                "there: {colours}."
            )
            if there
            else _("Nothing is highlighted in {colour} or any other colour: nothing was imported.")
        )
        colours = ", ".join(map(colour_name, there))
        raise Refused(missing.format(colour=colour_name(colour), colours=colours))


def with_options(rules: Rules, options: argparse.Namespace) -> Rules:
    """The rules with what is said in the command before them."""
    return replace(
        rules,
        comments=options.comments or rules.comments,
        codes_apart=options.codes_apart or rules.codes_apart,
        codes_under=options.codes_under or rules.codes_under,
        highlights={**rules.highlights, **(options.highlights or {})},
    )


def for_known(taken: Sequence[Intake]) -> dict[DocumentId, list[Wish]]:
    """What is to be coded in documents that are here already."""
    found: dict[DocumentId, list[Wish]] = {}
    for one in taken:
        if one.known:
            found.setdefault(one.known.document_id, []).extend(one.wishes)
    return found


def came_in_before(project: Project, evaluator: str, intake: Intake) -> Before:
    """How a file's comments came into the document that it was written from."""
    from qualcode.core.ids import CoderId
    from qualcode.core.importers.margin_rules import guess
    from qualcode.core.operations.margin_intake import Returned
    from qualcode.core.operations.margin_new import Before, came_in_before
    from qualcode.core.store import coders

    if intake.known is None or intake.corrects:
        return Before()
    rule = replace(intake.rule, comments=guess(intake.margin)) if intake.is_idle else intake.rule
    coder = coders.named(project.db, evaluator)
    file = Returned(intake.known.document_id, intake.transcript, rule, intake.known)
    return came_in_before(project.db, coder.id if coder else CoderId(""), file)


def otherwise_before(before: Before) -> Iterator[str]:
    """That comments came in otherwise before than was asked for now, and how to say it."""
    from qualcode.core.operations.margin_intake import named_before

    if before.rule is not None:
        yield _(
            "Its comments came in by --comments {become} --codes-apart {apart} before. What is new "
            "comes in as it is asked for now."
        ).format(become=before.rule.comments, apart=before.rule.apart)
    yield from named_before(before.names)


def unasked(intake: Intake, before: Before) -> Iterator[str]:
    """What a file holds that was written from a document that is here, if nothing is to be made of
    its comments, and what can be said to take them in: as before, if they came in before."""
    from qualcode.core.importers.margin_rules import guess
    from qualcode.core.operations.margin_intake import counted

    known = intake.known
    if known is None:
        return
    here = (
        _("“{title}” has this text already.")
        if known.is_same
        else _("“{title}” has most of this text already.")
    )
    yield here.format(title=known.title)
    yield _("The file holds {comments} {by}: --comments {rule} takes in what is new of it.").format(
        **counted(intake.margin), rule=before.rule.comments if before.rule else guess(intake.margin)
    )
    if not known.is_same:
        yield _("--known correct puts its text in the place of the document’s, with all marks.")
    yield _("--known again imports it as another document.")


def answer(
    project: Project, changes: Changes, document_id: DocumentId, intake: Intake
) -> dict[str, Any]:
    """What has come of a margin, as JSON tells it, and in sentences; empty where there is none."""
    from dataclasses import asdict

    from qualcode.core.operations.margin_intake import colours, outcome

    margin = intake.margin
    if not margin:
        return {}
    return {
        "comments": len(margin.comments),
        "people": len(margin.authors),
        "resolved": sum(comment.is_done for comment in margin.comments),
        "doubtful": sum(comment.is_doubtful for comment in margin.comments),
        "homeless": margin.homeless,
        "colours": colours(margin),
        **asdict(outcome(project.db, changes, document_id, intake)),
        "into": intake.known.title if intake.known else None,
        "same_text": intake.known.is_same if intake.known else None,
        "said": list(_said(project, changes, document_id, intake)),
    }


def _said(
    project: Project, changes: Changes, document_id: DocumentId, intake: Intake
) -> Iterator[str]:
    """The same in sentences."""
    from qualcode.core.operations.margin_intake import outcome, sentences, written

    if intake.known:
        template = (
            _("Its comments were taken into “{title}”, which has this text.")
            if intake.known.is_same
            else _("Its comments were taken into “{title}”, whose text was corrected.")
            if intake.corrects
            else _("Its comments were taken into “{title}”, whose own text was kept.")
        )
        yield template.format(title=intake.known.title)
    yield from sentences(intake.margin, intake.rule)
    if intake.wishes:
        yield from written(outcome(project.db, changes, document_id, intake))
