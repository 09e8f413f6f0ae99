"""Reading files beside the window, and bringing them in: the work of the import's jobs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from time import sleep
from typing import Final

from qualcode.core import importers
from qualcode.core.changes import Changes
from qualcode.core.collector import collector_paused
from qualcode.core.errors import ProjectError
from qualcode.core.ids import CoderId, DocumentId
from qualcode.core.importers import guide as guides
from qualcode.core.importers import removals
from qualcode.core.importers.guesses import guess_language
from qualcode.core.importers.guide import Guide
from qualcode.core.importers.guide_places import Finder, in_transcript
from qualcode.core.importers.margin_rules import into_text
from qualcode.core.importers.transcript import Transcript
from qualcode.core.importers.who_asks import by_questions, who_asks
from qualcode.core.operations.correction_plan import CorrectionPlan, plan_correction
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.margin_intake import Returned, returned
from qualcode.core.operations.margin_known import Known, with_names
from qualcode.core.operations.same_words import words_key
from qualcode.core.project import Project
from qualcode.shell.jobs import Progress
from qualcode.shell.models.import_found import Found, Request

#: The number of the request, and what was found or the sentence that says why there is nothing.
Answer = tuple[int, Found | str]


#: s; the window shows the first file without having to ask this thread for every turn
_FIRST_IS_SHOWN: Final = 0.06


def read_files(
    requests: Sequence[Request], answers: SimpleQueue[Answer], *, progress: Progress
) -> None:
    """Read one after the other. Each answer can be taken as soon as progress has been told."""
    finders: dict[Guide, Finder] = {}
    for number, request in enumerate(requests):
        progress(number, len(requests), request.path.name)
        with collector_paused():  # it would stop the window too, for as long as it looks
            found = _read(request, finders)
        answers.put((number, found))
        if number == 0 and len(requests) > 1:
            progress(1, len(requests), requests[1].path.name)
            sleep(_FIRST_IS_SHOWN)
    progress(len(requests), len(requests))


def _read(request: Request, finders: dict[Guide, Finder]) -> Found | str:
    try:
        read = request.read or importers.read(request.path, encoding=request.encoding)
    except ProjectError as error:
        return str(error)
    taken = request.removed.of(read)
    transcript = removals.accept(read, taken) if taken else read
    if request.comments_in_text:
        transcript = into_text(transcript)
    language = guess_language(transcript.text)
    transcript = replace(
        transcript, speakers=who_asks(transcript, read.beginning, request.evaluator)
    )
    key = words_key(transcript.text)
    if request.guide is None:
        return Found(read, transcript, language, key=key)
    if request.guide not in finders:
        finders[request.guide] = Finder(request.guide)
    finder = finders[request.guide]
    asked = in_transcript(request.guide, transcript, finder)
    transcript = replace(transcript, speakers=by_questions(transcript, asked))
    return Found(read, transcript, language, asked, key)


def read_guide(path: Path, *, progress: Progress) -> Guide:
    """A guide, in a thread."""
    progress(0, 0, path.name)
    return guides.read(path)


def bring_in(
    project: Project,
    coder_id: CoderId,
    new: Sequence[NewDocument],
    guide: Guide | None = None,
    back: Sequence[Returned] = (),
    *,
    progress: Progress,
) -> Changes:
    """`import_documents` in a thread; `back` are files of documents that are here already."""
    corrected, margins = returned(project.db, back)
    return import_documents(
        project,
        coder_id,
        new,
        guide=guide,
        corrected=corrected,
        margins=margins,
        progress=progress,
    )


def plan(
    project: Project,
    document_id: DocumentId,
    transcript: Transcript,
    known: Known | None = None,
    *,
    progress: Progress,
) -> CorrectionPlan:
    """What a new version would do to a document, in a thread."""
    progress(0, 0)
    transcript = with_names(transcript, known) if known else transcript
    return plan_correction(project.db, document_id, transcript.text, speeches=transcript.speeches)
