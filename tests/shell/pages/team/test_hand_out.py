"""Copies are made for colleagues in the window."""

import pytest
from PySide6.QtCore import Qt

from qualcode.core.merge.apply import merge
from qualcode.core.operations.memos import write_memo
from qualcode.core.project import Project
from qualcode.core.store import coders, codings, documents, persons
from qualcode.shell.pages.team.handing_out import file_name
from tests.core.material import Material

TEXT = "I: Hur är mandatet?\nKarin: Det är oklart, tyvärr. Ingen vet vem som beslutar."


@pytest.fixture
def project(tmp_path):
    made = Material(tmp_path)
    made.document("Intervju Sjövik", TEXT)
    made.document("Intervju Vik", TEXT.replace("oklart", "klart"))
    made.code("Mandat")
    made.mark("Mandat", "oklart")
    made.describe("Karin", name="Karin Ek", pseudonym="IP1")
    made.project.close()
    return made.project.path


@pytest.fixture
def program(start, project):
    return start(project)


@pytest.fixture
def part(program, qtbot):
    program.window.team.hand_out.trigger()
    page = program.window.work.pages.widget("team")
    assert page.current == "hand-out"
    part = page.part("hand-out")
    qtbot.waitUntil(lambda: part._standing.work.evaluators != ())
    return part


