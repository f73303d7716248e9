"""A dropped workbook as Streamlit's tutorials would show it: pandas with openpyxl, plotly.express, all on one page.

It shows what our overview shows of such a register, and is here to be timed against it.
"""

import pandas as pd
import plotly.express as px
import streamlit as st

DATES = ("Date of Birth", "Start date", "End date")


@st.cache_data
def load(file: object) -> pd.DataFrame:
    """Read the workbook, its headings in the third row."""
    frame = pd.read_excel(file, engine="openpyxl", header=2)
    for name in DATES:
        frame[name] = pd.to_datetime(frame[name], errors="coerce", dayfirst=True)
    return frame.dropna(subset=["Start date"]).drop_duplicates(["UPN", "Category", "Start date"])


st.set_page_config(page_title="Not in school", layout="wide")
st.title("Children not in school")
file = st.file_uploader("Drop the register here", type=["xlsx"])
if file is None:
    st.stop()
register = load(file)
day = pd.Timestamp("2026-10-31")
now = register[(register["Start date"] <= day) & ~(register["End date"] <= day)]
for column, (label, value) in zip(
    st.columns(3),
    (
        ("Children not in school", now["UPN"].nunique()),
        ("With a plan", now[now["SEN Status"].isin(["E", "EHC Plan"])]["UPN"].nunique()),
        ("Out for more than a year", int((day - now["Start date"] > pd.Timedelta(days=365)).sum())),
    ),
    strict=True,
):
    column.metric(label, value)
by_category = now.groupby("Category")["UPN"].nunique().sort_values().reset_index(name="children")
st.plotly_chart(px.bar(by_category, x="children", y="Category", orientation="h", text="children", title="By category"))
months = pd.DataFrame({"month": pd.date_range(end=day, periods=36, freq="ME")})
for category in sorted(register["Category"].dropna().unique()):
    of = register[register["Category"] == category]
    months[category] = [int(((of["Start date"] <= end) & ~(of["End date"] <= end)).sum()) for end in months["month"]]
st.plotly_chart(px.line(months, x="month", y=list(months.columns[1:]), title="Month by month"))
by_need = now.groupby("Primary Need")["UPN"].nunique().sort_values().reset_index(name="children")
st.plotly_chart(px.bar(by_need, x="children", y="Primary Need", orientation="h", text="children", title="By need"))
st.dataframe(now)
