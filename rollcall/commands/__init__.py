"""The commands of `python -m rollcall` that have a file of their own; each module's `add` puts its commands on the parser."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Protocol

from rollcall.access import Role, Viewer


class Adder(Protocol):
    """Puts a command on the parser: its name, what runs it (giving the exit code), and what it does in one sentence."""

    def __call__(self, name: str, run: Callable[[argparse.Namespace], int], does: str) -> argparse.ArgumentParser:
        """The command's own parser, to which its arguments are added."""


def at_the_command_line(area: str = "") -> Viewer:
    """Whoever types a command, as the audit log names them: the system let them in, not Rollcall."""
    return Viewer("the command line", Role.ADMINISTRATOR, area)
