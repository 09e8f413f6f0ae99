"""The codes of a project, as the words of comments and colours are compared with them."""

from __future__ import annotations

from typing import Final

from sqlite_utils import Database

from qualcode.core.ids import CodeId
from qualcode.core.importers.margin_rules import LONGEST_CODE
from qualcode.core.model import Code
from qualcode.core.operations.code_finder import CodeFinder
from qualcode.core.store import coders as coders_store
from qualcode.core.store import codes as codes_store
from qualcode.core.store.connection import casefold

#: Of 100. “Mandat” and “Mandatet” are 86 alike, “Roller” and “Rollen” 83; “Tid” and “Tillit” 67.
ALIKE: Final = 80.0


class CodeNames:
    """Which codes there are, and which of them words are like."""

    def __init__(self, db: Database) -> None:
        self._codes: list[Code] = codes_store.all_codes(db)
        paths = codes_store.paths(self._codes)
        self.finder = CodeFinder(db)
        #: the codes by id, as they are written from the top down
        self.paths = {code_id: codes_store.path_text(path) for code_id, path in paths.items()}
        self._colours = {code.id: code.colour for code in self._codes}
        self._folded = {code.id: casefold(code.name) or "" for code in self._codes}
        self._found: dict[str, CodeId | None] = {}
        #: the evaluators' names
        self.people = [coder.name for coder in coders_store.all_coders(db)]
        self._people = {casefold(name) for name in self.people}

    def has_person(self, name: str) -> bool:
        """Whether an evaluator is called so."""
        return casefold(" ".join(name.split())) in self._people

    def find(self, words: str) -> CodeId | None:
        """The one code of a name or path; None if there is none, or several."""
        return self.finder.find(words) if self.finder.knows(words) else None

    def was(self, words: str) -> CodeId | None:
        """The code that had this name before, if none has it now."""
        return self.finder.was(words)

    def is_several(self, words: str) -> bool:
        """Whether the words name more than one code."""
        return not self.finder.knows(words) and self.finder.is_named(words)

    def path(self, words: str) -> str:
        """The path of the code that words name, or the words themselves."""
        found = self.find(words)
        return words if found is None else self.paths[found]

    def colour(self, words: str) -> str | None:
        """The colour of the code that words name."""
        found = self.find(words)
        return None if found is None else self._colours[found]

    def alike(self, words: str) -> CodeId | None:
        """The code whose name is most like the words, if one is."""
        from rapidfuzz import fuzz, process

        if len(words) > LONGEST_CODE:
            return None
        if words not in self._found:
            best = process.extractOne(
                casefold(words) or "", self._folded, scorer=fuzz.ratio, score_cutoff=ALIKE
            )
            self._found[words] = None if best is None else best[2]
        return self._found[words]
