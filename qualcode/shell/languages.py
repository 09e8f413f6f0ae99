"""What languages call themselves; this is never translated."""

from typing import Final

_OWN_NAMES: Final = {"en": "English", "sv": "Svenska"}


def own_name(code: str) -> str:
    """``sv`` gives “Svenska”, whatever the language in use."""
    return _OWN_NAMES[code]
