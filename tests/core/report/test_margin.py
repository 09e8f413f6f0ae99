"""A document goes out with its codes in Word's margin, and comes back as what it was."""

import datetime as dt
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from qualcode.core import importers
from qualcode.core.analysis.summary import Filters
from qualcode.core.importers.margin_rules import CODE_AND_MEMO, MEMO_WORDS, MEMOS, MarginRule
from qualcode.core.model.span import Span
from qualcode.core.operations import codes, memos, passages
from qualcode.core.operations.coders import add_coder
from qualcode.core.operations.importing import NewDocument, import_documents
from qualcode.core.operations.margin_intake import Intakes
from qualcode.core.operations.speakers import AcceptedSpeaker
from qualcode.core.project import Project
from qualcode.core.report.export import export
from qualcode.core.report.options import MARGIN, ExportOptions
from qualcode.core.store import coders as coder_store
from qualcode.core.store import codes as code_store
from qualcode.core.store import codings as coding_store
from qualcode.core.store import memos as memo_store
from qualcode.core.translate import _ as translated
from qualcode.core.translate import speaking
from tests.core.whole import transcript

TEXT = (
    "Intervjuare: Vem bestämmer?\n"
    "Karin: Vi har ett\totydligt mandat ❤️ 👩‍👩‍👧, \u00ad\u2011 ingen vet.\n\n"
    "Karin: Den lokala förankringen är\u00a0svag – å, va\u030al.\n"
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def bo(project):
    return add_coder(project, "Bo Ek").first("coders")


@pytest.fixture
def document(project, anna):
    """An interview in which Karin speaks, who is not to be named."""
    speakers = [
        AcceptedSpeaker("Karin", name="Karin"),
        AcceptedSpeaker("Intervjuare", "interviewer"),
    ]
    new = NewDocument(transcript("Karins intervju", TEXT, ("Karin",)), speakers=speakers)
    return import_documents(project, anna, [new]).first("documents")


def code(project, anna, document, words, name, comment=None):
    known = {one.name: one.id for one in code_store.all_codes(project.db)}
    code_id = known.get(name) or codes.create_code(project, anna, codes.NewCode(name)).first(
        "codes"
    )
    start = TEXT.index(words)
    return passages.code_passage(
        project, anna, document, start, start + len(words), [code_id], comment=comment
    )


def written(project, tmp_path, **options):
    out = tmp_path / "ut.docx"
    report = export(project, out, what=MARGIN, options=ExportOptions(**options), overwrite=True)
    return out, report


def everything(project):
    """Where and by whom everything is coded, and with what words."""
    names = {one.id: one.name for one in code_store.all_codes(project.db)}
    people = {one.id: (one.name, one.initials) for one in coder_store.all_coders(project.db)}
    return sorted(
        (
            mark.segment.start,
            mark.segment.end,
            names[mark.coding.code_id],
            people[mark.coding.coder_id],
            mark.coding.comment or "",
            mark.coding.created[:19],
        )
        for mark in coding_store.all_marks(project.db)
    )


def take_back(project, anna, file, comments=CODE_AND_MEMO):
    """Import what a file has in its margin; the document that it was written from, if known."""
    found = Intakes(project.db, MarginRule(comments)).of(importers.read(file))
    if found.known is None:
        new = [NewDocument(found.transcript, wishes=found.wishes)]
        return None, import_documents(project, anna, new)
    margins = {found.known.document_id: found.wishes}
    return found.known, import_documents(project, anna, [], margins=margins)


def test_each_coding_is_a_comment_by_its_evaluator(project, anna, bo, document, tmp_path):
    code(project, anna, document, "otydligt mandat", "Mandat", "Svårt\nigen")
    code(project, bo, document, "mandat ❤️", "Roller")
    out, report = written(project, tmp_path)
    assert report.quotes == 2
    found = {(one.author, one.initials, one.text) for one in docx.Document(str(out)).comments}
    assert found == {("Anna Lindqvist", "AL", "Mandat\nSvårt\nigen"), ("Bo Ek", "BE", "Roller")}


def test_the_text_is_as_it_is_without_real_names(project, document, tmp_path):
    out, _report = written(project, tmp_path)
    shown = TEXT.replace("Karin", "[Respondent 1]")
    assert importers.read(out).text == shown
    assert "\n".join(one.text for one in docx.Document(str(out)).paragraphs) == (shown)
    assert b"Karin" not in b"".join(_parts(out).values())


def test_real_names_are_left_on_request(project, document, tmp_path):
    out, _report = written(project, tmp_path, real_names=True)
    assert importers.read(out).text == TEXT


def test_a_real_name_in_a_comment_is_warned_of(project, anna, document, tmp_path):
    code(project, anna, document, "svag", "Mandat", "Karin menar")
    assert "line 4" in written(project, tmp_path)[1].warnings[0]


def test_only_chosen_codes_and_evaluators_go_out(project, anna, bo, document, tmp_path):
    code(project, anna, document, "svag", "A")
    code(project, bo, document, "svag", "B")
    out, _report = written(project, tmp_path, filters=Filters(coders=(bo,)))
    assert [one.text for one in docx.Document(str(out)).comments] == ["B"]


def test_memos_about_a_coding_go_with_it(project, anna, document, tmp_path):
    coding = code(project, anna, document, "svag", "A", "kort").first("codings")
    memos.write_memo(project, anna, "längre", title="Om", about=("codings", coding))
    out, _report = written(project, tmp_path)
    assert [one.text for one in docx.Document(str(out)).comments] == ["A\nkort\nOm\nlängre"]
    assert not take_back(project, anna, out)[1]


def test_the_same_project_gives_the_same_bytes(project, anna, document, tmp_path):
    code(project, anna, document, "svag", "A")
    first = written(project, tmp_path)[0].read_bytes()
    assert written(project, tmp_path)[0].read_bytes() == first


def test_every_part_is_named_and_every_comment_has_its_place(project, anna, document, tmp_path):
    code(project, anna, document, "svag", "A")
    code(project, anna, document, "Vi har ett\totydligt", "B: c")
    parts = _parts(written(project, tmp_path)[0])
    listed = parts["[Content_Types].xml"] + parts["word/_rels/document.xml.rels"]
    for name in ("comments", "commentsExtended", "commentsIds", "commentsExtensible"):
        assert listed.count(f"{name}.xml".encode()) == 2
        etree.fromstring(parts[f"word/{name}.xml"])
    body = etree.fromstring(parts["word/document.xml"])
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(one.get(f"{W}id") for one in body.iter(W + tag)) == ["0", "1"]


def test_the_time_of_a_coding_is_told_in_utc(project, anna, document, tmp_path):
    code(project, anna, document, "svag", "A")
    (mark,) = coding_store.all_marks(project.db)
    parts = _parts(written(project, tmp_path)[0])
    assert mark.coding.created[:19].encode() in parts["word/commentsExtensible.xml"]
    local = dt.datetime.fromisoformat(mark.coding.created).astimezone()
    assert f"{local:%Y-%m-%dT%H:%M:%SZ}".encode() in parts["word/comments.xml"]


def test_what_comes_back_unchanged_changes_nothing(project, anna, bo, document, tmp_path):
    for above in ("X", "Y"):  # one name in two places is told by its path
        parent = codes.create_code(project, anna, codes.NewCode(above)).first("codes")
        twin = codes.create_code(project, anna, codes.NewCode("Tid", parent_id=parent))
        span = (TEXT.index("lokala"), TEXT.index("är\u00a0svag"))
        passages.code_passage(project, anna, document, *span, [twin.first("codes")])
    code(project, anna, document, "Karin: Vi", "Hinder: tid")
    code(project, bo, document, "arin: Vi", "A > B", "ett\n\ntvå")
    before = everything(project)
    known, changes = take_back(project, anna, written(project, tmp_path)[0])
    assert known is not None
    assert known.is_same
    assert not changes
    assert everything(project) == before


def test_what_a_colleague_adds_comes_in_under_their_name(project, anna, document, tmp_path):
    code(project, anna, document, "svag", "Mandat")
    out, _report = written(project, tmp_path)
    _comment_on(out, "Vem bestämmer?", "Mandat\nbra fråga", "Cia Ny", "CN")
    before = everything(project)
    take_back(project, anna, out)
    (new,) = [one for one in everything(project) if one not in before]
    assert new[2:5] == ("Mandat", ("Cia Ny", "CN"), "bra fråga")
    assert TEXT[new[0] : new[1]] == "Intervjuare: Vem bestämmer?"
    assert not take_back(project, anna, out)[1]


def _comment_on(file: Path, words: str, text: str, author: str, initials: str) -> None:
    """A comment on the runs of the paragraph that holds the words, as a colleague writes it."""
    opened = docx.Document(str(file))
    (paragraph,) = [one for one in opened.paragraphs if words in one.text]
    opened.add_comment(paragraph.runs, text=text, author=author, initials=initials)
    opened.save(str(file))


def test_in_another_project_the_file_is_a_document_with_its_codings(
    project, anna, bo, document, tmp_path
):
    code(project, anna, document, "otydligt mandat ❤️", "Mandat", "Svårt")
    code(project, bo, document, "svag", "Hinder: tid")
    out, _report = written(project, tmp_path, real_names=True)
    with Project.create(tmp_path / "Annat.qualcode") as other:
        someone = add_coder(other, "Dan").first("coders")
        take_back(other, someone, out)
        assert everything(other) == everything(project)


def _parts(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


# Whatever is coded

LETTERS = st.text(
    st.sampled_from('ab åÅ\u030a😀❤️👩‍👧 :;>\n\t\u00a0\u2028\u00ad\u2011&<"[]'),
    min_size=1,
    max_size=60,
).filter(str.strip)
NAMES = st.text(st.sampled_from("aåb :>;😀&\"'"), min_size=1, max_size=8).filter(str.strip)
COMMENTS = st.none() | st.text(st.sampled_from("xå 😀\n<&:"), max_size=12)
MARKS = st.tuples(
    st.integers(0, 59), st.integers(1, 30), st.integers(0, 2), st.integers(0, 3), COMMENTS
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    text=LETTERS, names=st.lists(NAMES, min_size=4, max_size=4), marks=st.lists(MARKS, max_size=6)
)
def test_whatever_is_coded_comes_back_as_it_was(tmp_path_factory, text, names, marks):
    folder = tmp_path_factory.mktemp("runt")
    with Project.create(folder / "p.qualcode") as project:
        people = [add_coder(project, name).first("coders") for name in ("Anna", "Bo Ek", "Åsa Ö")]
        new = [NewDocument(transcript("T", text), speakers=[])]
        document = import_documents(project, people[0], new).first("documents")
        _code_all(project, people, document, text, names, marks)
        before = everything(project)
        assume(before)
        out = folder / "ut.docx"
        export(project, out, what=MARGIN)
        known, changes = take_back(project, people[1], out)
        assert known is not None
        assert not changes
        assert everything(project) == before


def _code_all(project, people, document, text, names, marks):
    for at, length, who, which, comment in marks:
        start = at % len(text)
        if not text[start : start + length].strip():
            continue
        name = " ".join(names[which].split())
        there = {one.name: one.id for one in code_store.all_codes(project.db)}
        folded = {known.casefold(): one for known, one in there.items()}
        code_id = folded.get(name.casefold()) or codes.create_code(
            project, people[who], codes.NewCode(name)
        ).first("codes")
        passages.code_passage(
            project, people[who], document, start, start + length, [code_id], comment=comment
        )


# Through LibreOffice


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="there is no LibreOffice here")
@pytest.mark.parametrize("kind", ["docx", "odt", "rtf"])
def test_what_libreoffice_has_written_anew_changes_nothing(
    project, anna, bo, document, tmp_path, kind
):
    code(project, anna, document, "otydligt mandat ❤️ 👩‍👩‍👧", "Mandat", "Svårt\n\nigen")
    code(
        project,
        bo,
        document,
        "mandat ❤️ 👩‍👩‍👧, \u00ad\u2011 ingen vet.\n\nKarin: Den",
        "Hinder: tid",
    )
    code(project, bo, document, "Karin: Den", "Roller")
    note_on(project, bo, document, "svag", "Stämmer det?")
    before = everything(project)
    out, _report = written(project, tmp_path)
    _comment_on(out, "Vem bestämmer?", "Ny kod: ett memo", "Cia Ny", "CN")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir"]
    subprocess.run([*command, tmp_path / "lo", out], check=True, capture_output=True, timeout=100)
    known, _changes = take_back(project, anna, tmp_path / "lo" / f"ut.{kind}")
    assert known is not None
    assert known.is_same
    (new,) = [one for one in everything(project) if one not in before]
    assert new[2:5] == ("Ny kod", ("Cia Ny", "CN"), "ett memo")


def note_on(project, anna, document, words, text, title=""):
    span = Span(TEXT.index(words), TEXT.index(words) + len(words))
    changes = memos.write_memo_on_words(project, anna, document, *span, text, title=title)
    return changes.first("memos")


def answered(file, text):
    """Cia's answer to the first comment, as Word writes it."""
    key = "00000900"
    answer = (
        f'<w:comment w:id="900" w:author="Cia"><w:p w14:paraId="{key}"><w:r><w:t>{text}</w:t></w:r>'
        "</w:p></w:comment></w:comments>"
    )
    relation = f'<w15:commentEx w15:paraId="{key}" w15:paraIdParent="51C0DE00"/></w15:commentsEx>'
    parts = _parts(file)
    for name, end, more in (
        ("word/comments.xml", b"</w:comments>", answer),
        ("word/commentsExtended.xml", b"</w15:commentsEx>", relation),
    ):
        parts[name] = parts[name].replace(end, more.encode())
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)


