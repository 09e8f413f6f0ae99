import errno
import os

import pytest

from qualcode.core.reasons import reason


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.ENOSPC])
def test_what_is_common_is_said_in_the_user_s_words(number):
    assert reason(OSError(number, os.strerror(number))) != os.strerror(number)


def test_what_is_rare_is_said_in_the_system_s_words():
    assert reason(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"
    assert reason(TimeoutError()) == "TimeoutError"
