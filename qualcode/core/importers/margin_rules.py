"""By what rule comments in a margin become codes or memos, and colours become codes.

codes           each comment is a code
code-and-memo   its first line is a code, the rest a memo; of one line, “code: memo”
memos           each comment is a memo on the words that it marks
text            each comment becomes a line of the text, below its paragraph
none            comments are left out

What begins with “Memo:” is a memo by every rule, if no code has that name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from qualcode.core.importers import time_codes
from qualcode.core.importers.margin import Comment, Margin, moved
from qualcode.core.importers.speakers import find, guess_speakers
from qualcode.core.importers.transcript import Transcript
from qualcode.core.translate import _

NONE: Final = "none"
CODES: Final = "codes"
CODE_AND_MEMO: Final = "code-and-memo"
MEMOS: Final = "memos"
TEXT: Final = "text"
#: what comments can become
BECOME: Final = (CODES, CODE_AND_MEMO, MEMOS, TEXT, NONE)

ONE_CODE: Final = "one"
SEMICOLON: Final = "semicolon"
LINE: Final = "line"
#: how several codes in one comment are told apart
APART: Final = (ONE_CODE, SEMICOLON, LINE)

#: What is longer is no name of a code, unless there is one of that name: three lines of a margin.
LONGEST_CODE: Final = 100
#: Most comments of people who code are shorter: five or six words.
_SHORT: Final = 50

#: What a memo begins with in a margin, in the languages of the program.
MEMO_WORDS: Final = ("Memo", "Anteckning")
_MEMO: Final = re.compile(rf"\s*(?P<word>{'|'.join(MEMO_WORDS)})\s*:[ \t]*\n?", re.IGNORECASE)
_COLON: Final = re.compile(r"\s*:\s+")


@dataclass(frozen=True, slots=True)
class MarginRule:
    """What is done with a margin.

    Attributes:
        comments: one of `BECOME`.
        apart: one of `APART`.
        under: the path of the code that new ones go under; empty for the top of the codebook.
        names: other codes for words in comments, by `key`; an empty one lets the comment be a memo.
        highlights: the code for a colour; colours without one are left out.
        people: evaluators by the names that the file has for them, where those are others.
    """

    comments: str = NONE
    apart: str = ONE_CODE
    under: str = ""
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    highlights: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    people: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def makes_codes(self) -> bool:
        """Whether comments become codes."""
        return self.comments in (CODES, CODE_AND_MEMO)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to be on some words: codes, or, where there are none, a memo.

    Attributes:
        codes: names or paths of codes.
        memo: what else is said, by themselves.
        replies: what others have answered, each with a name before it.
        author: empty for whoever imports.
        time: UTC; None for the time of the import.
        under: the path of the code that new ones go under.
        others: the codes and the memo that the comment would be by other rules: what it may have
            become before.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    memo: str = ""
    replies: tuple[str, ...] = ()
    author: str = ""
    initials: str = ""
    time: str | None = None
    under: str = ""
    others: tuple[tuple[tuple[str, ...], str], ...] = ()


def key(words: str) -> str:
    """Words of a comment as `MarginRule.names` has them."""
    return " ".join(words.split())


def guess(margin: Margin) -> str:
    """What comments most likely are: short ones codes, longer ones memos."""
    if not margin.comments:
        return NONE
    lengths = sorted(len(one.text.strip().split("\n")[0]) for one in margin.comments)
    return CODE_AND_MEMO if lengths[len(lengths) // 2] <= _SHORT else MEMOS


def wishes(margin: Margin, rule: MarginRule, is_code: Callable[[str], bool]) -> list[Wish]:
    """What the comments and highlights of a margin ask for, in the order of the text.

    `is_code` says whether there is a code of a name or path.
    """
    found = []
    if rule.comments not in (NONE, TEXT):
        found += [_of_comment(comment, rule, is_code) for comment in margin.comments]
    found += [
        Wish(one.start, one.end, (rule.highlights[one.colour],), under=rule.under)
        for one in margin.highlights
        if rule.highlights.get(one.colour, "").strip()
    ]
    return sorted(found, key=lambda wish: (wish.start, wish.end))


def _of_comment(comment: Comment, rule: MarginRule, is_code: Callable[[str], bool]) -> Wish:
    codes, memo = _read(comment, rule, is_code)
    author = rule.people.get(comment.author, comment.author)
    return Wish(
        comment.start,
        comment.end,
        codes=codes,
        memo=memo,
        replies=tuple(signed(reply.author, reply.text) for reply in comment.replies),
        author=author,
        initials=comment.initials if author == comment.author else "",
        time=comment.time,
        under=rule.under,
        others=_others(comment, rule, is_code),
    )


def _read(
    comment: Comment, rule: MarginRule, is_code: Callable[[str], bool]
) -> tuple[tuple[str, ...], str]:
    """The codes and the memo of a comment; its words are a memo if they are to be no code."""
    written, memo = codes_and_memo(comment.text, rule, is_code)
    codes = tuple(dict.fromkeys(filter(None, (rule.names.get(one, one) for one in written))))
    return codes, memo if codes or not written else comment.text.strip()


def _others(
    comment: Comment, rule: MarginRule, is_code: Callable[[str], bool]
) -> tuple[tuple[tuple[str, ...], str], ...]:
    """What a comment is by other rules, each once."""
    found = dict.fromkeys(_read(comment, one, is_code) for one in like(rule))
    found.pop(_read(comment, rule, is_code), None)
    return tuple(found)


def like(rule: MarginRule) -> tuple[MarginRule, ...]:
    """This rule, and all that read comments otherwise."""
    readings = [(become, apart) for become in (CODE_AND_MEMO, CODES) for apart in APART]
    others = [replace(rule, comments=one, apart=apart) for one, apart in readings]
    return (rule, *(one for one in (*others, replace(rule, comments=MEMOS)) if one != rule))


def signed(author: str, text: str) -> str:
    """An answer with the name of whoever gave it."""
    return f"{author}: {text.strip()}" if author else text.strip()


def codes_and_memo(
    text: str, rule: MarginRule, is_code: Callable[[str], bool]
) -> tuple[tuple[str, ...], str]:
    """The names of codes in a comment, by `key`, and the rest of it."""
    mark = _MEMO.match(text)
    if mark and not is_code(mark["word"]):
        return (), text[mark.end() :].strip()
    if not rule.makes_codes:
        return (), text.strip()
    named, memo = _parts(text.lstrip(), rule, is_code)
    words = [key(one) for one in _apart(named, rule)]
    codes = tuple(dict.fromkeys(word for word in words if word))
    too_long = any(len(word) > LONGEST_CODE and not is_code(word) for word in codes)
    return ((), text.strip()) if too_long else (codes, memo)


def _parts(text: str, rule: MarginRule, is_code: Callable[[str], bool]) -> tuple[str, str]:
    if rule.comments == CODES:
        return text, ""
    first, more, rest = text.partition("\n")
    if not more and not is_code(key(first)) and (colon := _COLON.search(first)):
        before, after = first[: colon.start()], first[colon.end() :]
        return (before, after.strip()) if before.strip() else (first, "")
    return first, rest.strip()


def _apart(named: str, rule: MarginRule) -> list[str]:
    if rule.apart == SEMICOLON:
        return named.split(";")
    return named.split("\n") if rule.apart == LINE else [named]


# Comments that become lines of the text


def into_text(transcript: Transcript, *, speakers: bool = True) -> Transcript:
    """The transcript with each comment on a line of its own, below the paragraph it ends in.

    Nothing else of the text changes; what has a place in it goes along. Its speakers are found
    anew.
    """
    below = sorted(_lines_below(transcript), key=lambda line: line[0])
    if not below:
        return transcript
    text = _with_lines(transcript.text, below)
    at = _After(below)
    speeches = find(text) if speakers else ()
    return replace(
        transcript,
        text=text,
        speeches=speeches,
        speakers=guess_speakers(text, speeches),
        time_codes=time_codes.find_with(text, speeches),
        pages=tuple(map(at.place, transcript.pages)),
        removals=tuple(
            replace(one, start=at.place(one.start), end=at.place(one.end))
            for one in transcript.removals
        ),
        headings=tuple(
            replace(one, start=at.place(one.start), end=at.place(one.end))
            for one in transcript.headings
        ),
        margin=replace(moved(transcript.margin, at.place, text), comments=()),
    )


def _lines_below(transcript: Transcript) -> Iterator[tuple[int, str]]:
    """Where each new line begins, behind the line feed before it."""
    text = transcript.text
    for comment in transcript.margin.comments:
        end = text.find("\n", comment.end)
        said = "; ".join(filter(None, (line.strip() for line in comment.text.split("\n"))))
        lines = [_said(comment.author, said)] if said else []
        lines += [_said(one.author, " ".join(one.text.split("\n"))) for one in comment.replies]
        yield (len(text) if end < 0 else end), "".join("\n" + line for line in lines)


def _said(author: str, text: str) -> str:
    """No label of a speaker looks like this."""
    if not author:
        return _("[Comment] {text}").format(text=text)
    return _("[Comment by {author}] {text}").format(author=author, text=text)


def _with_lines(text: str, below: list[tuple[int, str]]) -> str:
    pieces, at = [], 0
    for position, line in below:
        pieces += [text[at:position], line]
        at = position
    return "".join([*pieces, text[at:]])


class _After:
    """Where positions of a text are when lines have been put into it."""

    def __init__(self, below: list[tuple[int, str]]) -> None:
        self._positions = [position for position, _line in below]
        self._moved = [0]
        for _position, line in below:
            self._moved.append(self._moved[-1] + len(line))

    def place(self, position: int) -> int:
        return position + self._moved[bisect_left(self._positions, position)]
