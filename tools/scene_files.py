"""Files that scenes take in: a survey's answers, and a document that was coded in Word."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, Final

_RESPONDENTS: Final = 34

_ENGLISH: Final[dict[str, Any]] = {
    "file": "Survey on joint work, spring.csv",
    "group": "Municipality",
    "headers": (
        *("E-mail", "Municipality", "Role"),
        "How satisfied are you with the joint work?",
        "Which meetings do you take part in?",
        *("What works well?", "What needs to change?"),
    ),
    "roles": ("School", "Social services", "Health care"),
    "satisfied": ("Satisfied", "Neither", "Dissatisfied", "Don’t know"),
    "meetings": ("Steering group", "Local group", "Steering group;Local group"),
    "good": (
        "We meet more often now, and decisions are made faster.",
        "The coordinator always calls back.",
        "",
    ),
    "bad": (
        "Managers must give us time. As it is we do this beside everything else.",
        "It is unclear who decides.",
        "",
    ),
}
_SWEDISH: Final[dict[str, Any]] = {
    "file": "Enkät om samverkan, våren.csv",
    "group": "Kommun",
    "headers": (
        *("E-post", "Kommun", "Roll"),
        "Hur nöjd är du med samverkan?",
        "Vilka möten deltar du i?",
        *("Vad fungerar bra?", "Vad behöver ändras?"),
    ),
    "roles": ("Skola", "Socialtjänst", "Hälso- och sjukvård"),
    "satisfied": ("Nöjd", "Varken eller", "Missnöjd", "Vet ej"),
    "meetings": ("Styrgrupp", "Lokal grupp", "Styrgrupp;Lokal grupp"),
    "good": (
        "Vi träffas oftare nu, och besluten går fortare.",
        "Samordnaren ringer alltid tillbaka.",
        "",
    ),
    "bad": (
        "Cheferna måste ge oss tid. Som det är nu gör vi det här vid sidan om.",
        "Det är otydligt vem som beslutar.",
        "",
    ),
}


def group_of(language: str) -> str:
    """The column by which the invited are counted."""
    return str((_SWEDISH if language == "sv" else _ENGLISH)["group"])


def write_survey(folder: Path, language: str) -> Path:
    """A survey's answers, as a tool for surveys writes them."""
    words = _SWEDISH if language == "sv" else _ENGLISH
    path = folder / str(words["file"])
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(words["headers"])
        for number in range(_RESPONDENTS):
            lines.writerow(_answers(words, number))
    return path


def _answers(words: dict[str, Any], number: int) -> list[str]:
    """Those of one respondent: each question goes through its answers at a pace of its own."""

    def of(key: str, pace: int) -> str:
        return str(words[key][number * pace // 3 % len(words[key])])

    good, bad = of("good", 4), of("bad", 5)
    return [
        f"p{number}@example.org",
        ("Almby", "Sjövik")[number % 5 % 2],
        of("roles", 3),
        of("satisfied", 2),
        of("meetings", 7),
        f"{good} ({number + 1})" if good else "",
        f"{bad} ({number + 1})" if bad else "",
    ]


#: what is said, which words of it are coded, and with what
_CODED_ENGLISH: Final = (
    ("I: What has changed since the spring?", "", ""),
    ("Resource person: We meet every other week now. Before nobody knew who was to call.",
     "Before nobody knew who was to call.", "Roles"),
    ("I: And who decides?", "", ""),
    ("Resource person: At the table we all do. At home my manager does, afterwards.",
     "At home my manager does, afterwards.", "Unclear mandate"),
    ("Resource person: That is why some no longer come.", "some no longer come", "Trust"),
)  # fmt: skip
_CODED_SWEDISH: Final = (
    ("I: Vad har förändrats sedan i våras?", "", ""),
    ("Resursperson: Vi träffas varannan vecka nu. Förut visste ingen vem som skulle ringa.",
     "Förut visste ingen vem som skulle ringa.", "Roller"),
    ("I: Och vem beslutar?", "", ""),
    ("Resursperson: Vid bordet gör vi det alla. Hemma gör min chef det, i efterhand.",
     "Hemma gör min chef det, i efterhand.", "Otydligt mandat"),
    ("Resursperson: Det är därför några inte längre kommer.", "några inte längre kommer",
     "Tillit"),
)  # fmt: skip


def write_coded(folder: Path, language: str) -> Path:
    """An interview that a colleague has coded in Word, with a comment for each code."""
    from docx import Document

    made = Document()
    for text, coded, code in _CODED_SWEDISH if language == "sv" else _CODED_ENGLISH:
        before, _coded, after = text.partition(coded) if coded else (text, "", "")
        paragraph = made.add_paragraph(before)
        if coded:
            run = paragraph.add_run(coded)
            made.add_comment(run, text=code, author="Mikael Berg", initials="MB")
            paragraph.add_run(after)
    path = folder / ("Intervju, kodad i Word.docx" if language == "sv" else "Coded in Word.docx")
    made.save(str(path))
    return path
