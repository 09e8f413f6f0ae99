import pytest

from qualcode.core.check import check
from qualcode.core.operations import history
from qualcode.core.operations.documents import delete_documents
from tests.core.material import Material

TEXT = "I: Vad är mandatet?\nKarin: Mandatet är oklart.\nI: Tack."


@pytest.fixture
def material(tmp_path):
    found = Material(tmp_path)
    found.document("D", TEXT)
    found.code("A")
    found.code("B", under="A")
    found.mark("A", "Mandatet är oklart.")
    found.mark("B", "Tack.", by="Bo")
    yield found
    found.project.close()


def found_after(material, *statements):
    """The rules that are broken when these changes went past the program."""
    db = material.project.db
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("PRAGMA ignore_check_constraints = ON")
    for statement in statements:
        db.execute(statement)
    return {problem.check for problem in check(material.project)}


def test_a_project_made_by_the_program_is_sound(material):
    assert check(material.project) == []


FIRST = "WHERE id = (SELECT min(id) FROM {})"


@pytest.mark.parametrize(
    ("rule", "statement"),
    [
        ("text", "UPDATE texts SET text = text || '.'"),
        ("text", "UPDATE documents SET characters = 3"),
        ("foreign_key", "DELETE FROM texts"),
        ("foreign_key", "DELETE FROM coders WHERE name = 'Bo'"),
        ("foreign_key", "UPDATE codings SET code_id = 'gone'"),
        ("quote", "UPDATE segments SET quote = 'x' || substr(quote, 2)"),
        ("quote", "UPDATE segments SET quote = quote || quote"),
        ("white_space", 'UPDATE segments SET "end" = "end" + 1, quote = quote || char(10)'),
        ("span", 'UPDATE segments SET "end" = NULL'),
        ("span", 'UPDATE segments SET start = "end"'),
        ("span", 'UPDATE segments SET "end" = 10000'),
        ("span", "UPDATE segments SET start = -1"),
        ("context", "UPDATE segments SET before = 'x'"),
        ("context", "UPDATE segments SET after = 'x'"),
        ("turn", 'UPDATE turns SET "end" = 10000'),
        ("turn", 'UPDATE turns SET speech_start = "end"'),
        ("turn", "UPDATE turns SET speech_start = start - 1"),
        ("turn", f'UPDATE turns SET "end" = "end" + 1 {FIRST.format("turns")}'),
        ("turn", f'UPDATE turns SET "end" = "end" + 5 {FIRST.format("turns")}'),
        ("code_tree", "UPDATE codes SET parent_id = id WHERE name = 'A'"),
        ("code_tree", "UPDATE codes SET parent_id = (SELECT max(id) FROM codes)"),
        ("id", "UPDATE memos SET id = 'x'"),
        ("id", "UPDATE journal SET id = upper(id)"),
        ("time", "UPDATE codes SET created = '2026-01-01'"),
        ("time", "UPDATE journal SET time = '2026-01-01T25:00:00.000Z'"),
        ("value", "UPDATE documents SET kind = 'dream'"),
        ("value", "UPDATE documents SET language = 'no'"),
        ("value", "UPDATE persons SET kind = 'ghost'"),
        ("value", "UPDATE codes SET level = 'galaxy'"),
        ("colour", "UPDATE codes SET colour = 'red'"),
        ("colour", "UPDATE coders SET colour = '#12345'"),
        ("journal", "DELETE FROM journal_rows WHERE table_name = 'segments'"),
        ("lost_row", "DELETE FROM codings"),
        ("lost_row", "DELETE FROM documents"),
        ("journal", f"UPDATE journal SET undoes = id {FIRST.format('journal')}"),
        ("memo", "UPDATE memos SET about_id = 'gone'"),
        ("memo", "UPDATE memos SET about_table = 'stars'"),
    ],
)
def test_each_rule_that_is_broken_is_found(rule, statement, material):
    memo = "'01890000-0000-7000-8000-000000000000', 'codes', (SELECT min(id) FROM codes), 't', 't'"
    found = found_after(
        material,
        "INSERT INTO memos (id, about_table, about_id, title, text, created, coder_id)"
        f" SELECT {memo}, created, coder_id FROM codes LIMIT 1",
        statement,
    )
    assert rule in found


ROW = "'01890000-0000-7000-8000-00000000000{}'"
MADE = "'2026-11-22T10:00:00.000Z', (SELECT min(id) FROM coders)"
DOCUMENT = "(SELECT min(id) FROM documents)"
CODE = "(SELECT min(id) FROM codes)"


def attribute(kind, value, about=DOCUMENT):
    return (
        (
            f"INSERT INTO attributes VALUES ({ROW.format(1)}, 'Ort', 'documents', '{kind}',"
            f" 'Norr', 0, {MADE})"
        ),
        (
            f"INSERT INTO attribute_values VALUES ({ROW.format(2)}, {ROW.format(1)}, {about},"
            f" '{value}', {MADE})"
        ),
    )


