"""Comments and colours of Word documents, by command: in, out and in again."""

import json

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX

from qualcode.cli import margin
from qualcode.core.importers import margin_rules
from tests.cli.conftest import ANNA


@pytest.fixture
def coded(tmp_path):
    """A document that Bo has coded in Word."""
    document = docx.Document()
    for words in (
        "Intervjuare: Vad är ert mandat?",
        "Karin: Mandatet är oklart.",
        "Slut för idag.",
    ):
        document.add_paragraph(words)
    runs = [paragraph.runs[0] for paragraph in document.paragraphs]
    runs[2].font.highlight_color = WD_COLOR_INDEX.YELLOW
    document.add_comment([runs[1]], text="Mandat; Roller\nsvårt", author="Bo Ek", initials="BE")
    path = tmp_path / "Intervju 1.docx"
    document.save(str(path))
    return path


def codings(qualcode, project, tmp_path):
    """Words, code, evaluator and comment of every coding."""
    out = tmp_path / "codings.json"
    qualcode("export", project, out, "--what", "codings", "--names", "--force")
    rows = json.loads(out.read_text())
    return sorted((row["quote"], row["code"], row["coder"], row["comment"] or "") for row in rows)


def test_the_rules_are_those_of_the_core():
    assert margin.BECOME == margin_rules.BECOME
    assert margin.APART == margin_rules.APART


def test_unsaid_comments_are_left_out_and_counted(project, coded, qualcode):
    (found,) = qualcode("import", project, coded, *ANNA, "--json").json
    assert (found["margin"]["comments"], found["margin"]["codings"]) == (1, 0)
    assert found["margin"]["colours"] == {"yellow": 1}
    assert "1 comment by 1 person: left out." in found["margin"]["said"]
    assert "Mandat;" not in qualcode("text", project, "Intervju 1").out


def test_comments_and_colours_become_codings(project, coded, qualcode, tmp_path):
    answer = qualcode(
        "import", project, coded, *ANNA, "--comments", "code-and-memo", "--codes-apart",
        "semicolon", "--highlights", "gult=Slut > Sist", "--codes-under", "Word",
    )  # fmt: skip
    assert "Out of the margin: 3 codings." in answer.out
    assert codings(qualcode, project, tmp_path) == [
        ("Karin: Mandatet är oklart.", "Mandat", "Bo Ek", "svårt"),
        ("Karin: Mandatet är oklart.", "Roller", "Bo Ek", "svårt"),
        ("Slut för idag.", "Sist", "Anna", ""),
    ]
    assert qualcode("undo", project, *ANNA).code == 0
    assert qualcode("list", project, "documents", "--json").json == []


def test_comments_become_lines_of_the_text(project, coded, qualcode):
    qualcode("import", project, coded, *ANNA, "--comments", "text")
    text = qualcode("text", project, "Intervju 1").out
    assert "oklart.\n[Comment by Bo Ek] Mandat; Roller; svårt\nSlut" in text


def test_rules_in_a_file_say_the_same(project, coded, qualcode, tmp_path):
    rules = tmp_path / "rules.json"
    rules.write_text('{"comments": "codes", "codes_apart": "line", "highlights": {"yellow": "X"}}')
    qualcode("import", project, coded, *ANNA, "--rules", rules)
    assert {row[1] for row in codings(qualcode, project, tmp_path)} == {
        "Mandat; Roller",
        "svårt",
        "X",
    }


@pytest.mark.parametrize(
    "rules", ['{"comments": "allt"}', '{"highlights": {"yellow": 3}}', '{"codes_apart": "x"}']
)
def test_rules_that_are_none_are_refused(project, coded, qualcode, tmp_path, rules):
    path = tmp_path / "rules.json"
    path.write_text(rules)
    qualcode("import", project, coded, *ANNA, "--rules", path, expect=1)


def test_a_colour_without_a_code_is_refused(project, coded, qualcode):
    answer = qualcode("import", project, coded, "--highlights", "yellow", expect=2)
    assert "yellow=Mandate" in answer.err


def test_a_colour_that_is_none_is_refused(project, coded, qualcode):
    answer = qualcode("import", project, coded, "--highlights", "plommon=X", expect=2)
    assert "“plommon” is no colour of highlights. These are: yellow, bright green," in answer.err


def test_a_colour_that_is_in_no_file_lets_nothing_come_in(project, coded, qualcode):
    answer = qualcode("import", project, coded, *ANNA, "--highlights", "rosa=X", expect=1)
    assert "Nothing is highlighted in pink, so nothing was imported." in answer.err
    assert "These colours are there: yellow." in answer.err
    assert qualcode("list", project, "documents", "--json").json == []


def test_out_and_in_again_only_what_was_added_comes_in(project, coded, qualcode, tmp_path):
    qualcode("import", project, coded, *ANNA, "--comments", "codes")
    before = codings(qualcode, project, tmp_path)
    out = tmp_path / "Till Cia.docx"
    qualcode("export", project, out, "--what", "margin", "--document", "Intervju 1")
    document = docx.Document(str(out))
    document.add_comment(document.paragraphs[2].runs, text="Slut", author="Cia", initials="C")
    document.save(str(out))
    (found,) = qualcode("import", project, out, *ANNA, "--comments", "codes", "--json").json
    assert found["margin"]["into"] == "Intervju 1"
    assert (found["margin"]["codings"], found["margin"]["there"]) == (1, 1)
    after = codings(qualcode, project, tmp_path)
    assert [row for row in after if row not in before] == [("Slut för idag.", "Slut", "Cia", "")]
    assert len(qualcode("list", project, "documents", "--json").json) == 1


