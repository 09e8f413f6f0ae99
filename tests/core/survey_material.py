"""Surveys for tests: tables as they are read, written down here."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from pathlib import Path

from qualcode.core.surveys.guessing import propose
from qualcode.core.surveys.plan import SurveyPlan
from qualcode.core.surveys.table import Field, Table

HEADERS = (
    "E-post",
    "Svarsdatum",
    "Kön",
    "Hur nöjd är du?",
    "Vilka stöd har ni?",
    "Vad fungerar bra?",
    "Varför?",
)
ROWS = (
    ("a@x.se", "2026-05-01", "Kvinna", "Nöjd", "Chef;Kollega;", "Mötena – för det mesta.", "Tid."),
    ("b@x.se", "2026-05-02", "Man", "Missnöjd", "Chef;", " Inget\nalls ❤️ ", ""),
    ("c@x.se", "2026-05-02", "Kvinna", "Vet ej", "", "", "Vi har aldrig träffats så länge."),
    ("d@x.se", "2026-05-03", "Man", "Nöjd", "Kollega;", "Det är lugnt här.", ""),
    ("e@x.se", "", "Kvinna", "Nöjd", "Chef;", "", ""),
)


def table(
    rows: Sequence[Sequence[str]] = ROWS,
    headers: Sequence[str] = HEADERS,
    title: str = "Enkät",
) -> Table:
    """A table as a .csv with these cells would be read."""
    return Table(
        title=title,
        file_name=f"{title}.csv",
        file_sha256=hashlib.sha256(repr(rows).encode()).hexdigest(),
        fields=tuple(Field(number, header) for number, header in enumerate(headers)),
        rows=tuple(map(tuple, rows)),
        numbers=tuple(range(2, len(rows) + 2)),
    )


def plan(
    rows: Sequence[Sequence[str]] = ROWS,
    headers: Sequence[str] = HEADERS,
    title: str = "Enkät",
    wave: str | None = None,
) -> SurveyPlan:
    """What is proposed for such a table."""
    return propose(table(rows, headers, title), wave=wave)


def write_csv(path: Path, rows: Sequence[Sequence[str]], *, separator: str = ",") -> Path:
    """A .csv with these cells."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    return path
