"""The rows of the lists beside the text, as they look in the window."""

import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QColor, QHoverEvent
from PySide6.QtWidgets import QApplication

from qualcode.core.store import codes


def grounds(view, index):
    """The colours of a row's ground, from its indentation to its end."""
    row, width = view.visualRect(index), view.viewport().width()
    image = view.viewport().grab().toImage()
    return {image.pixelColor(x, row.top() + 3).name() for x in (5, 12, 24, width // 2, width - 3)}


def hover(view, index):
    """What Qt tells a list when the pointer moves over it; a test's own pointer tells it not always."""
    at, viewport = QPointF(view.visualRect(index).center()), view.viewport()
    moved = QHoverEvent(QEvent.Type.HoverMove, at, viewport.mapToGlobal(at), QPointF(0, 0))
    QApplication.sendEvent(viewport, moved)


@pytest.fixture(params=["light", "dark", "high-contrast"])
def program(start, material, request):
    return start(material, theme=request.param)


@pytest.mark.parametrize("chosen", [True, False])
@pytest.mark.parametrize("which", ["documents", "codes"])
def test_a_row_has_one_ground_from_edge_to_edge(program, qtbot, which, chosen):
    page, theme = program.window._page, program.window._appearance.theme
    view = getattr(page, which).view
    if which == "documents":
        index = page.documents.model.index_of(page.current_document())
    else:
        index = page.codes.model.index_of(codes.all_codes(program.session.project.db)[0].id)
    if chosen:
        view.choose(index)
    else:
        view.clearSelection()
    page.reader.setFocus()
    wanted = theme.accent_soft if chosen else theme.track

    def has_one_ground():
        hover(view, index)
        assert grounds(view, index) == {QColor(wanted).name()}

    qtbot.waitUntil(has_one_ground)
