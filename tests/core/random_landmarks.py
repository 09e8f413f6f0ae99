"""What random work does with headings, pages, times and the questions of a guide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.core.changes import Changes
from qualcode.core.importers.guide import Guide, Question
from qualcode.core.importers.transcript import Heading, TimeCode
from qualcode.core.operations import guide, importing
from tests.core.whole import transcript

if TYPE_CHECKING:
    from tests.core.random_work import Work

QUESTIONS = (Question("1", "Mandatet?"), Question("1", "Mandatet?"), Question("2b", "Å?"))
TEXT = "Roller\nIntervjuare: Mandatet? Å?\nKim: Ja.\nSlut 😀"


def import_with_landmarks(w: Work) -> Changes | None:
    made = replace(
        transcript(w.name(), TEXT),
        headings=(Heading(0, 6, 1),),
        pages=(0, 20),
        time_codes=(TimeCode(7, 7, "00:00:01"), TimeCode(30, 30, "00:00:02")),
    )
    asked = (guide.AskedAt(w.random.randint(0, 2), 20, 29),) if w.random.random() < 0.7 else ()
    new = importing.NewDocument(made, asked=asked)
    return importing.import_documents(w.project, w.coder, [new], guide=Guide("G", QUESTIONS))


def place_questions(w: Work) -> Changes | None:
    chosen = QUESTIONS[: w.random.randint(1, 3)]
    asked = {
        document: [
            guide.AskedAt(w.random.randrange(len(chosen)), *w.span(document))
            for _ in range(w.random.randint(0, 2))
        ]
        for document in w.some("documents")
    }
    return guide.place_questions(w.project, w.coder, Guide("G", chosen), asked)


CHANGING = (import_with_landmarks, place_questions)
