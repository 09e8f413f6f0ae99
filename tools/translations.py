"""The texts of the program in other languages.

    python tools/translations.py extract    bring resources/translations/*.po up to the sources
    python tools/translations.py compile    write the .mo files that the program reads
    python tools/translations.py check      list what is missing, unused or wrong; exit 1 if any

The .po files hold no dates and no line numbers, so that they change only when a text does.
"""

import ast
import io
import string
import sys
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "qualcode"
FOLDER = ROOT / "resources" / "translations"
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
HEADER = """\
# {language} texts of Qualcode.
msgid ""
msgstr ""
"Project-Id-Version: Qualcode\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def texts_of_sources(sources: Path = SOURCES) -> Catalog:
    """Every text that the sources mark, as a catalogue without translations."""
    template = Catalog()
    for _, _, text, _, context in extract_from_dir(
        sources, method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        template.add(text, context=context)
    return template


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def po_bytes(catalogue: Catalog, language: str) -> bytes:
    body = io.BytesIO()
    write_po(
        body,
        catalogue,
        no_location=True,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
        width=100,
    )
    return HEADER.format(language=language).encode() + body.getvalue().strip() + b"\n"


def mo_bytes(catalogue: Catalog) -> bytes:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


def extract(folder: Path = FOLDER, sources: Path = SOURCES) -> None:
    template = texts_of_sources(sources)
    for path in sorted(folder.glob("*.po")):
        catalogue = read(path)
        catalogue.update(template, no_fuzzy_matching=True)
        path.write_bytes(po_bytes(catalogue, path.stem))
        missing = sum(1 for message in texts(catalogue) if not all(forms(message)))
        print(f"{path.name}: {len(catalogue)} texts, {missing} of them not translated")


def compile_all(folder: Path = FOLDER) -> None:
    """Write each .mo whose texts differ; its header, which has a date, is no reason to."""
    for path in sorted(folder.glob("*.po")):
        compiled, target = mo_bytes(read(path)), path.with_suffix(".mo")
        if not target.exists() or entries(target.read_bytes()) != entries(compiled):
            target.write_bytes(compiled)
            print(f"{target.name}: written")


def check(folder: Path = FOLDER, sources: Path = SOURCES) -> list[str]:
    """What is wrong, a line each."""
    found = list(built_texts(sources))
    template = texts_of_sources(sources)
    for path in sorted(folder.glob("*.po")):
        found += [f"{path.name}: {problem}" for problem in problems(read(path), template)]
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or entries(compiled.read_bytes()) != entries(mo_bytes(read(path))):
            found.append(f"{compiled.name}: older than {path.name}: make translations")
    return found


def problems(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    used = {(message.context, message.id) for message in texts(template)}
    known = {(message.context, message.id) for message in texts(catalogue)}
    for _, text in sorted(used - known, key=repr):
        yield f"missing: {text!r}"
    for message in texts(catalogue):
        if (message.context, message.id) not in used:
            yield f"unused: {message.id!r}"
        elif message.fuzzy:
            yield f"fuzzy: {message.id!r}"
        elif not all(forms(message)):
            yield f"not translated: {message.id!r}"
        elif not same_fields(message):
            yield f"other fields than the original: {message.id!r}"


def texts(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(message: Message) -> tuple[str, ...]:
    """The translation, or its forms for one and for many."""
    given = message.string
    return tuple(given) if isinstance(given, (tuple, list)) else (given or "",)


def same_fields(message: Message) -> bool:
    """The singular may leave out the number: "one passage", "{count} passages"."""
    originals = [fields(text) for text in originals_of(message)]
    translated = [fields(text) for text in forms(message)]
    return translated[-1] == originals[-1] and translated[0] in originals


def originals_of(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def fields(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:  # a lone brace: a text that is not formatted
        return set()


def built_texts(sources: Path) -> Iterator[str]:
    """Texts put together before they are translated: no catalogue can hold them."""
    for path in sorted(sources.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) in KEYWORDS:
                for argument in node.args[:2]:
                    if isinstance(argument, (ast.JoinedStr, ast.BinOp)):
                        place = f"{path.relative_to(sources.parent).as_posix()}:{node.lineno}"
                        yield f"{place}: translate a plain text, then format it"


def entries(compiled: bytes) -> dict[object, str]:
    catalogue: dict[object, str] = dict(GNUTranslations(io.BytesIO(compiled))._catalog)  # type: ignore[attr-defined]
    catalogue.pop("", None)
    return catalogue


def main(arguments: list[str]) -> int:
    match arguments:
        case ["extract"]:
            extract()
        case ["compile"]:
            compile_all()
        case ["check"]:
            found = check()
            print("\n".join(found) or "Every text is translated.")
            return 1 if found else 0
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
