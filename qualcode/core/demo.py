"""The example project: made of the material in `resources/example`, by what a user would do."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from qualcode.core import importers
from qualcode.core.errors import ProjectError
from qualcode.core.ids import CoderId
from qualcode.core.importers.guesses import guess_language
from qualcode.core.interchange import persons
from qualcode.core.interchange.code_row import CodeRow
from qualcode.core.interchange.codebook import TEXTS
from qualcode.core.interchange.codings import CodingRow
from qualcode.core.model.code import PATH_SEPARATOR
from qualcode.core.operations.codebook import import_codebook
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.sheet_codings import code_from_sheet
from qualcode.core.operations.sheet_persons import persons_from_sheet
from qualcode.core.paths import resource
from qualcode.core.project import SUFFIX, Project
from qualcode.core.reasons import reason
from qualcode.core.report.export import SUMMARY, export
from qualcode.core.store.problems import errors_named
from qualcode.core.translate import _, speaking

#: in the order in which the interviews were made
_DOCUMENTS: Final = (
    ("Intervju Almby.txt", "interview"),
    ("Intervju Sjövik.txt", "interview"),
    ("Gruppintervju juni.txt", "group-interview"),
    ("Workshop record October.txt", "workshop"),
)


@dataclass(frozen=True, slots=True)
class DemoResult:
    """Where the example project and its category summary are.

    Attributes:
        made: False if the project was there already and was left as it is.
    """

    project: Path
    summary: Path
    made: bool


def build_example(directory: Path, language: str) -> DemoResult:
    """Write the example project, if it is not there yet, and its category summary as it is now.

    Args:
        language: ``sv`` or ``en``: of the codebook and of the summary. The interviews stay as they
            were held.

    Raises:
        ProjectError: if the folder can't be written to.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProjectError(
            _("The folder “{folder}” can’t be made ({reason}). Choose another one.").format(
                folder=directory.name, reason=reason(error)
            )
        ) from error
    with speaking(language):
        name, summary_name = _("Example project"), _("Example project, category summary")
    path = directory / f"{name}{SUFFIX}"
    with errors_named(path):
        made = not path.exists()
    if made:
        _build(path, name, language)
    summary = directory / f"{summary_name}.docx"
    with Project.open(path, read_only=True) as project:
        export(project, summary, what=SUMMARY, overwrite=True)
    return DemoResult(path, summary, made)


def _build(path: Path, name: str, language: str) -> None:
    """The whole project or none: half of one would be taken for it the next time."""
    try:
        with Project.create(path, name=name, language=language) as project:
            _fill(project, language)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _fill(project: Project, language: str) -> None:
    coded = _read("codings.json")
    coders = {
        coder["initials"]: CoderId(
            add_coder(
                project, coder["name"], initials=coder["initials"], colour=coder["colour"]
            ).first("coders")
        )
        for coder in coded["coders"]
    }
    first = next(iter(coders.values()))
    import_documents(project, first, [_document(*document) for document in _DOCUMENTS])
    sheet = persons.read(_file("persons.csv"))
    persons_from_sheet(project, first, sheet, source="persons.csv")
    codes = _codes(language)
    import_codebook(project, first, list(codes.values()), source="codebook.json")
    for initials, rows in _codings(coded["codings"], codes).items():
        code_from_sheet(project, coders[initials], rows, source="codings.json")


def _document(file_name: str, kind: str) -> NewDocument:
    transcript = importers.read(_file(file_name))
    return NewDocument(transcript, kind=kind, language=guess_language(transcript.text))


def _codes(language: str) -> dict[str, CodeRow]:
    """The codebook in one language, by key; parents stand before their children."""
    found: dict[str, CodeRow] = {}
    for number, code in enumerate(_read("codebook.json")["codes"], 1):
        above = found[code["parent"]].names if code["parent"] else ()
        said = code[language]
        found[code["key"]] = CodeRow(
            number=number,
            names=(*above, said["name"]),
            level=code["level"],
            colour=code["colour"],
            **{text: said[text] or "" for text in TEXTS},
        )
    return found


def _codings(
    codings: list[dict[str, Any]], codes: dict[str, CodeRow]
) -> dict[str, list[CodingRow]]:
    """Each evaluator's codings, by initials."""
    found: dict[str, list[CodingRow]] = defaultdict(list)
    for number, coding in enumerate(codings, 1):
        found[coding["coder"]].append(
            CodingRow(
                number=number,
                document=coding["document"],
                code_path=PATH_SEPARATOR.join(codes[coding["code"]].names),
                start=coding["start"],
                end=coding["end"],
                quote=coding["quote"],
                comment=coding["comment"] or "",
                condensed=coding["condensed"] or "",
            )
        )
    return found


def _read(name: str) -> Any:
    return json.loads(_file(name).read_text(encoding="utf-8"))


def _file(name: str) -> Path:
    return resource("example", name)
