"""What a person should know of a Word document before they accept its text."""

from __future__ import annotations

from collections.abc import Container

from lxml import etree

from qualcode.core.importers.word_xml import attribute, is_on, local
from qualcode.core.translate import _, ngettext

_CHANGES = ("{*}ins", "{*}del", "{*}moveFrom", "{*}moveTo")


def remarks(document: etree._Element, *, read: Container[str] = ()) -> tuple[str, ...]:
    """In sentences; `read` are the numbers of the comments that could be read."""
    found = []
    if next(document.iter(*_CHANGES), None) is not None:
        found.append(_("The document holds tracked changes. They were read as accepted."))
    if any(_hides_text(mark) for mark in document.iter("{*}vanish")):
        found.append(_("The document holds hidden text. It was imported too."))
    references = document.iter("{*}commentReference")
    comments = sum(1 for one in references if (attribute(one, "id") or "") not in read)
    if comments:
        found.append(
            ngettext(
                "{count} comment was not imported.", "{count} comments were not imported.", comments
            ).format(count=comments)
        )
    if next(document.iter("{*}altChunk", "{*}subDoc"), None) is not None:
        found.append(
            _(
                "The document has other documents embedded in it, which were not imported. Open "
                "it in Word and save it again to make them part of it."
            )
        )
    return tuple(found)


def _hides_text(mark: etree._Element) -> bool:
    properties = mark.getparent()
    run = None if properties is None else properties.getparent()
    return run is not None and local(run.tag) == "r" and is_on(mark)
