"""Headings, questions, pages and times of a text, beside it."""

import pytest
from PySide6.QtCore import Qt

from qualcode.core.ids import new_id
from qualcode.core.model import Landmark
from qualcode.core.operations.history import undo

WORDS = {"Hur är mandatet": 0, "Det är oklart": 1, "Vi har olika": 1}


def place(session, document, text, rows):
    def work(project, coder_id):
        with project.operation(coder_id, "edit_document") as running:
            for kind, words, label, level in rows:
                start = text.index(words)
                end = start + (len(words) if kind in ("heading", "question") else 0)
                running.insert(
                    "landmarks",
                    Landmark(
                        new_id(), document, kind, start, end, label, level, None,
                        running.time, coder_id,
                    ),
                )  # fmt: skip
            return running.changes("edit_document")

    return session.run(work)


@pytest.fixture
def placed(work):
    """A heading, a question under it, another heading; a page and a time."""
    place(
        work.session,
        work.page.current_document(),
        work.reader.text(),
        [
            ("heading", "Hur är mandatet", "1 Mandat", 1),
            ("question", "Chefen säger", "Vad säger chefen?", 0),
            ("heading", "Vi har olika", "2 Roller", 1),
            ("page", "Det är oklart", "7", 0),
            ("time", "Och ingen", "00:03:10", 0),
        ],
    )
    return work


def rows(outline):
    """The words of the rows, by how deep they stand."""

    def below(parent, depth):
        for number in range(outline.model.rowCount(parent)):
            index = outline.model.index(number, 0, parent)
            yield (depth, index.data())
            yield from below(index, depth + 1)

    return list(below(outline.view.rootIndex(), 0))


def test_a_text_without_headings_lists_nothing_and_takes_no_room(work):
    outline = work.page.columns.outline
    assert not outline.isVisible()
    assert work.page.columns.documents.height() > 700


def test_headings_and_questions_are_listed_as_they_stand(placed):
    outline = placed.page.columns.outline
    assert outline.isVisible()
    assert rows(outline) == [(0, "1 Mandat"), (1, "Vad säger chefen?"), (0, "2 Roller")]


def test_a_row_leads_to_its_place(placed):
    outline = placed.page.columns.outline
    outline.view.choose(outline.model.index(1, 0))
    outline.view.setFocus()
    placed.press(Qt.Key.Key_Return)
    assert placed.reader.caret() == placed.reader.text().index("Vi har olika")
    assert placed.reader.hasFocus()


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("I: Hur", ""),
        ("är oklart", "1 Mandat"),
        ("att det", "Vad säger chefen?"),
        ("❤️", "2 Roller"),
    ],
)
def test_the_part_where_one_reads_is_marked(placed, words, part):
    placed.reader.set_caret(placed.reader.text().index(words))
    assert placed.page.columns.outline.current() == part


def test_landmarks_that_are_undone_are_gone(placed):
    placed.session.changed.emit(undo(placed.session.project, placed.session.coder_id))
    assert not placed.page.columns.outline.isVisible()
    assert placed.reader._margins.composition.places == []


def test_another_text_has_its_own(placed):
    placed.page.show_document(placed.made.documents["Intervju Almby"])
    assert not placed.page.columns.outline.isVisible()
    placed.page.show_document(placed.made.documents["Intervju Sjövik"])
    assert len(rows(placed.page.columns.outline)) == 3


def test_pages_and_times_stand_beside_the_text(placed):
    told = [one.text for one in placed.reader._margins.composition.places]
    assert told == ["p. 7", "00:03:10"]


def test_time_codes_are_hidden_on_request_and_that_is_remembered(placed):
    choice = placed.page.views.time_codes
    choice.trigger()
    assert [one.text for one in placed.reader._margins.composition.places] == ["p. 7"]
    placed.page._sizes._keep()
    assert placed.session.settings.window["reading"] == {"time_codes": False}
    choice.trigger()
    assert len(placed.reader._margins.composition.places) == 2


def test_lines_or_paragraphs_are_numbered(work):
    for value, numbers in (("lines", [1, 2, 3]), ("paragraphs", [1, 2, 3]), ("", [])):
        work.page.views._number_choices[value].trigger()
        assert [number for _top, number in work.reader._margins.composition.numbers] == numbers


def test_f6_goes_through_the_outline(placed):
    placed.page.documents.view.setFocus()
    placed.page.next_part(1)
    assert placed.page.columns.outline.view.hasFocus()
