"""One way out: what is asked for, in the format that the file's ending names."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from qualcode.core.errors import ProjectError
from qualcode.core.ids import DocumentId
from qualcode.core.project import Project, taken
from qualcode.core.report.options import (
    CODEBOOK,
    CODINGS,
    DOCUMENT,
    FORMATS,
    SUMMARY,
    ExportOptions,
    Written,
)
from qualcode.core.store import documents as document_store
from qualcode.core.store import persons as person_store
from qualcode.core.store import summary as reads
from qualcode.core.store.backups import unfinished_copy_of
from qualcode.core.store.connection import errors_named
from qualcode.core.translate import _, ngettext, speaking

__all__ = ["CODEBOOK", "CODINGS", "DOCUMENT", "SUMMARY", "ExportOptions", "ExportReport", "export"]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written, and what could not be written as it stands.

    Attributes:
        quotes: how many passages are in the file.
        replaced_characters: those that the format can't hold, which became U+FFFD.
        split_cells: cells that were too long and go on in a next column.
        warnings: the same and more in whole sentences, for the user.
    """

    path: Path
    quotes: int
    replaced_characters: int
    split_cells: int
    warnings: tuple[str, ...]


def export(
    project: Project,
    out: Path,
    *,
    what: str,
    options: ExportOptions | None = None,
    overwrite: bool = False,
) -> ExportReport:
    """Write a file, whole or not at all, in the project's language.

    Raises:
        ProjectError: if the file exists, its ending names no format for this, or it can't be
            written.
    """
    chosen = options or ExportOptions()
    suffix = _known_suffix(out, what)
    with errors_named(out):
        if out.exists() and not overwrite:
            raise taken(out)
    if what == DOCUMENT:  # refused in the user's language, written in the project's
        chosen = replace(chosen, document=_document_of(project, chosen))
    with speaking(project.info.language):
        written = _write(project, what, suffix, chosen)
    _save(out, written.data)
    return ExportReport(
        path=out,
        quotes=written.quotes,
        replaced_characters=written.replaced_characters,
        split_cells=written.split_cells,
        warnings=(*_warnings(written), *written.warnings),
    )


def _known_suffix(out: Path, what: str) -> str:
    suffix, possible = out.suffix.lower(), FORMATS[what]
    if suffix not in possible:
        raise ProjectError(
            _("“{file}” can’t be written. Let its name end in one of: {suffixes}.").format(
                file=out.name, suffixes=", ".join(possible)
            )
        )
    return suffix


def _write(project: Project, what: str, suffix: str, options: ExportOptions) -> Written:
    """Heavy modules are imported when they are used: the command line starts fast."""
    if what == SUMMARY:
        return _write_summary(project, suffix, options)
    if what == DOCUMENT:
        return _write_document(project, suffix, options)
    if what == CODINGS:
        return _write_codings(project, suffix, options)
    from qualcode.core.report import codebook, tables

    if suffix == ".docx":
        return codebook.write_docx(project, options.filters.codes)
    return tables.write(codebook.table(project, options.filters.codes), suffix)


def _write_summary(project: Project, suffix: str, options: ExportOptions) -> Written:
    from qualcode.core.analysis.summary import build
    from qualcode.core.report import data, html, markdown, word

    summary = build(project, options.filters)
    writers = {".docx": word.write, ".html": html.write, ".md": markdown.write}
    written = data.write(summary) if suffix == ".json" else writers[suffix](summary, options)
    texts = (quote.text for category in summary.categories for quote in category.quotes)
    return replace(written, named=_named(project, texts))


def _write_document(project: Project, suffix: str, options: ExportOptions) -> Written:
    from qualcode.core.analysis.marked_text import marked_text
    from qualcode.core.report import document

    text = marked_text(
        project, _document_of(project, options), options.filters, real_names=options.real_names
    )
    if suffix == ".html":
        written = document.write_html(text, options)
    else:
        written = document.write_docx(text, options, reads.last_change(project.db))
    if options.real_names:
        return written
    lines = ("".join(piece.text for piece in line) for line in text.lines)
    return replace(written, named=_named(project, lines))


def _write_codings(project: Project, suffix: str, options: ExportOptions) -> Written:
    from qualcode.core.analysis.codings import coding_lines
    from qualcode.core.report import tables

    lines = coding_lines(project, options.filters, real_names=options.real_names)
    written = tables.write(tables.codings(lines), suffix)
    if options.real_names:
        return written
    return replace(written, named=_named(project, (line.quote for line in lines)))


def _named(project: Project, texts: Iterable[str]) -> int:
    from qualcode.core.analysis.names import name_words, with_names

    return with_names(texts, name_words(person_store.all_persons(project.db)))


def _document_of(project: Project, options: ExportOptions) -> DocumentId:
    if options.document is not None:
        return options.document
    documents = document_store.all_documents(project.db)
    if len(documents) != 1:
        raise ProjectError(
            _("“{project}” has {number} documents. Say which one to export.").format(
                project=project.info.name, number=len(documents)
            )
        )
    return documents[0].id


def _save(out: Path, data: bytes) -> None:
    """The file gets its name when it is complete, and nothing is left if that fails."""
    with errors_named(out), unfinished_copy_of(out) as unfinished:
        with unfinished.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(out)


def _warnings(written: Written) -> list[str]:
    warnings = []
    if written.replaced_characters:
        warnings.append(
            ngettext(
                "{number} character can’t be in such a file; � stands in its place.",
                "{number} characters can’t be in such a file; � stands in their place.",
                written.replaced_characters,
            ).format(number=written.replaced_characters)
        )
    if written.named:
        warnings.append(
            ngettext(
                "A real name seems to stand in {number} passage. Read it before you send the file.",
                "Real names seem to stand in {number} passages. "
                "Read them before you send the file.",
                written.named,
            ).format(number=written.named)
        )
    if written.split_cells:
        warnings.append(
            ngettext(
                "{number} text is too long for a cell and goes on in the next column.",
                "{number} texts are too long for a cell and go on in the next column.",
                written.split_cells,
            ).format(number=written.split_cells)
        )
    return warnings
