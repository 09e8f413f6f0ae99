"""Where the program's own files are, and where it may write beside the projects."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """A file or folder of `resources/`: inside an installed package, at the top of a checkout."""
    installed = PACKAGE / "resources"
    folder = installed if installed.is_dir() else PACKAGE.parent / "resources"
    return folder.joinpath(*parts)


def config_dir() -> Path:
    """The folder of this person's settings. It need not exist yet."""
    from platformdirs import user_config_path

    return user_config_path("qualcode", appauthor=False)


def log_dir() -> Path:
    """The folder of the program's logs and crash reports. It need not exist yet."""
    from platformdirs import user_log_path

    return user_log_path("qualcode", appauthor=False)
