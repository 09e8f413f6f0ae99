"""The first minutes: who one is, the example, a project of one's own, the transcripts."""

from PySide6.QtWidgets import QDialog

from qualcode.core.store import coders, documents, persons
from tests.shell.hour.evaluator import CONTROL, KEY, Evaluator
from tests.shell.hour.material import FIRST, SECOND, write_files


def say_who_one_is(anna: Evaluator) -> None:
    hands, asking = anna.hands, anna.window._asking
    assert asking.isVisible() and not anna.window.file.new.isEnabled()
    hands.press(KEY.Key_A, CONTROL)
    hands.type("Anna Lindqvist")
    hands.press(KEY.Key_Tab)
    assert asking.fields.initials.text() == "AL"
    hands.press(KEY.Key_Return)
    assert anna.session.settings.coder_name == "Anna Lindqvist"
    assert anna.window._start.isVisible()


def open_the_example_and_skip_the_tour(anna: Evaluator) -> None:
    """One click; then the tour is offered, and left by Esc."""
    buttons = anna.window._start.findChildren(type(anna.window._start.main_button))
    example = next(button for button in buttons if "example" in button.text().replace("&", ""))
    anna.press_button(example)
    anna.hands.wait(lambda: anna.session.project is not None and not anna.session.is_busy)
    assert len(anna.codes()) > 10
    anna.hands.wait(lambda: anna.window.work._tour is not None)
    tour = anna.window.work._tour
    assert tour.isVisible() and tour.title.text() == "The material"
    anna.hands.press(KEY.Key_Escape)
    assert not tour.isVisible()


def make_a_project(anna: Evaluator) -> None:
    """Over the example, by the keyboard alone."""

    def fill_in(dialog: QDialog) -> None:
        anna.hands.type("Samverkan i Sjövik")
        anna.hands.press(KEY.Key_Return)

    anna.hands.with_dialog(fill_in)
    anna.hands.press(KEY.Key_N, CONTROL)
    anna.hands.wait(lambda: anna.session.project.info.name == "Samverkan i Sjövik")
    anna.wait_for_work()
    assert [one.initials for one in coders.all_coders(anna.db)] == ["AL"]
    assert anna.codes() == []
    assert not anna.window.work._tour.isVisible()


def import_transcripts(anna: Evaluator) -> None:
    """Two files at once; the labels that are names are said to be so, one gets a group."""
    anna.hands.choose_files(*write_files(anna.folder))
    anna.hands.choose_in_bar(anna.window.menuBar(), "File", "Import transcripts")
    from qualcode.shell.dialogs.import_dialog import ImportDialog

    dialog = anna.window.findChild(ImportDialog)
    anna.hands.wait(dialog.foot.import_button.isEnabled)
    speakers = dialog.panel.parts.speakers
    labels = {file.title: [row.label for row in file.sheet.rows] for file in dialog.files.files}
    assert labels == {
        "Intervju Sjövik": ["Intervjuare", "Karin"],
        "Intervju Ålesta": ["Intervjuare", "Leif"],
    }
    assert speakers.isVisible()
    anna.hands.press(KEY.Key_Return, CONTROL)
    anna.hands.wait(lambda: len(documents.all_documents(anna.db)) == 2)
    anna.wait_for_work()
    anna.hands.wait(lambda: anna.window.findChild(ImportDialog) is None)
    assert anna.text("Intervju Sjövik") == FIRST
    assert anna.text("Intervju Ålesta") == SECOND
    roles = [one.kind for one in persons.all_persons(anna.db)]
    assert sorted(roles) == ["interviewer", "interviewer", "respondent", "respondent"]
