"""The "Not in school" page as Streamlit's tutorials would have it: frames in session state, plotly.express, the default theme.

It shows what our page shows, and is here to be timed against it. Run with ROLLCALL_TUTORIAL naming a folder of children.csv,
spells.csv and diagnostic_waits.csv.
"""

import gc
import os
from datetime import date
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

from rollcall.definitions.calendar import month_ends, school_age_ends, school_age_starts, year_group

AS_AT = date(2026, 10, 31)
FILTERS = ("locality", "sen_status", "primary_need", "category", "year_group", "sex", "social_care")
BANDS = ((0, 30), (30, 60), (60, 90), (90, 120), (120, 150), (150, 365), (365, 99_999))


@st.cache_resource
def settle() -> None:
    """The same garbage-collector setting as our server has."""
    gc.collect()
    gc.freeze()


def load() -> None:
    """Read the frames into this visitor's session."""
    folder = Path(os.environ["ROLLCALL_TUTORIAL"])
    dates = {"children": ["date_of_birth"], "spells": ["start_date", "end_date"], "diagnostic_waits": ["referral_received_date"]}
    dates["diagnostic_waits"] += ["assessment_start_date", "closed_date"]
    for name, columns in dates.items():
        st.session_state[name] = pd.read_csv(folder / f"{name}.csv", parse_dates=columns, dtype=str)
    children = st.session_state.children
    born = children.date_of_birth.dt.date
    children["age_from"] = pd.to_datetime(born.map(school_age_starts))
    children["age_until"] = pd.to_datetime(born.map(school_age_ends))
    children["year_group"] = born.map(lambda day: year_group(day, AS_AT)).map(lambda number: f"Year {number}" if number else "Reception")


def in_scope(frame: pd.DataFrame, waits: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """The rows whose child is in scope on a day."""
    ended = waits[["assessment_start_date", "closed_date"]].min(axis=1)
    waiting = waits[(waits.referral_received_date <= day) & ~(ended <= day)].child_id
    of_age = (frame.age_from <= day) & (frame.age_until >= day)
    return frame[of_age & (frame.sen_status.isin(["E", "K"]) | frame.child_id.isin(waiting))]


def open_on(spells: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """The spells that are open on a day."""
    return spells[(spells.start_date <= day) & ~(spells.end_date <= day)]


st.set_page_config(page_title="Not in school", layout="wide")
settle()
if "children" not in st.session_state:
    load()
spells = st.session_state.spells.merge(st.session_state.children, on="child_id", how="inner")
waits = st.session_state.diagnostic_waits

for column, name in zip(st.columns(len(FILTERS)), FILTERS, strict=True):
    chosen = column.multiselect(name, sorted(spells[name].dropna().unique()), key=name)
    if chosen:
        spells = spells[spells[name].isin(chosen)]

day = pd.Timestamp(AS_AT)
now = in_scope(open_on(spells, day), waits, day)
before_day = day - pd.DateOffset(years=1)
before = in_scope(open_on(spells, before_day), waits, before_day)

st.title(f"{now.child_id.nunique()} children with SEND were not in school")
several = now.groupby("child_id").category.nunique()
weeks = (day - now.groupby("child_id").start_date.min()).dt.days // 7
for column, (label, value, old) in zip(
    st.columns(4),
    (
        ("Children not in school", now.child_id.nunique(), before.child_id.nunique()),
        ("In more than one category", int((several > 1).sum()), None),
        ("Out for more than a year", int((weeks >= 52).sum()), None),
        ("EHC plans", now[now.sen_status == "E"].child_id.nunique(), before[before.sen_status == "E"].child_id.nunique()),
    ),
    strict=True,
):
    column.metric(label, value, None if old is None else value - old)

by_category = now.groupby("category").child_id.nunique().sort_values().reset_index(name="children")
st.plotly_chart(px.bar(by_category, x="children", y="category", orientation="h", text="children", title="By category"))
st.dataframe(by_category)

pairs = now[["child_id", "category"]].drop_duplicates().merge(now[["child_id", "category"]].drop_duplicates(), on="child_id")
overlap = pairs[pairs.category_x != pairs.category_y].groupby(["category_x", "category_y"]).child_id.nunique().reset_index(name="children")
matrix = overlap.pivot_table(index="category_x", columns="category_y", values="children", fill_value=0)
if len(matrix):
    st.plotly_chart(px.imshow(matrix, text_auto=True, title="In two categories at once"))
    st.dataframe(overlap)

ends = [pd.Timestamp(end) for end in month_ends(AS_AT, 36)]
months = pd.DataFrame(
    {
        "month_end": ends,
        "children": [in_scope(open_on(spells, end), waits, end).child_id.nunique() for end in ends],
        "started": [len(spells[(spells.start_date > end - pd.DateOffset(months=1)) & (spells.start_date <= end)]) for end in ends],
        "ended": [-len(spells[(spells.end_date > end - pd.DateOffset(months=1)) & (spells.end_date <= end)]) for end in ends],
    }
)
st.plotly_chart(px.line(months, x="month_end", y="children", title="Children not in school, month by month"))
st.plotly_chart(px.bar(months, x="month_end", y=["started", "ended"], title="Spells started and ended"))
st.dataframe(months)

days = (day - now.groupby("child_id").start_date.min()).dt.days
by_band = pd.DataFrame(
    {"band": [f"{low} to {high} days" for low, high in BANDS], "children": [int(days.between(*band, "left").sum()) for band in BANDS]}
)
st.plotly_chart(px.bar(by_band, x="children", y="band", orientation="h", text="children", title="How long they have been out"))
st.dataframe(by_band)

by_reason = now.fillna({"reason": "not recorded"}).groupby("reason").child_id.nunique().sort_values().reset_index(name="children")
st.plotly_chart(px.bar(by_reason, x="children", y="reason", orientation="h", text="children", title="Why"))
st.dataframe(by_reason)

who = st.segmented_control(
    "Who", ["sen_status", "primary_need", "year_group", "locality", "social_care", "sex"], default="sen_status", key="who"
)
by_who = now.fillna({who: "not recorded"}).groupby(who).child_id.nunique().sort_values().reset_index(name="children")
st.plotly_chart(px.bar(by_who, x="children", y=who, orientation="h", text="children", title="Who they are"))
st.dataframe(by_who)

st.dataframe(
    now.sort_values("start_date")[["child_id", "category", "start_date", "year_group", "sen_status", "primary_need", "locality", "reason"]]
)
