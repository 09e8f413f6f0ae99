"""What a method needs that Qt calls while Python already stands in another method Qt called.

PySide 6.11.3 on Python 3.11 crashes when an error leaves such an inner method (`draw` within
`paintEvent`, `scrollContentsBy` within `keyPressEvent`) just as the interpreter stored it. An error
that was caught and raised again has the form PySide expects, and reaches the crash dialog.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def called_by_qt(method: Callable[P, R]) -> Callable[P, R]:
    """For a method that Qt calls: an error in it is raised in a form that PySide can pass on."""

    @wraps(method)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return method(*args, **kwargs)
        except Exception:
            raise

    return call
