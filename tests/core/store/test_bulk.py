"""Many rows at a time, and what the journal says of them."""

import re

import pytest

from qualcode.core.ids import new_ids
from qualcode.core.operations.history import redo, undo
from qualcode.core.operations.persons import delete_unheard
from qualcode.core.store import bulk, journal, rows
from qualcode.core.store.schema import MODEL_OF

WORDS = 'Åsa "Kim" O’Hara \\ a\tb\nc\x00\x07 \U0001f600 \u2028 {"id": 1} [null]'


def test_every_table_that_can_be_deleted_from_in_any_order_is():
    for table in MODEL_OF:
        assert (table in bulk.ONE_BY_ONE) == _is_delicate(table), table


def _is_delicate(table):
    from qualcode.core.store.schema import FIRST_VERSION
    from qualcode.core.store.schema_2 import SECOND_VERSION
    from qualcode.core.store.schema_3 import THIRD_VERSION

    sql = FIRST_VERSION + SECOND_VERSION + THIRD_VERSION
    made = re.search(rf"CREATE TABLE {table} \((.*?)\n\)", sql, re.DOTALL).group(1)
    made += "".join(re.findall(rf"ALTER TABLE {table} ADD COLUMN .*", sql))
    # Who made an evaluator is mostly the evaluator, and no evaluator is ever removed with others.
    themselves = table != "coders" and f"REFERENCES {table}(" in made
    return themselves or re.search(r"\bREAL\b", made) is not None


@pytest.fixture
def many(whole):
    """More rows than go into one statement."""
    bulk_size = bulk._AT_ONCE + 3
    ids = new_ids(bulk_size)
    with whole.project.operation(whole.bo, "edit_person") as running:
        values = [
            (own, None, f"{WORDS} {at}", "respondent", None, "", running.time, whole.bo)
            for at, own in enumerate(ids)
        ]
        running.insert_rows("persons", values)
        running.changes("edit_person")
    return values


def stored(whole):
    found = whole.project.db.execute(f"SELECT {rows.column_list('persons')} FROM persons")
    return {row[0]: row for row in found}


def delete(whole, ids):
    with whole.project.operation(whole.bo, "delete_documents") as running:
        delete_unheard(running, ids)
        return running.changes("delete_documents")


def test_rows_that_came_stand_in_the_journal_in_their_order(whole, many):
    last = journal.entries(whole.project.db, newest_first=True, limit=1)[0]
    told = journal.row_changes(whole.project.db, last.seq)
    assert [(one.row_id, one.action, one.before) for one in told] == [
        (row[0], journal.INSERT, None) for row in many
    ]


def test_rows_that_went_stand_in_the_journal_in_their_order_as_they_were(whole, many):
    order = [row[0] for row in reversed(many)]
    delete(whole, order)
    last = journal.entries(whole.project.db, newest_first=True, limit=1)[0]
    told = journal.row_changes(whole.project.db, last.seq)
    assert [one.row_id for one in told] == order
    assert [tuple(one.before.values()) for one in told] == many[::-1]
    assert tuple(told[0].before) == rows.columns("persons")


def test_what_many_rows_said_comes_back_to_the_letter(whole, many):
    before = stored(whole)
    delete(whole, [row[0] for row in many])
    assert not stored(whole).keys() & {row[0] for row in many}
    undo(whole.project, whole.bo)
    assert stored(whole) == before
    redo(whole.project, whole.bo)
    undo(whole.project, whole.bo)
    assert stored(whole) == before


def test_a_row_that_is_not_there_keeps_the_others_from_going(whole, many):
    before = stored(whole)
    with whole.project.operation(whole.bo, "delete_documents") as running:
        with pytest.raises(KeyError):
            running.delete_many("persons", [many[0][0], "nobody"])
        assert running.is_empty
        running.changes("delete_documents")
    assert stored(whole) == before


def test_nothing_to_delete_is_nothing_done(whole):
    with whole.project.operation(whole.bo, "delete_documents") as running:
        running.delete_many("persons", [])
        assert running.is_empty
