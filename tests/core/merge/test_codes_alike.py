"""Codes that are called nearly the same: who is asked about which."""

import shutil
from itertools import permutations

import pytest

from qualcode.core.check import check
from qualcode.core.merge.apply import merge, plan_merge
from qualcode.core.merge.decided import NewDecision
from qualcode.core.operations import codes, passages
from qualcode.core.project import Project
from qualcode.core.store import codes as code_store
from qualcode.core.store import codings as coding_store
from tests.core.material import Material
from tests.core.merge.copies import copy, merged, shown

MANY = ("Data-collection", "Data-missing-values", "Data-issues", "Data-missing-value-fix")
OTHERS = ("Data-collection-system", "Data-missing-value", "Data-issue", "Data-missing-values")


@pytest.fixture
def project_of(tmp_path):
    """Makes a project of an evaluator's own, with codes of these names."""
    made = []

    def make(evaluator, *names):
        folder = tmp_path / evaluator
        folder.mkdir()
        material = Material(folder, name=evaluator)
        for name in names:
            material.code(name)
        made.append(material)
        return material

    yield make
    for material in made:
        material.project.close()


def asked(project, path):
    return {
        frozenset(one.names)
        for one in plan_merge(project, [path]).files[0].questions
        if one.kind == "same-code"
    }


def pairs(*told):
    return {frozenset(pair) for pair in told}


def test_every_pair_that_is_alike_is_asked_about_and_the_same_ones_in_either_direction(project_of):
    anna, bo = project_of("Anna", *MANY), project_of("Bo", *OTHERS)
    expected = pairs(
        ("Data-collection", "Data-collection-system"),
        ("Data-missing-value-fix", "Data-missing-value"),
        ("Data-issues", "Data-issue"),
    )
    assert asked(anna.project, bo.project.path) == expected
    assert asked(bo.project, anna.project.path) == expected


def test_nobody_is_asked_whether_two_codes_that_one_evaluator_has_are_one(project_of):
    anna = project_of("Anna", "Data-collection-manual", "Data-collection-external")
    bo = project_of("Bo", "data-collection-manual", "Data-collection-API")
    assert asked(anna.project, bo.project.path) == asked(bo.project, anna.project.path) == set()


@pytest.mark.parametrize("ours", [0, 1])
def test_codes_of_one_name_are_one_whatever_is_said_of_other_pairs(project_of, ours):
    anna = project_of("Anna", "Data-collection-manual", "Data-issues")
    bo = project_of("Bo", "Data-collection-manual", "Data-collection-API", "Data-issue")
    code = [anna.codes["Data-collection-manual"], bo.codes["Data-collection-API"]]
    answer = NewDecision("same-code", code[0], code[1], "same")
    target, other = (anna, bo) if ours == 0 else (bo, anna)
    done = merge(target.project, target.someone, [other.project.path], decisions=[answer])
    (question,) = [one for one in done.plan.files[0].questions if one.kind == "same-code"]
    assert set(question.names) == {"Data-issues", "Data-issue"}
    found = sorted(one.name for one in code_store.all_codes(target.project.db))
    assert [name for name in found if "collection" in name] in (
        ["Data-collection-manual"],
        ["Data-collection-API"],
    )
    merge(other.project, other.someone, [target.project.path])
    assert found == sorted(one.name for one in code_store.all_codes(other.project.db))
    assert check(target.project) == check(other.project) == []


def test_no_pair_is_left_out_for_the_order_of_the_files(project_of):
    anna = project_of("Anna", "Samverkan mellan kommuner")
    bo = project_of("Bo", "Samverkan mellan kommunerna")
    cleo = project_of("Cleo", "Samverkan mellan kommun")
    found = [
        {
            frozenset(one.names)
            for file in plan_merge(first.project, [other.project.path for other in others]).files
            for one in file.questions
            if one.kind == "same-code"
        }
        for first, *others in ((anna, bo, cleo), (cleo, bo, anna), (bo, anna, cleo))
    ]
    assert all(pairs_of == found[0] for pairs_of in found)
    assert len(found[0]) == 3


@pytest.fixture
def copies(tmp_path, base):
    """Our project and a colleague's copy, in which a code was deleted that we have used since."""
    for name in ("ours", "theirs"):
        shutil.copy(base.project.path, tmp_path / f"{name}.qualcode")
    with (
        Project.open(tmp_path / "ours.qualcode") as ours,
        Project.open(tmp_path / "theirs.qualcode") as theirs,
    ):
        segment = coding_store.all_marks(ours.db)[0].segment
        code = codes.create_code(theirs, base.bo, codes.NewCode("Uppföljning")).first("codes")
        merge(ours, base.anna, [theirs.path])
        passages.code_passage(
            ours, base.anna, segment.document_id, segment.start, segment.end, [code]
        )
        codes.delete_codes(theirs, base.bo, [code])
        yield ours, theirs, segment