@pytest.fixture
def returned(project, coded, qualcode, tmp_path):
    """A document of the project as a Word file to which a colleague has added a comment."""
    qualcode("import", project, coded, *ANNA, "--comments", "codes")
    out = tmp_path / "Från Cia.docx"
    qualcode("export", project, out, "--what", "margin", "--document", "Intervju 1")
    document = docx.Document(str(out))
    document.add_comment(document.paragraphs[2].runs, text="Slut", author="Cia", initials="C")
    document.save(str(out))
    return out


def test_a_file_that_comes_back_is_no_second_document_where_nothing_is_said_of_comments(
    project, returned, qualcode
):
    answer = qualcode("import", project, returned, *ANNA)
    assert "“Från Cia.docx” is left out." in answer.out
    assert "“Intervju 1” has this text already." in answer.out
    assert "2 comments by 2 people: --comments code-and-memo takes in what is new" in answer.out
    (found,) = qualcode("import", project, returned, *ANNA, "--json").json
    assert found["outcome"] == "left-out"
    assert len(qualcode("list", project, "documents", "--json").json) == 1


def test_how_comments_came_in_before_is_said(project, coded, qualcode, sheet):
    names = {"comments": "codes", "codes_apart": "line", "code_names": {"svårt": "Hinder"}}
    rules = sheet(json.dumps(names), name="regler.json")
    qualcode("import", project, coded, *ANNA, "--rules", rules)
    again = coded.rename(coded.with_name("Igen.docx"))
    told = qualcode("import", project, again, *ANNA, "--rules", rules, "--json").json[0]["notes"]
    assert not any("before" in one for one in told)
    same = ("--comments", "codes", "--codes-apart", "line")
    answer = qualcode("import", project, again, *ANNA, *same)
    assert "“svårt” seems to have come in as “Hinder” before" in answer.out
    (found,) = qualcode("import", project, again, *ANNA, "--comments", "memos", "--json").json
    assert any("--comments codes --codes-apart line before" in one for one in found["notes"])


def test_a_file_that_comes_back_is_another_document_where_that_is_said(project, returned, qualcode):
    qualcode("import", project, returned, *ANNA, "--known", "again")
    titles = [one["title"] for one in qualcode("list", project, "documents", "--json").json]
    assert titles == ["Intervju 1", "Från Cia"]


def test_colours_alone_are_taken_into_the_document_that_is_there(project, returned, qualcode):
    document = docx.Document(str(returned))
    document.paragraphs[2].runs[0].font.highlight_color = WD_COLOR_INDEX.BRIGHT_GREEN
    document.save(str(returned))
    more = ("--highlights", "bright green=Avslut", "--json")
    (found,) = qualcode("import", project, returned, *ANNA, *more).json
    assert (found["outcome"], found["margin"]["codings"]) == ("comments", 1)


def test_a_coded_copy_beside_its_document_waits_for_it(project, coded, qualcode, tmp_path):
    plain = tmp_path / "A.txt"
    words = [one.text for one in docx.Document(str(coded)).paragraphs]
    plain.write_text("\n".join(words), encoding="utf-8")
    both = ("import", project, plain, coded, *ANNA, "--comments", "codes", "--json")
    first = [one["outcome"] for one in qualcode(*both).json]
    assert first == ["imported", "left-out"]
    assert [one["outcome"] for one in qualcode(*both).json] == ["left-out", "comments"]
    assert len(codings(qualcode, project, tmp_path)) == 1
    assert len(qualcode("list", project, "documents", "--json").json) == 1


def test_several_documents_go_into_a_folder(project, coded, qualcode, tmp_path):
    other = tmp_path / "Intervju 2.txt"
    other.write_text("Ja.")
    qualcode("import", project, coded, other, *ANNA)
    folder = tmp_path / "ut"
    qualcode("export", project, folder, "--what", "margin")
    assert sorted(path.name for path in folder.iterdir()) == [
        "Intervju 1.docx",
        "Intervju 2.docx",
    ]
    answer = qualcode("export", project, folder, "--what", "margin", expect=1)
    assert "There is already a file" in answer.err


@pytest.mark.parametrize(
    ("known", "texts"),
    [(None, ["idag."]), ("correct", ["idag igen."]), ("again", ["idag.", "idag igen."])],
)
def test_a_text_that_was_changed_is_kept_corrects_or_is_another(
    project, coded, qualcode, tmp_path, known, texts
):
    document = docx.Document(str(coded))
    for at in range(8):
        document.add_paragraph(f"Karin: Och så var det med det som vi sade på mötet nummer {at}.")
    document.save(str(coded))
    qualcode("import", project, coded, *ANNA, "--comments", "codes")
    document.paragraphs[2].runs[0].text = "Slut för idag igen."
    changed = tmp_path / "Till Cia.docx"
    document.add_comment(document.paragraphs[2].runs, text="Slut", author="Cia", initials="C")
    document.save(str(changed))
    more = () if known is None else ("--known", known)
    qualcode("import", project, changed, *ANNA, "--comments", "codes", *more)
    titles = [one["title"] for one in qualcode("list", project, "documents", "--json").json]
    found = [qualcode("text", project, title).out.split("\n")[2] for title in titles]
    assert found == [f"Slut för {text}" for text in texts]
    assert "Slut" in {row[1] for row in codings(qualcode, project, tmp_path)}
