"""Answers that stand twice in the document of a question: a copy that does not know by what a survey
knows its persons may have taken in again who was there already. As soon as it is known who that is,
the answer stands there once, with what was corrected in either."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.core.merge.relations import index
from qualcode.core.merge.settle import Settled
from qualcode.core.merge.turns_in import SURE_ENOUGH, Turned
from qualcode.core.model.anchoring import align
from qualcode.core.model.puts import Key, Put, puts_between
from qualcode.core.model.text_merge import merged_texts


def is_of_a_question(settled: Settled, document_id: str) -> bool:
    """Whether somebody who answers in a document does so once."""
    return bool(settled.where("survey_columns", "document_id", [document_id]))


def may_have_answers_twice(settled: Settled, document_id: str) -> bool:
    """Whether somebody speaks several times in the document of a question."""
    if not is_of_a_question(settled, document_id):
        return False
    at = index("turns")["person_id"]
    found = settled.where("turns", "document_id", [document_id]).values()
    persons = [settled.target(row[at]) for row in found if row[at] is not None]
    return len(set(persons)) < len(persons)


def without_repeated(text: str, turns: Sequence[Turned]) -> list[Put]:
    """What is to be put in the place of answers that stand twice in a text, in order. What is no
    longer like what was said is not taken for it."""
    first: dict[Key, Turned] = {}
    words: dict[Key, str] = {}
    puts = []
    for one in turns:
        key, now = Key(one.person, one.said), text[one.start : one.end]
        if now != one.said and align(one.said, now).likeness < SURE_ENOUGH:
            continue
        if first.setdefault(key, one) is one:
            words[key] = now
        else:
            both = (puts_between(one.said, wording) for wording in (words[key], now))
            words[key] = merged_texts(one.said, *both, stands=1).text
            puts.append(Put(len(text[: one.start].rstrip()), one.end, ""))
    puts += [
        Put(one.start, one.end, words[key])
        for key, one in first.items()
        if words[key] != text[one.start : one.end]
    ]
    return sorted(puts)
