"""Comments and colours of LibreOffice’s texts, at exactly their words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.importers.transcript import Reading
from tests.core.importers.test_odt import reading, written


def note(said: str = "Mandat", name: str = "n", more: str = "") -> str:
    """A comment as LibreOffice writes it, where its words begin."""
    named = f' office:name="{name}"' if name else ""
    return (
        f"<office:annotation{named}{more}><dc:creator>Bo Ek</dc:creator>"
        "<dc:date>2026-05-01T10:00:00.123</dc:date><meta:creator-initials>BE"
        "</meta:creator-initials>"
        + "".join(f"<text:p>{line}</text:p>" for line in said.split("|"))
        + "</office:annotation>"
    )


def end(name: str = "n") -> str:
    return f'<office:annotation-end office:name="{name}"/>'


def words(found: Reading) -> list[str]:
    return [found.text[one.start : one.end] for one in found.margin.comments]


def test_a_comment_is_on_exactly_its_words_and_no_part_of_the_text() -> None:
    found = reading(f"<text:p>Vårt {note('Mandat; Roller|svårt')}mandat{end()} är</text:p>")
    (one,) = found.margin.comments
    assert (found.text, words(found), found.notes) == ("Vårt mandat är", ["mandat"], ())
    assert (one.author, one.initials, one.text) == ("Bo Ek", "BE", "Mandat; Roller\nsvårt")
    assert one.time is not None
    assert one.time.endswith(".123Z")
    assert not one.is_doubtful


def test_comments_overlap_and_go_over_paragraphs() -> None:
    body = (
        f"<text:p>ett {note('A', 'a')}två {note('B', 'b')}tre{end('a')}</text:p>"
        f"<text:p>fyra{end('b')} fem</text:p>"
    )
    assert words(reading(body)) == ["två tre", "tre\nfyra"]


def test_a_comment_without_an_end_is_on_its_paragraph_and_doubtful() -> None:
    found = reading(f"<text:p>ett</text:p><text:p>två {note('A', '')}tre</text:p>")
    assert words(found) == ["två tre"]
    assert found.margin.comments[0].is_doubtful


def test_answers_belong_to_their_comment_and_what_is_resolved_is_known() -> None:
    answer = note("Håller med", "svar", ' loext:parent-name="n"')
    resolved = note(more=' loext:resolved="true"')
    (one,) = reading(f"<text:p>{resolved}{answer}ja{end()}{end('svar')}</text:p>").margin.comments
    assert ([reply.text for reply in one.replies], one.is_done) == (["Håller med"], True)


def test_a_comment_that_went_with_deleted_text_is_counted() -> None:
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        f"<text:p>borta{note()}</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes>"
    )
    found = reading(f"{changes}<text:p>Kvar.</text:p>")
    assert (found.margin.comments, found.margin.homeless) == ((), 1)


COLOURS = """
<style:style style:name="T1" style:family="text"><style:text-properties
 fo:background-color="#ffff00"/></style:style>
<style:style style:name="T2" style:family="text" style:parent-style-name="T1"/>
<style:style style:name="T3" style:family="text"><style:text-properties
 fo:background-color="transparent"/></style:style>
<style:style style:name="P1" style:family="paragraph"><style:text-properties
 fo:background-color="#ffe599"/></style:style>
"""


def test_colours_are_on_exactly_their_words() -> None:
    body = (
        '<text:p>a <text:span text:style-name="T1">gul <text:span text:style-name="T3">inte'
        '</text:span> gul</text:span> b <text:span text:style-name="T2">ärvd</text:span></text:p>'
        '<text:p text:style-name="P1">hela</text:p>'
    )
    found = reading(body, automatic=COLOURS)
    colours = [(found.text[one.start : one.end], one.colour) for one in found.margin.highlights]
    assert colours == [
        ("gul", "yellow"),
        ("gul", "yellow"),
        ("ärvd", "yellow"),
        ("hela", "#ffe599"),
    ]


@given(st.lists(st.text("abcå 😀", max_size=6), min_size=3, max_size=3), st.text("xyz \n"))
def test_comments_change_no_character(parts: list[str], said: str) -> None:
    before, within, after = (written(part)[8:-9] for part in parts)
    comment = note(said.replace("\n", "|"))
    plain = reading(f"<text:p>{before}{within}{after}</text:p>").text
    assert reading(f"<text:p>{before}{comment}{within}{end()}{after}</text:p>").text == plain
