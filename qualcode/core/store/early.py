"""The database library, imported without what it would bring along."""

import sys


def import_database() -> None:
    """Import sqlite-utils without NumPy, at the start of a program.

    It imports NumPy wherever that is installed, for types that it is never given here: 0.1 s and
    13 MB for each command and window. Who compares evaluators imports it then.
    """
    if "sqlite_utils" in sys.modules or "numpy" in sys.modules:
        return
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        import sqlite_utils  # noqa: F401
    finally:
        del sys.modules["numpy"]
