"""Files that are no interviews of their own: the guide, and the same text in another format."""

import docx

from tests.cli.conftest import ANNA, INTERVIEW


def test_the_same_text_in_another_format_comes_in_once(project, tmp_path, qualcode):
    (tmp_path / "Ett.txt").write_bytes(INTERVIEW.encode())
    (tmp_path / "Två.md").write_bytes(INTERVIEW.replace("\n", "\r\n").encode("utf-8-sig"))
    files = (tmp_path / "Ett.txt", tmp_path / "Två.md")
    first, second = qualcode("import", project, *files, *ANNA, "--json").json
    assert (first["outcome"], second["outcome"]) == ("imported", "left-out")
    assert second["notes"] == [
        "“Ett” comes in with this text already. --known again imports it as another document."
    ]


def test_a_text_that_is_here_in_another_format_is_not_taken_for_another_interview(
    project, tmp_path, qualcode
):
    (tmp_path / "Ett.txt").write_bytes(INTERVIEW.encode())
    qualcode("import", project, tmp_path / "Ett.txt", *ANNA)
    word = coded(tmp_path / "Två.docx")
    (found,) = qualcode("import", project, word, *ANNA, "--json").json
    assert found["outcome"] == "left-out"
    assert found["notes"] == [
        "“Ett” has this text already. --known again imports it as another document."
    ]
    qualcode("import", project, word, *ANNA, "--known", "again")
    assert len(qualcode("list", project, "documents", "--json").json) == 2


def test_the_text_of_a_new_version_in_another_format_is_no_second_interview(
    project, tmp_path, qualcode
):
    path, other = tmp_path / "Ett.txt", tmp_path / "Två.md"
    path.write_text(INTERVIEW)
    qualcode("import", project, path, *ANNA)
    for one, ends in ((path, "\n"), (other, "\r\n")):
        one.write_bytes(INTERVIEW.replace("Tiden", "Tiden här").replace("\n", ends).encode())
    rules = (*ANNA, "--known", "correct", "--json")
    first, second = qualcode("import", project, path, other, *rules).json
    assert (first["outcome"], second["outcome"]) == ("corrected", "left-out")


def test_the_guide_among_the_files_is_no_interview(project, tmp_path, qualcode):
    guide, talk = tmp_path / "Guide.txt", tmp_path / "Samtal.txt"
    guide.write_text("1. Hur ser uppdraget ut i dag?\n2. Vem bestämmer då?\n")
    talk.write_text(INTERVIEW)
    rules = (*ANNA, "--guide", guide, "--json")
    first, second = qualcode("import", project, guide, talk, *rules).json
    assert (first["outcome"], second["outcome"]) == ("left-out", "imported")
    assert "interview guide" in first["notes"][0]


def coded(path, *comments):
    """A talk that Bo has commented in Word."""
    document = docx.Document()
    for line in INTERVIEW.splitlines():
        document.add_paragraph(line)
    runs = [paragraph.runs[0] for paragraph in document.paragraphs if paragraph.runs]
    for run, text in zip(runs, comments, strict=False):
        document.add_comment([run], text=text, author="Bo Ek", initials="BE")
    document.save(str(path))
    return path


def test_comments_that_came_in_by_other_rules_are_not_doubled(project, tmp_path, qualcode):
    path = coded(tmp_path / "Samtal.docx", "Brist på kontakt; Personberoende")
    qualcode("import", project, path, *ANNA, "--comments", "codes", "--codes-apart", "semicolon")
    more = coded(tmp_path / "Nyare.docx", "Brist på kontakt; Personberoende", "Tid")
    qualcode("import", project, path, more, *ANNA, "--comments", "codes")
    names = {code["name"] for code in qualcode("list", project, "codes", "--json").json}
    assert names == {"Brist på kontakt", "Personberoende", "Tid"}
