"""Starts the reading process with as little as it needs: it can read its own code, and neither write, start, call nor signal anything.

A file that takes over the library that parses it then holds a process that knows no secret and reaches nothing. Linux gives this to any
program (Landlock, and a network of its own where that is allowed); elsewhere the process has its bare environment and its limits alone.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

READ, LIST = 1 << 2, 1 << 3
FILE_RIGHTS = ((1, 13), (2, 14), (3, 15), (5, 16))  # since which version of Landlock there are how many rights about files
CALLS, SIGNALS = 0b11, 0b11  # TCP, bound and connected, since version 4; unnamed sockets and signals to others since version 6
CREATE, ADD, RESTRICT = 444, 445, 446  # of the system's calls
BENEATH = 1
NO_NEW_PRIVILEGES = 38
OWN_USERS, OWN_NETWORK = 0x10000000, 0x40000000
SYSTEM = (
    "/usr",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/dev/null",
    "/dev/urandom",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/sys/devices/system/cpu",
)


def confine() -> frozenset[str]:
    """Give up what reading a spreadsheet does not need, for good; which of "files" and "network" the system took."""
    if sys.platform != "linux":
        return frozenset()
    system = ctypes.CDLL(None, use_errno=True)
    without_network = _leave_the_network(system)  # before any thread is started, or the system refuses
    without_files = _leave_the_files(system.syscall, system.prctl)
    return frozenset({"network"} if without_network else ()) | frozenset({"files"} if without_files else ())


def _leave_the_network(system: ctypes.CDLL) -> bool:
    """Into a network of its own with nothing in it, by root's right or by that of a user of one's own."""
    return system.unshare(OWN_NETWORK) == 0 or system.unshare(OWN_USERS | OWN_NETWORK) == 0


def _leave_the_files(syscall: Callable[..., int], prctl: Callable[..., int]) -> bool:
    version = syscall(CREATE, None, ctypes.c_size_t(0), 1)
    rights = max((count for since, count in FILE_RIGHTS if since <= version), default=0)
    if not rights or prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    rules = [(1 << rights) - 1, *([CALLS] if version >= 4 else []), *([SIGNALS] if version >= 6 else [])]
    handled = struct.pack(f"={len(rules)}Q", *rules)
    ruleset = syscall(CREATE, handled, ctypes.c_size_t(len(handled)), 0)
    if ruleset < 0:
        return False
    try:
        for path, right in _needed():
            with contextlib.suppress(OSError):
                _allow(syscall, ruleset, path, right)
        return syscall(RESTRICT, ruleset, 0) == 0
    finally:
        os.close(ruleset)


def _allow(syscall: Callable[..., int], ruleset: int, path: str, right: int) -> None:
    opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        allowed = right if Path(path).is_dir() else READ
        syscall(ADD, ruleset, BENEATH, struct.pack("=Qi", allowed, opened), 0)
    finally:
        os.close(opened)


def _needed() -> Iterator[tuple[str, int]]:
    """What may be read: the system's libraries, Python's, and our own code, but not what lies beside it, such as the data folder."""
    ours = Path(__file__).resolve().parents[2]
    yield str(ours), READ | LIST
    yield str(ours.parent), LIST
    for path in dict.fromkeys(Path(path).resolve() for path in (*SYSTEM, sys.base_prefix, sys.prefix, *sys.path) if path):
        if not ours.is_relative_to(path) or path.is_relative_to(sys.prefix):
            yield str(path), READ | LIST


if __name__ == "__main__":
    confine()
    from rollcall.intake.reading.worker import main

    main()
