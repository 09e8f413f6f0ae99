"""Names that two rows can't both have, trees that would bite their own tails, and rows of which
there can be only one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from operator import itemgetter
from typing import Any, Final

from qualcode.core.merge.relations import NAMES, TREES, UNIQUE, index, with_values
from qualcode.core.merge.settle import Settled, join_rows
from qualcode.core.merge.titles_follow import let_titles_follow
from qualcode.core.merge.twins import ORDER
from qualcode.core.model.person import INTERVIEWER
from qualcode.core.operations.attributes import fits
from qualcode.core.store import merging
from qualcode.core.store.connection import casefold
from qualcode.core.store.merging import LARGE, Row
from qualcode.core.translate import LANGUAGES, _, speaking

#: kinds of attributes
_TEXT: Final = "text"
_CHOICE: Final = "choice"

#: what holds a passage, beside words of its own
_HOLDERS: Final = (
    ("codings", "segment_id"),
    ("memos", "about_id"),
    ("memo_links", "to_id"),
    ("quotes", "segment_id"),
)


def keep_trees(settled: Settled) -> None:
    """Where two moves together put rows under themselves, one of these comes to stand at the top."""
    for table, column in TREES.items():
        if not settled.shown[table]:
            continue
        at = index(table)[column]
        parents = {one: row[at] for one, row in settled.rows(table).items()}
        for one in _tops_of_circles(parents):
            settled.take_in(table, one)
            row = settled.shown[table][one]
            settled.shown[table][one] = with_values(table, row, **{column: None})


def _tops_of_circles(parents: dict[str, str | None]) -> list[str]:
    """Of every circle the highest id."""
    found, sound = [], set[str]()
    for one in sorted(parents):
        path: list[str] = []
        at: str | None = one
        while at is not None and at in parents and at not in sound and at not in path:
            path.append(at)
            at = parents[at]
        if at is not None and at in path:
            top = max(path[path.index(at) :])
            found.append(top)
            parents[top] = None
        sound.update(path)
    return found


def keep_names_apart(settled: Settled) -> None:
    """Of rows with one name the first keeps it, and the others get a number after it."""
    for table, (column, scope) in NAMES.items():
        if table == "documents":
            let_titles_follow(settled)
        if settled.shown[table]:
            _keep_apart(settled, table, column, scope)


def _keep_apart(settled: Settled, table: str, column: str, scope: tuple[str, ...]) -> None:
    where = index(table)
    groups: dict[Hashable, dict[str, str]] = defaultdict(dict)
    for one, row in sorted(settled.rows(table).items()):
        if table == "persons" and row[where["kind"]] == INTERVIEWER:
            continue
        groups[tuple(row[where[name]] for name in scope)][one] = row[where[column]]
    for names in groups.values():
        generated = _generated() if table == "persons" else ()
        for one, name in _numbered(names, generated).items():
            settled.take_in(table, one)
            row = settled.shown[table][one]
            settled.shown[table][one] = with_values(table, row, **{column: name})


def _generated() -> tuple[re.Pattern[str], ...]:
    """What persons are called to whom a number was given, in whatever language."""
    found = []
    for code in LANGUAGES:
        with speaking(code):
            before, after = _("Respondent {number}").split("{number}")
        found.append(re.compile(rf"({re.escape(before)})(\d+)({re.escape(after)})"))
    return tuple(found)


def _numbered(names: dict[str, str], generated: Sequence[re.Pattern[str]] = ()) -> dict[str, str]:
    """New names for those whose name an earlier one has: another number, if they had one given."""
    own = {casefold(name) for name in names.values()}
    taken: set[str | None] = set()
    reached: dict[tuple[str, str], int] = defaultdict(int)
    found = {}
    for one, name in names.items():
        if casefold(name) not in taken:
            taken.add(casefold(name))
            continue
        given = next((hit for form in generated if (hit := form.fullmatch(name))), None)
        before, after = (given[1], given[3]) if given else (f"{name} (", ")")
        number = max(int(given[2]) + 1 if given else 2, reached[before, after])
        while (new := casefold(f"{before}{number}{after}")) in own or new in taken:
            number += 1
        reached[before, after] = number
        found[one] = f"{before}{number}{after}"
        taken.add(casefold(found[one]))
    return found


def join_twins(settled: Settled) -> None:
    """What has come to say the same, though it was not made so, is shown as one: passages of one
    evaluator on the same words, codings with the same code, and others."""
    for table in ORDER:
        sets = _twins(settled, table)
        if not sets:
            continue
        for ids in sets:
            for one in ids:
                settled.take_in(table, one)
            join_rows(settled, table, ids, sticky=False)
            settled.twins.update((one, ids[0]) for one in ids[1:])
        gone = [one for ids in sets for one in ids[1:]]
        settled.take_in_users(gone, table)
        settled.refer_anew(settled.shown)


def _twins(settled: Settled, table: str) -> list[list[str]]:
    where = [index(table)[name] for name in UNIQUE[table]]
    changed = settled.shown[table]
    if _meet_nothing(settled, table):
        return []
    key_of = itemgetter(*where, 0)
    found: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for *key, one in map(key_of, changed.values()):
        found[tuple(key)].append(one)
    if table == "segments":
        found = {key: ids for key, ids in found.items() if key[1] is not None}
    if not found:
        return []
    for one, key in _beside(settled, table, found, changed):
        if key in found:
            found[key].append(one)
    return sorted(sorted(ids) for ids in found.values() if len(ids) > 1)


def _meet_nothing(settled: Settled, table: str) -> bool:
    """Whether all rows have just come in, as they stood beside each other in their own file, and
    none of ours can be like one of them."""
    both, changed = settled.both, settled.shown[table]
    plain = not (settled.same.joined or settled.twins or settled.same.sets())
    if not plain or not changed.keys() <= both.fresh[table]:
        return False
    if table == "segments":
        at = index(table)["coder_id"]
        return {row[at] for row in changed.values()}.isdisjoint(both.ours.ids("coders"))
    if table in LARGE:
        at = index(table)[UNIQUE[table][0]]
        return not _that_are_ours(settled, table, {row[at] for row in changed.values()})
    return not changed


def _beside(
    settled: Settled, table: str, keys: Iterable[tuple[Any, ...]], changed: dict[str, Row]
) -> list[tuple[str, tuple[Any, ...]]]:
    """Our rows that did not change and may have one of the keys, with the keys that they have."""
    ours = settled.both.ours
    known = set(keys)
    left_out = changed.keys() | settled.hidden.keys() | settled.both.gone.keys()
    if table == "segments":
        coders = {key[3] for key in known} & ours.ids("coders")
        documents = {key[0] for key in known}
        spans = merging.spans_of_coders(ours.db, coders, documents)
        return [(row[0], row[1:]) for row in spans if row[0] not in left_out and row[1:] in known]
    firsts = {key[0] for key in known}
    where = [index(table)[name] for name in UNIQUE[table]]
    if table in LARGE:
        firsts = _that_are_ours(settled, table, firsts)
    rows = ours.where(table, UNIQUE[table][0], firsts)
    return [
        (one, tuple(row[at] for at in where)) for one, row in rows.items() if one not in left_out
    ]


def _that_are_ours(settled: Settled, table: str, ids: set[Any]) -> set[Any]:
    """Those that our rows can refer to already: not what has just come in."""
    parents = {
        "codings": "segments",
        "quotes": "segments",
        "memo_links": "memos",
        "backgrounds": "responses",
    }
    return ids - settled.both.fresh[parents[table]] if table in parents else ids


def let_values_fit(settled: Settled) -> None:
    """An attribute that one side gave another kind can still hold what the other wrote: as one
    more choice, or as text."""
    of_values = index("attribute_values")["attribute_id"]
    touched = {row[of_values] for row in settled.shown["attribute_values"].values()}
    where, value = index("attributes"), index("attribute_values")["value"]
    for one in sorted(touched | settled.shown["attributes"].keys()):
        row = settled.row("attributes", one)
        if row is None or row[where["kind"]] == _TEXT:
            continue
        found = settled.where("attribute_values", "attribute_id", [one]).values()
        kind, choices = row[where["kind"]], _lines(row[where["choices"]])
        wrong = sorted({row[value] for row in found if not fits(kind, row[value], choices)})
        if not wrong:
            continue
        settled.take_in("attributes", one)
        lines = {line for words in wrong for line in words.split("\n")}
        more = [*choices, *sorted(lines - set(choices))]
        if kind == _CHOICE and all(fits(kind, words, more) for words in wrong):
            new: dict[str, object] = {"choices": "\n".join(more)}
        else:
            new = {"kind": _TEXT, "choices": None}
        settled.shown["attributes"][one] = with_values(
            "attributes", settled.shown["attributes"][one], **new
        )


def _lines(text: str | None) -> list[str]:
    return [line for line in (text or "").split("\n") if line]


def hide_empty_affiliations(settled: Settled) -> None:
    """A person's place of which each side took away what the other left says nothing more."""
    said = [index("affiliations")[name] for name in ("case_id", "organisation", "role", "place")]
    for one, row in list(settled.shown["affiliations"].items()):
        if all(row[at] is None for at in said):
            settled.hide("affiliations", one, None, sticky=False)


