"""Several passages at once, as one step."""

from collections.abc import Sequence

from qualcode.core.changes import Changes
from qualcode.core.ids import CodeId, CoderId, DocumentId
from qualcode.core.operations.passages import tag
from qualcode.core.project import Project
from qualcode.core.store import codes as codes_store

#: a document, and from where to where in it
Place = tuple[DocumentId, int, int]


def code_passages(
    project: Project, coder_id: CoderId, places: Sequence[Place], code_ids: Sequence[CodeId]
) -> Changes:
    """Tag passages with codes. What the evaluator has tagged so already stays as it is.

    Raises:
        Refused: if there is nothing but white space in one of the spans; none is tagged then.
    """
    with project.operation(coder_id, "code_passages") as running:
        names = [codes_store.get(running.db, one).name for one in dict.fromkeys(code_ids)]
        running.subject = ", ".join(names)
        for document_id, start, end in dict.fromkeys(places):
            tag(running, document_id, start, end, code_ids)
        return running.changes("code_passages")
