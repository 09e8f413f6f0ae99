import json

import pytest

from tests.cli.conftest import ANNA, INTERVIEW

OKLART = INTERVIEW.index("Mandatet är oklart")
END = OKLART + len("Mandatet är oklart")
TIME = INTERVIEW.index("Tiden räcker inte.")


@pytest.fixture
def code(project, interview, sheet, qualcode):
    """Codes from a sheet with these headers and rows."""

    def run(*lines, words=(), expect=0, coder="Anna", **more):
        path = sheet(*lines, **more)
        answer = qualcode(
            "code", project, "--from", path, "--coder", coder, "--json", *words, expect=expect
        )
        return answer.json, answer

    return run


@pytest.fixture
def codings(project, qualcode):
    return lambda: qualcode("list", project, "codings", "--json").json


def test_offsets_alone_are_accepted_and_outer_white_space_is_trimmed(code, codings):
    code("document,code,start,end", f"Intervju 1,Mandat,{OKLART - 1},{END}")
    (coding,) = codings()
    assert (coding["start"], coding["end"]) == (OKLART, END)
    assert coding["quote"] == "Mandatet är oklart"


def test_with_offsets_and_quote_both_must_agree(code, codings):
    answer, _ = code(
        "document,code,start,end,quote",
        f"Intervju 1,Mandat,{OKLART},{END}, Mandatet är oklart ",
        f"Intervju 1,Mandat,{OKLART + 1},{END},Mandatet är oklart",
        expect=1,
    )
    assert [problem["row"] for problem in answer["problems"]] == [3]
    assert not codings()


def test_a_quote_alone_is_found_if_it_stands_once(code, codings):
    code("document,code,quote", "Intervju 1,Tid,Tiden räcker inte.")
    (coding,) = codings()
    assert (coding["start"], coding["end"]) == (TIME, TIME + len("Tiden räcker inte."))


def test_a_quote_that_stands_twice_is_refused_with_how_often(code):
    answer, _ = code("document,code,quote", "Intervju 1,Mandat,Mandatet är oklart", expect=1)
    assert "2 times" in answer["problems"][0]["reason"]


@pytest.mark.parametrize("name", ["Bo  Ek", "BO EK", " Bo\u00a0Ek "])
def test_an_evaluator_is_one_however_the_name_is_spaced(name, code, project, qualcode):
    rows = [f"Intervju 1,A,{OKLART},{END},Bo Ek", f"Intervju 1,B,{OKLART},{END},{name}"]
    code("document,code,start,end,coder", *rows, coder="Bo Ek")
    code("document,code,start,end,coder", *rows, coder=name)
    coders = qualcode("list", project, "coders", "--json").json
    assert [coder["name"] for coder in coders] == ["Anna", "Bo Ek"]


def test_a_place_after_an_emoji_is_counted_in_code_points(code, codings):
    code("document,code,quote", "Intervju 1,Slut,Så är det.")
    assert codings()[0]["start"] == INTERVIEW.index("Så är det.")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Intervju 9,Mandat,0,5,", "no document “Intervju 9”"),
        (",Mandat,0,5,", "names no document"),
        ("Intervju 1,,0,5,", "A code needs a name"),
        ("Intervju 1,Mandat,,,", "neither a place nor a quote"),
        ("Intervju 1,Mandat,,,Finns inte", "does not stand in “Intervju 1”"),
        ("Intervju 1,Mandat,5,,", "must both be whole numbers"),
        ("Intervju 1,Mandat,x,9,", "must both be whole numbers"),
        ("Intervju 1,Mandat,1.5,9,", "must both be whole numbers"),
        ("Intervju 1,Mandat,-1,9,", "is no place"),
        ("Intervju 1,Mandat,9,5,", "is no place"),
        ("Intervju 1,Mandat,5,5,", "is no place"),
        ("Intervju 1,Mandat,0,99999,", "is no place"),
        (f"Intervju 1,Mandat,{OKLART - 1},{OKLART},", "nothing but white space"),
        (f"Intervju 1,{'x' * 501},0,5,", "501 characters long"),
    ],
)
def test_each_row_that_cannot_be_placed_is_reported_with_its_reason(row, reason, code, codings):
    answer, printed = code("document,code,start,end,quote", row, expect=1)
    (problem,) = answer["problems"]
    assert problem["row"] == 2
    assert reason in problem["reason"]
    assert f"Row 2: {problem['reason']}" in printed.err
    assert not codings()


