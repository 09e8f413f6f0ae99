"""What columns are taken for, with the reason; and how the proposal is changed."""

import json
from dataclasses import replace

import pytest

from qualcode.core.errors import ImportRefused
from qualcode.core.operations.survey_answers import questions
from qualcode.core.surveys.guessing import changed_role, propose
from qualcode.core.surveys.plan import ROLES
from qualcode.core.surveys.plan_json import as_json, changed_by
from qualcode.core.surveys.table import Field
from tests.core.survey_material import plan, table

LONG = "Vi tycker att det har gått bra för de flesta av oss, svar nummer {n}."


def proposed(header, cells, **field):
    """What is proposed for one column beside another."""
    rows = [(f"x{n}@y.se", cell) for n, cell in enumerate(cells)]
    made = table(rows, ["E-post", header])
    fields = (made.fields[0], Field(1, header, **field))
    made = type(made)(made.title, made.file_name, made.file_sha256, fields, made.rows, made.numbers)
    return propose(made).columns[1]


@pytest.mark.parametrize(
    ("header", "cells", "role", "kind"),
    [
        ("Kön", ["Man", "Kvinna"] * 8, "background", "choice"),
        ("Vilken kommun arbetar du i?", ["Lund", "Kiruna", "Umeå"] * 5, "background", "choice"),
        ("Födelseår", [str(1960 + n) for n in range(16)], "background", "number"),
        ("Hur nöjd är du?", ["Nöjd", "Inte nöjd", "Vet ej"] * 5, "closed", "choice"),
        ("Betyg på mötet", ["1", "2", "5", "4"] * 4, "closed", "number"),
        ("Hur länge har du varit med?", ["1,5", "2", "0,5"] * 5, "closed", "number"),
        ("Har du fått stöd?", ["Ja", "Nej"] * 7, "closed", "yes-no"),
        ("Vilken dag började du?", [f"2026-05-{n:02}" for n in range(1, 15)], "closed", "date"),
        ("Vad fungerar bra?", [LONG.format(n=n) for n in range(14)], "open", "text"),
        ("Kommentar", ["", "Tack!", "", "Nja", "Bra", "Se ovan"], "open", "text"),
        ("Varför?", ["Tid", "Tid", "Pengar", "Vet inte riktigt", "För att"], "open", "text"),
        ("Tidstämpel", ["2026-05-01 10:12:13", "2026-05-02 10:12:13"] * 7, "time", "text"),
        ("Start time", ["5/1/26 10:12:13", "5/2/26 11:12:13"] * 7, "time", "text"),
        ("Telefonnummer", [f"070-123 45 {n:02}" for n in range(14)], "ignored", "text"),
        ("IP-adress", [f"10.0.0.{n}" for n in range(14)], "ignored", "text"),
        ("Collector ID", ["77"] * 14, "ignored", "text"),
        ("Tomt", [""] * 14, "ignored", "text"),
        ("Annan adress", [f"c{n}@y.se" for n in range(14)], "ignored", "text"),
    ],
)
def test_a_column_is_taken_for_what_it_is(header, cells, role, kind):
    found = proposed(header, cells)
    assert (found.role, found.kind) == (role, kind)
    assert found.reason.endswith(".")


@pytest.mark.parametrize(
    "cells",
    [
        ["1.2.3", "1.2.4"],
        ["2026.05.01", "2026.05.02"],
        ["2026-13-45", "2026-02-30"],
        ["1,234,5", "12"],
        ["1e5", "3"],
        ["-", "3"],
        ["99999-01-01", "2026-01-01"],
    ],
)
def test_nothing_is_proposed_that_an_import_would_refuse(cells):
    made = table([(cell, "a") for cell in cells * 7], ["Något", "b"])
    assert list(questions(propose(made)))


