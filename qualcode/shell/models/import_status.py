"""What is to be known of a file of an import, in a few words."""

from __future__ import annotations

from qualcode.core.translate import _, ngettext
from qualcode.shell.models.import_file import CORRECT, LEAVE, TAKE_IN, ImportFile
from qualcode.shell.models.speakers import speakers_found


def status_of(file: ImportFile) -> str:
    """What is done with it, or who speaks in it."""
    if file.left_out:
        return _("Is left out")
    if file.refusal:
        return _("Can’t be read")
    if file.sheet is None:
        return _("Is being read…")
    if file.is_doubtful:
        return _("Look at its letters")
    if file.fate == LEAVE:
        return _why_left_out(file)
    if file.fate == CORRECT and file.is_newer and file.earlier:
        return _("New version of “{title}”: corrects it").format(title=file.earlier[1])
    if file.fate == CORRECT:
        return _("Corrects a document")
    if file.fate == TAKE_IN:
        return _("Its comments are taken in")
    if file.questions is not None:  # a list has no room for how many speak as well
        return _("{speakers}; {questions}").format(
            speakers=_respondents(file.sheet.respondents), questions=file.questions.summary()
        )
    whole = file.sheet.whole in file.sheet.accepted
    return _("One respondent") if whole else speakers_found(file.sheet)


def _respondents(number: int) -> str:
    return ngettext("{number} respondent", "{number} respondents", number).format(number=number)


def _why_left_out(file: ImportFile) -> str:
    if file.already or file.twice:
        return _("Is left out: it is here already")
    if file.is_guide:
        return _("Is left out: the interview guide")
    if file.same_here:
        return _("Is left out: its text is here already")
    if file.same_text:
        return _("Is left out: the same text as another file")
    return _("Is left out")
