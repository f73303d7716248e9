"""A log to write, to spoil and to verify; run as a program, it writes entries until it is stopped."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from rollcall.audit import Action, Verified, record, verify
from rollcall.audit.files import ANCHOR, LOG


@dataclass(frozen=True)
class Log:
    """The log of one data folder."""

    folder: Path

    @property
    def path(self) -> Path:
        """Its file."""
        return self.folder / LOG

    @property
    def anchor(self) -> Path:
        """The file of its anchor."""
        return self.folder / ANCHOR

    @property
    def lines(self) -> list[bytes]:
        """Its lines, each with its end."""
        return self.path.read_bytes().splitlines(keepends=True)

    def write(self, entries: int = 1) -> None:
        """Write entries, each a little different."""
        for number in range(entries):
            record(Action.LIST_VIEWED, who="Ada Example", role="lead", area="east", question="open_waits_list", rows=number)

    def put(self, lines: list[bytes]) -> None:
        """Spoil it: these are its lines now."""
        self.path.write_bytes(b"".join(lines))

    def verified(self) -> Verified:
        """What verifying it says."""
        return verify(self.folder)

    def wrong(self) -> list[str]:
        """What is wrong with it, in words."""
        return [str(trouble) for trouble in self.verified().troubles]


def main(entries: int) -> None:
    """Write entries, and say each number when it is written down."""
    for number in range(entries):
        record(Action.EXPORTED, who="Ada Example", role="lead", question="not_in_school_by_category", rows=number, protected=True)
        sys.stdout.write(f"{number + 1}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
