"""Intervals by resampling: how far the numbers might be others, had other text been coded.

What is drawn, with replacement, are whole stretches of text, or units of a table, and every number
is computed anew from them. Single characters would not do: neighbours are marked together, and the
intervals would be far too narrow.

Source: B. Efron, R. J. Tibshirani, An introduction to the bootstrap (1993), chapters 8 and 13
(percentile intervals; blocks where neighbours depend on each other).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from qualcode.core.analysis.agreement.marks import Amounts

SAMPLES: Final = 1000
CONFIDENCE: Final = 0.95
#: of fewer stretches than this, or of samples in which the number is defined, nothing is said
FEWEST_PIECES: Final = 10
LEAST_DEFINED: Final = 0.5
#: the same work has the same intervals whenever they are computed
_SEED: Final = 20160501


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number, None where it is undefined, with the bounds of its interval if there is one."""

    value: float | None
    low: float | None = None
    high: float | None = None


def draws(times: Amounts, samples: int = SAMPLES) -> Amounts:
    """(samples, pieces) how often each piece is in each sample; there are so many of each."""
    many = int(times.sum())
    chances = times / times.sum()
    return np.random.default_rng(_SEED).multinomial(many, chances, samples).astype(np.float64)


def estimate(value: float, sampled: Amounts | None = None) -> Estimate:
    """The number with its percentile interval, which is never drawn to leave the number out."""
    known = None if np.isnan(value) else float(value)
    if sampled is None or known is None:
        return Estimate(known)
    defined = sampled[~np.isnan(sampled)]
    if defined.size < LEAST_DEFINED * sampled.size:
        return Estimate(known)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(defined, [tail, 1 - tail])
    return Estimate(known, min(float(low), known), max(float(high), known))
