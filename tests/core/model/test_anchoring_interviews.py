"""Marks carried between two evaluators' copies of real interviews, which drifted apart."""

import json
from pathlib import Path

import pytest

from qualcode.core.model.anchoring import align, find_again

FOLDER = Path(__file__).parents[3].parent / "shared" / "data" / "coded-interviews"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the interviews are not here")


def pairs():
    """Both ways: a text with marks on it, and the other copy."""
    for file in sorted(FOLDER.glob("*.json")):
        data = json.loads(file.read_text())
        own = [(mark["start"], mark["end"]) for marks in data["coders"].values() for mark in marks]
        for other in data["other_text"].values():
            yield data["text"], sorted(set(own)), other["text"]
            theirs = {(mark["start"], mark["end"]) for mark in other["codings"]}
            yield other["text"], sorted(theirs), data["text"]


def words(text):
    return "".join(text.split())


def test_marks_whose_words_are_in_the_other_copy_land_on_them():
    total = same = 0
    for text, marks, other in pairs():
        alignment = align(text, other)
        for start, end in marks:
            quote = text[start:end]
            place = alignment.carry(start, end)
            total += 1
            if quote.strip() in other:
                assert place is not None
                assert words(other[place.start : place.end]) == words(quote)
                assert place.certainty == 1.0
                same += 1
            else:
                assert place is None or 0.1 < place.certainty < 1.0
    assert total
    assert same / total > 0.9


def test_quotes_are_found_again_where_the_alignment_carries_them():
    differing = total = 0
    for text, marks, other in pairs():
        alignment = align(text, other)
        for start, end in marks:
            place = alignment.carry(start, end)
            found = find_again(
                text[start:end].strip(),
                text[max(0, start - 32) : start],
                text[end : end + 32],
                other,
                start,
            )
            total += 1
            if place and place.certainty == 1.0:
                differing += found is None or abs(found.start - place.start) > 2
    assert differing == 0
    assert total
