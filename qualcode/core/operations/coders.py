"""Evaluators join a project."""

from qualcode.core.changes import Changes
from qualcode.core.errors import Refused
from qualcode.core.ids import CoderId, new_id
from qualcode.core.model import Coder
from qualcode.core.model.coder import initials_of
from qualcode.core.model.palette import next_colour
from qualcode.core.operations.names import required
from qualcode.core.project import Project
from qualcode.core.store import coders as store
from qualcode.core.store.connection import casefold
from qualcode.core.translate import _


def add_coder(
    project: Project, name: str, *, initials: str | None = None, colour: str | None = None
) -> Changes:
    """A new evaluator, who is the author of the very row that presents them.

    A colour that another evaluator has already gives way to the next free one.

    Raises:
        Refused: if the name is empty.
    """
    name = required(name, _("An evaluator needs a name."))
    coder_id = CoderId(new_id())
    with project.operation(coder_id, "add_coder", name) as running:
        used = [coder.colour for coder in store.all_coders(running.db)]
        coder = Coder(
            id=coder_id,
            name=name,
            initials=(initials or "").strip() or initials_of(name),
            colour=colour if colour and colour not in used else coder_colour(used),
            created=running.time,
            coder_id=coder_id,
        )
        running.insert("coders", coder)
        return running.changes("add_coder")


def edit_coder(
    project: Project, coder_id: CoderId, edited: CoderId, *, name: str, initials: str, colour: str
) -> Changes:
    """Correct an evaluator's name, initials or colour."""
    name = required(name, _("An evaluator needs a name."))
    with project.operation(coder_id, "edit_coder", name) as running:
        running.update(
            "coders",
            edited,
            name=name,
            initials=initials.strip() or initials_of(name),
            colour=colour,
        )
        return running.changes("edit_coder")


def ensure_coder(project: Project, name: str) -> CoderId:
    """The evaluator of that name, who joins the project if they are not in it yet.

    Raises:
        Refused: if the name is empty, or several evaluators have it: nobody can tell which is meant.
    """
    name = required(name, _("An evaluator needs a name."))
    alike = [c for c in store.all_coders(project.db) if casefold(c.name) == casefold(name)]
    if len(alike) > 1:  # of those whom merges have brought together, the one who joined here
        alike = [c for c in alike if store.joined_here(project.db, c.id)] or alike
    if len(alike) > 1:
        raise Refused(
            _(
                "{count} evaluators are called “{name}”. Give one of them another name first."
            ).format(count=len(alike), name=name)
        )
    return alike[0].id if alike else CoderId(add_coder(project, name).first("coders"))


def coder_colour(used: list[str]) -> str:
    """Evaluators begin with the second colour, so that the first one's disc is calm."""
    return next_colour([next_colour([]), *used])
