"""How many were invited to a survey, as a sheet tells, and how many of them answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.cli.output import say, write_table
from qualcode.core.errors import ProjectError
from qualcode.core.translate import _, ngettext

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from qualcode.core.ids import CoderId
    from qualcode.core.model import Survey
    from qualcode.core.operations.survey_figures import Figures
    from qualcode.core.project import Project


def invite(
    project: Project, by: CoderId, options: argparse.Namespace, title: str, wave: str | None
) -> dict[str, Any]:
    """Keep what the sheet says, and answer with the response rates."""
    from qualcode.core.analysis.survey_groups import perhaps_the_same
    from qualcode.core.analysis.surveys import response_rates
    from qualcode.core.operations.survey_figures import set_invitations

    survey = _survey(project, title, wave)
    group_by, attribute = _groups(project, options.by)
    figures = _figures(options.invited)
    set_invitations(project, by, survey.id, group_by, figures, attribute_id=attribute)
    rates = response_rates(project.db, survey.id)
    return {
        "perhaps_the_same": perhaps_the_same(project.db, survey.id),
        "survey": rates.label,
        "group_by": rates.group_name or None,
        "rows": [
            {
                "group": one.group or None,
                "invited": one.invited,
                "declined": one.declined,
                "answered": one.answered,
                "beside": one.beside,
                "rate": one.rate,
            }
            for one in (*rates.rows, rates.total)
        ],
    }


def _survey(project: Project, title: str, wave: str | None) -> Survey:
    from qualcode.core.store import surveys
    from qualcode.core.store.connection import casefold

    found = [
        one for one in surveys.all_surveys(project.db) if casefold(one.title) == casefold(title)
    ]
    # unsaid, it is the one without a wave, if there is one beside its later waves
    found = [one for one in found if one.wave == wave] or (found if wave is None else [])
    if len(found) != 1:
        sentence = (
            _("There is no survey “{title}” in the project.")
            if not found
            else _("There are several waves of “{title}”. Say which with --wave.")
        )
        raise ProjectError(sentence.format(title=title))
    return found[0]


def _groups(project: Project, by: str | None) -> tuple[str, Any]:
    from qualcode.core.model.survey import BY_ATTRIBUTE, BY_GROUP, BY_ROLE, WHOLE
    from qualcode.core.store import attributes
    from qualcode.core.store.connection import casefold

    if by is None:
        return WHOLE, None
    if casefold(by) in ("role", "roll"):
        return BY_ROLE, None
    if casefold(by) in ("group", "grupp"):
        return BY_GROUP, None
    for one in attributes.all_attributes(project.db, "persons"):
        if casefold(one.name) == casefold(by):
            return BY_ATTRIBUTE, one.id
    raise ProjectError(_("Persons have no attribute “{name}”.").format(name=by))


def _figures(path: Path) -> list[Figures]:
    from qualcode.core.interchange import sheets
    from qualcode.core.operations.survey_figures import Figures

    columns = sheets.Columns(
        headers={
            "group": ("grupp", "roll", "role"),
            "invited": ("inbjudna", "tillfrågade", "utskick"),
            "declined": ("avböjt", "avböjda", "tackat nej"),
        },
        required=(("invited",),),
        inside="groups",
    )
    found = []
    for row in sheets.read(path, columns):
        numbers = [
            sheets.whole_number(row.cells.get(name)) if row.word(name) else 0
            for name in ("invited", "declined")
        ]
        if None in numbers:
            raise ProjectError(
                _("Row {row} of “{file}”: a number of persons is no whole number.").format(
                    row=row.number, file=path.name
                )
            )
        found.append(Figures(row.word("group"), numbers[0] or 0, numbers[1] or 0))
    return found


def say_rates(rates: dict[str, Any]) -> None:
    """Tell people what `invite` answered."""
    from qualcode.core.analysis.survey_groups import ask_if_the_same
    from qualcode.core.shares import percent

    total = rates["rows"][-1]
    write_table(
        [rates["group_by"] or _("Group"), _("Invited"), _("Declined"), _("Answered"), "%"],
        [
            (
                one["group"] or (_("All") if one is total else _("In none of the groups")),
                one["invited"],
                one["declined"],
                one["answered"],
                None if one["rate"] is None else percent(one["rate"]),
            )
            for one in rates["rows"]
        ],
    )
    if total["beside"]:
        text = ngettext(
            "{number} who answered is of no group with a number of invited, and is in no rate.",
            "{number} who answered are of no group with a number of invited, and are in no rate.",
            total["beside"],
        )
        say(text.format(number=total["beside"]))
    for told, there in rates["perhaps_the_same"]:
        say(ask_if_the_same(told, there))