def test_a_passage_with_a_memo_alone_goes_out_and_comes_back_as_one(
    project, anna, document, tmp_path
):
    note_on(project, anna, document, "otydligt mandat", "Motsägs senare.", "Mandat")
    out, _report = written(project, tmp_path)
    (comment,) = docx.Document(str(out)).comments
    assert comment.text == "Anteckning: Mandat\nMotsägs senare."
    known, changes = take_back(project, anna, out)
    assert known.is_same
    assert not any(changes.added.values())


@pytest.mark.parametrize("comments", [CODE_AND_MEMO, MEMOS])
def test_an_answer_to_a_memo_is_all_that_is_new(project, anna, document, tmp_path, comments):
    memo = note_on(project, anna, document, "svag", "Stämmer det?")
    out, _report = written(project, tmp_path)
    answered(out, "Ja, tror jag.")
    take_back(project, anna, out, comments)
    take_back(project, anna, out, comments)
    found = {one.id: one.text for one in memo_store.all_memos(project.db)}
    assert found.pop(memo) == "Stämmer det?"
    assert list(found.values()) == ["Cia: Ja, tror jag."]


@pytest.mark.parametrize("change", ["edit", "delete"])
def test_a_memo_that_was_changed_here_since_does_not_come_back(
    project, anna, document, tmp_path, change
):
    memo = note_on(project, anna, document, "svag", "Stämmer det?")
    out, _report = written(project, tmp_path)
    if change == "edit":
        memos.edit_memo(project, anna, memo, title="", text="Det stämmer.")
    else:
        memos.delete_memo(project, anna, memo)
    before = memo_store.all_memos(project.db)
    take_back(project, anna, out)
    assert memo_store.all_memos(project.db) == before


def test_memos_of_passages_without_the_chosen_codes_stay(project, anna, document, tmp_path):
    code(project, anna, document, "mandat", "A")
    note_on(project, anna, document, "svag", "Stämmer det?")
    chosen = tuple(one.id for one in code_store.all_codes(project.db))
    out, _report = written(project, tmp_path, filters=Filters(codes=chosen))
    assert [one.text for one in docx.Document(str(out)).comments] == ["A"]


def test_the_words_for_a_memo_are_those_of_the_languages():
    for language, word in zip(("en", "sv"), MEMO_WORDS, strict=True):
        with speaking(language):
            assert translated("Memo: {title}").startswith(f"{word}:")
