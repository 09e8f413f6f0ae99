"""What a merge did to texts into which several wrote, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from qualcode.core.merge.plan import BesideLine, ConflictLine, PlaceLine
from qualcode.core.translate import _, ngettext, with_commas

#: marks of a quotation within another
_WITHIN: Final = str.maketrans("“”", "‘’")
#: so many places are named in one sentence
_PLACES: Final = 4
#: and so many characters of what stands there
_LENGTH: Final = 40
#: and where several changed words beside each other
_LONGEST: Final = 200
#: so many such places of a text are told one by one
_MOST: Final = 20


def place_words(words: str | None) -> str:
    """What somebody wrote at a place of a text, short and in one line."""
    if words is None:
        return _("(perhaps a name)")
    one = " ".join(words.split())
    short = one if len(one) <= _LENGTH else one[: _LENGTH - 1] + "…"
    return quoted(short) if short else _("(taken out)")


def place_sentence(place: PlaceLine) -> str:
    """Of a place that both changed, what stands and what does not."""
    stands = place_words(place.stands)
    if place.other is None:
        return _("{stands} stands").format(stands=stands)
    return _("{stands} stands, not {other}").format(stands=stands, other=place_words(place.other))


def collision_sentence(collided: Sequence[PlaceLine]) -> str:
    """Where both changed the same words; empty if nowhere."""
    if not collided:
        return ""
    number = len(collided)
    places = with_commas(map(place_sentence, collided[:_PLACES]), more=number > _PLACES)
    return ngettext(
        "{number} place was changed by both: {places}",
        "{number} places were changed by both: {places}",
        number,
    ).format(number=number, places=places)


def beside_sentence(document: str, beside: BesideLine) -> str:
    """Where several changed words beside each other, and what stands there now."""
    return _(
        "“{document}”: words that {coders} changed beside each other. Look whether it is right: {words}"
    ).format(document=document, coders=all_of(beside.coders), words=beside_words(beside))


def beside_sentences(conflict: ConflictLine) -> list[str]:
    """The first such places of a text, and how many more there are."""
    told = [beside_sentence(conflict.what, one) for one in conflict.beside[:_MOST]]
    more = len(conflict.beside) - len(told)
    if more:
        words = ngettext(
            "“{document}”: {number} more place where words were changed beside each other.",
            "“{document}”: {number} more places where words were changed beside each other.",
            more,
        )
        told.append(words.format(document=conflict.what, number=more))
    return told


def beside_words(beside: BesideLine) -> str:
    """What stands there, with words around it, in brackets."""
    one = " ".join(beside.stands.split())
    stands = one if len(one) <= _LONGEST else one[: _LONGEST - 1] + "…"
    before, after = beside.before[-_LENGTH:], beside.after[:_LENGTH]
    if before != beside.before and " " in before:
        before = before[before.index(" ") + 1 :]
    if after != beside.after and " " in after:
        after = after[: after.rindex(" ")]
    return quoted(f"…{before}[{stands}]{after}…")


def chosen_sentence(document: str, place: PlaceLine) -> str:
    """Whose words somebody chose at a place of a text."""
    if place.taken is None:
        return _(
            "In “{document}”, {words} was left as it is, of {coder} and {other_coder}."
        ).format(
            document=document,
            words=place_words(place.stands),
            coder=place.coders[0],
            other_coder=place.coders[1],
        )
    taken = place.taken
    return _(
        "In “{document}”, {words} by {coder} was chosen, not {other} by {other_coder}."
    ).format(
        document=document,
        words=place_words(place.words[taken]),
        coder=place.coders[taken],
        other=place_words(place.words[1 - taken]),
        other_coder=place.coders[1 - taken],
    )


def place_stands(place: PlaceLine) -> str:
    """Whose words stand at a place of a text, and whether somebody chose them."""
    if place.taken is None:
        words = place_words(place.stands)
        return _("{whose}: chosen").format(whose=words) if place.chosen else words
    whose = whose_is(place.coders, place.taken)
    return _("{whose}: chosen").format(whose=whose) if place.chosen else whose


def whose_is(coders: Sequence[str], taken: int) -> str:
    """Which of two values it is, in a word."""
    if coders[taken] and coders[0] != coders[1]:
        return _("that of {coder}").format(coder=coders[taken])
    return _("that in the file") if taken else _("that in the project")


def all_of(names: Sequence[str]) -> str:
    """“Anna, Bo and Cleo”."""
    *most, last = names
    return _("{some} and {last}").format(some=", ".join(most), last=last) if most else last


def quoted(words: str) -> str:
    """In quotation marks as the language has them; such marks within are single ones."""
    return _("“{word}”").format(word=words.translate(_WITHIN))
