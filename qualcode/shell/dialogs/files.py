"""Asking for a file or a folder, beginning where the last one was."""

import re
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QToolButton, QWidget

from qualcode.core.importers.folder import as_read
from qualcode.core.project import SUFFIX
from qualcode.core.translate import _
from qualcode.shell.icons import in_ink
from qualcode.shell.panels.painting import current_theme
from qualcode.shell.remembered import recall, remember
from qualcode.shell.session import Session

_FOLDER = "folder"


def start_folder(session: Session) -> Path:
    """Where the last file was, or the person's documents."""
    last = recall(session, _FOLDER)
    if isinstance(last, str) and Path(last).is_dir():
        return Path(last)
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()


def remember_folder(session: Session, path: Path) -> None:
    """Begin in this file's folder next time."""
    remember(session, **{_FOLDER: str(path.absolute().parent)})


def ask_project(session: Session, parent: QWidget) -> Path | None:
    """A project to open."""
    pattern = _("Qualcode projects ({pattern})").format(pattern=f"*{SUFFIX}")
    found = _open(session, parent, _("Open a project"), pattern, QFileDialog.FileMode.ExistingFile)
    return Path(found[0]) if found else None


def ask_files(
    session: Session,
    parent: QWidget,
    title: str,
    what: str,
    suffixes: tuple[str, ...],
    *,
    several: bool = True,
) -> list[Path]:
    """Files to read, with these endings; `what` is what they are, in the plural.

    They come in the order of their names: a desktop gives them in the order in which they were
    clicked, or with the last one first.
    """
    pattern = f"{what} ({' '.join(f'*{suffix}' for suffix in suffixes)})"
    mode = QFileDialog.FileMode.ExistingFiles if several else QFileDialog.FileMode.ExistingFile
    found = [Path(file) for file in _open(session, parent, title, pattern, mode)]
    return sorted(found, key=lambda path: as_read(path.name))


def _open(
    session: Session, parent: QWidget, title: str, pattern: str, mode: QFileDialog.FileMode
) -> list[str]:
    dialog = QFileDialog(parent, title, str(start_folder(session)), pattern)
    dialog.setFileMode(mode)
    _ink_arrows(dialog)
    accepted = dialog.exec()
    dialog.deleteLater()
    found = _typed(dialog) or dialog.selectedFiles() if accepted else []
    if found:
        remember_folder(session, Path(found[0]))
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
    folder: Path | None = None,
) -> Path | None:
    """A file to write; the dialog asks before one is replaced.

    Args:
        folder: where to begin, if not where the last file was.
        filters: what each ending is called, such as ``{".docx": _("Word")}``.
    """
    dialog = QFileDialog(parent, title, str(folder or start_folder(session)))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([f"{what} (*{suffix})" for suffix, what in filters.items()])
    dialog.setDefaultSuffix(next(iter(filters)))
    dialog.selectFile(name)
    by_filter = {f"{what} (*{suffix})": suffix for suffix, what in filters.items()}
    _ink_arrows(dialog)
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(by_filter[chosen]))
    accepted = dialog.exec()
    dialog.deleteLater()
    return _kept(session, dialog.selectedFiles()[0]) if accepted else None


def ask_folder(
    session: Session, parent: QWidget, title: str, start: Path | None = None
) -> Path | None:
    """A folder."""
    dialog = QFileDialog(parent, title, str(start or start_folder(session)))
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


def _kept(session: Session, found: str) -> Path | None:
    if not found:
        return None
    remember_folder(session, Path(found))
    return Path(found)
