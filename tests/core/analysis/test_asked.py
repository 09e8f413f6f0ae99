"""Who was asked, for a choice of documents and groups."""

import pytest

from qualcode.core.analysis.asked import asked
from tests.core.material import Material


@pytest.fixture
def found(tmp_path):
    made = Material(tmp_path)
    made.document("Ett", "I: Hur?\nIP1: Bra.\nIP2: Oklart.")
    made.document("Två", "I: Hur?\nIP3: Bra.")
    made.describe("IP1", group="Samordnare")
    made.describe("IP3", "Två", group="Lokusgrupp")
    yield made, asked(made.project.db)
    made.project.close()


def test_interviewers_are_not_counted(found):
    made, who = found
    assert who.count(list(made.documents.values())) == 3


def test_a_document_has_its_own_respondents(found):
    made, who = found
    assert who.count([made.documents["Ett"]]) == 2


def test_a_group_has_its_own_respondents(found):
    made, who = found
    assert who.count([made.documents["Ett"]], ["Samordnare", "Lokusgrupp"]) == 1


def test_the_groups_are_listed_in_order(found):
    assert found[1].groups == ("Lokusgrupp", "Samordnare")
