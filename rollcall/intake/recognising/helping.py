"""Columns outside the declarations that help to fill another: a second yes-or-no column on SEN, home education, sessions attended."""

from __future__ import annotations

from collections.abc import Mapping

from rollcall.definitions.table import Table, fold
from rollcall.intake.recognising.header_row import Header
from rollcall.intake.recognising.shapes import Shape


def says_attended(heading: str) -> bool:
    """Whether a heading stands over the sessions that a child attended."""
    return fold(heading) in (
        "sessions attended",
        "attended",
        "attended sessions",
        "sess attended",
        "number of sessions attended",
        "present",
        "sessions present",
    )


def helping_columns(table: Table, chosen: Mapping[int, tuple[str, float]], header: Header, shapes: Mapping[int, Shape]) -> dict[str, int]:
    """Columns outside the declaration that help: a second yes-or-no column on SEN, home education, sessions attended."""
    helpers: dict[str, int] = {}
    for place, heading in enumerate(header.headings):
        folded = fold(heading)
        if place in chosen or place not in shapes:
            continue
        if table.name == "children":
            if (
                folded in ("sen support", "sen support y n", "k", "sen k", "on sen support", "sen support register")
                and shapes[place].yes_or_no > 0.8
            ):
                helpers["sen_support"] = place
            if (
                folded.startswith(("elective home education", "electively home educated", "home educated", "ehe"))
                and shapes[place].yes_or_no > 0.8
            ):
                helpers["home_educated_flag"] = place
        if table.name == "attendance" and says_attended(heading):
            helpers["sessions_attended"] = place
    return helpers