def test_a_code_in_the_place_of_a_deleted_one_is_asked_about_and_can_take_it_in(copies, base):
    ours, theirs, _segment = copies
    codes.create_code(theirs, base.bo, codes.NewCode("Uppföljningen"))
    assert asked(ours, theirs.path) == pairs(("Uppföljning", "Uppföljningen"))
    (question,) = plan_merge(ours, [theirs.path]).files[0].questions
    answer = NewDecision("same-code", question.ours, question.theirs, "same")
    merge(ours, base.anna, [theirs.path], decisions=[answer])
    for one, other in ((theirs, ours), (ours, theirs), (theirs, ours)):
        merge(one, base.anna, [other.path])
    for project in (ours, theirs):
        assert check(project) == []
        names = [one.name for one in code_store.all_codes(project.db)]
        assert len([name for name in names if name.startswith("Uppf")]) == 1
    assert shown(ours.path)["codings"] == shown(theirs.path)["codings"]


def names(project):
    return sorted(one.name for one in code_store.all_codes(project.db) if "Uppf" in one.name)


def coded(project, name):
    return [
        one.segment.quote
        for one in coding_store.all_marks(project.db)
        if code_store.get(project.db, one.coding.code_id).name == name
    ]


def in_all_directions(ours, theirs, coder):
    for one, other in ((ours, theirs), (theirs, ours), (ours, theirs)):
        merge(one, coder, [other.path])
        assert check(one) == []


def test_a_code_that_was_deleted_and_made_again_is_one_code(copies, base):
    ours, theirs, segment = copies
    made = codes.create_code(theirs, base.bo, codes.NewCode("Uppföljning")).first("codes")
    assert asked(ours, theirs.path) == set()
    in_all_directions(ours, theirs, base.anna)
    assert names(ours) == names(theirs) == ["Uppföljning"]
    assert coded(ours, "Uppföljning") == coded(theirs, "Uppföljning") == [segment.quote]
    codes.rename_code(theirs, base.bo, made, "Uppföljningar")
    in_all_directions(ours, theirs, base.anna)
    assert names(ours) == names(theirs) == ["Uppföljningar"]
    assert coded(ours, "Uppföljningar") == coded(theirs, "Uppföljningar") == [segment.quote]


def test_a_code_that_was_deleted_described_by_another_and_made_again_is_one_code(copies, base):
    ours, theirs, segment = copies
    (code,) = [one for one in code_store.all_codes(ours.db) if one.name == "Uppföljning"]
    described = {"when_to_use": None, "when_not_to_use": None, "example": None, "level": "code"}
    codes.describe_code(ours, base.anna, code.id, definition="Vad som hände sedan", **described)
    codes.create_code(theirs, base.bo, codes.NewCode("Uppföljning", definition="Att följa upp"))
    in_all_directions(ours, theirs, base.anna)
    for project in (ours, theirs):
        assert names(project) == ["Uppföljning"]
        assert coded(project, "Uppföljning") == [segment.quote]
        (found,) = [one for one in code_store.all_codes(project.db) if one.name == "Uppföljning"]
        assert found.definition == "Vad som hände sedan\nAtt följa upp"


@pytest.mark.parametrize("joined", [True, False])
def test_what_three_did_to_a_code_that_one_made_again_comes_to_the_same_in_every_order(
    tmp_path, joined
):
    made = Material(tmp_path, name="base")
    mandate, roles = made.code("Mandat"), made.code("Roller")
    made.project.close()
    paths = [copy(made.project.path, name) for name in "abc"]
    with Project.open(paths[0]) as project:
        codes.describe_code(
            project,
            made.someone,
            roles,
            definition="Vem som gör vad",
            level="code",
            **dict.fromkeys(("when_to_use", "when_not_to_use", "example")),
        )
    with Project.open(paths[1]) as project:
        codes.rename_code(project, made.someone, roles, "Ansvar")
    with Project.open(paths[2]) as project:
        if joined:
            codes.merge_codes(project, made.someone, mandate, [roles])
        else:
            codes.delete_codes(project, made.someone, [roles])
        codes.create_code(project, made.someone, codes.NewCode("Roller"))
    found = []
    for number, order in enumerate(permutations(paths)):
        target = copy(order[0], f"order-{number}")
        merged(target, *order[1:])
        found.append(shown(target)["codes"])
    assert all(one == found[0] for one in found)
