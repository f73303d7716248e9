"""Headings that ask why, whole, and the columns that they may give: the reason for a period, the barrier to a service."""

from __future__ import annotations

import re

from rollcall.definitions.table import fold

COLUMN_OF = {"spells": "reason", "health_access": "barrier"}
WHYS = frozenset(COLUMN_OF.values())  # columns that rows can do without
_WHY = re.compile(
    r"(?:say |reason )?why(?: not)?(?: (?:in|at|out of|not in|not at) school| in place| seen| accessing| missing)?|"
    r"(?:the |main )?(?:problems?|obstacles?|difficult(?:y|ies)|issues?)"
    r"(?: (?:getting in|getting access|with access|accessing|in the way|stopping access))?|"
    r"what (?:is|s) (?:in the way|stopping (?:it|access|them))|whats (?:in the way|stopping (?:it|access|them))"
)


def asks_why(heading: str) -> bool:
    """Whether a heading, whole, asks why."""
    return _WHY.fullmatch(fold(heading)) is not None
