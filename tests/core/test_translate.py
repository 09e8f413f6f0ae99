import subprocess
import sys
from gettext import GNUTranslations
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from qualcode.core import translate

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture
def system(monkeypatch):
    """What a system with these variables, and no others, wants."""

    def wanted(**variables):
        for name in VARIABLES:
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return translate.system_language.__wrapped__()

    return wanted


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, "en"),
        ({"LANG": "sv_SE.UTF-8"}, "sv"),
        ({"LANG": "sv"}, "sv"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "sv_SE.UTF-8"}, "sv"),
        ({"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "sv_SE.UTF-8"}, "en"),
        ({"LANGUAGE": "de:sv:en", "LANG": "en_US.UTF-8"}, "sv"),
    ],
)
def test_the_language_follows_the_system(system, variables, expected):
    assert system(**variables) == expected


def test_macos_answers_with_a_list(monkeypatch):
    answer = subprocess.CompletedProcess([], 0, '(\n    "sv-SE",\n    "en-SE"\n)\n', "")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: answer)
    assert [name for name in translate._wanted_on_macos() if name] == ["sv-SE", "en-SE"]


def test_the_language_can_be_set(set_language):
    set_language("sv")
    assert translate.language() == "sv"


def test_an_unknown_language_is_refused(set_language):
    with pytest.raises(ValueError, match="'de'"):
        set_language("de")


def test_an_untranslated_text_is_shown_as_it_is(swedish):
    assert translate._("A text that is in no catalogue") == "A text that is in no catalogue"


def test_english_has_one_form_for_one_and_another_for_the_rest():
    forms = [translate.ngettext("one passage", "{count} passages", n) for n in (0, 1, 2)]
    assert forms == ["{count} passages", "one passage", "{count} passages"]


def test_swedish_texts_come_from_the_catalogue(monkeypatch, swedish):
    catalogue, compiled = Catalog(locale="sv"), BytesIO()
    catalogue.add("Hello", "Hej")
    catalogue.add(("one passage", "{count} passages"), ("ett avsnitt", "{count} avsnitt"))
    write_mo(compiled, catalogue)
    compiled.seek(0)
    read = GNUTranslations(compiled)
    monkeypatch.setattr(translate, "_catalogue", lambda _: read)
    assert translate._("Hello") == "Hej"
    assert translate.ngettext("one passage", "{count} passages", 2) == "{count} avsnitt"


def test_marking_a_text_leaves_it():
    assert translate.N_("Interview") == "Interview"


def test_english_loads_nothing():
    program = (
        "import sys; from qualcode.core.translate import _; _('x'); print('gettext' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ended.stdout.strip() == "False"
