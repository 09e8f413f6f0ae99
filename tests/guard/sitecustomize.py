"""Forbids network sockets in this process.

conftest.py runs it for the tests and puts this folder on PYTHONPATH, so that Python runs it at the
start of every program that a test starts.
"""

import socket
import sys

NETWORK = (socket.AF_INET, socket.AF_INET6)


def forbid_network(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__" and arguments[1] in NETWORK:
        raise RuntimeError("Interviews are confidential: no network socket may be opened")


sys.addaudithook(forbid_network)
