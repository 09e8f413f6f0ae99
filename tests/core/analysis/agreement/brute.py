"""The slow way: every position by itself, to compare with."""

import numpy as np
from hypothesis import strategies as st

from qualcode.core.analysis.agreement.marks import from_rows

LENGTH = 24
CODES = ("A", "B")


def marks_of(spans, *, length=LENGTH, coders="abc", codes=CODES):
    """Marks from (coder, code, start, end)."""
    rows = [
        (coders.index(coder), codes.index(code), start, end) for coder, code, start, end in spans
    ]
    return from_rows(length, tuple(coders), codes, rows)


def spans(coders="abc", codes=CODES, length=LENGTH):
    """Any spans by any coders."""
    place = st.tuples(st.integers(0, length - 1), st.integers(1, 9))
    one = st.tuples(st.sampled_from(coders), st.sampled_from(codes), place)
    return st.lists(one, max_size=14).map(
        lambda found: [
            (coder, code, start, min(length, start + long)) for coder, code, (start, long) in found
        ]
    )


def apart(found):
    """The spans without those that lie on another of the same coder's: as the sources have it."""
    kept = []
    for coder, code, start, end in found:
        if all(coder != c or end <= s or e <= start for c, _code, s, e in kept):
            kept.append((coder, code, start, end))
    return kept


def grid(marks):
    """(coders, codes, length) who marked what."""
    found = np.zeros((len(marks.coders), len(marks.codes), marks.length), dtype=bool)
    for coder, code, start, end in zip(
        marks.coder, marks.code, marks.start, marks.end, strict=True
    ):
        found[coder, code, start:end] = True
    return found


def u_family(marks):
    """uα, |uα, cuα and the (k)uα straight from their definitions, unit by unit."""
    m, length, codes = len(marks.coders), marks.length, len(marks.codes)
    units = _units(marks)
    total = m * length
    observed = np.zeros((codes + 1, codes + 1))
    for one in range(m):
        for other in range(m):
            if one != other:
                for c, s, e in units[one]:
                    for k, t, f in units[other]:
                        observed[c, k] += max(0, min(e, f) - max(s, t)) / (m - 1)
    squares = np.zeros(codes + 1)
    for some in units:
        for code, start, end in some:
            squares[code] += (end - start) ** 2 if code < codes else end - start
    lengths = observed.sum(1)
    expected = total * (np.outer(lengths, lengths) - np.diag(squares)) / (total**2 - squares.sum())
    gap = codes
    star = observed[:codes, :codes]
    matched = star.sum(1)
    less = np.zeros(codes)
    for one in range(m):
        for code, start, end in units[one]:
            for other in range(m):
                if code < codes and other != one:
                    on = sum(
                        max(0, min(end, f) - max(start, t)) for k, t, f in units[other] if k < codes
                    )
                    less[code] += on**2 / (m - 1)
    all_matched = matched.sum()
    met = np.outer(matched, matched) - np.diag(less)
    scale = all_matched - less.sum() / all_matched if all_matched else np.nan
    star_expected = met / scale if scale else np.full_like(met, np.nan)
    return {
        "u_alpha": _one_minus(total - np.trace(observed), total - np.trace(expected)),
        "binary_u_alpha": _one_minus(
            lengths[gap] - observed[gap, gap], expected[gap].sum() - expected[gap, gap]
        ),
        "cu_alpha": _one_minus(
            all_matched - np.trace(star), star_expected.sum() - np.trace(star_expected)
        ),
        "k_u_alpha": [
            _one_minus(
                star_expected[k].sum() * (matched[k] - star[k, k]),
                matched[k] * (star_expected[k].sum() - star_expected[k, k]),
            )
            if star_expected[k].sum() > 1e-9
            else None
            for k in range(codes)
        ],
    }


def _units(marks):
    """Each coder's units and gaps, the gaps of code `len(codes)`."""
    found = []
    for coder in range(len(marks.coders)):
        own = marks.where(marks.coder == coder)
        some = sorted(zip(own.start.tolist(), own.end.tolist(), own.code.tolist(), strict=True))
        at, units = 0, []
        for start, end, code in some:
            if at < start:
                units.append((len(marks.codes), at, start))
            units.append((code, start, end))
            at = end
        if at < marks.length:
            units.append((len(marks.codes), at, marks.length))
        found.append(units)
    return found


def _one_minus(observed, expected):
    return None if not expected > 1e-9 else 1 - observed / expected
