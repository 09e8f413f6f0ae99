"""How the page for reading and coding was left, and going back to that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.core.ids import CodeId

if TYPE_CHECKING:
    from qualcode.shell.pages.read_and_code import ReadAndCodePage


def state_of(page: ReadAndCodePage) -> dict[str, Any]:
    """How the page was left. It holds no word of a text."""
    return {
        "sizes": page.columns.sizes(),
        "panels": page.sides.state(),
        "document": page.current_document(),
        "places": page.shown.places(),
        "code": page.codes.current(),
        "collapsed": page.codes.collapsed(),
        "recent": list(page.coding.recent),
        "keys": page.codebook.chosen_keys(),
        "given_keys": page.codebook.given_keys(),
        **page.which.state(),
        "hidden": sorted(page.evaluators.hidden()),
    }


def bring_back(page: ReadAndCodePage, state: dict[str, Any]) -> None:
    """Show the page as it was left. What is no longer there is passed over."""
    page.columns.set_sizes(state.get("sizes"))
    page.sides.restore(state.get("panels"))
    page.codes.set_collapsed([CodeId(code_id) for code_id in state.get("collapsed") or ()])
    page.which.restore_choices(state)
    page.codes.set_current(state.get("code"))
    page.coding.recent = [CodeId(code_id) for code_id in state.get("recent") or ()]
    page.codebook.set_keys(state.get("keys"), state.get("given_keys"))
    page.evaluators.set_hidden(state.get("hidden") or ())
    page.shown.set_places(state.get("places"))
    page.shown.restore_place()
    page.show_document(state.get("document") or page.current_document())
