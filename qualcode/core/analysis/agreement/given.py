"""Codings and tables of units from a .json file, for who has them from elsewhere."""

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

from qualcode.core.analysis.agreement import tables
from qualcode.core.analysis.agreement.marks import Marks, from_rows
from qualcode.core.analysis.agreement.tables import Table
from qualcode.core.errors import ImportRefused
from qualcode.core.reasons import reason
from qualcode.core.translate import _

#: in a string of one-character values, a missing one
MISSING: Final = "*"
#: sums of squares of more would no longer be exact to all the digits that are printed
LONGEST: Final = 10**9
_MAX_BYTES: Final = 400 * 1024 * 1024


def read(path: Path) -> Marks | Table:
    """What the file holds: spans over a length, a table of units, or two coders' cross table.

    Raises:
        ImportRefused: if it holds something else.
    """
    content = _content(path)
    reader = _Reader(path.name)
    if "table" in content:
        return reader.cross_table(content)
    if "length" in content:
        return reader.spans(content)
    units = content.get("units")
    if isinstance(units, list) and units and not any(isinstance(one, str) for one in units):
        return reader.units(units, content.get("coders"))
    if "coders" in content or "units" in content:
        return reader.values(content.get("coders", units))
    raise reader.refusal(
        _("It must hold “length” and “coders”, “coders” with a value for each unit, or “table”.")
    )


def _content(path: Path) -> Mapping[str, Any]:
    reader = _Reader(path.name)
    try:
        content = json.loads(
            _data(path), object_pairs_hook=reader.each_once, parse_constant=reader.no_number
        )
    except (ValueError, RecursionError) as error:
        raise ImportRefused(
            _("“{file}” is not JSON. Export it anew.").format(file=path.name)
        ) from error
    if not isinstance(content, dict):
        raise reader.refusal(_("It must hold one object: {…}."))
    return content


def _data(path: Path) -> bytes:
    """The file, which may be a pipe: how long it is shows when it is read."""
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise ImportRefused(
            _("“{file}” can’t be read: {reason}. Choose another file.").format(
                file=path.name, reason=reason(error)
            )
        ) from error
    if len(data) > _MAX_BYTES:
        raise ImportRefused(
            _("“{file}” is too large to be read. Divide it.").format(file=path.name)
        )
    return data


