"""Rules of an import, written and read again."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.errors import ImportRefused
from qualcode.core.importers import rules
from qualcode.core.importers.rules import Rules

ALL = Rules(
    kind="workshop",
    language="sv",
    encoding="cp1252",
    pattern="{title}_{*}",
    remove=("headers", "hyphens"),
    guide="Guide.docx",
    speakers={"R1": "respondent", "Obs": "none"},
    no_speakers=True,
    details={"*": "proposed", "Kommun": "case"},
    known="correct",
    folders=True,
)


@pytest.mark.parametrize("made", [ALL, Rules()])
def test_rules_are_read_as_they_were_written(made, tmp_path):
    path = tmp_path / "rules.json"
    path.write_text(rules.as_json(made), encoding="utf-8")
    assert rules.load(path) == made


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"other": 1}',
        '{"kind": "novel"}',
        '{"kind": 1}',
        '{"remove": ["pictures"]}',
        '{"remove": "headers"}',
        '{"speakers": {"A": "boss"}}',
        '{"speakers": []}',
        '{"language": "de"}',
        '{"no_speakers": "yes"}',
        '{"folders": "yes"}',
        '{"known": "all"}',
        '{"details": {"Kommun": "town"}}',
        '{"details": ["Kommun"]}',
        "[" * 100_000,
    ],
)
def test_what_holds_no_rules_is_refused(text, tmp_path):
    path = tmp_path / "rules.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ImportRefused, match="no rules"):
        rules.load(path)


def test_rules_that_are_gone_are_told(tmp_path):
    with pytest.raises(ImportRefused, match="can’t be opened"):
        rules.load(tmp_path / "gone.json")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(["kind", "remove", "speakers", "guide"]), JSON))
def test_whatever_json_holds_is_rules_or_none(found):
    made = rules.of(found)
    assert made is None or rules.of(json.loads(rules.as_json(made))) == made
