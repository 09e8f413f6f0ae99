"""The list of files in an import: a title, and below it what is to be known of the file."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from qualcode.core.translate import _
from qualcode.shell.models.import_file import ImportFile
from qualcode.shell.models.import_files import ImportFilesModel
from qualcode.shell.models.roles import IS_FAINT, IS_WARNING, STATUS
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.panels.painting import current_theme, paint_text, px, small_font
from qualcode.shell.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_ROW = 46  # px at normal size
_LEFT = 12
_LINE = 20
_BAR = 3


class FilesList(QListView):
    """The files, one above the other.

    Signals: leave_out_wanted(): the current one is not to come in.
    """

    leave_out_wanted = Signal()

    def __init__(self, files: ImportFilesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Files"))
        self.setModel(files)
        self.setItemDelegate(FileDelegate(self))
        self.setUniformItemSizes(True)  # of hundreds of files none is measured by itself
        leave = QShortcut(QKeySequence.StandardKey.Delete, self)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self.leave_out_wanted)
        self._files = files

    def current(self) -> ImportFile | None:
        """The file that is looked at."""
        row, files = self.currentIndex().row(), self._files.files
        return files[row] if 0 <= row < len(files) else None


class FileDelegate(QStyledItemDelegate):
    """Two lines for each file."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(px(120), px(_ROW))

    @called_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current_theme()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            _paint_chosen(painter, option, theme)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(theme.track))
        room = QRectF(option.rect.adjusted(px(_LEFT), px(4), -px(8), 0))
        room.setHeight(px(_LINE))
        title = str(index.data(Qt.ItemDataRole.DisplayRole))
        is_faint = index.data(IS_FAINT)
        ink = theme.soft_ink if is_faint else theme.ink
        paint_text(painter, room, title, QApplication.font(), ink)
        room.translate(0, px(_LINE) - px(2))
        colour = theme.warning if index.data(IS_WARNING) else theme.soft_ink
        colour = theme.soft_ink if is_faint else colour
        paint_text(painter, room, str(index.data(STATUS)), small_font(), colour)
        painter.restore()


def _paint_chosen(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    row = option.rect
    painter.fillRect(row, QColor(theme.accent_soft))
    painter.fillRect(QRect(row.left(), row.top(), px(_BAR), row.height()), QColor(theme.accent))
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QColor(theme.accent))
        painter.drawRect(row.adjusted(0, 0, -1, -1))
