"""Reading files beside the window, and bringing them in: the work of the import's two jobs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from queue import SimpleQueue

from qualcode.core import importers
from qualcode.core.changes import Changes
from qualcode.core.errors import ProjectError
from qualcode.core.ids import CoderId
from qualcode.core.importers.transcript import Transcript
from qualcode.core.operations.documents import NewDocument, import_documents
from qualcode.core.project import Project
from qualcode.shell.jobs import Progress

#: What to read, and in which encoding.
Request = tuple[Path, str | None]
#: The number of the request, and the transcript or the sentence that says why there is none.
Answer = tuple[int, Transcript | str]


def read_files(
    requests: Sequence[Request], answers: SimpleQueue[Answer], *, progress: Progress
) -> None:
    """Read one after the other. Each answer can be taken as soon as progress has been told."""
    for number, (path, encoding) in enumerate(requests):
        progress(number, len(requests), path.name)
        answers.put((number, _read(path, encoding)))
    progress(len(requests), len(requests))


def _read(path: Path, encoding: str | None) -> Transcript | str:
    try:
        return importers.read(path, encoding=encoding)
    except ProjectError as error:
        return str(error)


def bring_in(
    project: Project, coder_id: CoderId, new: Sequence[NewDocument], *, progress: Progress
) -> Changes:
    """`import_documents` in a thread."""
    return import_documents(project, coder_id, new, progress=progress)
