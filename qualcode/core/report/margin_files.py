"""Several coded documents as Word files with their codes in the margin, a file for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from qualcode.core.analysis.quotes import nameless_title
from qualcode.core.analysis.shown_text import turns_of
from qualcode.core.ids import DocumentId
from qualcode.core.operations.names import free_title
from qualcode.core.project import Project, taken
from qualcode.core.report.cautions import cautions
from qualcode.core.report.export import ExportReport, export
from qualcode.core.report.options import MARGIN, ExportOptions, Written
from qualcode.core.store import documents as document_store
from qualcode.core.store import persons as person_store
from qualcode.core.store.connection import errors_named
from qualcode.core.translate import _

SUFFIX: Final = ".docx"
#: What a name of a file can't hold on one system or another, and what one can't see in it.
_IMPOSSIBLE: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
#: What Windows takes for devices.
_DEVICES: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_PREFIX: Final = ".qualcode-"
#: Characters of a name: file systems hold 255 bytes, and a character may take four.
_LONGEST: Final = 60

Progress = Callable[[int, int, str], None]


def file_names(
    project: Project, document_ids: Sequence[DocumentId], *, real_names: bool = False
) -> dict[DocumentId, str]:
    """What each document's file is called: by its title, in which nobody's real name is left."""
    found: dict[DocumentId, str] = {}
    stems: list[str] = []
    everybody = {
        one.name: one
        for one in person_store.all_persons(project.db)
        if one.name and one.name != one.pseudonym
    }
    for document in (document_store.get(project.db, one) for one in document_ids):
        title = document.title
        if not real_names:
            speakers = turns_of(project.db, document.id).names
            title = nameless_title(title, {**everybody, **speakers})
        stem = free_title(_safe(title), stems)
        stems.append(stem)
        found[document.id] = stem + SUFFIX
    return found


def _safe(title: str) -> str:
    words = " ".join(_IMPOSSIBLE.sub(" ", title).split())
    stem = words.strip(" .")[:_LONGEST].strip(" .")
    if not stem or _DEVICES.match(stem):
        return _("Document {title}").format(title=stem).strip()
    return stem


def export_margins(
    project: Project,
    folder: Path,
    *,
    options: ExportOptions,
    overwrite: bool = False,
    progress: Progress = lambda _done, _all, _what: None,
) -> list[ExportReport]:
    """Write a file for each of the filters' documents, or for all, into a folder, which is made if
    need be: all of them or none. What `progress` raises leaves everything as it was.

    Raises:
        ProjectError: if a file exists, unless `overwrite`, or one can't be written.
    """
    chosen = options.filters.documents
    ids = list(chosen) or [one.id for one in document_store.all_documents(project.db)]
    names = file_names(project, ids, real_names=options.real_names)
    with errors_named(folder), _made(folder), _beside(folder) as new:
        for name in names.values():
            if (folder / name).exists() and not overwrite:
                raise taken(folder / name)
        reports = []
        for number, (document_id, name) in enumerate(names.items()):
            progress(number, len(names), name)
            one = replace(options, document=document_id)
            report = export(project, Path(new, name), what=MARGIN, options=one)
            reports.append(replace(report, path=folder / name))
        _put(Path(new), folder, list(names.values()))
    return reports


def cautions_of(reports: Sequence[ExportReport]) -> tuple[str, ...]:
    """What is to be said of all the files together, each thing once."""
    every = Written(
        b"",
        replaced_characters=sum(one.replaced_characters for one in reports),
        names=tuple(chain.from_iterable(one.names for one in reports)),
        contacts=tuple(chain.from_iterable(one.contacts for one in reports)),
        unplaced=sum(one.unplaced for one in reports),
    )
    return tuple(cautions(every))


def _beside(folder: Path) -> TemporaryDirectory[str]:
    """On the disk of the folder, so that files move at once; a scanner of viruses that holds one of
    them does not undo what is done."""
    return TemporaryDirectory(prefix=_PREFIX, dir=folder, ignore_cleanup_errors=True)


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """The folder is there; where what follows fails and it was not there before, it is not."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        with suppress(OSError):  # something else has come into it
            for one in missing:
                one.rmdir()
        raise


def _put(new: Path, folder: Path, names: Sequence[str]) -> None:
    """Move the files to their places; if one can't be moved, those that were there come back."""
    old = new / "old"
    old.mkdir()
    try:
        for name in names:
            if (folder / name).exists():
                (folder / name).replace(old / name)
            (new / name).replace(folder / name)
    except OSError:
        for name in names:
            if not (new / name).exists():
                (folder / name).unlink(missing_ok=True)
            if (old / name).exists():
                (old / name).replace(folder / name)
        raise
