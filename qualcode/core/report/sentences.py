"""The sentences of a category summary, the same for every format."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from qualcode.core import shares
from qualcode.core.analysis.summary import SMALL_GROUP, Category, GroupCount, Quote, Summary
from qualcode.core.analysis.surveys import Rate
from qualcode.core.report.options import BY_DOCUMENT, ExportOptions
from qualcode.core.translate import _, ngettext, one_by_one

#: so many places are named in a sentence; whoever reads them has learnt what to look for
_MOST_PLACES: Final = 10


def count_line(category: Category, summary: Summary) -> str:
    """“5 of 7 respondents, in 3 of 4 documents; 12 passages.”"""
    return _("{respondents}, in {documents}; {passages}.").format(
        respondents=ngettext(
            "{persons} of {base} respondent", "{persons} of {base} respondents", category.base
        ).format(persons=category.persons, base=category.base),
        documents=ngettext(
            "{documents} of {all} document",
            "{documents} of {all} documents",
            len(summary.documents),
        ).format(documents=category.documents, all=len(summary.documents)),
        passages=passages(category.passages),
    )


def passages(number: int) -> str:
    """“12 passages”"""
    return ngettext("{number} passage", "{number} passages", number).format(number=number)


def nobody() -> str:
    """What stands where a category has no passage: absence is a finding too."""
    return _("Not mentioned by anyone.")


def of_base(persons: int, base: int) -> str:
    """“5 of 7”"""
    return _("{persons} of {base}").format(persons=persons, base=base)


def group_name(group: GroupCount) -> str:
    """The group's name, or that there is none."""
    return group.group if group.group is not None else _("No group")


def small_group_note(groups: Iterable[GroupCount]) -> str | None:
    """A warning if a group is so small that a number may reveal a person."""
    if not any(group.base < SMALL_GROUP for group in groups):
        return None
    return _("Note: a group of fewer than three persons may reveal who they are.")


def how_counted(summary: Summary, options: ExportOptions) -> list[str]:
    """The base, how persons and passages were counted, and what was left out."""
    sentences = [
        ngettext(
            "The base is the {number} respondent who speaks in the chosen documents.",
            "The base is the {number} respondents who speak in the chosen documents.",
            summary.base,
        ).format(number=summary.base)
    ]
    sentences += [response_rate(rates.label, rates.total) for rates in summary.rates]
    if 0 < summary.base < SMALL_GROUP:
        sentences.append(_("Note: a base of fewer than three persons may reveal who they are."))
    sentences += [
        _("A passage counts for each respondent in whose turn it lies, wholly or in part."),
        _("A category counts its sub-categories too, each passage and each person once."),
        _("Passages that overlap under one category are one, whoever marked them."),
    ]
    if any(category.depth for category in summary.categories):
        sentences.append(
            _(
                "Under a category with sub-categories there may be more or fewer quotes than "
                "passages: overlapping marks of its sub-categories are joined to one passage, and "
                "a quote that stands whole under a sub-category is not printed again above it."
            )
        )
    if number := _of_interviewers(summary):
        sentences.append(
            ngettext(
                "{number} of the passages printed is an interviewer’s words alone. "
                "It counts for no respondent.",
                "{number} of the passages printed are an interviewer’s words alone. "
                "They count for no respondent.",
                number,
            ).format(number=number)
        )
    return sentences + _printed_forms(summary, options) + _chosen(summary, options)


def response_rate(label: str, rate: Rate) -> str:
    """“14 of 22 answered (64 %).”, with its base, or only how many answered."""
    said = _of_invited(label, rate)
    if not rate.invited or not rate.beside:
        return said
    beside = ngettext(
        "Beside these {number} answered of whose group it is not known how many were invited.",
        "Beside these {number} answered of whose groups it is not known how many were invited.",
        rate.beside,
    )
    return one_by_one([said, beside.format(number=rate.beside)])


def _of_invited(label: str, rate: Rate) -> str:
    if not rate.invited:
        return _("{survey}: {answered} answered; how many were invited is not known.").format(
            survey=label, answered=rate.answered
        )
    if rate.declined:
        return _(
            "{survey}: {answered} of {invited} invited answered ({rate}); {declined} declined."
        ).format(
            survey=label,
            answered=rate.of_invited,
            invited=rate.invited,
            rate=percent(rate),
            declined=rate.declined,
        )
    return _("{survey}: {answered} of {invited} invited answered ({rate}).").format(
        survey=label, answered=rate.of_invited, invited=rate.invited, rate=percent(rate)
    )


def percent(rate: Rate) -> str:
    """The rate as people read it; nothing if it is not known."""
    return "" if rate.rate is None else _("{number} %").format(number=shares.percent(rate.rate))


def _of_interviewers(summary: Summary) -> int:
    return _number(quote for quote in _quotes(summary) if quote.by_interviewer)


def _quotes(summary: Summary) -> Iterator[Quote]:
    return (quote for category in summary.categories for quote in category.quotes)


def _number(quotes: Iterable[Quote]) -> int:
    """How many places of texts are quoted; one may stand under several categories."""
    return len({(quote.document_id, quote.start, quote.end) for quote in quotes})


