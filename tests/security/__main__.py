"""`make security`: runs every test that proves a control, and prints what was tried against each threat, how often, and what came of it."""

from __future__ import annotations

import os
import sys

import pytest

from tests.conftest import REPOSITORY
from tests.security.table import Heard, as_text


def main(arguments: list[str]) -> int:
    """Run the marked tests and print the table: 0 when every threat has a test and all of them passed."""
    heard = Heard()
    os.chdir(REPOSITORY)
    code = pytest.main(["-m", "threat", "-q", "-n", os.environ.get("WORKERS", "2"), "--no-loadscope-reorder", *arguments], plugins=[heard])
    print(as_text(heard))
    return int(code) or int(bool(heard.untried or heard.failed))


sys.exit(main(sys.argv[1:]))
