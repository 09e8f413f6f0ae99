from collections.abc import Callable

import pytest

from qualcode.core.importers.word_numbers import formatted

TextOf = Callable[..., str]


def item(text: str, list_id: int = 1, level: int = 0) -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
        f"</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def styled(text: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def level(index: int, text: str, style: str = "decimal", more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def abstract(*levels: str, number: int = 0) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def lists(*overrides: str, of: int = 0) -> str:
    """Lists 1, 2, … of one abstract list."""
    return "".join(
        f'<w:num w:numId="{i}"><w:abstractNumId w:val="{of}"/>{override}</w:num>'
        for i, override in enumerate(overrides, 1)
    )


def test_numbers_count_on_past_other_paragraphs(text_of: TextOf) -> None:
    body = item("a") + "<w:p/>" + item("b")
    assert text_of(body, numbering=abstract(level(0, "%1.")) + lists("")) == "1.\ta\n\n2.\tb"


def test_levels_show_those_above_and_start_anew_below_them(text_of: TextOf) -> None:
    numbering = abstract(level(0, "%1."), level(1, "%1.%2."), level(2, "%3)", "lowerLetter"))
    body = "".join(item("x", level=i) for i in (0, 1, 2, 2, 1, 2, 0, 1))
    labels = [
        line.split("\t")[0] for line in text_of(body, numbering=numbering + lists("")).split("\n")
    ]
    assert labels == ["1.", "1.1.", "a)", "b)", "1.2.", "a)", "2.", "2.1."]


def test_a_level_may_go_on_past_those_above(text_of: TextOf) -> None:
    numbering = abstract(level(0, "%1"), level(1, "%2", more='<w:lvlRestart w:val="0"/>'))
    body = "".join(item("x", level=i) for i in (0, 1, 0, 1))
    assert text_of(body, numbering=numbering + lists("")) == "1\tx\n1\tx\n2\tx\n2\tx"


def test_a_level_that_was_left_out_counts_as_begun(text_of: TextOf) -> None:
    numbering = abstract(level(0, "%1"), level(1, "%1.%2"))
    body = item("x", level=1) + item("y")
    assert text_of(body, numbering=numbering + lists("")) == "1.1\tx\n2\ty"


def test_lists_of_one_kind_count_together_unless_one_starts_anew(text_of: TextOf) -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = abstract(level(0, "%1")) + lists("", "", anew)
    body = item("a", 1) + item("b", 2) + item("c", 3) + item("d", 3) + item("e", 1)
    assert text_of(body, numbering=numbering) == "1\ta\n2\tb\n1\tc\n2\td\n3\te"


def test_a_list_may_have_levels_of_its_own(text_of: TextOf) -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "(%1)", "upperRoman", start=4)}</w:lvlOverride>'
    assert text_of(item("a"), numbering=abstract(level(0, "%1")) + lists(own)) == "(IV)\ta"


@pytest.mark.parametrize(("suffix", "after"), [("tab", "\t"), ("space", " "), ("nothing", "")])
def test_what_stands_after_the_number(text_of: TextOf, suffix: str, after: str) -> None:
    numbering = abstract(level(0, "%1.", more=f'<w:suff w:val="{suffix}"/>')) + lists("")
    assert text_of(item("a"), numbering=numbering) == f"1.{after}a"


@pytest.mark.parametrize(
    ("font", "stored", "shown"),
    [
        ("Symbol", "\uf0b7", "•"),
        ("Wingdings", "\uf0a7", "▪"),
        ("Wingdings", "\uf0d8", "➢"),
        ("Courier New", "o", "o"),
        ("Calibri", "-", "-"),
        ("Calibri", "•", "•"),
        ("Odd Font", "\uf0ee", "•"),
    ],
)
def test_bullets_as_shown(text_of: TextOf, font: str, stored: str, shown: str) -> None:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
    numbering = abstract(level(0, stored, "bullet", fonts)) + lists("")
    assert text_of(item("a"), numbering=numbering) == f"{shown}\ta"


