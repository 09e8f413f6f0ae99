"""The codebook as it is, with the codes that an operation is about to add."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Final, cast

from qualcode.core.errors import Refused
from qualcode.core.ids import CodeId, CoderId, new_id
from qualcode.core.model import Code
from qualcode.core.model.code import PATH_SEPARATOR
from qualcode.core.model.palette import PALETTE
from qualcode.core.operations.names import required
from qualcode.core.store.connection import casefold
from qualcode.core.store.transaction import Transaction
from qualcode.core.translate import _

#: A path is written with spaces around the sign, so that “A->B” stays a name.
_SEPARATOR: Final = re.compile(r"(?:^|\s+)>(?:\s+|$)")
#: more levels than any codebook has; a path of thousands is a mistake in the sheet
_DEEPEST: Final = 50
_NOBODY_YET: Final = CoderId("")
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeTexts:
    """What a sheet says of a code; None where it says nothing."""

    level: str | None = None
    colour: str | None = None
    definition: str | None = None
    when_to_use: str | None = None
    when_not_to_use: str | None = None
    example: str | None = None


_TEXTS: Final = tuple(field.name for field in fields(CodeTexts))


@dataclass(slots=True)
class _Node:
    id: CodeId
    name: str
    parent: _Node | None
    colour: str
    children: int = 0
    key: Key = ()
    names: tuple[str, ...] = field(default=())


class PlannedCodes:
    """Finds codes by name and path, and collects those that are to be made.

    Attributes:
        new: the codes to be added, parents first; author and time come when they are written.
    """

    def __init__(self, codes: Iterable[Code]) -> None:
        self.new: list[Code] = []
        self._by_id: dict[CodeId | None, _Node] = {}
        self._by_path: dict[Key, _Node] = {}
        self._by_name: dict[str, list[_Node]] = defaultdict(list)
        self._top = 0
        self._colours: Counter[str] = Counter()
        for code in codes:  # parents come before their children
            self._note(_Node(code.id, code.name, self._by_id.get(code.parent_id), code.colour))
            self._place_after(code.parent_id, code.position)

    def find(self, text: str) -> CodeId | None:
        """The code of that name, or at the end of that path; None if there is none.

        ``> Name`` means the one at the top of the codebook.

        Raises:
            Refused: if several codes are meant.
        """
        names = split_path(text)
        whole = self._by_path.get(path_key(names if names[0] else names[1:]))
        if whole and len(names) > 1:
            return whole.id
        if not names[0]:
            return None
        key = path_key(names)
        nodes = [node for node in self._by_name[key[-1]] if node.key[-len(key) :] == key]
        if not nodes and len(names) > 1:
            nodes = self._by_name[_one(text)]  # the sign may be a part of the name itself
        if len(nodes) > 1:
            raise Refused(_several(text, nodes))
        return nodes[0].id if nodes else None

    def at(self, names: Sequence[str]) -> CodeId | None:
        """The code with exactly this path from the top."""
        found = self._by_path.get(path_key(names))
        return found.id if found else None

    def names(self, code_id: CodeId) -> tuple[str, ...]:
        """The names on the path from the top to the code."""
        return self._by_id[code_id].names

    def path(self, code_id: CodeId) -> str:
        """The code's path as it is written."""
        return PATH_SEPARATOR.join(self._by_id[code_id].names)

    def ensure(self, text: str) -> CodeId:
        """`find`, and where that finds nothing the code and its parents are planned.

        Raises:
            Refused: if several codes are meant, or a name is empty or too long.
        """
        found = self.find(text)
        if found is not None:
            return found
        names = split_path(text)
        if not names[0] and len(names) > 1:
            return self.ensure_at(names[1:])
        _check(names)  # before a parent is planned that nobody needs
        parent, made = None, 0
        for known in range(len(names) - 1, 0, -1):
            parent = self.find(PATH_SEPARATOR.join(names[:known]))
            if parent is not None:
                made = known
                break
        for name in names[made:]:
            parent = self.add(name, parent)
        return cast(CodeId, parent)

    def ensure_at(self, names: Sequence[str]) -> CodeId:
        """The code with this path from the top; it and its parents are planned if need be."""
        _check(names)
        found: CodeId | None = None
        for depth in range(1, len(names) + 1):
            node = self._by_path.get(path_key(names[:depth]))
            found = node.id if node else self.add(names[depth - 1], found)
        return cast(CodeId, found)

    def add(self, name: str, parent_id: CodeId | None, texts: CodeTexts | None = None) -> CodeId:
        """Plan a code, last among its siblings. No sibling may have the name."""
        said = texts or CodeTexts()
        name = _name(name)
        parent = self._by_id[parent_id] if parent_id is not None else None
        colour = said.colour or (parent.colour if parent else self._next_colour())
        node = _Node(CodeId(new_id()), name, parent, colour)
        self.new.append(
            Code(
                id=node.id,
                name=name,
                parent_id=parent_id,
                position=parent.children if parent else self._top,
                colour=colour,
                level=said.level or "code",
                definition=said.definition,
                when_to_use=said.when_to_use,
                when_not_to_use=said.when_not_to_use,
                example=said.example,
                created="",
                coder_id=_NOBODY_YET,
            )
        )
        self._place_after(parent_id, self.new[-1].position)
        self._note(node)
        return node.id

    def describe(self, code_id: CodeId, texts: CodeTexts) -> None:
        """Say more of a planned code."""
        said = {name: text for name in _TEXTS if (text := getattr(texts, name)) is not None}
        at = next(at for at, code in enumerate(self.new) if code.id == code_id)
        self.new[at] = replace(self.new[at], **said)

    def write(self, running: Transaction) -> None:
        """Add the planned codes."""
        running.insert_many(
            "codes",
            [replace(code, created=running.time, coder_id=running.coder_id) for code in self.new],
        )

    def _note(self, node: _Node) -> None:
        above = node.parent
        node.names = (*above.names, node.name) if above else (node.name,)
        node.key = (*above.key, _one(node.name)) if above else (_one(node.name),)
        self._by_id[node.id] = node
        self._by_path.setdefault(node.key, node)
        self._by_name[node.key[-1]].append(node)
        self._colours[node.colour.lower()] += 1

    def _place_after(self, parent_id: CodeId | None, position: int) -> None:
        if parent_id is None:
            self._top = max(self._top, position + 1)
        else:
            parent = self._by_id[parent_id]
            parent.children = max(parent.children, position + 1)

    def _next_colour(self) -> str:
        return min((colour.light for colour in PALETTE), key=lambda light: self._colours[light])


def split_path(text: str) -> list[str]:
    """The names on a path; the first is empty if the path begins at the top, as ``> Name``."""
    return [name.strip() for name in _SEPARATOR.split(text.strip())]


def _check(names: Sequence[str]) -> None:
    if len(names) > _DEEPEST:
        raise Refused(
            _("The path has {count} names, and a codebook at most {most} levels.").format(
                count=len(names), most=_DEEPEST
            )
        )
    for name in names or ("",):
        _name(name)


def _name(name: str) -> str:
    return required(name, _("A code needs a name."))


def _one(name: str) -> str:
    return casefold(" ".join(name.split())) or ""


def path_key(names: Sequence[str]) -> Key:
    """A path as it is compared: case, white space and normal form make no difference."""
    return tuple(map(_one, names))


def _several(text: str, nodes: Sequence[_Node]) -> str:
    paths = [PATH_SEPARATOR.join(node.names) if node.parent else f"> {node.name}" for node in nodes]
    return _(
        "“{name}” stands in several places: {paths}. Write which one, as it stands here."
    ).format(name=text, paths=", ".join(_("“{name}”").format(name=path) for path in paths))