def hide_empty_passages(settled: Settled) -> None:
    """A passage whose codes were taken off on both sides, each by another, holds nothing more."""
    where = index("segments")
    doubtful = {
        one
        for one, row in settled.shown["segments"].items()
        if not row[where["condensed"]] and not row[where["interpretation"]]
    }
    doubtful |= _let_go(settled)
    for table, column in _HOLDERS:
        at = index(table)[column]
        doubtful -= {row[at] for row in settled.shown[table].values()}
    for table, column in _HOLDERS:
        held = settled.where(table, column, doubtful)
        doubtful -= {row[index(table)[column]] for row in held.values()}
    for one in sorted(doubtful):
        settled.take_in("segments", one)
        settled.hide("segments", one, None, sticky=False)


def _let_go(settled: Settled) -> set[str]:
    """Our passages that something holds no more which held them."""
    ours, where = settled.both.ours, index("segments")
    found = set()
    for table, column in _HOLDERS:
        at = index(table)[column]
        changed = [one for one, other in settled.both.gone.items() if other == table]
        changed += [one for one, hidden in settled.hidden.items() if hidden.table == table]
        changed += settled.shown[table].keys() - settled.both.fresh[table]
        ours.load(table, changed)
        for one in changed:
            before, after = ours.stored(table, one), settled.row(table, one)
            if before is not None and (after is None or after[at] != before[at]):
                found.add(before[at])
    segments = [settled.row("segments", one) for one in found if one is not None]
    return {
        row[0]
        for row in segments
        if row is not None and not row[where["condensed"]] and not row[where["interpretation"]]
    }
