"""The questions of a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from qualcode.core.ids import CodeId
from qualcode.core.merge.background import SourceInfo
from qualcode.core.merge.combine import TOGETHER
from qualcode.core.merge.decided import BOTH, CONFLICT, MINE, THEIRS, may_have_both
from qualcode.core.merge.match import DIFFERENT, SAME, SAME_CODER, SAME_DOCUMENT
from qualcode.core.merge.names_back import LEAVE, NAMES, REPLACE
from qualcode.core.merge.plan import ConflictLine, Pair
from qualcode.core.model import Code
from qualcode.core.operations.steps import field_name
from qualcode.core.shares import percent
from qualcode.core.translate import _, ngettext
from qualcode.shell.pages.team.merging.question import KINDS, Key, Looked, Question, Told
from qualcode.shell.pages.team.merging.text_questions import (
    labels,
    of_file,
    shown_value,
    text_questions,
    who_changed,
)


def questions_of(looked: Looked, own_name: str) -> dict[str, list[Question]]:
    """What is asked, by the list that it stands in."""
    found: dict[str, dict[Key, Question]] = {kind: {} for kind in KINDS}
    files_with = Counter(
        (line.row_id, line.columns) for file in looked.plan.files for line in file.conflicts
    )
    initials = dict(looked.initials)
    for source in looked.sources:
        initials |= {one.name: one.initials for one in source.coders}
    for file, source in zip(looked.plan.files, looked.sources, strict=True):
        for pair in file.questions:
            if pair.kind == NAMES:
                asked = _names_question(pair)
                found[CONFLICT][asked.key] = asked
                continue
            made = _pair_question(pair, looked, source)
            found[pair.kind].setdefault(made.key, made)
        for line in file.conflicts:
            in_several = files_with[line.row_id, line.columns] > 1
            for asked in _of_conflict(line, initials, own_name):
                one = of_file(asked, file.file) if in_several else asked
                found[CONFLICT].setdefault(one.key, one)
    return {kind: list(questions.values()) for kind, questions in found.items()}


def _of_conflict(
    line: ConflictLine, initials: Mapping[str, str], own_name: str
) -> Iterator[Question]:
    if "text_sha256" in line.columns:
        yield from text_questions(line, initials, own_name)
    elif line.can_decide:
        yield _conflict_question(line, initials, own_name)


def _names_question(pair: Pair) -> Question:
    number, file = int(pair.names[0]), pair.theirs
    what = ngettext(
        "This copy was made before names were replaced: {number} place",
        "This copy was made before names were replaced: {number} places",
        number,
    ).format(number=number)
    choices = ((LEAVE, _("Leave the names")), (REPLACE, _("Replace them here too")))
    told = Told(_("As it was written"), file), Told(_("With the same replacements"), file)
    why = _("names in what comes in")
    return Question(NAMES, file, "", what, *told, why, choices, LEAVE)


def _pair_question(pair: Pair, looked: Looked, source: SourceInfo) -> Question:
    if pair.kind == SAME_CODER:
        choices = ((SAME, _("One person")), (DIFFERENT, _("Two persons")))
        why = _("the same name, but they began apart")
        told = Told(pair.names[0], _where(pair.ours, looked)), Told(pair.names[1], source.file)
    elif pair.kind == SAME_DOCUMENT:
        choices = ((SAME, _("One document")), (DIFFERENT, _("Keep both")))
        share = percent(pair.likeness)
        why = _("texts {share} % alike, and another is as near").format(share=share)
        told = Told(pair.names[0], _("in your project")), Told(pair.names[1], source.file)
    else:
        choices = ((SAME, _("One code")), (DIFFERENT, _("Keep both")))
        why = _why(pair, source)
        told = (
            _code(pair.names[0], _known(pair.ours, looked), _where(pair.ours, looked)),
            _code(pair.names[1], source.codes.get(CodeId(pair.theirs)), source.file),
        )
    return Question(pair.kind, pair.ours, pair.theirs, "", *told, why, choices, DIFFERENT)


def _known(code_id: str, looked: Looked) -> Code | None:
    """A code that is ours, or that one of the files brings."""
    sides = (looked.codes, *(source.codes for source in looked.sources))
    return next((codes[CodeId(code_id)] for codes in sides if code_id in codes), None)


def _where(row_id: str, looked: Looked) -> str:
    """In what a code or an evaluator is: ours, or a file that is taken in before."""
    if CodeId(row_id) in looked.codes or row_id in looked.coders:
        return _("in your project")
    return next(
        (
            source.file
            for source in looked.sources
            if CodeId(row_id) in source.codes or row_id in {one.id for one in source.coders}
        ),
        _("in your project"),
    )


def _code(name: str, code: Code | None, where: str) -> Told:
    """With its definition; without one, where it is from."""
    if code is None:
        return Told(name, where)
    return Told(name, " ".join((code.definition or "").split()) or where, code.colour)


def _why(pair: Pair, source: SourceInfo) -> str:
    words = _("names {share} % alike").format(share=percent(pair.likeness))
    number = source.overlaps.get((pair.ours, pair.theirs), 0)
    if not number:
        return words
    overlap = ngettext("{number} mark overlaps", "{number} marks overlap", number)
    return _("{one}, {other}").format(one=words, other=overlap.format(number=number))


def _conflict_question(line: ConflictLine, initials: Mapping[str, str], own_name: str) -> Question:
    ours, theirs = labels(line.coders, initials, own_name)
    people = who_changed(line.coders, line.times, own_name)
    choices = [(MINE, ours), (THEIRS, theirs)]
    if line.taken == TOGETHER or may_have_both(line.columns, line.values):
        choices.append((BOTH, _("Both")))
    names = [name for name in map(field_name, line.columns) if name]
    named = names[0][:1].upper() + names[0][1:] if names else ""
    return Question(
        CONFLICT,
        line.row_id,
        ",".join(line.columns),
        _("{field} of {thing}").format(field=named, thing=line.what) if named else line.what,
        Told(shown_value(line.values[0]), people[0]),
        Told(shown_value(line.values[1]), people[1]),
        _("changed on both sides"),
        tuple(choices),
        BOTH if line.taken == TOGETHER else str(line.taken),
    )
