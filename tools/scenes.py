"""What is photographed: each page, the main drawers and dialogs, on the example project."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from scene_files import group_of, write_coded, write_survey

from qualcode.core.ids import CoderId
from qualcode.core.model.survey import BY_ATTRIBUTE
from qualcode.core.operations.board_codes import lay_out_codebook
from qualcode.core.operations.folders import create_folder
from qualcode.core.operations.memos import write_journal, write_memo
from qualcode.core.operations.survey_figures import Figures, set_invitations
from qualcode.core.operations.surveys import import_survey
from qualcode.core.paths import resource
from qualcode.core.project import Project
from qualcode.core.store import attributes, codes, codings, documents, surveys
from qualcode.core.surveys.guessing import propose
from qualcode.core.surveys.reading import read
from qualcode.shell.app import Program
from qualcode.shell.dialogs.anonymise_window import AnonymiseWindow
from qualcode.shell.dialogs.import_dialog import ImportDialog
from qualcode.shell.dialogs.import_parts import MARGIN
from qualcode.shell.dialogs.survey_dialog import SurveyDialog

MAIN: Final = "read-and-code"
#: a search, a merge or a count takes longer than a page
_LONG: Final = 1800


def _nothing() -> None:
    """Most scenes leave nothing that must go."""


@dataclass(frozen=True)
class Scene:
    """A picture: how to bring it about, and what to clear away afterwards. One without a name is
    not taken; `always` is one that the following need."""

    name: str
    set_up: Callable[[], object]
    clear: Callable[[], object] = _nothing
    settled: int = 0
    always: bool = False


class Stage:
    """The program on the example, and the example's things by name."""

    def __init__(self, program: Program, path: Path, project: Project, language: str) -> None:
        self.program, self.path = program, path
        self._project, self._language = project, language
        self.coder_id = CoderId("")
        names = _SWEDISH if language == "sv" else _ENGLISH
        self.words = names
        self.group = ""
        self.span = (0, 0)

    @property
    def language(self) -> str:
        return self._language

    def survey(self) -> Path:
        """A file of answers."""
        return write_survey(self.path.parent, self._language)

    def in_word(self) -> Path:
        """An interview that was coded in Word's margin."""
        return write_coded(self.path.parent, self._language)

    @property
    def window(self) -> Any:
        return self.program.window

    @property
    def pages(self) -> Any:
        return self.window.work.pages

    @property
    def read(self) -> Any:
        return self.pages.widget("read")

    def furnish(self) -> None:
        """What somebody would have added who has worked in the example for a while."""
        from qualcode.core.store import coders

        project, words = self._project, self.words
        self.coder_id = coders.all_coders(project.db)[0].id
        everything = documents.all_documents(project.db)
        group = next(one for one in everything if one.kind == "group-interview")
        self.group = group.id
        marks = codings.marks_in(project.db, group.id)
        segment = marks[len(marks) // 3].segment
        assert segment.start is not None
        assert segment.end is not None
        self.span = (segment.start, segment.end)
        mandate = next(one for one in codes.all_codes(project.db) if one.name == words["code"])
        title, text = words["memo"]
        write_memo(project, self.coder_id, title=title, text=text, about=("codes", mandate.id))
        title, text = words["second memo"]
        write_memo(project, self.coder_id, title=title, text=text, about=("segments", segment.id))
        write_journal(
            project, self.coder_id, words["journal"], day=dt.datetime.now(tz=dt.UTC).date()
        )
        create_folder(project, self.coder_id, words["folder"], documents=[group.id])
        lay_out_codebook(project, self.coder_id, words["board"])

    def show_page(self, key: str) -> None:
        self.pages.close_drawer()
        self.pages.show_page(key)

    def show_passage(self) -> None:
        self.show_page("read")
        self.read.show_passage(self.group, *self.span)

    def choose_code(self) -> None:
        page = self.pages.widget("categories")
        code = next(c for c in page.codes.model.codebook.codes.values() if c.name == self.code)
        page.codes.set_current(code.id)

    @property
    def code(self) -> str:
        return str(self.words["code"])


_ENGLISH: Final[dict[str, Any]] = {
    "code": "Mandate",
    "memo": (
        "Mandate at the table, and at home",
        (
            "Three of the four say that the table may decide and the office then undoes it. "
            "Compare with the workshop in October."
        ),
    ),
    "second memo": ("Irony?", "Everybody laughs here. Listen to the recording again."),
    "journal": "Read the group interview for the second time. “Mandate” and “Roles” run into each "
    "other: a rule is needed for when the right to decide is part of the role.\n\nTomorrow: the "
    "workshop record.",
    "folder": "Coordinators, wave 1",
    "board": "Towards categories",
    "find": "mandat",
    "letters": "mand",
    "command": "memo",
}
_SWEDISH: Final[dict[str, Any]] = {
    "code": "Mandat",
    "memo": (
        "Mandat vid bordet och hemma",
        (
            "Tre av fyra säger att bordet får besluta och att kontoret sedan ändrar det. "
            "Jämför med workshoppen i oktober."
        ),
    ),
    "second memo": ("Ironi?", "Alla skrattar här. Lyssna på inspelningen igen."),
    "journal": "Läste gruppintervjun för andra gången. ”Mandat” och ”Roller” går i varandra: det "
    "behövs en regel för när rätten att besluta hör till rollen.\n\nI morgon: anteckningarna från "
    "workshoppen.",
    "folder": "Samordnare, våg 1",
    "board": "Mot kategorier",
    "find": "mandat",
    "letters": "mand",
    "command": "memo",
}


def scenes(stage: Stage) -> Iterator[Scene]:
    """In the order in which they are taken."""
    yield from _beginning(stage)
    yield from _reading(stage)
    yield from _pages(stage)
    yield from _drawers(stage)
    yield from _dialogs(stage)
    yield from _surveys(stage)


def _beginning(stage: Stage) -> Iterator[Scene]:
    window = stage.window
    yield Scene("start", _nothing)
    yield Scene("", lambda: window.file.open_path(stage.path), always=True)
    yield Scene("", stage.show_passage, always=True)


def _reading(stage: Stage) -> Iterator[Scene]:
    yield Scene(MAIN, stage.show_passage)

    def choose_words() -> None:
        reader = stage.read.reader
        start = stage.span[1] + 2
        reader.select(start, reader.text().index(".", start + 20))
        stage.read.open_palette(stage.words["letters"])

    yield Scene("code-palette", choose_words, stage.read.choosing.palette.close_palette)

    def correct() -> None:
        stage.show_passage()
        stage.read.correcting.correct.trigger()

    yield Scene("correct-the-text", correct, stage.read.correcting.leave)
    work = stage.window.work
    yield Scene("tour", work.start_tour, lambda: work._tour.end())  # noqa: PLW0108 - made by the start
    yield Scene(
        "find-a-command",
        lambda: _look_for_command(stage),
        lambda: work._commands.close_palette(),  # noqa: PLW0108 - made when it is first opened
    )


def _pages(stage: Stage) -> Iterator[Scene]:
    def categories() -> None:
        stage.show_page("categories")
        stage.choose_code()

    yield Scene("categories", categories, settled=_LONG)
    columns = stage.pages.widget("categories").columns
    yield Scene("codebook", lambda: columns.tabs.setCurrentIndex(1), columns.show_passages)
    yield Scene("meaning-units", lambda: stage.show_page("units"), settled=_LONG)
    yield Scene("board", lambda: stage.show_page("board"), settled=_LONG)
    yield Scene("documents", lambda: stage.show_page("documents"), settled=_LONG)
    grid = stage.pages.widget("documents")
    yield Scene("persons", lambda: grid.tabs.setCurrentIndex(1), settled=_LONG)
    from qualcode.shell.pages.team.parts import PARTS

    for place in PARTS:
        yield Scene(
            f"team-{place.key}",
            partial(_team, stage, place.key),
            settled=_LONG,
        )


def _team(stage: Stage, key: str) -> None:
    stage.show_page("team")
    stage.pages.widget("team").show_part(key)


def _drawers(stage: Stage) -> Iterator[Scene]:
    yield Scene("", stage.show_passage, always=True)
    yield Scene(
        "find-everywhere",
        lambda: stage.pages.open_drawer("find", stage.words["find"]),
        settled=_LONG,
    )
    for key in ("memos", "journal", "history", "unplaced"):
        yield Scene(f"drawer-{key}", partial(stage.pages.open_drawer, key), settled=_LONG)
    yield Scene("", stage.pages.close_drawer, always=True)


def _dialogs(stage: Stage) -> Iterator[Scene]:
    window = stage.window
    example = resource("example")
    files = [example / "Gruppintervju juni.txt", example / "Intervju Almby.txt"]
    made: list[Any] = []

    def show(make: Callable[[], Any]) -> None:
        made.append(make())

    def clear() -> None:
        made.pop().close()

    yield Scene(
        "import",
        partial(show, lambda: ImportDialog.ask(window._session, files, window)),
        clear,
        settled=_LONG,
    )
    yield Scene("export", window.exchange.export.trigger, _answer_no, settled=_LONG)
    yield Scene("persons-window", window._show_persons, _close_front)
    yield Scene(
        "anonymise",
        partial(show, lambda: AnonymiseWindow.show_for(window._session, window)),
        clear,
        settled=_LONG,
    )
    yield Scene("settings", window.edit.settings.trigger, _answer_no)
    yield Scene("keyboard-shortcuts", window.help.show_shortcuts, _answer_no)
    yield Scene("manual", window.help.show_manual, _close_front)

    def coded() -> ImportDialog:
        dialog = ImportDialog.ask(window._session, [stage.in_word()], window)
        QTimer.singleShot(_LONG // 2, partial(dialog.panel.parts.tabs.setCurrentIndex, MARGIN))
        return dialog

    yield Scene(
        "codes-in-the-margin",
        partial(show, coded),
        clear,
        settled=_LONG,
    )


def _surveys(stage: Stage) -> Iterator[Scene]:
    """A survey as it comes in, and when it is there with its figures."""
    window, made = stage.window, list[Any]()

    def ask() -> None:
        made.append(SurveyDialog.ask(window._session, stage.survey(), window))

    def bring_in() -> None:
        session = window._session
        session.run(import_survey, propose(read(stage.survey())))
        db = session.project.db
        there = attributes.all_attributes(db, "persons")
        own = next(one.id for one in there if one.name == group_of(stage.language))
        invited = [Figures("Almby", 26, 3), Figures("Sjövik", 24, 1)]
        survey = surveys.all_surveys(db)[-1].id
        session.run(set_invitations, survey, BY_ATTRIBUTE, invited, attribute_id=own)

    yield Scene("survey-import", ask, lambda: made.pop().close(), settled=_LONG)
    yield Scene("", bring_in, always=True)
    yield Scene("survey-answers", partial(_show_survey, stage, 1), settled=_LONG)
    yield Scene("survey-rates", partial(_show_survey, stage, 0), settled=_LONG)
    yield Scene("", stage.window.file.close_open_project, always=True)


def _show_survey(stage: Stage, part: int) -> None:
    stage.show_page("documents")
    page = stage.pages.widget("documents")
    page.tabs.setCurrentIndex(3)
    page.surveys.parts.setCurrentIndex(part)


def _look_for_command(stage: Stage) -> None:
    stage.window._find_command()
    _type(stage.words["command"])


def _type(letters: str) -> None:
    field: Any = QApplication.focusWidget()
    field.setText(letters)


def _answer_no() -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    dialog.reject()


def _close_front() -> None:
    front = QApplication.activeWindow()
    assert front is not None
    front.close()
