import dataclasses

import pytest

from qualcode.core.analysis.summary import Filters, build
from qualcode.core.report import sentences
from qualcode.core.report.options import ExportOptions


def quotes(material):
    return [q for category in build(material.project).categories for q in category.quotes]


def test_several_persons_are_parted_by_commas(material):
    material.mark("Money", "never *did*.\nIP3: I do")
    assert sentences.source(quotes(material)[2], ExportOptions()) == "IP2, IP3"


def test_roles_that_hold_commas_are_parted_by_semicolons(material):
    material.describe("IP3", role="Manager, town")
    material.mark("Money", "never *did*.\nIP3: I do")
    source = sentences.source(quotes(material)[2], ExportOptions(attribution="role"))
    assert source == "Board; Manager, town"


def test_one_role_of_two_persons_is_said_once(material):
    material.describe("IP3", role="Board")
    material.mark("Money", "never *did*.\nIP3: I do")
    source = sentences.source(quotes(material)[2], ExportOptions(attribution="role"))
    assert source == "Board"


def test_quotes_of_nobody_come_last(material):
    material.mark("Meetings", "What do you do?")
    arranged = sentences.arranged(build(material.project).categories[0].quotes, "respondent")
    assert [label for label, _ in arranged] == ["Respondent 1", "No respondent"]


@pytest.mark.parametrize(
    ("attribution", "source"),
    [
        ("none", ""),
        ("role", "interviewer"),
        ("pseudonym", "interviewer"),
        ("document", "Group, interviewer"),
        ("line", "Group, line 1, interviewer"),
    ],
)
def test_an_interviewer_s_words_are_told_from_a_respondent_s(material, attribution, source):
    material.mark("Money", "What do you do?")
    assert sentences.source(quotes(material)[-1], ExportOptions(attribution=attribution)) == source


def test_a_question_with_its_answer_is_the_respondent_s(material):
    material.mark("Money", "What do you do?\nKarin: We meet")
    assert sentences.source(quotes(material)[-1], ExportOptions()) == "Respondent 1"


def test_how_many_passages_are_an_interviewer_s_is_said(material):
    material.mark("Money", "What do you do?")
    material.mark("Seldom", "What do you do?")
    said = sentences.how_counted(build(material.project), ExportOptions())
    assert [one for one in said if "interviewer" in one] == [
        "1 of the passages printed is an interviewer’s words alone. It counts for no respondent."
    ]


def test_of_no_interviewer_nothing_is_said(material):
    said = sentences.how_counted(build(material.project), ExportOptions())
    assert not [one for one in said if "interviewer" in one]


@pytest.mark.parametrize(("codes", "told"), [((), True), (("Money",), False)])
def test_why_there_are_more_or_fewer_quotes_is_said_with_sub_categories(material, codes, told):
    chosen = Filters(codes=tuple(material.codes[code] for code in codes))
    said = sentences.how_counted(build(material.project, chosen), ExportOptions())
    assert any("more or fewer quotes than passages" in one for one in said) is told


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (ExportOptions(), "Documents: Group."),
        (ExportOptions(by="respondent"), "Documents: 1 of 1."),
    ],
)
def test_what_was_chosen_is_said(material, options, sentence):
    summary = build(material.project, Filters(documents=(material.documents["Group"],)))
    assert sentence in sentences.how_counted(summary, options)


def test_chosen_codes_groups_and_evaluators_are_said(material):
    filters = Filters(
        codes=(material.codes["Seldom"],),
        groups=("Board",),
        coders=(material.coders["Mikael Berg"],),
    )
    said = sentences.how_counted(build(material.project, filters), ExportOptions())
    assert said[-3:] == [
        "Categories: Meetings > Seldom.",
        "Groups: Board.",
        "Marks by 1 chosen evaluator.",
    ]


def test_a_small_base_is_warned_of(material):
    summary = build(material.project, Filters(groups=("Board",)))
    said = sentences.how_counted(summary, ExportOptions())
    assert "Note: a base of fewer than three persons may reveal who they are." in said


def test_marks_that_were_left_out_are_said(material):
    summary = dataclasses.replace(build(material.project), unplaced=2)
    said = sentences.how_counted(summary, ExportOptions())
    assert said[-1] == "2 marks are left out because the text under them is gone."
