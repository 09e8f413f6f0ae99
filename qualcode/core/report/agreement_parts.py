"""How far evaluators agree, as tables and sentences: the same for the window, the command line and
files. With the numbers always goes how much each one marked, and what they say and don't say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from qualcode.core.analysis.agreement import meaning
from qualcode.core.analysis.agreement.bootstrap import CONFIDENCE, Estimate
from qualcode.core.analysis.agreement.coefficients import AGAINST_KEY
from qualcode.core.analysis.agreement.result import UNITISING, Agreement, Result
from qualcode.core.shares import percent
from qualcode.core.translate import N_, _, language, ngettext, one_by_one

#: what is told first: the plain share, the two that most readers know, and how well codes are told
#: apart where both marked; the others are there for who asks for them
FIRST: Final = ("percent", "cohen_kappa", "krippendorff_alpha", "cu_alpha", *AGAINST_KEY)
#: the same of each code and document; cuα is of several codes together
FIRST_OF_EACH: Final = ("percent", "cohen_kappa", "krippendorff_alpha", "k_u_alpha", "f1")
UNIT_NAMES: Final = {
    "character": N_("characters"),
    "word": N_("words"),
    "sentence": N_("sentences"),
    "turn": N_("turns"),
    "paragraph": N_("paragraphs"),
    "segment": N_("marked passages"),
    "unit": N_("units"),
}
_PERCENT: Final = "percent"
#: what a column holds that is of no coefficient: a share of the text, or anything else
_SHARE: Final = "share"
_ELSE: Final = ""
#: the same number without the text that no one coded; not among what is told first
_WITHOUT: Final = "without "

Cells = tuple[float | str | None, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A table of what was found.

    Attributes:
        headings: of the columns.
        rows: a number is a share or a coefficient, from −1 to 1; None is undefined; "" is nothing.
        about: what each column holds: a coefficient, a share, or something else.
        keys: what each row is about: a name, or a coefficient.
        of_rows: whether it is a coefficient.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[Cells, ...]
    about: tuple[str, ...]
    keys: tuple[str, ...]
    of_rows: bool = False

    @property
    def shares(self) -> frozenset[int]:
        """The columns that are shares of the text."""
        return frozenset(at for at, what in enumerate(self.about) if what == _SHARE)

    def columns(self, which: list[int]) -> Part:
        """The same with these columns alone."""
        return replace(
            self,
            headings=tuple(self.headings[at] for at in which),
            about=tuple(self.about[at] for at in which),
            rows=tuple(tuple(row[at] for at in which) for row in self.rows),
        )


def shown(found: Agreement) -> list[str]:
    """The coefficients that there are: those against a key and on text are not always."""
    left_out: set[str] = set() if found.key else set(AGAINST_KEY)
    if found.length is None:
        left_out |= set(UNITISING)
    return [name for name in found.overall.coefficients if name not in left_out]


def heading(found: Agreement) -> str:
    """Who was compared on what."""
    return _("{names}: compared on {n} {units}, {codes}.").format(
        names=", ".join(found.coders),
        n=f"{found.n:,}".replace(",", "\u202f"),
        units=_(UNIT_NAMES[found.unit]),
        codes=ngettext("{count} code", "{count} codes", len(found.codes)).format(
            count=len(found.codes)
        ),
    )


def overall(found: Agreement) -> Part:
    """All codes together: each coefficient, with and without text that no one coded."""
    names = shown(found)
    without = found.overall.without_uncoded
    headings = ["", _("All codes")]
    if found.intervals:
        share = percent(CONFIDENCE)
        headings += [_("{share} % from").format(share=share), _("{share} % to").format(share=share)]
    if without is not None:
        headings.append(_("Without text no one coded"))
    rows = []
    for name in names:
        estimate = found.overall.coefficients[name]
        row: list[float | str | None] = [meaning.name(name), estimate.value]
        if found.intervals:
            row += _bounds(estimate)
        if without is not None:
            row.append(without[name].value if name in without else "")
        rows.append(tuple(row))
    about = (_ELSE,) * len(headings)
    return Part(_("All codes"), tuple(headings), tuple(rows), about, tuple(names), of_rows=True)


def coverage(found: Agreement) -> Part:
    """How much of what was compared each evaluator coded, all of them, and at least one."""
    result = found.overall
    rows: list[tuple[str, float | None]] = list(result.coverage.items())
    together = _("Both") if len(found.coders) == 2 else _("All of them")
    rows += [(together, result.marked_by_all), (_("At least one"), result.marked_by_any)]
    return Part(
        _("How much was coded"),
        (_("Evaluator"), _("Coded")),
        tuple(rows),
        (_ELSE, _SHARE),
        tuple(name for name, _share in rows),
    )


def by_code(found: Agreement) -> Part:
    """Each code by itself."""
    return _each(_("By code"), _("Code"), found, found.codes, of_codes=True)


def by_document(found: Agreement) -> Part:
    """Each document by itself, all codes together."""
    return _each(_("By document"), _("Document"), found, found.documents, of_codes=False)


def first_of(part: Part) -> Part:
    """What is told first of it: a few measures, and all shares."""
    if part.of_rows:
        kept = [at for at, key in enumerate(part.keys) if key in FIRST]
        rows, keys = tuple(part.rows[at] for at in kept), tuple(part.keys[at] for at in kept)
        return replace(part, rows=rows, keys=keys)
    wanted = (_ELSE, _SHARE, *FIRST_OF_EACH)
    return part.columns([at for at, what in enumerate(part.about) if what in wanted])


def _each(
    name: str, what: str, found: Agreement, results: Mapping[str, Result], *, of_codes: bool
) -> Part:
    columns = _columns(found, of_codes=of_codes)
    coverage = [_("Coded by {name}").format(name=coder) for coder in found.coders]
    by_all = _("Coded by both") if len(found.coders) == 2 else _("Coded by all")
    headings = (
        what,
        *columns.values(),
        *coverage,
        by_all,
        _("Coded by at least one"),
    )
    about = (_ELSE, *columns, *[_SHARE] * (len(coverage) + 2))
    rows = [
        (
            title,
            *(_number(result, title, column) for column in columns),
            *(result.coverage[coder] for coder in found.coders),
            result.marked_by_all,
            result.marked_by_any,
        )
        for title, result in results.items()
    ]
    return Part(name, headings, tuple(rows), about, tuple(results))


def _columns(found: Agreement, *, of_codes: bool) -> dict[str, str]:
    """The headings of the coefficients, by what their columns hold."""
    # what a single code has no number for is left out
    none = ("binary_u_alpha", "cu_alpha") if of_codes else ()
    names = [name for name in shown(found) if name not in none]
    if of_codes and found.overall.k_u_alpha:
        names.append("k_u_alpha")
    columns = {name: meaning.name(name) for name in names}
    if found.overall.without_uncoded is not None:
        columns[_WITHOUT + _PERCENT] = _("Percent, without text no one coded")
        columns[_WITHOUT + "krippendorff_alpha"] = _("Krippendorff’s α, without text no one coded")
    return columns


def _number(result: Result, title: str, column: str) -> float | None:
    if column == "k_u_alpha":
        return result.k_u_alpha[title].value
    if column.startswith(_WITHOUT):
        some = result.without_uncoded or {}
        name = column.removeprefix(_WITHOUT)
        return some[name].value if name in some else None
    return result.coefficients[column].value


def parts(found: Agreement) -> list[Part]:
    """All tables there are."""
    several = [by_document(found)] if len(found.documents) > 1 else []
    return [overall(found), coverage(found), by_code(found), *several]


def sentences(found: Agreement) -> list[str]:
    """What no number can say, how they were counted, and what each means and doesn't mean."""
    names = shown(found)
    if found.overall.k_u_alpha:
        names.insert(names.index("cu_alpha") + 1, "k_u_alpha")
    told = [meaning.offer()]
    if found.overlap is not None:
        words = _("Passages that overlap by {share} or more are one.")
        told.append(
            one_by_one([words.format(share=share(found.overlap)), meaning.overlap_defined()])
        )
    told += [
        _("{name}: {value}").format(name=meaning.name(name), value=meaning.meaning(name))
        for name in names
    ]
    if any(value is None for part in parts(found) for row in part.rows for value in row):
        told.append(meaning.undefined())
    if found.intervals:
        told.append(meaning.interval_defined())
    return told


