"""Agreement on units, each with one category by each coder, or none where it is missing.

Every function takes `Counts` and gives one number for each member of their batch, NaN where the
coefficient is undefined: where nothing varies there is no disagreement to expect, and none that
could have been avoided. It is computed from disagreements, so that perfect agreement is exactly 1.

Throughout, r is the number of coders who gave a unit a value, and the share of agreeing pairs of
coders in a unit is  sum_k r_k (r_k - 1) / (r (r - 1)).
"""

from typing import Final

import numpy as np

from qualcode.core.analysis.agreement.counting import Counts
from qualcode.core.analysis.agreement.marks import Amounts, quotient

UNIT_BASED: Final = (
    "percent",
    "cohen_kappa",
    "brennan_prediger",
    "fleiss_kappa",
    "scott_pi",
    "holsti",
    "gwet_ac1",
    "krippendorff_alpha",
)
AGAINST_KEY: Final = ("precision", "recall", "f1")


def unit_based(counts: Counts) -> dict[str, Amounts]:
    """All of `UNIT_BASED`, by name."""
    fleiss = fleiss_kappa(counts)
    return {
        "percent": percent(counts),
        "cohen_kappa": cohen_kappa(counts),
        "brennan_prediger": brennan_prediger(counts),
        "fleiss_kappa": fleiss,
        "scott_pi": fleiss,
        "holsti": holsti(counts),
        "gwet_ac1": gwet_ac1(counts),
        "krippendorff_alpha": krippendorff_alpha(counts),
    }


def percent(counts: Counts) -> Amounts:
    """The share of agreeing pairs of coders, over the units that at least two coders judged."""
    return 1 - _observed(counts)


def cohen_kappa(counts: Counts) -> Amounts:
    """Cohen's kappa: chance as each coder's own use of the categories has it.

    For more than two coders the mean over the pairs for which it is defined (Light's kappa).

    Sources: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological
    Measurement 20 (1960) 37–46. R. J. Light, Measures of response agreement for qualitative data,
    Psychological Bulletin 76 (1971) 365–377.
    """
    one, other = np.triu_indices(counts.confusions.shape[-3], 1)
    tables = counts.confusions[..., one, other, :, :]
    n = tables.sum((-2, -1))
    rows, columns = tables.sum(-1), tables.sum(-2)
    observed = n - np.trace(tables, axis1=-2, axis2=-1)
    expected = (rows * (n[..., None] - columns)).sum(-1)
    kappas = 1 - quotient(observed * n, expected)
    defined = ~np.isnan(kappas)
    return quotient(np.where(defined, kappas, 0).sum(-1), defined.sum(-1).astype(np.float64))


def brennan_prediger(counts: Counts) -> Amounts:
    """Brennan and Prediger's kappa_n: by chance each of the q categories is equally likely.

    Source: R. L. Brennan, D. J. Prediger, Coefficient kappa: some uses, misuses, and alternatives,
    Educational and Psychological Measurement 41 (1981) 687–699.
    """
    q = counts.profiles.shape[-1]
    return _corrected(counts, np.full(counts.weights.shape[:-1], 1 - 1 / q if q else 0.0))


def fleiss_kappa(counts: Counts) -> Amounts:
    """Fleiss' kappa: chance as all coders together use the categories.

    For two coders it is Scott's pi, which it carries over to any number; Scott's pi for more than
    two is therefore this. Where values are missing, a unit counts with the shares of those given.

    Sources: J. L. Fleiss, Measuring nominal scale agreement among many raters, Psychological
    Bulletin 76 (1971) 378–382. W. A. Scott, Reliability of content analysis: the case of nominal
    scale coding, Public Opinion Quarterly 19 (1955) 321–325.
    """
    shares = _shares(counts)
    return _corrected(counts, (shares * (1 - shares)).sum(-1))