def _printed_forms(summary: Summary, options: ExportOptions) -> list[str]:
    """That quotes are not verbatim, and that not all are printed."""
    sentences = []
    if options.only_chosen:
        sentences.append(
            _(
                "Only the quotes that were chosen for the report are printed. "
                "The numbers count all passages."
            )
        )
    if number := _number(quote for quote in _quotes(summary) if quote.printed is not None):
        sentences.append(
            ngettext(
                "{number} quote is printed in an edited form: what is left out is marked by …, "
                "and what is added stands in brackets. Its whole wording is in the project.",
                "{number} quotes are printed in an edited form: what is left out is marked by …, "
                "and what is added stands in brackets. Their whole wording is in the project.",
                number,
            ).format(number=number)
        )
    return sentences


def not_the_respondents(quotes: Iterable[Quote]) -> tuple[Callable[[], str], ...]:
    """A warning where printed quotes hold words that are not in the passage."""
    places = {
        (quote.document_id, quote.start): (quote.printed_title, quote.line)
        for quote in quotes
        if quote.unlike
    }
    return (partial(_not_the_respondents, list(places.values())),) if places else ()


def _not_the_respondents(places: Sequence[tuple[str, int]]) -> str:
    shown = "; ".join(
        _("“{document}”, line {line}").format(document=title, line=line)
        for title, line in places[:_MOST_PLACES]
    )
    return ngettext(
        "{number} printed quote holds words outside brackets that the respondent did not say: "
        "{places}.",
        "{number} printed quotes hold words outside brackets that the respondents did not "
        "say, such as: {places}.",
        len(places),
    ).format(number=len(places), places=shown)


def _chosen(summary: Summary, options: ExportOptions) -> list[str]:
    filters, sentences = summary.filters, []
    if filters.documents:
        sentences.append(_chosen_documents(summary, options))
    if filters.codes:
        sentences.append(_("Categories: {names}.").format(names=", ".join(summary.chosen_codes)))
    if filters.groups:
        sentences.append(_("Groups: {names}.").format(names=", ".join(filters.groups)))
    if filters.conditions:
        sentences.append(
            _("Only respondents with {conditions}.").format(
                conditions=", ".join(filters.conditions)
            )
        )
    if filters.coders and options.show_coder:
        sentences.append(_("Marks by: {names}.").format(names=", ".join(summary.coders)))
    elif filters.coders:
        sentences.append(
            ngettext(
                "Marks by {number} chosen evaluator.",
                "Marks by {number} chosen evaluators.",
                len(filters.coders),
            ).format(number=len(filters.coders))
        )
    if summary.unplaced:
        sentences.append(unplaced(summary.unplaced))
    return sentences


def _chosen_documents(summary: Summary, options: ExportOptions) -> str:
    if shows_documents(options):
        return _("Documents: {names}.").format(names=", ".join(summary.documents))
    return _("Documents: {number} of {all}.").format(
        number=len(summary.documents), all=summary.all_documents
    )


def unplaced(number: int) -> str:
    """That some marks are left out, for their text is gone."""
    return ngettext(
        "{number} mark is left out because the text under it is gone.",
        "{number} marks are left out because the text under them is gone.",
        number,
    ).format(number=number)


def shows_documents(options: ExportOptions) -> bool:
    """Whether documents' titles may be printed."""
    return options.by == BY_DOCUMENT or options.attribution in ("document", "line")


def source(quote: Quote, options: ExportOptions) -> str:
    """What stands under a quote, or nothing."""
    said = _attribution(quote, options.attribution)
    if quote.attribution and options.attribution != "none":
        said = quote.attribution
    said = _with_interviewer(said, quote, options.attribution)
    if not options.show_coder or not quote.coders:
        return said
    coders = _("marked by {names}").format(names=", ".join(quote.coders))
    return f"{said}; {coders}" if said else coders


def _attribution(quote: Quote, attribution: str) -> str:
    if attribution == "role":
        roles = (role or group for role, group in zip(quote.roles, quote.groups, strict=True))
        return _listed(role for role in roles if role)
    if attribution == "pseudonym":
        return _listed(quote.pseudonyms)
    if attribution == "document":
        return quote.printed_title
    if attribution == "line":
        return _("{document}, line {line}").format(document=quote.printed_title, line=quote.line)
    return ""


def _with_interviewer(said: str, quote: Quote, attribution: str) -> str:
    """An interviewer's words are no respondent's, and a reader must see that."""
    if not quote.by_interviewer or attribution == "none":
        return said
    return _("{source}, interviewer").format(source=said) if said else _("interviewer")


def _listed(names: Iterable[str]) -> str:
    """Each once, with commas between; with semicolons where a name holds a comma itself."""
    distinct = list(dict.fromkeys(names))
    return ("; " if any("," in name for name in distinct) else ", ").join(distinct)


def arranged(quotes: Sequence[Quote], by: str) -> list[tuple[str, list[Quote]]]:
    """The quotes under a label each for their document or respondent, in order of appearance.

    A quote of several respondents stands under the first; those of none come last.
    """
    labelled: list[tuple[str, str, Quote]]
    if by == BY_DOCUMENT:
        labelled = [(quote.document_id, quote.printed_title, quote) for quote in quotes]
    else:
        ordered = sorted(quotes, key=lambda quote: not quote.persons)
        labelled = [
            (quote.persons[0], quote.pseudonyms[0], quote)
            if quote.persons
            else ("", _("No respondent"), quote)
            for quote in ordered
        ]
    found: dict[str, tuple[str, list[Quote]]] = {}
    for key, label, quote in labelled:
        found.setdefault(key, (label, []))[1].append(quote)
    return list(found.values())
