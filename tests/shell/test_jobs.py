"""Long work beside the window: how it tells how far it has come."""

import threading

STEPS = 5000


def count(*, progress):
    for number in range(STEPS):
        progress(number, STEPS, f"file {number}")
    return "counted"


def test_of_thousands_of_steps_few_are_told_and_the_last_is(session, qtbot):
    job = session.start_apart("…", count)
    told = []
    job.progressed.connect(lambda *how_far: told.append(how_far))
    with qtbot.waitSignal(job.over):
        pass
    assert told[-1] == (STEPS - 1, STEPS, f"file {STEPS - 1}")
    assert len(told) < STEPS / 10


def test_a_step_is_told_while_it_goes_on(session, qtbot):
    may_end = threading.Event()

    def work(*, progress):
        progress(1, 2, "a large file")
        may_end.wait()

    job = session.start_apart("…", work)
    with qtbot.waitSignal(job.progressed) as told:
        pass
    assert told.args == [1, 2, "a large file"]
    with qtbot.waitSignal(job.over):
        may_end.set()


def test_what_it_came_to_is_told_after_its_last_step(session, qtbot):
    told = []
    job = session.start_apart("…", count)
    job.progressed.connect(lambda *_how_far: told.append("progressed"))
    job.done.connect(told.append)
    job.over.connect(lambda: told.append("over"))
    with qtbot.waitSignal(job.over):
        pass
    assert told[-3:] == ["progressed", "counted", "over"]
