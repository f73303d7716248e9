"""What is held, in tables: by partner and spreadsheet, by column, and what was deleted."""

from __future__ import annotations

import streamlit as st

from rollcall.answers.holding import Holding, How, how_kept
from rollcall.show.screen.bring_in.words import heading_of
from rollcall.show.screen.holding.words import in_numbers, title
from rollcall.show.sentences import day, escaped

_DATE = st.column_config.DateColumn(format="D MMM YYYY")


def held(holding: Holding) -> None:
    """By partner and spreadsheet kind."""
    found = holding.held
    if not found:
        st.markdown("No partner's spreadsheet has been kept yet, or all were deleted. The other pages show an invented area.")
        return
    exact = holding.viewer.sees_exact_numbers
    months = holding.retention
    st.header("Of whom, and since when", anchor=False)
    st.dataframe(
        {
            "Partner": [one.partner for one in found],
            "Spreadsheet": [title(one.table) for one in found],
            **({"Rows": [f"{one.rows:,}" for one in found], "In use": [f"{one.rows_in_use:,}" for one in found]} if exact else {}),
            "Versions": [one.versions for one in found],
            "Since": [one.since for one in found],
            "Latest": [one.latest for one in found],
            "Held": [_held_for(months[one.table]) for one in found],
        },
        column_config={"Since": _DATE, "Latest": _DATE},
        hide_index=True,
        height="content",
        alt="What is held of each partner and spreadsheet, since when and for how long",
    )
    if exact:
        st.caption("Rows count earlier versions and what was taken back too. Those in use are the ones that answers are worked out from.")


def written(holding: Holding) -> None:
    """What a partnership wrote itself, which is of no partner."""
    if found := holding.written:
        st.header("Written here", anchor=False)
        st.markdown(
            f"**Self-evaluation**: {in_numbers(found)}, since {day(found.since)}, the latest of {day(found.latest)}; held until deleted. "
            "Each version is kept as it was typed, with its author's name. Nothing is looked for in it, so no child's name belongs there."
        )


def columns(holding: Holding) -> None:
    """Which columns of each spreadsheet kind are kept, and how."""
    kinds: dict[str, dict[str, None]] = {}
    for one in holding.held:
        kinds.setdefault(one.table, {}).update(dict.fromkeys(one.columns))
    if not kinds:
        return
    st.header("Which columns, and how they are kept", anchor=False)
    with st.container(border=True):
        for table, names in kinds.items():
            ways = {how: [heading_of(table, name) for name in names if how_kept(table, name) is how] for how in How}
            told = "; ".join(f"{how.value}: {escaped(', '.join(headings))}" for how, headings in ways.items() if headings)
            st.markdown(f"**{escaped(title(table))}**, {told}")
    st.caption(
        "Never kept: names, addresses and contact details of children and families, and whatever no column is for. "
        "A lead professional is a member of staff, and is kept as typed."
    )


def deletions(holding: Holding) -> None:
    """What was deleted for good."""
    found = holding.deletions
    if not found:
        return
    exact = holding.viewer.sees_exact_numbers
    st.header("What was deleted for good", anchor=False)
    st.dataframe(
        {
            "When": [one.deleted_at.astimezone() for one in found],
            "By": [one.by or "not said" for one in found],
            "What": [one.what for one in found],
            "Spreadsheet": [title(one.table) for one in found],
            "Versions": [one.versions for one in found],
            **({"Rows": [f"{one.rows:,}" for one in found]} if exact else {}),
        },
        column_config={"When": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm")},
        hide_index=True,
        height="content" if len(found) < 20 else 600,
        alt="Deletions, latest first. No partner is named",
    )


def _held_for(months: int | None) -> str:
    return f"{months} months" if months else "until deleted"
