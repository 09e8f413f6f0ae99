"""``qualcode import``: take in transcripts, all of them or none."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from qualcode.cli.arguments import Parser, text
from qualcode.cli.output import say, warn, write_json
from qualcode.cli.projects import back_up_if_due, coder, writing
from qualcode.core.translate import _, ngettext

if TYPE_CHECKING:
    from qualcode.core.importers import Transcript
    from qualcode.core.importers.guide import Guide
    from qualcode.core.importers.guide_places import Asked
    from qualcode.core.model import Document
    from qualcode.core.project import Project

#: as `qualcode.core.importers.removals.KINDS`, which help need not wait for; a test compares
REMOVALS: Final = ("headers", "footers", "page-numbers", "hyphens")
#: as `qualcode.core.model.DOCUMENT_KINDS`, which help need not wait for; a test compares
KINDS: Final = ("interview", "group-interview", "workshop", "observation", "survey", "document")


def add_arguments(parser: Parser) -> None:
    from qualcode.core.importers import SUFFIXES

    parser.project()
    parser.what(
        "FILE",
        nargs="+",
        type=Path,
        help=_("transcripts: {suffixes}").format(suffixes=", ".join(SUFFIXES)),
    )
    parser.coder()
    parser.option(
        "--kind",
        choices=KINDS,
        default="interview",
        help=_("what they are; an interview if unsaid"),
    )
    parser.option(
        "--encoding",
        metavar="E",
        type=text,
        help=_("of plain text: utf-8, utf-16, cp1252, mac_roman …; detected if unsaid"),
    )
    parser.option(
        "--no-speakers", action="store_true", help=_("makes no turns of labels such as “Anna:”")
    )
    parser.option(
        "--remove",
        metavar="KINDS",
        type=_kinds,
        default=(),
        help=_("takes out of PDFs: {kinds}, with commas between").format(kinds=", ".join(REMOVALS)),
    )
    parser.option(
        "--guide",
        metavar="GUIDE",
        type=Path,
        help=_("an interview guide whose questions are looked for"),
    )
    parser.option("--language", choices=("sv", "en"), help=_("of the texts; detected if unsaid"))
    parser.json()


def _kinds(value: str) -> tuple[str, ...]:
    """The kinds of removals in a list with commas."""
    found = tuple(word.strip() for word in value.split(",") if word.strip())
    for word in found:
        if word not in REMOVALS:
            raise argparse.ArgumentTypeError(
                _("“{word}” is none of {kinds}").format(word=word, kinds=", ".join(REMOVALS))
            )
    return found


def run(options: argparse.Namespace) -> int:
    from qualcode.core.importers import guide as guides
    from qualcode.core.importers.guide_places import in_transcript
    from qualcode.core.operations.documents import NewDocument, import_documents
    from qualcode.core.operations.guide import AskedAt
    from qualcode.core.store import documents

    with writing(options.project) as project:
        guide = guides.read(options.guide) if options.guide else None
        read = _read(options)
        transcripts = [_without_offered(transcript, options) for transcript in read]
        asked = [in_transcript(guide, one) if guide else () for one in transcripts]
        notes = [_notes(project, transcripts, at) for at in range(len(transcripts))]
        new = [
            NewDocument(
                transcript,
                kind=options.kind,
                language=options.language or _language(transcript.text),
                speakers=() if options.no_speakers else None,
                asked=[AskedAt.of(place) for place in places],
            )
            for transcript, places in zip(transcripts, asked, strict=True)
        ]
        back_up_if_due(project)
        changes = import_documents(project, coder(project, options.coder), new, guide=guide)
        imported = [
            documents.get(project.db, document_id)  # type: ignore[arg-type]
            for document_id in changes.order["documents"]
        ]
        answers = [
            _answer(project, document, notes[at])
            | _found_in(read[at], transcripts[at], asked[at], guide)
            for at, document in enumerate(imported)
        ]
    if options.json:
        write_json(answers)
    else:
        for answer in answers:
            _say(answer)
    return 0


def _without_offered(transcript: Transcript, options: argparse.Namespace) -> Transcript:
    from qualcode.core.importers import removals

    taken = removals.of_kinds(transcript, options.remove)
    if not taken:
        return transcript
    return removals.accept(transcript, taken, speakers=not options.no_speakers)


def _found_in(
    read: Transcript, transcript: Transcript, asked: Sequence[Asked], guide: Guide | None
) -> dict[str, Any]:
    """What was found besides the words."""
    from qualcode.cli.guide import described
    from qualcode.core.importers import removals

    offered, left = removals.counts(read), removals.counts(transcript)
    return {
        "headings": len(transcript.headings),
        "pages": len(transcript.pages),
        "times": len(transcript.time_codes),
        "questions": [described(guide, one, transcript.text) for one in asked] if guide else [],
        "offered": left,
        "removed": {kind: n for kind, n in offered.items() if kind not in left},
    }


def _read(options: argparse.Namespace) -> list[Transcript]:
    """Every file, or none: each one that can't be read is named."""
    from qualcode.core import importers
    from qualcode.core.errors import ImportRefused

    found, refusals = [], []
    for path in options.file:
        try:
            found.append(
                importers.read(path, encoding=options.encoding, speakers=not options.no_speakers)
            )
        except ImportRefused as error:
            refusals.append(error)
    if not refusals:
        return found
    if len(options.file) == 1:
        raise refusals[0]
    for refusal in refusals:
        warn(str(refusal))
    raise ImportRefused(
        ngettext(
            "{count} of {all} files can’t be read, so none was imported.",
            "{count} of {all} files can’t be read, so none was imported.",
            len(refusals),
        ).format(count=len(refusals), all=len(options.file))
    )


