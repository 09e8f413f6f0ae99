"""What is asked of the material on the page: a code, others beside it, a part, an order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from qualcode.core.analysis.found import Answer, Query
from qualcode.core.analysis.grouping import By
from qualcode.core.analysis.narrowing import Narrowing
from qualcode.core.analysis.query import Distance, Operator, Term, Within
from qualcode.core.ids import CodeId
from qualcode.core.report.typography import quoted
from qualcode.core.translate import N_, _, language, ngettext, one_by_one
from qualcode.shell.models.codebook import Codebook
from qualcode.shell.models.codes import shortened
from qualcode.shell.models.documents import passage_words
from qualcode.shell.models.narrowing import narrowing_from_state, narrowing_to_state

BY_NAMES: Final = {
    By.GROUP: N_("by group"),
    By.DOCUMENT: N_("by document"),
    By.RESPONDENT: N_("by respondent"),
    By.EVALUATOR: N_("by evaluator"),
    By.QUESTION: N_("by question"),
    By.WAVE: N_("by wave"),
    By.CODE: N_("by code"),
}
OPERATOR_NAMES: Final = {
    Operator.AND: N_("and"),
    Operator.OR: N_("or"),
    Operator.NOT: N_("not"),
    Operator.OVERLAPPING: N_("overlapping"),
    Operator.NEAR: N_("near"),
}
OPERATOR_TIPS: Final = {
    Operator.AND: N_(
        "Words that carry both codes. Shown are the words that the two have in common. "
        "The other code counts by whichever evaluator."
    ),
    Operator.OR: N_("Passages with either code. Those that overlap are shown as one."),
    Operator.NOT: N_(
        "Passages of which no word carries the other code, by whichever evaluator. "
        "They are shown whole."
    ),
    Operator.OVERLAPPING: N_(
        "Passages that share at least one character with the other code, by whichever evaluator. "
        "They are shown whole."
    ),
    Operator.NEAR: N_(
        "Passages that have the other code within a distance, by whichever evaluator, or overlap "
        "it. They are shown whole."
    ),
}
#: what near can mean, in the menu
DISTANCES: Final = (
    *(Distance(Within.WORDS, number) for number in (5, 10, 25, 50, 100)),
    *(Distance(Within.CHARACTERS, number) for number in (100, 500)),
    *(Distance(within) for within in (Within.TURN, Within.PARAGRAPH, Within.DOCUMENT)),
)
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Asking:
    """What the page asks. `code_id` is None before a code is chosen."""

    code_id: CodeId | None = None
    with_those_under: bool = True
    terms: tuple[Term, ...] = ()
    narrowing: Narrowing = field(default_factory=Narrowing)
    by: By = By.GROUP

    def query(self) -> Query | None:
        """The same for the core; None where no code is chosen."""
        if self.code_id is None:
            return None
        return Query(self.code_id, self.with_those_under, self.terms, self.narrowing)

    def within(self, codebook: Codebook) -> Asking:
        """The same without codes that are no longer there."""
        terms = tuple(term for term in self.terms if term.code_id in codebook)
        code_id = self.code_id if self.code_id in codebook else None
        return replace(self, code_id=code_id, terms=terms)


def distance_name(distance: Distance) -> str:
    """“within 10 words”"""
    match distance.within:
        case Within.WORDS:
            words = ngettext("within {number} word", "within {number} words", distance.number)
            return words.format(number=distance.number)
        case Within.CHARACTERS:
            words = ngettext(
                "within {number} character", "within {number} characters", distance.number
            )
            return words.format(number=distance.number)
        case Within.TURN:
            return _("in the same turn")
        case Within.PARAGRAPH:
            return _("in the same paragraph")
        case Within.DOCUMENT:
            return _("in the same document")


def term_words(term: Term, name: str) -> str:
    """A term as it follows another: “and “Roles””."""
    match term.operator:
        case Operator.AND:
            return _("and {code}").format(code=name)
        case Operator.OR:
            return _("or {code}").format(code=name)
        case Operator.NOT:
            return _("not {code}").format(code=name)
        case Operator.OVERLAPPING:
            return _("overlapping {code}").format(code=name)
        case Operator.NEAR:
            return _("near {code} ({distance})").format(
                code=name, distance=distance_name(term.distance)
            )


def in_words(asking: Asking, codebook: Codebook) -> str:
    """What is shown, in a sentence; empty where it is just a code's passages."""
    if asking.code_id is None or not asking.terms:
        return ""

    def name(code_id: CodeId) -> str:
        return quoted(shortened(codebook.codes[code_id].name, _LONGEST_NAME), language())

    parts = [name(asking.code_id)]
    parts += [term_words(term, name(term.code_id)) for term in asking.terms]
    sentences = [_("Passages with {codes}.").format(codes=", ".join(parts))]
    last = [term.operator for term in asking.terms if term.operator in (Operator.AND, Operator.OR)]
    if last and last[-1] == Operator.AND:
        sentences.append(_("Shown are the words that they have in common."))
    elif last:
        sentences.append(_("Those that overlap are shown as one."))
    else:
        sentences.append(_("Shown are those of the first code, whole."))
    return one_by_one(sentences)


def counts_in_words(answer: Answer) -> str:
    """“41 passages · 9 of 33 persons asked · 6 documents”"""
    persons = ngettext(
        "{number} of {asked} person asked", "{number} of {asked} persons asked", len(answer.asked)
    ).format(number=len(answer.persons), asked=len(answer.asked))
    documents = ngettext("{number} document", "{number} documents", len(answer.passages))
    parts = [passage_words(answer.count), persons]
    parts.append(documents.format(number=len(answer.passages)))
    if answer.unplaced:
        lost = ngettext(
            "{number} mark has lost its place in the text",
            "{number} marks have lost their place in the text",
            answer.unplaced,
        )
        parts.append(lost.format(number=answer.unplaced))
    return " · ".join(parts)


# Remembering


def to_state(asking: Asking) -> dict[str, Any]:
    """The page's question as it is remembered."""
    return {
        "code": asking.code_id,
        "under": asking.with_those_under,
        "by": asking.by.value,
        "terms": [
            [term.operator.value, term.code_id, term.distance.within.value, term.distance.number]
            for term in asking.terms
        ],
        **narrowing_to_state(asking.narrowing),
    }


def from_state(stored: object) -> Asking:
    """The question as it was remembered; what can't be one is passed over."""
    if not isinstance(stored, dict):
        return Asking()
    code_id = stored.get("code")
    return Asking(
        CodeId(code_id) if isinstance(code_id, str) else None,
        stored.get("under") is not False,
        tuple(_each(stored.get("terms"), _term)),
        narrowing_from_state(stored),
        By(stored["by"]) if stored.get("by") in list(By) else By.GROUP,
    )


def _term(stored: object) -> Term | None:
    match stored:
        case [str(operator), str(code_id), str(within), int(number)] if operator in list(
            Operator
        ) and within in list(Within):
            return Term(Operator(operator), CodeId(code_id), Distance(Within(within), number))
    return None


def _each(stored: object, read: Callable[[object], Any]) -> Iterable[Any]:
    found = (read(one) for one in stored) if isinstance(stored, list) else ()
    return [one for one in found if one is not None]
