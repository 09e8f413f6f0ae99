"""What stands in both margins: to the left speakers and line numbers, to the right marks.

A margin is composed for what is seen, and a little above it, so that labels pushed down from above
stand where they stood.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from qualcode.core.translate import _
from qualcode.shell.text.layout import ReaderLayout
from qualcode.shell.text.scene import Scene
from qualcode.shell.text.views import LINES, MarkView, Owner, TurnView

# px at zoom 1
LANE_WIDTH = 6.0
STRIPE_WIDTH = 3.0
STRIPES_LEFT = 10.0  # from the end of the text
STRIPE_INSET = 3.0
LABEL_GAP = 6.0
LABEL_HEIGHT = 18.0
LABEL_SIZE = 12.0
LABEL_TOP = 5.0
DISC = 15.0
SPEAKER_SIZE = 12.0
TIME_SIZE = 11.0
SPEAKER_GAP = 16.0  # to the text
EDGE = 8.0  # to the view's edge
NUMBER_ROOM = 34.0
TIME_ROOM = 34.0  # a turn lower than this has no room for its time code
PLACE_HEIGHT = 16.0  # of a page's number or a time between speakers
LONGEST_DROP = 40.0  # a place whose text can't stand this near to its line is left out

# A label further than this from its line says nothing any more: it is counted in "+n".
LONGEST_PUSH = 4.0 * LABEL_HEIGHT
# How far above the view labels are placed too, for they may push those within it.
LOOKBACK = 260.0
MOST_NAMES_IN_TIP = 12
STICKY_TOP = 6.0


@dataclass(slots=True)
class Label:
    """A code's name at the line where marks of it begin. `more` marks found no room below."""

    top: float
    text: str
    colour: str
    dim: bool
    owners: tuple[Owner, ...]
    keys: list[str]
    names: list[str]
    more: int = 0
    rect: QRectF = field(default_factory=QRectF)


@dataclass(frozen=True, slots=True)
class Stripe:
    rect: QRectF
    lane: int
    mark: MarkView


