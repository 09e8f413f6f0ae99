"""The codebook as a table and as an outline, in the forms in which it can be read in again."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from qualcode.core.analysis.counts import code_counts
from qualcode.core.ids import CodeId
from qualcode.core.model import Code
from qualcode.core.project import Project
from qualcode.core.report.options import Written
from qualcode.core.report.tables import Table
from qualcode.core.report.wordfile import WordFile
from qualcode.core.report.wordparts import HEADING_LEVELS
from qualcode.core.store import codes as code_store
from qualcode.core.store import summary as reads
from qualcode.core.translate import N_, _

COLUMNS: Final = (
    "path",
    "name",
    "level",
    "colour",
    "definition",
    "when_to_use",
    "when_not_to_use",
    "example",
    "passages",
    "persons",
)

#: how an outline labels what it says of a code; the label stands bold before a colon
LABELS: Final[Mapping[str, str]] = {
    "definition": N_("Definition"),
    "when_to_use": N_("When to use"),
    "when_not_to_use": N_("When not to use"),
    "example": N_("Example"),
    "level": N_("Level"),
    "colour": N_("Colour"),
}

#: how an outline names the levels
LEVEL_NAMES: Final[Mapping[str, str]] = {
    "code": N_("code"),
    "sub-category": N_("sub-category"),
    "category": N_("category"),
    "theme": N_("theme"),
}


def table(project: Project, chosen: Collection[CodeId] = ()) -> Table:
    """One row for each code, in codebook order; if any are chosen, these and what is under them."""
    with project.db.atomic():
        codes = code_store.all_codes(project.db)
        counts = code_counts(project.db)
        wanted = set(code_store.subtree(project.db, chosen or counts))
    paths = code_store.paths(codes)
    rows = [
        (
            code_store.path_text(paths[code.id]),
            code.name,
            code.level,
            code.colour,
            code.definition,
            code.when_to_use,
            code.when_not_to_use,
            code.example,
            counts[code.id].passages,
            counts[code.id].persons,
        )
        for code in codes
        if code.id in wanted
    ]
    return Table("codebook", COLUMNS, rows)


def write_docx(project: Project, chosen: Collection[CodeId] = ()) -> Written:
    """An outline: a heading for each code, at its depth, and labelled paragraphs under it.

    Where codes are chosen, what stands above them is a heading alone: the depth tells the place.
    """
    info = project.info
    file = WordFile(info.name, info.language, reads.last_change(project.db))
    file.text("Title", info.name)
    file.text("Subtitle", _("Codebook"))
    codes = code_store.all_codes(project.db)
    paths = code_store.paths(codes)
    wanted = set(code_store.subtree(project.db, chosen or paths))
    printed = wanted | _above(codes, wanted)
    for code in codes:
        if code.id in printed:
            file.heading(len(paths[code.id]), code.name)
        if code.id in wanted:
            _describe(file, code)
    deepest = max((len(paths[code_id]) for code_id in printed), default=0)
    return Written(
        file.finish(),
        replaced_characters=file.characters.replaced,
        warnings=(_too_deep,) if deepest > HEADING_LEVELS else (),
    )


def _above(codes: Sequence[Code], wanted: Collection[CodeId]) -> set[CodeId]:
    """The codes under which the wanted ones stand; the codes are in tree order."""
    found: set[CodeId] = set()
    for code in reversed(codes):
        if code.parent_id is not None and (code.id in wanted or code.id in found):
            found.add(code.parent_id)
    return found


def _describe(file: WordFile, code: Code) -> None:
    for name, label in LABELS.items():
        if said := getattr(code, name):
            bold = file.runs(f"{_(label)}: ", "<w:b/>")
            shown = _(LEVEL_NAMES[said]) if name == "level" else str(said)
            file.paragraph("Normal", bold + file.runs(shown))


def _too_deep() -> str:
    return _(
        "Word has {levels} levels of headings, and the codebook has more. "
        "The codes further down stand at the lowest one."
    ).format(levels=HEADING_LEVELS)
