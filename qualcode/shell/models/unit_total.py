"""How much a list of meaning units holds, in words."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.core.analysis.meaning_units import Unit, count
from qualcode.core.translate import ngettext


def total_words(units: Sequence[Unit]) -> str:
    """“12 meaning units · 5 respondents · 4 documents · 3 not yet condensed”"""
    found = count(units)
    parts = [
        ngettext("{number} meaning unit", "{number} meaning units", found.units).format(
            number=found.units
        ),
        ngettext("{number} respondent", "{number} respondents", found.persons).format(
            number=found.persons
        ),
        ngettext("{number} document", "{number} documents", found.documents).format(
            number=found.documents
        ),
    ]
    bare = len({unit.segment_id for unit in units if not unit.condensed})
    if bare:
        parts.append(
            ngettext("{number} not yet condensed", "{number} not yet condensed", bare).format(
                number=bare
            )
        )
    return " · ".join(parts)
