"""Names that users give to things."""

from collections.abc import Collection

from qualcode.core.errors import Refused
from qualcode.core.store.connection import casefold
from qualcode.core.translate import _

#: Long enough for any heading; a name is for one line, a definition for the rest.
LONGEST_NAME = 500


def required(name: str, otherwise: str) -> str:
    """The name on one line without outer white space.

    Raises:
        Refused: saying `otherwise` if nothing is left, or that the name is too long.
    """
    cleaned = " ".join(name.split())
    if not cleaned:
        raise Refused(otherwise)
    if len(cleaned) > LONGEST_NAME:
        raise Refused(
            _(
                "The name is {count} characters long, and at most {most} can be kept. "
                "Shorten it, and put the rest in the definition."
            ).format(count=len(cleaned), most=LONGEST_NAME)
        )
    return cleaned


def free_title(title: str, taken: Collection[str]) -> str:
    """The title, or with `` (2)``, `` (3)`` … after it if it is taken already."""
    folded = {casefold(other) for other in taken}
    candidate, number = title, 2
    while casefold(candidate) in folded:
        candidate = f"{title} ({number})"
        number += 1
    return candidate


def optional(text: str | None) -> str | None:
    """The text without outer white space, or None if there is none."""
    return (text or "").strip() or None
