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
from typing import Any

from qualcode.core.ids import new_id
from qualcode.core.paths import config_dir


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


def load() -> Settings:
    """The settings as last saved. A file that can't be read gives the defaults."""
    try:
        stored = json.loads(_path().read_text(encoding="utf-8"))
        known = {field.name for field in fields(Settings)}
        values = {name: value for name, value in stored.items() if name in known}
        values["recent"] = tuple(str(path) for path in values.get("recent", ()))
        return replace(Settings(), **values)
    except (OSError, ValueError, AttributeError, TypeError):
        return Settings()


def save(settings: Settings) -> None:
    """Remember the settings.

    Raises:
        OSError: if the folder can't be written to.
    """
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.new")
    unfinished.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), "utf-8")
    unfinished.replace(path)


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
