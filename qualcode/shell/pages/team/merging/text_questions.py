"""What is asked of a text that two corrected: place by place where they changed the same words, or
which of the two stands as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from qualcode.core.merge.combine import TOGETHER
from qualcode.core.merge.decided import BOTH, CONFLICT, MINE, PLACE, THEIRS
from qualcode.core.merge.plan import ConflictLine, PlaceLine
from qualcode.core.merge.told import told_values
from qualcode.core.report.merge_texts import place_sentence, place_words
from qualcode.core.translate import _, ngettext
from qualcode.shell.models.moments import day_and_time
from qualcode.shell.pages.team.merging.question import Key, Question, Told

#: characters beside a place that a row of the list shows
_BESIDE = 24


def text_questions(
    line: ConflictLine, initials: Mapping[str, str], own_name: str
) -> Iterator[Question]:
    """Of the text first, then of its places."""
    whole = _of_whole(line, initials, own_name) if line.can_decide else None
    if whole is not None:
        yield whole
    for place in line.collided:
        if place.answers:
            key = whole.key if whole is not None else None
            yield _of_place(line, place, initials, own_name, key)


def of_file(question: Question, file: str) -> Question:
    """The same, where several files hold the row."""
    whole = question.whole and (*question.whole[:2], f"{question.whole[2]}/{file}")
    why = _("changed on both sides, in “{file}”").format(file=file)
    return replace(question, file=file, why=why, whole=whole)


def _of_whole(line: ConflictLine, initials: Mapping[str, str], own_name: str) -> Question:
    people = who_changed(line.coders, line.times, own_name)
    ours, theirs = labels(line.coders, initials, own_name)
    choices = [
        (MINE, _("{whose} alone").format(whose=ours)),
        (THEIRS, _("{whose} alone").format(whose=theirs)),
    ]
    full = [
        _("“{answer}” takes that whole text: what the other changed goes.").format(answer=words)
        for _answer, words in choices
    ]
    by_places = any(place.answers for place in line.collided)
    if line.taken == TOGETHER or by_places:
        choices.append((BOTH, _("Place by place") if by_places else _("Both")))
    what = _("The text of {thing}").format(thing=line.what)
    if line.collided:
        what = ngettext(
            "{thing}: {number} place changed by both",
            "{thing}: {number} places changed by both",
            len(line.collided),
        ).format(thing=line.what, number=len(line.collided))
        full.insert(0, _("All else that both changed is kept."))
    full += [place_sentence(place) for place in line.collided if not place.answers]
    return Question(
        CONFLICT,
        line.row_id,
        ",".join(line.columns),
        what,
        Told(shown_value(told_values(line, 0)), people[0]),
        Told(shown_value(told_values(line, 1)), people[1]),
        _("changed on both sides"),
        tuple(choices),
        BOTH if line.taken == TOGETHER or by_places else str(line.taken),
        full=tuple(full),
        by_places=by_places,
    )


def _of_place(
    line: ConflictLine,
    place: PlaceLine,
    initials: Mapping[str, str],
    own_name: str,
    whole: Key | None,
) -> Question:
    people = who_changed(place.coders, place.times, own_name)
    ours, theirs = labels(place.coders, initials, own_name)
    before, after = _beside(place)
    choices = [(MINE, ours), (THEIRS, theirs)]
    told = [*zip(people, place.words, strict=True)]
    if place.both is not None:
        choices.append((BOTH, _("Both")))
        told.append((_("Both"), place.both))
    return Question(
        PLACE,
        line.row_id,
        place.place,
        f"{_end_of(before)}[…]{_begin_of(after)}",
        Told(place_words(place.words[0]), people[0]),
        Told(place_words(place.words[1]), people[1]),
        _("changed on both sides"),
        tuple(choices),
        BOTH if place.taken is None else str(place.taken),
        full=tuple(f"{person}: …{before}[{_in_a_line(words)}]{after}…" for person, words in told),
        whole=whole,
    )


def _beside(place: PlaceLine) -> tuple[str, str]:
    """What stands before the place and behind it, with the spaces that are in its words."""
    words = [one for one in place.words if one]
    leads = any(one[0].isspace() for one in words) and not place.before.endswith(" ")
    trails = any(one[-1].isspace() for one in words) and not place.after.startswith(" ")
    return place.before + " " * leads, " " * trails + place.after


def _in_a_line(words: str | None) -> str:
    return " ".join((words or "").split()) or place_words(words)


def _end_of(text: str) -> str:
    """The last words."""
    part = text[-_BESIDE:]
    if part != text and " " in part.rstrip():
        return "…" + part[part.index(" ") + 1 :]
    return part


def _begin_of(text: str) -> str:
    part = text[:_BESIDE]
    if part != text and " " in part.lstrip():
        return part[: part.rindex(" ")] + "…"
    return part


def who_changed(coders: Sequence[str], times: Sequence[str], own_name: str) -> tuple[str, str]:
    """Who changed either of the two, and when; several are divided by commas."""
    ours, theirs = (
        _who((_("You") if name == own_name else name for name in names.split(", ")), time)
        for names, time in zip(coders, times, strict=True)
    )
    return ours, theirs


def labels(coders: Sequence[str], initials: Mapping[str, str], own_name: str) -> tuple[str, str]:
    """Whose the two are, on the buttons that choose them: both may be colleagues’."""
    ours, theirs = (_whose(names, initials, own_name) for names in coders)
    if ours != theirs:
        return ours, theirs
    if coders[0] != coders[1]:
        return _("{name}’s").format(name=coders[0]), _("{name}’s").format(name=coders[1])
    return _("The project’s"), _("The file’s")  # who worked in two copies


def _whose(names: str, initials: Mapping[str, str], own_name: str) -> str:
    if names == own_name:
        return _("Mine")
    short = ", ".join(initials.get(name) or name for name in names.split(", "))
    return _("{initials}’s").format(initials=short)


def _who(names: Iterable[str], time: str) -> str:
    return ", ".join(filter(None, (*names, day_and_time(time) if time else "")))


def shown_value(values: Sequence[object]) -> str:
    """A value in one line."""
    shown = [" ".join(str(value).split()) for value in values if value not in (None, "")]
    return " · ".join(shown) if shown else _("(nothing)")
