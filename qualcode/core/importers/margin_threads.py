"""What comments say: who answers whom, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from qualcode.core.importers.margin import Comment, Reply


def with_replies(
    found: Mapping[str, tuple[str, Comment]], parents: Mapping[str, str]
) -> list[tuple[str, Comment]]:
    """The comments with their answers.

    Args:
        found: by keys of their own; each with its name in the file.
        parents: the key of the one that each answers.
    """
    threads: dict[str, list[Reply]] = {}
    firsts = _firsts(found, parents)
    for key, (_, comment) in found.items():
        if firsts[key] != key and comment.text.strip():
            threads.setdefault(firsts[key], []).append(
                Reply(comment.author, comment.initials, comment.time, comment.text.strip())
            )
    return [
        (number, replace(comment, replies=tuple(threads[key])) if key in threads else comment)
        for key, (number, comment) in found.items()
        if firsts[key] == key and (comment.text.strip() or key in threads)
    ]


def _firsts(found: Mapping[str, object], parents: Mapping[str, str]) -> dict[str, str]:
    """For each comment the one that its thread begins with; in a damaged file that goes in a
    circle, one of the circle."""
    firsts: dict[str, str] = {}
    for key in found:
        path = {key: None}
        at = key
        while at not in firsts:
            above = parents.get(at, "")
            if above not in found or above in path:
                break
            path[above] = None
            at = above
        firsts.update(dict.fromkeys(path, firsts.get(at, at)))
    return firsts


def stored_time(written: str | None, *, local_time: bool) -> str | None:
    """A time as it is stored. Word writes the time of its place, and yet a “Z” behind it."""
    try:
        said = datetime.fromisoformat((written or "").strip())
        if local_time and said.utcoffset() in (None, UTC.utcoffset(None)):
            said = said.replace(tzinfo=None)
        elif said.tzinfo is None:
            said = said.replace(tzinfo=UTC)
        stored = said.astimezone(UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError, OSError):
        return None
    return stored.replace("+00:00", "Z")
