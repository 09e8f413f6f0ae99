"""One text of what several wrote into it without knowing of each other.

The text is worked out anew each time, from every entry that changed it: two wordings at a time,
those first that have most in common, and the earlier, each from what both had before. So it makes
no difference in which order files are merged. Where a text that is needed is in neither file,
because old wordings were removed for good, the wordings of the two sides are brought together as
wholes, or that of one stands.
"""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass, replace
from typing import Final

from qualcode.core.merge.answers_once import (
    is_of_a_question,
    may_have_answers_twice,
    without_repeated,
)
from qualcode.core.merge.combine import TOGETHER, Both
from qualcode.core.merge.decided import Decided
from qualcode.core.merge.relations import index, with_values
from qualcode.core.merge.replaced_names import replacements, without
from qualcode.core.merge.settle import Settled
from qualcode.core.merge.side import Side
from qualcode.core.merge.text_places import choose_places
from qualcode.core.merge.text_routes import Routes
from qualcode.core.merge.text_writers import writers_of_sides
from qualcode.core.merge.turns_in import TurnsIn
from qualcode.core.merge.wordings import Entries, Wordings, documents_with_texts, makers_of
from qualcode.core.merge.woven import Meeting, Woven
from qualcode.core.model.puts import Key, Put, written
from qualcode.core.model.replacing import Names, Replacement
from qualcode.core.model.text_merge import MergedText, merged_texts

_SURVEY: Final = "survey"
_TEXT: Final = "text_sha256"


def weave_texts(settled: Settled, decided: Decided) -> None:
    """Give each document the text in which all that was written into it stands."""
    both, chosen = settled.both, decided.texts
    for document_id in sorted(documents_with_texts(both)):
        row = settled.row("documents", document_id)
        if row is None:
            continue
        wordings = Wordings(both, both.weighing.pasts, document_id)
        revived = document_id in settled.revived and wordings.are_apart
        if not (wordings.may_be_apart or revived or may_have_answers_twice(settled, document_id)):
            continue
        wordings.look_up()
        settled.take_in("documents", document_id)
        weaving = Weaving(settled, wordings, document_id)
        woven = weaving.stands_as_it_is() if document_id in chosen else weaving.weave()
        woven = choose_places(settled, decided, weaving, woven)
        both.woven[document_id] = replace(woven, writers=writers_of_sides(both, weaving))
        if woven.text is not None:
            _show(settled, document_id, woven.text)
            _tell(both, document_id, woven.text)


def _show(settled: Settled, document_id: str, sha256: str) -> None:
    both, text = settled.both, settled.both.text(sha256)
    values = {"text_sha256": sha256, "characters": len(text)}
    shown = settled.shown["documents"]
    shown[document_id] = with_values("documents", shown[document_id], **values)
    if both.ours.is_sealed:  # of which no other wording is remembered
        raw = both.rows["documents"][document_id]
        both.rows["documents"][document_id] = with_values("documents", raw, **values)


def _tell(both: Both, document_id: str, sha256: str) -> None:
    """Say of a text that both changed what stands."""
    for at, one in enumerate(both.conflicts):
        if one.row_id == document_id and _TEXT in one.columns:
            hashes = [some[one.columns.index(_TEXT)] for some in one.values]
            taken = hashes.index(sha256) if sha256 in hashes else TOGETHER
            both.conflicts[at] = replace(one, taken=taken)


@dataclass
class _Part:
    """Some of the entries as one text."""

    entries: Entries
    text: str


