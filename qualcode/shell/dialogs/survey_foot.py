"""The foot of the dialog for a survey: what its main button will do, and what is to be known before."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.core.translate import _, ngettext
from qualcode.shell.dialogs.import_foot import Foot


@dataclass(frozen=True)
class Standing:
    """How far one is.

    Attributes:
        respondents: how many would come; None while that is not known.
        reading: the file that is being read, or nothing.
        is_importing: whether answers come in.
        is_busy: whether anything goes on.
        why: the sentence that says why nothing can come, or nothing.
        has_plan: whether a file was read.
    """

    respondents: int | None
    reading: str
    is_importing: bool
    is_busy: bool
    why: str
    has_plan: bool
    can_write: bool


class SurveyFoot(Foot):
    """Says what is left to do, and how many will come."""

    def show_standing(self, now: Standing) -> None:
        """What the button will do, and, when nothing is going on, what is to be known before."""
        if now.respondents is not None or now.reading:
            self._name_button(now.respondents or 0)
        at_work = bool(now.reading) or now.is_importing
        # What is being looked ahead of can be asked for already: it comes when that is known.
        self.import_button.setEnabled(
            now.has_plan and now.respondents != 0 and not at_work and not now.why and now.can_write
        )
        self.bar.setVisible(at_work)
        if now.reading:
            self.bar.setRange(0, 0)
            self.say(_("Reading {file}…").format(file=now.reading))
        elif not now.is_importing:
            self.say(*_what_is_left(now))

    def _name_button(self, number: int) -> None:
        """Say on the button how many will come."""
        text = ngettext("&Import {number} respondent", "&Import {number} respondents", number)
        button = self.import_button
        button.setText(text.format(number=number) if number else _("&Import"))
        button.setAccessibleName(button.text().replace("&", ""))


def _what_is_left(now: Standing) -> tuple[str, str]:
    if now.why:
        return now.why, "warning"
    if not now.can_write:
        return _("This project can only be read here, so nothing can be imported."), "warning"
    if now.is_busy:
        return _("Looking ahead…"), "soft"
    if now.respondents == 0:
        return _("There is nothing to import."), "soft"
    return _("Answers are stored as they are written. It is one step, and can be undone."), "soft"
