"""What a memo that is shown is: one that is there, or one that is about to be written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from sqlite_utils import Database

from qualcode.core.analysis.things import Ref
from qualcode.core.changes import Changes
from qualcode.core.ids import DocumentId, MemoId
from qualcode.core.model import Memo
from qualcode.core.operations import memos as operations
from qualcode.core.store import memos as store
from qualcode.core.store import things
from qualcode.shell.session import Session


@dataclass(frozen=True, slots=True)
class MemoSubject:
    """Attributes:
    memo_id: the memo that is there; None for a new one.
    about: the row that a new one is about; or `words`, the span of a text.
    day: of which the page of the research journal is, if it is one.
    """

    memo_id: MemoId | None = None
    about: Ref | None = None
    words: tuple[DocumentId, int, int] | None = None
    day: dt.date | None = None

    def stored(self, db: Database) -> Memo | None:
        """The memo, if it is there."""
        found = store.memos(db, [self.memo_id]) if self.memo_id else []
        return found[0] if found else None

    def write(self, session: Session, title: str, text: str) -> MemoSubject | None:
        """Keep the words; returns what they are kept as, None if that was refused.

        A memo that was removed while one wrote on it is written anew: its words are not lost.
        """
        if session.project is None:
            return None
        db = session.project.db
        memo = self.stored(db)
        if self.day is not None:
            done = session.run(operations.write_journal, text, day=self.day, title=title)
            page = (
                store.journal_page(db, self.day.isoformat(), session.coder_id)
                if done is not None and session.coder_id
                else None
            )
            return None if done is None else replace(self, memo_id=page.id if page else None)
        if memo is not None:
            done = session.run(operations.edit_memo, memo.id, title=title, text=text)
            return None if done is None else self
        if not (title.strip() or text.strip()):
            return replace(self, memo_id=None)
        done = self._write_new(session, db, title, text)
        return None if done is None else replace(self, memo_id=MemoId(done.first("memos")))

    def _write_new(self, session: Session, db: Database, title: str, text: str) -> Changes | None:
        if self.words is not None:
            document_id, start, end = self.words
            if things.live(db, "documents", [document_id]):
                return session.run(
                    operations.write_memo_on_words, document_id, start, end, text, title=title
                )
        about = self.about
        if about is not None and not things.live(db, about[0], [about[1]]):
            about = None
        return session.run(operations.write_memo, text, title=title, about=about)
