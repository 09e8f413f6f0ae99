"""Passages whose place in the text is gone: their words leave the house without real names in labels."""

import pytest

from qualcode.core.analysis.codings import coding_lines
from qualcode.core.analysis.memo_pages import memo_book
from qualcode.core.analysis.passages import TurnRow, Turns
from qualcode.core.ids import PersonId
from qualcode.core.model import Person
from qualcode.core.operations import memos, passages
from qualcode.core.operations.corrections import correct_text
from qualcode.core.store import documents as document_store

LOST = "Eva: Vi har ett otydligt mandat"


@pytest.fixture
def lost(whole):
    """A passage over a speaker's label, of which the text has nothing any more; a memo about it."""
    text = document_store.text(whole.project.db, whole.eva)
    start = text.index(LOST)
    made = passages.code_passage(
        whole.project, whole.anna, whole.eva, start, start + len(LOST), [whole.roles]
    )
    about = ("segments", made.first("segments"))
    memos.write_memo(whole.project, whole.anna, "Om det", about=about)
    line = text.split("\n")[1]
    other = text.replace(line, "Eva: Ingenting av det där sades någonsin, alls.")
    correct_text(whole.project, whole.anna, whole.eva, other)
    with whole.project.operation(whole.anna, "lose_place", "") as running:
        running.update("segments", about[1], start=None, end=None, quote=LOST)
    return made.first("codings")


def test_in_a_table_of_codings(whole, lost):
    (line,) = [one for one in coding_lines(whole.project) if one.id == lost]
    assert line.quote == "[Samordnare 1]: Vi har ett otydligt mandat"
    (plain,) = [one for one in coding_lines(whole.project, real_names=True) if one.id == lost]
    assert plain.quote == LOST


def test_among_memos(whole, lost):
    quotes = [page.quote for page in memo_book(whole.project).pages]
    assert "[Samordnare 1]: Vi har ett otydligt mandat" in quotes
    assert not any("Eva:" in quote for quote in quotes)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Eva: Ja", "[R1]: Ja"),
        ("va: Ja", "[R1]: Ja"),
        ("Nej.\nEva: Ja", "Nej.\n[R1]: Ja"),
        ("Nej.\nEv", "Nej.\n[R1]"),
        ("Nej.\nEva", "Nej.\n[R1]"),
        ("Det sade Evald: så", "Det sade Evald: så"),
        ("och Eva sade", "och Eva sade"),
    ],
)
def test_a_label_that_may_be_a_name_is_taken_out_wherever_it_was_cut(words, shown):
    person = Person(PersonId("p"), "Eva Berg", "R1", "respondent", None, None, "", "")
    turns = Turns([TurnRow(0, 10, 5, "Eva", PersonId("p"))], {PersonId("p"): person})
    assert turns.nameless_words(words) == shown
