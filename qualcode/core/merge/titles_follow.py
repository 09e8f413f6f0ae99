"""Respondents' documents say what the respondents are called in the end."""

from __future__ import annotations

from qualcode.core.merge.relations import index, with_values
from qualcode.core.merge.settle import Settled
from qualcode.core.model.survey import survey_label
from qualcode.core.operations.survey_titles import is_titled, title_of


def let_titles_follow(settled: Settled) -> None:
    """Give a respondent's document the title that goes with the name which the person has now,
    where it has the one that goes with a name which the person had in either file."""
    if not (settled.shown["persons"] or settled.shown["documents"]):
        return
    where, title_at = index("responses"), index("documents")["title"]
    for response in settled.rows("responses").values():
        document = response[where["document_id"]]
        found = document and settled.row("documents", document)
        survey = settled.row("surveys", response[where["survey_id"]])
        person = settled.row("persons", response[where["person_id"]])
        if found is None or survey is None or person is None:
            continue
        label = survey_label(*(survey[index("surveys")[name]] for name in ("title", "wave")))
        now, title = person[index("persons")["pseudonym"]], found[title_at]
        if not is_titled(title, label, now) and any(
            is_titled(title, label, before) for before in _called(settled, person[0])
        ):
            settled.take_in("documents", document)
            row = settled.shown["documents"][document]
            row = with_values("documents", row, title=title_of(label, now))
            settled.shown["documents"][document] = row


def _called(settled: Settled, person: str) -> set[str]:
    rows = (settled.both.raw("persons", one) for one in settled.same.members(person))
    return {row[index("persons")["pseudonym"]] for row in rows if row is not None}
