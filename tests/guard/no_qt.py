"""Makes Qt impossible to import. As a plugin of pytest it takes the place of pytest-qt:

python -m pytest -p no:pytest-qt -p tests.guard.no_qt tests/core
"""

import sys

QT = ("PySide6", "shiboken6")


class NoQt:
    """Refuses to find Qt."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] in QT:
            raise ImportError(f"the core imported {name}")


def pytest_addoption(parser):
    """The settings that pytest-qt would read."""
    for name in ("qt_api", "qt_log_level_fail", "qt_log_ignore"):
        parser.addini(name, "not used without Qt", type="linelist")


sys.meta_path.insert(0, NoQt)
