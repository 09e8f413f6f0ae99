"""Asking for a file or a folder, beginning where the last one of its kind was."""

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QLineEdit, QToolButton, QWidget

from qualcode.core.importers.folder import as_read
from qualcode.core.project import SUFFIX
from qualcode.core.translate import _
from qualcode.shell.icons import in_ink
from qualcode.shell.panels.painting import current_theme
from qualcode.shell.remembered import recall, remember
from qualcode.shell.session import Session

_FOLDERS: Final = "folders"


class Kind(StrEnum):
    """What a file is for: each kind has a folder of its own that the next one is looked for in."""

    PROJECTS = "projects"
    COPIES = "copies"
    EXPORTS = "exports"
    REPORTS = "reports"
    TRANSCRIPTS = "transcripts"
    SHEETS = "sheets"
    RULES = "rules"


def start_folder(session: Session, kind: Kind) -> Path:
    """Where the last file of that kind was, or else beside the project, or the person's documents.

    What is written is so never put among the transcripts because they were the last to be read.
    """
    last = _folders(session).get(kind)
    if isinstance(last, str) and Path(last).is_dir():
        return Path(last)
    if session.project is not None:
        return session.project.path.absolute().parent
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()


def remember_folder(session: Session, path: Path, kind: Kind) -> None:
    """Begin in this folder, or this file's, next time that one of the kind is asked for."""
    whole = path.absolute()
    folder = str(whole if whole.is_dir() else whole.parent)
    remember(session, **{_FOLDERS: {**_folders(session), kind.value: folder}})


def _folders(session: Session) -> Mapping[str, object]:
    stored = recall(session, _FOLDERS)
    return stored if isinstance(stored, dict) else {}


def ask_project(session: Session, parent: QWidget) -> Path | None:
    """A project to open."""
    pattern = _("Qualcode projects ({pattern})").format(pattern=f"*{SUFFIX}")
    mode = QFileDialog.FileMode.ExistingFile
    found = _open(session, parent, _("Open a project"), pattern, mode, Kind.PROJECTS)
    return Path(found[0]) if found else None


def ask_files(
    session: Session,
    parent: QWidget,
    title: str,
    what: str,
    suffixes: tuple[str, ...],
    *,
    several: bool = True,
    kind: Kind = Kind.SHEETS,
) -> list[Path]:
    """Files to read, with these endings; `what` is what they are, in the plural.

    They come in the order of their names: a desktop gives them in the order in which they were
    clicked, or with the last one first.
    """
    pattern = f"{what} ({' '.join(f'*{suffix}' for suffix in suffixes)})"
    mode = QFileDialog.FileMode.ExistingFiles if several else QFileDialog.FileMode.ExistingFile
    found = [Path(file) for file in _open(session, parent, title, pattern, mode, kind)]
    return sorted(found, key=lambda path: as_read(path.name))


def ask_copies(session: Session, parent: QWidget, title: str) -> list[Path]:
    """Colleagues' projects."""
    what = _("Qualcode projects")
    return ask_files(session, parent, title, what, (SUFFIX,), kind=Kind.COPIES)


def _open(
    session: Session,
    parent: QWidget,
    title: str,
    pattern: str,
    mode: QFileDialog.FileMode,
    kind: Kind,
) -> list[str]:
    dialog = QFileDialog(parent, title, str(start_folder(session, kind)), pattern)
    dialog.setFileMode(mode)
    _ink_arrows(dialog)
    accepted = dialog.exec()
    dialog.deleteLater()
    found = _typed(dialog) or dialog.selectedFiles() if accepted else []
    if found:
        remember_folder(session, Path(found[0]), kind)
    return found


def _typed(dialog: QFileDialog) -> list[str]:
    """The files that its field names, if it names several.

    Qt's own dialog marks in its list what is typed, and then gives what is marked: of names that
    are typed before a folder has been listed, only some.
    """
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    names = re.findall('"([^"]+)"', field.text()) if field else []
    found = [dialog.directory().absoluteFilePath(name) for name in names]
    return found if all(Path(file).is_file() for file in found) else []


def ask_target(
    session: Session,
    parent: QWidget,
    title: str,
    *,
    name: str,
    filters: dict[str, str],
    kind: Kind = Kind.EXPORTS,
) -> Path | None:
    """A file to write; the dialog asks before one is replaced.

    Args:
        filters: what each ending is called, such as ``{".docx": _("Word")}``.
    """
    dialog = QFileDialog(parent, title, str(start_folder(session, kind)))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([f"{what} (*{suffix})" for suffix, what in filters.items()])
    dialog.setDefaultSuffix(next(iter(filters)))
    dialog.selectFile(name)
    by_filter = {f"{what} (*{suffix})": suffix for suffix, what in filters.items()}
    _ink_arrows(dialog)
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(by_filter[chosen]))
    accepted = dialog.exec()
    dialog.deleteLater()
    return _kept(session, dialog.selectedFiles()[0], kind) if accepted else None


def ask_folder(
    session: Session, parent: QWidget, title: str, kind: Kind, start: Path | None = None
) -> Path | None:
    """A folder, beginning in `start` or where files of that kind are."""
    dialog = QFileDialog(parent, title, str(start or start_folder(session, kind)))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    _ink_arrows(dialog)
    accepted = dialog.exec()
    dialog.deleteLater()
    return Path(dialog.selectedFiles()[0]) if accepted else None


def _ink_arrows(dialog: QFileDialog) -> None:
    """Where the dialog is Qt's own its arrows are black, which is not seen on a dark ground."""
    for name in ("backButton", "forwardButton", "toParentButton"):
        button = dialog.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(in_ink(button.icon(), current_theme(), button.iconSize()))


def _kept(session: Session, found: str, kind: Kind) -> Path | None:
    if not found:
        return None
    remember_folder(session, Path(found), kind)
    return Path(found)
