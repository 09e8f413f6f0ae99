"""The log says what was done, and to nothing in particular."""

import pytest

from qualcode.core import logs


@pytest.fixture
def trail(tmp_path):
    yield logs.start(tmp_path / "logs")
    logs.stop()


def test_the_log_file_has_the_versions_and_the_operations(trail, tmp_path):
    logs.operation("code_passage", 0.002)
    written = (tmp_path / "logs" / "qualcode.log").read_text("utf-8")
    assert logs.versions() in written and "code_passage 2 ms" in written


def test_the_trail_keeps_the_last_twenty(trail):
    for number in range(30):
        logs.operation(f"step {number}", 0)
    assert len(trail.lines()) == 20 and "step 29" in trail.lines()[-1]


def test_a_large_log_is_put_aside_at_the_next_start(tmp_path):
    (tmp_path / "qualcode.log").write_text("x" * 600_000)
    logs.start(tmp_path)
    logs.stop()
    assert (tmp_path / "qualcode.1.log").stat().st_size == 600_000
    assert (tmp_path / "qualcode.log").stat().st_size < 1000


def test_without_a_place_to_write_the_program_starts_all_the_same(tmp_path):
    (tmp_path / "file").touch()
    trail = logs.start(tmp_path / "file")
    logs.stop()
    assert "no log file" in trail.lines()[0]
