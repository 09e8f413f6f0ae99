"""What lies on a board, as it is seen: things come, go and change, and groups lie under them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QGraphicsItem, QGraphicsScene, QGraphicsView, QWidget

from qualcode.core.ids import BoardItemId
from qualcode.shell.models.board import BoardContent
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.board_things import Thing
from qualcode.shell.panels.board_view import BoardView
from qualcode.shell.panels.painting import current_theme

_MARGIN: Final = 600.0


class BoardSurface(BoardView):
    """Shows a `BoardContent`.

    Attributes:
        content: what is shown. things: by their ids, as they are painted.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = QGraphicsScene(self)
        self._scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.BspTreeIndex)
        self.setScene(self._scene)
        self.content = BoardContent()
        self.things: dict[BoardItemId, Thing] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._show_theme()

    def show_content(self, content: BoardContent) -> None:
        """Show these things; what is selected stays so."""
        self.content = content
        for item_id in [one for one in self.things if one not in content.things]:
            self._scene.removeItem(self.things.pop(item_id))
        theme = current_theme()
        for shown in content:
            thing = self.things.get(shown.id)
            if thing is None:
                thing = self.things[shown.id] = Thing(shown, theme)
                self._scene.addItem(thing)
            elif thing.shown != shown:
                thing.show_as(shown)
        self._fit_scene()

    def _fit_scene(self) -> None:
        """The canvas goes on beyond what lies on it."""
        rects = [thing.scene_frame() for thing in self.things.values()]
        whole = QRectF(0, 0, 400, 300)
        for rect in rects:
            whole = whole.united(rect)
        self._scene.setSceneRect(whole.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN))

    def thing_at(self, point: QPoint) -> Thing | None:
        """What lies uppermost at a point of the viewport."""
        found = self.itemAt(point)
        return found if isinstance(found, Thing) else None

    def group_at(self, place: QPointF, without: Sequence[BoardItemId] = ()) -> Thing | None:
        """The innermost group at a place, but for those that are being moved."""
        found = [
            thing
            for thing in self.things.values()
            if thing.shown.is_group
            and thing.shown.id not in without
            and thing.scene_frame().contains(place)
        ]
        return max(found, key=QGraphicsItem.zValue, default=None)

    def show_target(self, target: Thing | None) -> None:
        """Mark where something would be dropped."""
        for thing in self.things.values():
            if thing.is_target or thing is target:
                thing.mark(is_target=thing is target)

    def show_all(self, *, larger: bool = True) -> None:
        """As near as all of the board can be seen."""
        self.show_frames([thing.scene_frame() for thing in self.things.values()], larger=larger)

    # Looks

    @called_by_qt
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "things"):
            self._show_theme()

    def _show_theme(self) -> None:
        theme = current_theme()
        self.setBackgroundBrush(QColor(theme.ground))
        for thing in self.things.values():
            thing.theme = theme
            thing.update()
