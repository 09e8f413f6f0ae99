"""Who said it, of whom, and in which words."""

import pytest

from qualcode.core.analysis.summary import Filters, build
from tests.core.material import Material

GROUP = "I: What do you do?\nIP1: We meet and talk.\nIP2: We never meet.\nIP3: I do not know."


@pytest.fixture
def material(tmp_path):
    made = Material(tmp_path)
    yield made
    made.project.close()


def only(material, **filters):
    (category,) = build(material.project, Filters(**filters)).categories
    return category


def texts(category):
    return [quote.text for quote in category.quotes]


def test_an_interviewer_is_not_in_the_base(material):
    material.document("Group", GROUP)
    assert build(material.project).base == 3


def test_an_interview_without_labels_has_one_respondent(material):
    material.document("Alone", "I think that we are late.")
    material.code("Time")
    material.mark("Time", "we are late")
    assert (only(material).persons, only(material).base) == (1, 1)


def test_a_passage_counts_for_each_respondent_whose_turn_it_touches(material):
    material.document("Group", GROUP)
    material.code("Meetings")
    material.mark("Meetings", "meet and talk.\nIP2: We never")
    category = only(material)
    assert (category.passages, category.persons) == (1, 2)
    assert category.quotes[0].pseudonyms == ("IP1", "IP2")


def test_a_label_alone_is_nobodys_speech(material):
    material.document("Group", GROUP)
    material.code("Meetings")
    material.mark("Meetings", "talk.\nIP2:")
    assert only(material).quotes[0].pseudonyms == ("IP1",)


def test_what_the_interviewer_says_counts_for_nobody(material):
    material.document("Group", GROUP)
    material.code("Questions")
    material.mark("Questions", "What do you do?")
    category = only(material)
    assert (category.passages, category.persons, category.documents) == (1, 0, 1)


def test_marks_that_overlap_are_one_passage_of_several_evaluators(material):
    material.document("Group", GROUP)
    material.code("Meetings")
    material.mark("Meetings", "We meet and", by="Anna Lindqvist")
    material.mark("Meetings", "and talk.", by="Mikael Berg")
    category = only(material)
    assert texts(category) == ["We meet and talk."]
    assert category.quotes[0].coders == ("Anna Lindqvist", "Mikael Berg")
    assert category.quotes[0].initials == ("AL", "MB")


def test_marks_that_touch_are_two_passages(material):
    material.document("Group", GROUP)
    material.code("Meetings")
    material.mark("Meetings", "We meet")
    material.mark("Meetings", " and talk.")
    material.mark("Meetings", "We never")
    assert texts(only(material)) == ["We meet", "and talk.", "We never"]


def test_a_category_counts_its_sub_categories_each_passage_and_person_once(material):
    material.document("Group", GROUP)
    material.code("Meetings")
    material.code("Seldom", "Meetings")
    material.code("Often", "Meetings")
    material.mark("Meetings", "We meet and talk")
    material.mark("Often", "meet and talk.")
    material.mark("Seldom", "We never meet.")
    material.mark("Seldom", "We never meet.", by="Mikael Berg")
    counted = [(c.name, c.passages, c.persons) for c in build(material.project).categories]
    assert counted == [("Meetings", 2, 2), ("Seldom", 1, 1), ("Often", 1, 1)]


def test_what_a_sub_category_prints_is_not_printed_again(material):
    material.document("Group", GROUP)
    material.code("Meetings")
    material.code("Often", "Meetings")
    material.mark("Meetings", "meet and")
    material.mark("Meetings", "We never meet.")
    material.mark("Often", "We meet and talk.")
    above, below = build(material.project).categories
    assert texts(above) == ["We never meet."]
    assert texts(below) == ["We meet and talk."]


def test_what_two_quotes_further_down_hold_only_together_is_printed(material):
    material.document("Group", GROUP)
    material.code("Meetings")
    material.code("Often", "Meetings")
    material.mark("Meetings", "We meet and talk.")
    material.mark("Often", "We meet")
    material.mark("Often", "and talk.")
    assert texts(build(material.project).categories[0]) == ["We meet and talk."]


def test_documents_come_in_their_order_and_are_counted_once(material):
    material.document("B", "IP1: Yes. Yes again.")
    material.document("A", "IP1: Yes too.")
    material.document("C", "IP1: No.")
    material.code("Yes")
    material.mark("Yes", "Yes too", document="A")
    material.mark("Yes", "Yes again", document="B")
    material.mark("Yes", "Yes.", document="B")
    category = only(material)
    assert texts(category) == ["Yes.", "Yes again", "Yes too"]
    assert (category.documents, category.persons, category.base) == (2, 2, 3)


def test_a_person_in_two_documents_is_one_respondent(material):
    material.document("First", "IP1: Yes.")
    material.document("Second", "IP1: Yes.")
    material.same_person("IP1", "First", "Second")
    material.code("Yes")
    material.mark("Yes", "Yes", document="First")
    material.mark("Yes", "Yes", document="Second")
    assert (only(material).persons, only(material).base) == (1, 1)


