"""What is changed in a copy out of which names were taken comes in with the names, and nobody is told
of changes on both sides where one side changed nothing."""

from itertools import permutations

import pytest

from qualcode.core.check import check
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.handout import hand_out
from qualcode.core.operations import codes
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.persons import PersonDetails, edit_person
from qualcode.core.project import Project
from qualcode.core.store import coders as coders_store
from qualcode.core.store import codes as codes_store
from qualcode.core.store import documents as documents_store
from qualcode.core.store import merging
from qualcode.core.store.persons import all_persons
from tests.core.material import Material
from tests.core.merge.copies import copy, merged, shown

TEXT = "I: Vad säger du om mandatet?\nKarin: Det är oklart. Jag tycker att mandatet är svagt här."
WITH_NAME = "Karin Ek sa att data saknas."


@pytest.fixture
def anna(tmp_path):
    """A project with one interview, in which a definition holds a person's name."""
    made = Material(tmp_path, name="anna")
    made.document("Karin", TEXT)
    made.code("Mandat")
    made.project.close()
    path = made.project.path
    with Project.open(path) as project:
        person = next(one for one in all_persons(project.db) if one.kind == "respondent")
        known = PersonDetails("Karin Ek", "IP1", "respondent", None, None)
        edit_person(project, owner(project, "Anna Lindqvist"), person.id, known)
    define(path, "Anna Lindqvist", WITH_NAME)
    return path


def owner(project, name):
    return coders_store.named(project.db, name).id


def define(path, name, definition):
    with Project.open(path) as project:
        (code,) = codes_store.all_codes(project.db)
        details = {one: getattr(code, one) for one in ("when_to_use", "when_not_to_use", "example")}
        codes.describe_code(
            project, owner(project, name), code.id, definition=definition, level="code", **details
        )


def definition(path):
    with Project.open(path, read_only=True) as project:
        (code,) = codes_store.all_codes(project.db)
        return code.definition


def handed_out(path, name, **how):
    out = path.with_name(f"{name.lower()}.qualcode")
    with Project.open(path) as project:
        hand_out(project, out, name=name, **how)
    return out


def correct(path, name, old, new):
    with Project.open(path) as project:
        (document,) = documents_store.all_documents(project.db)
        text = merging.text(project.db, document.text_sha256)
        correct_text(project, owner(project, name), document.id, text.replace(old, new))


def conflicts(path, other):
    with Project.open(path) as project:
        (file,) = plan_merge(project, [other]).files
        return file.conflicts


def comes_to_the_same(*paths):
    """The files merged in every order, and in both ways."""
    expected = None
    for order in permutations(paths):
        target = copy(order[0], "-".join(one.stem for one in order))
        merged(target, *order[1:])
        expected = expected or shown(target)
        assert shown(target) == expected
        assert merged(target, *order[1:]).plan.is_empty
    return target


def test_a_text_that_was_corrected_in_a_nameless_copy_is_simply_taken(anna):
    mikael = handed_out(anna, "Mikael", nameless=True)
    correct(mikael, "Mikael", "oklart", "mycket oklart")
    assert conflicts(anna, mikael) == ()
    assert conflicts(mikael, anna) == ()
    target = comes_to_the_same(anna, mikael)
    with Project.open(target, read_only=True) as project:
        assert "mycket oklart" in documents_store.text(
            project.db, documents_store.all_documents(project.db)[0].id
        )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[IP1] sa att data fattas.", "Karin Ek sa att data fattas."),
        ("Enligt [IP1] saknas det data.", "Enligt Karin Ek saknas det data."),
        ("Data saknas.", "Data saknas."),
        ("[IP2] och [IP1] sa så; [IP1] ofta.", "[IP2] och Karin Ek sa så; Karin Ek ofta."),
    ],
)
def test_a_definition_that_was_changed_in_a_nameless_copy_keeps_my_names(anna, written, expected):
    mikael = handed_out(anna, "Mikael", nameless=True)
    assert definition(mikael) == "[IP1] sa att data saknas."
    define(mikael, "Mikael", written)
    assert conflicts(anna, mikael) == conflicts(mikael, anna) == ()
    assert definition(comes_to_the_same(anna, mikael)) == expected


def test_a_copy_gets_the_names_back_though_nobody_changed_anything(anna):
    mikael = handed_out(anna, "Mikael", nameless=True)
    assert definition(comes_to_the_same(mikael, anna)) == WITH_NAME


def test_what_both_changed_is_told_with_the_names_in_it(anna):
    mikael = handed_out(anna, "Mikael", nameless=True)
    define(anna, "Anna Lindqvist", "Karin Ek sa att mycket data saknas.")
    define(mikael, "Mikael", "[IP1] sa att data fattas.")
    (conflict,) = conflicts(anna, mikael)
    told = ("Karin Ek sa att mycket data saknas.",), ("Karin Ek sa att data fattas.",)
    assert conflict.values == told
    assert definition(comes_to_the_same(anna, mikael)) == told[1][0]


def test_where_nobody_can_tell_which_name_it_is_mine_stands_and_both_are_told(anna):
    mine = "Karin Ek sa det, och Karin igen."
    define(anna, "Anna Lindqvist", mine)
    mikael = handed_out(anna, "Mikael", nameless=True)
    assert definition(mikael) == "[IP1] sa det, och [IP1] igen."
    his = "Igen och igen har [IP1] sagt så."
    define(mikael, "Mikael", his)
    (conflict,) = conflicts(anna, mikael)
    assert (conflict.values, conflict.taken) == (((mine,), (his,)), 0)
    assert definition(comes_to_the_same(anna, mikael)) == mine


def test_files_with_and_without_names_come_to_the_same_in_every_order(anna):
    sara = handed_out(anna, "Sara")
    mikael = handed_out(anna, "Mikael", nameless=True)
    later = handed_out(mikael, "Olle")
    define(mikael, "Mikael", "[IP1] sa att data fattas.")
    define(sara, "Sara", "Karin Ek sa att underlag saknas.")
    define(later, "Olle", "[IP1] sa att siffror saknas.")
    correct(later, "Olle", "oklart", "rätt oklart")
    comes_to_the_same(anna, sara, mikael)
    target = comes_to_the_same(anna, sara, mikael, later)
    assert definition(target) == "Karin Ek sa att siffror saknas."


def test_a_name_that_a_colleague_gave_does_not_take_the_place_of_mine(anna):
    mikael = handed_out(anna, "Mikael", nameless=True)
    with Project.open(mikael) as project:
        person = next(one for one in all_persons(project.db) if one.kind == "respondent")
        details = PersonDetails("Karina", "IP1", "respondent", None, None)
        edit_person(project, owner(project, "Mikael"), person.id, details)
    target = comes_to_the_same(anna, mikael)
    with Project.open(target) as project:
        assert "Karin Ek" in {one.name for one in all_persons(project.db)}
        assert check(project) == []
        assert not merge(project, owner(project, "Anna Lindqvist"), [mikael]).changes
