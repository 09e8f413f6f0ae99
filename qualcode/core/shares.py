"""Shares as people read them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def percent(share: float) -> int:
    """The share in whole percent; halves go up: 13 of 40 are 33 %."""
    return int((Decimal(repr(float(share))) * 100).quantize(Decimal(1), ROUND_HALF_UP))
