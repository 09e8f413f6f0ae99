"""What a word is where two wordings of a text are compared."""

import re
from typing import Final

# Marks that belong to the letter or picture before them: accents, Hebrew and Arabic points,
# selectors of a picture's form, skin colours.
_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff"
)
#: What a letter class may hold of a word.
IN_WORD: Final = rf"\w{_MARKS}\u00ad\u200c\u200d"

#: A word with its accents, or one sign or picture. White space is in none.
TOKEN: Final = re.compile(rf"\w[{IN_WORD}]*|[^\w\s](?:[{_MARKS}]|\u200d[^\w\s])*")
WORD: Final = re.compile(rf"\w[{IN_WORD}]*")
_OF_A_WORD: Final = re.compile(f"[{IN_WORD}]")


def in_a_word(text: str, position: int) -> bool:
    """Whether the characters on both sides of the position belong to one word."""
    return 0 < position < len(text) and glued(text[position - 1], text[position])


def glued(one: str, other: str) -> bool:
    """Whether two characters, each of which may be missing, make one word when they meet."""
    return _OF_A_WORD.match(one) is not None and _OF_A_WORD.match(other) is not None
