"""The time as it is stored: ISO 8601, UTC, milliseconds."""

from datetime import UTC, datetime


def now() -> str:
    """The present moment, as ``2026-11-21T10:15:00.123Z``."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
