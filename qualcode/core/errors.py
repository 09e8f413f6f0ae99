"""What can go wrong in the world, as opposed to bugs.

``str(error)`` is one or two whole sentences in the user's language: what is wrong, with which
file, and what to do. Anything that is not a `ProjectError` is a bug and reaches the crash report.
"""


class ProjectError(Exception):
    """The world failed, or what was asked for can't be done. Nothing was changed."""


class NotAProject(ProjectError):
    """The file is no Qualcode project, or does not exist."""


class DamagedProject(ProjectError):
    """The file was a project once and can no longer be read as one."""


class NewerProject(ProjectError):
    """The project was last saved by a newer version of Qualcode."""


class ReadOnlyProject(ProjectError):
    """The project can be read but not changed."""


class LockedProject(ReadOnlyProject):
    """Somebody else has the project open for writing."""


class DiskFull(ProjectError):
    """There is no room left where the project is stored."""


class ImportRefused(ProjectError):
    """A file can't be read as a transcript or as a sheet."""


class Refused(ProjectError):
    """An operation that can't be done on the project as it is now."""


class ChangedSince(ProjectError):
    """A file is no longer what somebody was shown of it."""
