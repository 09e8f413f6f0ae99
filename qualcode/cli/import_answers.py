"""What `qualcode import` tells of each file: as JSON, as sentences, and in a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from qualcode.cli import margin
from qualcode.cli.output import say
from qualcode.core.ids import DocumentId
from qualcode.core.importers.beginning import LEAVE, is_of
from qualcode.core.model.person import RESPONDENT
from qualcode.core.translate import _, ngettext, one_by_one

if TYPE_CHECKING:
    from qualcode.cli.import_plan import Item
    from qualcode.core.changes import Changes
    from qualcode.core.importers.file_names import Facts
    from qualcode.core.importers.transcript import Detail
    from qualcode.core.model import Document
    from qualcode.core.project import Project
    from qualcode.core.report.imported import FileLine

IMPORTED, CORRECTED, LEFT_OUT, INTO, REFUSED = (
    "imported", "corrected", "left-out", "comments", "refused",
)  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What came of one file.

    Attributes:
        outcome: one of the five above.
        found: what was found in it, as JSON tells it; empty for what did not come in.
    """

    file: str
    title: str
    outcome: str
    notes: tuple[str, ...] = ()
    found: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """All of it."""
        return {
            "file": self.file,
            "title": self.title,
            "outcome": self.outcome,
            "notes": list(self.notes),
            **self.found,
        }

    def line(self) -> FileLine:
        """As a report has it."""
        from qualcode.core.report.imported import FileLine

        said = (_said(self), *_said_besides(self.found)) if self.found else ()
        return FileLine(self.file, self._in_words(), said, self._to_look_at())

    def _to_look_at(self) -> tuple[str, ...]:
        return () if self.outcome == REFUSED else self.notes

    def _in_words(self) -> str:
        if self.outcome == REFUSED:
            return one_by_one(self.notes)
        if self.outcome == CORRECTED:
            return _("Corrects “{title}”").format(title=self.title)
        return {
            IMPORTED: _("Is imported"),
            LEFT_OUT: _("Is left out"),
            INTO: _("Is in the project already"),
        }[self.outcome]

    def say(self) -> None:
        """In sentences; a file that can't be read has been told of already."""
        if self.outcome == REFUSED:
            return
        if self.outcome == LEFT_OUT:
            say(_("“{file}” is left out.").format(file=self.file))
        else:
            say(_said(self))
            for line in _speaking(self.found):
                say(line)
            for sentence in _said_besides(self.found):
                say("  " + sentence)
        for note in self.notes:
            say("  " + note)


def answers(project: Project, changes: Changes, items: Sequence[Item]) -> list[Answer]:
    """What came of each file."""
    added = iter(changes.order.get("documents", ()))
    found = []
    for item in items:
        if item.refusal or not item.is_work:
            found.append(_without(item))
            continue
        if item.new:
            found.append(_with(project, changes, item, DocumentId(next(added))))
        elif item.there is not None:
            found.append(_with(project, changes, item, item.there.id))
        else:
            raise ValueError(item.path)
    return found


def unread(items: Sequence[Item]) -> list[Answer]:
    """When nothing comes in because some files can't be read."""
    return [_without(item) for item in items]


def _without(item: Item) -> Answer:
    """A file of which nothing comes in."""
    name = item.path.name
    if item.refusal:
        return Answer(name, item.path.stem, REFUSED, (str(item.refusal),))
    title = item.there.title if item.there else item.path.stem
    return Answer(name, title, LEFT_OUT, tuple(item.notes))


def _with(project: Project, changes: Changes, item: Item, document_id: DocumentId) -> Answer:
    from qualcode.core.store import documents

    document = documents.get(project.db, document_id)
    outcome = CORRECTED if item.corrects else INTO if item.takes_margin else IMPORTED
    said = margin.answer(project, changes, document_id, item.intake) if item.intake else {}
    return Answer(
        item.transcript.file_name,
        document.title,
        outcome,
        tuple(item.notes),
        _document(project, document) | _found_in(item) | {"margin": said},
    )


def _found_in(item: Item) -> dict[str, Any]:
    """What was found besides the words."""
    from qualcode.cli.correcting import in_words
    from qualcode.cli.guide import described
    from qualcode.core.importers import removals

    transcript, guide = item.transcript, item.guide
    offered = removals.counts(item.read) if item.read else {}
    left = removals.counts(transcript)
    return {
        "headings": len(transcript.headings),
        "pages": len(transcript.pages),
        "times": len(transcript.time_codes),
        "questions": [described(guide, one, transcript.text) for one in item.asked]
        if guide
        else [],
        "details": [
            {
                "label": one.label,
                "value": one.value,
                "use": one.meaning,
                "used": item.new is not None and _is_used(one, item),
            }
            for one in item.details
        ],
        "named": _known(item.named),
        "offered": left,
        "removed": {kind: n for kind, n in offered.items() if kind not in left},
        "correction": in_words(item.corrects) if item.corrects else None,
    }


