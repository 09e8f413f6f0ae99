"""What a survey knows its respondents by goes if somebody says so, and is proposed."""

import pytest

from qualcode.core.analysis.name_proposals import CONTACT, propose_names
from qualcode.core.errors import ProjectError
from qualcode.core.model.replacing import Replacement
from qualcode.core.operations import sealing
from qualcode.core.operations.anonymising import anonymise
from qualcode.core.operations.history import undo
from qualcode.core.operations.sealing import plan_seal, seal
from qualcode.core.operations.survey_identities import forget_identities
from qualcode.core.operations.surveys import import_survey
from qualcode.core.store import documents, surveys
from tests.core.survey_material import ROWS, plan
from tests.core.tables import contents

TOLD = (
    ("x@x.se", "", "Man", "Nöjd", "", "Ring mig på 070-123 45 67, tack, så ska jag berätta.", ""),
    ("y@x.se", "", "Man", "Nöjd", "", "Skriv till Bo.Ek@skola.se eller bo.ek@skola.se.", ""),
    ("z@x.se", "", "Man", "Nöjd", "", "Mitt personnummer är 850101-1234, kl. 08.00–09.30.", ""),
)


def test_a_survey_s_identities_go_and_come_back(project, anna):
    import_survey(project, anna, plan())
    before = contents(project.db)
    forget_identities(project, anna)
    assert surveys.with_identity(project.db) == []
    undo(project, anna)
    assert contents(project.db) == before


def test_a_seal_says_how_many_there_are_and_leaves_none_in_the_file(project, anna):
    import_survey(project, anna, plan())
    assert plan_seal(project).identities == len(ROWS)
    seal(project, anna)
    assert len(surveys.with_identity(project.db)) == len(ROWS)
    seal(project, anna, identities=True)
    assert plan_seal(project).identities == 0
    assert b"a@x.se" not in project.path.read_bytes()


def test_a_seal_that_fails_forgets_nobody(project, anna, monkeypatch):
    import_survey(project, anna, plan())
    before = contents(project.db)

    def fail(_db):
        raise ProjectError("No.")

    monkeypatch.setattr(sealing.drafts_store, "remove_all", fail)
    with pytest.raises(ProjectError):
        seal(project, anna, identities=True)
    assert contents(project.db) == before


def test_whoever_shows_answers_is_told_that_a_seal_forgot_who_gave_them(project, anna):
    import_survey(project, anna, plan())
    changes = seal(project, anna, identities=True)
    assert changes.touches("responses")
    assert changes.operation == "seal"


def test_addresses_and_numbers_in_answers_are_proposed_and_replaced(project, anna):
    import_survey(project, anna, plan((*ROWS, *TOLD)))
    found = [one for one in propose_names(project.db) if one.sort == CONTACT]
    assert {one.words: (one.put, one.count) for one in found} == {
        "070-123 45 67": ("[telephone number]", 1),
        "Bo.Ek@skola.se": ("[e-mail address]", 2),
        "850101-1234": ("[personal identity number]", 1),
    }
    anonymise(project, anna, [Replacement(one.words, one.put) for one in found])
    texts = "\n".join(
        documents.text(project.db, one.id) for one in documents.all_documents(project.db)
    )
    assert "Skriv till [e-mail address] eller [e-mail address]." in texts
    assert "Ring mig på [telephone number], tack" in texts
    assert "Mitt personnummer är [personal identity number], kl. 08.00–09.30." in texts
