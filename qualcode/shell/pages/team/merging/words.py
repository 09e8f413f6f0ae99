"""What a plan comes to, in words and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from qualcode.core.merge.match import SAME_CODE, SAME_CODER, SAME_DOCUMENT
from qualcode.core.merge.plan import Count, Plan
from qualcode.core.report.merge_sentences import undone_sentence
from qualcode.core.shares import percent
from qualcode.core.translate import N_, _, ngettext, one_by_one
from qualcode.shell.models.moments import day_and_time
from qualcode.shell.pages.team.merging.deciding import Deciding
from qualcode.shell.pages.team.merging.question import Looked
from qualcode.shell.pages.team.plain_table import Row

#: so many things that were undone are told one by one
_MOST_UNDONE: Final = 3
#: what is counted, by table; the first ones always, the others if anything becomes of them
_ALWAYS: Final = {
    "documents": N_("Documents"),
    "codes": N_("Codes"),
    "codings": N_("Marks"),
    "memos": N_("Memos"),
}
_ELSE: Final = {
    "segments": N_("Passages"),
    "persons": N_("Persons"),
    "cases": N_("Cases"),
    "coders": N_("Evaluators"),
    "attributes": N_("Attributes"),
    "attribute_values": N_("Attributes’ values"),
    "quotes": N_("Printed quotes"),
    "boards": N_("Boards"),
    "guide_questions": N_("Guide questions"),
    "readings": N_("States of documents"),
}
TABLES: Final = {**_ALWAYS, **_ELSE}


def from_whom(looked: Looked) -> str:
    """Short for whose work it is: initials, or nothing if it is not one person's."""
    if len(looked.sources) != 1 or len(looked.sources[0].coders) != 1:
        return ""
    return looked.sources[0].coders[0].initials


def count_headings(looked: Looked, *, done: bool = False) -> tuple[str, ...]:
    """Over the table of counts, before or when it is done."""
    who = from_whom(looked)
    headings = [
        "",
        _("Before") if done else _("Here now"),
        _("New from {initials}").format(initials=who) if who else _("New"),
        _("Made one"),
        _("Changed by {initials}").format(initials=who) if who else _("Changed"),
    ]
    if _any_gone(looked.plan):
        headings.append(_("Deleted"))
    return (*headings, _("After"))


def what_a_mark_is() -> str:
    """The sentence under the table of counts."""
    return _("A mark is a code on a passage: a passage with two codes has two marks.")


def count_rows(looked: Looked, deciding: Deciding | None) -> list[Row]:
    """The table of counts: after = here now + new − gone.

    Args:
        deciding: with what is still open; None if all is done.
    """
    counts = looked.plan.counts
    shown = [
        table
        for table in TABLES
        if table in counts and (table in _ALWAYS or _becomes_other(counts[table]))
    ]
    return [_row(table, counts[table], looked, deciding) for table in shown]


def _row(table: str, count: Count, looked: Looked, deciding: Deciding | None) -> Row:
    cells = [
        _(TABLES[table]),
        str(count.before),
        str(count.added),
        _made_one(table, count, looked.plan),
        str(count.changed),
    ]
    if _any_gone(looked.plan):
        cells.append(str(count.deleted))
    return Row((*cells, _after(table, count, deciding)), table)


def _becomes_other(count: Count) -> bool:
    return any((count.added, count.changed, count.deleted))


def _any_gone(plan: Plan) -> bool:
    return any(count.deleted for table, count in plan.counts.items() if table in TABLES)


def _made_one(table: str, count: Count, plan: Plan) -> str:
    """How many of theirs were made apart from ours and are the same: they are neither new nor gone."""
    aligned = len(aligned_documents(plan)) if table == "documents" else 0
    if not aligned:
        return str(count.unified)
    if aligned == count.unified:
        return _("{number} with other wordings").format(number=aligned)
    return _("{number}, {aligned} of them with other wordings").format(
        number=count.unified, aligned=aligned
    )