def test_choices_stand_by_their_number_then_the_alphabet_and_no_answer_last():
    found = proposed("Nöjd?", ["Vet ej", "10 Helt", "1 Inte", "2 Lite", "alls", "Alls"] * 4)
    assert found.choices == ("1 Inte", "2 Lite", "10 Helt", "alls", "Vet ej")
    assert found.no_answer == ("Vet ej",)


def test_labels_of_a_file_are_the_choices_and_those_of_one_name_tell_their_value():
    labels = (("1", "Nöjd"), ("2", "Missnöjd"), ("8", "Vet ej"), ("9", "Vet ej"))
    found = proposed("Nöjd?", ["1", "2", "9"] * 5, labels=labels, missing=("9",))
    assert found.choices == ("Nöjd", "Missnöjd", "Vet ej (8)", "Vet ej (9)")
    assert dict(found.labels)["1"] == "Nöjd"
    assert found.no_answer == ("Vet ej (9)",)


@pytest.mark.parametrize(
    ("cells", "separator", "choices"),
    [
        (["Chef;", "Vän;Chef;", "Vän;"] * 5, ";", ("Chef", "Vän")),
        (["Chef, Vän", "Chef", "Vän, Chef, Bok"] * 5, ", ", ("Bok", "Chef", "Vän")),
        (["Chef\nVän", "Vän", "Chef"] * 5, "\n", ("Chef", "Vän")),
    ],
)
def test_a_cell_with_several_choices_is_known(cells, separator, choices):
    found = proposed("Vilka stöd har du?", cells)
    assert (found.role, found.separator, found.choices) == ("several", separator, choices)


def test_a_comma_within_choices_divides_nothing():
    found = proposed("Hur gick det?", ["Bra, tack", "Bra, nästan", "Dåligt"] * 5)
    assert (found.role, found.separator) == ("closed", "")


def test_columns_that_tick_choices_are_one_question_and_words_beside_them_are_open():
    rows = [("1", "0", ""), ("1", "1", "Min mamma hjälper mig"), ("0", "1", "")]
    made = table(rows, ["a", "b", "c"])
    fields = tuple(
        Field(n, "Vilka stöd?", part=part) for n, part in enumerate(("Chef", "Vän", "Annat"))
    )
    made = type(made)(made.title, made.file_name, made.file_sha256, fields, made.rows, made.numbers)
    columns = propose(made).columns
    assert [one.role for one in columns] == ["several", "several", "open"]
    assert [one.part for one in columns] == ["Chef", "Vän", "Annat"]
    assert {one.ticks for one in columns[:2]} == {("1",)}


def test_rows_of_a_grid_are_closed_questions_with_its_name_and_theirs():
    rows = [("Bra", "Dåligt"), ("Dåligt", "Bra"), ("Bra", "Bra"), ("Bra", "Så där")] * 3
    made = table(rows, ["a", "b"])
    fields = tuple(Field(n, "Bedöm", part=part) for n, part in enumerate(("Tid", "Rum")))
    made = type(made)(made.title, made.file_name, made.file_sha256, fields, made.rows, made.numbers)
    assert [(one.role, one.name) for one in propose(made).columns] == [
        ("closed", "Bedöm – Tid"),
        ("closed", "Bedöm – Rum"),
    ]


@pytest.mark.parametrize(
    ("headers", "identity"),
    [
        (["ID", "E-post", "Namn"], "E-post"),
        (["ID", "Namn", "Annat"], "Namn"),
        (["ID", "Respondentkod", "E-post"], "Respondentkod"),
        (["Response ID", "Övrigt", "Annat"], "Response ID"),
        (["Respondent-ID", "Övrigt", "Annat"], "Respondent-ID"),
    ],
)
def test_the_identity_is_what_a_later_wave_knows_the_person_by(headers, identity):
    values = {"E-post": "p{n}@x.se", "Namn": "Anna Ek{n}", "Respondentkod": "K{n}"}
    rows = [[values.get(header, "{n}").format(n=n) for header in headers] for n in range(12)]
    found = propose(table(rows, headers)).identity
    assert found is not None
    assert found.question == identity


