"""Rows that were made apart and are one, of which both evaluators go on changing the values."""

import pytest

from qualcode.core.check import check
from qualcode.core.merge.apply import merge
from qualcode.core.operations import attributes, codes
from qualcode.core.operations.attributes import NewAttribute, put_values
from qualcode.core.store import attributes as attribute_store
from qualcode.core.store import codes as code_store
from qualcode.core.store import persons as person_store
from tests.core.material import Material
from tests.core.merge.copies import shown

TEXT = "I: Vad är mandatet?\nKarin: Mandatet är oklart.\nI: Tack."


@pytest.fixture
def pair(tmp_path):
    """Anna's project and Bo's, begun apart."""
    made = []
    for name in ("Anna", "Bo"):
        (tmp_path / name).mkdir()
        material = Material(tmp_path / name, name=name)
        with material.project.operation(material.someone, "edit_coder") as running:
            running.update("coders", material.someone, name=name)
        material.document("D", TEXT)
        material.code("Tid")
        attributes.create_attribute(
            material.project, material.someone, NewAttribute("Skift", "persons", "text", ())
        )
        made.append(material)
    yield made
    for material in made:
        material.project.close()


def karin(material):
    (found,) = [one for one in person_store.all_persons(material.project.db) if one.name == "Karin"]
    return found


def tid(material):
    (found,) = code_store.all_codes(material.project.db)
    return found


def skift(material):
    (attribute,) = attribute_store.all_attributes(material.project.db)
    return attribute, attribute_store.values_of(material.project.db, attribute.id)


def say(material, words, *, level="code"):
    """Write the words as role, as an attribute's value and beside the code."""
    material.describe("Karin", role=words)
    attribute, _values = skift(material)
    with material.project.operation(material.someone, "fill_in") as running:
        put_values(running, {(attribute.id, karin(material).id): words})
    codes.describe_code(
        material.project,
        material.someone,
        tid(material).id,
        definition="",
        when_to_use=words,
        when_not_to_use="",
        example="",
        level=level,
    )


def said(material):
    _attribute, values = skift(material)
    return karin(material).role, [one.value for one in values], tid(material).when_to_use


def take_in(ours, theirs):
    done = merge(ours.project, ours.someone, [theirs.project.path])
    assert check(ours.project) == []
    return done


def told(done):
    found = {
        (
            one.table,
            tuple(map(str, one.values[one.taken])),
            tuple(map(str, one.values[1 - one.taken])),
        )
        for file in done.plan.files
        for one in file.conflicts
    }
    return sorted(found)


def both_say_more(anna, bo):
    """After what each said first was taken in by the one of them."""
    say(anna, "A1")
    say(bo, "B1")
    take_in(anna, bo)
    say(anna, "A3")
    say(bo, "B3")


BOTH_TOLD = [("attribute_values", ("B3",), ("A3",)), ("persons", ("B3",), ("A3",))]


def test_the_later_of_two_values_stands_at_once_and_both_are_told_whoever_takes_in(pair):
    anna, bo = pair
    both_say_more(anna, bo)
    first = take_in(bo, anna)
    assert said(bo) == ("B3", ["B3"], "A3\nB3")
    assert told(first) == BOTH_TOLD
    second = take_in(anna, bo)
    assert said(anna) == said(bo)
    assert told(second) == BOTH_TOLD


def test_merging_again_changes_nothing_and_tells_nothing(pair):
    anna, bo = pair
    both_say_more(anna, bo)
    take_in(bo, anna)
    take_in(anna, bo)
    before = [shown(one.project.path) for one in pair]
    for ours, theirs in ((anna, bo), (bo, anna), (anna, bo)):
        done = take_in(ours, theirs)
        assert told(done) == []
        assert said(ours) == ("B3", ["B3"], "A3\nB3")
    for one in before:
        del one["project"]
    after = [shown(one.project.path) for one in pair]
    for one in after:
        del one["project"]
    assert after == before


def test_who_saw_both_values_and_wrote_a_third_has_decided(pair):
    anna, bo = pair
    say(anna, "A1")
    say(bo, "B1")
    take_in(anna, bo)
    say(anna, "A3")
    done = take_in(bo, anna)
    assert said(bo) == ("A3", ["A3"], "A3")
    assert told(done) == []


def test_a_text_of_both_that_one_has_emptied_stays_empty(pair):
    anna, bo = pair
    say(anna, "A1")
    say(bo, "B1")
    take_in(anna, bo)
    assert tid(anna).when_to_use == "A1\nB1"
    say(anna, "")
    bo.code("Ny")
    take_in(anna, bo)
    (found,) = [one for one in code_store.all_codes(anna.project.db) if one.name == "Tid"]
    assert not found.when_to_use
    assert not karin(anna).role
