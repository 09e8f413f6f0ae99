"""The grid is filled in whole blocks: all of it or nothing, with a sentence for each cell."""

import pytest

from qualcode.core.operations import cases
from qualcode.core.operations.attributes import NewAttribute, create_attribute
from qualcode.core.operations.grid import Cell, CellsRefused, check_cells, fill_in
from qualcode.core.operations.history import undo
from qualcode.core.store import documents as documents_store
from qualcode.core.store import folders as folders_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store import readings as readings_store
from tests.core.tables import broken_rules, contents


def fill(whole, about, *cells):
    return fill_in(whole.project, whole.anna, about, [Cell(*cell) for cell in cells])


def document(whole, row):
    return documents_store.get(whole.project.db, row)


def test_many_cells_of_many_documents_are_one_step(whole):
    before = contents(whole.project.db)
    fill(
        whole,
        "documents",
        (whole.eva, "wave", " 2 "),
        (whole.eva, "kind", "Group interview"),
        (whole.solo, "wave", "2"),
        (whole.solo, "date", ""),
        (whole.notes, "language", "svenska"),
    )
    eva = document(whole, whole.eva)
    assert (eva.wave, eva.kind, eva.date) == ("2", "group-interview", "2026-03-01")
    assert document(whole, whole.notes).language == "sv"
    undo(whole.project, whole.anna)
    assert contents(whole.project.db) == before


def test_folders_and_cases_that_are_named_are_made_once(whole):
    fill(
        whole,
        "documents",
        (whole.eva, "folder", "Samordnare > Våg 1"),
        (whole.solo, "folder", "samordnare>våg 1"),
        (whole.eva, "case", "Syd"),
        (whole.notes, "case", "norr"),
    )
    folders = folders_store.all_folders(whole.project.db)
    assert [folder.name for folder in folders] == ["Samordnare", "Våg 1"]
    assert document(whole, whole.solo).folder_id == folders[1].id
    assert document(whole, whole.notes).case_id == whole.case
    assert len(persons_store.all_cases(whole.project.db)) == 2
    fill(whole, "documents", (whole.eva, "folder", ""), (whole.eva, "case", ""))
    assert (document(whole, whole.eva).folder_id, document(whole, whole.eva).case_id) == (
        None,
        None,
    )


def test_one_cell_that_does_not_fit_keeps_all_out(whole):
    own = create_attribute(whole.project, whole.anna, NewAttribute("Antal", kind="number"))
    column = f"attribute:{own.first('attributes')}"
    before = contents(whole.project.db)
    with pytest.raises(CellsRefused) as refusal:
        fill(
            whole,
            "documents",
            (whole.eva, column, "3"),
            (whole.solo, column, "tre"),
            (whole.notes, "kind", "roman"),
            (whole.eva, "title", " "),
            (whole.eva, "characters", "3"),
        )
    wrong = {(one.cell.row_id, one.cell.column) for one in refusal.value.problems}
    assert wrong == {
        (whole.solo, column),
        (whole.notes, "kind"),
        (whole.eva, "title"),
        (whole.eva, "characters"),
    }
    assert contents(whole.project.db) == before


def test_titles_may_change_places_but_not_be_the_same(whole):
    fill(whole, "documents", (whole.eva, "title", "Solo"), (whole.solo, "title", "Eva"))
    assert document(whole, whole.solo).title == "Eva"
    with pytest.raises(CellsRefused, match="already a document “workshop”"):
        fill(whole, "documents", (whole.eva, "title", "workshop"))
    with pytest.raises(CellsRefused):
        fill(whole, "documents", (whole.eva, "title", "X"), (whole.solo, "title", "x"))


def test_each_evaluator_says_their_own_state(whole):
    fill(whole, "documents", (whole.eva, f"state:{whole.anna}", "Done"))
    with pytest.raises(CellsRefused, match="for themselves"):
        fill(whole, "documents", (whole.eva, f"state:{whole.bo}", "done"))
    assert readings_store.states(whole.project.db) == {whole.eva: {whole.anna: "done"}}
    fill(whole, "documents", (whole.eva, f"state:{whole.anna}", ""))
    assert readings_store.states(whole.project.db) == {}


def test_a_person_s_cells_are_theirs_and_where_they_belong(whole):
    fill(
        whole,
        "persons",
        (whole.ip1, "role", "Chef"),
        (whole.ip1, "group", "AF"),
        (whole.ip1, "organisation", "Arbetsförmedlingen"),
        (whole.ip1, "case", "Norr; Syd"),
    )
    person = persons_store.get(whole.project.db, whole.ip1)
    assert (person.role, person.reporting_group) == ("Chef", "AF")
    where = cases.belonging_rows(whole.project.db, whole.ip1)
    assert [row.organisation for row in where] == ["Arbetsförmedlingen", None]
    assert len({row.case_id for row in where}) == 2
    assert broken_rules(whole.project.db) == []


def test_of_several_places_a_cell_can_not_say_which(whole):
    fill(whole, "persons", (whole.ip1, "case", "Norr; Syd"))
    with pytest.raises(CellsRefused, match="several places"):
        fill(whole, "persons", (whole.ip1, "place", "Uppsala"))
    assert not fill(whole, "persons", (whole.ip1, "case", "Norr; Syd"))


def test_two_respondents_never_get_one_pseudonym(whole):
    with pytest.raises(CellsRefused, match="another person’s pseudonym"):
        fill(whole, "persons", (whole.ip1, "pseudonym", "ip2"))
    fill(whole, "persons", (whole.ip1, "kind", "interviewer"), (whole.ip1, "pseudonym", "IP2"))
    with pytest.raises(CellsRefused, match="another person’s pseudonym"):
        fill(whole, "persons", (whole.ip1, "kind", "respondent"))


def test_checking_says_the_same_and_writes_nothing(whole):
    before = contents(whole.project.db)
    cell = Cell(whole.eva, "kind", "roman")
    with pytest.raises(CellsRefused, match="not among the choices"):
        check_cells(whole.project.db, whole.anna, "documents", [cell])
    assert contents(whole.project.db) == before
