"""What a merge asks, and what was answered so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from qualcode.core.ids import CodeId
from qualcode.core.merge.background import SourceInfo
from qualcode.core.merge.combine import TOGETHER
from qualcode.core.merge.decided import BOTH, CONFLICT, MINE, THEIRS, NewDecision, may_have_both
from qualcode.core.merge.match import DIFFERENT, SAME, SAME_CODE, SAME_CODER
from qualcode.core.merge.names_back import LEAVE, NAMES, REPLACE
from qualcode.core.merge.plan import ConflictLine, Pair, Plan
from qualcode.core.model import Code
from qualcode.core.operations.steps import field_name
from qualcode.core.report.merge_sentences import collision_words
from qualcode.core.shares import percent
from qualcode.core.translate import _, ngettext
from qualcode.shell.models.moments import day_and_time

Key = tuple[str, str, str]

#: what is asked, by kind: the lists of the plan
KINDS: Final = (SAME_CODE, SAME_CODER, CONFLICT)


@dataclass(frozen=True)
class Looked:
    """What was found in files.

    Attributes:
        sources: the files, in the order of the plan's.
        codes: ours, by id; coders: the ids of ours.
        words: of the passages from which a code goes, by passage.
    """

    paths: tuple[Path, ...]
    plan: Plan
    sources: tuple[SourceInfo, ...]
    codes: dict[CodeId, Code]
    words: Mapping[str, str] = field(default_factory=dict)
    coders: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Told:
    """One of the two things that are held against each other.

    Attributes:
        colour: as it is stored; empty if it has none.
        detail: in softer ink under the name.
    """

    name: str
    detail: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be decided.

    Attributes:
        what: what it is about, where the two do not say so themselves.
        why: why it is asked.
        choices: each answer with its words.
        default: what is done if nobody answers.
        file: which file it is asked about, where several hold the same.
        full: what is told of it where there is room, beside the two.
    """

    kind: str
    subject: str
    other: str
    what: str
    ours: Told
    theirs: Told
    why: str
    choices: tuple[tuple[str, str], ...]
    default: str
    file: str = ""
    full: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        other = f"{self.other}/{self.file}" if self.file else self.other
        return self.kind, self.subject, other


class Deciding(QObject):
    """The questions of a plan, with the answers.

    Attributes:
        looked: what was found; None before.
        questions: by kind. One that was answered stays, so that the answer can be changed.
        answers: what was decided, by question; what is not there is left as it is marked.

    Signals:
        asked(): there are other questions.
        answered(key): one was answered, or its answer taken back.
    """

    asked = Signal()
    answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.looked: Looked | None = None
        self.questions: dict[str, list[Question]] = {kind: [] for kind in KINDS}
        self.answers: dict[Key, str] = {}
        self.own_name = ""

    def start(self, looked: Looked | None, answers: Iterable[tuple[Key, str]] = ()) -> None:
        """Ask anew, of other files."""
        self.questions = {kind: [] for kind in KINDS}
        self.answers = dict(answers)
        self.follow(looked)

    def follow(self, looked: Looked | None) -> None:
        """The same files, looked at again with the answers so far."""
        self.looked = looked
        if looked is not None:
            found = _questions(looked, self.own_name)
            for kind in (SAME_CODE, SAME_CODER):
                kept = {one.key: one for one in self.questions[kind] if one.key in self.answers}
                new = {one.key: one for one in found[kind]}
                order = [one.key for one in self.questions[kind]]
                keys = [key for key in dict.fromkeys([*order, *new]) if key in {**kept, **new}]
                self.questions[kind] = [new.get(key) or kept[key] for key in keys]
            # what was answered stands in the plan now: what would be without, was told before
            before = {one.key: one for one in self.questions[CONFLICT] if one.key in self.answers}
            self.questions[CONFLICT] = [before.get(one.key, one) for one in found[CONFLICT]]
        self.asked.emit()

    def answer(self, key: Key, answer: str | None) -> None:
        """Answer a question; None takes the answer back."""
        if self.answers.get(key) == answer:
            return
        if answer is None:
            del self.answers[key]
        else:
            self.answers[key] = answer
        self.answered.emit(key)

    def stands(self, question: Question) -> str:
        """The answer, or what is done without one."""
        return self.answers.get(question.key, question.default)

    def open(self, *kinds: str) -> int:
        """How many questions have no answer yet."""
        return sum(
            one.key not in self.answers for kind in kinds or KINDS for one in self.questions[kind]
        )

    def decisions(self) -> list[NewDecision]:
        """The answers, for the merge."""
        asked = {one.key: one for some in self.questions.values() for one in some}
        found = []
        for key, answer in self.answers.items():
            one = asked.get(key)
            about = key if one is None else (one.kind, one.subject, one.other)
            found.append(NewDecision(*about, answer, one.file if one is not None else ""))
        return found


