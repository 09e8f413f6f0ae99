"""Whether files are still what a plan was made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from qualcode.core.errors import ChangedSince
from qualcode.core.merge.opening import Source
from qualcode.core.project import Project
from qualcode.core.store import journal
from qualcode.core.translate import _


def states_of(project: Project, sources: Sequence[Source]) -> dict[str, str]:
    """How far the histories go of the project and the files, by their names. What is done is in
    them; that a file was only opened, or copied, is not."""
    found = defaultdict(list)
    for path, db in ((project.path, project.db), *((one.path, one.db) for one in sources)):
        found[path.name].append(journal.state(db))
    return {name: " ".join(sorted(states)) for name, states in found.items()}


def changed_since(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """The names of those that are not what they were then; of others nothing is known."""
    return [name for name, state in now.items() if then.get(name, state) != state]


def require_as_planned(then: Mapping[str, str], now: Mapping[str, str]) -> None:
    """Refuse to take in what was changed since somebody looked at the plan.

    Raises:
        ChangedSince
    """
    for name in changed_since(then, now):
        raise ChangedSince(
            _(
                "“{file}” was changed since the plan was made, so nothing was merged. Look at the "
                "plan again."
            ).format(file=name)
        )
