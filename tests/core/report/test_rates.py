"""Response rates in reports, with their base."""

import pytest

from qualcode.core.analysis.summary import Filters, build
from qualcode.core.analysis.surveys import Rate
from qualcode.core.operations.survey_figures import Figures, set_invitations
from qualcode.core.operations.surveys import import_survey
from qualcode.core.report.export import ExportOptions, export
from qualcode.core.report.sentences import how_counted, response_rate
from tests.core.survey_material import plan


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (Rate("", 22, 0, 14), "Enkät: 14 of 22 invited answered (64 %)."),
        (Rate("", 28, 3, 20), "Enkät: 20 of 28 invited answered (71 %); 3 declined."),
        (
            Rate("", 30, 0, 40, 27),
            (
                "Enkät: 13 of 30 invited answered (43 %). Beside these 27 answered of whose groups "
                "it is not known how many were invited."
            ),
        ),
        (Rate("", None, None, 5), "Enkät: 5 answered; how many were invited is not known."),
        (Rate("", 0, 0, 5), "Enkät: 5 answered; how many were invited is not known."),
    ],
)
def test_a_rate_is_said_with_its_base(rate, said):
    assert response_rate("Enkät", rate) == said


@pytest.fixture
def asked(project, anna):
    survey = import_survey(project, anna, plan()).first("surveys")
    set_invitations(project, anna, survey, "whole", [Figures("", 9, 1)])
    return project


def test_the_summary_says_how_many_of_the_invited_answered(asked):
    said = how_counted(build(asked), ExportOptions())
    assert "Enkät: 5 of 9 invited answered (56 %); 1 declined." in said


def test_the_summary_of_other_documents_does_not(asked):
    elsewhere = build(asked, Filters(documents=("no-such-document",)))
    assert elsewhere.rates == ()


def test_a_survey_without_figures_is_not_spoken_of(project, anna):
    import_survey(project, anna, plan())
    assert build(project).rates == ()


def test_without_surveys_there_is_no_table(project, tmp_path):
    out = export(project, tmp_path / "r.html", what="response-rates").path
    assert "<table>" not in out.read_text(encoding="utf-8")
