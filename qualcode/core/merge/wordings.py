"""What was written into the text of one document, as far as two files can tell.

A wording belongs to the entry that made it; what a text was before an entry is in the journal, what
it was after is in the next of the same file, or what stands there. Of texts that are merged neither
can be seen: `originals` remembers those (`AFTER`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Final

from qualcode.core.merge.combine import Both
from qualcode.core.merge.deeds import Deed, Stamp
from qualcode.core.merge.pasts import Pasts
from qualcode.core.merge.side import Side
from qualcode.core.merge.weighing import REPLACING
from qualcode.core.store import merging

#: under which the original of a document keeps the hash of the text that each entry left
AFTER: Final = "_after"

Entries = frozenset[str]


class Wordings:
    """The entries that changed a document's text, with the hashes of the texts before and after.

    Attributes:
        of_sides: the entries that our file holds, and theirs.
    """

    def __init__(self, both: Both, pasts: Pasts, document_id: str) -> None:
        self._both = both
        self._document = document_id
        self._deeds: dict[str, Deed] = {}
        self._found: dict[str, Entries] = {}
        self.before: dict[str, str] = {}
        self.after: dict[str, str] = {}
        self.of_sides: tuple[Entries, Entries] = (
            self._entries(both.ours),
            self._entries(both.theirs),
        )
        self.remembered = False
        #: of the same text that several left who did not know of each other, a name for each, with
        #: the entry whose it is
        self.named: dict[str, dict[str, str]] = {}
        self._said: dict[str, str] = {}
        for side in (both.ours, both.theirs):
            self._remember(side)
        self._pasts = pasts

    def _entries(self, side: Side) -> Entries:
        found = set()
        for touch in side.touches_of([self._document]).get(self._document, []):
            if touch.columns is not None and "text_sha256" in touch.columns:
                one = touch.deed.line.id
                found.add(one)
                known = self._deeds.get(one)
                if known is None or known.stamp < touch.deed.stamp:
                    self._deeds[one] = touch.deed
        return frozenset(found)

    def _remember(self, side: Side) -> None:
        """What merges remembered of the texts that entries left; where the document was deleted
        since, the journal has it."""
        original = side.originals.get(self._document)
        now = [] if original is None else [original.image]
        for told in (*merging.images_before(side.db, self._document), *now):
            image: dict[str, Any] = json.loads(told)
            if AFTER in image:
                self.remembered = True
                self.after.update(image[AFTER])

    @property
    def may_be_apart(self) -> bool:
        """Whether the text was ever changed by two who did not know of each other."""
        ours, theirs = self.of_sides
        return self.remembered or not (ours <= theirs or theirs <= ours)

    @property
    def are_apart(self) -> bool:
        """Whether nobody yet knew of all who changed it."""
        return len(self.last(self.all)) > 1

    @cached_property
    def all(self) -> Entries:
        """What either file holds."""
        return self.of_sides[0] | self.of_sides[1]

    def past(self, entry: str) -> Entries:
        """Those that an entry followed."""
        if entry not in self._found:
            self._found[entry] = self._pasts.of(entry) & self.all
        return self._found[entry]

    def closed(self, entry: str) -> Entries:
        """An entry and those that it followed."""
        return self.past(entry) | {entry}

    def last(self, entries: Entries) -> list[str]:
        """Those that none of the others follows, the latest last."""
        followed = {one for entry in entries for one in self.past(entry)}
        return sorted(entries - followed, key=self.weight)

    def weight(self, entry: str) -> tuple[Stamp, str]:
        """By which the later of two counts."""
        return self._deeds[entry].stamp, entry

    def replaced_names(self, entries: Entries) -> list[str]:
        """Those of the entries that put other words in the place of names."""
        return sorted(one for one in entries if self._deeds[one].line.operation == REPLACING)

    def look_up(self) -> None:
        """Read the hashes of the texts."""
        for side, entries in zip((self._both.ours, self._both.theirs), self.of_sides, strict=True):
            self._look_up_in(side, entries)
        for entry in sorted(self.before):
            last = self.last(self.past(entry))
            if len(last) == 1:
                self.after.setdefault(last[0], self.before[entry])
        self._said = dict(self.after)
        self._tell_apart()

    def _tell_apart(self) -> None:
        """Give the same text another name for each who came to it by themselves: the same words may
        be others' answers there."""
        by_text: dict[str, list[str]] = defaultdict(list)
        for entry in sorted(self.all & self.after.keys(), key=self.weight):
            by_text[self.after[entry]].append(entry)
        for sha256, entries in by_text.items():
            first, *others = entries
            apart = [one for one in others if not self.past(one) & set(entries)]
            for entry in apart:
                name = f"{sha256} {entry}"
                self._both.made[name] = self._both.text_if_any(sha256) or ""
                self.named.setdefault(sha256, {sha256: first})[name] = entry
                self.after[entry] = name
                for later in self.all:
                    if self.before.get(later) == sha256 and self.last(self.past(later)) == [entry]:
                        self.before[later] = name

    def text_at(self, entry: str) -> str | None:
        """The text that stood when an entry, of whatever kind, was made, or that it left; None if
        that is not known."""
        if entry in self.all:
            return self.after.get(entry)
        last = self.last(self.past(entry))
        if last:
            return self.after.get(last[0]) if len(last) == 1 else None
        first = {self.before.get(one) for one in self.all if not self.past(one)}
        return first.pop() if len(first) == 1 else None

    def deeds(self, entry: str) -> Entries:
        """All that an entry followed, of whatever kind, and itself."""
        return self._pasts.of(entry) | {entry}

    def _look_up_in(self, side: Side, entries: Entries) -> None:
        lines = {line.seq: line for line in side.deeds.lines}
        told = merging.texts_before(side.db, self._document)
        for seq, sha256 in told:
            if seq in side.deeds.by_seq:  # those that deleted it as well
                self.before.setdefault(lines[seq].id, sha256)
        own = [(seq, sha256) for seq, sha256 in told if lines[seq].brought_by is None]
        now = side.text_hash(self._document)
        own_last = self.last(entries)
        later, after = now, None
        for seq, sha256 in reversed(own):
            if after is not None and after[0] != seq:
                later = after[1]  # what the next entry found is what this one left
            after = (seq, sha256)
            entry = lines[seq].id
            if entry in entries and later is not None:
                self.after.setdefault(entry, later)
        if len(own_last) == 1 and now is not None:
            self.after.setdefault(own_last[0], now)

    def texts(self) -> Mapping[str, str]:
        """The hashes of the texts that entries left, as far as that is known."""
        return {one: self._said[one] for one in sorted(self.all) if one in self._said}


def documents_with_texts(both: Both) -> set[str]:
    """The documents of which either file may know another wording."""
    found = both.touched.get("documents", {}).keys() | both.rows["documents"].keys()
    for side in (both.ours, both.theirs):
        found |= {one.id for one in side.originals.values() if one.about_table == "documents"}
    return found


def makers_of(side: Side, row_ids: Iterable[str]) -> dict[str, str]:
    """The entries that made these rows."""
    return {
        one: touch.deed.line.id
        for one, touches in side.touches_of(row_ids).items()
        for touch in touches[:1]
        if touch.action == "insert"
    }
