"""How the wordings of a text became each other, as far as that is known."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence

from qualcode.core.merge.combine import Both
from qualcode.core.merge.wordings import Wordings
from qualcode.core.model.edit import Edit
from qualcode.core.model.puts import Put, composed, puts_between


def known_edits(both: Both, document_id: str, sha256: str) -> dict[str, list[Edit]]:
    """How the texts that a document had became this one of it, as far as entries tell."""
    wordings = Wordings(both, both.weighing.pasts, document_id)
    wordings.look_up()
    return Routes(both, wordings).edits_to(sha256)


class Routes:
    """How texts became others: by what is known, or else by comparing the two."""

    def __init__(self, both: Both, wordings: Wordings) -> None:
        self._both = both
        self._steps: dict[str, dict[str, Sequence[Put] | None]] = defaultdict(dict)
        for entry in sorted(wordings.all):
            before, after = wordings.before.get(entry), wordings.after.get(entry)
            if before and after and before != after:
                self._steps[before].setdefault(after, None)

    def add(self, old: str, new: str, puts: Sequence[Put]) -> None:
        """Say how a text became another."""
        if old != new:
            self._steps[old][new] = puts

    def become(self, old: str, new: str) -> None:
        """Say that a text became another."""
        if old != new:
            self._steps[old].setdefault(new, None)

    def between(self, old: str, new: str) -> list[Put]:
        """How the one becomes the other."""
        way = self._way(old, new)
        if way is None:
            return puts_between(self._both.text(old), self._both.text(new))
        puts: list[Put] = []
        for one, other in itertools.pairwise(way):
            puts = composed(self._both.text(old), puts, self._step(one, other))
        return puts

    def edits_to(self, new: str | None) -> dict[str, list[Edit]]:
        """How each text of which that is known becomes this one, in the fewest steps."""
        if new is None:
            return {}
        before: dict[str, list[str]] = defaultdict(list)
        for old in sorted(self._steps):
            for other in self._steps[old]:
                before[other].append(old)
        found: dict[str, list[Put]] = {new: []}
        waiting = [new]
        for later in waiting:  # backwards, so that each text is one step from what is known
            for old in before[later]:
                text = None if old in found else self._both.text_if_any(old)
                if text is not None:
                    found[old] = composed(text, self._step(old, later), found[later])
                    waiting.append(old)
        del found[new]
        return {old: self._edits(old, found[old]) for old in sorted(found)}

    def _edits(self, old: str, puts: Sequence[Put]) -> list[Edit]:
        """Without what was put back as it was."""
        text = self._both.text(old)
        return [Edit(*put[:3]) for put in puts if put.words != text[put.start : put.end]]

    def _step(self, old: str, new: str) -> Sequence[Put]:
        puts = self._steps[old][new]
        if puts is None:
            puts = puts_between(self._both.text(old), self._both.text(new))
            self._steps[old][new] = puts
        return puts

    def _way(self, old: str, new: str) -> list[str] | None:
        """The fewest steps from the one to the other, over texts that are there."""
        if self._both.text_if_any(old) is None:
            return None
        ways, seen = [[old]], {old}
        for way in ways:
            if way[-1] == new:
                return way
            for other in sorted(self._steps.get(way[-1], ())):
                if other not in seen and self._both.text_if_any(other) is not None:
                    seen.add(other)
                    ways.append([*way, other])
        return None