def test_an_address_that_all_have_is_no_identity():
    rows = [(str(n), "anonymous") for n in range(12)]
    found = propose(table(rows, ["ID", "Email"]))
    assert [one.role for one in found.columns] == ["identity", "ignored"]


def test_a_role_fills_in_that_of_the_person():
    found = proposed("Roll", ["Samordnare", "Styrelse"] * 7)
    assert (found.role, found.field) == ("background", "role")


def test_a_second_identity_takes_the_place_of_the_first():
    made = plan()
    changed = made.with_column(changed_role(made.table, made.columns[5], "identity"))
    assert changed.columns[0].role == "ignored"
    assert changed.identity.number == 5


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("number", range(7))
def test_every_column_can_be_made_anything(number, role):
    made = plan()
    changed = changed_role(made.table, made.columns[number], role)
    assert (changed.role, changed.number) == (role, number)
    if changed.kind == "choice":
        assert changed.choices


def test_a_plan_goes_to_json_and_back():
    made = plan()
    text = json.dumps(as_json(made))
    assert json.loads(text)["columns"][3]["choices"] == ["Missnöjd", "Nöjd", "Vet ej"]


@pytest.fixture
def rules(tmp_path):
    def write(value):
        path = tmp_path / "regler.json"
        path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
        return path

    return write


def test_rules_change_what_they_speak_of_and_nothing_else(rules):
    made = plan()
    same = changed_by(made, rules(as_json(made)))
    assert same == made
    changed = changed_by(
        made,
        rules({"wave": "2", "columns": [{"column": "Kön", "role": "closed", "question": "Sex"}]}),
    )
    assert changed.wave == "2"
    assert (changed.columns[2].role, changed.columns[2].question) == ("closed", "Sex")
    assert changed.columns[3:] == made.columns[3:]


@pytest.mark.parametrize(
    "wrong",
    [
        "[]",
        '{"columns": {}}',
        '{"columns": [1]}',
        '{"form": "annan"}',
        '{"title": 3}',
        '{"columns": [{"column": "Kön", "role": "nej"}]}',
        '{"columns": [{"column": "Kön", "choices": "a"}]}',
        '{"columns": [{"column": "Kön", "labels": ["a"]}]}',
        '{"columns": [{"column": 1}]}',
        "{",
    ],
)
def test_rules_that_are_none_are_refused(rules, wrong):
    with pytest.raises(ImportRefused, match=r"regler\.json"):
        changed_by(plan(), rules(wrong))


@pytest.mark.parametrize(
    ("name", "title", "wave"),
    [
        ("Enkät samverkan våg 2", "Enkät samverkan", "2"),
        ("Enkät_omgång_1", "Enkät", "1"),
        ("Survey (wave 3)", "Survey", "3"),
        ("Enkät våg", "Enkät våg", None),
        ("Svallvåg 2", "Svallvåg 2", None),
        ("Våg 2", "Våg 2", None),
    ],
)
def test_the_wave_in_a_files_name_is_no_part_of_the_title(name, title, wave):
    found = plan(title=name)
    assert (found.title, found.wave) == (title, wave)
    assert propose(found.table, title=name).title == name


def test_what_stands_before_a_colon_is_what_several_columns_ask():
    fields = tuple(
        Field(at, f"Möten: {choice}", f"m{at}", labels=(("0", "Nej"), ("1", "Ja")))
        for at, choice in enumerate(("Styrgrupp", "Lokal grupp"))
    )
    found = propose(replace(table((("1", "0"), ("0", "1")), ("a", "b")), fields=fields))
    assert [(one.role, one.question) for one in found.columns] == [("several", "Möten")] * 2


def test_a_professional_role_is_background():
    rows = [(str(n), ("Chef", "Handläggare")[n % 2]) for n in range(20)]
    made = propose(table(rows, ["Respondent-ID", "Yrkesroll"]))
    assert [one.role for one in made.columns] == ["identity", "background"]
