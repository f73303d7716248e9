"""Many cells as Excel writes them: those under each other as one range."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CELL = re.compile(r"([A-Z]+)(\d+)")


def cell_ranges(cells: Sequence[str]) -> str:
    """'F14:F20, F31' of F14 to F20 and F31."""
    parts: list[tuple[str, int, int]] = []
    for cell in cells:
        match = _CELL.fullmatch(cell)
        assert match, "an address of a cell"
        letters, row = match[1], int(match[2])
        if parts and parts[-1][0] == letters and parts[-1][2] + 1 == row:
            parts[-1] = (letters, parts[-1][1], row)
        else:
            parts.append((letters, row, row))
    return ", ".join(f"{letters}{first}" if first == last else f"{letters}{first}:{letters}{last}" for letters, first, last in parts)
