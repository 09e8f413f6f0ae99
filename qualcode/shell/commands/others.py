"""What is said of others' work before something is deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from qualcode.core.ids import CoderId
from qualcode.core.translate import _
from qualcode.shell.session import Session


def named_with_numbers(session: Session, numbers: Mapping[CoderId, int]) -> str:
    """Every evaluator but whoever is at the keyboard, with a number, the highest first; empty if
    there is nobody."""
    return ", ".join(
        _("{name} {number}").format(name=session.name_of(one), number=number)
        for one, number in Counter(numbers).most_common()
        if number and one != session.coder_id
    )
