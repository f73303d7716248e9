"""Every question's dull version by the question's name: each takes a Picture and gives the rows that the lead sees."""

from __future__ import annotations

from collections.abc import Callable

from tests.plain import (
    admissions,
    changes,
    enablers,
    files,
    health,
    links,
    lists,
    not_in_school,
    oversight,
    register,
    returns,
    sharing,
    voice,
    waits,
)
from tests.plain.picture import Picture

PLAIN: dict[str, Callable[[Picture], list[tuple]]] = {
    name: worked_out
    for theme in (
        not_in_school,
        waits,
        health,
        returns,
        lists,
        files,
        links,
        sharing,
        enablers,
        oversight,
        admissions,
        register,
        voice,
        changes,
    )
    for name, worked_out in vars(theme).items()
    if getattr(worked_out, "__module__", None) == theme.__name__ and not name.startswith("_")
}
