"""Painting both margins as `Margins` has composed them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from qualcode.shell.disc import paint_disc
from qualcode.shell.text.layout import ReaderLayout
from qualcode.shell.text.margin import (
    DISC,
    EDGE,
    LABEL_SIZE,
    SPEAKER_GAP,
    SPEAKER_SIZE,
    TIME_SIZE,
    Label,
    Margins,
    Speaker,
    Stripe,
    Told,
)
from qualcode.shell.text.scene import Scene
from qualcode.shell.text.views import Owner

DIM_ALPHA = 0.35


class MarginPainter:
    """Paints stripes, labels, speakers and line numbers; the marks lifted out stand out here too."""

    def __init__(self, layout: ReaderLayout, scene: Scene, margins: Margins) -> None:
        self._layout = layout
        self._scene = scene
        self._margins = margins

    def __call__(self, painter: QPainter) -> None:
        composition = self._margins.composition
        lifted = {self._scene.current, self._scene.hovered}
        painter.setPen(Qt.PenStyle.NoPen)
        for stripe in composition.stripes:
            self._paint_stripe(painter, stripe, lifted=stripe.mark.key in lifted)
        for label in composition.labels:
            self._paint_label(painter, label, lifted=not lifted.isdisjoint(label.keys))
        for speaker in composition.speakers:
            self._paint_speaker(painter, speaker)
        for told in composition.places:
            self._paint_place(painter, told)
        self._paint_numbers(painter, composition.numbers)

    def _paint_stripe(self, painter: QPainter, stripe: Stripe, *, lifted: bool) -> None:
        colour = QColor(self._scene.theme.code_colour(stripe.mark.colour))
        if stripe.mark.dim and not lifted:
            colour.setAlphaF(DIM_ALPHA)
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        rect = stripe.rect.adjusted(-1, -1, 1, 1) if lifted else stripe.rect
        painter.drawRoundedRect(rect, 1.5, 1.5)

    def _paint_label(self, painter: QPainter, label: Label, *, lifted: bool) -> None:
        theme = self._scene.theme
        weight = QFont.Weight.DemiBold if lifted else QFont.Weight.Normal
        font = self._margins.font(LABEL_SIZE, weight)
        metrics = QFontMetricsF(font)
        after = self._margins.after(label, metrics)
        room = (
            self._layout.geometry.view_width
            - self._scene.style.scaled(EDGE)
            - label.rect.left()
            - after
        )
        name = metrics.elidedText(label.text, Qt.TextElideMode.ElideRight, max(room, 0.0))
        baseline = label.rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.setFont(font)
        painter.setPen(QColor(theme.faint_ink if label.dim and not lifted else theme.ink))
        painter.drawText(QPointF(label.rect.left(), baseline), name)
        x = label.rect.left() + metrics.horizontalAdvance(name) + self._scene.style.scaled(3)
        for owner in label.owners:
            self._paint_disc(painter, QPointF(x, label.rect.center().y()), owner)
            x += self._scene.style.scaled(DISC + 2)
        if label.more:
            painter.setFont(font)
            painter.setPen(QColor(theme.soft_ink))
            painter.drawText(QPointF(x, baseline), f"+{label.more}")

    def _paint_disc(self, painter: QPainter, left: QPointF, owner: Owner) -> None:
        size = self._scene.style.scaled(DISC)
        place = QRectF(left.x(), left.y() - size / 2, size, size)
        paint_disc(painter, place, owner.initials[:3], self._scene.theme.code_colour(owner.colour))

    def _paint_speaker(self, painter: QPainter, speaker: Speaker) -> None:
        theme = self._scene.theme
        font = self._margins.font(SPEAKER_SIZE, QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        # In the middle: “Respondent 112” is told from the others by its end.
        name = metrics.elidedText(
            speaker.name, Qt.TextElideMode.ElideMiddle, self._margins.speaker_room()
        )
        y = speaker.top + (self._layout.line_height + metrics.ascent() - metrics.descent()) / 2
        painter.setFont(font)
        painter.setPen(QColor(theme.faint_ink if speaker.sticky else theme.ink))
        painter.drawText(
            QPointF(self._margins.speaker_right() - metrics.horizontalAdvance(name), y), name
        )
        if speaker.time_code:
            font = self._margins.font(TIME_SIZE)
            width = QFontMetricsF(font).horizontalAdvance(speaker.time_code)
            painter.setFont(font)
            painter.setPen(QColor(theme.soft_ink))
            below = y + self._scene.style.scaled(SPEAKER_SIZE + 5)
            painter.drawText(
                QPointF(self._margins.speaker_right() - width, below), speaker.time_code
            )

    def _paint_place(self, painter: QPainter, told: Told) -> None:
        """A page's number or a time, as the time code below a name is."""
        font = self._margins.font(TIME_SIZE)
        metrics = QFontMetricsF(font)
        room = self._margins.speaker_room()
        text = metrics.elidedText(told.text, Qt.TextElideMode.ElideRight, room)
        y = told.top + (self._layout.line_height + metrics.ascent() - metrics.descent()) / 2
        painter.setFont(font)
        painter.setPen(QColor(self._scene.theme.soft_ink))
        right = self._margins.speaker_right()
        painter.drawText(QPointF(right - metrics.horizontalAdvance(text), y), text)

    def _paint_numbers(self, painter: QPainter, numbers: list[tuple[float, int]]) -> None:
        font = self._margins.font(TIME_SIZE)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(self._scene.theme.faint_ink))
        right = self._layout.geometry.left - self._scene.style.scaled(SPEAKER_GAP)
        for top, number in numbers:
            text = str(number)
            y = top + (self._layout.line_height + metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF(right - metrics.horizontalAdvance(text), y), text)
