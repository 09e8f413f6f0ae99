"""Rows are counted no further than is asked."""

from qualcode.core.store import rows
from tests.core.material import Material


def test_whether_there_are_more_rows_than_a_number(tmp_path):
    made = Material(tmp_path)
    for number in range(3):
        made.document(f"Intervju {number}", "IP1: Vi har tid.")
    db = made.project.db
    assert rows.has_more(db, "documents", 2)
    assert not rows.has_more(db, "documents", 3)
    assert not rows.has_more(db, "memos", 0)
    made.project.close()
