"""What the computer calls the person whose account is used."""

from __future__ import annotations

import getpass
import sys
from typing import Final

#: What accounts are called that are nobody's own.
_NOBODY: Final = frozenset(
    {
        *("root", "admin", "administrator", "administratör", "user", "användare", "owner"),
        *("ägare", "guest", "gäst", "default", "test", "student", "pc", "ubuntu", "debian"),
        *("default user", "local user", "lokal användare", "live session user", "system"),
    }
)
#: Of what the system can tell of an account: the name as it is shown (EXTENDED_NAME_FORMAT).
_NAME_DISPLAY: Final = 3


def full_name() -> str:
    """The person's name as the system's account has it; empty if it has none, or one of nobody."""
    try:
        login = getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user, or a system without any
        login = ""
    found = " ".join(_shown_name(login).split())
    return "" if found == login or found.casefold() in _NOBODY else found


def _shown_name(login: str) -> str:
    if sys.platform == "win32":
        return _name_in_windows()
    import pwd

    try:
        return pwd.getpwnam(login).pw_gecos.split(",")[0]
    except KeyError:
        return ""


def _name_in_windows() -> str:
    import ctypes

    ask = ctypes.windll.secur32.GetUserNameExW  # type: ignore[attr-defined]
    size = ctypes.c_ulong(0)
    ask(_NAME_DISPLAY, None, ctypes.byref(size))
    room = ctypes.create_unicode_buffer(size.value + 1)
    return room.value if ask(_NAME_DISPLAY, room, ctypes.byref(size)) else ""
