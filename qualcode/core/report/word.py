"""The category summary as a Word file."""

from collections.abc import Sequence

from qualcode.core.analysis.summary import Category, Quote, Summary
from qualcode.core.report import sentences
from qualcode.core.report.options import ExportOptions, Written
from qualcode.core.report.typography import quoted
from qualcode.core.report.wordfile import Cell, WordFile
from qualcode.core.translate import _

_INDENT = 227  # 4 mm, in twentieths of a point
_SMALL_TABLE = 12  # so many rows fit on what a page has left often enough


def write(summary: Summary, options: ExportOptions) -> Written:
    """The file's bytes, in the language that `translate` speaks now."""
    file = WordFile(summary.title, summary.language, summary.changed)
    file.text("Title", summary.title)
    file.text("Subtitle", _("Category summary"))
    file.contents()
    if summary.categories:
        _overview(file, summary.categories)
    _how_counted(file, summary, options)
    for category in summary.categories:
        _category(file, category, summary, options)
    return Written(
        file.finish(), quotes=summary.quotes, replaced_characters=file.characters.replaced
    )


def _overview(file: WordFile, categories: Sequence[Category]) -> None:
    head = (
        Cell(_("Category")),
        Cell(_("Respondents"), right=True),
        Cell(_("Documents"), right=True),
        Cell(_("Passages"), right=True),
    )
    rows = [
        (
            Cell(category.heading, indent=category.depth * _INDENT),
            Cell(sentences.of_base(category.persons, category.base), right=True),
            Cell(str(category.documents), right=True),
            Cell(str(category.passages), right=True),
        )
        for category in categories
    ]
    file.caption(_("How many mention each category"))
    file.table((44, 20, 18, 18), [head, *rows])


def _how_counted(file: WordFile, summary: Summary, options: ExportOptions) -> None:
    file.text("QuoteLabel", _("How this was counted"))
    for sentence in sentences.how_counted(summary, options):
        file.text("ListBullet", sentence)


def _category(file: WordFile, category: Category, summary: Summary, options: ExportOptions) -> None:
    file.heading(category.depth + 1, category.heading)
    if category.definition:
        file.text("Definition", category.definition, keep_next=True)
    file.text("CategoryCount", sentences.count_line(category, summary), keep_next=True)
    if not category.passages:
        file.text("Normal", sentences.nobody())
        return
    if category.groups:
        _groups(file, category)
    for label, quotes in sentences.arranged(category.quotes, options.by):
        file.text("QuoteLabel", label)
        for quote in quotes:
            _quote(file, quote, options, options.typography or summary.language)


def _groups(file: WordFile, category: Category) -> None:
    head = (
        Cell(_("Group")),
        Cell(_("Respondents"), right=True),
    )
    rows = [
        (
            Cell(sentences.group_name(group)),
            Cell(sentences.of_base(group.persons, group.base), right=True),
        )
        for group in category.groups
    ]
    file.caption(_("{category}, by group").format(category=category.heading))
    file.table((70, 30), [head, *rows], together=len(rows) <= _SMALL_TABLE)
    if note := sentences.small_group_note(category.groups):
        file.text("Note", note)


def _quote(file: WordFile, quote: Quote, options: ExportOptions, typography: str) -> None:
    source = sentences.source(quote, options)
    file.paragraph(
        "Quote",
        file.runs(quoted(quote.words, typography), language=quote.language),
        "<w:keepNext/>" if source else '<w:spacing w:before="0" w:after="200"/>',
    )
    if source:
        file.text("QuoteSource", source)
