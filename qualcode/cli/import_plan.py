"""What `qualcode import` will do with each file: by its rules, and by what is in the project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qualcode.cli import margin
from qualcode.cli.guide import unsure_in_words
from qualcode.core import importers
from qualcode.core.errors import ImportRefused
from qualcode.core.importers import beginning, removals, spellings
from qualcode.core.importers import guide as guides
from qualcode.core.importers.file_names import Facts, Pattern, together
from qualcode.core.importers.folder import FoundFile
from qualcode.core.importers.guesses import guess_kind, guess_language
from qualcode.core.importers.guide import Guide
from qualcode.core.importers.guide_places import Asked, in_transcript
from qualcode.core.importers.rules import AGAIN, CORRECT, NOBODY, SKIP, Rules
from qualcode.core.importers.transcript import Beginning, Detail, Transcript
from qualcode.core.importers.who_asks import by_questions, who_asks
from qualcode.core.model import Document
from qualcode.core.model.person import INTERVIEWER, RESPONDENT
from qualcode.core.operations.correction_plan import CorrectionPlan, plan_correction
from qualcode.core.operations.guide import AskedAt
from qualcode.core.operations.importing import NewDocument
from qualcode.core.operations.margin_intake import Intake, Intakes
from qualcode.core.operations.same_words import documents_with_words, words_key
from qualcode.core.operations.speakers import AcceptedSpeaker, proposal
from qualcode.core.store import documents as store
from qualcode.core.translate import _

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.core.project import Project


@dataclass(slots=True)
class Item:
    """A file, and what is done with it.

    Attributes:
        refusal: why it can't be read; nothing else is known then.
        intake: its text as it is stored, and what of its margin is coded.
        new: the document that it becomes; None for what comes in otherwise, or not at all.
        there: the document of the project that it was or belongs to.
        corrects: how it will correct `there`; None if it won't.
        notes: what is to be looked at, in sentences.
        details: what it says of itself, and what is made of it.
        named: what its name says.
    """

    path: Path
    guide: Guide | None = None
    refusal: ImportRefused | None = None
    read: Transcript | None = None
    intake: Intake | None = None
    asked: tuple[Asked, ...] = ()
    new: NewDocument | None = None
    there: Document | None = None
    corrects: CorrectionPlan | None = None
    notes: list[str] = field(default_factory=list)
    details: tuple[Detail, ...] = ()
    named: Facts = field(default_factory=Facts)

    @property
    def transcript(self) -> Transcript:
        """The text as it is stored."""
        if self.intake is None:
            raise ValueError(self.path)
        return self.intake.transcript

    @property
    def respondents(self) -> int:
        """How many answer in the document that it becomes."""
        speakers = (self.new.speakers or ()) if self.new else ()
        return sum(one.kind == RESPONDENT for one in speakers)

    @property
    def takes_margin(self) -> bool:
        """Whether only its comments come in, into a document that is there."""
        intake = self.intake
        return intake is not None and intake.known is not None and not intake.is_idle

    @property
    def is_work(self) -> bool:
        """Whether anything of it comes in."""
        return bool(self.new or self.corrects) or self.takes_margin


class Planner:
    """Reads files and decides on them.

    Args:
        evaluator: who imports them: a speaker of this name is an interviewer.

    Raises:
        ImportRefused, Refused: if the guide can't be read, or the pattern of names not be used.
    """

    def __init__(self, project: Project, rules: Rules, evaluator: str = "") -> None:
        from pathlib import Path

        self._project, self._db = project, project.db
        self._rules = rules
        self._evaluator = evaluator
        self._pattern = Pattern(rules.pattern) if rules.pattern else None
        self._guide_path = Path(rules.guide) if rules.guide else None
        self._guide = guides.read(self._guide_path) if self._guide_path else None
        self._intakes = Intakes(project.db, rules.margin)
        self._seen: dict[str, str] = {}
        self._texts: dict[str, str] = {}

    def items(self, files: Sequence[FoundFile]) -> list[Item]:
        """What is done with each file, in order."""
        return [self._item(file) for file in files]

    def _item(self, file: FoundFile) -> Item:
        item = Item(file.path, self._guide)
        speakers = not self._rules.no_speakers
        try:
            item.read = importers.read(file.path, encoding=self._rules.encoding, speakers=speakers)
        except ImportRefused as error:
            item.refusal = error
            return item
        intake = self._intakes.of(
            self._without_offered(item.read),
            speakers=speakers,
            as_new=self._rules.known == AGAIN,
            correct=self._rules.known == CORRECT,
        )
        heard = self._heard(intake.transcript, item.read.beginning)
        item.intake = replace(intake, transcript=heard)
        item.notes = [*item.read.notes, *_misspelled(item.transcript)]
        item.named = (self._pattern.read(item.read.title) if self._pattern else None) or Facts()
        if item.read.beginning:
            item.details = beginning.by_rules(item.read.beginning.details, self._rules.details)
        if item.intake.known:
            self._belongs(item, item.intake, store.get(self._db, item.intake.known.document_id))
        elif not self._is_beside(item) and self._comes_in(item):
            self._ask(item)
            item.notes += unsure_in_words(sum(not one.is_sure for one in item.asked))
            item.new = self._new(item, file.folders if self._rules.folders else ())
        if item.new or item.corrects:
            self._texts.setdefault(words_key(item.transcript.text), item.read.title)
        self._seen.setdefault(item.read.file_sha256, item.read.title)
        return item

    def _ask(self, item: Item) -> None:
        """Find where the guide's questions are asked, and by whom, unless the rules say it."""
        if self._guide is None or item.intake is None:
            return
        item.asked = in_transcript(self._guide, item.transcript)
        heard = replace(item.transcript, speakers=by_questions(item.transcript, item.asked))
        item.intake = replace(item.intake, transcript=self._by_rules(heard))

    def _heard(self, transcript: Transcript, beginning: Beginning | None) -> Transcript:
        """With the speakers as the document and the rules have them."""
        transcript = spellings.joined(transcript, self._rules.spellings)
        speakers = who_asks(transcript, beginning, self._evaluator)
        return self._by_rules(replace(transcript, speakers=speakers))

    def _by_rules(self, transcript: Transcript) -> Transcript:
        """With what the rules say of labels."""
        said = {label.casefold(): kind for label, kind in self._rules.speakers.items()}
        return replace(
            transcript,
            speakers=tuple(
                replace(one, kind=INTERVIEWER if kind == INTERVIEWER else RESPONDENT)
                for one in transcript.speakers
                for kind in (said.get(one.label.casefold(), one.kind),)
                if kind != NOBODY
            ),
        )

    def _without_offered(self, read: Transcript) -> Transcript:
        taken = removals.of_kinds(read, self._rules.remove)
        speakers = not self._rules.no_speakers
        return removals.accept(read, taken, speakers=speakers) if taken else read

    # What is known

    def _comes_in(self, item: Item) -> bool:
        """Whether it becomes a document of its own; if not, `there` and `corrects` say why."""
        transcript = item.transcript
        there = store.with_file_hash(self._db, transcript.file_sha256)
        if there or transcript.file_sha256 in self._seen:
            return self._same(item, there[0] if there else None)
        same = documents_with_words(self._db, transcript.text)
        if same and self._rules.known != AGAIN:
            item.there = same[0]
            item.notes.append(
                _(
                    "“{title}” has this text already. --known again imports it as another document."
                ).format(title=same[0].title)
            )
            return False
        earlier = store.with_file_name(self._db, transcript.file_name)
        return self._newer(item, earlier[0]) if len(earlier) == 1 else True

    def _belongs(self, item: Item, intake: Intake, there: Document) -> None:
        """It was written from a document that is there."""
        item.there = there
        if intake.corrects:
            words, speeches = intake.transcript.text, intake.transcript.speeches
            item.corrects = plan_correction(self._db, there.id, words, speeches=speeches)
            return
        before = margin.came_in_before(self._project, self._evaluator, intake)
        if intake.is_idle:
            item.notes += margin.unasked(intake, before)
        else:
            item.notes += margin.otherwise_before(before)

    def _is_beside(self, item: Item) -> bool:
        """Whether it is the guide, or holds the text of a file before it, perhaps in another
        format. Comments can go there once that is a document."""
        if self._rules.known == AGAIN:
            return False
        if self._guide_path is not None and item.path.absolute() == self._guide_path.absolute():
            item.notes.append(
                _(
                    "This is the interview guide whose questions are looked for: it is no "
                    "interview. --known again imports it all the same."
                )
            )
            return True
        title = self._texts.get(words_key(item.transcript.text))
        if title is None or item.transcript.file_sha256 in self._seen:
            return False
        said = (
            _(
                "“{title}” comes in with this text already. Import this file after it, and its "
                "comments go there; --known again imports it as another document."
            )
            if item.intake and item.intake.margin.comments
            else _(
                "“{title}” comes in with this text already. --known again imports it as another "
                "document."
            )
        )
        item.notes.append(said.format(title=title))
        return True

    def _same(self, item: Item, there: Document | None) -> bool:
        item.there = there
        title = there.title if there else self._seen[item.transcript.file_sha256]
        said = (
            _("The same file is in the project already, as “{title}”.")
            if there
            else _("The same file comes in already, as “{title}”.")
        )
        item.notes.append(said.format(title=title))
        return self._rules.known == AGAIN

    def _newer(self, item: Item, earlier: Document) -> bool:
        wanted = self._rules.known
        if wanted == CORRECT:
            item.there = earlier
            words, speeches = item.transcript.text, item.transcript.speeches
            item.corrects = plan_correction(self._db, earlier.id, words, speeches=speeches)
        else:
            if wanted == SKIP:
                item.there = earlier
            item.notes.append(
                _(
                    "“{title}” came from a file of this name with other contents. If this is a new "
                    "version of it, --known correct puts it in its place, with all marks."
                ).format(title=earlier.title)
            )
        return wanted not in (CORRECT, SKIP)

    # The document

    def _new(self, item: Item, folders: tuple[str, ...]) -> NewDocument:
        transcript, rules = item.transcript, self._rules
        facts = together(item.named, beginning.facts(item.details))
        return NewDocument(
            transcript,
            kind=rules.kind or facts.kind or guess_kind(transcript.title),
            language=rules.language or guess_language(transcript.text),
            speakers=_speakers(rules, transcript, facts),
            title=facts.title,
            date=facts.date,
            wave=facts.wave,
            asked=[AskedAt.of(place) for place in item.asked],
            facts=facts.attributes,
            wishes=item.intake.wishes if item.intake else (),
            case=facts.case,
            folder=folders,
        )


def _misspelled(transcript: Transcript) -> Iterator[str]:
    """Labels that may be other spellings, which only the rules join."""
    turns = {one.label: one.turns for one in transcript.speakers}
    for one in spellings.propose(turns):
        yield _("“{label}” may be “{other}”: “spellings” in the rules takes it for that.").format(
            label=one.label, other=one.other
        )


def _speakers(rules: Rules, transcript: Transcript, facts: Facts) -> tuple[AcceptedSpeaker, ...]:
    """Who speaks, as the rules have it, with what is known of the respondents; what is said of one
    respondent is not known of several."""
    found = [] if rules.no_speakers else list(proposal(transcript))
    if not found:  # whoever speaks in the whole text, if it is an interview
        found = [AcceptedSpeaker("")]
    alone = sum(one.kind == RESPONDENT for one in found) == 1
    return tuple(
        _with_facts(one, facts, alone=alone) if one.kind == RESPONDENT else one for one in found
    )


def _with_facts(speaker: AcceptedSpeaker, facts: Facts, *, alone: bool) -> AcceptedSpeaker:
    return replace(
        speaker,
        group=facts.group,
        role=facts.role if alone else None,
        name=(facts.name if alone else None) or speaker.name,
    )
