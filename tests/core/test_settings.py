import json
import os

import pytest

from qualcode.core import settings
from qualcode.core.ids import new_id
from qualcode.core.paths import config_dir
from qualcode.core.settings import Settings


@pytest.fixture(autouse=True)
def _forget_device():
    settings.device_id.cache_clear()
    yield
    settings.device_id.cache_clear()


def write(text):
    config_dir().mkdir(parents=True, exist_ok=True)
    (config_dir() / "settings.json").write_text(text, encoding="utf-8")


def test_there_are_defaults_before_the_first_start():
    assert settings.load() == Settings()


def test_what_is_saved_is_loaded():
    saved = Settings(
        coder_name="Åsa Öberg 👩",
        coder_initials="ÅÖ",
        language="sv",
        theme="high-contrast",
        reader_size=18.0,
        recent=("/a/b.qualcode", os.fsdecode(b"/\xff.qualcode")),
        device=new_id(),
        window={"geometry": [1, 2]},
    )
    settings.save(saved)
    assert settings.load() == saved
    assert [file.name for file in config_dir().iterdir()] == ["settings.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "17", '"x"', "[" * 100_000, "\x00"])
def test_a_file_that_can_t_be_read_gives_the_defaults(text):
    write(text)
    assert settings.load() == Settings()


def test_a_file_that_is_no_text_gives_the_defaults():
    write("")
    (config_dir() / "settings.json").write_bytes(b"\xff\xfe\x00{")
    assert settings.load() == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "de"),
        ("language", ["sv"]),
        ("theme", "pink"),
        ("reader_size", "large"),
        ("reader_size", -1),
        ("reader_size", 1e300),
        ("reader_size", True),
        ("recent", None),
        ("recent", {"a": 1}),
        ("coder_name", None),
        ("device", 7),
        ("window", [1]),
        ("something", "new"),
    ],
)
def test_a_value_that_can_t_be_is_the_default_and_the_others_stay(name, value):
    write(json.dumps({"coder_initials": "AL", name: value}))
    assert settings.load() == Settings(coder_initials="AL")


def test_the_device_stays_the_same():
    first = settings.device_id()
    settings.device_id.cache_clear()
    assert settings.device_id() == first
    assert settings.load().device == first


def test_the_device_says_nothing_of_the_computer_or_the_person():
    assert len(settings.device_id()) == len(new_id())


def test_the_device_leaves_the_other_settings_alone():
    settings.save(Settings(coder_name="Anna"))
    settings.device_id()
    assert settings.load().coder_name == "Anna"


def test_there_is_a_device_where_nothing_can_be_saved(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setattr(settings, "_path", lambda: tmp_path / "file" / "settings.json")
    assert settings.device_id() == settings.device_id()


def test_settings_that_can_t_be_saved_leave_the_old_ones(monkeypatch):
    settings.save(Settings(coder_name="Anna"))
    with pytest.raises(TypeError):
        settings.save(Settings(window={"x": object()}))
    assert settings.load().coder_name == "Anna"
    assert [file.name for file in config_dir().iterdir()] == ["settings.json"]