def gwet_ac1(counts: Counts) -> Amounts:
    """Gwet's AC1: chance only for units that are hard to judge.

    Source: K. L. Gwet, Computing inter-rater reliability and its variance in the presence of high
    agreement, British Journal of Mathematical and Statistical Psychology 61 (2008) 29–48.
    """
    shares, q = _shares(counts), counts.profiles.shape[-1]
    if q < 2:
        return np.full(counts.weights.shape[:-1], np.nan)
    return _corrected(counts, 1 - (shares * (1 - shares)).sum(-1) / (q - 1))


def holsti(counts: Counts) -> Amounts:
    """Holsti's coefficient 2M / (N1 + N2), over all pairs of coders: M decisions in common of N1
    and N2 that each made. To give a code is a decision; to leave text unmarked is none.

    Source: O. R. Holsti, Content analysis for the social sciences and humanities (1969), p. 140.
    """
    m = counts.confusions.shape[-3]
    agreed = np.diagonal(counts.confusions, axis1=-2, axis2=-1)[..., counts.decisions].sum(-1)
    common = agreed.sum((-2, -1)) - np.trace(agreed, axis1=-2, axis2=-1)
    return quotient(common, (m - 1) * _given(counts).sum(-1))


def krippendorff_alpha(counts: Counts) -> Amounts:
    """Krippendorff's alpha for nominal data; units with fewer than two values say nothing.

    Source: K. Krippendorff, Content analysis: an introduction to its methodology, 3rd ed. (2013),
    chapter 12; A. F. Hayes, K. Krippendorff, Answering the call for a standard reliability measure
    for coding data, Communication Methods and Measures 1 (2007) 77–89.
    """
    values = counts.profiles.sum(-1)
    pairable = values > 1
    weights, profiles = counts.weights[..., pairable], counts.profiles[pairable]
    apart = (profiles * (values[pairable, None] - profiles)).sum(-1) / (values[pairable] - 1)
    by_category = weights @ profiles
    n = by_category.sum(-1)
    expected = (by_category * (n[..., None] - by_category)).sum(-1)
    return 1 - quotient(weights @ apart * (n - 1), expected)


def against_key(counts: Counts, key: int) -> dict[str, Amounts]:
    """Precision, recall and F1 of the other coders, one of whom is taken to be right.

    Precision is the share of what they decided that the key has too; recall the share of the key's
    decisions that they have; F1 their harmonic mean. Several others are counted together.
    """
    others = [one for one in range(counts.confusions.shape[-3]) if one != key]
    tables = counts.confusions[..., others, key, :, :]
    right = np.diagonal(tables, axis1=-2, axis2=-1)[..., counts.decisions].sum((-2, -1))
    theirs = tables.sum(-1)[..., counts.decisions].sum((-2, -1))
    keys = tables.sum(-2)[..., counts.decisions].sum((-2, -1))
    return {
        "precision": quotient(right, theirs),
        "recall": quotient(right, keys),
        "f1": quotient(2 * right, theirs + keys),
    }


def _observed(counts: Counts) -> Amounts:
    """The share of pairs of coders who disagree."""
    values = counts.profiles.sum(-1)
    pairable = values > 1
    weights, profiles, values = (
        counts.weights[..., pairable],
        counts.profiles[pairable],
        values[pairable, None],
    )
    apart = (profiles * (values - profiles) / (values * (values - 1))).sum(-1)
    return quotient(weights @ apart, weights.sum(-1))


def _shares(counts: Counts) -> Amounts:
    """How often each category was given, each unit counted alike; sums to 1."""
    values = counts.profiles.sum(-1)
    valued = values > 0
    each = counts.weights[..., valued] @ (counts.profiles[valued] / values[valued, None])
    return quotient(each, each.sum(-1)[..., None])


def _given(counts: Counts) -> Amounts:
    if counts.given is not None:
        return counts.given
    own = np.diagonal(counts.confusions, axis1=-4, axis2=-3)
    given: Amounts = np.diagonal(own, axis1=-3, axis2=-2)[..., counts.decisions].sum(-1)
    return given


def _corrected(counts: Counts, expected: Amounts) -> Amounts:
    """One minus observed over expected disagreement."""
    return 1 - quotient(_observed(counts), expected)
