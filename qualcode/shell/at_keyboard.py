"""Who is at the keyboard, file by file: in a copy that was made for a colleague one may be another
than in one's own project, and nobody's marks may be signed by mistake."""

from __future__ import annotations

from typing import Any, Final

from qualcode.core.analysis.whose_copy import Copy
from qualcode.core.ids import CoderId
from qualcode.core.model import Coder
from qualcode.core.operations.coders import add_coder
from qualcode.core.project import Project
from qualcode.core.settings import Settings
from qualcode.core.store import coders
from qualcode.core.store.connection import casefold
from qualcode.core.translate import _

#: under which name the settings have it
_PEOPLE: Final = "people"
#: and as whom one is known in the copies that were made for one, with one's own name
_KNOWN_AS: Final = "known_as"
#: of so many files it is remembered who one was
_FILES: Final = 200


def file_key(project: Project, copy: Copy | None) -> str:
    """What tells a project, and each copy of it that was handed out, from any other."""
    return f"{project.info.id}/{copy.entry_id}" if copy else str(project.info.id)


def joining(stored: Settings, project: Project, copy: Copy | None) -> CoderId | None:
    """As whom one worked in this file before, or else by one's name. A copy that was made for
    somebody of another name is not joined: that is asked."""
    known = remembered(stored, project, copy)
    owner = copy.owner if copy else None
    if known is not None:
        return known.id
    if owner is None or project.read_only or is_named(owner, stored.coder_name):
        return by_name(stored, project)
    return None


def by_name(stored: Settings, project: Project) -> CoderId | None:
    """The evaluator of one's name, added where there is none; None where nothing can be written."""
    found = coders.named(project.db, stored.coder_name)
    if found is not None:
        return found.id
    if project.read_only:
        return None
    initials, colour = stored.coder_initials or None, stored.coder_colour or None
    changes = add_coder(project, stored.coder_name, initials=initials, colour=colour)
    return CoderId(changes.first("coders"))


def remembered(stored: Settings, project: Project, copy: Copy | None) -> Coder | None:
    """Who one was in this file last, if they are still in it; or for whom it was made, if one said
    of another copy for them that one is they."""
    coder_id = _stored(stored, _PEOPLE).get(file_key(project, copy))
    if isinstance(coder_id, str):
        return coders.found(project.db, CoderId(coder_id))
    owner = copy.owner if copy else None
    if owner is None or _stored(stored, _KNOWN_AS).get(owner.id) != stored.coder_name:
        return None
    return owner


def with_person(
    stored: Settings, project: Project, copy: Copy | None, coder_id: CoderId
) -> dict[str, Any]:
    """What the settings are to remember, with who one is in this file; the latest file last."""
    found = {_PEOPLE: _with(_stored(stored, _PEOPLE), file_key(project, copy), coder_id)}
    if copy is not None and copy.owner is not None and copy.owner.id == coder_id:
        found[_KNOWN_AS] = _with(_stored(stored, _KNOWN_AS), coder_id, stored.coder_name)
    return {**(stored.window or {}), **found}


def _with(known: dict[str, Any], key: str, value: str) -> dict[str, Any]:
    if known.get(key) != value:
        known.pop(key, None)
        known[key] = value
    return dict(list(known.items())[-_FILES:])


def without_people(stored: Settings) -> dict[str, Any]:
    """The same with nobody in any file: somebody else sits here now."""
    forgotten = (_PEOPLE, _KNOWN_AS)
    return {name: value for name, value in (stored.window or {}).items() if name not in forgotten}


def is_named(coder: Coder, name: str) -> bool:
    """Whether it is the evaluator's name, whatever its case and spaces."""
    return casefold(" ".join(name.split())) == casefold(coder.name)


def _stored(stored: Settings, name: str) -> dict[str, Any]:
    found = (stored.window or {}).get(name)
    return dict(found) if isinstance(found, dict) else {}


def whose_copy(owner: Coder) -> str:
    """What is asked before anything can be done in a colleague's copy."""
    return _("This copy was made for {name}. Are you {name}?").format(name=owner.name)
