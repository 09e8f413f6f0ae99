"""Some damaged files of every format; `make fuzz` reads thousands."""

import time
from pathlib import Path

import pytest

from qualcode.core.importers import SUFFIXES
from tests.fuzz.check import NAME, SURVEYS, outcome
from tests.fuzz.damage import damaged
from tests.fuzz.samples import MAKERS, samples

BY_LIBREOFFICE = ".doc"
COUNT = 60
FORMATS = [one for one in (*SUFFIXES, *SURVEYS) if one != BY_LIBREOFFICE]
COUNT_OF = {".pdf": 10, ".sav": 6}  # each in a process of its own
SECONDS = 5


def test_there_are_files_to_damage_for_every_format() -> None:
    assert set(MAKERS) == {*SUFFIXES, *SURVEYS}


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_files_to_damage_are_sound(tmp_path: Path, suffix: str) -> None:
    for data in samples(suffix):
        path = tmp_path / f"{NAME}{suffix}"
        path.write_bytes(data)
        assert outcome(path) == "text"


@pytest.mark.parametrize("suffix", FORMATS)
def test_damaged_files_give_a_sentence_or_a_text(tmp_path: Path, suffix: str) -> None:
    sound = samples(suffix)
    path = tmp_path / f"{NAME}{suffix}"
    start = time.process_time()
    for number in range(COUNT_OF.get(suffix, COUNT)):
        path.write_bytes(damaged(sound[number % len(sound)], number))
        assert outcome(path) in {"text", "sentence"}
    assert time.process_time() - start < SECONDS


def test_a_sav_in_which_a_variable_has_lost_its_name_is_refused(tmp_path: Path) -> None:
    number, sound = 2391, samples(".sav")
    path = tmp_path / f"{NAME}.sav"
    path.write_bytes(damaged(sound[number % len(sound)], number))
    assert outcome(path) == "sentence"
