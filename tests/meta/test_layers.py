"""The layers of DESIGN stand: no Qt in the core, no SQL outside the store."""

import ast
import re
import subprocess
import sys

import pytest

SQL = re.compile(
    r"^\s*(select\s.+\sfrom\s|insert\s+(or\s+\w+\s+)?into\s|update\s+\w+\s+set\s|delete\s+from\s"
    r"|create\s+(unique\s+|virtual\s+|temp\s+)*(table|index|trigger|view)\s|drop\s+(table|index)\s"
    r"|alter\s+table\s|pragma\s+\w+|with\s+(recursive\s+)?\w+\s*(\(.*?\)\s*)?as\s*\()",
    re.IGNORECASE | re.DOTALL,
)
FORBIDDEN = re.compile(
    r"processEvents|except:|except Exception:\s*\n\s*pass|TODO|FIXME|raise NotImplementedError"
    r"|(?<![.\w])(eval|exec)\(|\bimport pickle\b"
)
IMPORT_THE_CORE = """
import importlib, pkgutil, qualcode.core
for module in pkgutil.walk_packages(qualcode.core.__path__, "qualcode.core."):
    importlib.import_module(module.name)
"""


def is_sql(text):
    """A sentence starts with one capital; SQL with none, or with all."""
    first = text.lstrip().partition(" ")[0]
    return bool(SQL.match(text)) and not first.istitle()


def python_files(root, *, but=()):
    files = sorted((root / "qualcode").rglob("*.py"))
    left_out = [root / "qualcode" / part for part in but]
    return [file for file in files if not any(file.is_relative_to(part) for part in left_out)]


def texts(tree):
    """The string constants, but for docstrings; an f-string as one, its fields as `x`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (p.value if isinstance(p, ast.Constant) else "x" for p in node.values)
            yield node, "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node, node.value


def test_there_is_no_sql_outside_the_store(root):
    found = [
        f"{file.relative_to(root)}:{node.lineno}"
        for file in python_files(root, but=["core/store"])
        for node, text in texts(ast.parse(file.read_text(encoding="utf-8")))
        if is_sql(text)
    ]
    assert not found


@pytest.mark.parametrize(
    "text",
    [
        "select id from code",
        "SELECT count(*)\nFROM code",
        "insert or ignore into code values (?)",
        "update x set name = ?",
        "delete from code",
        "create virtual table hits using fts5",
        "pragma user_version",
        "with recursive tree(id) as (select 1)",
    ],
)
def test_sql_is_recognised(text):
    assert is_sql(text)


@pytest.mark.parametrize("text", ["Select a document from the list", "Create a code", "With care"])
def test_a_sentence_is_not_sql(text):
    assert not is_sql(text)


def test_every_module_of_the_core_can_be_imported_without_qt(root):
    program = f"import runpy; runpy.run_path('tests/guard/no_qt.py')\n{IMPORT_THE_CORE}"
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stderr


def test_nothing_is_swallowed_or_put_off(root):
    found = [
        f"{file.relative_to(root)}: {match.group()}"
        for file in python_files(root)
        for match in FORBIDDEN.finditer(file.read_text(encoding="utf-8"))
    ]
    assert not found
