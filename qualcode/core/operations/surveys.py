"""Surveys: bring in a file of answers, or the answers that have come since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import (
    AttributeId,
    CoderId,
    DocumentId,
    PersonId,
    SurveyColumnId,
    SurveyId,
    new_id,
    new_ids,
)
from qualcode.core.model import Response, Survey, SurveyColumn
from qualcode.core.model.survey import survey_label
from qualcode.core.operations import survey_backgrounds
from qualcode.core.operations.names import required
from qualcode.core.operations.survey_answers import Question, questions
from qualcode.core.operations.survey_documents import Answered, Progress, write_documents
from qualcode.core.operations.survey_outlook import Matched, NewRow, match
from qualcode.core.operations.survey_persons import add_respondents
from qualcode.core.operations.survey_values import write_values
from qualcode.core.project import Project
from qualcode.core.store import surveys as store
from qualcode.core.store.connection import casefold
from qualcode.core.store.transaction import Transaction
from qualcode.core.surveys.plan import IDENTITY, OPEN, TIME, SurveyPlan
from qualcode.core.translate import _


def import_survey(
    project: Project, coder_id: CoderId, plan: SurveyPlan, *, progress: Progress | None = None
) -> Changes:
    """Bring in a survey: persons, what they answered to closed questions, and documents with their
    open answers. Of a survey and wave that is there already, only the rows that are new.

    `progress` is told how much is done, of how much, and what is at hand; what it raises leaves
    nothing behind.

    Raises:
        Refused: if no column has anything to import, all rows are there already, or a cell can't
            be what the plan makes of it.
    """
    title = required(plan.title, _("A survey needs a title."))
    with project.operation(coder_id, "import_survey", survey_label(title, plan.wave)) as running:
        asked = list(questions(plan))
        if not asked:
            raise Refused(_("All columns are left out. Say which of them hold answers."))
        matched = match(running.db, plan, asked)
        if not matched.rows:
            raise Refused(_nothing_new(title, matched))
        whole = _Import(running, plan, title, asked, matched, progress or _silent)
        whole.run()
        return running.changes("import_survey")


def _silent(_done: int, _of: int, _what: str) -> None:
    pass


def _nothing_new(title: str, matched: Matched) -> str:
    if matched.already:
        return _("All rows are in “{survey}” already, so nothing was imported.").format(
            survey=title
        )
    return _("No row answers any of the questions, so nothing was imported.")


class _Import:
    """One import, under way."""

    def __init__(
        self,
        running: Transaction,
        plan: SurveyPlan,
        title: str,
        asked: Sequence[Question],
        matched: Matched,
        progress: Progress,
    ) -> None:
        self._running = running
        self._plan = plan
        self._title = title
        self._asked = asked
        self._rows = matched.rows
        self._before = matched.before
        self._progress = progress

    def run(self) -> None:
        running, plan = self._running, self._plan
        steps = len(self._asked) + 2
        self._progress(0, steps, _("Respondents"))
        survey_backgrounds.keep_of_before(
            running, [one.person_id for one in self._rows if one.person_id]
        )
        persons = add_respondents(running, plan, self._rows, self._asked)
        survey = self._survey()
        known = {} if self._before is None else self._known_columns(survey.id)
        self._progress(1, steps, _("Closed questions"))
        attributes, fitted = write_values(
            running, self._asked, self._rows, persons, plan.wave, known, self._before
        )
        answered = Answered(
            running,
            plan,
            survey,
            survey_label(survey.title, survey.wave),
            self._asked,
            self._rows,
            persons,
        )
        documents, own = write_documents(
            answered, known, lambda at, what: self._progress(2 + at, steps, what)
        )
        columns = self._write_columns(survey.id, known, attributes, documents)
        responses = self._write_responses(survey.id, persons, own)
        survey_backgrounds.keep(running, fitted, responses, columns)

    def _survey(self) -> Survey:
        table = self._plan.table
        if self._before is not None:
            self._running.update(
                "surveys",
                self._before.id,
                file_name=table.file_name,
                file_sha256=table.file_sha256,
            )
            return self._before
        survey = Survey(
            id=SurveyId(new_id()),
            title=self._title,
            wave=(self._plan.wave or "").strip() or None,
            form=self._plan.form,
            file_name=table.file_name,
            file_sha256=table.file_sha256,
            created=self._running.time,
            coder_id=self._running.coder_id,
        )
        self._running.insert("surveys", survey)
        return survey

    def _known_columns(self, survey_id: SurveyId) -> dict[int, SurveyColumn]:
        """The questions that are there already, by the position of those that are the same; of
        several that are called the same, such as “Comment”, the first is the first."""
        there: dict[tuple[bool, str | None], list[SurveyColumn]] = defaultdict(list)
        for one in store.columns(self._running.db, survey_id):
            if one.role not in (IDENTITY, TIME):
                there[one.role == OPEN, casefold(one.question)].append(one)
        found = {}
        for question in self._asked:
            same = there[question.role == OPEN, casefold(question.name)]
            if same:
                found[question.position] = same.pop(0)
        return found

    def _write_columns(
        self,
        survey_id: SurveyId,
        known: Mapping[int, SurveyColumn],
        attributes: Mapping[int, AttributeId],
        documents: Mapping[int, DocumentId],
    ) -> dict[int, SurveyColumnId]:
        """Returns the question at each position."""
        found = []
        for question in self._asked:
            if question.position in known:
                self._renew(known[question.position], question, documents.get(question.position))
                continue
            found.append(
                self._column(
                    survey_id,
                    question,
                    attributes.get(question.position),
                    documents.get(question.position),
                )
            )
        if not self._before:
            found += self._unasked(survey_id)
        self._running.insert_many("survey_columns", found)
        return {one.position: one.id for one in found} | {at: one.id for at, one in known.items()}

    def _renew(
        self, known: SurveyColumn, question: Question, document_id: DocumentId | None
    ) -> None:
        self._running.update(
            "survey_columns",
            known.id,
            labels=_labels(question) or known.labels,
            document_id=document_id or known.document_id,
        )

    def _column(
        self,
        survey_id: SurveyId,
        question: Question,
        attribute_id: AttributeId | None,
        document_id: DocumentId | None,
    ) -> SurveyColumn:
        return SurveyColumn(
            id=SurveyColumnId(new_id()),
            survey_id=survey_id,
            position=question.position,
            role=question.role,
            header=question.header,
            question=question.name,
            labels=_labels(question),
            no_answer="\n".join(question.no_answer) or None,
            field=question.field,
            attribute_id=attribute_id,
            document_id=document_id,
            created=self._running.time,
            coder_id=self._running.coder_id,
        )

    def _unasked(self, survey_id: SurveyId) -> list[SurveyColumn]:
        """Who and when, so that the next wave's columns are taken for the same."""
        found = []
        for column in self._plan.of_role(IDENTITY, TIME):
            field = self._plan.table.fields[column.number]
            found.append(
                SurveyColumn(
                    id=SurveyColumnId(new_id()),
                    survey_id=survey_id,
                    position=column.number,
                    role=column.role,
                    header=field.name or field.header,
                    question=column.name,
                    labels=None,
                    no_answer=None,
                    field="",
                    attribute_id=None,
                    document_id=None,
                    created=self._running.time,
                    coder_id=self._running.coder_id,
                )
            )
        return found

    def _write_responses(
        self,
        survey_id: SurveyId,
        persons: Mapping[int, PersonId],
        own: Mapping[int, DocumentId],
    ) -> dict[int, str]:
        """Returns the response that each row, by its place in the table, has become."""
        there = store.responses(self._running.db, [survey_id])
        first = max((one.position for one in there), default=-1) + 1
        times = [column.number for column in self._plan.of_role(TIME)]
        rows = self._plan.table.rows

        def answered(row: NewRow) -> str | None:
            return next((t for at in reversed(times) if (t := rows[row.at][at].strip())), None)

        ids = dict(zip((row.at for row in self._rows), new_ids(len(self._rows)), strict=True))
        self._running.insert_many(
            "responses",
            [
                Response(
                    id=ids[row.at],
                    survey_id=survey_id,
                    person_id=persons[row.at],
                    position=position,
                    identity=row.identity,
                    answered=answered(row),
                    document_id=own.get(row.at),
                    created=self._running.time,
                    coder_id=self._running.coder_id,
                )
                for position, row in enumerate(self._rows, first)
            ],
        )
        return ids


def _labels(question: Question) -> str | None:
    """What stood in the file and what it means, as it is stored."""
    pairs = (f"{' '.join(value.split())}\t{label}" for value, label in question.labels)
    return "\n".join(pairs) or None