def _questions(looked: Looked, own_name: str) -> dict[str, list[Question]]:
    found: dict[str, dict[Key, Question]] = {kind: {} for kind in KINDS}
    files_with = Counter(
        (line.row_id, line.columns) for file in looked.plan.files for line in file.conflicts
    )
    initials = {one.name: one.initials for source in looked.sources for one in source.coders}
    for file, source in zip(looked.plan.files, looked.sources, strict=True):
        for pair in file.questions:
            if pair.kind == NAMES:
                asked = _names_question(pair)
                found[CONFLICT][asked.key] = asked
                continue
            made = _pair_question(pair, looked, source)
            found[pair.kind].setdefault(made.key, made)
        for line in file.conflicts:
            if line.can_decide:
                asked = _conflict_question(line, initials, own_name)
                if files_with[line.row_id, line.columns] > 1:
                    why = _("changed on both sides, in “{file}”").format(file=file.file)
                    asked = replace(asked, file=file.file, why=why)
                found[CONFLICT].setdefault(asked.key, asked)
    return {kind: list(questions.values()) for kind, questions in found.items()}


def _names_question(pair: Pair) -> Question:
    number, file = int(pair.names[0]), pair.theirs
    what = ngettext(
        "This copy was made before names were replaced: {number} place",
        "This copy was made before names were replaced: {number} places",
        number,
    ).format(number=number)
    choices = ((LEAVE, _("Leave the names")), (REPLACE, _("Replace them here too")))
    told = Told(_("As it was written"), file), Told(_("With the same replacements"), file)
    why = _("names in what comes in")
    return Question(NAMES, file, "", what, *told, why, choices, LEAVE)


def _pair_question(pair: Pair, looked: Looked, source: SourceInfo) -> Question:
    if pair.kind == SAME_CODER:
        choices = ((SAME, _("One person")), (DIFFERENT, _("Two persons")))
        why = _("the same name, but they began apart")
        told = Told(pair.names[0], _where(pair.ours, looked)), Told(pair.names[1], source.file)
    else:
        choices = ((SAME, _("One code")), (DIFFERENT, _("Keep both")))
        why = _why(pair, source)
        told = (
            _code(pair.names[0], _known(pair.ours, looked), _where(pair.ours, looked)),
            _code(pair.names[1], source.codes.get(CodeId(pair.theirs)), source.file),
        )
    return Question(pair.kind, pair.ours, pair.theirs, "", *told, why, choices, DIFFERENT)


def _known(code_id: str, looked: Looked) -> Code | None:
    """A code that is ours, or that one of the files brings."""
    sides = (looked.codes, *(source.codes for source in looked.sources))
    return next((codes[CodeId(code_id)] for codes in sides if code_id in codes), None)


def _where(row_id: str, looked: Looked) -> str:
    """In what a code or an evaluator is: ours, or a file that is taken in before."""
    if CodeId(row_id) in looked.codes or row_id in looked.coders:
        return _("in your project")
    return next(
        (
            source.file
            for source in looked.sources
            if CodeId(row_id) in source.codes or row_id in {one.id for one in source.coders}
        ),
        _("in your project"),
    )


