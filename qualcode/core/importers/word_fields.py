"""Fields of a Word document: {instruction, result} pairs that nest and may cross paragraphs."""

from __future__ import annotations

from lxml import etree

from qualcode.core.importers.word_xml import attribute, child, is_on, local, number, value


class Fields:
    """Tells, step by step, whether what comes now is an instruction, which Word does not show.

    Where begins and ends don't match, nothing counts as instruction: better a code word too
    many in the text than half an interview too little.
    """

    def __init__(self, story: etree._Element) -> None:
        self._instructions: list[bool] = []
        self._trusted = _is_balanced(story)

    @property
    def in_instruction(self) -> bool:
        return self._trusted and any(self._instructions)

    def step(self, kind: str | None) -> None:
        """Goes past a `fldChar`: "begin", "separate" or "end"."""
        if kind == "begin":
            self._instructions.append(True)
        elif kind == "separate" and self._instructions:
            self._instructions[-1] = False
        elif kind == "end" and self._instructions:
            self._instructions.pop()


def form_field(start: etree._Element) -> str:
    """What a form's tick box or list shows, which is not stored as text; else ""."""
    data = child(start, "ffData")
    box = child(data, "checkBox")
    if box is not None:
        state = child(box, "checked")
        return "☒" if is_on(state if state is not None else child(box, "default")) else "☐"
    choices = child(data, "ddList")
    if choices is not None:
        chosen = number(value(choices, "result"), 0)
        entries = [attribute(entry, "val") or "" for entry in choices.iterfind("{*}listEntry")]
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    return ""


def _is_balanced(story: etree._Element) -> bool:
    depth = 0
    for mark in story.iter("{*}fldChar"):
        if any(local(above.tag) in ("del", "moveFrom") for above in mark.iterancestors()):
            continue
        kind = attribute(mark, "fldCharType")
        depth += {"begin": 1, "end": -1}.get(kind or "", 0)
        if depth < 0:
            return False
    return depth == 0
