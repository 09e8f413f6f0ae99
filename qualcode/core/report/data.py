"""The category summary as JSON: the same numbers and words, for other programs."""

import json
from typing import Any

from qualcode.core.analysis.summary import Category, Quote, Summary
from qualcode.core.model.code import PATH_SEPARATOR
from qualcode.core.report.options import Written


def write(summary: Summary) -> Written:
    """An array of categories in codebook order. Persons are pseudonyms, also in documents' titles
    (the id tells which document it is); what is absent is null."""
    return Written(
        as_json([_category(category) for category in summary.categories]), summary.quotes
    )


def as_json(value: object) -> bytes:
    """UTF-8 with line ends, made for people to read too."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _category(category: Category) -> dict[str, Any]:
    return {
        "path": PATH_SEPARATOR.join(category.path),
        "definition": category.definition,
        "passages": category.passages,
        "persons": category.persons,
        "base": category.base,
        "documents": category.documents,
        "quotes": [_quote(quote) for quote in category.quotes],
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "document": quote.printed_title,
        "document_id": quote.document_id,
        "start": quote.start,
        "end": quote.end,
        "line": quote.line,
        "text": quote.text,
        "printed": quote.printed,
        "chosen": quote.chosen,
        "attribution": quote.attribution,
        "persons": quote.pseudonyms,
        "roles": quote.roles,
        "groups": quote.groups,
        "coders": quote.coders,
    }
