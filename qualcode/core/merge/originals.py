"""How rows stand in the files that they came from, of those that a merge shows otherwise."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from qualcode.core.ids import CoderId
from qualcode.core.merge.relations import PLACED, groups, index, reference_indexes
from qualcode.core.merge.settle import Settled
from qualcode.core.merge.side import SHOWN_IN, TEXT, image_of
from qualcode.core.merge.wordings import AFTER
from qualcode.core.merge.woven import Woven
from qualcode.core.model import Original
from qualcode.core.store import rows
from qualcode.core.store.merging import Row
from qualcode.core.store.sealing import with_words_of


def originals_of(settled: Settled) -> dict[str, Original]:
    """How rows stand in their own files, of those that are shown otherwise."""
    found = {**_gone_without_place(settled), **_of_hidden(settled)}
    for table, shown in settled.shown.items():
        for one, row in shown.items():
            if one in settled.revived:
                raw = settled.both.rows[table][one]
                image = image_of(table, raw, _text_of(settled, table, one, raw))
                whole = dict(zip(rows.columns(table), row, strict=True))
                found[one] = _original(settled, table, row, image, whole, one, False)
            else:
                raw = settled.both.rows[table].get(one, row)
                if raw is not row:
                    original = _difference(settled, table, raw, row)
                    if original is not None:
                        found[one] = original
    if settled.both.ours.is_sealed:
        return _sealed(settled, found)
    for one, woven in settled.both.woven.items():
        if one in settled.shown["documents"] and woven.after:
            found[one] = _with_texts(settled, one, woven, found.get(one))
    return _texts_of_gone(settled) | found


def _of_hidden(settled: Settled) -> dict[str, Original]:
    found = {}
    for one, hidden in settled.hidden.items():
        text = _text_of(settled, hidden.table, one, hidden.row)
        image = image_of(hidden.table, hidden.row, text)
        if one not in settled.revived:
            other = None if hidden.same_as is None else settled.target(hidden.same_as)
            sticky = hidden.sticky
            if sticky:  # for good with that one, whatever is shown in its place now
                other = settled.same.firm_of(one)
        elif hidden.table in PLACED:
            other, sticky = one, False
        else:
            continue  # it is deleted, and brought back by each merge that needs it
        found[one] = _original(settled, hidden.table, hidden.row, image, None, other, sticky)
    return found


def _gone_without_place(settled: Settled) -> dict[str, Original]:
    """What had no place in its document's text, and went with that document, be it there again."""
    ours = settled.both.ours
    return {
        original.id: replace(original, same_as=original.id)
        for found in ours.without_place.values()
        for original in found
        if original.id not in settled.shown[original.about_table]
        and settled.both.raw(original.about_table, original.id) is None
    }


def _texts_of_gone(settled: Settled) -> dict[str, Original]:
    """What all wrote into texts of documents that are there no more: when somebody has gone on
    writing they come back, and in whichever file that happens it is to be known."""
    found: dict[str, Original] = {}
    for side in (settled.both.ours, settled.both.theirs):
        for one, original in side.originals.items():
            if original.about_table != "documents" or settled.row("documents", one) is not None:
                continue
            image = json.loads(original.image)
            if AFTER not in image:
                continue
            if one in found:
                image[AFTER] = json.loads(found[one].image)[AFTER] | image[AFTER]
            told = json.dumps(image, ensure_ascii=False)
            coder_id = CoderId(settled.target(original.coder_id))
            found[one] = replace(original, image=told, coder_id=coder_id)
    return found


def _with_texts(settled: Settled, one: str, woven: Woven, original: Original | None) -> Original:
    """How a document's text stands in its own file, and what all wrote into it."""
    raw, row = settled.both.rows["documents"][one], settled.shown["documents"][one]
    names = ("text_sha256", "characters")
    image: dict[str, Any] = {name: raw[index("documents")[name]] for name in names}
    shown: dict[str, Any] = {name: row[index("documents")[name]] for name in names}
    if original is not None:
        image, shown = (
            json.loads(original.image) | image,
            json.loads(original.shown or "{}") | shown,
        )
    told = json.dumps({**image, AFTER: dict(woven.after)}, ensure_ascii=False)
    same_as = None if original is None else original.same_as
    return _original(settled, "documents", row, told, shown, same_as, False)


def _sealed(settled: Settled, found: dict[str, Original]) -> dict[str, Original]:
    """Without words of texts that are not in a sealed file."""
    at = index("documents")["text_sha256"]
    kept = {row[at] for row in settled.rows("documents").values()}
    for one, original in found.items():
        if json.loads(original.image).get(TEXT) not in (None, *kept):
            words = (
                json.loads(original.shown) if original.shown else _shown_words(settled, original)
            )
            found[one] = replace(original, image=with_words_of(original.image, words))
    return found


def _shown_words(settled: Settled, original: Original) -> dict[str, Any]:
    table, other = original.about_table, original.same_as
    row = None if other is None else settled.row(table, settled.target(other))
    return {} if row is None else dict(zip(rows.columns(table), row, strict=True))


def _difference(settled: Settled, table: str, raw: Row, row: Row) -> Original | None:
    """What of a row is shown otherwise, beyond the lasting sameness of what it refers to."""
    plain = list(raw)
    for at, _kind in reference_indexes(table):
        if plain[at] is not None:
            plain[at] = settled.same.firm_of(plain[at])
    names = rows.columns(table)
    other = [at for at in range(len(row)) if plain[at] != row[at]]
    if table in PLACED and _is_from_another_text(settled, table, raw, row):
        other.append(index(table)["start"])
    if not other:
        return None
    grouped = {at for group in groups(table) if set(group) & set(other) for at in group}
    changed = sorted(grouped | set(other))
    image: dict[str, Any] = {names[at]: plain[at] for at in changed}
    shown = {names[at]: row[at] for at in changed}
    if table in PLACED and "start" in image:
        image[TEXT] = _text_of(settled, table, raw[0], raw)
        image[SHOWN_IN] = _text_that_stands(settled, table, row)
    return _original(settled, table, row, json.dumps(image, ensure_ascii=False), shown, None, False)


def _is_from_another_text(settled: Settled, table: str, raw: Row, row: Row) -> bool:
    """Whether the place was made in another wording than the one that stands, be it the same place
    there."""
    stands = _text_that_stands(settled, table, row)
    return stands is not None and _text_of(settled, table, raw[0], raw) not in (None, stands)


def _text_that_stands(settled: Settled, table: str, row: Row) -> str | None:
    document = settled.row("documents", row[index(table)["document_id"]])
    return None if document is None else str(document[index("documents")["text_sha256"]])


def _text_of(settled: Settled, table: str, row_id: str, raw: Row) -> str | None:
    return settled.both.text_of_row(table, row_id, raw) if table in PLACED else None


def _original(
    settled: Settled,
    table: str,
    row: Row,
    image: str,
    shown: dict[str, Any] | None,
    same_as: str | None,
    sticky: bool,
) -> Original:
    where = index(table)
    return Original(
        id=row[0],
        about_table=table,
        image=image,
        shown=None if shown is None else json.dumps(shown, ensure_ascii=False),
        same_as=same_as,
        sticky=int(sticky),
        created=row[where["created"]],
        coder_id=CoderId(settled.target(row[where["coder_id"]])),
    )
