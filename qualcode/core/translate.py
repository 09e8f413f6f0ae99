"""Every text that a user sees goes through here: English in the code, Swedish in a catalogue.

    raise Refused(_("“{name}” is the name of another code.").format(name=name))

Call `_` when the text is shown or raised, never while a module is imported: the language may be
set later. A constant is marked with `N_` where it stands and translated with `_` where it is shown.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, reduce
from typing import TYPE_CHECKING

from qualcode.core.paths import resource

if TYPE_CHECKING:
    from gettext import GNUTranslations

LANGUAGES = ("en", "sv")
SOURCE_LANGUAGE = "en"

_language: str | None = None
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


def set_language(code: str | None) -> None:
    """Use this language from now on; None follows the system."""
    global _language  # noqa: PLW0603
    if code is not None and code not in LANGUAGES:
        raise ValueError(f"no texts in the language {code!r}")
    _language = code


def language() -> str:
    """The language in use, "en" or "sv"."""
    return _spoken.get() or _language or system_language()


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Texts in this language within the block, in this thread alone: a report has its own."""
    before = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(before)


def _(text: str) -> str:
    catalogue = _catalogue(language())
    return catalogue.gettext(text) if catalogue else text


def ngettext(one: str, many: str, number: int) -> str:
    """The form for so many; format it with the number yourself."""
    catalogue = _catalogue(language())
    if catalogue:
        return catalogue.ngettext(one, many, number)
    return one if number == 1 else many


def one_by_one(sentences: Iterable[str]) -> str:
    """Whole sentences, each of which stands by itself, one after the other."""
    said = list(filter(None, sentences))
    return reduce(_and_then, said) if said else ""


def _and_then(one: str, other: str) -> str:
    return _("{one} {other}").format(one=one, other=other)


def with_commas(words: Iterable[str], *, more: bool = False) -> str:
    """Words with commas between; `more` says that there are others."""
    known = ", ".join(words)
    return _("{words}, …").format(words=known) if more else known


def N_(text: str) -> str:  # noqa: N802 (gettext's own name)
    """Marks a text for translation, and leaves it as it is."""
    return text


@cache
def system_language() -> str:
    """The first language of the system that there are texts in, else English."""
    for name in _wanted():
        code = name.replace("-", "_").split("_")[0].split(".")[0].lower()
        if code in LANGUAGES:
            return code
    return SOURCE_LANGUAGE


def _wanted() -> list[str]:
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return value.split(":")
    if sys.platform == "win32":
        return _wanted_on_windows()
    if sys.platform == "darwin":
        return _wanted_on_macos()
    return []


def _wanted_on_windows() -> list[str]:
    import ctypes
    import locale

    identifier = ctypes.windll.kernel32.GetUserDefaultUILanguage()  # type: ignore[attr-defined,unused-ignore]
    return [locale.windows_locale.get(identifier, "")]


def _wanted_on_macos() -> list[str]:
    """A program that the Finder started has no LANG, so ask the person's settings."""
    import subprocess

    answer = subprocess.run(  # prints ( "sv-SE", "en-SE" ), one on each line
        ["/usr/bin/defaults", "read", "-g", "AppleLanguages"],
        capture_output=True,
        text=True,
        check=False,
    )
    return [line.strip(' ",()') for line in answer.stdout.splitlines()]


@cache
def _catalogue(code: str) -> GNUTranslations | None:
    if code == SOURCE_LANGUAGE:
        return None
    from gettext import GNUTranslations

    with resource("translations", f"{code}.mo").open("rb") as file:
        return GNUTranslations(file)
