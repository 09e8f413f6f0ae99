"""Histories in which copies are handed out again and again, of copies too, and merged with others than
those they were made from."""

from __future__ import annotations

from pathlib import Path
from random import Random

from qualcode.core.merge.apply import merge
from qualcode.core.merge.handout import hand_out
from qualcode.core.project import Project
from qualcode.core.store import coders, documents
from tests.core.merge.copies import copy
from tests.core.random_work import Work

#: Besides the first.
_MOST_FILES = 4


class LateCopies:
    """Files that come of one project.

    Attributes:
        paths: all that were made.
    """

    def __init__(self, base: Path, random: Random, *, in_part: bool = False) -> None:
        self.paths = [copy(base, "file-0")]
        self._random = random
        self._in_part = in_part

    def step(self) -> None:
        """Work on, hand out, or take in."""
        deed = self._random.choices([self._work, self._hand_out, self._take_in], [4, 2, 2])[0]
        deed()

    def _work(self) -> None:
        with Project.open(self._random.choice(self.paths)) as project:
            for _ in range(self._random.randint(1, 5)):
                who = self._random.choice(coders.all_coders(project.db)).id
                Work(project, who, self._random).step()

    def _hand_out(self) -> None:
        if len(self.paths) > _MOST_FILES:
            return
        source = self._random.choice(self.paths)
        out = source.with_name(f"file-{len(self.paths)}.qualcode")
        with Project.open(source) as project:
            chosen = None
            if self._in_part and self._random.random() < 0.5:
                chosen = [one.id for one in documents.all_documents(project.db)[:1]] or None
            blind = self._in_part and self._random.random() < 0.5
            hand_out(project, out, name=f"Kollega {len(self.paths)}", documents=chosen, blind=blind)
        self.paths.append(out)

    def _take_in(self) -> None:
        if len(self.paths) < 2:
            return
        target, other = self._random.sample(self.paths, 2)
        with Project.open(target) as project:
            merge(project, coders.all_coders(project.db)[0].id, [other])
