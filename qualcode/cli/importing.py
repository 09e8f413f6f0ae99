"""``qualcode import``: take in transcripts, all of them or none."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from qualcode.cli import margin
from qualcode.cli.arguments import Parser, text
from qualcode.cli.output import say, warn, write_json
from qualcode.cli.projects import back_up_if_due, coder, writing
from qualcode.core.translate import _, ngettext

if TYPE_CHECKING:
    from qualcode.core.importers import Transcript
    from qualcode.core.importers.file_names import Pattern
    from qualcode.core.importers.guide import Guide
    from qualcode.core.importers.guide_places import Asked
    from qualcode.core.importers.rules import Rules
    from qualcode.core.model import Document
    from qualcode.core.operations.importing import NewDocument
    from qualcode.core.operations.margin_intake import Intake
    from qualcode.core.operations.speakers import AcceptedSpeaker
    from qualcode.core.project import Project

#: as `qualcode.core.report.imported.FORMATS`
REPORTS: Final = (".docx", ".csv", ".xlsx")
#: as `qualcode.core.importers.removals.KINDS`, which help need not wait for; a test compares
REMOVALS: Final = ("headers", "footers", "page-numbers", "hyphens", "beginning")
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
        help=_("takes out of PDFs: {kinds}, with commas between").format(kinds=", ".join(REMOVALS)),
    )
    parser.option(
        "--guide",
        metavar="GUIDE",
        type=Path,
        help=_("an interview guide whose questions are looked for"),
    )
    parser.option(
        "--pattern",
        metavar="PATTERN",
        type=text,
        help=_("what files’ names hold, such as {example}").format(
            example="{title}_{kind}_{date}_{*}"
        ),
    )
    parser.option(
        "--rules",
        metavar="RULES",
        type=Path,
        help=_("a file of rules; what is said here goes before it"),
    )
    parser.option(
        "--report",
        metavar="REPORT",
        type=Path,
        help=_("writes what was found: {suffixes}").format(suffixes=", ".join(REPORTS)),
    )
    margin.add_arguments(parser)
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
    from qualcode.core.ids import DocumentId
    from qualcode.core.importers import guide as guides
    from qualcode.core.importers.file_names import Pattern
    from qualcode.core.importers.folder import files_of
    from qualcode.core.importers.guide_places import in_transcript
    from qualcode.core.operations.importing import import_documents
    from qualcode.core.store import documents as store

    rules = _rules(options)
    pattern = Pattern(rules.pattern) if rules.pattern else None
    with writing(options.project) as project:
        guide = guides.read(Path(rules.guide)) if rules.guide else None
        read = _read(files_of(options.file), rules)
        plain = [_without_offered(transcript, rules) for transcript in read]
        taken = margin.intakes(project, plain, rules)
        transcripts = [one.transcript for one in taken]
        asked = [in_transcript(guide, one) if guide else () for one in transcripts]
        notes = [_notes(project, transcripts, at) for at in range(len(transcripts))]
        new = [
            _new_document(one, rules, pattern, places)
            for one, places in zip(taken, asked, strict=True)
            if one.known is None
        ]
        back_up_if_due(project)
        changes = import_documents(
            project,
            coder(project, options.coder),
            new,
            guide=guide,
            margins=margin.for_known(taken),
            codes_under=rules.codes_under,
        )
        added = iter(changes.order.get("documents", ()))
        ids = [one.known.document_id if one.known else DocumentId(next(added)) for one in taken]
        answers = [
            _answer(project, store.get(project.db, document_id), notes[at])
            | _found_in(read[at], transcripts[at], asked[at], guide)
            | {"margin": margin.answer(project, changes, document_id, taken[at])}
            for at, document_id in enumerate(ids)
        ]
    if options.report:
        _write_report(options.report, [one.file_name for one in read], answers)
    if options.json:
        write_json(answers)
    else:
        for answer in answers:
            _say(answer)
    return 0


def _rules(options: argparse.Namespace) -> Rules:
    """The rules of the file, with what is said in the command before them."""
    from dataclasses import replace

    from qualcode.core.importers import rules as importer

    rules = importer.load(options.rules) if options.rules else importer.Rules()
    guide = str(options.guide or "") or rules.guide
    if options.rules and not options.guide and rules.guide:
        guide = str(options.rules.parent / rules.guide)
    rules = margin.with_options(rules, options)
    return replace(
        rules,
        kind=options.kind or rules.kind,
        language=options.language or rules.language,
        encoding=options.encoding or rules.encoding,
        pattern=options.pattern or rules.pattern,
        remove=rules.remove if options.remove is None else options.remove,
        guide=guide,
        no_speakers=options.no_speakers or rules.no_speakers,
    )


def _new_document(
    taken: Intake, rules: Rules, pattern: Pattern | None, asked: Sequence[Asked]
) -> NewDocument:
    from qualcode.core.importers.file_names import Facts
    from qualcode.core.operations.guide import AskedAt
    from qualcode.core.operations.importing import NewDocument

    transcript = taken.transcript
    facts = (pattern.read(transcript.title) if pattern else None) or Facts()
    return NewDocument(
        transcript,
        kind=rules.kind or facts.kind or KINDS[0],
        language=rules.language or _language(transcript.text),
        speakers=_speakers_by(rules, transcript, facts.group),
        title=facts.title,
        date=facts.date,
        wave=facts.wave,
        asked=[AskedAt.of(place) for place in asked],
        facts=facts.attributes,
        wishes=taken.wishes,
    )


def _speakers_by(
    rules: Rules, transcript: Transcript, group: str | None
) -> tuple[AcceptedSpeaker, ...]:
    """Who speaks, as the rules have it; the respondents are of the group that the name says."""
    from dataclasses import replace

    from qualcode.core.importers.rules import NOBODY
    from qualcode.core.model.person import RESPONDENT
    from qualcode.core.operations.speakers import proposal

    if rules.no_speakers:
        return ()
    said = {label.casefold(): kind for label, kind in rules.speakers.items()}
    found = []
    for speaker in proposal(transcript):
        kind = said.get(speaker.label.casefold(), speaker.kind)
        if kind != NOBODY:
            found.append(replace(speaker, kind=kind, group=group if kind == RESPONDENT else None))
    return tuple(found)


def _write_report(out: Path, files: Sequence[str], answers: Sequence[dict[str, Any]]) -> None:
    from qualcode.core.report import imported

    lines = [
        imported.FileLine(
            file,
            _("Is in the project already") if answer["margin"].get("into") else _("Is imported"),
            (_said(answer), *_said_besides(answer)),
            tuple(answer["notes"]),
        )
        for file, answer in zip(files, answers, strict=True)
    ]
    imported.write(lines, out)


def _without_offered(transcript: Transcript, rules: Rules) -> Transcript:
    from qualcode.core.importers import removals

    taken = removals.of_kinds(transcript, rules.remove)
    if not taken:
        return transcript
    return removals.accept(transcript, taken, speakers=not rules.no_speakers)


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


def _read(paths: Sequence[Path], rules: Rules) -> list[Transcript]:
    """Every file, or none: each one that can't be read is named."""
    from qualcode.core import importers
    from qualcode.core.errors import ImportRefused

    found, refusals = [], []
    for path in paths:
        try:
            found.append(
                importers.read(path, encoding=rules.encoding, speakers=not rules.no_speakers)
            )
        except ImportRefused as error:
            refusals.append(error)
    if not refusals:
        return found
    if len(paths) == 1:
        raise refusals[0]
    for refusal in refusals:
        warn(str(refusal))
    raise ImportRefused(
        ngettext(
            "{count} of {all} files can’t be read, so none was imported.",
            "{count} of {all} files can’t be read, so none was imported.",
            len(refusals),
        ).format(count=len(refusals), all=len(paths))
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


def _said(answer: dict[str, Any]) -> str:
    labelled = sum(bool(speaker["label"]) for speaker in answer["speakers"])
    number = answer["characters"]
    return _("“{title}”: {characters}; {speakers}.").format(
        title=answer["title"],
        characters=ngettext("{number} character", "{number} characters", number).format(
            number=number
        ),
        speakers=_speakers_in_words(labelled, len(answer["speakers"])),
    )


def _say(answer: dict[str, Any]) -> None:
    say(_said(answer))
    labelled = [speaker for speaker in answer["speakers"] if speaker["label"]]
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
    yield from answer["margin"].get("said", ())


def _speakers_in_words(labelled: int, persons: int) -> str:
    if labelled:
        return ngettext("{number} speaker", "{number} speakers", labelled).format(number=labelled)
    return _("one respondent, since nobody is labelled") if persons else _("nobody is labelled")
