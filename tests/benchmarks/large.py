"""Projects as large as a big evaluation, made in seconds."""

import hashlib
import random
from pathlib import Path

from qualcode.core.ids import CodeId, CoderId, DocumentId
from qualcode.core.importers.transcript import SpeakerGuess, Speech, Transcript
from qualcode.core.model.span import Span
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.codes import NewCode, add_code
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.passages import new_coding, new_segment
from qualcode.core.project import Project
from qualcode.core.store import documents as document_store

WORDS = [
    "vi",
    "har",
    "mandat",
    "att",
    "besluta",
    "om",
    "insatser",
    "men",
    "samverkan",
    "kräver",
    "tid",
    "förtroende",
    "och",
    "chefer",
]
TURN = 400
CATEGORIES, SUB_CATEGORIES = 8, 4


def make_project(
    path: Path, *, documents: int = 200, characters: int = 20_000, codings: int = 50_000
) -> None:
    """Two speakers in each document, forty categories, two evaluators who overlap."""
    chance = random.Random(1)
    with Project.create(path, name="Large") as project:
        coders = [CoderId(add_coder(project, name).first("coders")) for name in ("Ann", "Bo")]
        with project.operation(coders[0], "import_codebook") as running:
            codes = []
            for number in range(CATEGORIES):
                codes.append(add_code(running, NewCode(f"Category {number}")))
                codes += [
                    add_code(running, NewCode(f"Sub-category {sub}", parent_id=codes[-1]))
                    for sub in range(SUB_CATEGORIES)
                ]
        new = [
            NewDocument(_transcript(f"Interview {number}", characters, chance))
            for number in range(documents)
        ]
        added = import_documents(project, coders[0], new).order["documents"]
        for coder_id in coders:
            _code(project, coder_id, list(map(DocumentId, added)), codes, codings // 2, chance)


def _transcript(title: str, characters: int, chance: random.Random) -> Transcript:
    lines, speeches, at = [], [], 0
    while at < characters:
        label = "IP1" if len(lines) % 2 else "I"
        words = " ".join(chance.choices(WORDS, k=TURN // 7))
        lines.append(f"{label}: {words}")
        speeches.append(Speech(at, at + len(lines[-1]), at + len(label) + 2, label))
        at += len(lines[-1]) + 1
    text = "\n".join(lines)
    speakers = (
        SpeakerGuess("I", "interviewer", len(lines) // 2, is_name=False),
        SpeakerGuess("IP1", "respondent", len(lines) // 2, is_name=False),
    )
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Transcript(title, text, f"{title}.txt", sha256, "utf-8", tuple(speeches), speakers, ())


def _code(
    project: Project,
    coder_id: CoderId,
    documents: list[DocumentId],
    codes: list[CodeId],
    codings: int,
    chance: random.Random,
) -> None:
    """Passages of up to 300 characters at places that both evaluators like."""
    each = codings // len(documents)
    with project.operation(coder_id, "code_from_sheet") as running:
        for document_id in documents:
            text = document_store.text(running.db, document_id)
            places = random.Random(document_id).sample(range(0, len(text) - 320, 5), each)
            spans = [Span(at, at + chance.randrange(40, 300)) for at in places]
            segments = [
                new_segment(running, document_id, text, _trimmed(text, span), coder_id=coder_id)
                for span in spans
            ]
            running.insert_many("segments", segments)
            running.insert_many(
                "codings",
                [new_coding(running, one.id, chance.choice(codes)) for one in segments],
            )


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return Span(start, end)
