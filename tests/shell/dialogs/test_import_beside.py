"""Files of an import that are no documents of their own: the guide, the same text in another
format, and new versions of what is here."""

import docx
import pytest

from qualcode.core.store import documents as document_store
from qualcode.shell.dialogs.import_fate import notes_of
from qualcode.shell.models.import_file import BRING_IN, CORRECT, LEAVE
from qualcode.shell.models.import_status import status_of
from tests.shell.dialogs.test_import_margin import ask, bring_in, project, settled  # noqa: F401

TALK = "".join(
    f"Intervjuare: Hur gick det år {n}?\nKarin: Det gick bra det året, tycker jag nog ändå.\n"
    for n in range(20)
)


@pytest.fixture
def talk(tmp_path):
    """Writes a talk with a name of its own."""

    def talk(name, text=TALK):
        path = tmp_path / name
        if path.suffix == ".docx":
            document = docx.Document()
            for line in text.splitlines():
                document.add_paragraph(line)
            document.save(str(path))
        else:
            path.write_bytes(text.encode())
        return path

    return talk


def titles(project):  # noqa: F811
    return [document.title for document in document_store.all_documents(project.db)]


def test_the_same_text_in_another_format_comes_in_once(ask, talk, session, project, qtbot):  # noqa: F811
    dialog = ask(talk("Ett.docx"), talk("Två.txt"))
    first, second = dialog.files.files
    assert (first.fate, second.fate) == (BRING_IN, LEAVE)
    assert status_of(second) == "Is left out: the same text as another file"
    assert "“Ett” comes in with this text already." in notes_of(second)
    bring_in(dialog, session, qtbot)
    assert titles(project) == ["Ett"]


def test_a_text_that_is_here_in_another_format_is_left_out(ask, talk, session, project, qtbot):  # noqa: F811
    bring_in(ask(talk("Ett.docx")), session, qtbot)
    dialog = ask(talk("Två.txt"))
    assert dialog.current.fate == LEAVE
    assert status_of(dialog.current) == "Is left out: its text is here already"
    assert "“Ett” has this text already." in notes_of(dialog.current)
    dialog.panel.fate_chosen.emit(BRING_IN)
    bring_in(dialog, session, qtbot)
    assert titles(project) == ["Ett", "Två"]


def test_the_same_text_can_be_taken_in_all_the_same(ask, talk, session, project, qtbot):  # noqa: F811
    dialog = ask(talk("Ett.docx"), talk("Två.txt"))
    dialog.list.setCurrentIndex(dialog.files.index(1))
    dialog.panel.fate_chosen.emit(BRING_IN)
    bring_in(dialog, session, qtbot)
    assert titles(project) == ["Ett", "Två"]


def test_where_the_first_is_left_out_the_second_comes_in(ask, talk):  # noqa: F811
    dialog = ask(talk("Ett.docx"), talk("Två.txt"))
    dialog.leaving_out.leave_out()
    assert dialog.files.files[1].fate == BRING_IN


def test_the_guide_among_the_files_is_left_out(ask, talk, session, project, qtbot):  # noqa: F811
    guide = talk("Guide.txt", "1. Hur gick det år 1?\n2. Hur gick det år 2?\n")
    dialog = ask(guide, talk("Samtal.txt"))
    with qtbot.waitSignal(dialog.tools.guide_field.chosen):
        dialog.tools.guide_field.read(guide)
    settled(dialog, qtbot)
    assert status_of(dialog.files.files[0]) == "Is left out: the interview guide"
    dialog.tools.guide_field.drop_button.click()
    settled(dialog, qtbot)
    assert dialog.files.files[0].fate == BRING_IN
    with qtbot.waitSignal(dialog.tools.guide_field.chosen):
        dialog.tools.guide_field.read(guide)
    settled(dialog, qtbot)
    bring_in(dialog, session, qtbot)
    assert titles(project) == ["Samtal"]


def test_a_new_version_corrects_the_document_unless_one_says_otherwise(
    ask,  # noqa: F811
    talk,
    session,
    project,  # noqa: F811
    qtbot,
):
    bring_in(ask(talk("Samtal.docx")), session, qtbot)
    dialog = ask(talk("Samtal.docx", TALK.replace("år 7?", "år sju?")))
    assert dialog.current.fate == CORRECT
    assert status_of(dialog.current) == "New version of “Samtal”: corrects it"
    assert BRING_IN in dialog.current.choices
    bring_in(dialog, session, qtbot)
    (document,) = document_store.all_documents(project.db)
    assert "år sju?" in document_store.text(project.db, document.id)


def test_another_talk_under_a_known_name_corrects_nothing_unasked(
    ask,  # noqa: F811
    talk,
    session,
    project,  # noqa: F811
    qtbot,
):
    bring_in(ask(talk("transcript.txt")), session, qtbot)
    other = TALK.replace("Det gick bra det året, tycker jag nog ändå.", "Vi hann aldrig så långt.")
    assert ask(talk("transcript.txt", other)).current.fate == BRING_IN


def test_the_text_of_a_new_version_in_another_format_is_no_second_interview(
    ask,  # noqa: F811
    talk,
    session,
    project,  # noqa: F811
    qtbot,
):
    bring_in(ask(talk("Samtal.docx")), session, qtbot)
    newer = TALK.replace("år 7?", "år sju?")
    dialog = ask(talk("Samtal.docx", newer), talk("Samtal 2.txt", newer))
    assert [file.fate for file in dialog.files.files] == [CORRECT, LEAVE]
    bring_in(dialog, session, qtbot)
    assert titles(project) == ["Samtal"]
