"""What docs/command-line.md says is what the program does, and the other way round."""

import re
from importlib import import_module

import pytest

from qualcode.cli.arguments import Parser
from qualcode.cli.main import COMMANDS
from tests.cli.test_list import FIELDS


@pytest.fixture(scope="module")
def sections(root):
    """The page's parts by command."""
    page = (root / "docs" / "command-line.md").read_text(encoding="utf-8")
    found = {}
    for part in page.split("\n## `qualcode ")[1:]:
        found[part.split()[0]] = part
    found["undo"] += found["redo"]
    return found


def options_of(name):
    parser = Parser(name, "")
    import_module(f"qualcode.cli.{COMMANDS[name].module}").add_arguments(parser)
    return {word for action in parser._actions for word in action.option_strings} - {"-h", "--help"}


def test_every_command_has_its_part(sections):
    assert set(sections) - {"[PROJECT]`"} == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_told_and_no_other(name, sections):
    told = set(re.findall(r"--[a-z][a-z-]*", sections[name]))
    own = (
        {"--what"} if name in ("codebook", "code", "attributes", "survey") else set()
    )  # those of export, told there too
    assert told - own == options_of(name)


@pytest.mark.parametrize("what", FIELDS)
def test_every_list_has_the_fields_that_are_told(what, sections):
    assert f"| `{what}` | `{', '.join(FIELDS[what].split())}`" in sections["list"]
