"""The rules of an import, kept for the next one: a small JSON file that people can read.

It holds nothing out of an interview but the labels of speakers that were said to be something.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final

from qualcode.core.errors import ImportRefused
from qualcode.core.importers.beginning import MEANINGS, PROPOSED
from qualcode.core.importers.margin_rules import APART, BECOME, NONE, ONE_CODE, MarginRule
from qualcode.core.importers.removals import KINDS as REMOVALS
from qualcode.core.model import DOCUMENT_KINDS, PERSON_KINDS
from qualcode.core.reasons import reason
from qualcode.core.translate import LANGUAGES, _

SUFFIX: Final = ".json"
#: A label that is no speaker.
NOBODY: Final = "none"
#: Leave it out; let a new version take the place of the old one; bring it in as another document.
SKIP, CORRECT, AGAIN = "skip", "correct", "again"
KNOWN: Final = (SKIP, CORRECT, AGAIN)
_MOST_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Rules:
    """What is done with every file, as far as it is said; None or empty leaves it to be found.

    Attributes:
        kind: one of `DOCUMENT_KINDS`.
        pattern: how files are named, as `file_names.Pattern` reads it.
        remove: kinds of removals, of `removals.KINDS`.
        guide: the path of an interview guide.
        speakers: what labels stand for: a kind of person, or `NOBODY`.
        spellings: labels that are other spellings, and of which labels.
        no_speakers: makes no turns of labels.
        details: what is made of what documents say of themselves, by label: one of
            `beginning.MEANINGS`, or as it is proposed; `beginning.ANY` is for all other labels.
        known: what is done with a file that is here already or a new version of one that is: one
            of `KNOWN`.
        folders: puts documents into folders named after those that the files lie in.
        comments: what comments in the margin become, one of `margin_rules.BECOME`.
        codes_apart: how several codes in one comment are told apart, one of `margin_rules.APART`.
        codes_under: the path of the code that new codes of comments and colours go under.
        code_names: other codes for what comments say; an empty one lets the comment be a memo.
        highlights: codes for colours.
        people: evaluators by the names that files have for them.
    """

    kind: str | None = None
    language: str | None = None
    encoding: str | None = None
    pattern: str = ""
    remove: tuple[str, ...] = ()
    guide: str = ""
    speakers: dict[str, str] = field(default_factory=dict)
    spellings: dict[str, str] = field(default_factory=dict)
    no_speakers: bool = False
    details: dict[str, str] = field(default_factory=dict)
    known: str | None = None
    folders: bool = False
    comments: str | None = None
    codes_apart: str | None = None
    codes_under: str = ""
    code_names: dict[str, str] = field(default_factory=dict)
    highlights: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)

    @property
    def margin(self) -> MarginRule:
        """What is done with comments and colours; unsaid, they are left out."""
        return MarginRule(
            comments=self.comments or NONE,
            apart=self.codes_apart or ONE_CODE,
            under=self.codes_under,
            names=self.code_names,
            highlights=self.highlights,
            people=self.people,
        )


def says_something(rules: Rules) -> bool:
    """Whether anything is otherwise by these rules than without them. What comments become and how
    details are read is proposed for every file, and says nothing by itself."""
    said = replace(
        rules,
        comments=None,
        codes_apart=None,
        folders=False,
        details={} if set(rules.details.values()) <= {PROPOSED} else rules.details,
    )
    return said != Rules()


def as_json(rules: Rules) -> str:
    """The rules as a file holds them; what says nothing is left out."""
    said = {name: value for name, value in asdict(rules).items() if value}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def load(path: Path) -> Rules:
    """The rules in a file; a guide's path is taken from the file's folder.

    Raises:
        ImportRefused: if it can't be read, or holds something else.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        found = json.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise ImportRefused(
            _("“{file}” can’t be opened ({reason}). Check that it is there.").format(
                file=path.name, reason=reason(error)
            )
        ) from error
    except (ValueError, RecursionError) as error:
        raise ImportRefused(_refusal(path)) from error
    rules = of(found) if len(data) <= _MOST_BYTES else None
    if rules is None:
        raise ImportRefused(_refusal(path))
    return rules


def of(found: object) -> Rules | None:
    """The rules in what JSON gives; None for what are none."""
    if not isinstance(found, dict) or not set(found) <= {one.name for one in fields(Rules)}:
        return None
    values: dict[str, Any] = {name: value for name, value in found.items() if value is not None}
    if not all(isinstance(values.get(name, ""), str | None) for name in _TEXTS):
        return None
    remove, speakers = values.get("remove", []), values.get("speakers", {})
    if not isinstance(remove, list | tuple) or not set(map(str, remove)) <= set(REMOVALS):
        return None
    known = {*PERSON_KINDS, NOBODY}
    if not isinstance(speakers, dict) or not set(map(str, speakers.values())) <= known:
        return None
    if values.get("kind") not in (None, *DOCUMENT_KINDS):
        return None
    if values.get("language") not in (None, *LANGUAGES):
        return None
    if not all(isinstance(values.get(name, False), bool) for name in ("no_speakers", "folders")):
        return None
    if not _says_of_documents(values) or not _says_of_margins(values):
        return None
    return Rules(**{**values, "remove": tuple(remove), "speakers": dict(speakers)})


_TEXTS: Final = ("kind", "language", "encoding", "pattern", "guide", "codes_under")


def _says_of_documents(values: dict[str, Any]) -> bool:
    details = values.get("details", {})
    meanings = {*MEANINGS, PROPOSED}
    sound = isinstance(details, dict) and set(map(str, details.values())) <= meanings
    return sound and values.get("known") in (None, *KNOWN)


_WORDS_FOR_WORDS: Final = ("code_names", "highlights", "people", "spellings")


def _says_of_margins(values: dict[str, Any]) -> bool:
    named = [values.get(name, {}) for name in _WORDS_FOR_WORDS]
    texts = all(
        isinstance(some, dict) and all(isinstance(code, str) for code in some.values())
        for some in named
    )
    return (
        texts
        and values.get("comments") in (None, *BECOME)
        and values.get("codes_apart") in (None, *APART)
    )


def _refusal(path: Path) -> str:
    return _(
        "“{file}” holds no rules of an import. Save them anew in the window for importing."
    ).format(file=path.name)
