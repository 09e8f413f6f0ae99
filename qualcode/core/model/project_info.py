"""What a project says of itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProjectInfo:
    """The project's own row. Copies of a project share its `id`.

    Attributes:
        language: ``sv`` or ``en``: of new documents and of what is written from the project.
        questions: the evaluation questions, one on each line.
    """

    id: str
    name: str
    language: str
    questions: str | None
    created: str