def _code(name: str, code: Code | None, where: str) -> Told:
    """With its definition; without one, where it is from."""
    if code is None:
        return Told(name, where)
    return Told(name, " ".join((code.definition or "").split()) or where, code.colour)


def _why(pair: Pair, source: SourceInfo) -> str:
    words = _("names {share} % alike").format(share=percent(pair.likeness))
    number = source.overlaps.get((pair.ours, pair.theirs), 0)
    if not number:
        return words
    overlap = ngettext("{number} mark overlaps", "{number} marks overlap", number)
    return _("{one}, {other}").format(one=words, other=overlap.format(number=number))


def _conflict_question(line: ConflictLine, initials: Mapping[str, str], own_name: str) -> Question:
    own = line.coders[0] == own_name
    ours = _("Mine") if own else _whose(line.coders[0], initials, _("Ours"))
    choices = [(MINE, ours), (THEIRS, _whose(line.coders[1], initials, _("Theirs")))]
    if line.taken == TOGETHER or may_have_both(line.columns, line.values):
        choices.append((BOTH, _("Both")))
    if "text_sha256" in line.columns:
        return _text_question(line, choices, own=own)
    names = [name for name in map(field_name, line.columns) if name]
    named = names[0][:1].upper() + names[0][1:] if names else ""
    return Question(
        CONFLICT,
        line.row_id,
        ",".join(line.columns),
        _("{field} of {thing}").format(field=named, thing=line.what) if named else line.what,
        Told(_value(line.values[0]), _who(line, 0, own=own)),
        Told(_value(line.values[1]), _who(line, 1, own=False)),
        _("changed on both sides"),
        tuple(choices),
        BOTH if line.taken == TOGETHER else str(line.taken),
    )


def _text_question(
    line: ConflictLine, choices: Sequence[tuple[str, str]], *, own: bool
) -> Question:
    """Of a text: whose words stand where both changed the same comes first."""
    answers = tuple(
        (answer, words if answer == BOTH else _("{whose} alone").format(whose=words))
        for answer, words in choices
    )
    people = _who(line, 0, own=own), _who(line, 1, own=False)
    told = [_value(values) for values in line.values]
    full = [
        _("“{answer}” takes that whole text: what the other changed goes.").format(answer=words)
        for answer, words in answers
        if answer != BOTH
    ]
    what = _("The text of {thing}").format(thing=line.what)
    sides = Told(told[0], people[0]), Told(told[1], people[1])
    if line.collided:
        what = ngettext(
            "{thing}: {number} place changed by both",
            "{thing}: {number} places changed by both",
            len(line.collided),
        ).format(thing=line.what, number=len(line.collided))
        places = collision_words(line.collided)
        sides = (
            Told("; ".join(places), _("where both changed the same words")),
            Told(_("All else that both changed is kept"), " · ".join(people)),
        )
        full = [
            *places,
            *(f"{who}: {words}" for who, words in zip(people, told, strict=True)),
            *full,
        ]
    return Question(
        CONFLICT,
        line.row_id,
        ",".join(line.columns),
        what,
        *sides,
        _("changed on both sides"),
        answers,
        BOTH if line.taken == TOGETHER else str(line.taken),
        full=tuple(full),
    )


def _whose(name: str, initials: Mapping[str, str], otherwise: str) -> str:
    return _("{initials}’s").format(initials=initials[name]) if initials.get(name) else otherwise


def _who(line: ConflictLine, side: int, *, own: bool) -> str:
    name = _("You") if own else line.coders[side]
    when = day_and_time(line.times[side]) if line.times[side] else ""
    return ", ".join(filter(None, (name, when)))


def _value(values: Sequence[object]) -> str:
    shown = [" ".join(str(value).split()) for value in values if value not in (None, "")]
    return " · ".join(shown) if shown else _("(nothing)")