@dataclass(frozen=True, slots=True)
class Speaker:
    top: float
    name: str
    time_code: str
    sticky: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A page or a time beside the line where it begins."""

    top: float
    text: str


@dataclass(slots=True)
class Composition:
    stripes: list[Stripe] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)
    places: list[Told] = field(default_factory=list)
    numbers: list[tuple[float, int]] = field(default_factory=list)


class Margins:
    """Composes and paints the margins. `view` gives top and height of what is seen."""

    def __init__(
        self, layout: ReaderLayout, scene: Scene, view: Callable[[], tuple[float, float]]
    ) -> None:
        self._layout = layout
        self._scene = scene
        self._view = view
        self._composed: tuple[tuple[float, float], Composition] | None = None

    def forget(self) -> None:
        self._composed = None

    @property
    def composition(self) -> Composition:
        view = self._view()
        if self._composed is None or self._composed[0] != view:
            self._composed = view, self._compose(*view)
        return self._composed[1]

    def _px(self, length: float) -> float:
        return self._scene.style.scaled(length)

    # Composing

    def _compose(self, top: float, height: float) -> Composition:
        above = self._span(top - self._px(LOOKBACK), top + height)
        seen = self._span(top, top + height)
        geometry = self._layout.geometry
        speakers = self._speakers(seen, top) if geometry.names else []
        return Composition(
            stripes=self._stripes(seen, top, top + height),
            labels=self._labels(self._scene.marks.starting(*above)) if geometry.labels else [],
            speakers=speakers,
            places=self._places(seen, speakers) if geometry.names else [],
            numbers=self._numbers(top, top + height) if self._scene.style.numbers else [],
        )

    def _span(self, top: float, bottom: float) -> tuple[int, int]:
        """The code points of the blocks between two heights."""
        document = self._layout.document()
        first = document.findBlockByNumber(self._layout.block_at(top))
        last = document.findBlockByNumber(self._layout.block_at(bottom))
        return self._scene.span_of(first)[0], self._scene.span_of(last)[1] + 1

    def _line(self, position: int) -> tuple[float, float]:
        return self._layout.line_box(self._scene.offsets.to_qt(position))

    def _stripes(self, span: tuple[int, int], top: float, bottom: float) -> list[Stripe]:
        inset, marks = self._px(STRIPE_INSET), self._scene.marks
        left = self._layout.geometry.right + self._px(STRIPES_LEFT)
        lanes: dict[int, list[Stripe]] = {}
        for mark in sorted(marks.in_lanes(*span), key=lambda mark: mark.start):
            y1 = self._line(mark.start)[0] + inset if mark.start >= span[0] else top - LABEL_HEIGHT
            y2 = (
                self._line(mark.end - 1)[1] - inset if mark.end < span[1] else bottom + LABEL_HEIGHT
            )
            lane = marks.lane(mark.key)
            x = left + lane * self._px(LANE_WIDTH)
            stripe = Stripe(QRectF(x, y1, self._px(STRIPE_WIDTH), y2 - y1), lane, mark)
            _append_apart(lanes.setdefault(lane, []), stripe)
        return [stripe for lane in lanes.values() for stripe in lane]

    def _labels(self, marks: list[MarkView]) -> list[Label]:
        """One label for each code that begins on a line, pushed down below the one before."""
        labels: list[Label] = []
        free = -inf
        for line, begun in self._by_line(marks).items():
            for label in _one_for_each_code(begun, line + self._px(LABEL_TOP)):
                if labels and free - label.top > self._px(LONGEST_PUSH):
                    _fold(labels[-1], label)
                    continue
                label.top = max(label.top, free)
                free = label.top + self._px(LABEL_HEIGHT)
                labels.append(label)
        self._place(labels)
        return labels

    def _by_line(self, marks: list[MarkView]) -> dict[float, list[MarkView]]:
        lines: dict[float, list[MarkView]] = {}
        for mark in marks:
            lines.setdefault(self._line(mark.start)[0], []).append(mark)
        return dict(sorted(lines.items()))

    def _place(self, labels: list[Label]) -> None:
        left = self._layout.geometry.right + self._px(STRIPES_LEFT + LABEL_GAP)
        left += max(self._scene.marks.lanes, 1) * self._px(LANE_WIDTH) - self._px(STRIPE_WIDTH)
        metrics = QFontMetricsF(self.font(LABEL_SIZE))
        room = self._layout.geometry.view_width - left - self._px(EDGE)
        for label in labels:
            width = metrics.horizontalAdvance(label.text) + self.after(label, metrics)
            label.rect = QRectF(left, label.top, max(0.0, min(width, room)), self._px(LABEL_HEIGHT))

    def after(self, label: Label, metrics: QFontMetricsF) -> float:
        """The room that discs and "+n" take after the name."""
        discs = len(label.owners) * self._px(DISC + 2) + (self._px(3) if label.owners else 0)
        more = metrics.horizontalAdvance(f" +{label.more}") if label.more else 0.0
        return discs + more

    def _speakers(self, span: tuple[int, int], top: float) -> list[Speaker]:
        times = self._scene.style.time_codes
        turns = [t for t in self._scene.turns.starting(*span) if t.label or (times and t.time_code)]
        tops = [self._line(turn.start)[0] for turn in turns]
        speakers = [
            _speaker(turn, y, time=times and following - y > self._px(TIME_ROOM))
            for turn, (y, following) in zip(turns, pairwise([*tops, inf]), strict=True)
        ]
        if (sticky := self._sticky(top, speakers)) is not None:
            speakers.insert(0, sticky)
        return speakers

    def _sticky(self, top: float, speakers: list[Speaker]) -> Speaker | None:
        """Who speaks at the top of the view, when the name itself has been scrolled away."""
        first = self._layout.document().findBlockByNumber(self._layout.block_at(top))
        turn = self._scene.turns.at(self._scene.span_of(first)[0])
        y = top + self._px(STICKY_TOP)
        if turn is None or not turn.label or self._line(turn.start)[0] >= top - 1:
            return None
        gone = top - self._layout.line_height  # a name above this is not seen any more
        if any(gone < s.top < y + self._px(LABEL_HEIGHT * 2) for s in speakers):
            return None
        inside = turn.end > self._scene.span_of(first)[0]
        return replace(_speaker(turn, y, time=False), sticky=True) if inside else None

    def _places(self, span: tuple[int, int], speakers: list[Speaker]) -> list[Told]:
        """Pages and times, each at its line or a little below where a name has that place."""
        times = self._scene.style.time_codes
        places = [p for p in self._scene.places.starting(*span) if times or not p.is_time]
        if not places:
            return []
        taken = [self._room_of(speaker) for speaker in speakers]
        told = {(speaker.top, speaker.time_code) for speaker in speakers}
        found: list[Told] = []
        for place in places:
            line = self._line(place.start)[0]
            top = _below(line, self._px(PLACE_HEIGHT), taken)
            if (line, place.text) not in told and top - line <= self._px(LONGEST_DROP):
                taken.append((top, top + self._px(PLACE_HEIGHT)))
                found.append(Told(top, place.text))
        return found

    def _room_of(self, speaker: Speaker) -> tuple[float, float]:
        """From where to where a name stands, with its time code."""
        height = self._layout.line_height + (self._px(PLACE_HEIGHT) if speaker.time_code else 0.0)
        return speaker.top, speaker.top + height

    def _numbers(self, top: float, bottom: float) -> list[tuple[float, int]]:
        """Numbers of the lines of the stored text, which end at \\n, or of its paragraphs, which
        are the lines that hold something."""
        if self._scene.style.numbers != LINES:
            return self._layout.paragraph_numbers(top, bottom)
        number = self._layout.block_at(top)
        block = self._layout.document().findBlockByNumber(number)
        start = self._scene.span_of(block)[0]
        text = self._scene.text
        line = text.count("\n", 0, start) + 1
        numbers: list[tuple[float, int]] = []
        y = self._layout.top(number)
        while block.isValid() and y < bottom:
            here = self._scene.span_of(block)[0]
            line += text.count("\n", start, here)
            if here == 0 or text[here - 1] == "\n":
                numbers.append((y, line))
            start, y = here, y + self._layout.heights[number]
            number += 1
            block = block.next()
        return numbers

    # Measures

    def font(self, size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        font = QFont(self._scene.style.family)
        font.setPixelSize(max(1, round(self._px(size))))
        font.setWeight(weight)
        return font

    def speaker_right(self) -> float:
        numbers = self._px(NUMBER_ROOM) if self._scene.style.numbers else 0.0
        return self._layout.geometry.left - self._px(SPEAKER_GAP) - numbers

    def speaker_room(self) -> float:
        return max(0.0, self.speaker_right() - self._px(EDGE))

    # What is where

    def keys_at(self, point: QPointF) -> list[str]:
        """The marks whose label or stripe is at a point of the document."""
        for label in self.composition.labels:
            if label.rect.contains(point):
                return list(label.keys)
        half = self._px(LANE_WIDTH - STRIPE_WIDTH) / 2
        return [
            stripe.mark.key
            for stripe in self.composition.stripes
            if stripe.rect.adjusted(-half, 0, half, 0).contains(point)
        ]

    def tip_at(self, point: QPointF) -> str:
        """What a tool tip says at a point: whole names, with the evaluators'."""
        for label in self.composition.labels:
            if label.rect.contains(point):
                return _tip(label.names)
        names = [_name(stripe.mark) for stripe in self._stripes_at(point)]
        if names:
            return _tip(names)
        for speaker in self.composition.speakers:
            if (
                point.x() < self.speaker_right()
                and speaker.top <= point.y() < speaker.top + self._layout.line_height
            ):
                return speaker.name
        return ""

    def _stripes_at(self, point: QPointF) -> list[Stripe]:
        keys = set(self.keys_at(point))
        return [stripe for stripe in self.composition.stripes if stripe.mark.key in keys]


