"""What a file is likely to be, to fill in fields that a person sees and can change."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_KINDS: Final = (
    ("group-interview", re.compile(r"grupp\w*intervju|fokusgrupp|focus\s*group|group\s*interview")),
    ("workshop", re.compile(r"workshop|processdag|process\s*day|seminari")),
    ("observation", re.compile(r"observation|fältanteckning|field\s*note")),
    ("survey", re.compile(r"enkät|survey|questionnaire|öppna svar|open answers")),
    ("interview", re.compile(r"intervju|interview")),
    (
        "document",
        re.compile(r"rapport|report|utvärdering|evaluation|protokoll|minutes|verksamhetsplan"),
    ),
)
# Words of everyday speech that the other language does not have, or hardly ever.
_WORDS: Final = {
    "sv": "och att det som är på inte jag vi har så till men av en ett om för",
    "en": "and the that of is was not you it we have this but with are they to",
}
# Enough words to be certain, few enough to take a millisecond.
_LOOKED_AT: Final = 20_000
_LEAD: Final = 2
_LEAST: Final = 5


def guess_kind(title: str) -> str:
    """The kind of document that a file's name speaks of; an interview if of none."""
    return kind_in(title) or "interview"


def kind_in(words: str) -> str | None:
    """The kind of document that words speak of."""
    plain = words.casefold().replace("_", " ").replace("-", " ")
    return next((kind for kind, said in _KINDS if said.search(plain)), None)


def guess_language(text: str) -> str | None:
    """``sv`` or ``en`` by the small words of the text; None where they don't tell."""
    words = Counter(re.findall(r"[^\W\d_]+", text[:_LOOKED_AT].casefold()))
    found = {
        language: sum(words[word] for word in known.split()) for language, known in _WORDS.items()
    }
    best, other = sorted(found, key=lambda language: -found[language])
    return best if found[best] >= max(_LEAST, _LEAD * found[other]) else None
