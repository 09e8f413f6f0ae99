"""A copy's file holds what can be read in it, and not a word more."""

import re
from random import Random

import pytest

from qualcode.core.merge.handout import hand_out
from qualcode.core.merge.nameless import WRITTEN
from qualcode.core.operations import drafts
from qualcode.core.project import Project
from qualcode.core.store import documents as document_store
from tests.core.operations.test_drafts import EDITS, sha
from tests.core.random_work import Work
from tests.core.tables import contents
from tests.core.whole import Whole, fill_history

#: what is of one evaluator, and what several have settled or shown each other
OWN_WORK = ("segments", "codings", "quotes", "readings", "memos")
SHARED_WORK = ("disagreements", "boards", "board_items", "decisions", "originals")
MARK = re.compile(rb"Zq\d+x")


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """A project with much in it, and much that was deleted and worded otherwise; whatever people
    wrote, in each place, is a word that stands nowhere else."""
    whole = Whole(tmp_path_factory.mktemp("marked") / "whole.qualcode")
    fill_history(whole)
    random = Random(4)
    for _ in range(250):
        Work(whole.project, random.choice([whole.anna, whole.bo]), random).step()
    drafts.put_aside(whole.project, whole.anna, *_draft(whole))
    _mark_all(whole.project)
    yield whole
    whole.project.close()


def _draft(whole):
    document = document_store.all_documents(whole.project.db)[0].id
    return document, EDITS, sha(whole) if document == whole.eva else ""


def _mark_all(project):
    """In the tables and in the images of the journal alike."""
    number = iter(range(100_000))
    for table, columns in WRITTEN.items():
        for column in columns if table not in ("attributes", "attribute_values") else ():
            query = f'SELECT id FROM {table} WHERE "{column}" IS NOT NULL'
            for (row_id,) in project.db.execute(query).fetchall():
                value = f"Zq{next(number)}x"
                project.db.execute(
                    f'UPDATE {table} SET "{column}" = ? WHERE id = ?', (value, row_id)
                )
    for entry, position in project.db.execute(
        "SELECT entry, position FROM journal_rows WHERE before IS NOT NULL"
    ).fetchall():
        project.db.execute(
            "UPDATE journal_rows SET before = json_set(before, '$.words', ?)"
            " WHERE entry = ? AND position = ?",
            (f"Zq{next(number)}x", entry, position),
        )
    project.db.execute("UPDATE journal SET subject = 'Zq999999x'")
    project.db.conn.commit()


def words_in(path):
    """The marks in the bytes of a file, and those that can be read in its tables."""
    with Project.open(path, read_only=True) as project:
        told = repr(contents(project.db)).encode()
    beside = [one for one in path.parent.iterdir() if one.name.startswith(path.name)]
    return set(MARK.findall(b"".join(one.read_bytes() for one in beside))), set(MARK.findall(told))


@pytest.mark.parametrize("nameless", [False, True])
@pytest.mark.parametrize("blind", [False, True])
@pytest.mark.parametrize("some", [False, True])
def test_a_copy_s_file_holds_no_word_that_can_t_be_read_in_it(
    marked, tmp_path, some, blind, nameless
):
    documents = [one.id for one in document_store.all_documents(marked.project.db)]
    made = hand_out(
        marked.project,
        tmp_path / "copy",
        name="Cleo",
        documents=documents[:1] if some else None,
        blind=blind,
        nameless=nameless,
    )
    in_bytes, told = words_in(made.path)
    assert in_bytes == told
    own = set(MARK.findall(repr(contents(marked.project.db)).encode()))
    assert told <= own
    assert len(told) > 20
    with Project.open(made.path, read_only=True) as copy:
        there = contents(copy.db)
    if blind:
        assert [table for table in (*OWN_WORK, *SHARED_WORK) if there[table]] == []
    if some:
        assert len(there["documents"]) == 1
        assert {row[1] for row in there["turns"]} <= {documents[0]}


def test_of_others_work_a_blind_copy_holds_nothing_and_of_its_owner_s_all(marked, tmp_path):
    query = "SELECT name FROM coders WHERE id = ?"
    (name,) = marked.project.db.execute(query, (marked.bo,)).fetchone()  # it may have been changed
    made = hand_out(marked.project, tmp_path / "bo", name=name, blind=True)
    with Project.open(made.path, read_only=True) as copy:
        there = contents(copy.db)
        authors = {
            row[0]
            for table in OWN_WORK
            for row in copy.db.execute(f"SELECT coder_id FROM {table}").fetchall()
        }
    assert authors == {marked.bo}
    own = marked.project.db.execute(
        "SELECT count(*) FROM codings WHERE coder_id = ?", (marked.bo,)
    ).fetchone()[0]
    assert len(there["codings"]) == own
    assert [table for table in SHARED_WORK if there[table]] == []


def test_no_name_of_a_person_is_in_the_file_of_a_nameless_copy(tmp_path):
    whole = Whole(tmp_path / "whole.qualcode")
    fill_history(whole)
    whole.project.db.execute("UPDATE persons SET name = 'Zebedeus Ahlqvist' WHERE name IS NOT NULL")
    for table, columns in WRITTEN.items():
        for column in columns if table not in ("attributes", "attribute_values") else ():
            whole.project.db.execute(
                f"UPDATE {table} SET \"{column}\" = 'om Zebedeus Ahlqvist ' || rowid"
                f' WHERE "{column}" IS NOT NULL'
            )
    whole.project.db.conn.commit()
    made = hand_out(whole.project, tmp_path / "copy", name="Cleo", nameless=True)
    found = made.path.read_bytes()
    assert b"Zebedeus" not in found
    assert b"Ahlqvist" not in found
    whole.project.close()