def _is_used(detail: Detail, item: Item) -> bool:
    return detail.meaning != LEAVE and is_of(detail.meaning, item.respondents)


def _known(facts: Facts) -> dict[str, str]:
    """What is known by a file's name, by what it is."""
    said = {name: value for name, value in asdict(facts).items() if isinstance(value, str)}
    return said | dict(facts.attributes)


def _document(project: Project, document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "kind": document.kind,
        "language": document.language,
        "characters": document.characters,
        "sha256": document.text_sha256,
        "encoding": document.encoding,
        "speakers": _speakers(project, document),
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


def _said(answer: Answer) -> str:
    speakers = answer.found["speakers"]
    labelled = sum(bool(speaker["label"]) for speaker in speakers)
    number = answer.found["characters"]
    return _("“{title}”: {characters}; {speakers}.").format(
        title=answer.title,
        characters=ngettext("{number} character", "{number} characters", number).format(
            number=number
        ),
        speakers=_speakers_in_words(labelled, speakers),
    )


def _speaking(found: dict[str, Any]) -> Iterator[str]:
    """Each speaker who has a label."""
    for speaker in found["speakers"]:
        if speaker["label"]:
            template = (
                _("  {label}: interviewer, printed as {pseudonym}, {turns}")
                if speaker["kind"] == "interviewer"
                else _("  {label}: respondent, printed as {pseudonym}, {turns}")
            )
            number = speaker["turns"]
            turns = ngettext("{number} turn", "{number} turns", number).format(number=number)
            yield template.format(**{**speaker, "turns": turns})


def _said_besides(answer: dict[str, Any]) -> Iterator[str]:
    """Headings, pages, questions, what it says of itself, and what may be or was taken out."""
    pages, headings = answer["pages"], answer["headings"]
    if answer["correction"]:
        yield answer["correction"]
    if pages:
        yield ngettext("{number} page.", "{number} pages.", pages).format(number=pages)
    if headings:
        yield ngettext("{number} heading.", "{number} headings.", headings).format(number=headings)
    if answer["questions"]:
        from qualcode.cli.guide import asked_in_words

        said = asked_in_words(len(answer["questions"]))
        yield _("Questions of the guide: {found}.").format(found=said)
    if answer["named"]:
        what = ", ".join(f"{_meaning(name)}: {value}" for name, value in answer["named"].items())
        yield _("Known by its name: {what}.").format(what=what)
    respondents = sum(one["kind"] == RESPONDENT for one in answer["speakers"])
    yield from _details(answer["details"], respondents)
    for sentence, found in (
        (_("Taken out: {what}."), answer["removed"]),
        (_("May be taken out with --remove: {what}."), answer["offered"]),
    ):
        if found:
            what = ", ".join(f"{kind} ({number})" for kind, number in found.items())
            yield sentence.format(what=what)
    yield from answer["margin"].get("said", ())


def _details(details: Sequence[dict[str, Any]], respondents: int) -> Iterator[str]:
    used = _listed(one for one in details if one["used"])
    unused = _listed(one for one in details if not is_of(one["use"], respondents))
    left = ", ".join(one["label"] for one in details if one["use"] == LEAVE)
    if used:
        yield _("Used of what it says of itself: {what}.").format(what=used)
    if unused:
        yield ngettext(
            "Not used of what it says of itself, since {number} person answers: {what}.",
            "Not used of what it says of itself, since {number} people answer: {what}.",
            respondents,
        ).format(number=respondents, what=unused)
    if left and not used and not unused:
        yield _("It says of itself, which may be used with --details: {what}.").format(what=left)


def _listed(details: Iterable[dict[str, Any]]) -> str:
    return ", ".join(f"{one['label']} ({_meaning(one['use'])})" for one in details)


def _meaning(name: str) -> str:
    """What is made of something, in the user's language; an attribute's own name stays."""
    from qualcode.core.importers.beginning import MEANING_NAMES

    return _(MEANING_NAMES[name]) if name in MEANING_NAMES else name


def _speakers_in_words(labelled: int, speakers: Sequence[dict[str, Any]]) -> str:
    if not labelled:
        return (
            _("one respondent, since nobody is labelled") if speakers else _("nobody is labelled")
        )
    respondents = sum(one["kind"] == "respondent" for one in speakers)
    return _("{speakers}, {respondents}").format(
        speakers=ngettext("{number} speaker", "{number} speakers", labelled).format(
            number=labelled
        ),
        respondents=ngettext("{number} respondent", "{number} respondents", respondents).format(
            number=respondents
        ),
    )
