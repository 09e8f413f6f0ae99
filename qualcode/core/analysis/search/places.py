"""Who says what stands at a place of a document, and whether it is coded."""

from bisect import bisect_right

from sqlite_utils import Database

from qualcode.core.analysis.search.wanted import Where
from qualcode.core.ids import DocumentId, PersonId
from qualcode.core.model.person import INTERVIEWER, RESPONDENT
from qualcode.core.model.span import Span, merge
from qualcode.core.store import search as store


class Places:
    """The places of one document."""

    def __init__(
        self,
        db: Database,
        document_id: DocumentId,
        where: Where,
        persons: frozenset[PersonId] | None = None,
    ) -> None:
        """`persons` are the respondents whose words are looked at; None for anybody's."""
        self._where, self._persons = where, persons
        self._turns = store.speakers_in(db, document_id)
        self._starts = [turn[0] for turn in self._turns]
        self._coded: list[Span] = []
        if where.coded is not None:
            spans = store.coded_spans(db, document_id, where.coder_ids)
            self._coded = merge(Span(*span) for span in spans)
        self._coded_starts = [span.start for span in self._coded]

    def is_in(self, start: int, end: int) -> bool:
        """Whether a place is where one wants to look."""
        where = self._where
        if where.not_interviewer and not self._is_not_interviewer(start):
            return False
        if self._persons is not None and self.respondent_at(start) not in self._persons:
            return False
        return where.coded is None or self._is_coded(start, end) == where.coded

    def respondent_at(self, position: int) -> PersonId | None:
        """The respondent who speaks there, if one does."""
        turn = self._turn_at(position)
        if turn is None or position < turn[2] or turn[4] != RESPONDENT or turn[3] is None:
            return None
        return PersonId(turn[3])

    def _is_not_interviewer(self, position: int) -> bool:
        if not self._turns:
            return True
        turn = self._turn_at(position)
        return turn is not None and position >= turn[2] and turn[4] != INTERVIEWER

    def _turn_at(self, position: int) -> tuple[int, int, int, str | None, str | None] | None:
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position >= self._turns[index][1]:
            return None
        return self._turns[index]

    def _is_coded(self, start: int, end: int) -> bool:
        index = bisect_right(self._coded_starts, end - 1) - 1
        return index >= 0 and self._coded[index].end > start
