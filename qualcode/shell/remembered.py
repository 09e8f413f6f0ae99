"""What the window remembers between starts, in the person's settings: places, sizes, choices."""

from typing import Any

from qualcode.shell.session import Session


def recall(session: Session, name: str) -> Any:
    """What was remembered under this name, or None."""
    return (session.settings.window or {}).get(name)


def remember(session: Session, **values: Any) -> None:
    """Remember these; a value that is remembered already is not written again."""
    known = session.settings.window or {}
    if any(known.get(name) != value for name, value in values.items()):
        session.remember(window={**known, **values})
