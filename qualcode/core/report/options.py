"""What an export is asked for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from qualcode.core.analysis.names import NamePlace
from qualcode.core.analysis.summary import Filters
from qualcode.core.ids import BoardId, DocumentId

SUMMARY: Final = "summary"
CODINGS: Final = "codings"
CODEBOOK: Final = "codebook"
DOCUMENT: Final = "document"
MEANING_UNITS: Final = "meaning-units"
BOARD: Final = "board"
GRID: Final = "grid"
MEMOS: Final = "memos"
MARGIN: Final = "margin"
RATES: Final = "response-rates"
ANSWERS: Final = "survey-answers"

#: what can be exported, and as what
FORMATS: Final = {
    SUMMARY: (".docx", ".html", ".md", ".json"),
    CODINGS: (".xlsx", ".csv", ".json"),
    CODEBOOK: (".docx", ".xlsx", ".csv", ".json"),
    DOCUMENT: (".docx", ".html"),
    MEANING_UNITS: (".docx", ".xlsx", ".html", ".csv", ".json"),
    BOARD: (".docx", ".md"),
    GRID: (".xlsx", ".csv", ".json"),
    MEMOS: (".docx", ".md"),
    MARGIN: (".docx",),
    RATES: (".docx", ".xlsx", ".html", ".csv", ".json"),
    ANSWERS: (".xlsx", ".csv", ".json"),
}

BY_DOCUMENT: Final = "document"
BY_RESPONDENT: Final = "respondent"
ARRANGEMENTS: Final = (BY_DOCUMENT, BY_RESPONDENT)

ATTRIBUTIONS: Final = ("none", "role", "pseudonym", "document", "line")


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How an export looks and what is in it.

    Attributes:
        by: quotes stand under their document or under their respondent: see `ARRANGEMENTS`.
        attribution: what stands under a quote: see `ATTRIBUTIONS`.
        show_coder: whether the evaluators' names stand there too.
        typography: of quotation marks, ``sv`` or ``en``; the project's language if None.
        document: the one that `DOCUMENT` or `MARGIN` writes; not needed where there is only one.
        real_names: whether a document is written with its speakers' real names.
        only_chosen: whether only the quotes that were chosen for the report are printed.
        interpretation: whether the table of meaning units has a column for it.
        only: the rows of that table that are written, by `Unit.key`; None for all.
        board: the one that `BOARD` writes; not needed where there is only one.
        about: what `GRID` has a row for each of: documents, persons or cases.
    """

    filters: Filters = field(default_factory=Filters)
    by: str = BY_DOCUMENT
    attribution: str = "pseudonym"
    show_coder: bool = False
    typography: str | None = None
    document: DocumentId | None = None
    real_names: bool = False
    only_chosen: bool = False
    interpretation: bool = False
    only: frozenset[str] | None = None
    board: BoardId | None = None
    about: str = "documents"


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file's bytes and what had to be done to them, said and not hidden.

    Attributes:
        quotes: how many passages are in it.
        replaced_characters: those that the format can't hold, now U+FFFD.
        split_cells: cells that were too long and go on in a next column.
        names: where the words seem to hold somebody's real name.
        contacts: where an e-mail address, or another number or address of somebody's.
        unplaced: marks that are left out, for their text is gone.
        warnings: what says more, in whole sentences for the user, when it is called.
    """

    data: bytes
    quotes: int = 0
    replaced_characters: int = 0
    split_cells: int = 0
    names: tuple[NamePlace, ...] = ()
    contacts: tuple[NamePlace, ...] = ()
    unplaced: int = 0
    warnings: tuple[Callable[[], str], ...] = ()
