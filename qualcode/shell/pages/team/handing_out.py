"""What a copy for a colleague will hold, in words; and making it, in a thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from qualcode.core.analysis.real_names import Names
from qualcode.core.analysis.team_work import TeamWork, team_work
from qualcode.core.analysis.whose_copy import merged_back
from qualcode.core.changes import Changes
from qualcode.core.errors import ProjectError
from qualcode.core.ids import CoderId, DocumentId, EntryId
from qualcode.core.merge.deeds import HANDOUT
from qualcode.core.merge.handout import HandedOut, hand_out
from qualcode.core.model.coder import initials_of
from qualcode.core.project import SUFFIX, Project
from qualcode.core.store import coders as coders_store
from qualcode.core.store import persons as persons_store
from qualcode.core.store import steps
from qualcode.core.store.steps import StepRow, Wanted
from qualcode.core.translate import _, ngettext, one_by_one
from qualcode.shell.jobs import Progress
from qualcode.shell.models.moments import day_and_time
from qualcode.shell.pages.team.plain_table import Row

#: so many copies are listed, the latest first
_MOST_COPIES: Final = 200


@dataclass(frozen=True)
class Standing:
    """What there is to hand out, and what was; `merged_back` tells of copies when that was done."""

    work: TeamWork
    copies: tuple[StepRow, ...] = ()
    merged_back: Mapping[EntryId, str] = field(default_factory=dict)

    def rows(self) -> list[Row]:
        """The copies, the latest first; those for one person are numbered."""
        known = Counter(one.subject for one in self.copies)
        left = known.copy()
        found = []
        for one in self.copies:
            name = one.subject
            if known[name] > 1:
                words = _("{name}, copy {number}")
                name = words.format(name=one.subject, number=left[one.subject])
                left[one.subject] -= 1
            back = self.merged_back.get(one.id)
            told = day_and_time(back) if back else _("not yet")
            found.append(Row((name, day_and_time(one.time), told), one.id))
        return found


@dataclass(frozen=True)
class Wish:
    """What is asked of a copy; `name` may still be missing."""

    name: str
    documents: tuple[DocumentId, ...]
    blind: bool
    nameless: bool


class Making:
    """Makes the copy in a thread. Attributes: made: what became of it; failure: or why not."""

    def __init__(
        self,
        target: Path,
        name: str,
        documents: Sequence[DocumentId] | None,
        *,
        blind: bool,
        nameless: bool,
    ) -> None:
        self._target, self._name, self._documents = target, name, documents
        self._blind, self._nameless = blind, nameless
        self.made: HandedOut | None = None
        self.failure = ""

    def __call__(self, project: Project, coder_id: CoderId, *, progress: Progress) -> Changes:
        def tell(done: int, total: int, file: str) -> None:
            progress(done, total, _("Writing “{file}”…").format(file=file))

        known = coders_store.named(project.db, self._name)
        try:
            self.made = made = hand_out(
                project,
                self._target,
                name=self._name,
                documents=self._documents,
                blind=self._blind,
                nameless=self._nameless,
                by=coder_id,
                progress=tell,
            )
        except ProjectError as error:
            self.failure = str(error)
            return Changes(HANDOUT, "", EntryId(""))
        rows = {"coders": frozenset({made.coder_id})}
        if known is None:
            return Changes(HANDOUT, self._name, made.entry_id, added=rows)
        return Changes(HANDOUT, self._name, made.entry_id, changed=rows)


def read_standing(project: Project, *, progress: Progress) -> Standing:
    progress(0, 0)
    wanted = Wanted(operations=frozenset({HANDOUT}))
    copies = tuple(steps.page(project.db, wanted, None, _MOST_COPIES))
    back = merged_back(project.db, {one.id for one in copies})
    return Standing(team_work(project.db), copies, back)


def file_name(project: Project, name: str, *, nameless: bool) -> str:
    """What the copy's file is called if nobody says otherwise; a nameless copy's tells no name."""
    stem = project.path.stem
    if nameless:
        stem = Names(persons_store.all_persons(project.db)).out_of(stem)
    return f"{stem}-{initials_of(name)}{SUFFIX}"


def what_it_holds(work: TeamWork, wish: Wish) -> str:
    """What the copy will hold, in a sentence or three."""
    if not wish.documents:
        return _("A copy holds at least one document.")
    number = len(wish.documents)
    parts = [
        ngettext(
            "The copy will hold {number} document, and the codebook.",
            "The copy will hold {number} documents, and the codebook.",
            number,
        ).format(number=number),
        _whose_marks(work, wish),
        _names(wish),
    ]
    return one_by_one(parts)


def _names(wish: Wish) -> str:
    if wish.nameless:
        return _(
            "Persons have their pseudonyms only. Names in the texts themselves stay: you are "
            "told where they seem to stand."
        )
    return _("It holds persons’ real names, if you have written them down.")


def _whose_marks(work: TeamWork, wish: Wish) -> str:
    wanted = set(wish.documents)
    marks = {
        one.coder.name.casefold(): sum(
            number for document, number in one.passages.items() if document in wanted
        )
        for one in work.evaluators
    }
    if wish.blind:
        return _own_marks(marks.get(wish.name.casefold(), 0), wish)
    number = sum(marks.values())
    words = ngettext(
        "It holds the {number} passage that is marked in them, with its codes and memos.",
        "It holds all {number} passages that are marked in them, with their codes and memos.",
        number,
    )
    return words.format(number=number) if number else _("Nothing is marked in them yet.")


def _own_marks(own: int, wish: Wish) -> str:
    name = wish.name or _("the colleague")
    if not own:
        return _("It holds nobody’s codings or memos: {name} codes without seeing them.").format(
            name=name
        )
    words = ngettext(
        "Of what is marked it holds {number} passage, by {name}; nobody else’s.",
        "Of what is marked it holds {number} passages, by {name}; nobody else’s.",
        own,
    )
    return words.format(number=own, name=name)
