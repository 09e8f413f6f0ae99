"""Time and chance by a script: the same seed makes the same ids, and so the same history."""

from datetime import UTC, datetime
from random import Random

from qualcode.core import clock, ids

START = 1_800_000_000_000


class Script:
    """Stands in for the clock and the source of chance."""

    def __init__(self) -> None:
        self.milliseconds = START
        self._chance = Random(0)
        self._steps = Random(0)

    def begin(self, milliseconds: int, seed: int) -> None:
        """Another laptop: its clock, and its chance."""
        self.milliseconds = milliseconds
        self._chance, self._steps = Random(seed), Random(seed + 1)
        ids._clock = ids._Clock()

    def time_ns(self) -> int:
        return self.milliseconds * 1_000_000

    def urandom(self, count: int) -> bytes:
        return self._chance.randbytes(count)

    def now(self, _zone=None) -> datetime:
        """A little later each time, and now and then at the same moment."""
        self.milliseconds += self._steps.choice([0, 1, 1, 7, 40])
        return datetime.fromtimestamp(self.milliseconds / 1000, UTC)

    def stand_in(self, monkeypatch) -> None:
        monkeypatch.setattr(ids, "time", self)
        monkeypatch.setattr(ids, "os", self)
        monkeypatch.setattr(ids, "_clock", ids._Clock())
        monkeypatch.setattr(clock, "datetime", self)
