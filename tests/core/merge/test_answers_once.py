"""What stands twice in the document of a question stands once, and nothing else goes for it."""

from qualcode.core.merge.answers_once import without_repeated
from qualcode.core.merge.turns_in import Turned
from qualcode.core.model.puts import written

SAID = "Mer tid, tack."


def once(*answers):
    """The text without what is repeated, where the same person said the same at first."""
    text, turns = "\n\n".join(answers), []
    for one in answers:
        start = turns[-1].end + 2 if turns else 0
        turns.append(Turned(start, start + len(one), "R7", SAID))
    return written(text, without_repeated(text, turns))


def test_an_answer_that_stands_three_times_stands_once():
    assert once(SAID, SAID, SAID) == SAID


def test_what_was_corrected_in_either_stands():
    assert (
        once("Mer tid, tack så mycket.", "Lite mer tid, tack.") == "Lite mer tid, tack så mycket."
    )


def test_what_is_not_like_the_answer_takes_nothing_of_it_away():
    for order in ((SAID, "Nja"), ("Nja", SAID), (SAID, SAID, "Nja")):
        assert {*once(*order).split("\n\n")} == {SAID, "Nja"}
