"""The answers to surveys' closed questions among a grid's columns: many, so each survey has a menu."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from sqlite_utils import Database

from qualcode.core.analysis.grid import Column
from qualcode.core.model.survey import survey_label
from qualcode.core.store import survey_counts
from qualcode.core.store import surveys as store
from qualcode.core.translate import _
from qualcode.shell.commands.actions import plain

#: so many answers are shown beside what is known of persons; more would push it out of sight
_FEW: Final = 6


def asked(db: Database, columns: Iterable[Column]) -> dict[str, str]:
    """The columns that are answers to closed questions, by key, with what their survey is called."""
    asked_in = survey_counts.asked_in(db)
    if not asked_in:
        return {}
    labels = {one.id: survey_label(one.title, one.wave) for one in store.all_surveys(db)}
    return {
        column.key: labels[asked_in[column.attribute.id]]
        for column in columns
        if column.attribute is not None and column.attribute.id in asked_in
    }


def hidden_at_first(answers: Mapping[str, str]) -> set[str]:
    """The answers that are not shown until they are asked for: all, if there are many."""
    return set(answers) if len(answers) > _FEW else set()


def add_menus(
    menu: QMenu,
    columns: Sequence[Column],
    answers: Mapping[str, str],
    hidden: Iterable[str],
    show: Callable[[Iterable[str], bool], None],
) -> None:
    """A menu for each survey, with its questions to show and to hide, one by one or all."""
    out = frozenset(hidden)
    for label in dict.fromkeys(answers.values()):
        own = [column for column in columns if answers.get(column.key) == label]
        keys = [column.key for column in own]
        below = menu.addMenu(plain(label))
        below.setAccessibleName(label)
        for text, shown in ((_("&Show all"), True), (_("&Hide all"), False)):
            all_of_them = below.addAction(text)
            all_of_them.triggered.connect(
                lambda _checked=False, keys=keys, shown=shown: show(keys, shown)
            )
        below.addSeparator()
        for column in own:
            made = QAction(plain(column.heading), below)
            made.setCheckable(True)
            made.setChecked(column.key not in out)
            made.toggled.connect(lambda shown, key=column.key: show([key], shown))
            below.addAction(made)