def test_a_real_name_in_a_label_becomes_the_pseudonym(material):
    material.document("Group", "Karin: We meet.\nIP2: So we do.\nKarin: Yes.")
    material.code("Meetings")
    material.mark("Meetings", "Karin: We meet.\nIP2: So we do.\nKarin: Y")
    quote = only(material).quotes[0]
    assert quote.text == "[Respondent 1]: We meet.\nIP2: So we do.\n[Respondent 1]: Y"


def test_a_label_stays_hidden_when_the_name_is_taken_out_of_the_project(material):
    material.document("Group", "Karin: We meet.\nIP2: So we do.")
    material.describe("Karin", name=None)
    material.describe("IP2", pseudonym="Coordinator", name=None)
    material.code("Meetings")
    material.mark("Meetings", "Karin: We meet.\nIP2: So we do.")
    assert only(material).quotes[0].text == "[Respondent 1]: We meet.\nIP2: So we do."


def test_a_label_that_is_cut_through_tells_no_name_either(material):
    material.document("Group", "IP2: We meet.\nKarin: Yes.")
    material.code("Meetings")
    material.mark("Meetings", "meet.\nKar")
    assert only(material).quotes[0].text == "meet.\n[Respondent 1]"


def test_a_title_for_printing_holds_no_real_name(material):
    material.document("Interview KARIN, Karins and Karina", "Karin: We meet.")
    material.code("Meetings")
    material.mark("Meetings", "We meet")
    quote = only(material).quotes[0]
    assert quote.document == "Interview KARIN, Karins and Karina"
    assert quote.printed_title == "Interview [Respondent 1], [Respondent 1]s and Karina"


def test_lines_are_counted_from_one(material):
    material.document("Group", GROUP)
    material.code("Meetings")
    material.mark("Meetings", "never")
    assert only(material).quotes[0].line == 3


def test_groups_have_their_own_base(material):
    material.document("Group", GROUP)
    for label, group in (("IP1", "Local"), ("IP2", "Board"), ("IP3", "Board")):
        material.describe(label, group=group)
    material.code("Meetings")
    material.mark("Meetings", "We never meet.")
    groups = [(g.group, g.persons, g.base) for g in only(material).groups]
    assert groups == [("Board", 1, 2), ("Local", 0, 1)]


def test_those_without_a_group_are_shown_last(material):
    material.document("Group", GROUP)
    material.describe("IP2", group="Board")
    material.code("Meetings")
    groups = [(g.group, g.base) for g in only(material).groups]
    assert groups == [("Board", 1), (None, 2)]


def test_chosen_groups_keep_what_touches_them_and_are_the_base(material):
    material.document("Group", GROUP)
    material.describe("IP2", group="Board")
    material.code("Meetings")
    material.mark("Meetings", "meet and talk")
    material.mark("Meetings", "talk.\nIP2: We", by="Mikael Berg")
    material.mark("Meetings", "do not know")
    category = only(material, groups=("Board",))
    assert texts(category) == ["meet and talk.\nIP2: We"]
    assert (category.passages, category.persons, category.base) == (1, 1, 1)


def test_chosen_documents_are_the_base(material):
    material.document("Group", GROUP)
    chosen = material.document("Alone", "IP9: Yes, we meet.")
    material.code("Meetings")
    material.mark("Meetings", "We never meet.")
    category = only(material, documents=(chosen,))
    assert (category.passages, category.persons, category.base) == (0, 0, 1)


def test_chosen_evaluators_change_the_passages_but_not_the_base(material):
    material.document("Group", GROUP)
    material.code("Meetings")
    material.mark("Meetings", "We never meet.", by="Mikael Berg")
    material.mark("Meetings", "We meet")
    category = only(material, coders=(material.coders["Mikael Berg"],))
    assert (category.passages, category.persons, category.base) == (1, 1, 3)


def test_a_chosen_code_comes_with_what_is_under_it_and_tells_where_it_belongs(material):
    material.document("Group", GROUP)
    material.code("Work")
    material.code("Meetings", "Work")
    material.code("Seldom", "Meetings")
    material.code("Other")
    summary = build(material.project, Filters(codes=(material.codes["Meetings"],)))
    shown = [(c.depth, c.heading, c.path) for c in summary.categories]
    assert shown == [
        (0, "Work > Meetings", ("Work", "Meetings")),
        (1, "Seldom", ("Work", "Meetings", "Seldom")),
    ]


def test_a_mark_whose_text_is_gone_is_left_out_and_said(material):
    material.document("Group", GROUP)
    material.code("Meetings")
    material.mark("Meetings", "We never meet.")
    material.project.db.execute('UPDATE segments SET start = NULL, "end" = NULL')
    summary = build(material.project)
    assert (summary.unplaced, summary.categories[0].passages) == (1, 0)


def test_an_empty_project_has_an_empty_summary(material):
    summary = build(material.project)
    assert (summary.categories, summary.base, summary.documents) == ((), 0, ())
