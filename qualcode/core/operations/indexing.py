"""The index of words, made anew where it is not that of the texts."""

from qualcode.core.project import Project
from qualcode.core.store import search


def rebuild_index(project: Project) -> None:
    """Make the index of words anew from the texts.

    Nothing of the evaluation changes, so the history does not tell of it.

    Raises:
        ProjectError: if the project can't be written to; nothing is changed then.
    """
    with project.together():
        search.rebuild_index(project.db)