def aligned_documents(plan: Plan) -> list[tuple[str, str, float]]:
    """Documents that are the same but not letter for letter: their titles, and how alike."""
    return [
        (*pair.names, pair.likeness)
        for file in plan.files
        for pair in file.matches
        if pair.table == "documents" and pair.likeness < 1
    ]


def _after(table: str, count: Count, deciding: Deciding | None) -> str:
    """What there will be, or may be: two codes that turn out to be one are one."""
    kind = {"codes": SAME_CODE, "coders": SAME_CODER, "documents": SAME_DOCUMENT}.get(table)
    undecided = deciding.open(kind) if deciding is not None and kind else 0
    if not undecided:
        return str(count.after)
    words = _("{least} or {most}") if undecided == 1 else _("{least} to {most}")
    return words.format(least=count.after - undecided, most=count.after)


def deleted_words(looked: Looked) -> str:
    """How many marks go because colleagues deleted them; empty if none does."""
    number = sum(one.deleted for file in looked.plan.files for one in file.evaluators)
    if not number:
        return ""
    return ngettext(
        "A colleague deleted {number} mark that is here. It goes here too; you can bring it back "
        "when the work is merged.",
        "Colleagues deleted {number} marks that are here. They go here too; you can bring them back "
        "when the work is merged.",
        number,
    ).format(number=number)


def undone_words(looked: Looked) -> str:
    """What somebody undid and stands for the other file’s sake; empty if nothing does."""
    told = [undone_sentence(one, file.file) for file in looked.plan.files for one in file.undone]
    if len(told) <= _MOST_UNDONE:
        return "\n".join(told)
    return ngettext(
        "{number} thing was undone in one of the files, and stands because the other has it: an "
        "undo is no deletion.",
        "{number} things were undone in one of the files, and stand because the other has them: an "
        "undo is no deletion.",
        len(told),
    ).format(number=len(told))


def new_marks(plan: Plan) -> int:
    """How many marks come in."""
    return plan.counts["codings"].added


def new_words(table: str, plan: Plan) -> str:
    """“+148”, or nothing."""
    number = plan.counts[table].added
    return f"+{number}" if number else ""


def what_to_do(deciding: Deciding) -> str:
    """The sentence under the title."""
    number = deciding.open()
    if not number:
        return _(
            "Look at what will happen. Nothing needs your decision; all of it is safe to take."
        )
    return ngettext(
        "Look at what will happen. {number} thing wants your decision; the rest is safe to take.",
        "Look at what will happen. {number} things want your decision; the rest is safe to take.",
        number,
    ).format(number=number)


def about_source(looked: Looked, number: int) -> str:
    """Whose file it is, and from when."""
    source = looked.sources[number]
    parts = []
    if source.handed_out:
        parts.append(_("Handed out: {time}.").format(time=day_and_time(source.handed_out)))
    if source.last:
        parts.append(_("Last changed: {time}.").format(time=day_and_time(source.last)))
    names = ", ".join(coder.name for coder in source.coders)
    if not names:
        parts.append(_("Nobody has worked in it yet."))
    elif source.is_new:
        parts.append(_("New in it: what {names} did.").format(names=names))
    else:
        parts.append(_("Nothing in it is new. Coded by {names}.").format(names=names))
    return one_by_one(parts)


def merge_button(looked: Looked) -> str:
    """“Merge 148 marks”, or what else there is to merge."""
    number = new_marks(looked.plan)
    if not number:
        return _("&Merge")
    return ngettext("&Merge {number} mark", "&Merge {number} marks", number).format(number=number)


def share(value: float) -> str:
    """“93 %”; never rounded up to all of it."""
    return _("{share} %").format(share=min(99, percent(value)) if value < 1 else 100)


def joined(names: Sequence[str]) -> str:
    """Names one after the other."""
    return ", ".join(names)
