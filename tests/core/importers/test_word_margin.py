"""Comments and colours of Word documents, at exactly their words."""

from collections.abc import Callable

import pytest

from qualcode.core.importers.margin import Comment
from qualcode.core.importers.transcript import Reading

Read = Callable[..., Reading]


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    before = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{before}<w:t xml:space="preserve">{text}</w:t></w:r>'


def marked(colour: str, text: str) -> str:
    return r(text, f'<w:highlight w:val="{colour}"/>')


def shaded(fill: str, text: str) -> str:
    return r(text, f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>')


def begin(number: int) -> str:
    return f'<w:commentRangeStart w:id="{number}"/>'


def end(number: int) -> str:
    return f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'


def comment(number: int, text: str = "Mandat", author: str = "Bo Ek", key: str = "", **more: str):
    attributes = "".join(f' w:{name}="{value}"' for name, value in more.items())
    paragraphs = "".join(
        f'<w:p w:paraId="{key}">{r(line) if line else ""}</w:p>' for line in text.split("\n")
    )
    return (
        f'<w:comment w:id="{number}" w:author="{author}" w:initials="BE"{attributes}>'
        f"{paragraphs}</w:comment>"
    )


def words(found: Reading) -> list[str]:
    return [found.text[one.start : one.end] for one in found.margin.comments]


def only(found: Reading) -> Comment:
    (one,) = found.margin.comments
    return one


def test_a_comment_is_on_exactly_its_words(reading: Read) -> None:
    body = p(r("Vi 😀 har "), begin(0), r("ett "), r("mandat"), end(0), r(" nu."))
    found = reading(body, comments=comment(0))
    assert (found.text, words(found)) == ("Vi 😀 har ett mandat nu.", ["ett mandat"])
    assert (only(found).author, only(found).initials, only(found).text) == ("Bo Ek", "BE", "Mandat")
    assert not only(found).is_doubtful
    assert found.notes == ()


def test_what_a_comment_says_is_no_part_of_the_text(reading: Read) -> None:
    body = p(begin(0), r("Ja."), end(0))
    assert reading(body, comments=comment(0, "Hemligt")).text == "Ja."


def test_a_comment_goes_over_paragraphs_and_list_labels(reading: Read) -> None:
    body = p(r("a "), begin(0), r("b")) + p() + p(r("c"), end(0), r("d"))
    found = reading(body, comments=comment(0))
    assert (found.text, words(found)) == ("a b\n\ncd", ["b\n\nc"])


def test_a_comment_that_ends_before_a_paragraph_ends_with_the_one_before(reading: Read) -> None:
    body = p(begin(0), r("ett")) + p(end(0), r("två"))
    assert words(reading(body, comments=comment(0))) == ["ett"]


def test_a_comment_begins_and_ends_between_paragraphs(reading: Read) -> None:
    body = p(r("a")) + begin(0) + p(r("b")) + p(r("c")) + end(0).split("<w:r>")[0] + p(r("d"))
    assert words(reading(body, comments=comment(0))) == ["b\nc"]


def test_comments_overlap(reading: Read) -> None:
    body = p(begin(0), r("ett "), begin(1), r("två"), end(0), r(" tre"), end(1))
    found = reading(body, comments=comment(0, "A") + comment(1, "B"))
    assert [(one.text, found.text[one.start : one.end]) for one in found.margin.comments] == [
        ("A", "ett två"),
        ("B", "två tre"),
    ]


@pytest.mark.parametrize(
    "inside",
    [
        end(0).split("/>", 1)[1],
        begin(0) + end(0),
        begin(0) + r("  ") + end(0),
        begin(0) + "<w:del><w:r><w:delText>borta</w:delText></w:r></w:del>" + end(0),
        "<w:del>" + begin(0) + "<w:r><w:delText>borta</w:delText></w:r></w:del>" + end(0),
    ],
)
def test_a_comment_on_no_words_is_on_its_paragraph_and_doubtful(reading: Read, inside: str) -> None:
    body = p(r("före")) + p(r("hela "), inside, r("stycket")) + p(r("efter"))
    found = reading(body, comments=comment(0))
    assert [" ".join(text.split()) for text in words(found)] == ["hela stycket"]
    assert only(found).is_doubtful


def test_a_comment_in_an_empty_paragraph_is_on_the_words_before(reading: Read) -> None:
    found = reading(p(r("a")) + p() + p(end(0)) + p(r("b")), comments=comment(0))
    assert (words(found), only(found).is_doubtful) == (["a"], True)


def test_a_comment_in_a_table_and_one_on_a_row_that_was_taken_out(reading: Read) -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p(begin(1), r('x'), end(1))}</w:tc></w:tr>"
    cells = f"<w:tc>{p(r('a'))}</w:tc><w:tc>{p(begin(0), r('b'), end(0))}</w:tc>"
    body = f"<w:tbl><w:tr>{cells}</w:tr>{gone}</w:tbl>{p(r('c'))}"
    found = reading(body, comments=comment(0) + comment(1))
    assert found.text == "a\nb\nc"
    assert [
        (one.is_doubtful, text)
        for one, text in zip(found.margin.comments, words(found), strict=True)
    ] == [
        (False, "b"),
        (True, "c"),
    ]


