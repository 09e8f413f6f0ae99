"""The category summary as Markdown, escaped so that every character of a quote survives.

CommonMark, with the tables that GitHub and Pandoc read too.
"""

import re
from collections.abc import Sequence

from qualcode.core.analysis.summary import Category, Summary
from qualcode.core.report import sentences
from qualcode.core.report.options import ExportOptions, Written
from qualcode.core.report.typography import quoted
from qualcode.core.translate import _

_SPECIAL = re.compile(r"([\\`*_\[\]<|~]|&(?=[#\w]))")
#: what would begin a list, a heading, a quote or a rule at the start of a line
_LINE_START = re.compile(r"^([-+=>#]|\d+(?=[.)]))")
#: what a reader would strip
_OUTER_SPACE = re.compile(r"^\s|\s\Z|\r")
_HEADING_LEVELS = 6


def write(summary: Summary, options: ExportOptions) -> Written:
    """The file's bytes, in the language that `translate` speaks now."""
    blocks = [f"# {line(summary.title)}", line(_("Category summary"))]
    if summary.categories:
        blocks.append(_overview(summary.categories))
    blocks.append(f"**{line(_('How this was counted'))}**")
    counted = sentences.how_counted(summary, options)
    blocks.append("\n".join(f"- {line(sentence)}" for sentence in counted))
    for category in summary.categories:
        blocks += _category(category, summary, options)
    return Written(("\n\n".join(blocks) + "\n").encode(), summary.quotes)


def line(text: str) -> str:
    """The text on one line, as it is."""
    return escaped(" ".join(text.split()))


def escaped(text: str) -> str:
    """A line's text so that it is read as it stands; outer blanks and tabs are kept too."""
    inner = _LINE_START.sub(_guard, _SPECIAL.sub(r"\\\1", text)).replace("\t", "&#9;")
    return _OUTER_SPACE.sub(lambda match: f"&#{ord(match[0])};", inner)


def _guard(match: re.Match[str]) -> str:
    """`1.` at the start of a line is guarded at its point, anything else at once."""
    start = match[1]
    if start.isdigit():
        return f"&#{ord(start[0])};{start[1:]}"
    return f"\\{start}"


def block(text: str) -> str:
    """Lines of a block quote; line breaks stay, an empty line parts two paragraphs."""
    lines = text.split("\n")
    shown = []
    for number, words in enumerate(lines):
        goes_on = number + 1 < len(lines) and words.strip() and lines[number + 1].strip()
        shown.append(f"> {escaped(words)}" + ("\\" if goes_on else "") if words.strip() else ">")
    return "\n".join(shown)


def _overview(categories: Sequence[Category]) -> str:
    names = (_("Category"), _("Respondents"), _("Documents"), _("Passages"))
    rows = [
        (
            "\u2003" * category.depth + line(category.heading),
            sentences.of_base(category.persons, category.base),
            str(category.documents),
            str(category.passages),
        )
        for category in categories
    ]
    return _table(names, rows)


def _table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    rule = ["---"] + ["--:"] * (len(names) - 1)
    return "\n".join(f"| {' | '.join(row)} |" for row in (names, rule, *rows))


def _category(category: Category, summary: Summary, options: ExportOptions) -> list[str]:
    level = min(category.depth + 2, _HEADING_LEVELS)
    blocks = [f"{'#' * level} {line(category.heading)}"]
    if category.definition:
        blocks += [f"*{line(part)}*" for part in category.definition.split("\n") if part.strip()]
    blocks.append(line(sentences.count_line(category, summary)))
    if not category.passages:
        return [*blocks, line(sentences.nobody())]
    if category.groups:
        blocks += _groups(category)
    typography = options.typography or summary.language
    for label, quotes in sentences.arranged(category.quotes, options.by):
        blocks.append(f"**{line(label)}**")
        for quote in quotes:
            shown = block(quoted(quote.words, typography))
            source = sentences.source(quote, options)
            blocks.append(f"{shown}\n>\n> — {line(source)}" if source else shown)
    return blocks


def _groups(category: Category) -> list[str]:
    rows = [
        (line(sentences.group_name(group)), sentences.of_base(group.persons, group.base))
        for group in category.groups
    ]
    note = sentences.small_group_note(category.groups)
    table = _table((_("Group"), _("Respondents")), rows)
    return [table, f"*{line(note)}*"] if note else [table]
