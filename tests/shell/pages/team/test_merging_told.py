"""What the window tells of the conflicts of a merge."""

import pytest
from PySide6.QtWidgets import QWidget

from qualcode.core.ids import CoderId
from qualcode.core.merge.apply import merge
from qualcode.core.merge.combine import TOGETHER
from qualcode.core.merge.handout import hand_out
from qualcode.core.merge.plan import ConflictLine, FilePlan, Plan, Written
from qualcode.core.operations import passages
from qualcode.core.operations.codes import NewCode, create_code, delete_codes
from qualcode.core.operations.corrections import correct_text
from qualcode.core.operations.documents import delete_documents
from qualcode.core.operations.history import undo
from qualcode.core.project import Project
from qualcode.core.store import documents as document_store
from qualcode.shell.pages.team.merging.conflicts_section import ConflictsSection
from qualcode.shell.pages.team.merging.deciding import Deciding
from qualcode.shell.pages.team.merging.done_view import DoneView
from qualcode.shell.pages.team.merging.plan_view import PlanView
from qualcode.shell.pages.team.merging.question import Looked
from qualcode.shell.pages.team.merging.sections import MarksSection
from qualcode.shell.pages.team.merging.work import look
from tests.core.whole import Whole


@pytest.fixture
def whole(tmp_path):
    made = Whole(tmp_path / "ours.qualcode")
    yield made
    made.project.close()


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def section(parent):
    return ConflictsSection(Deciding(parent), parent)


def follow(section, project, *paths):
    section.deciding.start(look(project, list(paths), [], progress=lambda *_: None))
    return section.deciding.questions["conflict"]


def corrected(project, coder, document, old, new):
    text = document_store.text(project.db, document)
    assert text.count(old) == 1
    correct_text(project, coder, document, text.replace(old, new))


def copies(whole, tmp_path, *names):
    return {name: hand_out(whole.project, tmp_path / name, name=name) for name in names}


def test_what_went_with_a_document_that_is_kept_is_one_row_with_numbers(whole, section, tmp_path):
    made = copies(whole, tmp_path, "Cleo")["Cleo"]
    with Project.open(made.path) as theirs:
        delete_documents(theirs, made.coder_id, [whole.eva])
    code = whole.project.db.execute("SELECT id FROM codes").fetchone()[0]
    passages.code_passage(whole.project, CoderId(whole.anna), whole.eva, 0, 11, [code])
    follow(section, whole.project, made.path)
    table = section.kept.table
    assert table.model_.rowCount() == 1
    assert table.text(0, 0).startswith("Documents: ")
    assert table.text(0, 1) == "Cleo"
    assert " passage" in table.text(0, 3) and " mark" in table.text(0, 3)


def test_where_both_changes_of_answers_stand_none_is_said_not_to(section):
    written = [Written(("Anna",), "", 1, ("ja",)), Written(("Cleo",), "", 1, ("nej",))]
    line = ConflictLine(
        *("documents", "d", ("text_sha256",), "Varför?", ((), ())),
        *(("Anna", "Cleo"), ("", ""), TOGETHER, False),
        written=((written[0],), (written[1],)),
    )
    file = FilePlan("f", {}, {}, (), (), (line,), (), (), (), ())
    section.follow(Looked((), Plan((file,)), (), {}))
    assert section.told.table.text(0, 1) == "1 place changed: “ja”; 1 place changed: “nej”"
    assert section.told.table.text(0, 2) == "–"


def test_words_changed_beside_each_other_are_listed_and_nothing_is_asked(whole, section, tmp_path):
    made = copies(whole, tmp_path, "Cleo")["Cleo"]
    corrected(whole.project, whole.anna, whole.eva, "lokala förankringen", "regionala förankringen")
    with Project.open(made.path) as theirs:
        corrected(theirs, made.coder_id, whole.eva, "är svag", "är stark")
    assert all(one.by_places is False for one in follow(section, whole.project, made.path))
    table = section.beside.table
    assert table.model_.rowCount() == 1
    assert "[regionala förankringen är stark]" in table.text(0, 2)
    assert "Cleo" in table.text(0, 1)


def test_what_a_colleague_wrote_is_not_said_to_be_ones_own(whole, section, tmp_path):
    made = copies(whole, tmp_path, "Cleo", "Dan")
    name = whole.project.db.execute("SELECT name FROM coders WHERE id = ?", [whole.anna])
    section.deciding.own_name = name.fetchone()[0]
    with Project.open(made["Cleo"].path) as theirs:
        corrected(theirs, made["Cleo"].coder_id, whole.eva, "är svag", "är stark")
    with Project.open(made["Dan"].path) as theirs:
        corrected(theirs, made["Dan"].coder_id, whole.eva, "är svag", "är klen")
    merge(whole.project, whole.anna, [made["Cleo"].path])
    corrected(whole.project, whole.anna, whole.eva, "otydligt mandat", "oklart mandat")
    text, place = follow(section, whole.project, made["Dan"].path)
    assert place.ours.detail.startswith("Cleo, ")
    assert "You" in text.ours.detail and "Cleo" in text.ours.detail
    assert "Cleo: 1 place changed: “stark”" in text.ours.name


