"""Attributes hold what fits their kind, change kind only where all fits, and go with their rows."""

import pytest

from qualcode.core.errors import Refused
from qualcode.core.operations import attributes, documents
from qualcode.core.operations.attributes import NewAttribute, ValuesDontFit
from qualcode.core.operations.grid import Cell, fill_in
from qualcode.core.operations.history import undo, undo_entry
from qualcode.core.store import attributes as store
from tests.core.tables import contents, count


def make(whole, name="Ålder", **how):
    changes = attributes.create_attribute(
        whole.project, whole.anna, NewAttribute(name, **{"about": "documents", **how})
    )
    return changes.first("attributes")


def put(whole, attribute, **texts):
    cells = [
        Cell(getattr(whole, row), f"attribute:{attribute}", text) for row, text in texts.items()
    ]
    return fill_in(whole.project, whole.anna, "documents", cells)


def values(whole, attribute):
    return sorted(value for _row, value in store.cells(whole.project.db, attribute))


@pytest.mark.parametrize("name", ["", "ålder", "Title", "titel", "omgång"])
def test_a_name_that_is_empty_or_means_another_column_is_refused(whole, name):
    make(whole)
    with pytest.raises(Refused):
        make(whole, name)


def test_documents_and_persons_may_have_attributes_of_one_name(whole):
    make(whole)
    make(whole, about="persons")
    assert [one.about for one in store.all_attributes(whole.project.db)] == ["documents", "persons"]


def test_a_choice_needs_choices_each_once(whole):
    with pytest.raises(Refused, match="choose from"):
        make(whole, kind="choice", choices=(" ", ""))
    own = make(whole, kind="choice", choices=("Låg", "Hög ", "låg", ""))
    assert attributes.choices_of(store.get(whole.project.db, own).choices) == ("Låg", "Hög")


def test_text_becomes_numbers_where_all_are_numbers(whole):
    own = make(whole)
    put(whole, own, eva="3,5", solo="1 000")
    attributes.edit_attribute(whole.project, whole.anna, own, name="Antal", kind="number")
    assert values(whole, own) == ["1000", "3.5"]
    assert store.get(whole.project.db, own).name == "Antal"


def test_values_that_do_not_fit_are_listed_and_nothing_changes(whole):
    own = make(whole)
    put(whole, own, eva="3", solo="tre", notes="fyra")
    before = contents(whole.project.db)
    with pytest.raises(ValuesDontFit, match="2 values of “Ålder” do not fit") as refusal:
        attributes.edit_attribute(whole.project, whole.anna, own, name="Antal", kind="number")
    assert {one.about_id for one in refusal.value.misfits} == {whole.solo, whole.notes}
    assert contents(whole.project.db) == before
    assert len(attributes.misfits(whole.project.db, own, "number")) == 2


def test_a_text_becomes_a_choice_of_what_stands_there(whole):
    own = make(whole)
    put(whole, own, eva="Syd", solo="norr", notes="Norr")
    attributes.edit_attribute(whole.project, whole.anna, own, name="Del", kind="choice")
    assert store.get(whole.project.db, own).choices in ("norr\nSyd", "Norr\nSyd")
    assert len(set(values(whole, own))) == 2


def test_a_choice_in_use_can_not_be_taken_away(whole):
    own = make(whole, kind="choice", choices=("Låg", "Hög"))
    put(whole, own, eva="låg; hög")
    with pytest.raises(ValuesDontFit):
        attributes.edit_attribute(
            whole.project, whole.anna, own, name="Nivå", kind="choice", choices=["Hög"]
        )
    attributes.edit_attribute(whole.project, whole.anna, own, name="Nivå", kind="text")
    assert values(whole, own) == ["Låg; Hög"]


def test_deleting_an_attribute_takes_what_stands_in_it_and_undo_brings_it_back(whole):
    own = make(whole)
    put(whole, own, eva="3")
    before = contents(whole.project.db)
    attributes.delete_attributes(whole.project, whole.anna, [own])
    assert count(whole.project.db, "attribute_values") == 0
    undo(whole.project, whole.anna)
    assert contents(whole.project.db) == before


def test_a_document_s_values_go_with_it(whole):
    own = make(whole)
    put(whole, own, eva="3", solo="4")
    documents.delete_documents(whole.project, whole.anna, [whole.eva])
    assert values(whole, own) == ["4"]


def test_attributes_are_put_in_another_order(whole):
    for name in ("A", "B", "C"):
        last = make(whole, name)
    attributes.move_attribute(whole.project, whole.anna, last, 0)
    assert [one.name for one in store.all_attributes(whole.project.db)] == ["C", "A", "B"]


def test_a_kind_is_not_undone_under_values_that_came_later(whole):
    own = make(whole, kind="number")
    changed = attributes.edit_attribute(whole.project, whole.anna, own, name="Ålder", kind="text")
    put(whole, own, eva="okänd")
    with pytest.raises(Refused, match="depends on it"):
        undo_entry(whole.project, whole.anna, changed.entry_id)