def board(*items):
    board = f"INSERT INTO boards VALUES ({ROW.format(1)}, 'Tavla', 0, {MADE})"
    return board, *(
        f"INSERT INTO board_items VALUES ({ROW.format(number)}, {ROW.format(1)}, '{kind}', {code},"
        f" '', NULL, 0, 0, 9, 9, {group}, {MADE})"
        for number, (kind, code, group) in enumerate(items, 2)
    )


def folders(first, second):
    return [
        f"INSERT INTO folders VALUES ({ROW.format(number)}, 'M', {parent}, 0, {MADE})"
        for number, parent in ((1, first), (2, second))
    ]


BESIDE = [
    ("attribute", attribute("number", "tolv")),
    ("attribute", attribute("choice", "Söder")),
    ("attribute", attribute("text", "Norr", about="'gone'")),
    ("value", attribute("mood", "Norr")),
    ("board", board(("code", "NULL", "NULL"))),
    ("board", board(("note", "NULL", "NULL"), ("note", "NULL", ROW.format(2)))),
    ("board", board(("group", "NULL", ROW.format(3)), ("group", "NULL", ROW.format(2)))),
    ("folder_tree", folders(ROW.format(2), ROW.format(1))),
    (
        "link",
        [f"INSERT INTO memo_links VALUES ({ROW.format(1)}, 'm', 'codes', 'gone', {MADE})"],
    ),
    (
        "value",
        [f"INSERT INTO readings VALUES ({ROW.format(1)}, {DOCUMENT}, 'asleep', {MADE})"],
    ),
    (
        "value",
        [f"INSERT INTO landmarks VALUES ({ROW.format(1)}, 'd', 'x', 0, 1, '', 0, NULL, {MADE})"],
    ),
    (
        "span",
        [
            (
                f"INSERT INTO landmarks VALUES ({ROW.format(1)}, {DOCUMENT}, 'page', 999, 999, '1', 0,"
                f" NULL, {MADE})"
            )
        ],
    ),
    (
        "span",
        [
            (
                f"INSERT INTO disagreements VALUES ({ROW.format(1)}, {DOCUMENT}, 1, 999, 'open',"
                f" {MADE}, NULL, NULL)"
            )
        ],
    ),
    (
        "value",
        [f"INSERT INTO quotes VALUES ({ROW.format(1)}, 's', NULL, 7, 0, NULL, {MADE})"],
    ),
    ("value", ["UPDATE codings SET stance = 'shrugs'"]),
    ("value", ["UPDATE codings SET weight = 9"]),
    ("index", ["DELETE FROM indexed_texts"]),
    ("index", ["INSERT INTO indexed_texts (sha256) VALUES ('gone')"]),
    ("index", ["INSERT INTO search (search) VALUES ('delete-all')"]),
    ("index", ["INSERT INTO search (rowid, words) VALUES (1, 'mandatet')"]),
]


@pytest.mark.parametrize(("rule", "statements"), BESIDE)
def test_each_rule_for_what_stands_beside_is_looked_at(rule, statements, material):
    assert rule in found_after(material, *statements)


SOUND = [
    attribute("number", "12"),
    attribute("choice", "Norr"),
    board(("group", CODE, "NULL"), ("code", CODE, ROW.format(2)), ("note", "NULL", ROW.format(2))),
    folders("NULL", ROW.format(1)),
]


@pytest.mark.parametrize("statements", SOUND)
def test_nothing_else_is_said_of_what_fits(statements, material):
    assert found_after(material, *statements) == {"journal"}


def test_a_word_longer_than_the_index_keeps_is_sound(material):
    material.document("Lång", "xå" * 20_000 + " små-barns-pedagog \u0301 A\u030a")
    assert check(material.project) == []


def test_what_was_deleted_and_brought_back_and_deleted_again_is_sound(material):
    project, anna = material.project, material.someone
    delete_documents(project, anna, [material.documents["D"]])
    for step in (history.undo, history.redo):
        step(project, anna)
        assert check(project) == []


def test_a_mark_that_has_lost_its_place_is_sound(material):
    assert found_after(material, 'UPDATE segments SET start = NULL, "end" = NULL') == set()


def test_no_message_holds_words_of_a_document(material):
    wrong = "UPDATE segments SET quote = 'hemligt'", "UPDATE turns SET speech_start = start - 1"
    assert found_after(material, *wrong) == {"quote", "turn"}
    messages = " ".join(problem.message for problem in check(material.project))
    assert not any(word in messages for word in ("Mandatet", "hemligt", "Karin"))


def test_the_rows_to_blame_are_named(material):
    db = material.project.db
    (segment,) = db.execute("SELECT id FROM segments WHERE quote = 'Tack.'").fetchone()
    db.execute("UPDATE segments SET quote = 'Tock.' WHERE id = ?", (segment,))
    (problem,) = check(material.project)
    assert (problem.table, problem.id) == ("segments", segment)
