"""No table is forgotten."""

import dataclasses

import pytest

from qualcode.core.merge import relations
from qualcode.core.merge.contents import _ALWAYS, _NEVER, _SHARED_WORK, _WORK
from qualcode.core.merge.nameless import WRITTEN
from qualcode.core.report.merge_sentences import TABLE_NAMES
from qualcode.core.store import rows
from qualcode.core.store.schema import MODEL_OF
from qualcode.core.store.wordings import _COLUMNS


def test_the_merge_knows_every_table():
    assert set(relations.REFERENCES) == set(MODEL_OF)
    assert set(TABLE_NAMES) == set(MODEL_OF) - {"originals"}


@pytest.mark.parametrize("table", [table for table in MODEL_OF if table != "originals"])
def test_the_merge_knows_every_foreign_key(project, table):
    keys = {(row[3], row[2]) for row in project.db.execute(f"PRAGMA foreign_key_list({table})")}
    keys = {key for key in keys if key[1] != "texts"}
    assert keys <= set(relations.REFERENCES[table])


#: no rules of the database, but of the program
UNWRITTEN = {"segments", "responses", "invitations"}


@pytest.mark.parametrize("table", sorted(relations.UNIQUE.keys() - UNWRITTEN))
def test_the_merge_knows_what_there_can_be_one_of_only(project, table):
    unique = [
        {row[2] for row in project.db.execute(f"PRAGMA index_info({index[1]})")}
        for index in project.db.execute(f"PRAGMA index_list({table})")
        if index[2] and index[3] == "u"
    ]
    assert unique == [set(relations.UNIQUE[table])]


def test_no_other_table_has_rows_of_which_there_can_be_one_only(project):
    found = {
        table
        for table in MODEL_OF
        for index in project.db.execute(f"PRAGMA index_list({table})")
        if index[2] and index[3] == "u"
    }
    assert found == set(relations.UNIQUE) - UNWRITTEN


@pytest.mark.parametrize("table", MODEL_OF)
def test_every_column_that_is_named_exists(table):
    columns = set(rows.columns(table))
    named = {name for group in relations.TOGETHER.get(table, ()) for name in group}
    named |= {name for name, _target in relations.REFERENCES[table]}
    named |= set(relations.UNIQUE.get(table, ())) | set(relations.SAME_BY.get(table, ()))
    named |= set(relations.JOINED.get(table, ())) | set(WRITTEN.get(table, ()))
    assert named <= columns


@pytest.mark.parametrize("table", [table for table in MODEL_OF if table != "originals"])
def test_every_column_is_taken_from_one_side_or_never_changes(table):
    changing = {at for group in relations.groups(table) for at in group}
    fixed = {rows.columns(table)[at] for at in range(len(rows.columns(table)))} - {
        rows.columns(table)[at] for at in changing
    }
    assert fixed <= {"id", "created", "coder_id"}


def test_it_is_decided_of_every_table_what_of_it_goes_to_a_colleague(whole):
    from qualcode.core.merge.contents import Wanted, contents_for

    found = contents_for(whole.project.db, Wanted(whole.anna, None, blind=False))
    filled = {
        table
        for table in MODEL_OF
        if whole.project.db.execute(f"SELECT 1 FROM {table}").fetchone() and table not in _NEVER
    }
    assert {table for table, some in found.items() if some} >= filled
    assert set(_WORK) | set(_SHARED_WORK) | set(_ALWAYS) | set(_NEVER) <= set(MODEL_OF)


#: Columns that hold no words that anybody writes freely: what the program knows by itself.
NOT_WRITTEN = {
    "project": "language",
    "cases": "",
    "folders": "",
    "documents": "kind date language text_sha256 file_sha256 encoding",
    "persons": "kind",
    "affiliations": "",
    "turns": "time_code",
    "codes": "colour level",
    "segments": "",
    "codings": "stance",
    "memos": "about_table kind date",
    "memo_links": "to_table",
    "guide_questions": "",
    "landmarks": "kind",
    "readings": "state",
    "attributes": "about kind",
    "attribute_values": "",
    "quotes": "",
    "boards": "",
    "board_items": "kind colour",
    "disagreements": "state marks settled",
    "surveys": "form file_sha256",
    "survey_columns": "role field",
    "responses": "answered",
    "backgrounds": "",
    "invitations": "group_by",
}
#: Words of a text; told where they stand in it, or stand there no more.
OF_THE_TEXT = {
    *(("segments", column) for column in ("quote", "before", "after")),
    *(("turns", "label"), ("landmarks", "label")),
}
#: What is left out, and what stands instead.
LEFT_OUT = {
    *(("persons", "name"), ("persons", "pseudonym"), ("documents", "file_name")),
    *(("surveys", "file_name"), ("responses", "identity")),
}


def text_columns():
    """Every column of every table that a copy holds, but for evaluators and ids."""
    for table, model in MODEL_OF.items():
        for field in dataclasses.fields(model):
            if "str" in str(field.type) and table not in (*_NEVER, "coders"):
                yield table, field.name


def test_everything_an_evaluator_writes_is_searched_for_names():
    written = {(table, column) for table, columns in WRITTEN.items() for column in columns}
    not_written = {(table, one) for table, some in NOT_WRITTEN.items() for one in some.split()}
    ids = {"id", "created"}
    found = {one for one in text_columns() if one[1] not in ids and not one[1].endswith("_id")}
    assert found - not_written == written | OF_THE_TEXT | LEFT_OUT
    assert not_written <= found


def test_names_are_replaced_everywhere_that_they_are_searched_for():
    wordings = {(table, one) for table, (columns, _of) in _COLUMNS.items() for one in columns}
    values = {("attribute_values", "value"), ("backgrounds", "value")}
    written = {(table, column) for table, columns in WRITTEN.items() for column in columns}
    of_files = {("documents", "file_name"), ("surveys", "file_name"), ("persons", "pseudonym")}
    assert wordings | values == written | of_files
