"""Cases are made, named and given documents and persons; deleting one loses neither."""

import pytest

from qualcode.core.errors import Refused
from qualcode.core.operations import cases
from qualcode.core.operations.cases import Belonging, CaseDetails
from qualcode.core.operations.history import undo
from qualcode.core.store import cases as store
from qualcode.core.store import documents as documents_store
from tests.core.tables import broken_rules, contents


def test_a_case_is_made_with_documents_and_persons(whole):
    made = cases.create_case(
        whole.project,
        whole.anna,
        CaseDetails(" Syd ", kind="förbund"),
        documents=[whole.solo],
        persons=[whole.ip1],
    )
    own = made.first("cases")
    assert store.get(whole.project.db, own).name == "Syd"
    assert [d.id for d in store.documents_in(whole.project.db, [own])] == [whole.solo]
    assert [a.person_id for a in store.affiliations_in(whole.project.db, [own])] == [whole.ip1]


def test_a_case_needs_a_name_of_its_own(whole):
    for name in ("", "norr"):
        with pytest.raises(Refused):
            cases.create_case(whole.project, whole.anna, CaseDetails(name))
    cases.edit_case(whole.project, whole.anna, whole.case, CaseDetails("NORR", description="Tre"))
    assert store.get(whole.project.db, whole.case).description == "Tre"


def test_deleting_a_case_keeps_documents_and_persons(whole):
    cases.assign_documents(whole.project, whole.anna, [whole.eva, whole.solo], whole.case)
    cases.set_belongings(whole.project, whole.anna, whole.ip1, [Belonging(case_id=whole.case)])
    before = contents(whole.project.db)
    cases.delete_cases(whole.project, whole.anna, [whole.case])
    assert documents_store.get(whole.project.db, whole.eva).case_id is None
    (kept,) = store.all_affiliations(whole.project.db)  # it says more than the case alone
    assert (kept.organisation, kept.case_id) == ("Försäkringskassan", None)
    assert broken_rules(whole.project.db) == []
    undo(whole.project, whole.anna)
    assert contents(whole.project.db) == before


def test_a_person_belongs_to_several_places_and_empty_ones_are_passed_over(whole):
    where = [Belonging("AF", "chef", "Uppsala"), Belonging(), Belonging("  "), Belonging("FK")]
    cases.set_belongings(whole.project, whole.anna, whole.ip1, where)
    rows = cases.belonging_rows(whole.project.db, whole.ip1)
    assert [cases.belonging_of(row) for row in rows] == [where[0], where[3]]
    cases.set_belongings(whole.project, whole.anna, whole.ip1, where[3:])
    (row,) = cases.belonging_rows(whole.project.db, whole.ip1)
    assert row.id == rows[0].id
    assert cases.belonging_of(row) == Belonging("FK")
