"""Titles of the documents in which one respondent's answers stand: they say what the person is
called, and go on saying it."""

from __future__ import annotations

import re

from qualcode.core.ids import PersonId
from qualcode.core.model.survey import survey_label
from qualcode.core.operations.names import free_title
from qualcode.core.store import documents as documents_store
from qualcode.core.store import surveys as store
from qualcode.core.store.transaction import Transaction


def title_of(label: str, pseudonym: str) -> str:
    """What a respondent's document is called; `label` is what the survey is."""
    return f"{label} – {pseudonym}"


def is_titled(title: str, label: str, pseudonym: str) -> bool:
    """Whether a document still has the title that it was given, perhaps with a number."""
    plain = re.escape(title_of(label, pseudonym))
    return re.fullmatch(rf"{plain}( \(\d+\))?", title) is not None


def follow_pseudonym(running: Transaction, person_id: PersonId, before: str, now: str) -> None:
    """Let the titles of a person's documents say what the person is called now; one that somebody
    has given otherwise stays."""
    own = [one for one in store.responses_of(running.db, person_id) if one.document_id is not None]
    if before == now or not own:
        return
    titles = documents_store.titles(running.db)
    for response in own:
        assert response.document_id is not None
        survey = store.get(running.db, response.survey_id)
        label = survey_label(survey.title, survey.wave)
        title = titles.pop(response.document_id)
        if is_titled(title, label, before):
            title = free_title(title_of(label, now), titles.values())
            running.update("documents", response.document_id, title=title)
        titles[response.document_id] = title
