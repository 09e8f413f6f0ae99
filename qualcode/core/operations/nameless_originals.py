"""Names out of what a merge remembers: how rows stood in the files that they came from, and what
was decided."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from qualcode.core.store import wordings as store
from qualcode.core.store.sealing import WORDLESS
from qualcode.core.store.transaction import Transaction


def put_in_originals(running: Transaction, reworded: Callable[[str], str]) -> None:
    """Write anew every wording that stands there; the next merge begins from what it is then."""
    for original in store.all_originals(running.db):
        running.update(
            "originals",
            original.id,
            image=_reworded(original.image, reworded),
            shown=None if original.shown is None else _reworded(original.shown, reworded),
        )


def put_in_decisions(running: Transaction, reworded: Callable[[str], str]) -> None:
    """Of what stood on both sides, the wording that was chosen is kept as a list of values; other
    answers are words of the program's own."""
    for decision in store.all_decisions(running.db):
        if decision.answer.startswith("["):
            columns, values = decision.other.split(","), json.loads(decision.answer)
            new = [
                reworded(value) if isinstance(value, str) and column not in WORDLESS else value
                for column, value in zip(columns, values, strict=True)
            ]
            if new != values:
                answer = json.dumps(new, ensure_ascii=False)
                running.update("decisions", decision.id, answer=answer)


def _reworded(image: str, reworded: Callable[[str], str]) -> str:
    columns: dict[str, Any] = json.loads(image)
    new = {
        name: reworded(value) if isinstance(value, str) and name not in WORDLESS else value
        for name, value in columns.items()
    }
    return image if new == columns else json.dumps(new, ensure_ascii=False)
