"""The report of a merge: what came in, what was decided, and every conflict with both values.

Of an interview no words stand in it but those that two corrected, each otherwise, and persons stand
under their pseudonyms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from qualcode.core.analysis.real_names import Names
from qualcode.core.merge.apply import Merged
from qualcode.core.merge.decided import CONFLICT, PLACE
from qualcode.core.merge.kept import kept_together
from qualcode.core.merge.plan import ConflictLine, FilePlan, Plan
from qualcode.core.merge.plan_json import TOLD, plan_as_json
from qualcode.core.merge.told import told_values
from qualcode.core.project import Project
from qualcode.core.report.data import as_json
from qualcode.core.report.export import save
from qualcode.core.report.merge_names import with_pseudonyms
from qualcode.core.report.merge_parts import Part, Table, as_html, as_word
from qualcode.core.report.merge_same import same_in
from qualcode.core.report.merge_sentences import (
    another_wording_sentences,
    column_names,
    conflict_sentence,
    decided_sentence,
    decision_sentence,
    gone_sentences,
    kept_sentence,
    match_sentence,
    moved_sentences,
    names_line_sentence,
    question_sentence,
    reason,
    stands,
    table_name,
    undone_sentence,
    unplaced_sentence,
)
from qualcode.core.report.merge_texts import (
    beside_sentences,
    chosen_sentence,
    place_stands,
    place_words,
    quoted,
)
from qualcode.core.report.places import require_place
from qualcode.core.store import coders as coders_store
from qualcode.core.store import journal
from qualcode.core.store import persons as persons_store
from qualcode.core.translate import _, speaking

__all__ = [
    "beside_sentences",
    "conflict_sentence",
    "kept_sentence",
    "match_sentence",
    "names_line_sentence",
    "question_sentence",
    "require_known",
    "same_in",
    "table_name",
    "undone_sentence",
    "unplaced_sentence",
    "write_plan",
    "write_report",
]

SUFFIXES: Final = (".docx", ".html", ".json")


def require_known(out: Path, *, overwrite: bool = False) -> None:
    """Refuse a report that can't be written, before anything is merged.

    Raises:
        ProjectError: if its ending names no format, the file is there already, or its folder takes
            none.
    """
    require_place(out, SUFFIXES, overwrite=overwrite)


def write_report(project: Project, out: Path, done: Merged, *, overwrite: bool = False) -> None:
    """Write the report of a merge, in the project's language.

    Args:
        overwrite: put it in the place of a file that is there.

    Raises:
        ProjectError: if the file is there already or can't be written.
    """
    require_known(out, overwrite=overwrite)
    backup = done.backup.name if done.backup else None
    entry: dict[str, object] = {"backup": backup, "entry_id": done.changes.entry_id}
    coder = _who_did_it(project, done)

    def head() -> tuple[str, list[str]]:
        return _("Merge report"), _intro(project, done)

    _write(project, out, done.plan, {"plan": False, **entry}, head, coder)


def write_plan(project: Project, out: Path, plan: Plan, *, overwrite: bool = False) -> None:
    """Write what a merge would do, in the project's language; it is not done yet.

    Raises:
        ProjectError: if the file is there already or can't be written.
    """
    require_known(out, overwrite=overwrite)

    def head() -> tuple[str, list[str]]:
        files = ", ".join(quoted(file.file) for file in plan.files)
        told = _("This would be taken in: {files}. Nothing is written yet.")
        return _("Merge plan"), [told.format(files=files)]

    _write(project, out, plan, {"plan": True}, head)


def _write(
    project: Project,
    out: Path,
    plan: Plan,
    more: dict[str, object],
    head: Callable[[], tuple[str, list[str]]],
    decided_by: str = "",
) -> None:
    names = Names(persons_store.all_persons(project.db))
    info = project.info
    suffix = out.suffix.lower()
    with speaking(info.language):
        told = with_pseudonyms(plan, names)
        if suffix == ".json":
            data = as_json(plan_as_json(told, **more))
        else:
            write = as_word if suffix == ".docx" else as_html
            data = write(info, head(), [*_parts(told, decided_by)])
    save(out, data)


def _intro(project: Project, done: Merged) -> list[str]:
    """Who did it, when, and what was taken in."""
    files = ", ".join(quoted(file.file) for file in done.plan.files)
    if not done.changes.entry_id:
        return [_("Taken in: {files}. There was nothing new.").format(files=files)]
    entry = journal.entry(project.db, done.changes.entry_id)
    sentences = [
        _("Taken in by {coder}, {time}: {files}.").format(
            coder=_who_did_it(project, done), time=_local(entry.time), files=files
        )
    ]
    if done.backup:
        sentences.append(
            _("As it was before, the project is in “{file}”.").format(file=done.backup.name)
        )
    return sentences


def _who_did_it(project: Project, done: Merged) -> str:
    if not done.changes.entry_id:
        return ""
    entry = journal.entry(project.db, done.changes.entry_id)
    names = {coder.id: coder.name for coder in coders_store.all_coders(project.db)}
    return names.get(entry.coder_id, "")


def _parts(plan: Plan, decided_by: str) -> Iterator[Part]:
    yield Part(
        _("Counts"),
        (_("After is before and added together, without what was deleted."),),
        _counts(plan),
    )
    yield Part(_("Marks by evaluator"), (), _evaluators(plan))
    yield _same(plan)
    decided = tuple(one for file in plan.files for one in _decisions(file))
    told = _("Decided by {coder}:").format(coder=decided_by) if decided and decided_by else ""
    yield Part(_("What was decided"), decided or (_("Nothing was decided by hand."),), intro=told)
    lists = (
        (_("Questions that nobody answered"), _("There were none."), _questions),
        (_("Names that were replaced"), _("None of them stands in what came in."), _names),
        (_("Deleted by colleagues"), _("Nobody deleted a mark that was here."), _gone),
        (_("Kept though deleted"), _("There was nothing of the kind."), _kept),
        (_("Undone by one, held by another"), _("There was nothing of the kind."), _undone),
        (
            _("Passages found in another wording of their text"),
            _("No text has another wording: all marks are at the words they were put on."),
            _moved,
        ),
        (_("Passages without a place"), _("Every passage was found."), _unplaced),
        (_("Changed beside each other"), _("There was nothing of the kind."), _beside),
    )
    for heading, otherwise, sentences in lists:
        found = tuple(one for file in plan.files for one in sentences(file))
        yield Part(heading, found or (otherwise,))
    yield _conflicts(plan)


def _counts(plan: Plan) -> Table:
    counts = plan.counts
    told = [*TOLD, *(table for table in counts if table not in TOLD)]
    head = (
        "",
        _("Before"),
        _("Added"),
        _("Made one"),
        _("Changed"),
        _("Deleted"),
        _("Conflicts"),
        _("No place"),
        _("After"),
    )
    rows = [
        (
            table_name(table),
            *(
                str(number)
                for number in (
                    counts[table].before,
                    counts[table].added,
                    counts[table].unified,
                    counts[table].changed,
                    counts[table].deleted,
                    counts[table].conflicts,
                    counts[table].unplaced,
                    counts[table].after,
                )
            ),
        )
        for table in told
        if counts[table].before or counts[table].after or counts[table].unified
    ]
    return Table(
        _("What there is, before and after"),
        (15, 10, 10, 9, 12, 11, 13, 10, 10),
        (head, *rows),
        numbers=True,
    )


def _evaluators(plan: Plan) -> Table:
    found: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for file in plan.files:
        for one in file.evaluators:
            line = found.setdefault(one.coder_id, [one.before, 0, 0, one.after])
            names[one.coder_id] = one.name
            line[1] += one.added
            line[2] += one.deleted
            line[3] = one.after
    head = (_("Evaluator"), _("Before"), _("Added"), _("Deleted"), _("After"))
    rows = [(names[coder], *map(str, line)) for coder, line in found.items()]
    return Table(_("Marks by evaluator"), (40, 15, 15, 15, 15), (head, *rows), numbers=True)


def _same(plan: Plan) -> Part:
    heading = _("What is the same")
    head = ("", _ours(plan), _("In the file"), _("Known by"))
    same = [(file, same_in(file)) for file in plan.files]
    sentences = tuple(told for _file, found in same for told in found.sentences)
    rows = [
        (table_name(pair.table), pair.names[0], _in_file(pair.names[1], file), reason(pair))
        for file, found in same
        for pair in found.pairs
    ]
    if not rows:
        return Part(heading, sentences or (_("Nothing was made apart and is the same."),))
    table = Table(_("Made apart, and the same"), (17, 25, 33, 25), (head, *rows))
    return Part(heading, sentences, table)


def _decisions(file: FilePlan) -> list[str]:
    places = [
        chosen_sentence(conflict.what, place)
        for conflict in file.conflicts
        for place in conflict.collided
        if place.chosen
    ]
    decided = {(one.row_id, ",".join(one.columns)): one for one in file.conflicts}
    others = []
    for pair in file.decisions:
        value = decided.get((pair.ours, pair.theirs)) if pair.kind == CONFLICT else None
        if pair.kind != PLACE:
            others.append(decided_sentence(value) if value else decision_sentence(pair))
    return [*others, *places]


def _questions(file: FilePlan) -> list[str]:
    return [question_sentence(pair) for pair in file.questions]


def _names(file: FilePlan) -> list[str]:
    return [names_line_sentence(line) for line in file.names]


def _gone(file: FilePlan) -> list[str]:
    return gone_sentences(file.gone)


def _kept(file: FilePlan) -> list[str]:
    return [kept_sentence(kept) for kept in kept_together(file.kept)]


def _undone(file: FilePlan) -> list[str]:
    return [undone_sentence(undone, file.file) for undone in file.undone]


def _unplaced(file: FilePlan) -> list[str]:
    return [unplaced_sentence(one) for one in file.unplaced]


def _beside(file: FilePlan) -> list[str]:
    return [told for one in file.conflicts for told in beside_sentences(one)]


def _moved(file: FilePlan) -> list[str]:
    return [*another_wording_sentences(file), *moved_sentences(file.unsure)]


def _conflicts(plan: Plan) -> Part:
    head = (_("What"), _ours(plan), _("In the file"), _("Stands"))
    rows = [
        row
        for file in plan.files
        for one in file.conflicts
        for row in (_conflict_row(one, file), *_place_rows(one, file))
    ]
    if not rows:
        return Part(_("Conflicts"), (_("Nobody changed the same as another."),))
    table = Table(_("What two changed, each otherwise"), (26, 29, 29, 16), (head, *rows))
    return Part(_("Conflicts"), (_("Of two values the later one stands, if nobody chose."),), table)


def _conflict_row(one: ConflictLine, file: FilePlan) -> tuple[str, ...]:
    return (
        f"{table_name(one.table)}, {quoted(one.what)}: {column_names(one.columns)}",
        _told_side(one, 0),
        _in_file(_told_side(one, 1), file),
        stands(one),
    )


def _told_side(one: ConflictLine, side: int) -> str:
    several = len(one.written[side]) > 1  # who they are is said of each
    return _told(told_values(one, side), "" if several else one.coders[side], one.times[side])


def _place_rows(one: ConflictLine, file: FilePlan) -> Iterator[tuple[str, ...]]:
    """Where both changed the same words of a text."""
    for number, place in enumerate(one.collided, 1):
        ours, theirs = (
            _told([place_words(words)], coder, time)
            for words, coder, time in zip(place.words, place.coders, place.times, strict=True)
        )
        what = _("“{document}”, place {number} that both changed").format(
            document=one.what, number=number
        )
        yield what, ours, _in_file(theirs, file), place_stands(place)


def _ours(plan: Plan) -> str:
    """What a file is held against: also what the files before it brought."""
    several = len(plan.files) > 1
    return _("In the project and the files before") if several else _("In the project")


def _in_file(told: str, file: FilePlan) -> str:
    return f"{told}, {quoted(file.file)}"


def _local(stored: str) -> str:
    """A stored time as the clock on the wall showed it."""
    return f"{datetime.fromisoformat(stored).astimezone():%Y-%m-%d %H:%M}" if stored else ""


def _told(values: Sequence[object], coder: str, time: str) -> str:
    shown = ", ".join("–" if value is None else str(value) for value in values)
    return f"{shown} ({', '.join(filter(None, (coder, _local(time))))})"
