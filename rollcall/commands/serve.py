"""`python -m rollcall serve`: the served mode, in which everybody signs in."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rollcall.commands import Adder


def add(command: Adder) -> None:
    """Put the command on the parser."""
    serve = command("serve", _serve, "Serve Rollcall to people who sign in. docs/serving.md says what to configure first.")
    serve.add_argument("--address", default="127.0.0.1", metavar="ADDRESS", help="the address to listen on, behind a proxy that speaks TLS")
    serve.add_argument("--port", type=int, default=8501, metavar="N")


def _serve(given: argparse.Namespace) -> int:
    from rollcall.gate.serve import serve

    serve(given.address, given.port)
    return 0