def _below(line: float, height: float, taken: list[tuple[float, float]]) -> float:
    """The first place at a line or below it where nothing stands yet."""
    for from_, to in sorted(taken):
        if from_ < line + height and line < to:
            line = to
    return line


def _append_apart(lane: list[Stripe], stripe: Stripe) -> None:
    """Two marks of a lane may end and begin on one line: their stripes meet in its middle."""
    if lane and stripe.rect.top() < lane[-1].rect.bottom():
        before = lane[-1]
        meet = max((stripe.rect.top() + before.rect.bottom()) / 2, before.rect.top() + 3)
        upper, lower = QRectF(before.rect), QRectF(stripe.rect)
        upper.setBottom(meet - 1)
        lower.setTop(min(meet + 1, lower.bottom() - 2))
        lane[-1] = replace(before, rect=upper)
        stripe = replace(stripe, rect=lower)
    lane.append(stripe)


def _one_for_each_code(marks: list[MarkView], top: float) -> list[Label]:
    labels: dict[tuple[str, str], Label] = {}
    for mark in marks:
        label = labels.get((mark.code_id, mark.label))
        if label is None:
            labels[mark.code_id, mark.label] = Label(
                top, mark.label, mark.colour, mark.dim, mark.owners, [mark.key], [_name(mark)]
            )
            continue
        label.owners += tuple(owner for owner in mark.owners if owner not in label.owners)
        label.dim = label.dim and mark.dim
        label.keys.append(mark.key)
        label.names.append(_name(mark))
    return list(labels.values())


def _fold(into: Label, label: Label) -> None:
    into.more += len(label.keys)
    into.keys += label.keys
    into.names += label.names


def _speaker(turn: TurnView, top: float, *, time: bool) -> Speaker:
    return Speaker(top, turn.label, (turn.time_code or "") if time else "")


def _name(mark: MarkView) -> str:
    owners = ", ".join(owner.name or owner.initials for owner in mark.owners)
    return f"{mark.label} · {owners}" if owners else mark.label


def _tip(names: list[str]) -> str:
    shown = list(dict.fromkeys(names))
    lines = shown[:MOST_NAMES_IN_TIP]
    if len(shown) > len(lines):
        lines.append(_("and {number} more").format(number=len(shown) - len(lines)))
    return "\n".join(lines)
