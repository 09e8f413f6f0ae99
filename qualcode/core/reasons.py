"""Why a file could not be read or written, in a few words that fit into a sentence."""

from __future__ import annotations

import errno
from typing import Final

from qualcode.core.translate import N_, _

#: the system's own words are in its language, and often English
_REASONS: Final = {
    errno.ENOENT: N_("it is not there"),
    errno.EACCES: N_("you have no right to it"),
    errno.EPERM: N_("you have no right to it"),
    errno.EROFS: N_("it is write-protected"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("what should be a folder is none"),
    errno.EEXIST: N_("there is one already"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ENOSPC: N_("there is no room left"),
    errno.EDQUOT: N_("there is no room left"),
    errno.EIO: N_("the disk or the network drive failed"),
    errno.ETIMEDOUT: N_("the network drive does not answer"),
    errno.EBUSY: N_("another program uses it"),
    errno.EINVAL: N_("no file can have that name"),
}


def reason(error: OSError) -> str:
    """“it is not there”; the system's own words for what is rare."""
    known = _REASONS.get(error.errno or 0)
    return _(known) if known else error.strerror or type(error).__name__
