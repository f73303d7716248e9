"""The only style of our own: what Streamlit's theme cannot say about paper, about a meeting room, and about very wide screens.

It holds no content and is the one place that calls `st.html`. There is no native way to hide the side bar on paper, to let a pointer
through a tooltip that lies over the next link, to keep a chart from being cut in two by a page break, to move a wide one sideways on
a narrow screen, to make a heading grow with the wall it is shown on, to keep a filter in the address while its control is out of sight,
or to take from a table the toolbar whose download nobody writes down and in which text of a spreadsheet is a formula.
"""

import streamlit as st

_EVERYWHERE = """
.stMainBlockContainer { max-width: 82rem; margin-inline: auto; }
h1 { text-wrap: pretty; padding-top: 0 !important; }
[class*="st-key-part-"] h2 { padding-top: 0; text-wrap: balance; }
[class*="st-key-part-"] { break-inside: avoid; }
.stMetric p, .stMetric label > div { white-space: normal !important; overflow: visible !important; }
[class*="st-key-part-"] .stPageLink * { white-space: normal !important; }
[class*="st-key-scrolls-"] { overflow-x: auto; }
[class*="st-key-scrolls-"] .stElementContainer { min-width: 46rem; }
[class*="st-key-kept-"] { display: none; }
.st-key-pages > .stElementContainer { margin-block: 0 !important; }
.stDataFrame [data-testid="stElementToolbar"], .st-key-put-right [data-testid="stElementToolbar"] { display: none !important; }
#stFloatingOverlayPortal *:has(> .stTooltipContent), .stTooltipContent, .stTooltipContent * { pointer-events: none !important; }
@media (max-width: 640px) { h1 { font-size: 1.6rem !important; } }
@media print {
  .stSidebar, .stAppHeader, .stToolbar, .stPopover, .stButton, .stDownloadButton, .stPageLink, [class*="st-key-controls"] {
    display: none !important;
  }
  .stMain, .stApp, .stAppViewContainer { overflow: visible !important; position: static !important; height: auto !important; }
  .stMainBlockContainer { padding: 0 !important; max-width: none; }
  details:not([open]) { display: none; }
  .js-plotly-plot, .plot-container { break-inside: avoid; }
  [class*="st-key-scrolls-"] { overflow-x: visible; }
  [class*="st-key-scrolls-"] .stElementContainer { min-width: 0; }
}
"""

_MEETING = """
.stMainBlockContainer { max-width: none; padding: 1.6rem 3rem 0.5rem 3rem !important; }
.stAppHeader { display: none; }
h1 { font-size: clamp(2rem, 3vw, 3.4rem) !important; line-height: 1.15 !important; padding-bottom: 0.4rem !important; }
div:has(> .st-key-meeting-screen), .st-key-meeting-screen { height: calc(100vh - 7.8rem) !important; flex-basis: auto !important; }
.st-key-meeting-screen { border: none !important; padding: 0 !important; }
.st-key-meeting-screen p, .st-key-meeting-screen li { font-size: clamp(1.2rem, 1.65vw, 2rem); line-height: 1.35; }
.st-key-meeting-screen td p, .st-key-meeting-screen th p { font-size: 1.05rem; }
.st-key-meeting-screen [data-testid="stCaptionContainer"] { margin-bottom: 0 !important; }
.st-key-meeting-screen [data-testid="stCaptionContainer"] p { font-size: 1rem; }
.st-key-meeting-foot p { font-size: 1.05rem; }
@media (max-width: 640px) {
  .stMainBlockContainer { padding: 1rem !important; }
  h1 { font-size: 1.5rem !important; }
  div:has(> .st-key-meeting-screen), .st-key-meeting-screen { height: auto !important; overflow: visible !important; }
  .st-key-meeting-screen .stElementContainer:has(.stPlotlyChart), .st-key-meeting-screen .stPlotlyChart {
    height: 22rem !important; min-height: 22rem; flex: none !important;
  }
}
"""


def apply(meeting: bool) -> None:
    """Send the style, with what a meeting adds to it."""
    st.html(f"<style>{_EVERYWHERE}{_MEETING if meeting else ''}</style>")
