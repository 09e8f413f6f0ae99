"""What the third version of the file added."""

from typing import Final

THIRD_VERSION: Final = """
CREATE TABLE backgrounds (
    id TEXT PRIMARY KEY NOT NULL,
    response_id TEXT NOT NULL REFERENCES responses(id),
    column_id TEXT NOT NULL REFERENCES survey_columns(id),
    value TEXT NOT NULL,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id),
    UNIQUE (response_id, column_id)
) STRICT;
CREATE INDEX backgrounds_column ON backgrounds(column_id);
"""