@pytest.fixture
def make(part, qtbot, answer, tmp_path):
    """Makes the copy by the button and the dialog, and opens it."""
    opened = []

    def make(name="kopia.qualcode"):
        path = tmp_path / name

        def choose(dialog):
            dialog.selectFile(str(path))
            dialog.accept()

        answer(choose)
        qtbot.mouseClick(part.make, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(part.notice.isVisible, timeout=10_000)
        opened.append(Project.open(path, read_only=True))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def test_a_copy_needs_somebody_to_be_for(part):
    assert not part.make.isEnabled()
    assert part.make.toolTip() == "Say whom the copy is for."
    part.whom.setEditText("Mattias Berg")
    assert part.make.isEnabled()


def test_a_sentence_says_what_the_copy_will_hold(part):
    part.whom.setEditText("Mattias Berg")
    assert part.sentence.text().startswith(
        "The copy will hold 2 documents, and the codebook. It holds the 1 passage"
    )
    part.blind.setChecked(True)
    assert "Mattias Berg codes without seeing them." in part.sentence.text()
    part.nameless.setChecked(True)
    assert "Persons have their pseudonyms only." in part.sentence.text()


def test_all_of_it_is_handed_out(part, make):
    part.whom.setEditText("Mattias Berg")
    copy = make()
    assert len(documents.all_documents(copy.db)) == 2
    assert len(codings.all_marks(copy.db)) == 1
    assert "kopia.qualcode" in part.notice.text


def test_a_blind_copy_of_one_document_holds_no_marks(part, make, qtbot):
    part.whom.setEditText("Mattias Berg")
    qtbot.mouseClick(part.some, Qt.MouseButton.LeftButton)
    assert part.tree.isVisible()
    part.tree.set_ticked(part.tree.rows()[1], ticked=False)
    assert part.sentence.text().startswith("The copy will hold 1 document")
    part.blind.setChecked(True)
    copy = make()
    assert [one.title for one in documents.all_documents(copy.db)] == ["Intervju Sjövik"]
    assert codings.all_marks(copy.db) == []


def test_a_nameless_copy_knows_pseudonyms_only(part, make):
    part.whom.setEditText("Mattias Berg")
    part.nameless.setChecked(True)
    copy = make()
    names = {one.pseudonym: one.name for one in persons.all_persons(copy.db)}
    assert names["IP1"] is None
    assert "line" in part.notice.text  # labels in the texts are told of


def test_the_proposed_name_of_a_nameless_copy_s_file_tells_no_name(project):
    named = project.rename(project.with_name("Intervju Karin Ek.qualcode"))
    with Project.open(named) as opened:
        assert file_name(opened, "Mattias Berg", nameless=False) == "Intervju Karin Ek-MB.qualcode"
        assert file_name(opened, "Mattias Berg", nameless=True) == "Intervju [IP1]-MB.qualcode"


def test_no_document_is_no_copy(part, qtbot):
    part.whom.setEditText("Mattias Berg")
    qtbot.mouseClick(part.some, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(part.tree.none, Qt.MouseButton.LeftButton)
    assert not part.make.isEnabled()
    assert part.sentence.text() == "A copy holds at least one document."


def test_copies_made_before_are_listed(part, make, qtbot):
    assert part.nothing.isVisible()
    part.whom.setEditText("Mattias Berg")
    make()
    qtbot.waitUntil(lambda: part.copies.model_.rowCount() == 1)
    assert part.copies.text(0, 0) == "Mattias Berg"
    assert part.copies.text(0, 1).startswith("Today")
    assert part.copies.text(0, 2) == "not yet"
    assert part.whom.findText("Mattias Berg") >= 0


def test_the_keys_go_on_to_the_copy_that_was_made(part, make):
    part.whom.setEditText("Mattias Berg")
    make()
    assert part.window().focusWidget() is part.notice.buttons[0]


def test_two_copies_for_one_person_are_told_apart_and_whether_they_came_back(
    part, make, qtbot, program, tmp_path
):
    part.whom.setEditText("Mattias Berg")
    make("en.qualcode").close()
    make("två.qualcode")
    qtbot.waitUntil(lambda: part.copies.model_.rowCount() == 2)
    assert [part.copies.text(row, 0) for row in (0, 1)] == [
        "Mattias Berg, copy 2",
        "Mattias Berg, copy 1",
    ]
    with Project.open(tmp_path / "en.qualcode") as copy:
        mattias = coders.named(copy.db, "Mattias Berg").id
        write_memo(copy, mattias, "Tänk på mandatet")
    session = program.session
    session.run(merge_in, tmp_path / "en.qualcode")
    qtbot.waitUntil(lambda: part.copies.text(1, 2).startswith("Today"))
    assert part.copies.text(0, 2) == "not yet"
    session.undo()
    qtbot.waitUntil(lambda: part.copies.text(1, 2) == "not yet")


def merge_in(project, coder_id, path):
    return merge(project, coder_id, [path]).changes


def test_a_file_that_is_there_is_not_written_over(part, qtbot, tmp_path):
    there = tmp_path / "finns.qualcode"
    there.write_bytes(b"something else")
    part.whom.setEditText("Mattias Berg")
    part.hand_out(there)
    qtbot.waitUntil(part.notice.isVisible, timeout=10_000)
    assert "finns.qualcode" in part.notice.text
    assert there.read_bytes() == b"something else"


def test_what_was_left_unticked_stays_so_when_a_document_comes(part, qtbot, program):
    qtbot.mouseClick(part.some, Qt.MouseButton.LeftButton)
    left = part.tree.rows()[0]
    part.tree.set_ticked(left, ticked=False)
    part.tree.tree.setFocus()
    part._follow()
    qtbot.waitUntil(lambda: not program.session.running)
    assert part.tree.tree.hasFocus()
    assert left not in part.tree.ticked()
    assert len(part.tree.ticked()) == 1


def test_tab_goes_through_the_form_as_one_reads_it(part, program, qtbot):
    part.some.setChecked(True)
    qtbot.waitUntil(part.tree.isVisible)
    keys = [part.some, part.tree.tree, part.blind, part.nameless, part.make, part.copies]
    places = []
    widget = part.whom
    while widget is not part.copies:
        widget = widget.nextInFocusChain()
        places += [keys.index(widget)] if widget in keys else []
    assert places == sorted(places)
    assert len(places) == len(keys)


def test_what_is_left_out_is_asked_anew_whenever_the_program_starts(part, program):
    part.blind.setChecked(True)
    part.nameless.setChecked(True)
    page = program.window.work.pages.widget("team")
    left = page.state()
    for box in (part.blind, part.nameless):
        box.setChecked(False)
    page.restore_state(left)
    assert not part.blind.isChecked() and not part.nameless.isChecked()
