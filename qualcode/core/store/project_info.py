"""The project's own row and its settings."""

from sqlite_utils import Database

from qualcode.core.model import ProjectInfo
from qualcode.core.store import rows


def read(db: Database) -> ProjectInfo:
    """What the project says of itself."""
    return rows.select(db, ProjectInfo, "project", "LIMIT 1")[0]


def write_first(db: Database, info: ProjectInfo) -> None:
    """The row of a project that is being made."""
    marks = ", ".join("?" * len(rows.columns("project")))
    db.execute(
        f"INSERT INTO project ({rows.column_list('project')}) VALUES ({marks})",
        rows.as_tuple("project", info),
    )
