"""Letters are found in the text that is read, at their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.analysis.search.literal import literal_places
from qualcode.core.model.paragraphs import fold


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        ("Mandatet, mandat", "MANDAT", ["Mandat", "mandat"]),
        ("va\u030ar å vår", "vår", ["va\u030ar", "vår"]),
        ("sam\u00adverkan", "samverkan", ["sam\u00adverkan"]),
        ("Det\n är", "det är", ["Det\n är"]),
        ("sam-\nverkan", "samverkan", ["sam-\nverkan"]),
        ("Straße", "strasse", ["Straße"]),
        ("a", "å", []),
        ("är du?", "?", ["?"]),
        ("👩‍👩‍👧!", "!", ["!"]),
        ("text", "", []),
        ("text", "  ", []),
    ],
)
def test_letters_as_they_are_seen(text, written, found):
    assert [text[start:end] for start, end in literal_places(text, written)] == found


PIECES = st.sampled_from([*"aåb ", "a\u030a", "Å", "\u00ad", "\n", "\n\n", "😀", "ß"])
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@given(TEXTS, st.sampled_from(["a", "å", "ab", "bå", "ss", "😀b"]))
def test_what_is_found_is_what_was_written(text, written):
    spans = literal_places(text, written)
    assert all(fold(text[start:end]) == fold(written) for start, end in spans)
    assert spans == sorted(spans)
    assert len(spans) == fold(text).count(fold(written))
