import pytest

from qualcode.core.errors import Refused
from qualcode.core.operations import memos
from qualcode.core.store import memos as store
from tests.core.tables import count


def test_a_memo_keeps_its_words_as_they_are_written(project, anna):
    text = "  Två\n\nrader \u2028 ❤️ "
    memo = memos.write_memo(project, anna, text, title=" Dagbok ").first("memos")
    assert store.get(project.db, memo).text == text
    assert store.get(project.db, memo).title == "Dagbok"


def test_an_empty_memo_is_refused(project, anna):
    with pytest.raises(Refused, match="memo is empty"):
        memos.write_memo(project, anna, " \n", title=" ")
    memo = memos.write_memo(project, anna, "x").first("memos")
    with pytest.raises(Refused, match="memo is empty"):
        memos.edit_memo(project, anna, memo, title="", text=" ")


def test_a_memo_about_nothing_there_is_a_bug(whole):
    with pytest.raises(KeyError):
        memos.write_memo(whole.project, whole.anna, "x", about=("codes", "nobody"))
    with pytest.raises(ValueError, match="no table"):
        memos.write_memo(whole.project, whole.anna, "x", about=("journal", whole.eva))


def test_a_memo_takes_the_memos_about_it_along(project, anna):
    first = memos.write_memo(project, anna, "Ett").first("memos")
    second = memos.write_memo(project, anna, "Två", about=("memos", first)).first("memos")
    memos.write_memo(project, anna, "Tre", about=("memos", second))
    memos.delete_memo(project, anna, first)
    assert count(project.db, "memos") == 0


def test_half_characters_in_a_memo_become_signs_that_can_be_stored(project, anna):
    memo = memos.write_memo(project, anna, "Ja \ud83d").first("memos")
    assert store.get(project.db, memo).text == "Ja \ufffd"
