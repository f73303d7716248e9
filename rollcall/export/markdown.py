"""What the pages of the manual are written with: a table in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The lines of a table. A bar in a cell would end the cell, so it is written as a slash."""
    yield f"| {' | '.join(headings)} |"
    yield f"|{'---|' * len(headings)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
