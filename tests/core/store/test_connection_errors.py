"""What SQLite says is a sentence, by whichever way a statement is run."""

import pytest

from qualcode.core.errors import LockedProject
from qualcode.core.operations.coders import add_coder
from qualcode.core.project import Project


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "samverkan.qualcode") as made:
        yield made


def test_a_project_that_somebody_reads_can_be_closed(project):
    add_coder(project, "Anna")
    with Project.open(project.path, read_only=True) as reading:
        assert len(list(reading.db["coders"].rows)) == 1
        project.close()
    with Project.open(project.path) as again:
        assert len(list(again.db["coders"].rows)) == 1


def test_a_file_that_another_connection_writes_to_is_busy_in_words(project):
    own = project.sibling()
    own.db.execute("PRAGMA busy_timeout = 1")
    with project.db.atomic():
        project.db.execute("UPDATE project SET name = 'x'")
        with pytest.raises(LockedProject, match="busy"):
            own.db.conn.execute("UPDATE project SET name = 'y'")
    own.close()


def test_a_query_is_read_to_its_end(project):
    counted = project.db.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)"
        " SELECT i FROM n"
    )
    assert [row[0] for row in counted] == list(range(1, 2501))
