"""A button “Only…” and what was chosen with it: the part of the material that is looked at."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualcode.core.analysis.narrowing import Narrowing
from qualcode.core.translate import _
from qualcode.shell.panels.filter_chips import FilterChips, Source
from qualcode.shell.panels.flow_layout import FlowLayout
from qualcode.shell.panels.painting import px


class NarrowingBar(QWidget):
    """A chip comes for each kind of choice that is made.

    Attributes: filters: the button and the chips.

    Signals: changed(): `narrowing` is another one.
    """

    changed = Signal()

    def __init__(
        self,
        source: Callable[[], Source | None],
        parent: QWidget,
        *,
        kinds: Collection[str],
    ) -> None:
        """Choices of these kinds, and of what is known of persons, documents and cases."""
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.filters = FilterChips(source, self, kinds=kinds, always=(), text=_("Only…"))
        self._flow = FlowLayout(self, spacing=px(6))
        self._flow.addWidget(self.filters.more)
        self.filters.arranged.connect(self._arrange)
        self.filters.changed.connect(self.changed)
        self.setFocusProxy(self.filters.more)
        self.refresh()

    @property
    def narrowing(self) -> Narrowing:
        """What is chosen."""
        return self.filters.narrowing

    @property
    def is_narrow(self) -> bool:
        """Whether something is left out."""
        return self.filters.is_narrow

    def show_narrowing(self, narrowing: Narrowing) -> None:
        """Show what is chosen, without telling of it."""
        self.filters.show_narrowing(narrowing)

    def refresh(self) -> None:
        """The project has changed: what is gone is chosen no more."""
        self.filters.forget_what_is_gone()
        self.filters.refresh()

    def _arrange(self) -> None:
        before: QWidget = self.filters.more
        for chip in self.filters.chips.values():
            self._flow.removeWidget(chip)
            self._flow.addWidget(chip)
            chip.show()
            QWidget.setTabOrder(before, chip)
            before = chip
        self.updateGeometry()
