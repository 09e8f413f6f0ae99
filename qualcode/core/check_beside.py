"""What must hold for all that stands beside the texts and the codes: folders, attributes, links,
boards, and the index of words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from sqlite_utils import Database

from qualcode.core.check_problem import CheckProblem
from qualcode.core.model import DESCRIBED
from qualcode.core.model.board import CODE_CARD, GROUP, BoardItem
from qualcode.core.model.paragraphs import as_indexed, paragraphs, word_pattern
from qualcode.core.operations.attributes import choices_of, fits
from qualcode.core.store import attributes as attributes_store
from qualcode.core.store import check as reads
from qualcode.core.store import rows, search
from qualcode.core.translate import _


def under_themselves(parents: Mapping[str, str | None]) -> Iterator[str]:
    """The rows that stand under themselves, or under such a one."""
    sound: set[str] = set()
    for row_id in parents:
        path: dict[str, None] = {}
        at: str | None = row_id
        while at is not None and at in parents and at not in path and at not in sound:
            path[at] = None
            at = parents[at]
        if at is not None and at in path:
            yield row_id
        else:
            sound.update(path)


def _folders(db: Database) -> Iterator[CheckProblem]:
    for row_id in under_themselves(dict(reads.values(db, "folders", "parent_id"))):
        yield CheckProblem("folder_tree", "folders", row_id, _("The folder lies in itself."))


def _attributes(db: Database) -> Iterator[CheckProblem]:
    for attribute in attributes_store.all_attributes(db):
        if attribute.about not in DESCRIBED:
            continue  # a wrong value, which is told there
        values = attributes_store.values_of(db, attribute.id)
        there = rows.existing(db, attribute.about, {value.about_id for value in values})
        choices = choices_of(attribute.choices)
        for value in values:
            if value.about_id not in there:
                message = _("A value of “{name}” is about something that is not there.")
            elif not fits(attribute.kind, value.value, choices):
                message = _("A value of “{name}” is not of its kind.")
            else:
                continue
            message = message.format(name=attribute.name)
            yield CheckProblem("attribute", "attribute_values", value.id, message)


def _links(db: Database) -> Iterator[CheckProblem]:
    for row_id in reads.lost_links(db):
        message = _("The memo is linked to something that is not there.")
        yield CheckProblem("link", "memo_links", row_id, message)


def _boards(db: Database) -> Iterator[CheckProblem]:
    items = {item.id: item for item in rows.select(db, BoardItem, "board_items", "ORDER BY id")}
    for item in items.values():
        group = None if item.group_id is None else items.get(item.group_id)
        if item.kind == CODE_CARD and item.code_id is None:
            message = _("A card on a board stands for no code.")
            yield CheckProblem("board", "board_items", item.id, message)
        if group and (group.kind != GROUP or group.board_id != item.board_id):
            message = _("Something on a board lies in what is no group of that board.")
            yield CheckProblem("board", "board_items", item.id, message)
    groups = {str(item.id): item.group_id for item in items.values()}
    for row_id in under_themselves(groups):
        message = _("A group on a board lies in itself.")
        yield CheckProblem("board", "board_items", row_id, message)


def _answers(db: Database) -> Iterator[CheckProblem]:
    for row_id, title in reads.without_answering(db):
        message = _("A turn in “{title}” is of somebody who did not answer that survey.")
        yield CheckProblem("turn", "turns", row_id, message.format(title=title))


def _index(db: Database) -> Iterator[CheckProblem]:
    """The index says of each word in how many paragraphs it is; so do the texts."""
    counted: Counter[bytes] = Counter()
    known = search.numbers(db)
    whole = True
    for sha256 in reads.text_hashes(db):
        if known.pop(sha256, None) is None:
            whole = False
            continue
        text = search.text_of(db, sha256)
        pattern = word_pattern(text)
        for span in paragraphs(text):
            words = set(as_indexed(text, span, pattern).split())
            counted.update({word.encode()[: reads.LONGEST_TERM] for word in words})
    if not whole or known or dict(reads.indexed_words(db)) != counted:
        yield CheckProblem("index", "", "", _("The index of words is not that of the texts."))


BESIDE: Final[tuple[Callable[[Database], Iterator[CheckProblem]], ...]] = (
    _folders,
    _attributes,
    _links,
    _boards,
    _answers,
    _index,
)
