"""A board as a picture or as an outline, written to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsScene, QWidget

from qualcode.core.errors import ProjectError
from qualcode.core.project import Project
from qualcode.core.report.options import BOARD, ExportOptions
from qualcode.core.store.connection import errors_named
from qualcode.core.store.unfinished_copies import unfinished_copy_of
from qualcode.core.translate import N_, _
from qualcode.shell.dialogs.files import ask_target
from qualcode.shell.jobs import Progress
from qualcode.shell.models.board import BoardContent
from qualcode.shell.panels.board_things import Thing
from qualcode.shell.panels.notice import Notice
from qualcode.shell.panels.written_note import tell_written
from qualcode.shell.session import Session
from qualcode.shell.theme import LIGHT

if TYPE_CHECKING:
    from qualcode.core.report.export import ExportReport

PICTURES: Final = {".png": N_("Picture (PNG)"), ".svg": N_("Drawing (SVG)")}
OUTLINES: Final = {".docx": N_("Word"), ".md": N_("Markdown")}
_MARGIN: Final = 24.0
#: dots for each point, as long as the picture is not too large
_SHARP: Final = 2.0
_LARGEST: Final = 12_000.0


def picture(content: BoardContent, suffix: str) -> bytes:
    """The whole board on light ground, as ``.png`` or ``.svg``."""
    scene = QGraphicsScene()
    for shown in content:
        scene.addItem(Thing(shown, LIGHT))
    area = scene.itemsBoundingRect().adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
    return _svg(scene, area) if suffix == ".svg" else _png(scene, area)


def _png(scene: QGraphicsScene, area: QRectF) -> bytes:
    dots = min(_SHARP, _LARGEST / max(area.width(), area.height(), 1.0))
    image = QImage((area.size() * dots).toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.ground))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scene.render(painter, QRectF(image.rect()), area, Qt.AspectRatioMode.KeepAspectRatio)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _svg(scene: QGraphicsScene, area: QRectF) -> bytes:
    made = QByteArray()
    buffer = QBuffer(made)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    size = area.size().toSize()
    drawing.setSize(QSize(size.width(), size.height()))
    drawing.setViewBox(QRectF(0, 0, area.width(), area.height()))
    painter = QPainter(drawing)
    painter.fillRect(QRectF(0, 0, area.width(), area.height()), QColor(LIGHT.ground))
    scene.render(painter, QRectF(0, 0, area.width(), area.height()), area)
    painter.end()
    return bytes(made.data())


class BoardFiles(QObject):
    """Asks where, and writes.

    Attributes:
        notice: where the page tells what was written.
    """

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self.notice = Notice(page)

    def ask_picture(self, content: BoardContent, name: str) -> None:
        """Ask where the picture is to be."""
        out = self._ask(_("Picture of the board"), name, PICTURES)
        if out is not None:
            self.write_picture(content, out)

    def write_picture(self, content: BoardContent, out: Path) -> None:
        """Write the whole board as a picture."""
        data = picture(content, out.suffix.lower())
        try:
            with errors_named(out), unfinished_copy_of(out) as unfinished:
                unfinished.write_bytes(data)
                unfinished.replace(out)
        except ProjectError as error:
            self.notice.warn(str(error))
            return
        self._tell(out, ())

    def ask_outline(self, content: BoardContent, name: str) -> None:
        """Ask where the outline is to be."""
        out = self._ask(_("Outline of the board"), name, OUTLINES)
        if out is not None:
            self.write_outline(content, out)

    def write_outline(self, content: BoardContent, out: Path) -> None:
        """Write the board's groups with what is in them."""
        options = ExportOptions(board=content.board_id)

        def work(own: Project, *, progress: Progress) -> ExportReport:
            from qualcode.core.report.export import export

            progress(0, 0)
            return export(own, out, what=BOARD, options=options, overwrite=True)

        job = self._session.start_reading(_("Writing “{file}”…").format(file=out.name), work)
        if job is not None:
            job.done.connect(lambda report: self._tell(report.path, report.warnings))

    def _ask(self, title: str, name: str, kinds: dict[str, str]) -> Path | None:
        filters = {suffix: _(kind) for suffix, kind in kinds.items()}
        safe = "".join(sign if sign.isalnum() or sign in " -_()" else "_" for sign in name).strip()
        return ask_target(
            self._session,
            self._page,
            title,
            name=(safe or _("Board")) + next(iter(kinds)),
            filters=filters,
        )

    def _tell(self, path: Path, warnings: tuple[str, ...]) -> None:
        tell_written(self.notice, path, warnings)
