"""A part of the material as it is remembered between two sittings: by ids, and values chosen."""

from __future__ import annotations

from typing import Any, Final

from qualcode.core.analysis.narrowing import Narrowing
from qualcode.core.ids import AttributeId

_FACETS: Final = (
    *("documents", "kinds", "waves", "folders", "persons", "groups"),
    *("coders", "weights", "stances"),
)


def narrowing_to_state(narrowing: Narrowing) -> dict[str, Any]:
    """What is remembered."""
    return {
        "narrowing": {name: sorted(getattr(narrowing, name)) for name in _FACETS},
        "attributes": [[own, sorted(values)] for own, values in narrowing.attributes],
    }


def narrowing_from_state(stored: dict[str, Any]) -> Narrowing:
    """As it was remembered; what can't be one is passed over."""
    known = stored.get("narrowing")
    facets: dict[str, Any] = {}
    known = known if isinstance(known, dict) else {}
    for name in _FACETS:
        values = known.get(name)
        kind = int if name == "weights" else str
        if isinstance(values, list) and all(isinstance(value, kind) for value in values):
            facets[name] = frozenset(values)
    some = stored.get("attributes")
    found = map(_attribute, some if isinstance(some, list) else ())
    return Narrowing(**facets, attributes=tuple(one for one in found if one is not None))


def _attribute(stored: object) -> tuple[AttributeId, frozenset[str]] | None:
    match stored:
        case [str(attribute_id), [*values]] if all(isinstance(one, str) for one in values):
            return AttributeId(attribute_id), frozenset(map(str, values))
    return None
