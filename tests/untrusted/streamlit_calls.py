"""Which of Streamlit's calls read markup, which may not be called at all, and what is ours of what they are given."""

from __future__ import annotations

import ast
from collections.abc import Mapping

ALWAYS_SAFE = frozenset({"escaped", "len", "round", "sum", "int", "float", "id", "range"})
# Of each call: the places and names of its arguments that are read as markup. `format_func` says what the options are shown as.
_LABEL = (0, "label", "help")
_OPTIONS = (0, 1, "label", "options", "format_func", "captions", "help")
_BODY = (0, "body", "title", "help")
READ_AS_MARKUP: Mapping[str, tuple[int | str, ...]] = {
    **dict.fromkeys(
        ("markdown", "caption", "title", "header", "subheader", "info", "warning", "error", "success", "toast", "badge"), _BODY
    ),
    **dict.fromkeys(("button", "download_button", "form_submit_button", "link_button", "expander", "popover", "status", "spinner"), _LABEL),
    **dict.fromkeys(("selectbox", "multiselect", "date_input", "text_input", "text_area", "number_input", "checkbox", "toggle"), _LABEL),
    **dict.fromkeys(("file_uploader", "slider", "select_slider", "page_link", "menu_button", "dialog", "chat_input"), _LABEL),
    **dict.fromkeys(("radio", "pills", "segmented_control", "tabs"), _OPTIONS),
    "metric": (0, 1, 2, "label", "value", "delta", "help"),
    "progress": (1, "text"),
    "table": (0, "data"),
}
BANNED = frozenset({"write", "html", "iframe", "components", "latex", "echo", "help", "exception", "write_stream", "unsafe_allow_html"})
OUR_TYPES = frozenset(
    {
        "int",
        "float",
        "bool",
        "date",
        "datetime",
        "Table",
        "Column",
        "Page",
        "Part",
        "Theme",
        "Word",
        "Benchmark",
        "Switch",
        "Listing",
        "Target",
    }
)
OUR_LISTS = frozenset(  # declared, whatever is taken from them
    {"BY_NAME", "PAGES", "TABLES", "CHECKS", "CATEGORY", "FILTERS", "MATRIX", "RULES", "Role", "What"}
)
OF_TEXT = frozenset(
    {"replace", "capitalize", "lower", "upper", "title", "casefold", "strip", "rstrip", "removesuffix", "removeprefix", "join", "split"}
)


def banned(source: str, style_sheet: bool = False) -> list[str]:
    """Calls that write text as HTML, or show anything whatever as markup."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "st" and node.attr in BANNED:
            found.append(f"st.{node.attr}")
        if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
            found.append("unsafe_allow_html")
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("streamlit.components"):
            found.append(str(node.module))
    return [one for one in found if not (style_sheet and one == "st.html")]


def is_of_text(called: ast.Attribute) -> bool:
    """`text.title()` is a method of text."""
    return called.attr == "title" and not (isinstance(called.value, ast.Name) and called.value.id == "st")
