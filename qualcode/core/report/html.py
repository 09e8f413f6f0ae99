"""The category summary as one web page: no scripts, nothing fetched, made to be printed too."""

from collections.abc import Iterable, Sequence
from typing import Final

from qualcode.core.analysis.summary import Category, Quote, Summary
from qualcode.core.report import sentences
from qualcode.core.report.characters import Characters
from qualcode.core.report.options import ExportOptions, Written
from qualcode.core.report.typography import quoted
from qualcode.core.translate import _

_HEADING_LEVELS: Final = 6

STYLE: Final = """
@page { size: A4; margin: 2.5cm }
body { font: 11pt/1.45 Calibri, Carlito, "Segoe UI", sans-serif; color: #1f2933;
  background: #fff; max-width: 44em; margin: 2em auto; padding: 0 1em }
h1, h2, h3, h4, h5, h6 { line-height: 1.2; break-after: avoid; margin: 1.6em 0 .4em }
.subtitle, .source, .note, .label { color: #52606d }
.source, .note { font-size: .87em; margin: .3em 0 1em }
.label { font-weight: bold; font-size: .92em; break-after: avoid; margin: 1.2em 0 .4em }
.definition { font-style: italic }
nav ul { list-style: none; padding-left: 1.2em }
nav > ul { padding-left: 0 }
table { border-collapse: collapse; width: 100%; margin: 0 0 1em; font-size: .92em }
caption { text-align: left; font-weight: bold; padding: .8em 0 .4em }
th, td { text-align: left; padding: .25em .6em; border: solid #bcccdc; border-width: 1px 0 }
th { background: #e8eef4 }
.number { text-align: right }
thead { display: table-header-group }
tr, figure { break-inside: avoid }
figure { margin: 0 3em .8em }
blockquote { margin: 0; white-space: pre-wrap }
@media print { body { max-width: none; margin: 0; padding: 0 } }
"""


def page(title: str, language: str, body: Iterable[str], style: str = "") -> bytes:
    """A whole page around escaped parts."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="Qualcode">\n'
        f"<title>{title}</title>\n<style>{STYLE}{style}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    ).encode()


def write(summary: Summary, options: ExportOptions) -> Written:
    """The page's bytes, in the language that `translate` speaks now."""
    writer = _Writer(summary, options)
    body = list(writer.body())
    data = page(writer.escaped(summary.title), summary.language, body)
    return Written(data, quotes=summary.quotes, replaced_characters=writer.characters.replaced)


class _Writer:
    def __init__(self, summary: Summary, options: ExportOptions) -> None:
        self.summary = summary
        self.options = options
        self.typography = options.typography or summary.language
        self.characters = Characters()
        self.escaped = self.characters.escaped

    def body(self) -> Iterable[str]:
        yield f"<h1>{self.escaped(self.summary.title)}</h1>"
        yield f'<p class="subtitle">{self.escaped(_("Category summary"))}</p>'
        if self.summary.categories:
            yield self._contents()
            yield self._overview()
        yield f'<p class="label">{self.escaped(_("How this was counted"))}</p>'
        counted = sentences.how_counted(self.summary, self.options)
        yield "<ul>" + "".join(f"<li>{self.escaped(one)}</li>" for one in counted) + "</ul>"
        for number, category in enumerate(self.summary.categories, 1):
            yield from self._category(number, category)

    def _contents(self) -> str:
        parts, depth = [f'<nav><p class="label">{self.escaped(_("Contents"))}</p>'], -1
        for number, category in enumerate(self.summary.categories, 1):
            if category.depth > depth:
                parts.append("<ul>" * (category.depth - depth))
            else:
                parts.append("</li>" + "</ul></li>" * (depth - category.depth))
            depth = category.depth
            parts.append(f'<li><a href="#c{number}">{self.escaped(category.heading)}</a>')
        return "".join(parts) + "</li></ul>" * (depth + 1) + "</nav>"

    def _overview(self) -> str:
        names = (_("Category"), _("Respondents"), _("Documents"), _("Passages"))
        rows = [
            (
                "\u2003" * category.depth + self.escaped(category.heading),
                self.escaped(sentences.of_base(category.persons, category.base)),
                str(category.documents),
                str(category.passages),
            )
            for category in self.summary.categories
        ]
        return self._table(_("How many mention each category"), names, rows)

    def _table(self, caption: str, names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
        head = "".join(
            f'<th scope="col"{_right(at)}>{self.escaped(name)}</th>'
            for at, name in enumerate(names)
        )
        body = "\n".join(
            "<tr>"
            + "".join(f"<td{_right(at)}>{cell}</td>" for at, cell in enumerate(row))
            + "</tr>"
            for row in rows
        )
        return (
            f"<table><caption>{self.escaped(caption)}</caption>"
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"
        )

    def _category(self, number: int, category: Category) -> Iterable[str]:
        level = min(category.depth + 2, _HEADING_LEVELS)
        yield f'<h{level} id="c{number}">{self.escaped(category.heading)}</h{level}>'
        if category.definition:
            definition = self.escaped(category.definition).replace("\n", "<br>")
            yield f'<p class="definition">{definition}</p>'
        yield f"<p>{self.escaped(sentences.count_line(category, self.summary))}</p>"
        if not category.passages:
            yield f"<p>{self.escaped(sentences.nobody())}</p>"
            return
        if category.groups:
            yield self._groups(category)
        for label, quotes in sentences.arranged(category.quotes, self.options.by):
            yield f'<p class="label">{self.escaped(label)}</p>'
            for quote in quotes:
                yield self._quote(quote)

    def _groups(self, category: Category) -> str:
        rows = [
            (
                self.escaped(sentences.group_name(group)),
                self.escaped(sentences.of_base(group.persons, group.base)),
            )
            for group in category.groups
        ]
        caption = _("{category}, by group").format(category=category.heading)
        table = self._table(caption, (_("Group"), _("Respondents")), rows)
        note = sentences.small_group_note(category.groups)
        return f'{table}\n<p class="note">{self.escaped(note)}</p>' if note else table

    def _quote(self, quote: Quote) -> str:
        foreign = quote.language != self.summary.language
        language = f' lang="{self.escaped(quote.language)}"' if foreign else ""
        words = self.escaped(quoted(quote.words, self.typography)).replace("\n", "<br>")
        source = self.escaped(sentences.source(quote, self.options))
        below = f'<figcaption class="source">{source}</figcaption>' if source else ""
        return f"<figure><blockquote{language}>{words}</blockquote>{below}</figure>"


def _right(column: int) -> str:
    return ' class="number"' if column else ""
