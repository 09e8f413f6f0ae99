"""What the program remembers of this person on this computer, between projects.

One small JSON file in the person's own folder. It never holds anything out of an interview; the
names and places of recent projects it does hold, and they can be cleared.
"""

import contextlib
import json
import os
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from qualcode.core.ids import new_id
from qualcode.core.paths import config_dir
from qualcode.core.translate import LANGUAGES


@dataclass(frozen=True)
class Settings:
    """The settings; every one has a default that works.

    Attributes:
        coder_name: who the person said they are; empty before the first start.
        language: ``sv``, ``en``, or None to follow the system.
        theme: ``light``, ``dark``, ``high-contrast``, or None to follow the system.
        text_scale: of the whole window; 1.0 is normal.
        recent: projects opened last, newest first.
        window: places and sizes, as the window left them.
    """

    coder_name: str = ""
    coder_initials: str = ""
    coder_colour: str = ""
    language: str | None = None
    theme: str | None = None
    text_scale: float = 1.0
    reader_size: float = 15.5
    recent: tuple[str, ...] = ()
    device: str = ""
    window: dict[str, Any] | None = None


_CHOICES: Final = {"language": LANGUAGES, "theme": ("light", "dark", "high-contrast")}
#: of a font in points, or of the window; beyond it the file was not written by us
_LARGEST_SIZE: Final = 1000


def load() -> Settings:
    """The settings as last saved. What can't be read, all or one, is the default."""
    try:
        stored = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    read = {field.name: _read(field.name, stored.get(field.name)) for field in fields(Settings)}
    return replace(Settings(), **{name: value for name, value in read.items() if value is not None})


def _read(name: str, value: Any) -> Any:
    """A stored value as the setting is, or None if it can't be."""
    allowed = _CHOICES.get(name)
    if allowed is not None:
        return value if value in allowed else None
    if name == "recent":
        return tuple(map(str, value)) if isinstance(value, list) else None
    if name == "window":
        return value if isinstance(value, dict) else None
    if isinstance(getattr(Settings, name), float):
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return float(value) if number and 0 < value < _LARGEST_SIZE else None
    return value if isinstance(value, str) else None


def save(settings: Settings) -> None:
    """Remember the settings.

    Raises:
        OSError: if the folder can't be written to.
    """
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        # In ASCII: a path may hold bytes that are no text, and JSON can escape those.
        unfinished.write_text(json.dumps(asdict(settings), indent=1), "utf-8")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


@cache
def device_id() -> str:
    """What tells this computer and person from others in a journal: a random id, nothing more."""
    settings = load()
    if not settings.device:
        settings = replace(settings, device=new_id())
        # Without a place to keep it the id is new each time, which harms nothing.
        with contextlib.suppress(OSError):
            save(settings)
    return settings.device


def _path() -> Path:
    return config_dir() / "settings.json"
