"""The note that a file is written: what is to be known of it, and the ways to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from qualcode.core.translate import _
from qualcode.shell.panels.notice import Notice, Step


def tell_written(notice: Notice, path: Path, warnings: Sequence[str] = ()) -> None:
    """Say that the file is written; each warning stands on a line of its own."""
    written = _("“{file}” is written.").format(file=path.name)
    steps = (Step(_("Open"), lambda: _open(path)), folder_step(path.parent))
    tell_all(notice, (written, *warnings), *steps, warned=bool(warnings))


def tell_all(notice: Notice, sentences: Sequence[str], *steps: Step, warned: bool) -> None:
    """Say several things, each on a line of its own; `warned` if something wants care."""
    (notice.warn if warned else notice.tell)("\n".join(sentences), *steps)


def folder_step(folder: Path) -> Step:
    """The button that shows a folder."""
    return Step(_("Show in its folder"), lambda: _open(folder))


def _open(path: Path) -> None:
    """With the program that the desktop has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
