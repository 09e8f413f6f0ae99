"""Names in a sheet, and what is to stand there instead."""

import pytest

from qualcode.core.errors import ImportRefused
from qualcode.core.interchange.replacements import read
from qualcode.core.model.replacing import Replacement


def test_swedish_headers_are_known(tmp_path):
    path = tmp_path / "namn.csv"
    path.write_text("Namn;Ersättning\nÅsa;[Informant 1]\n;\n", encoding="utf-8")
    assert read(path) == [Replacement("Åsa", "[Informant 1]")]


def test_half_a_row_is_refused_by_its_number(tmp_path):
    path = tmp_path / "namn.csv"
    path.write_text("name,replacement\nEva,[E]\nÅsa,\n", encoding="utf-8")
    with pytest.raises(ImportRefused, match="Row 3"):
        read(path)
