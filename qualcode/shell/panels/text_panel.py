"""How the text is set: font, size, width and line height, changed while one looks at it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontDatabase, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from qualcode.core.translate import _
from qualcode.shell.keys import give_back
from qualcode.shell.overrides import called_by_qt
from qualcode.shell.pages.text_sizes import LINE_HEIGHTS, SIZES, WIDTHS, TextSizes
from qualcode.shell.panels.painting import px
from qualcode.shell.theme import FAMILY, set_kind

#: good to read long texts in, by their quality; those that the computer has are offered
_SERIFS: Final = (
    *("Charter", "Source Serif 4", "Source Serif Pro", "Literata", "New York", "Georgia"),
    *("Cambria", "Palatino", "Palatino Linotype", "Libertinus Serif", "Linux Libertine O"),
    *("Noto Serif", "PT Serif", "Merriweather", "Bitstream Charter", "Liberation Serif"),
    *("Times New Roman", "Nimbus Roman", "DejaVu Serif"),
)
_MOST_SERIFS: Final = 5
_WIDTH_STEP: Final = 20
_WIDTH: Final = 340


class TextPanel(QFrame):
    """A small panel over the page, which goes when the keys go elsewhere, or with Esc."""

    def __init__(self, sizes: TextSizes, parent: QWidget) -> None:
        super().__init__(parent)
        self._sizes = sizes
        self._page = parent
        self._is_following = False
        self._before: QWidget | None = None
        set_kind(self, "popup")
        self.setAccessibleName(_("How the text is set"))
        self.font_box = QComboBox(self)
        self.size_slider = _slider(round(SIZES[0] * 2), round(SIZES[1] * 2), self)
        self.width_slider = _slider(WIDTHS[0] // _WIDTH_STEP, WIDTHS[1] // _WIDTH_STEP, self)
        self.line_slider = _slider(round(LINE_HEIGHTS[0] * 10), round(LINE_HEIGHTS[1] * 10), self)
        self.size_told, self.width_told, self.line_told = (QLabel(self) for _number in range(3))
        self.reset_button = QPushButton(_("As it is normall&y"), self)
        self._make_fields()
        self._arrange()
        self._connect()
        sizes.changed.connect(self.follow)
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr]
        self.hide()

    def _make_fields(self) -> None:
        self.font_box.addItem(_("The program’s own ({font})").format(font=FAMILY), "")
        there = set(QFontDatabase.families())
        for family in [one for one in _SERIFS if one in there][:_MOST_SERIFS]:
            self.font_box.addItem(family, family)

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        fields: tuple[tuple[str, QWidget, QLabel | None], ...] = (
            (_("Fo&nt"), self.font_box, None),
            (_("&Size"), self.size_slider, self.size_told),
            (_("&Width"), self.width_slider, self.width_told),
            (_("&Line height"), self.line_slider, self.line_told),
        )
        for row, (text, field, told) in enumerate(fields):
            label = QLabel(text, self)
            label.setBuddy(field)
            field.setAccessibleName(text.replace("&", ""))
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1, 1, 1 if told else 2)
            if told:
                told.setProperty("kind", "label")
                grid.addWidget(told, row, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(14), px(14), px(12))
        column.setSpacing(px(10))
        column.addLayout(grid)
        column.addWidget(self.reset_button, 0, Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(px(_WIDTH))

    def _connect(self) -> None:
        self.font_box.activated.connect(
            lambda _row: self._sizes.choose(family=self.font_box.currentData())
        )
        self.size_slider.valueChanged.connect(self._choose_size)
        self.width_slider.valueChanged.connect(self._choose_width)
        self.line_slider.valueChanged.connect(self._choose_line_height)
        self.reset_button.clicked.connect(self._sizes.reset)

    def _choose_size(self, halves: int) -> None:
        if not self._is_following:
            self._sizes.choose_size(halves / 2)

    def _choose_width(self, steps: int) -> None:
        if not self._is_following:
            self._sizes.choose(width=steps * _WIDTH_STEP)

    def _choose_line_height(self, tenths: int) -> None:
        if not self._is_following:
            self._sizes.choose(line_height=tenths / 10)

    def follow(self) -> None:
        """Show what is chosen now."""
        reading = self._sizes.reading
        self._is_following = True
        self.font_box.setCurrentIndex(max(0, self.font_box.findData(reading.family)))
        self.size_slider.setValue(round(self._sizes.size * 2))
        self.width_slider.setValue(round(reading.width / _WIDTH_STEP))
        self.line_slider.setValue(round(reading.line_height * 10))
        self._is_following = False
        self.size_told.setText(f"{self._sizes.size:g}")
        self.width_told.setText(f"{reading.width}")
        self.line_told.setText(f"{reading.line_height:.1f}")

    def open_below(self, widget: QWidget) -> None:
        """Come up under a widget of the same page, its right edge at the widget's."""
        page = self._page
        self.follow()
        self.adjustSize()
        corner = widget.mapTo(page, QPoint(widget.width(), widget.height()))
        self.move(max(0, corner.x() - self.width()), corner.y() + px(4))
        self._before = page.window().focusWidget()
        self.show()
        self.raise_()
        self.font_box.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_panel(self) -> None:
        """Go away; the keys go back to where they were."""
        self.hide()
        give_back(self._before)

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Not while the list of fonts is open, which is a window of its own."""
        elsewhere = now is not None and now is not self and not self.isAncestorOf(now)
        if self.isVisible() and elsewhere and QApplication.activePopupWidget() is None:
            self.hide()

    @called_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)


def _slider(least: int, most: int, parent: QWidget) -> QSlider:
    made = QSlider(Qt.Orientation.Horizontal, parent)
    made.setRange(least, most)
    made.setPageStep(2)
    made.setMinimumHeight(px(20))
    return made
