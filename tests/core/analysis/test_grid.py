"""The grid shows what is known of each row, and reads again only what was touched."""

import pytest

from qualcode.core.analysis.grid import Grid
from qualcode.core.operations import attributes, cases, documents, folders, readings
from qualcode.core.operations.grid import Cell, fill_in
from qualcode.core.operations.history import redo, undo


@pytest.fixture
def age(whole):
    changes = attributes.create_attribute(
        whole.project, whole.anna, attributes.NewAttribute("Ålder", kind="number")
    )
    return f"attribute:{changes.first('attributes')}"


def same(one, other):
    keys = [column.key for column in other.columns]
    assert one.columns == other.columns
    assert one.row_ids == other.row_ids
    for row_id in one.row_ids:
        for key in keys:
            assert (one.value(row_id, key) or None) == (other.value(row_id, key) or None), key


def test_a_row_says_what_is_known_of_a_document(whole, age):
    folder = folders.create_folder(whole.project, whole.anna, "Norr", documents=[whole.eva])
    folders.create_folder(
        whole.project, whole.anna, "Väst", parent_id=folder.first("folders"), documents=[whole.solo]
    )
    fill_in(whole.project, whole.anna, "documents", [Cell(whole.solo, age, "3,5")])
    grid = Grid.read(whole.project.db, "documents")
    assert grid.value(whole.solo, "folder") == "Norr > Väst"
    assert grid.value(whole.workshop, "persons") == "IP1; IP2"
    assert grid.column(age).shown(grid.value(whole.solo, age), decimal=",") == "3,5"
    assert grid.column("kind").shown(grid.value(whole.workshop, "kind")) == "Workshop"
    assert grid.row_ids[:2] == [whole.eva, whole.solo]


def test_a_person_s_row_says_where_they_belong(whole):
    grid = Grid.read(whole.project.db, "persons")
    eva = whole.eva_herself
    assert grid.value(eva, "organisation") == "Försäkringskassan"
    assert grid.value(eva, "case") == "Norr"
    assert grid.value(eva, "documents") == "Eva"


def test_a_case_counts_what_belongs_to_it(whole):
    cases.assign_documents(whole.project, whole.anna, [whole.eva, whole.solo], whole.case)
    grid = Grid.read(whole.project.db, "cases")
    assert (grid.value(whole.case, "documents"), grid.value(whole.case, "persons")) == (2, 1)


def test_there_are_columns_for_each_evaluator_s_state(whole):
    readings.set_reading(whole.project, whole.bo, [whole.eva], "done")
    grid = Grid.read(whole.project.db, "documents")
    assert grid.column(f"state:{whole.bo}").heading == "BE · state"
    assert grid.value(whole.eva, f"state:{whole.bo}") == "done"


@pytest.mark.parametrize("about", ["documents", "persons", "cases"])
def test_it_follows_each_operation_and_its_undoing(whole, age, about):
    p, a = whole.project, whole.anna
    grid = Grid.read(p.db, about)
    steps = [
        lambda: fill_in(p, a, "documents", [Cell(whole.eva, age, "3"), Cell(whole.solo, age, "4")]),
        lambda: fill_in(p, a, "documents", [Cell(whole.eva, age, ""), Cell(whole.solo, age, "5")]),
        lambda: fill_in(p, a, "documents", [Cell(whole.eva, "case", "Syd")]),
        lambda: fill_in(p, a, "persons", [Cell(whole.ip1, "case", "Syd; Norr")]),
        lambda: fill_in(p, a, "persons", [Cell(whole.ip1, "role", "Chef")]),
        lambda: readings.set_reading(p, a, [whole.eva], "done"),
        lambda: attributes.create_attribute(p, a, attributes.NewAttribute("Ny", about)),
        lambda: attributes.delete_attributes(p, a, [age.removeprefix("attribute:")]),
        lambda: documents.delete_documents(p, a, [whole.eva]),
    ]
    for step in steps:
        for act in (step, lambda: undo(p, a), lambda: redo(p, a)):
            grid.follow(p.db, act())
            same(grid, Grid.read(p.db, about))


def test_it_tells_which_rows_look_different(whole, age):
    grid = Grid.read(whole.project.db, "documents")
    changes = fill_in(whole.project, whole.anna, "documents", [Cell(whole.eva, age, "3")])
    assert grid.follow(whole.project.db, changes) == {whole.eva}
    changes = documents.delete_documents(whole.project, whole.anna, [whole.eva])
    assert grid.follow(whole.project.db, changes) is None


def test_a_person_s_own_words_are_read_without_where_everybody_is_heard(whole, monkeypatch):
    grid = Grid.read(whole.project.db, "persons")
    changes = fill_in(whole.project, whole.anna, "persons", [Cell(whole.ip1, "role", "Chef")])
    monkeypatch.setattr("qualcode.core.store.persons.heard", None)
    monkeypatch.setattr("qualcode.core.store.persons.all_persons", None)
    assert grid.follow(whole.project.db, changes) == {whole.ip1}
    assert grid.value(whole.ip1, "role") == "Chef"
