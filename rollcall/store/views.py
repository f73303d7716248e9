"""The ideas that questions share: `queries/views/*.sql`, each after those it reads."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

QUERIES = Path(__file__).resolve().parents[2] / "queries"

_LABEL = re.compile(r"^-- ([A-Z][a-z]+):\s*(.*)$")


def header(sql: str) -> dict[str, str]:
    """The labelled comment lines at the top of a query; a line without a label goes on with the one before."""
    labels: dict[str, str] = {}
    label = ""
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        found = _LABEL.match(line)
        if found:
            label = found.group(1)
            labels[label] = found.group(2).strip()
        elif label:
            labels[label] = f"{labels[label]} {line.removeprefix('--').strip()}"
    return labels


def names(words: str) -> tuple[str, ...]:
    """The comma-separated names of a header line."""
    return tuple(word.strip() for word in words.split(",") if word.strip())


@cache
def view_texts() -> dict[str, str]:
    """Every view by name, in an order in which they can be made."""
    waiting = {path.stem: path.read_text(encoding="utf-8") for path in sorted((QUERIES / "views").glob("*.sql"))}
    placed: dict[str, str] = {}
    while waiting:
        ready = [name for name, text in waiting.items() if not waiting.keys() & set(reads(text))]
        assert ready, f"views that read each other in a circle: {sorted(waiting)}"
        placed.update({name: waiting.pop(name) for name in ready})
    return placed


def reads(sql: str) -> tuple[str, ...]:
    """The tables and views that a query says it reads."""
    return names(header(sql).get("Reads", ""))


def tables_read(sql: str) -> frozenset[str]:
    """The tables that a query reads, directly or through views."""
    found: set[str] = set()
    for name in reads(sql):
        found |= tables_read(view_texts()[name]) if name in view_texts() else {name}
    return frozenset(found)
