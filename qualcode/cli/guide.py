"""``qualcode guide``: where the questions of an interview guide are asked."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.cli.arguments import Parser, text
from qualcode.cli.output import say, write_json, write_table
from qualcode.cli.projects import back_up_if_due, coder, reading, writing
from qualcode.core.translate import _, language, ngettext

if TYPE_CHECKING:
    from qualcode.core.ids import DocumentId
    from qualcode.core.importers.guide import Guide
    from qualcode.core.importers.guide_places import Asked
    from qualcode.core.project import Project


def add_arguments(parser: Parser) -> None:
    parser.project()
    parser.what("FILE", type=Path, help=_("the guide, as Word, text or another kind"))
    parser.coder()
    parser.option(
        "--documents",
        metavar="DOCUMENT",
        nargs="+",
        type=text,
        help=_("titles or ids; all documents if unsaid"),
    )
    parser.option("--plan", action="store_true", help=_("only tells what would happen"))
    parser.json()


def run(options: argparse.Namespace) -> int:
    from qualcode.core.importers import guide as guides
    from qualcode.core.operations.guide import AskedAt, place_questions

    guide = guides.read(options.file)
    if options.plan:
        with reading(options.project) as project:
            found = _found(project, options, guide)
            answer = _answer(project, guide, found)
    else:
        with writing(options.project) as project:
            found = _found(project, options, guide)
            back_up_if_due(project)
            accepted = {key: [AskedAt.of(one) for one in some] for key, some in found.items()}
            place_questions(project, coder(project, options.coder), guide, accepted)
            answer = _answer(project, guide, found)
    answer["done"] = not options.plan
    if options.json:
        write_json(answer)
    else:
        _say(answer)
    return 0


def _found(
    project: Project, options: argparse.Namespace, guide: Guide
) -> dict[DocumentId, tuple[Asked, ...]]:
    from qualcode.core.operations import lookup
    from qualcode.core.operations.guide import find_questions
    from qualcode.core.store import documents

    if options.documents:
        chosen = [lookup.document(project.db, name) for name in options.documents]
    else:
        chosen = [document.id for document in documents.all_documents(project.db)]
    return find_questions(project.db, guide, list(dict.fromkeys(chosen)))


def _answer(
    project: Project, guide: Guide, found: Mapping[DocumentId, Iterable[Asked]]
) -> dict[str, Any]:
    from qualcode.core.store import documents

    titles = documents.titles(project.db)
    asked = [
        {"document": titles[document_id], "document_id": document_id}
        | described(guide, one, documents.text(project.db, document_id))
        for document_id, places in found.items()
        for one in places
    ]
    return {
        "guide": guide.title,
        "questions": [
            {"number": one.number, "text": one.text, "block": one.block} for one in guide.questions
        ],
        "asked": asked,
    }


def described(guide: Guide, one: Asked, words: str) -> dict[str, Any]:
    """A place where a question is asked, in a text."""
    question = guide.questions[one.question]
    return {
        "number": question.number,
        "question": question.text,
        "start": one.start,
        "end": one.end,
        "words": words[one.start : one.end],
        "score": one.score,
        "sure": one.is_sure,
    }


def _say(answer: dict[str, Any]) -> None:
    from qualcode.core.report.typography import quoted

    number = len(answer["questions"])
    say(
        ngettext(
            "“{title}”: {number} question, {asked}.",
            "“{title}”: {number} questions, {asked}.",
            number,
        ).format(title=answer["guide"], number=number, asked=asked_in_words(len(answer["asked"])))
    )
    rows = [
        [
            one["document"],
            one["number"],
            one["question"],
            quoted(one["words"], language()),
            _("yes") if one["sure"] else _("look at it"),
        ]
        for one in answer["asked"]
    ]
    if rows:
        headers = [_("Document"), _("No."), _("Question"), _("As it is asked"), _("Sure")]
        write_table(headers, rows)


def asked_in_words(number: int) -> str:
    """How often questions of a guide were found."""
    text = ngettext("found in {number} place", "found in {number} places", number)
    return text.format(number=number)


def unsure_in_words(number: int) -> list[str]:
    """That questions are to be looked at, if some are."""
    if not number:
        return []
    text = ngettext(
        "{number} question is asked in other words: look at it.",
        "{number} questions are asked in other words: look at them.",
        number,
    )
    return [text.format(number=number)]