def _language(words: str) -> str | None:
    from qualcode.core.importers.guesses import guess_language

    return guess_language(words)


def _notes(project: Project, transcripts: list[Transcript], at: int) -> list[str]:
    """What the importer remarked, and whether the same file is there already."""
    from qualcode.core.store import documents

    transcript = transcripts[at]
    notes = list(transcript.notes)
    there = documents.with_file_hash(project.db, transcript.file_sha256)
    earlier = [other for other in transcripts[:at] if other.file_sha256 == transcript.file_sha256]
    if there or earlier:
        title = there[0].title if there else earlier[0].title
        notes.append(
            _("The same file is in the project already, as “{title}”.").format(title=title)
        )
    return notes


def _answer(project: Project, document: Document, notes: list[str]) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind,
        "language": document.language,
        "characters": document.characters,
        "sha256": document.text_sha256,
        "encoding": document.encoding,
        "speakers": _speakers(project, document),
        "notes": notes,
    }


def _speakers(project: Project, document: Document) -> list[dict[str, Any]]:
    from collections import Counter

    from qualcode.core.store import documents, persons

    speakers = {person.id: person for person in persons.in_document(project.db, document.id)}
    turns = Counter(
        (turn.label, turn.person_id)
        for turn in documents.turns(project.db, document.id)
        if turn.person_id is not None
    )
    return [
        {
            "label": label,
            "kind": speakers[person_id].kind,
            "pseudonym": speakers[person_id].pseudonym,
            "turns": count,
        }
        for (label, person_id), count in turns.items()
    ]


def _say(answer: dict[str, Any]) -> None:
    labelled = [speaker for speaker in answer["speakers"] if speaker["label"]]
    number = answer["characters"]
    say(
        _("“{title}”: {characters}; {speakers}.").format(
            title=answer["title"],
            characters=ngettext("{number} character", "{number} characters", number).format(
                number=number
            ),
            speakers=_speakers_in_words(len(labelled), len(answer["speakers"])),
        )
    )
    for speaker in labelled:
        template = (
            _("  {label}: interviewer, printed as {pseudonym}, {turns}")
            if speaker["kind"] == "interviewer"
            else _("  {label}: respondent, printed as {pseudonym}, {turns}")
        )
        number = speaker["turns"]
        turns = ngettext("{number} turn", "{number} turns", number).format(number=number)
        say(template.format(**{**speaker, "turns": turns}))
    for sentence in _said_besides(answer):
        say("  " + sentence)
    for note in answer["notes"]:
        say("  " + note)


def _said_besides(answer: dict[str, Any]) -> Iterator[str]:
    """Headings, pages, questions, and what may be or was taken out, in sentences."""
    pages, headings = answer["pages"], answer["headings"]
    if pages:
        yield ngettext("{number} page.", "{number} pages.", pages).format(number=pages)
    if headings:
        yield ngettext("{number} heading.", "{number} headings.", headings).format(number=headings)
    if answer["questions"]:
        from qualcode.cli.guide import asked_in_words

        said = asked_in_words(len(answer["questions"]))
        yield _("Questions of the guide: {found}.").format(found=said)
    for sentence, found in (
        (_("Taken out: {what}."), answer["removed"]),
        (_("May be taken out with --remove: {what}."), answer["offered"]),
    ):
        if found:
            what = ", ".join(f"{kind} ({number})" for kind, number in found.items())
            yield sentence.format(what=what)


def _speakers_in_words(labelled: int, persons: int) -> str:
    if labelled:
        return ngettext("{number} speaker", "{number} speakers", labelled).format(number=labelled)
    return _("one respondent, since nobody is labelled") if persons else _("nobody is labelled")
