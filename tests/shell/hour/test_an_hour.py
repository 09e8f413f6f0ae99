"""A full hour's work in the real window, by keys and the mouse alone.

The steps build upon one another, so they are one test; a step that fails is named by its function.
What they claim is read in the project's tables, never in the window's own memory.
"""

from collections.abc import Callable

import pytest

from tests.shell.hour import beginning, coding, ending, finding, gathering
from tests.shell.hour.evaluator import Evaluator

#: menus and dialogs that come up, where there is no screen
pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support",
    "commitData called with an editor",  # Enter and the loss of the keys both end an editor
)

STEPS: tuple[Callable[[Evaluator], None], ...] = (
    beginning.say_who_one_is,
    beginning.open_the_example_and_skip_the_tour,
    beginning.make_a_project,
    beginning.import_transcripts,
    coding.mark_with_the_mouse_and_the_palette,
    coding.mark_with_the_keyboard_alone,
    coding.use_number_keys_and_the_last_code,
    coding.make_a_code_of_the_words,
    coding.drag_words_and_codes,
    coding.reshape_passages,
    coding.write_beside_the_text,
    coding.undo_and_redo_several,
    gathering.look_at_the_passages_of_a_code,
    gathering.recode_in_place,
    gathering.define_a_code,
    gathering.fill_in_meaning_units,
    gathering.lay_out_a_board,
    finding.fill_in_the_documents,
    finding.find_and_mark,
    finding.correct_a_word,
    finding.anonymise_a_name,
    ending.write_the_research_journal,
    ending.undo_an_earlier_step,
    ending.export_for_word,
    ending.close_and_come_back,
    ending.check_and_count,
)


@pytest.fixture
def anna(start, qtbot, tmp_path, monkeypatch) -> Evaluator:
    """Somebody who starts the program for the first time."""
    for home in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(home, str(tmp_path))
    program = start(coder_name="", coder_initials="", coder_colour="")
    program.window.resize(1440, 900)
    return Evaluator(program, qtbot, tmp_path)


def test_an_hour(anna):
    for step in STEPS:
        step(anna)
