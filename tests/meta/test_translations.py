"""Every text that a user sees exists in Swedish too."""

import pytest

from tools import translations

CALLS = {
    "_": 'print(_("Hello {name}"))',
    "ngettext": 'print(ngettext("one passage", "{count} passages", number))',
}


@pytest.fixture
def check(tmp_path):
    """Checks one line of a program against one entry of a catalogue."""
    sources, folder = tmp_path / "program", tmp_path / "translations"
    sources.mkdir()
    folder.mkdir()

    def check(line, entry):
        (sources / "module.py").write_text(line, encoding="utf-8")
        header = translations.HEADER.format(language="sv")
        (folder / "sv.po").write_text(header + entry, encoding="utf-8")
        translations.compile_all(folder)
        return translations.check(folder, sources)

    return check


def test_every_text_of_the_program_is_translated():
    assert translations.check() == []


def test_a_translated_text_is_fine(check):
    assert check(CALLS["_"], 'msgid "Hello {name}"\nmsgstr "Hej {name}"\n') == []


def test_both_forms_are_fine(check):
    entry = 'msgid "one passage"\nmsgid_plural "{count} passages"\n'
    entry += 'msgstr[0] "ett avsnitt"\nmsgstr[1] "{count} avsnitt"\n'
    assert check(CALLS["ngettext"], entry) == []


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ("", "missing: 'Hello {name}'"),
        ('msgid "Hello {name}"\nmsgstr ""\n', "not translated: 'Hello {name}'"),
        ('#, fuzzy\nmsgid "Hello {name}"\nmsgstr "Hej {name}"\n', "fuzzy: 'Hello {name}'"),
        (
            'msgid "Hello {name}"\nmsgstr "Hej {namn}"\n',
            "other fields than the original: 'Hello {name}'",
        ),
    ],
)
def test_what_is_wrong_is_said(check, entry, complaint):
    assert check(CALLS["_"], entry) == [f"sv.po: {complaint}"]


def test_an_unused_text_is_said(check):
    assert check("pass", 'msgid "Hello"\nmsgstr "Hej"\n') == ["sv.po: unused: 'Hello'"]


def test_a_plural_lacking_its_number_is_said(check):
    entry = 'msgid "one passage"\nmsgid_plural "{count} passages"\n'
    entry += 'msgstr[0] "ett avsnitt"\nmsgstr[1] "flera avsnitt"\n'
    assert len(check(CALLS["ngettext"], entry)) == 1


def test_a_text_built_before_it_is_translated_is_said(check):
    found = check('print(_(f"Hello {name}"))', "")
    assert "program/module.py:1: translate a plain text, then format it" in found


def test_a_catalogue_that_was_not_compiled_is_said(check, tmp_path):
    check(CALLS["_"], 'msgid "Hello {name}"\nmsgstr "Hej {name}"\n')
    (tmp_path / "translations" / "sv.mo").unlink()
    found = translations.check(tmp_path / "translations", tmp_path / "program")
    assert found == ["sv.mo: older than sv.po: make translations"]


def test_extracting_twice_changes_nothing(tmp_path):
    catalogue = tmp_path / "sv.po"
    catalogue.write_text(translations.HEADER.format(language="sv"), encoding="utf-8")
    translations.extract(tmp_path)
    first = catalogue.read_bytes()
    translations.extract(tmp_path)
    assert catalogue.read_bytes() == first
