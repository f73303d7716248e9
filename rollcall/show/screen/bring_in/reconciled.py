"""Says of a published file whether what it adds up to is what is published, with both numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from rollcall.show.screen.bring_in.grid import grid
from rollcall.show.screen.bring_in.words import many
from rollcall.show.sentences import amount, escaped

if TYPE_CHECKING:
    from rollcall.intake.desk import Desk, Drop
    from rollcall.intake.examined import ExaminedFile
    from rollcall.intake.reconciling.comparison import Reconciled

_SHOWN = 5  # totals that do not match, of which each is told at once


def reconciled(desk: Desk, drop: Drop, file: ExaminedFile, title: str) -> int:
    """The total that the file is known by, whatever does not match, and every total for England. Gives how many do not match."""
    found = desk.reconciled(drop, file.file, title)
    if found is None or not found.comparisons:
        return 0
    headline = found.headline
    if headline and headline.matches:
        as_well = "; ".join(f"{one.kind}: {amount(one.computed)}" for one in found.as_well)
        said = f"{headline.sentence} As well: {as_well}." if as_well else headline.sentence
        st.success(escaped(said), title=f"Matches the published {amount(headline.published)}", icon=":material/check_circle:")
    if found.differing:
        _differing(found)
    st.caption(escaped(_the_rest(found)))
    with st.expander("Every total for England", type="compact"):
        grid(
            ("Total", "Held against", "Worked out", "Published", "May be apart by", "Outcome"),
            (
                (one.what.removeprefix("England: "), one.kind, one.computed, one.published, one.allowed, str(one.verdict))
                for one in found.for_england
            ),
            "Totals for England as they add up, and as published",
        )
    return len(found.differing)


def _differing(found: Reconciled) -> None:
    told = [f"- {escaped(f'{one.sentence} See {one.where}.')}" for one in found.differing[:_SHOWN]]
    if len(found.differing) > _SHOWN:
        told.append(f"- And {len(found.differing) - _SHOWN:,} more: `python -m rollcall reconcile` lists them all.")
    told += [f"- {escaped(suspect)}" for suspect in found.suspects[:_SHOWN]]
    count = len(found.differing)
    title = f"{many(count, 'total')} {'does' if count == 1 else 'do'} not match what is published"
    st.warning("\n".join(told), title=title, icon=":material/balance:")


def _the_rest(found: Reconciled) -> str:
    said = [f"{many(len(found.matching), 'total')} of this file {'matches' if len(found.matching) == 1 else 'match'}."]
    if found.open:
        said.append(f"Of {len(found.open):,} it cannot be told, because parts of them are not published.")
    return " ".join([*said, *found.left])
