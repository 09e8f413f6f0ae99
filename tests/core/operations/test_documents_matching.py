"""Documents are chosen by what they are; a condition that says nothing is refused."""

import pytest

from qualcode.core.errors import Refused
from qualcode.core.operations import cases, folders
from qualcode.core.operations.attributes import NewAttribute, create_attribute
from qualcode.core.operations.documents_matching import (
    chosen_documents,
    documents_matching,
    documents_where,
)
from qualcode.core.operations.grid import Cell, fill_in


@pytest.fixture
def described(whole):
    """Eva is 45 and in a folder, Solo is 46 and in one below it; both are of the case Norr."""
    p, a = whole.project, whole.anna
    outer = folders.create_folder(p, a, "Samordnare", documents=[whole.eva]).first("folders")
    folders.create_folder(p, a, "Våg 2", parent_id=outer, documents=[whole.solo])
    folders.create_folder(p, a, "Våg 2")
    age = create_attribute(p, a, NewAttribute("Ålder", kind="number")).first("attributes")
    choice = NewAttribute("Del", kind="choice", choices=("Norr", "Syd"))
    part = create_attribute(p, a, choice).first("attributes")
    fill_in(
        p,
        a,
        "documents",
        [
            Cell(whole.eva, f"attribute:{age}", "45"),
            Cell(whole.solo, f"attribute:{age}", "46"),
            Cell(whole.eva, f"attribute:{part}", "Norr; Syd"),
        ],
    )
    cases.assign_documents(p, a, [whole.eva, whole.solo], whole.case)
    whole.age = age
    return whole


def where(whole, *conditions):
    found = documents_where(whole.project.db, conditions)
    names = {whole.eva: "eva", whole.solo: "solo", whole.workshop: "workshop", whole.notes: "notes"}
    return [names[one] for one in found]


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        (["kind=workshop"], ["workshop"]),
        (["Kind=Gruppintervju", "kind=document"], ["notes"]),
        (["wave=1"], ["eva"]),
        (["language=en"], ["notes"]),
        (["folder=Samordnare"], ["eva", "solo"]),
        (["folder=Samordnare > Våg 2"], ["solo"]),
        (["mapp=samordnare>våg 2"], ["solo"]),
        (["case=NORR"], ["eva", "solo"]),
        (["ålder=45,0"], ["eva"]),
        (["ålder=45", "ålder=46"], ["eva", "solo"]),
        (["ålder=45", "case=norr"], ["eva"]),
        (["del=syd"], ["eva"]),
    ],
)
def test_conditions_choose_documents(described, conditions, found):
    assert where(described, *conditions) == found


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("ålder", "no condition"),
        ("=3", "no condition"),
        ("färg=blå", "no column “färg”"),
        ("kind=roman", "not a kind"),
        ("folder=Borta", "no folder"),
        ("case=Borta", "no case"),
        ("del=Öst", "not among the choices"),
        ("ålder=99", "No document fits ålder=99"),
    ],
)
def test_a_condition_that_says_nothing_is_refused(described, condition, said):
    with pytest.raises(Refused, match=said):
        where(described, condition)


def test_a_folder_at_the_top_is_meant_before_one_further_in(described):
    with pytest.raises(Refused, match="No document fits"):
        where(described, "folder=Våg 2")


def test_nothing_asked_is_all_and_ids_are_taken_as_they_are(described):
    db = described.project.db
    assert len(documents_matching(db)) == 4
    assert documents_matching(db, attributes={described.age: ["46"]}) == (described.solo,)
    assert documents_matching(db, kinds=["interview"], waves=["1"]) == (described.eva,)


def test_titles_and_conditions_together_choose_what_fits_both(described):
    db = described.project.db
    assert chosen_documents(db, ["eva", "workshop"], ["case=Norr"]) == (described.eva,)
    assert chosen_documents(db, [], []) == ()
    with pytest.raises(Refused, match="None of these documents"):
        chosen_documents(db, ["workshop"], ["case=Norr"])
