"""The matrix of role and capability as the manual shows it, put into the page on serving."""

from __future__ import annotations

import re

from rollcall.access import GRANTABLE, MATRIX, Capability, Role

_BEGINS, _ENDS = "<!-- the matrix, as `python -m rollcall.export docs` writes it -->", "<!-- the end of the matrix -->"


def matrix_table() -> str:
    """A row for each capability, a column for each role."""
    lines = [f"| | {' | '.join(role.value for role in Role)} |", f"|---|{'---|' * len(Role)}"]
    rows = [f"| {capability.value} | {' | '.join(_cell(role, capability) for role in Role)} |" for capability in Capability]
    return "\n".join([*lines, *rows])


def with_matrix(page: str) -> str:
    """A page of the manual with the matrix as it is now between its two marks."""
    found = re.compile(f"(?s){re.escape(_BEGINS)}.*{re.escape(_ENDS)}")
    return found.sub(lambda _: f"{_BEGINS}\n{matrix_table()}\n{_ENDS}", page)


def _cell(role: Role, capability: Capability) -> str:
    if capability in MATRIX[role]:
        return "yes"
    return "if granted" if capability in GRANTABLE[role] else "no"
