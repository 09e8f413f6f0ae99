"""Removing surveys with what they brought."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from qualcode.core.changes import Changes
from qualcode.core.ids import AttributeId, CoderId, DocumentId, SurveyId
from qualcode.core.model import SurveyColumn
from qualcode.core.model.survey import survey_label
from qualcode.core.operations.attached import delete_attached
from qualcode.core.operations.documents import delete_document
from qualcode.core.operations.persons import delete_unheard
from qualcode.core.project import Project
from qualcode.core.store import attached as attached_store
from qualcode.core.store import attributes as attributes_store
from qualcode.core.store import rows
from qualcode.core.store import surveys as store
from qualcode.core.store.transaction import Transaction
from qualcode.core.surveys.plan import BACKGROUND, OPEN

#: rows; after so many it is told how far it has come
_AT_ONCE: Final = 10_000
#: that a respondent's words and their person go takes as long as that of so many values
_EACH: Final = 10

#: is told how much is done, of how much; what it raises leaves nothing behind
Progress = Callable[[int, int], None]


def _silent(_done: int, _total: int) -> None:
    """Nobody waits."""


def delete_surveys(
    project: Project,
    coder_id: CoderId,
    survey_ids: Sequence[SurveyId],
    *,
    progress: Progress = _silent,
) -> Changes:
    """Remove surveys with their documents, the answers to their closed questions, and persons who
    are in nothing else. What is known of who the others are stays, and so does what another survey
    has too."""
    with project.operation(coder_id, "delete_surveys") as running:
        doomed = [store.get(running.db, one) for one in dict.fromkeys(survey_ids)]
        running.subject = ", ".join(survey_label(one.title, one.wave) for one in doomed)
        for survey in doomed:
            _delete_survey(running, survey.id, progress)
        return running.changes("delete_surveys")


def _delete_survey(running: Transaction, survey_id: SurveyId, progress: Progress) -> None:
    columns = store.columns(running.db, survey_id)
    responses = store.responses(running.db, [survey_id])
    invitations = [one.id for one in store.invitations(running.db, survey_id)]
    persons = [one.person_id for one in responses]
    answers = [one.document_id for one in columns] + [one.document_id for one in responses]
    documents = list(dict.fromkeys(filter(None, answers)))
    attributes = _only_of(running, survey_id, columns)
    for table, ids in (
        ("invitations", invitations),
        ("responses", [one.id for one in responses]),
        ("survey_columns", [one.id for one in columns]),
    ):
        delete_attached(running, ids)
        running.delete_many(table, ids)
    delete_attached(running, attributes)
    # All in one go, in their own order: they stand person by person in the file.
    values = attributes_store.ids_in(running.db, attributes)
    total = len(values) + _EACH * len(responses)
    for at in range(0, len(values), _AT_ONCE):
        progress(at, total)
        running.delete_many("attribute_values", values[at : at + _AT_ONCE])
    running.delete_many("attributes", attributes)
    for number, document_id in enumerate(documents):
        progress(len(values) + _EACH * len(responses) * number // len(documents), total)
        if not _is_of_another(running, document_id):
            delete_document(running, document_id)
    delete_attached(running, [survey_id])
    running.delete("surveys", survey_id)
    left = rows.existing(running.db, "persons", persons)  # those heard nowhere went before
    delete_unheard(running, [one for one in dict.fromkeys(persons) if one in left])


def _is_of_another(running: Transaction, document_id: DocumentId) -> bool:
    """Whether another survey's answers stand there too, as when one file came in two projects."""
    return any(
        attached_store.hanging_on(running.db, table, "document_id", [document_id])
        for table in ("survey_columns", "responses")
    )


def _only_of(
    running: Transaction, survey_id: SurveyId, columns: Sequence[SurveyColumn]
) -> list[AttributeId]:
    """The attributes of closed questions that no other survey asked."""
    others = {
        column.attribute_id
        for survey in store.all_surveys(running.db)
        if survey.id != survey_id
        for column in store.columns(running.db, survey.id)
    }
    closed = [one.attribute_id for one in columns if one.role not in (BACKGROUND, OPEN)]
    return [one for one in dict.fromkeys(closed) if one is not None and one not in others]
