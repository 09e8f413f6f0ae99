"""Which codes have which of the keys 1 to 9."""

from __future__ import annotations

from typing import Final

from qualcode.core.ids import CodeId
from qualcode.shell.models.codebook import Codebook

NUMBERS: Final = range(1, 10)


class NumberKeys:
    """Keys that the user gave to codes, and those that codes got by themselves.

    Attributes: in_use: the code of each key that stands for one.
    """

    def __init__(self) -> None:
        self.in_use: dict[int, CodeId] = {}
        self._chosen: dict[int, CodeId] = {}
        #: the keys that codes got by themselves; they keep them wherever they are moved
        self._given: dict[int, CodeId] = {}
        self._known: set[CodeId] = set()

    def restore(self, chosen: object, given: object, codebook: Codebook) -> None:
        """As `chosen` and `given` were stored; what can't be a key is passed over."""
        self._chosen = _read(chosen)
        self._given = {n: code_id for n, code_id in _read(given).items() if code_id in codebook}
        self._known = set()
        self.follow(codebook)

    def chosen(self) -> dict[str, str]:
        """The keys that the user gave to codes, for `restore`."""
        return {str(number): code_id for number, code_id in self._chosen.items()}

    def given(self) -> dict[str, str]:
        """The keys that codes got by themselves, for `restore`."""
        return {str(number): code_id for number, code_id in self._given.items()}

    def choose(self, number: int, code_id: CodeId) -> None:
        """Let a key stand for this code, and no other key."""
        kept = {n: c for n, c in self._chosen.items() if c != code_id}
        self._chosen = {**kept, number: code_id}

    def follow(self, codebook: Codebook) -> None:
        """Keys that nobody gave away stand for the first codes of the tree, and stay with them
        when the tree changes; a code that is new gets one that is free."""
        chosen = {n: c for n, c in self._chosen.items() if c in codebook}
        taken = {*chosen.values(), *self._given.values()}
        new = (c.id for c in codebook if c.id not in self._known and c.id not in taken)
        for number in NUMBERS:
            # The key of a code that has gone waits: the code may be brought back.
            if number not in self._given and (code_id := next(new, None)):
                self._given[number] = code_id
        self._known = {code.id for code in codebook}
        given = {
            number: code_id
            for number, code_id in self._given.items()
            if code_id in codebook and code_id not in chosen.values()
        }
        self.in_use = dict(sorted({**given, **chosen}.items()))


def _read(stored: object) -> dict[int, CodeId]:
    """As they are stored: a code's id by its number."""
    pairs = stored.items() if isinstance(stored, dict) else ()
    return {
        int(number): CodeId(str(code_id))
        for number, code_id in pairs
        if str(number).isdigit() and int(number) in NUMBERS
    }
