"""The tables of a project, and those that the first version made.

A table's columns are the fields of its class in `qualcode.core.model`, in the same order; what a
later version added stands last, with a default for rows that the journal kept from before. Foreign
keys are checked at once and never cascade: an operation says itself what it removes, so that the
journal knows.

The journal holds what can't be found out afterwards and what a merge of two copies asks for. The
entries that both copies have are their common state; `before` takes a row back to it. `undoes`
tells a row that was undone from one that was deleted, and `merged_into` tells where a row went that
was joined with another, so that what a colleague does with the old row meanwhile can follow it.
"""

from typing import Final

from qualcode.core.model import (
    Affiliation,
    Attribute,
    AttributeValue,
    Background,
    Board,
    BoardItem,
    Case,
    Code,
    Coder,
    Coding,
    Decision,
    Disagreement,
    Document,
    Folder,
    GuideQuestion,
    Invitation,
    Landmark,
    Memo,
    MemoLink,
    Original,
    Person,
    PrintedQuote,
    ProjectInfo,
    Reading,
    Response,
    Segment,
    Survey,
    SurveyColumn,
    Turn,
)

#: The bytes "QCod" in the file's header, by which `file` and others can tell a project.
APPLICATION_ID: Final = 0x51436F64

MODEL_OF: Final[dict[str, type]] = {
    "project": ProjectInfo,
    "coders": Coder,
    "cases": Case,
    "folders": Folder,
    "documents": Document,
    "persons": Person,
    "affiliations": Affiliation,
    "turns": Turn,
    "codes": Code,
    "segments": Segment,
    "codings": Coding,
    "memos": Memo,
    "memo_links": MemoLink,
    "guide_questions": GuideQuestion,
    "landmarks": Landmark,
    "readings": Reading,
    "attributes": Attribute,
    "attribute_values": AttributeValue,
    "quotes": PrintedQuote,
    "boards": Board,
    "board_items": BoardItem,
    "decisions": Decision,
    "disagreements": Disagreement,
    "surveys": Survey,
    "survey_columns": SurveyColumn,
    "responses": Response,
    "backgrounds": Background,
    "invitations": Invitation,
    "originals": Original,
}

#: the tables whose rows have an author
AUTHORED: Final = tuple(table for table in MODEL_OF if table != "project")

FIRST_VERSION: Final = """
CREATE TABLE project (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    questions TEXT,
    created TEXT NOT NULL
) STRICT;
CREATE TABLE settings (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE coders (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    initials TEXT NOT NULL,
    colour TEXT NOT NULL,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id)
) STRICT;
CREATE TABLE texts (
    sha256 TEXT PRIMARY KEY NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE documents (
    id TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    date TEXT,
    wave TEXT,
    language TEXT NOT NULL,
    position INTEGER NOT NULL,
    text_sha256 TEXT NOT NULL REFERENCES texts(sha256),
    characters INTEGER NOT NULL,
    file_name TEXT,
    file_sha256 TEXT,
    encoding TEXT,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id)
) STRICT;
CREATE TABLE persons (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT,
    pseudonym TEXT NOT NULL,
    kind TEXT NOT NULL,
    role TEXT,
    reporting_group TEXT,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id)
) STRICT;
CREATE TABLE cases (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    kind TEXT,
    description TEXT,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id)
) STRICT;
CREATE TABLE affiliations (
    id TEXT PRIMARY KEY NOT NULL,
    person_id TEXT NOT NULL REFERENCES persons(id),
    case_id TEXT REFERENCES cases(id),
    organisation TEXT,
    role TEXT,
    place TEXT,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id)
) STRICT;
CREATE INDEX affiliations_person ON affiliations(person_id);
CREATE INDEX affiliations_case ON affiliations(case_id);
CREATE TABLE turns (
    id TEXT PRIMARY KEY NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents(id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    speech_start INTEGER NOT NULL,
    label TEXT NOT NULL,
    person_id TEXT REFERENCES persons(id),
    time_code TEXT,
    question TEXT,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id),
    CHECK (0 <= start AND start <= speech_start AND speech_start <= "end" AND start < "end")
) STRICT;
CREATE INDEX turns_document ON turns(document_id, start);
CREATE INDEX turns_person ON turns(person_id);
CREATE TABLE codes (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    parent_id TEXT REFERENCES codes(id),
    position INTEGER NOT NULL,
    colour TEXT NOT NULL,
    level TEXT NOT NULL,
    definition TEXT,
    when_to_use TEXT,
    when_not_to_use TEXT,
    example TEXT,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id)
) STRICT;
CREATE INDEX codes_parent ON codes(parent_id, position);
CREATE TABLE segments (
    id TEXT PRIMARY KEY NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents(id),
    start INTEGER,
    "end" INTEGER,
    quote TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    condensed TEXT,
    interpretation TEXT,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id),
    CHECK ((start IS NULL) = ("end" IS NULL)),
    CHECK (start IS NULL OR (0 <= start AND start < "end"))
) STRICT;
CREATE INDEX segments_document ON segments(document_id, start, "end", coder_id);
CREATE TABLE codings (
    id TEXT PRIMARY KEY NOT NULL,
    segment_id TEXT NOT NULL REFERENCES segments(id),
    code_id TEXT NOT NULL REFERENCES codes(id),
    comment TEXT,
    weight INTEGER,
    stance TEXT,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id),
    UNIQUE (segment_id, code_id, coder_id)
) STRICT;
CREATE INDEX codings_code ON codings(code_id, segment_id);
CREATE TABLE memos (
    id TEXT PRIMARY KEY NOT NULL,
    about_table TEXT,
    about_id TEXT,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    created TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders(id)
) STRICT;
CREATE INDEX memos_about ON memos(about_id);
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    operation TEXT NOT NULL,
    subject TEXT NOT NULL,
    coder_id TEXT NOT NULL,
    time TEXT NOT NULL,
    device TEXT NOT NULL,
    undoes TEXT REFERENCES journal(id)
) STRICT;
CREATE INDEX journal_undoes ON journal(undoes) WHERE undoes IS NOT NULL;
CREATE TABLE journal_rows (
    entry INTEGER NOT NULL REFERENCES journal(seq),
    position INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('insert', 'update', 'delete')),
    before TEXT,
    merged_into TEXT,
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_rows_row ON journal_rows(row_id, entry);
"""
