"""One call down, one signal back, and what is large goes to a thread."""

import pytest

from qualcode.core.operations import codes
from qualcode.core.operations.codes import NewCode
from qualcode.core.project import Project
from qualcode.core.store import codes as codes_store
from qualcode.shell import session as module
from qualcode.shell import stepping


@pytest.fixture
def session(tmp_path, session):
    session.open(Project.create(tmp_path / "a"))
    return session


def test_an_operation_tells_the_views_once(session, qtbot):
    with qtbot.waitSignal(session.changed) as told:
        session.run(codes.create_code, NewCode("Mandat"))
    assert told.args[0].touches("codes")


def test_what_is_refused_is_said_and_changes_nothing(session, qtbot):
    with qtbot.waitSignal(session.refused), qtbot.assertNotEmitted(session.changed):
        assert session.run(codes.create_code, NewCode(" ")) is None


def test_a_small_step_is_done_at_once(session, qtbot):
    changes = session.run(codes.create_code, NewCode("Mandat"))
    with qtbot.assertNotEmitted(session.job_started), qtbot.waitSignal(session.changed):
        session.run_on_many("…", 1, codes.delete_codes, [changes.first("codes")])


def test_a_large_step_is_done_in_a_thread_and_can_be_undone_there(session, qtbot, monkeypatch):
    monkeypatch.setattr(module, "_LARGE_PASSAGES", 1)
    monkeypatch.setattr(stepping, "LARGE", 0)
    changes = session.run(codes.create_code, NewCode("Mandat"))
    with qtbot.waitSignals([session.job_started, session.changed]):
        session.run_on_many("…", 1, codes.delete_codes, [changes.first("codes")])
    qtbot.waitUntil(lambda: not session.is_busy)
    with qtbot.waitSignals([session.job_started, session.changed]):
        session.undo()
    qtbot.waitUntil(lambda: not session.is_busy)
    assert session.undo_label() == "New code “Mandat”"


def test_what_is_found_for_a_project_that_is_closed_is_told_to_nobody(session, qtbot, tmp_path):
    told = []
    job = session.start_reading("…", lambda _project, *, progress: "of the first project")
    job.done.connect(told.append)
    job.over.connect(lambda: told.append("over"))
    session.open(Project.create(tmp_path / "b"))
    assert told == ["over"]
    qtbot.wait(0)
    assert told == ["over"]


def test_what_is_typed_while_work_goes_on_can_be_kept_when_the_project_closes(session, qtbot):
    def type_on():
        session.run(codes.create_code, NewCode("Typed"))

    session.closing.connect(type_on)
    session.start_operation("…", slow_code)
    path = session.project.path
    with qtbot.assertNotEmitted(session.refused):
        session.close()
    with Project.open(path) as project:
        assert "Typed" in [code.name for code in codes_store.all_codes(project.db)]


def test_what_was_typed_before_other_work_began_is_done_after_it(session, qtbot):
    session.start_operation("…", slow_code)
    session.run_soon(codes.create_code, NewCode("Typed"))
    qtbot.waitUntil(lambda: not session.is_busy)
    assert session.undo_label() == "New code “Typed”"


def test_what_waits_is_by_whoever_typed_it_though_somebody_else_goes_on(session, qtbot):
    writer = session.coder_id
    session.start_operation("…", slow_code)
    session.run_soon(codes.create_code, NewCode("Typed"))
    session.set_coder("Mattias Berg")
    qtbot.waitUntil(lambda: not session.is_busy)
    (typed,) = [one for one in codes_store.all_codes(session.project.db) if one.name == "Typed"]
    assert typed.coder_id == writer != session.coder_id


def test_what_was_typed_for_something_that_goes_meanwhile_is_refused_in_a_sentence(session, qtbot):
    gone = session.run(codes.create_code, NewCode("Gone")).first("codes")
    told = []
    session.refused.connect(told.append)
    session.start_operation("…", lambda *who, progress: codes.delete_codes(*who, [gone]))
    session.run_soon(codes.rename_code, gone, "Typed")
    with qtbot.waitSignal(session.busy_changed):
        pass
    assert told == ["What you wrote could not be kept: what it belongs to was removed meanwhile."]
    assert session.can_write


def slow_code(project, coder_id, *, progress):
    return codes.create_code(project, coder_id, NewCode("Worked out"))
