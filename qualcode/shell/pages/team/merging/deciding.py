"""What a merge asks, and what was answered so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from qualcode.core.merge.decided import BOTH, CONFLICT, PLACE, NewDecision
from qualcode.core.merge.match import SAME_KINDS
from qualcode.shell.pages.team.merging.question import KINDS, Key, Looked, Question
from qualcode.shell.pages.team.merging.questions import questions_of


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
        self._wholes: dict[Key, Key | None] = {}
        #: every question that was there: what an answer hid comes back to its place without it
        self._order: dict[str, list[Key]] = {kind: [] for kind in KINDS}
        self.own_name = ""

    def start(self, looked: Looked | None, answers: Iterable[tuple[Key, str]] = ()) -> None:
        """Ask anew, of other files."""
        self.questions = {kind: [] for kind in KINDS}
        self._order = {kind: [] for kind in KINDS}
        self.answers = dict(answers)
        self.follow(looked)

    def follow(self, looked: Looked | None) -> None:
        """The same files, looked at again with the answers so far."""
        self.looked = looked
        if looked is not None:
            found = questions_of(looked, self.own_name)
            for kind in SAME_KINDS:
                kept = {one.key: one for one in self.questions[kind] if one.key in self.answers}
                new = {one.key: one for one in found[kind]}
                self._order[kind] = list(dict.fromkeys([*self._order[kind], *new]))
                there = {**kept, **new}
                self.questions[kind] = [there[key] for key in self._order[kind] if key in there]
            self.questions[CONFLICT] = self._with_what_was_told(found[CONFLICT])
        self.asked.emit()

    def _with_what_was_told(self, found: list[Question]) -> list[Question]:
        """What was answered stands in the plan now: what would be without, was told before. A text
        that was chosen as a whole has no places there."""
        before = {one.key: one for one in self.questions[CONFLICT]}
        questions: dict[Key, Question] = {}
        for one in found:
            told = before.get(one.key, one) if one.key in self.answers else one
            # what stands here at a place may be what was chosen when an earlier file is taken in
            questions[one.key] = replace(one, default=told.default) if one.whole else told
            if self.is_whole(one.key):
                questions |= {key: other for key, other in before.items() if other.whole == one.key}
        self._wholes = {key: one.whole for key, one in questions.items()}
        return list(questions.values())

    def is_whole(self, key: Key | None) -> bool:
        """Whether one side's text was chosen as a whole."""
        return key is not None and self.answers.get(key, BOTH) != BOTH

    def answer(self, key: Key, answer: str | None) -> None:
        """Answer a question; None takes the answer back. Who chooses at a place of a text does not
        choose one side's text as a whole any more."""
        for one in self._set(key, answer):
            self.answered.emit(one)

    def answer_all(self, questions: Iterable[Question], answer: str | None) -> None:
        """The same answer to all of these that may be answered so; None takes the answers back."""
        may = (one for one in questions if answer is None or answer in dict(one.choices))
        changed = [key for one in may for key in self._set(one.key, answer)]
        if changed:
            self.asked.emit()  # told once: there may be hundreds
            self.answered.emit(changed[-1])

    def _set(self, key: Key, answer: str | None) -> list[Key]:
        """What is answered otherwise then."""
        changed = []
        whole = self._wholes.get(key)
        if whole is not None and self.is_whole(whole):
            del self.answers[whole]
            changed.append(whole)
        if self.answers.get(key) != answer:
            if answer is None:
                del self.answers[key]
            else:
                self.answers[key] = answer
            changed.append(key)
        return changed

    def stands(self, question: Question) -> str:
        """The answer, or what is done without one."""
        if question.whole is not None and self.is_whole(question.whole):
            return self.answers[question.whole]
        return self.answers.get(question.key, question.default)

    def is_decided(self, question: Question) -> bool:
        """Whether somebody answered it, or the text as a whole."""
        return question.key in self.answers or self.is_whole(question.whole)

    def open(self, *kinds: str) -> int:
        """How many questions have no answer yet."""
        return sum(
            not (one.by_places or self.is_decided(one))
            for kind in kinds or KINDS
            for one in self.questions[kind]
        )

    def decisions(self) -> list[NewDecision]:
        """The answers, for the merge."""
        asked = {one.key: one for some in self.questions.values() for one in some}
        found = []
        for key, answer in self.answers.items():
            one = asked.get(key)
            if key[0] == PLACE and (one is None or self.is_whole(one.whole)):
                continue
            about = key if one is None else (one.kind, one.subject, one.other)
            found.append(NewDecision(*about, answer, one.file if one is not None else ""))
        return found
