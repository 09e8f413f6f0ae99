"""Who is at the keyboard, file by file: in a copy that was made for a colleague one may be another
than in one's own project, and nobody's marks may be signed by mistake."""

from __future__ import annotations

from typing import Any, Final

from qualcode.core.analysis.whose_copy import Copy
from qualcode.core.ids import CoderId
from qualcode.core.model import Coder
from qualcode.core.project import Project
from qualcode.core.settings import Settings
from qualcode.core.store import coders
from qualcode.core.store.connection import casefold

#: under which name the settings have it
_PEOPLE: Final = "people"
#: of so many files it is remembered who one was
_FILES: Final = 200


def file_key(project: Project, copy: Copy | None) -> str:
    """What tells a project, and each copy of it that was handed out, from any other."""
    return f"{project.info.id}/{copy.entry_id}" if copy else str(project.info.id)


def remembered(stored: Settings, project: Project, copy: Copy | None) -> Coder | None:
    """Who one was in this file last, if they are still in it."""
    coder_id = _people(stored).get(file_key(project, copy))
    return coders.found(project.db, CoderId(coder_id)) if isinstance(coder_id, str) else None


def with_person(
    stored: Settings, project: Project, copy: Copy | None, coder_id: CoderId
) -> dict[str, Any]:
    """What the settings are to remember, with who one is in this file; the latest file last."""
    people, key = _people(stored), file_key(project, copy)
    if people.get(key) != coder_id:
        people.pop(key, None)
        people[key] = coder_id
    return {**(stored.window or {}), _PEOPLE: dict(list(people.items())[-_FILES:])}


def without_people(stored: Settings) -> dict[str, Any]:
    """The same with nobody in any file: somebody else sits here now."""
    return {name: value for name, value in (stored.window or {}).items() if name != _PEOPLE}


def is_named(coder: Coder, name: str) -> bool:
    """Whether it is the evaluator's name, whatever its case and spaces."""
    return casefold(" ".join(name.split())) == casefold(coder.name)


def _people(stored: Settings) -> dict[str, Any]:
    found = (stored.window or {}).get(_PEOPLE)
    return dict(found) if isinstance(found, dict) else {}
