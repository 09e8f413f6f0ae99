"""Which codes of two files are called nearly the same: for a person to say whether they are one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from qualcode.core.merge.combine import Both
from qualcode.core.merge.relations import index
from qualcode.core.merge.same import Same
from qualcode.core.store.connection import casefold
from qualcode.core.store.merging import Row

#: So alike, from 0 to 100, two names of codes must be for somebody to be asked.
ASK_FROM: Final = 80
#: Of a longer list of names nobody would read the likenesses.
_MOST_CODES: Final = 5000


#: and so many questions are more than anybody goes through: of more, those most alike
_MOST_PAIRS: Final = 1000


@dataclass(frozen=True, slots=True)
class _Named:
    id: str
    name: str
    parent: str | None


def pairs_alike(both: Both, same: Same, new: Mapping[str, Row]) -> dict[tuple[str, str], float]:
    """Pairs of codes, ours and theirs, with how alike their names are, from 0 to 1.

    Of those that are the same one is told. Two that are in both files are apart, and what has been
    here before was asked about then. A code whose very name the other file has is that one: who
    has both it and another that is called nearly so has kept them apart.

    Args:
        new: codes that only their file has, and ours never had.
    """
    if not new:
        return {}
    ours, theirs = _of_ours(both, same), _of_theirs(both, same)
    if max(len(ours), len(theirs)) > _MOST_CODES:
        return {}
    names = {one: known.name for one, known in ours.items()}
    met = {one for one in ours.keys() & theirs.keys() if _met_by_name(both, same, one)}
    for one in met:
        del names[one]
    found = {}
    for other in sorted({same.of(one) for one in new} & theirs.keys() - met):
        hits = process.extract(
            theirs[other].name, names, scorer=fuzz.ratio, score_cutoff=ASK_FROM, limit=None
        )
        for _name, likeness, one in hits:
            is_made_again = one in both.gone and ours[one].parent == theirs[other].parent
            if likeness == 100 and is_made_again:
                continue  # which makes them one
            if one != other and not (other in ours and one in theirs):
                found[ours[one].id, theirs[other].id] = round(likeness / 100, 3)
    best = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_PAIRS]
    return dict(sorted(best, key=lambda pair: (pair[0][1], -pair[1], pair[0][0])))


def _met_by_name(both: Both, same: Same, one: str) -> bool:
    """Whether a code that is in both files is one because of its name: no row of it is in both."""
    ours, theirs = (
        {each for each in same.members(one) if side.raw("codes", each) is not None}
        for side in (both.ours, both.theirs)
    )
    return ours.isdisjoint(theirs)


def _of_ours(both: Both, same: Same) -> dict[str, _Named]:
    found = both.ours.raw_rows("codes")
    gone = [one for one in found if one in both.gone]
    at = index("codings")["code_id"]
    codings = both.ours.where("codings", "code_id", gone)
    used = {row[at] for one, row in codings.items() if one not in both.gone}
    return _named(
        same, {one: row for one, row in found.items() if one not in both.gone or one in used}
    )


def _of_theirs(both: Both, same: Same) -> dict[str, _Named]:
    found = both.theirs.raw_rows("codes")
    return _named(
        same, {one: row for one, row in found.items() if both.raw("codes", one) is not None}
    )


def _named(same: Same, found: Mapping[str, Row]) -> dict[str, _Named]:
    """One code of each set of those that are the same, by the set's lowest id."""
    at, parent = index("codes")["name"], index("codes")["parent_id"]
    named: dict[str, _Named] = {}
    for one, row in sorted(found.items()):
        named.setdefault(same.of(one), _Named(one, casefold(row[at]) or "", row[parent]))
    return named
