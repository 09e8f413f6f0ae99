"""Persons: who is who, and what is printed of them."""

import pytest

from qualcode.core.errors import Refused
from qualcode.core.operations import memos, persons
from qualcode.core.store import documents, journal
from qualcode.core.store import memos as memo_store
from qualcode.core.store import persons as store
from tests.core.tables import rows


def details(pseudonym, kind="respondent", name=None):
    return persons.PersonDetails(name, pseudonym, kind, " Samordnare ", "")


def test_details_are_kept_without_outer_white_space(whole):
    persons.edit_person(whole.project, whole.anna, whole.ip1, details("  Kommun  1 ", name=" Kim "))
    person = store.get(whole.project.db, whole.ip1)
    assert (person.name, person.pseudonym) == ("Kim", "Kommun 1")
    assert (person.role, person.reporting_group) == ("Samordnare", None)


def test_a_pseudonym_is_needed(whole):
    with pytest.raises(Refused, match="needs a pseudonym"):
        persons.edit_person(whole.project, whole.anna, whole.ip1, details(" "))


@pytest.mark.parametrize("alike", ["IP2", "ip2"])
def test_two_respondents_never_share_a_pseudonym(whole, alike):
    with pytest.raises(Refused, match="“IP2” is another person’s pseudonym"):
        persons.edit_person(whole.project, whole.anna, whole.ip1, details(alike))


def test_an_interviewer_may_have_a_respondent_s_pseudonym(whole):
    persons.edit_person(whole.project, whole.anna, whole.ip1, details("IP2", "interviewer"))
    assert store.get(whole.project.db, whole.ip1).pseudonym == "IP2"


def test_but_not_become_a_respondent_with_it(whole):
    persons.edit_person(whole.project, whole.anna, whole.ip1, details("IP2", "interviewer"))
    with pytest.raises(Refused):
        persons.edit_person(whole.project, whole.anna, whole.ip1, details("IP2"))


def test_joined_persons_have_all_turns_affiliations_and_memos(whole):
    memos.write_memo(whole.project, whole.anna, "Om IP2", about=("persons", whole.ip2))
    persons.join_persons(whole.project, whole.anna, whole.ip1, [whole.ip2, whole.eva_herself])
    spoken = {turn.label for turn in documents.turns_of(whole.project.db, whole.ip1)}
    assert spoken == {"IP1", "IP2", "Eva"}
    assert len(store.affiliations_of(whole.project.db, [whole.ip1])) == 1
    assert len(memo_store.about(whole.project.db, [whole.ip1])) == 2


def test_joining_takes_what_the_one_who_stays_lacks(whole):
    persons.join_persons(whole.project, whole.anna, whole.ip1, [whole.eva_herself])
    joined = store.get(whole.project.db, whole.ip1)
    assert (joined.name, joined.pseudonym) == ("Eva Berg", "IP1")
    assert (joined.role, joined.reporting_group) == ("Samordnare", "SK")


def test_the_journal_tells_whom_a_person_was_joined_with(whole):
    changes = persons.join_persons(whole.project, whole.anna, whole.ip1, [whole.ip2])
    entry = journal.entry(whole.project.db, changes.entry_id)
    gone = [one for one in journal.row_changes(whole.project.db, entry.seq) if one.merged_into]
    assert [(one.row_id, one.merged_into) for one in gone] == [(whole.ip2, whole.ip1)]


def test_joining_somebody_with_themselves_changes_nothing(whole):
    before = rows(whole.project.db, "persons")
    assert not persons.join_persons(whole.project, whole.anna, whole.ip1, [whole.ip1])
    assert rows(whole.project.db, "persons") == before