def cell(part: Part, row: int, column: int) -> str:
    """A cell as it is read: what is undefined says so, and a share is per cent."""
    value = part.rows[row][column]
    if isinstance(value, str):
        return value
    what = part.keys[row] if part.of_rows else part.about[column]
    if what in (_SHARE, _PERCENT, _WITHOUT + _PERCENT):
        return share(value)
    return _("undefined") if value is None else _decimals(f"{value:.3f}")


def cells(part: Part) -> list[list[str]]:
    """All cells as they are read."""
    return [
        [cell(part, row, at) for at in range(len(part.headings))] for row in range(len(part.rows))
    ]


def share(value: float | None) -> str:
    """A share as per cent."""
    return _("undefined") if value is None else _decimals(f"{100 * value:.1f} %")


def as_text(found: Agreement) -> str:
    """Everything, its columns divided by tabs: for the clipboard."""
    lines = [heading(found), ""]
    for part in parts(found):
        lines += [part.name, "\t".join(part.headings)]
        lines += ["\t".join(row) for row in cells(part)]
        lines.append("")
    return "\n".join([*lines, *sentences(found), *found.remarks])


def _bounds(estimate: Estimate) -> tuple[float | str, float | str]:
    if estimate.low is None or estimate.high is None:
        return "", ""
    return estimate.low, estimate.high


def _decimals(number: str) -> str:
    """As the user's language writes decimals and what is below zero."""
    number = number.replace("-", "−")
    return number.replace(".", ",") if language() == "sv" else number