class Weaving:
    """One text of what several wrote into a document's.

    Attributes:
        routes: how its texts became others.
        turns: where its turns are in them.
    """

    def __init__(self, settled: Settled, wordings: Wordings, document_id: str) -> None:
        self._settled = settled
        self._both: Both = settled.both
        self.wordings = wordings
        self.document_id = document_id
        self.routes = Routes(self._both, wordings)
        self._known: dict[Entries, _Part | None] = {}
        self.turns = TurnsIn(settled, wordings, document_id, self.routes.edits_to)
        row = settled.row("documents", document_id)
        self.is_survey = row is not None and row[index("documents")["kind"]] == _SURVEY
        self._is_of_a_question = is_of_a_question(settled, document_id)

    def stands_as_it_is(self) -> Woven:
        """Somebody has chosen one of the texts."""
        return Woven(None, self.wordings.texts(), {})

    def weave(self) -> Woven:
        part = self._of(self.wordings.all) or self._of_sides()
        text = self._of_one_side() if part is None else part.text
        text = text and text.partition(" ")[0]
        named = {
            sha256: {name: self.wordings.deeds(entry) for name, entry in names.items()}
            for sha256, names in self.wordings.named.items()
        }
        edits = self.routes.edits_to(text)
        woven = Woven(text, self.wordings.texts(), edits, named)
        if not self.is_survey:
            return woven
        self._know_texts_in_which_marks_were_made()
        return replace(woven, moving=self.turns.moving)

    def _know_texts_in_which_marks_were_made(self) -> None:
        """Find out how those came about that merges made, and in which nobody wrote since."""
        known = {*self.wordings.before.values(), *self.wordings.after.values()}
        for side in (self._both.ours, self._both.theirs):
            found = side.where("segments", "document_id", [self.document_id])
            raw = {one: side.raw("segments", one) for one in found}
            some = [
                one
                for one, row in raw.items()
                if row and side.text_of_row("segments", one, row) not in known
            ]
            for maker in sorted(set(makers_of(side, some).values())):
                self._of(self.wordings.past(maker))

    def meeting(self) -> Meeting | None:
        """The texts that stand in the two files, as one; None if either file knows all that the
        other does, or what both had before is not known."""
        parts = self._sides()
        base = self._base(parts[0].entries & parts[1].entries) if parts else None
        if base is None:
            return None
        merged, names = self._merged(base, *parts)
        ours = self.wordings.of_sides[0]
        order = (0, 1) if parts[0].entries == ours else (1, 0)
        return Meeting(base, (parts[0].text, parts[1].text), order, merged, names)

    def corrected(self, woven: Woven, text: str) -> Woven:
        """The same with another text, of which it is known that it came of that."""
        sha256 = _hash(text)
        self._both.made[sha256] = text
        if woven.text is not None:
            self.routes.become(woven.text, sha256)
        return replace(woven, text=sha256, edits=self.routes.edits_to(sha256))

    def _of(self, entries: Entries) -> _Part | None:
        """The text of these entries together; None if that can't be told."""
        if entries not in self._known:
            part = self._worked_out(entries)
            self._known[entries] = part and self._with_each_answer_once(part)
        return self._known[entries]

    def _with_each_answer_once(self, part: _Part) -> _Part:
        if not self._is_of_a_question:
            return part
        text = self._both.text(part.text)
        puts = without_repeated(text, self.turns.of(part.text))
        if not puts:
            return part
        new = written(text, puts)
        self._both.made[_hash(new)] = new
        self.routes.add(part.text, _hash(new), puts)
        return _Part(part.entries, _hash(new))

    def _worked_out(self, entries: Entries) -> _Part | None:
        parts: list[_Part] = []
        for entry in self.wordings.last(entries):
            sha256 = self.wordings.after.get(entry)
            if sha256 is None or self._both.text_if_any(sha256) is None:
                return None
            for known in sorted(self.wordings.closed(entry)):
                self._of(self.wordings.past(known))  # from then on it is known how that came about
            parts.append(_Part(self.wordings.closed(entry), sha256))
        while len(parts) > 1:
            one, other = self._nearest(parts)
            part = self._together(one, other)
            if part is None:
                return None
            left = [some for some in parts if some not in (one, other)]
            parts = sorted([*left, part], key=lambda some: self._latest(some.entries))
        return parts[0] if parts else None

    def _nearest(self, parts: list[_Part]) -> tuple[_Part, _Part]:
        """The two that have most in common: what both had before changes least of either. Of those
        that have as much the earliest."""
        pairs = itertools.combinations(parts, 2)
        return max(pairs, key=lambda pair: len(pair[0].entries & pair[1].entries))

    def _of_sides(self) -> _Part | None:
        """The texts that stand in the two files, as one: where wordings of their own are gone."""
        parts = self._sides()
        part = self._together(*parts) if parts else None
        return part and self._with_each_answer_once(part)

    def _sides(self) -> list[_Part]:
        """The texts that stand in the two files, the later last; none if either file knows all that
        the other does."""
        ours, theirs = self.wordings.of_sides
        if ours <= theirs or theirs <= ours:
            return []
        sides = zip((self._both.ours, self._both.theirs), (ours, theirs), strict=True)
        parts = [
            _Part(entries, sha256)
            for side, entries in sides
            if (sha256 := side.text_hash(self.document_id)) is not None
        ]
        if len(parts) < 2 or any(self._both.text_if_any(one.text) is None for one in parts):
            return []
        return sorted(parts, key=lambda one: self._latest(one.entries - (ours & theirs)))

    def _latest(self, entries: Entries) -> tuple[object, str]:
        return max(map(self.wordings.weight, entries))

    def _of_one_side(self) -> str | None:
        """The text of the side that knows all that the other does; if neither does, None: the later
        correction stands."""
        ours, theirs = self.wordings.of_sides
        side: Side | None = None
        if ours <= theirs:
            side = self._both.theirs
        elif theirs <= ours:
            side = self._both.ours
        found = None if side is None else side.text_hash(self.document_id)
        if found is None or self._both.text_if_any(found) is None:
            return None
        return found

    def _together(self, one: _Part, other: _Part) -> _Part | None:
        """What both wrote; `other` is the later."""
        base = self._base(one.entries & other.entries)
        if base is None:
            return None
        merged, _names = self._merged(base, one, other)
        sha256 = _hash(merged.text)
        self._both.made[sha256] = merged.text
        self.routes.add(base, sha256, merged.puts)
        self.routes.add(one.text, sha256, [Put(*edit) for edit in merged.of_one])
        self.routes.add(other.text, sha256, [Put(*edit) for edit in merged.of_other])
        return _Part(one.entries | other.entries, sha256)

    def _merged(
        self, base: str, one: _Part, other: _Part
    ) -> tuple[MergedText, tuple[Names | None, Names | None]]:
        """What both made of the base; and the names that just one of the two replaced."""
        names = (self._names(base, one, other), self._names(base, other, one))
        merged = merged_texts(
            self._both.text(base),
            self._puts(base, one),
            self._puts(base, other),
            stands=0 if names[0] is not None and names[1] is None else 1,
            cleaned=lambda side, words: without(names[1 - side], words),
        )
        return merged, names

    def _base(self, common: Entries) -> str | None:
        """The text that both had before they went their own ways: what stood there when somebody
        who knew of just that much changed it."""
        told = {
            self.wordings.before[entry]
            for entry in self.wordings.all - common
            if entry in self.wordings.before and self.wordings.past(entry) == common
        }
        known = sorted(one for one in told if self._both.text_if_any(one) is not None)
        if common:
            part = self._of(common)
            if part is not None and (not known or part.text in known):
                return part.text
            return known[0] if known else None
        return known[0] if len(told) == 1 and known else None

    def _names(self, base: str, part: _Part, other: _Part) -> Names | None:
        """The names that were replaced in the one and not in the other; None if none were."""
        entries = self.wordings.replaced_names(part.entries - other.entries)
        if not entries:
            return None
        pairs = [(base, part.text)]
        pairs += [
            (self.wordings.before.get(one, ""), self.wordings.after.get(one, "")) for one in entries
        ]
        found: dict[str, Replacement] = {}
        for before, after in pairs:
            old, new = self._both.text_if_any(before), self._both.text_if_any(after)
            if old is not None and new is not None:
                for one in replacements(old, new):
                    found.setdefault(one.old, one)
        return Names(found[old] for old in sorted(found))

    def _puts(self, base: str, part: _Part) -> list[Put]:
        """What was done to the base; of what was put in, whose it is."""
        end = len(self._both.text(base))
        moved, found = 0, []
        for put in self.routes.between(base, part.text):
            if put.start == put.end and put.key is None:
                found += self._keyed(put, part.text, put.start + moved, behind=put.start == end)
            else:
                found.append(put)
            moved += len(put.words) - (put.end - put.start)
        return found

    def _keyed(self, put: Put, sha256: str, start: int, *, behind: bool) -> list[Put]:
        """What was put in, turn by turn."""
        found = []
        done, reached = start, start + len(put.words)

        def put_in(until: int, key: Key | None) -> None:
            nonlocal done
            if done < until:
                found.append(put._replace(words=put.words[done - start : until - start], key=key))
                done = until

        def no_turn(until: int) -> None:
            words = put.words[done - start : until - start].rstrip()
            keyed = self.is_survey and behind and words
            put_in(done + len(words), Key(f"{sha256} {done}", words) if keyed else None)

        for begin, end, person, said in self.turns.of(sha256):
            if done <= begin and end <= reached:
                no_turn(begin)
                put_in(end, Key(person, said))
        no_turn(reached)
        put_in(reached, None)
        return found


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
