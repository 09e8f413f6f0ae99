"""What the second version of the file added."""

from typing import Final

SECOND_VERSION: Final = """
CREATE TABLE folders (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    parent_id TEXT REFERENCES folders(id),
    position INTEGER NOT NULL,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id)
) STRICT;
CREATE INDEX folders_parent ON folders(parent_id, position);
CREATE TABLE guide_questions (
    id TEXT PRIMARY KEY NOT NULL,
    guide TEXT NOT NULL,
    number TEXT NOT NULL,
    text TEXT NOT NULL,
    position INTEGER NOT NULL,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id)
) STRICT;
CREATE TABLE landmarks (
    id TEXT PRIMARY KEY NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents(id),
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    label TEXT NOT NULL,
    level INTEGER NOT NULL,
    question_id TEXT REFERENCES guide_questions(id),
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id),
    CHECK (0 <= start AND start <= "end")
) STRICT;
CREATE INDEX landmarks_document ON landmarks(document_id, start);
CREATE INDEX landmarks_question ON landmarks(question_id) WHERE question_id IS NOT NULL;
CREATE TABLE readings (
    id TEXT PRIMARY KEY NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents(id),
    state TEXT NOT NULL,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id),
    UNIQUE (document_id, coder_id)
) STRICT;
CREATE TABLE attributes (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    about TEXT NOT NULL,
    kind TEXT NOT NULL,
    choices TEXT,
    position INTEGER NOT NULL,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id)
) STRICT;
CREATE TABLE attribute_values (
    id TEXT PRIMARY KEY NOT NULL,
    attribute_id TEXT NOT NULL REFERENCES attributes(id),
    about_id TEXT NOT NULL,
    value TEXT NOT NULL,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id),
    UNIQUE (about_id, attribute_id)
) STRICT;
CREATE INDEX attribute_values_attribute ON attribute_values(attribute_id);
CREATE TABLE quotes (
    id TEXT PRIMARY KEY NOT NULL,
    segment_id TEXT NOT NULL UNIQUE REFERENCES segments(id),
    text TEXT,
    chosen INTEGER NOT NULL CHECK (chosen IN (0, 1)),
    position INTEGER NOT NULL,
    attribution TEXT,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id)
) STRICT;
CREATE TABLE memo_links (
    id TEXT PRIMARY KEY NOT NULL,
    memo_id TEXT NOT NULL REFERENCES memos(id),
    to_table TEXT NOT NULL,
    to_id TEXT NOT NULL,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id),
    UNIQUE (memo_id, to_id)
) STRICT;
CREATE INDEX memo_links_to ON memo_links(to_id);
CREATE INDEX memo_links_table ON memo_links(to_table);
CREATE INDEX memos_table ON memos(about_table) WHERE about_table IS NOT NULL;
CREATE TABLE boards (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id)
) STRICT;
CREATE TABLE board_items (
    id TEXT PRIMARY KEY NOT NULL,
    board_id TEXT NOT NULL REFERENCES boards(id),
    kind TEXT NOT NULL,
    code_id TEXT REFERENCES codes(id),
    text TEXT NOT NULL,
    colour TEXT,
    x REAL NOT NULL,
    y REAL NOT NULL,
    width REAL NOT NULL,
    height REAL NOT NULL,
    group_id TEXT REFERENCES board_items(id),
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id)
) STRICT;
CREATE INDEX board_items_board ON board_items(board_id);
CREATE INDEX board_items_code ON board_items(code_id) WHERE code_id IS NOT NULL;
CREATE INDEX board_items_group ON board_items(group_id) WHERE group_id IS NOT NULL;
CREATE TABLE decisions (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    other TEXT NOT NULL,
    answer TEXT NOT NULL,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id)
) STRICT;
CREATE INDEX decisions_subject ON decisions(subject);
CREATE TABLE disagreements (
    id TEXT PRIMARY KEY NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents(id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    state TEXT NOT NULL,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id),
    marks TEXT,
    settled TEXT,
    CHECK (0 <= start AND start < "end")
) STRICT;
CREATE INDEX disagreements_document ON disagreements(document_id, start);
CREATE TABLE surveys (
    id TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    wave TEXT,
    form TEXT NOT NULL,
    file_name TEXT,
    file_sha256 TEXT,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id)
) STRICT;
CREATE TABLE survey_columns (
    id TEXT PRIMARY KEY NOT NULL,
    survey_id TEXT NOT NULL REFERENCES surveys(id),
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    header TEXT NOT NULL,
    question TEXT NOT NULL,
    labels TEXT,
    no_answer TEXT,
    field TEXT NOT NULL,
    attribute_id TEXT REFERENCES attributes(id),
    document_id TEXT REFERENCES documents(id),
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id)
) STRICT;
CREATE INDEX survey_columns_survey ON survey_columns(survey_id, position);
CREATE INDEX survey_columns_attribute ON survey_columns(attribute_id)
    WHERE attribute_id IS NOT NULL;
CREATE INDEX survey_columns_document ON survey_columns(document_id) WHERE document_id IS NOT NULL;
CREATE TABLE responses (
    id TEXT PRIMARY KEY NOT NULL,
    survey_id TEXT NOT NULL REFERENCES surveys(id),
    person_id TEXT NOT NULL REFERENCES persons(id),
    position INTEGER NOT NULL,
    identity TEXT,
    answered TEXT,
    document_id TEXT REFERENCES documents(id),
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id)
) STRICT;
CREATE INDEX responses_survey ON responses(survey_id);
CREATE INDEX responses_person ON responses(person_id);
CREATE INDEX responses_document ON responses(document_id) WHERE document_id IS NOT NULL;
CREATE TABLE invitations (
    id TEXT PRIMARY KEY NOT NULL,
    survey_id TEXT NOT NULL REFERENCES surveys(id),
    group_by TEXT NOT NULL,
    attribute_id TEXT REFERENCES attributes(id),
    group_value TEXT NOT NULL,
    invited INTEGER NOT NULL CHECK (invited >= 0),
    declined INTEGER NOT NULL CHECK (declined >= 0),
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id)
) STRICT;
CREATE INDEX invitations_survey ON invitations(survey_id);
CREATE INDEX invitations_attribute ON invitations(attribute_id) WHERE attribute_id IS NOT NULL;
CREATE TABLE originals (
    id TEXT PRIMARY KEY NOT NULL,
    about_table TEXT NOT NULL,
    image TEXT NOT NULL,
    shown TEXT,
    same_as TEXT,
    sticky INTEGER NOT NULL CHECK (sticky IN (0, 1)),
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id)
) STRICT;
CREATE INDEX originals_same_as ON originals(same_as) WHERE same_as IS NOT NULL;
ALTER TABLE documents ADD COLUMN folder_id TEXT REFERENCES folders(id);
ALTER TABLE documents ADD COLUMN case_id TEXT REFERENCES cases(id);
CREATE INDEX documents_folder ON documents(folder_id) WHERE folder_id IS NOT NULL;
CREATE INDEX documents_case ON documents(case_id) WHERE case_id IS NOT NULL;
ALTER TABLE segments ADD COLUMN certainty REAL;
ALTER TABLE coders ADD COLUMN role TEXT;
ALTER TABLE memos ADD COLUMN kind TEXT NOT NULL DEFAULT 'memo';
ALTER TABLE memos ADD COLUMN date TEXT;
CREATE INDEX memos_date ON memos(date, coder_id) WHERE date IS NOT NULL;
ALTER TABLE journal ADD COLUMN sealed INTEGER;
ALTER TABLE journal ADD COLUMN brought_by TEXT REFERENCES journal(id);
ALTER TABLE journal ADD COLUMN follows TEXT;
CREATE INDEX journal_brought_by ON journal(brought_by) WHERE brought_by IS NOT NULL;
CREATE TABLE indexed_texts (
    number INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE search USING fts5(words, content='', columnsize=0, tokenize='ascii');
"""

#: Tables that SQLite makes for its index of words, by statements that differ between its versions.
MADE_BY_SQLITE: Final = ("search_data", "search_idx", "search_docsize", "search_config")
