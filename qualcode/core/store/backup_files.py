"""The backups that lie beside a project, known by their names."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

STAMP: Final = "%Y-%m-%dT%H%M%S"
_NAME: Final = re.compile(r"(?P<stem>.*) \(backup (?P<stamp>\d{4}-\d\d-\d\dT\d{6})\)\.qualcode")


@dataclass(frozen=True)
class Backup:
    """A copy of a project as it was at a moment (UTC)."""

    path: Path
    time: datetime


def backups_of(path: Path) -> list[Backup]:
    """The project's backups, newest first."""
    found = [
        Backup(candidate, moment)
        for candidate in path.parent.iterdir()
        if (moment := _moment(candidate.name, path.stem))
    ]
    return sorted(found, key=lambda backup: backup.time, reverse=True)


def _moment(name: str, stem: str) -> datetime | None:
    match = _NAME.fullmatch(name)
    if match is None or match["stem"] != stem:
        return None
    try:
        return datetime.strptime(match["stamp"], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None  # a thirteenth month: no name of ours