def test_with_problems_nothing_is_written_and_nobody_joins(code, project, qualcode, bytes_of):
    rows = ["document,code,start,end", "Intervju 1,New,0,5", "Gone,New,0,5"]
    before = [qualcode("list", project, what, "--json").json for what in ("codes", "coders")]
    answer, _ = code(*rows, expect=1, coder="Bo")
    assert (answer["written"], answer["codes_created"]) == (0, [])
    assert before == [qualcode("list", project, w, "--json").json for w in ("codes", "coders")]


def test_partial_writes_the_others_and_exits_0(code, codings):
    rows = ["document,code,start,end", "Gone,Unused,0,5", "Intervju 1,New,0,5"]
    answer, printed = code(*rows, words=["--partial"])
    assert (answer["written"], answer["codes_created"]) == (1, ["New"])
    assert [problem["row"] for problem in answer["problems"]] == [2]
    assert "Row 2" in printed.err
    assert len(codings()) == 1


def test_a_coding_that_exists_is_skipped_and_counted(code, codings):
    rows = ["document,code,start,end", "Intervju 1,New,0,5", "Intervju 1,new,0,5"]
    first, _ = code(*rows)
    again, _ = code(*rows)
    assert (first["written"], first["skipped"]) == (1, 1)
    assert (again["written"], again["skipped"]) == (0, 2)
    assert len(codings()) == 1


def test_a_sheet_is_one_operation(code, codings, project, qualcode):
    code("document,code,start,end", "Intervju 1,A,0,5", "Intervju 1,B > C,0,5")
    qualcode("undo", project, *ANNA)
    assert not codings()
    assert qualcode("list", project, "codes", "--json").json == []
    qualcode("redo", project, *ANNA)
    assert len(codings()) == 2


def test_codes_are_made_along_their_paths_in_order(code, project, qualcode):
    answer, _ = code("document,code,start,end", "Intervju 1,Roll > Chef,0,5", "Intervju 1,chef,0,6")
    assert answer["codes_created"] == ["Roll", "Roll > Chef"]
    assert [c["path"] for c in qualcode("list", project, "codes", "--json").json] == [
        "Roll",
        "Roll > Chef",
    ]


def test_a_name_under_two_parents_is_refused(code, codings):
    rows = ["Intervju 1,A > Klart,0,5", "Intervju 1,B > Klart,0,5", "Intervju 1,Klart,0,5"]
    answer, _ = code("document,code,start,end", *rows, expect=1)
    (problem,) = answer["problems"]
    assert problem["row"] == 4
    assert "“A > Klart”, “B > Klart”" in problem["reason"]


def test_a_path_that_begins_further_down_is_found(code):
    code("document,code,start,end", "Intervju 1,A > B > C,0,5")
    answer, _ = code("document,code,start,end", "Intervju 1,B > C,6,9", "Intervju 1,B > D,6,9")
    assert answer["codes_created"] == ["A > B > D"]


def test_a_row_may_name_its_evaluator(code, codings, project, qualcode):
    rows = [
        "document,code,start,end,coder,comment",
        "Intervju 1,A,0,5,Bo,sic",
        "Intervju 1,A,0,5,,",
    ]
    code(*rows)
    found = {coding["coder"]: coding["comment"] for coding in codings()}
    assert found == {"Bo": "sic", "Anna": None}
    segments = qualcode("list", project, "segments", "--json").json
    assert sorted(segment["coder"] for segment in segments) == ["Anna", "Bo"]