def test_a_comment_in_a_footnote_is_there(reading: Read) -> None:
    notes = f'<w:footnote w:id="2">{p(begin(0), r("noten"), end(0))}</w:footnote>'
    body = p(r("text"), '<w:r><w:footnoteReference w:id="2"/></w:r>') + p(r("mer"))
    found = reading(body, footnotes=notes, comments=comment(0))
    assert (found.text, words(found)) == ("text1\nnoten\nmer", ["noten"])


def test_a_comment_after_carriage_returns_is_on_its_words(reading: Read) -> None:
    body = p(r("a&#13;&#10;b&#13;&#10;"), begin(0), r("ord"), end(0)) + p(begin(1), r("x"), end(1))
    found = reading(body, comments=comment(0) + comment(1))
    assert words(found) == ["ord", "x"]


def test_a_comment_that_belongs_to_nothing_is_counted(reading: Read) -> None:
    found = reading(p(r("a")), comments=comment(0))
    assert (found.margin.comments, found.margin.homeless) == ((), 1)


def test_a_comment_that_the_file_does_not_have_is_said(reading: Read) -> None:
    found = reading(p(r("a"), end(7)), comments=comment(0))
    assert found.notes == ("1 comment was not imported.",)


def test_comments_that_can_not_be_read_cost_no_text(word: Callable[..., bytes]) -> None:
    import io

    from qualcode.core.importers import docx

    data = word(p(r("a"), end(0)), comments="<w:comment")
    found = docx.read(io.BytesIO(data), "a.docx")
    assert (found.text, found.notes) == ("a", ("1 comment was not imported.",))


def test_answers_belong_to_the_comment_and_one_may_be_resolved(reading: Read) -> None:
    comments = (
        comment(0, "Mandat\nsvårt", key="A1")
        + comment(1, "Håller med", "Cia", key="A2")
        + comment(2, "Jag med", "Dan", key="A3")
    )
    extended = (
        '<w:commentEx w:paraId="a1" w:done="1"/>'
        '<w:commentEx w:paraId="A2" w:paraIdParent="A1" w:done="0"/>'
        '<w:commentEx w:paraId="A3" w:paraIdParent="A2"/>'
    )
    body = p(begin(0), begin(1), begin(2), r("ord"), end(0), end(1), end(2))
    found = only(reading(body, comments=comments, commentsExtended=extended))
    assert (found.text, found.is_done) == ("Mandat\nsvårt", True)
    assert [(one.author, one.text) for one in found.replies] == [
        ("Cia", "Håller med"),
        ("Dan", "Jag med"),
    ]


def test_comments_whose_paragraphs_have_one_id_are_all_kept(reading: Read) -> None:
    """A program may have copied a paragraph with its id."""
    comments = "".join(comment(number, text, key="A1") for number, text in enumerate("AB"))
    body = p(begin(0), r("ord"), end(0), r(" och "), begin(1), r("fler"), end(1))
    found = reading(body, comments=comments)
    assert [one.text for one in found.margin.comments] == ["A", "B"]
    assert words(found) == ["ord", "fler"]