def test_a_style_puts_a_paragraph_in_a_list_and_its_heirs_too(text_of: TextOf) -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="H{n}"><w:pPr><w:numPr>{level}'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    styles = (
        style.format(n=1, level="")
        + style.format(n=2, level='<w:ilvl w:val="1"/>')
        + '<w:style w:type="paragraph" w:styleId="Heir"><w:basedOn w:val="H2"/></w:style>'
    )
    numbering = abstract(level(0, "%1"), level(1, "%1.%2")) + lists("")
    body = styled("a", "H1") + styled("b", "H2") + styled("c", "Heir") + styled("d", "Other")
    assert text_of(body, numbering=numbering, styles=styles) == "1\ta\n1.1\tb\n1.2\tc\nd"


def test_a_level_may_name_its_style(text_of: TextOf) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    numbering = abstract(level(0, "%1"), level(1, "%2)", more='<w:pStyle w:val="H2"/>')) + lists("")
    assert text_of(styled("a", "H2"), numbering=numbering, styles=styles) == "1)\ta"


def test_a_style_may_name_only_its_level_and_have_the_list_of_the_one_it_is_based_on(
    text_of: TextOf,
) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = abstract(level(0, "%1"), level(1, "%1.%2")) + lists("")
    assert text_of(styled("a", "H2"), numbering=numbering, styles=styles) == "1.1\ta"


def test_a_paragraph_can_leave_the_list_of_its_style(text_of: TextOf) -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = abstract(level(0, "%1.")) + lists("")
    body = "<w:p><w:r><w:t>a</w:t></w:r></w:p>" + item("b", list_id=0)
    assert text_of(body, numbering=numbering, styles=styles) == "1.\ta\nb"


def test_a_list_style_leads_to_its_list(text_of: TextOf) -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    numbering = (
        abstract('<w:numStyleLink w:val="L"/>')
        + abstract(level(0, "§%1"), number=1)
        + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        + '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert text_of(item("a"), numbering=numbering, styles=styles) == "§1\ta"


def test_legal_numbering_shows_digits_only(text_of: TextOf) -> None:
    numbering = abstract(level(0, "%1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))
    body = item("a") + item("b", level=1)
    assert text_of(body, numbering=numbering + lists("")) == "I\ta\n1.1\tb"


@pytest.mark.parametrize(
    "numbering",
    [
        "",
        lists(""),
        abstract() + lists(""),
        abstract(level(0, "%1", "none")) + lists(""),
        abstract(level(99, "%1")) + lists(""),
    ],
)
def test_a_list_that_shows_no_label_adds_nothing(text_of: TextOf, numbering: str) -> None:
    assert text_of(item("a"), numbering=numbering) == "a"


def test_a_style_that_is_based_on_itself_ends(text_of: TextOf) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="S"><w:basedOn w:val="S"/></w:style>'
    assert text_of(styled("a", "S"), styles=styles) == "a"


@pytest.mark.parametrize(
    ("style", "number", "text"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("lowerLetter", 2, "b"),
        ("upperLetter", 28, "BB"),
        ("lowerRoman", 4, "iv"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("upperRoman", 10**9, "1000000000"),
        ("lowerLetter", 10**9, "1000000000"),
        ("lowerLetter", 0, "0"),
        ("numberInDash", 7, "- 7 -"),
        ("decimalEnclosedCircle", 2, "②"),
        ("chicago", 6, "††"),
        ("none", 1, ""),
        ("cardinalText", 1, "1"),
    ],
)
def test_numbers_in_word_s_styles(style: str, number: int, text: str) -> None:
    assert formatted(number, style) == text


def test_a_style_of_one_s_own_pads_with_zeros() -> None:
    assert formatted(7, "custom", "001, 002, 003, ...") == "007"