def test_a_document_may_be_named_by_its_id(code, codings, project, qualcode):
    (document,) = qualcode("list", project, "documents", "--json").json
    code("document,code,start,end", f"{document['id']},A,0,5")
    assert codings()[0]["document_id"] == document["id"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_sheets_of_any_separator_and_encoding_are_read(separator, encoding, code, codings):
    rows = ["Dokument;Kod;Citat;Kommentar", "Intervju 1;Åtgärd;Tiden räcker inte.;på ö"]
    code(*(row.replace(";", separator) for row in rows), encoding=encoding)
    assert (codings()[0]["code"], codings()[0]["comment"]) == ("Åtgärd", "på ö")


@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"codings": rows}])
def test_json_rows_are_counted_from_1(wrap, project, interview, tmp_path, qualcode):
    path = tmp_path / "c.json"
    good = {"document": interview, "code": "A", "start": 0, "end": 5.0, "quote": None}
    path.write_text(json.dumps(wrap([good, {**good, "start": "?"}])))
    answer = qualcode("code", project, "--from", path, *ANNA, "--json", expect=1).json
    assert [problem["row"] for problem in answer["problems"]] == [2]


def test_missing_columns_are_named(code):
    with pytest.raises(json.JSONDecodeError):
        code("document,start,end", "Intervju 1,0,5", expect=1)


def test_people_read_what_was_done(project, interview, sheet, qualcode):
    path = sheet("document,code,start,end", f"{interview},A,0,5", f"{interview},A,0,5")
    said = qualcode("code", project, "--from", path, *ANNA).out
    assert "1 coding written." in said
    assert "New codes: A." in said


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json"])
def test_exported_codings_go_into_an_empty_copy(suffix, code, codings, project, tmp_path, qualcode):
    code(
        "document,code,start,end,coder,comment",
        f"Intervju 1,A > B,{INTERVIEW.index('Karin')},{END},Anna,=1+1",
        "Intervju 1,B,0,9,Bo,-",
    )
    out = tmp_path / f"out{suffix}"
    qualcode("export", project, out, "--what", "codings")
    copy = tmp_path / "copy.qualcode"
    qualcode("new", copy, *ANNA)
    qualcode("import", copy, tmp_path / "Intervju 1.txt", *ANNA)
    qualcode("code", copy, "--from", out, *ANNA)
    kept = ("document", "start", "end", "quote", "code_path", "coder", "persons", "comment")
    there = qualcode("list", copy, "codings", "--json").json
    assert [[c[k] for k in kept] for c in there] == [[c[k] for k in kept] for c in codings()]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json"])
def test_a_title_without_its_real_name_is_the_document_still(suffix, project, tmp_path, qualcode):
    interview, rows, copy = (tmp_path / name for name in ("Om Karin.txt", "s.csv", "c.qualcode"))
    interview.write_text(INTERVIEW, encoding="utf-8")
    rows.write_text("document,code,quote\nOm Karin,A,Tiden räcker inte.\n", encoding="utf-8")
    qualcode("import", project, interview, *ANNA)
    qualcode("code", project, "--from", rows, *ANNA)
    out = tmp_path / f"out{suffix}"
    qualcode("export", project, out, "--what", "codings")
    qualcode("new", copy, *ANNA)
    qualcode("import", copy, interview, *ANNA)
    for target, counts in ((project, (0, 1)), (copy, (1, 0))):
        answer = qualcode("code", target, "--from", out, *ANNA, "--json").json
        assert (answer["written"], answer["skipped"]) == counts


def test_the_check_finds_nothing_wrong_afterwards(code, project, qualcode):
    code("document,code,start,end,coder", "Intervju 1,A > B,0,50,Bo", "Intervju 1,C,10,60,")
    assert qualcode("check", project, "--json").json == []


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.xlsx"])
@pytest.mark.parametrize("command", ["code", "persons", "codebook"])
def test_a_sheet_of_bytes_is_refused_without_naming_an_option(
    name, command, project, tmp_path, qualcode
):
    file = tmp_path / name
    file.write_bytes(b"document,code\n\xff\x81\x00\x01" * 20)
    words = [file] if command == "codebook" else ["--from", file]
    said = qualcode(command, project, *words, *ANNA, expect=1).err
    assert f"“{name}”" in said
    assert "encoding" not in said
    assert ".docx" not in said
