"""What is to be said of a file that was written, to whoever sends it away.

The file is in the project's language; this is in the user's, so it is put into words when it is
asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualcode.core.analysis.contacts import contacts_sentence
from qualcode.core.analysis.names import NamePlace, places_in_words
from qualcode.core.report import sentences
from qualcode.core.report.options import Written
from qualcode.core.translate import _, ngettext


def cautions(written: Written) -> Iterator[str]:
    """All of it, in whole sentences."""
    if written.replaced_characters:
        yield ngettext(
            "{number} character can’t be in such a file; � stands in its place.",
            "{number} characters can’t be in such a file; � stands in their place.",
            written.replaced_characters,
        ).format(number=written.replaced_characters)
    if written.names:
        yield _of_names(written.names)
    if written.contacts:
        yield contacts_sentence(written.contacts)
    if written.split_cells:
        yield ngettext(
            "{number} text is too long for a cell and goes on in the next column.",
            "{number} texts are too long for a cell and go on in the next column.",
            written.split_cells,
        ).format(number=written.split_cells)
    if written.unplaced:
        yield sentences.unplaced(written.unplaced)
    for said in written.warnings:
        yield said()


def _of_names(places: Sequence[NamePlace]) -> str:
    return ngettext(
        "A real name seems to stand in {number} passage: {places}. "
        "Read it before you send the file.",
        "Real names seem to stand in {number} passages: {places}. "
        "Read them before you send the file.",
        len(places),
    ).format(number=len(places), places=places_in_words(places))


def names_in_memos(number: int) -> str:
    """That real names stand in so many memos."""
    return ngettext(
        "A real name seems to stand in {number} memo. Read it before you send the file.",
        "Real names seem to stand in {number} memos. Read them before you send the file.",
        number,
    ).format(number=number)


def contacts_in_memos(number: int) -> str:
    """That addresses and numbers of people stand in so many memos."""
    return ngettext(
        "An e-mail address, a telephone number or a personal identity number seems to stand in "
        "{number} memo. Read it before you send the file.",
        "E-mail addresses, telephone numbers or personal identity numbers seem to stand in "
        "{number} memos. Read them before you send the file.",
        number,
    ).format(number=number)


def names_in_cells(number: int) -> str:
    """The same of real names in a sheet's cells."""
    return ngettext(
        "A real name seems to stand in {number} cell. Read it before you send the file.",
        "Real names seem to stand in {number} cells. Read them before you send the file.",
        number,
    ).format(number=number)


def contacts_in_cells(number: int) -> str:
    """The same of addresses and numbers of people."""
    return ngettext(
        "An e-mail address, a telephone number or a personal identity number seems to stand in "
        "{number} cell. Read it before you send the file.",
        "E-mail addresses, telephone numbers or personal identity numbers seem to stand in "
        "{number} cells. Read them before you send the file.",
        number,
    ).format(number=number)


def names_on_board(_number: int) -> str:
    """That a real name stands on a board."""
    return _("A real name seems to stand on the board. Read it before you send the file.")


def contacts_on_board(_number: int) -> str:
    """The same of addresses and numbers of people."""
    return _(
        "An e-mail address, a telephone number or a personal identity number seems to stand on the "
        "board. Read it before you send the file."
    )
