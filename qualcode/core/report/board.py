"""A board as an outline: its groups with what lies in them, in Word and Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qualcode.core.analysis.board_layout import Box, reading_order
from qualcode.core.analysis.counts import CodeCount, code_counts
from qualcode.core.errors import ProjectError
from qualcode.core.ids import BoardId, BoardItemId
from qualcode.core.model import Board, BoardItem, Code
from qualcode.core.model.board import CODE_CARD, GROUP
from qualcode.core.project import Project
from qualcode.core.report.cautions import contacts_on_board, names_on_board
from qualcode.core.report.markdown import line
from qualcode.core.report.options import Written
from qualcode.core.report.pointing import Pointing
from qualcode.core.report.wordfile import WordFile
from qualcode.core.store import boards as store
from qualcode.core.store import codes as code_store
from qualcode.core.store import summary as reads
from qualcode.core.translate import _, ngettext


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline: what it is called, how deep it stands, and what is told of it."""

    item: BoardItem
    depth: int
    text: str
    detail: str

    @property
    def is_group(self) -> bool:
        return self.item.kind == GROUP


def board_of(project: Project, board_id: BoardId | None) -> Board:
    """The board that is asked for, or the only one.

    Raises:
        ProjectError: if it must be said which one.
    """
    boards = store.all_boards(project.db)
    if board_id is not None:
        return store.get(project.db, board_id)
    if not boards:
        raise ProjectError(
            _("“{project}” has no board yet. Make one first.").format(project=project.info.name)
        )
    if len(boards) > 1:
        raise ProjectError(
            _("“{project}” has {number} boards. Say which one to export.").format(
                project=project.info.name, number=len(boards)
            )
        )
    return boards[0]


def in_reading_order(items: Sequence[BoardItem]) -> Iterator[tuple[BoardItem, int]]:
    """The things on a board as one reads them, each with how many groups it lies in; what lies in a
    group follows it."""
    by_id = {item.id: item for item in items}
    inside: dict[BoardItemId | None, list[Box[BoardItemId]]] = {}
    for item in items:
        box = Box(item.id, item.x, item.y, item.width, item.height)
        inside.setdefault(item.group_id, []).append(box)

    def walk(group_id: BoardItemId | None, depth: int) -> Iterator[tuple[BoardItem, int]]:
        for box in reading_order(inside.get(group_id, ())):
            yield by_id[box.key], depth
            yield from walk(box.key, depth + 1)

    return walk(None, 0)


def outline(project: Project, board: Board) -> list[Entry]:
    """The board's groups, cards and notes as one reads them."""
    codes = {code.id: code for code in code_store.all_codes(project.db)}
    items = store.items_on(project.db, board.id)
    counts = code_counts(project.db, [item.code_id for item in items if item.code_id])
    return [
        _entry(
            item,
            depth,
            codes[item.code_id] if item.code_id else None,
            counts.get(item.code_id) if item.code_id else None,
        )
        for item, depth in in_reading_order(items)
    ]


def _entry(item: BoardItem, depth: int, code: Code | None, count: CodeCount | None) -> Entry:
    detail = _counted(count) if count is not None and item.kind == CODE_CARD else ""
    return Entry(item, depth, code.name if code else item.text.strip(), detail)


def _counted(count: CodeCount) -> str:
    passages = ngettext("{number} passage", "{number} passages", count.passages)
    persons = ngettext("{number} person", "{number} persons", count.persons)
    return _("{passages}, {persons}").format(
        passages=passages.format(number=count.passages),
        persons=persons.format(number=count.persons),
    )


def write(project: Project, board: Board, suffix: str) -> Written:
    """The outline as ``.docx`` or ``.md``."""
    entries = outline(project, board)
    if suffix == ".docx":
        written = _write_docx(project, board, entries)
    else:
        written = _write_markdown(project, board, entries)
    texts = (entry.text for entry in entries)
    warnings = Pointing(project).count(texts, names_on_board, contacts_on_board)
    return replace(written, warnings=warnings)


def _write_docx(project: Project, board: Board, entries: Sequence[Entry]) -> Written:
    info = project.info
    file = WordFile(board.name, info.language, reads.last_change(project.db))
    file.text("Title", board.name)
    file.text("Subtitle", info.name)
    for entry in entries:
        if entry.is_group:
            file.heading(entry.depth + 1, entry.text)
        else:
            detail = f" ({entry.detail})" if entry.detail else ""
            file.text("ListBullet", entry.text + detail)
    return Written(file.finish(), replaced_characters=file.characters.replaced)


def _write_markdown(project: Project, board: Board, entries: Sequence[Entry]) -> Written:
    lines = [f"# {line(board.name)}", "", line(project.info.name), ""]
    for entry in entries:
        indent = "  " * entry.depth
        words = f"\\\n{indent}  ".join(line(one) for one in entry.text.split("\n") if one.strip())
        words = f"**{words}**" if entry.is_group and words else words
        detail = f" ({entry.detail})" if entry.detail else ""
        lines.append(f"{indent}- {words}{detail}")
    return Written(("\n".join(lines) + "\n").encode())