@pytest.fixture
def undone_here(whole, tmp_path):
    """A copy that holds a code whose making was undone here since."""
    create_code(whole.project, whole.anna, NewCode("Ny kod"))
    made = copies(whole, tmp_path, "Cleo")["Cleo"]
    undo(whole.project, whole.anna)
    return made.path


def test_what_was_undone_in_one_file_is_listed_with_what_becomes_of_it(whole, section, undone_here):
    follow(section, whole.project, undone_here)
    table = section.undone.table
    assert not section.undone.isHidden()
    assert [table.text(0, at) for at in range(4)] == [
        "New code “Ny kod”",
        "Anna Lindqvist",
        "in your project",
        "It comes back, for the file has it.",
    ]


def test_the_plan_says_at_once_what_was_undone_and_leads_there(whole, parent, undone_here):
    deciding = Deciding(parent)
    view = PlanView(deciding, parent)
    deciding.start(look(whole.project, [undone_here], [], progress=lambda *_: None))
    wanted = []
    view.section_wanted.connect(wanted.append)
    assert "Anna Lindqvist undid “New code ‘Ny kod’” here. It comes back" in view.undone.text()
    view.which_undone.click()
    assert wanted == ["conflicts"]


def test_what_was_undone_there_is_told_also_when_nothing_is_new(whole, parent, tmp_path):
    made = copies(whole, tmp_path, "Cleo")["Cleo"]
    with Project.open(made.path) as theirs:
        create_code(theirs, made.coder_id, NewCode("Ny kod"))
        merge(whole.project, whole.anna, [made.path])
        undo(theirs, made.coder_id)
    done = DoneView(parent)
    looked = look(whole.project, [made.path], [], progress=lambda *_: None)
    done.show_merged(merge(whole.project, whole.anna, [made.path]), looked)
    assert done.title.text() == "There was nothing new"
    assert (
        "Cleo undid “New code ‘Ny kod’” in “Cleo.qualcode”. It stays here" in done.sentence.text()
    )
    assert done.counts.isHidden()


def test_what_shows_nothing_is_not_told_as_merged_work(whole, parent, tmp_path):
    made = copies(whole, tmp_path, "Cleo")["Cleo"]
    with Project.open(made.path) as theirs:
        code = create_code(theirs, made.coder_id, NewCode("Ny kod")).first("codes")
        delete_codes(theirs, made.coder_id, [code])
    looked = look(whole.project, [made.path], [], progress=lambda *_: None)
    done = DoneView(parent)
    done.show_merged(merge(whole.project, whole.anna, [made.path]), looked)
    assert done.title.text() == "There was nothing new"
    assert "is in the history now" in done.sentence.text()
    assert done.counts.isHidden() and not done.undo.isHidden()


def test_passages_of_the_file_and_ours_that_are_in_another_wording_are_counted_apart(
    whole, parent, tmp_path
):
    made = copies(whole, tmp_path, "Cleo")["Cleo"]
    marked = whole.project.db.execute(
        "SELECT count(*) FROM segments WHERE document_id = ?", [whole.eva]
    ).fetchone()[0]
    with Project.open(made.path) as theirs:
        corrected(theirs, made.coder_id, whole.eva, "Vem bestämmer?", "Vem är det som bestämmer?")
    section = MarksSection(Deciding(parent), parent)
    follow(section, whole.project, made.path)
    table = section.moved.table
    assert [table.text(0, at) for at in range(3)] == ["word for word", "0", str(marked)]


def test_a_passage_that_several_files_move_is_one(whole, parent, tmp_path):
    marked = whole.project.db.execute(
        "SELECT count(*) FROM segments WHERE document_id = ?", [whole.eva]
    ).fetchone()[0]
    made = copies(whole, tmp_path, "Cleo", "Dan")
    for name, words in (("Cleo", "Vem är det"), ("Dan", "Säg, vem")):
        with Project.open(made[name].path) as theirs:
            place = "Vem bestämmer?" if name == "Cleo" else "Intervjuare: Vem"
            new = place.replace("Vem", words)
            corrected(theirs, made[name].coder_id, whole.eva, place, new)
    section = MarksSection(Deciding(parent), parent)
    follow(section, whole.project, made["Cleo"].path, made["Dan"].path)
    table = section.moved.table
    assert [table.text(0, at) for at in range(3)] == ["word for word", "0", str(marked)]
