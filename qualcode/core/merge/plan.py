"""What a merge would do, or did, as values: counts, what was found to be the same, questions,
conflicts, and passages without a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a table there are, and what becomes of them.

    Attributes:
        added, deleted: ``after = before + added - deleted``.
        unified: rows of the other file that are the same as rows here.
        unplaced: passages that lose their place, and their codings; they are in `after`.
    """

    before: int = 0
    added: int = 0
    unified: int = 0
    changed: int = 0
    deleted: int = 0
    conflicts: int = 0
    unplaced: int = 0
    after: int = 0

    def then(self, later: Count) -> Count:
        """This and what a later merge did."""
        return Count(
            self.before,
            self.added + later.added,
            self.unified + later.unified,
            self.changed + later.changed,
            self.deleted + later.deleted,
            self.conflicts + later.conflicts,
            self.unplaced + later.unplaced,
            later.after,
        )


@dataclass(frozen=True, slots=True)
class SideCount:
    """What was done to a table's rows on one side since the files were the same."""

    new: int = 0
    changed: int = 0
    deleted: int = 0


@dataclass(frozen=True, slots=True)
class Sides:
    """A table on both sides; `same` counts their rows that we have just so."""

    ours: SideCount
    theirs: SideCount
    same: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that are taken for the same, or may be.

    Attributes:
        kind: such as ``same-code``; empty where nobody is asked.
        names: what they are called, ours and theirs.
        by: why they are taken for the same; empty in a question.
        likeness: from 0 to 1.
        stands: of two documents with other wordings, whose stands: 0 or 1; None if neither's just
            so.
    """

    kind: str
    table: str
    ours: str
    theirs: str
    names: tuple[str, str]
    by: str
    likeness: float
    stands: int | None = None


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """Words of a text that both changed, each otherwise.

    Attributes:
        place: by what it is known again.
        before, after: words beside it in the text that stands.
        stands: what stands there.
        words: ours and theirs; None where that is not told, for it may be a name.
        coders: who wrote either; several are divided by commas, the latest first.
        taken: whose words stand, 0 or 1; None if neither's.
        answers: whose may be chosen.
        chosen: whether somebody has chosen.
        both: what stands if nobody chooses, where that is of both and neither's just so.
    """

    place: str
    before: str
    stands: str
    after: str
    words: tuple[str | None, str | None]
    coders: tuple[str, str]
    times: tuple[str, str]
    taken: int | None
    answers: tuple[int, ...]
    chosen: bool = False
    both: str | None = None

    @property
    def other(self) -> str | None:
        """What one of the two wrote and does not stand; None where it is not told."""
        others = [one for at, one in enumerate(self.words) if at != self.taken]
        return None if None in others else " / ".join(filter(None, others))


@dataclass(frozen=True, slots=True)
class BesideLine:
    """Words of a text that several changed a few words from each other, as they stand together.

    Attributes:
        before, after: words beside them.
    """

    before: str
    stands: str
    after: str
    coders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What one evaluator, or several together, wrote into a text.

    Attributes:
        coders: who; the latest first.
        time: when that was last.
        number: at so many places.
        words: what stands at some of them now.
        more: whether there is more than that.
    """

    coders: tuple[str, ...]
    time: str
    number: int
    words: tuple[str, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A conflict as it is told. `values` are ours and theirs; names of persons are left out.

    Attributes:
        collided: of a text that both changed, each place where they changed the same words.
        beside: and where they changed words beside each other.
        written: and what was written into ours and into theirs since both had the same; the values
            are empty then.
        coders: whose the values are; of a text all who wrote into it, divided by commas.
    """

    table: str
    row_id: str
    columns: tuple[str, ...]
    what: str
    values: tuple[tuple[object, ...], tuple[object, ...]]
    coders: tuple[str, str]
    times: tuple[str, str]
    taken: int
    can_decide: bool
    collided: tuple[PlaceLine, ...] = ()
    beside: tuple[BesideLine, ...] = ()
    written: tuple[tuple[Written, ...], tuple[Written, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A row that somebody deleted and that is kept, because somebody else used or changed it.

    Attributes:
        deed: the entry of the journal that deleted it, the same in all files; empty if none tells.
        only_with: whether nobody else used it, but what is kept and it belongs to.
    """

    table: str
    row_id: str
    what: str
    deleted_by: str
    deleted_here: bool
    deed: str = ""
    only_with: bool = False


@dataclass(frozen=True, slots=True)
class UnplacedLine:
    """A passage that was not found surely enough; `certainty` is how surely, from 0 to 1."""

    segment_id: str
    document: str
    coder: str
    codes: tuple[str, ...]
    words: int
    certainty: float


@dataclass(frozen=True, slots=True)
class MovedLine:
    """A passage that was found in another wording of its text, but not word for word."""

    segment_id: str
    document: str
    coder: str
    codes: tuple[str, ...]
    certainty: float


@dataclass(frozen=True, slots=True)
class GoneLine:
    """A code on a passage of ours that goes, for somebody deleted it.

    Attributes:
        start: None if the passage has no place; in our text.
        coder: whose it is.
        deed: the entry of the journal that deleted it, the same in all files.
    """

    segment_id: str
    document_id: str
    start: int | None
    end: int | None
    document: str
    code: str
    coder: str
    deleted_by: str
    deed: str


@dataclass(frozen=True, slots=True)
class EvaluatorLine:
    """An evaluator's codings before and after."""

    coder_id: str
    name: str
    before: int
    added: int
    deleted: int
    after: int


@dataclass(frozen=True, slots=True)
class NamesLine:
    """Something that holds names which were replaced in the other file: so many of them."""

    table: str
    row_id: str
    what: str
    number: int


@dataclass(frozen=True, slots=True)
class UndoneLine:
    """Something that was undone in one of the two files, and stands because the other has it.

    Attributes:
        what: as the history calls it.
        coder: who undid it.
        here: whether that was done on our side.
    """

    entry_id: str
    what: str
    coder: str
    here: bool


@dataclass(frozen=True)
class FilePlan:
    """What one file brings.

    Attributes:
        came: the ids of the passages that it brings.
        moved: those of them that are found in another wording of their text, by how surely: in
            tenths.
        carried: likewise those that were here, of whose texts it brings another wording.
        changed: the ids of rows that become otherwise, by table.
    """

    file: str
    counts: dict[str, Count]
    sides: dict[str, Sides]
    matches: tuple[Pair, ...]
    questions: tuple[Pair, ...]
    conflicts: tuple[ConflictLine, ...]
    kept: tuple[KeptLine, ...]
    unplaced: tuple[UnplacedLine, ...]
    evaluators: tuple[EvaluatorLine, ...]
    decisions: tuple[Pair, ...]
    moved: Mapping[str, int] = field(default_factory=dict)
    is_empty: bool = False
    names: tuple[NamesLine, ...] = ()
    gone: tuple[GoneLine, ...] = ()
    unsure: tuple[MovedLine, ...] = ()
    changed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    undone: tuple[UndoneLine, ...] = ()
    carried: Mapping[str, int] = field(default_factory=dict)
    came: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Plan:
    """What several files bring, one after the other; `states` is what that rests on, as
    `planned.states_of` tells it."""

    files: tuple[FilePlan, ...]
    states: Mapping[str, str] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, Count]:
        """All together; what several change is one row that is changed."""
        found = dict(self.files[0].counts)
        for later in self.files[1:]:
            found = {table: found[table].then(count) for table, count in later.counts.items()}
        changed: dict[str, set[str]] = defaultdict(set)
        for file in self.files:
            for table, ids in file.changed.items():
                changed[table] |= ids
        return {
            table: replace(count, changed=len(changed[table])) if table in changed else count
            for table, count in found.items()
        }

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to take in."""
        return all(file.is_empty for file in self.files)

    @property
    def shows_nothing(self) -> bool:
        """Whether no row becomes otherwise: if anything is taken in, it is what was done and came
        to nothing."""
        return not any(
            count.added or count.changed or count.deleted for count in self.counts.values()
        )