class _Reader:
    def __init__(self, file: str) -> None:
        self._file = file

    def refusal(self, reason: str) -> ImportRefused:
        return ImportRefused(
            _("“{file}” can’t be compared. {reason}").format(file=self._file, reason=reason)
        )

    def each_once(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """An object; of a name that stands twice in it all but the last would be lost."""
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _value in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise self.refusal(
                _("“{name}” stands twice in one object. Put what it holds together.").format(
                    name=twice
                )
            )
        return found

    def no_number(self, word: str) -> NoReturn:
        """NaN and the like, which other programs write where a value is missing."""
        raise self.refusal(
            _("“{word}” is no value. One that is missing is null.").format(word=word)
        )

    def spans(self, content: Mapping[str, Any]) -> Marks:
        length, coders = content["length"], content.get("coders")
        if not _is_whole(length) or not 0 < length <= LONGEST:
            raise self.refusal(
                _("“length” must be a whole number from 1 to {most}.").format(most=LONGEST)
            )
        if not isinstance(coders, dict):
            raise self.refusal(_("“coders” must hold each coder’s spans: {…}."))
        self._two(coders)
        codes: dict[str, int] = {}
        rows = [
            (at, *self._span(coder, number, span, length, codes))
            for at, (coder, spans) in enumerate(coders.items())
            for number, span in enumerate(self._list(coder, spans), start=1)
        ]
        names = sorted(codes, key=lambda name: codes[name])
        return from_rows(length, tuple(coders), names, rows)

    def _span(
        self, coder: str, number: int, span: Any, length: int, codes: dict[str, int]
    ) -> tuple[int, int, int]:
        sound = (
            isinstance(span, list)
            and len(span) == 3
            and _is_name(span[0])
            and _is_whole(span[1])
            and _is_whole(span[2])
            and 0 <= span[1] < span[2] <= length
        )
        if not sound:
            raise self.refusal(
                _(
                    "Span {number} of “{coder}” must be [code, start, end], with whole numbers "
                    "from 0 to {length} and the start before the end."
                ).format(number=number, coder=coder, length=length)
            )
        return codes.setdefault(_name(span[0]), len(codes)), span[1], span[2]

    def values(self, coders: Any) -> Table:
        if isinstance(coders, list):
            coders = {str(number): values for number, values in enumerate(coders, start=1)}
        if not isinstance(coders, dict):
            raise self.refusal(_("“coders” must hold each coder’s values: {…}."))
        self._two(coders)
        found = {coder: self._values(coder, values) for coder, values in coders.items()}
        if len({len(values) for values in found.values()}) > 1:
            raise self.refusal(
                _("All coders must have as many values; a missing one is null, or * in a text.")
            )
        return tables.of_values(found)

    def units(self, units: list[Any], coders: Any) -> Table:
        """Unit by unit: a list with each coder's value, or an object with the values by coder."""
        if coders is not None and not (isinstance(coders, list) and all(map(_is_name, coders))):
            raise self.refusal(_("“coders” must name once each who has a value in “units”."))
        if all(isinstance(unit, dict) for unit in units):
            coders = coders or list(dict.fromkeys(name for unit in units for name in unit))
            units = [[unit.get(_name(name)) for name in coders] for unit in units]
        many = len(units[0]) if isinstance(units[0], list) else 0
        if not all(isinstance(unit, list) and len(unit) == many for unit in units):
            raise self.refusal(_("Each of “units” must hold a value by each coder, or null."))
        names = coders or [str(number) for number in range(1, many + 1)]
        if not _are_names(names, many):
            raise self.refusal(_("“coders” must name once each who has a value in “units”."))
        return self.values(
            {_name(name): [unit[at] for unit in units] for at, name in enumerate(names)}
        )

    def _values(self, coder: str, values: Any) -> list[str | None]:
        if isinstance(values, str):
            return [None if sign == MISSING else sign for sign in values]
        found = self._list(coder, values)
        if not all(value is None or _is_name(value) for value in found):
            raise self.refusal(
                _("The values of “{coder}” must be texts or numbers, or null.").format(coder=coder)
            )
        return [None if value is None else _name(value) for value in found]

    def cross_table(self, content: Mapping[str, Any]) -> Table:
        cells = content["table"]
        q = len(cells) if isinstance(cells, list) else 0
        square = q > 0 and all(
            isinstance(row, list)
            and len(row) == q
            and all(_is_whole(cell) and 0 <= cell <= LONGEST for cell in row)
            for row in cells
        )
        if not square:
            raise self.refusal(
                _("“table” must have as many rows as columns, of whole numbers from 0.")
            )
        categories = content.get("categories", [str(number) for number in range(1, q + 1)])
        coders = content.get("coders", ["1", "2"])
        if not _are_names(categories, q) or not _are_names(coders, 2):
            raise self.refusal(
                _("“categories” must name each row once, and “coders” the two who coded.")
            )
        one, other = map(_name, coders)
        return tables.of_two((one, other), [_name(category) for category in categories], cells)

    def _two(self, coders: Mapping[str, Any]) -> None:
        if len(coders) < 2:
            raise self.refusal(_("It takes two coders at least."))

    def _list(self, coder: str, values: Any) -> list[Any]:
        if not isinstance(values, list):
            raise self.refusal(_("What “{coder}” has must be a list: […].").format(coder=coder))
        return values


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_name(value: Any) -> bool:
    return (
        isinstance(value, str)
        or _is_whole(value)
        or (isinstance(value, float) and math.isfinite(value))
    )


def _are_names(values: Any, many: int) -> bool:
    return (
        isinstance(values, Sequence)
        and len(values) == many
        and all(map(_is_name, values))
        and len(set(map(_name, values))) == many
    )


def _name(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