def test_answers_that_go_in_a_circle_are_all_kept(reading: Read) -> None:
    comments = comment(0, "A", key="A1") + comment(1, "B", key="A2")
    extended = (
        '<w:commentEx w:paraId="A1" w:paraIdParent="A2"/>'
        '<w:commentEx w:paraId="A2" w:paraIdParent="A1"/>'
    )
    body = p(begin(0), begin(1), r("ord"), end(0), end(1))
    found = only(reading(body, comments=comments, commentsExtended=extended))
    assert {found.text, *(reply.text for reply in found.replies)} == {"A", "B"}


def test_the_time_in_utc_goes_before_that_of_the_place(reading: Read) -> None:
    body = p(begin(0), r("ord"), end(0))
    parts = {
        "comments": comment(0, key="A1", date="2026-06-01T12:00:00Z"),
        "commentsIds": '<w:commentId w:paraId="A1" w:durableId="D1"/>',
        "commentsExtensible": '<w:commentExtensible w:durableId="D1" w:dateUtc="2026-06-01T10:00:00Z"/>',
    }
    assert only(reading(body, **parts)).time == "2026-06-01T10:00:00.000Z"


def test_the_time_in_utc_may_stand_at_the_comment(reading: Read) -> None:
    both = {"date": "2026-06-01T12:00:00Z", "dateUtc": "2026-06-01T10:00:00Z"}
    found = reading(p(begin(0), r("ord"), end(0)), comments=comment(0, **both))
    assert only(found).time == "2026-06-01T10:00:00.000Z"


def test_word_s_own_time_is_that_of_the_place(
    reading: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    time = pytest.importorskip("time")
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of a process can’t be set here")
    monkeypatch.setenv("TZ", "Europe/Stockholm")
    time.tzset()
    try:
        body = p(begin(0), r("ord"), end(0))
        found = reading(body, comments=comment(0, date="2026-06-01T12:00:00Z"))
        assert only(found).time == "2026-06-01T10:00:00.000Z"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("date", ["", "igår", "0001-01-01T00:00:00Z", "2026-13-40T00:00:00Z"])
def test_a_time_that_is_none_is_unsaid(reading: Read, date: str) -> None:
    found = reading(p(begin(0), r("ord"), end(0)), comments=comment(0, date=date))
    assert only(found).time is None or only(found).time.startswith("000")


def test_an_empty_comment_is_none(reading: Read) -> None:
    assert reading(p(begin(0), r("ord"), end(0)), comments=comment(0, "")).margin.comments == ()


# Colours


def coloured(found: Reading) -> list[tuple[str, str]]:
    return [(one.colour, found.text[one.start : one.end]) for one in found.margin.highlights]


def test_runs_of_one_colour_that_touch_are_one_passage(reading: Read) -> None:
    body = p(r("a "), marked("yellow", "ett "), marked("yellow", "två "), marked("green", "tre"))
    assert coloured(reading(body)) == [("yellow", "ett två"), ("green", "tre")]


def test_a_colour_goes_on_in_the_next_paragraph(reading: Read) -> None:
    body = p(r("a "), marked("yellow", "b")) + p() + p(marked("yellow", "c")) + p(r("d"))
    assert coloured(reading(body)) == [("yellow", "b\n\nc")]


def test_words_between_keep_colours_apart(reading: Read) -> None:
    body = p(marked("yellow", "a"), r(" och "), marked("yellow", "b"))
    assert coloured(reading(body)) == [("yellow", "a"), ("yellow", "b")]


def test_shading_is_a_colour_and_white_is_none(reading: Read) -> None:
    body = p(
        shaded("FFE599", "a"), r(" "), shaded("FFFF00", "b"), r(" "), shaded("FFFFFF", "c"),
        shaded("auto", "d"), shaded("röd", "e"), marked("none", "f"), marked("yellow", "  "),
    )  # fmt: skip
    assert coloured(reading(body)) == [("#ffe599", "a"), ("yellow", "b")]


def test_a_marker_goes_before_shading(reading: Read) -> None:
    both = '<w:shd w:fill="FFE599"/><w:highlight w:val="red"/>'
    assert coloured(reading(p(r("a", both)))) == [("red", "a")]
