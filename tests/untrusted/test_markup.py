"""No text of a partner's reaches a call that reads markup without being escaped, on whatever way it comes there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.untrusted.markup import REPOSITORY, Markup
from tests.untrusted.streamlit_calls import banned

pytestmark = pytest.mark.threat("untrusted_text")

SCREENS = [REPOSITORY / "dashboard.py", *sorted((REPOSITORY / "pages").glob("*.py"))]
SCREEN = [*SCREENS, *sorted((REPOSITORY / "rollcall" / "show" / "screen").rglob("*.py"))]
MODULES = [*SCREENS, *sorted((REPOSITORY / "rollcall").rglob("*.py"))]
STYLE = REPOSITORY / "rollcall" / "show" / "screen" / "style.py"
OPENING = "import streamlit as st\nfrom rollcall.show.sentences import escaped, day\nfrom rollcall.show.screen.bring_in.words import many\n"
UNESCAPED = {
    "a cell": "st.markdown(record['partner'])",
    "a cell in a sentence": "st.caption(f'**From** {record.partner}')",
    "a name by another name": "said = record.partner\n    st.header(said)",
    "either of two": "st.info(record.why if record else 'nothing')",
    "a label": "st.button(record.name, key='x')",
    "what stands beside a label": "st.button('Take out', help=record.name)",
    "an alert's title": "st.warning('nothing', title=f'Unlike {record.partner}')",
    "a number's change": "st.metric('Children', '12', delta=record.change)",
    "a choice": "st.pills('Locality', record.options)",
    "what a choice is shown as": "st.pills('Locality', record.options, format_func=lambda one: one.title())",
    "a table's cells": "import pandas as pd\n    st.table(pd.DataFrame([[cell for cell in row] for row in record.rows]))",
    "several in one line": "st.markdown(', '.join(f'- {one}' for one in record.names))",
    "a column beside": "left, right = st.columns(2)\n    left.selectbox(record.label, ['a'])",
    "a link": "st.page_link('pages/overview.py', label=record.name)",
    "a noun": "st.caption(many(3, record.name))",
    "a drawer": "with st.expander(record.title):\n        pass",
    "how far it is": "bar = st.progress(0.5, 'Reading')\n    bar.progress(0.6, record.file)",
    "a helper's": "_told(record.name)",
    "what a helper is given by nobody in sight": "pass\n\n\ndef _shown(text):\n    st.caption(text)",
    "a helper's helper's": "_passed(record.name)",
    "a helper's, by its name": "_told(text=record.name)",
    "what a helper gives": "st.markdown(_sentence(record))",
    "in a loop": "for name, about in record.items():\n        st.subheader(name)",
    "a width and no number": "st.markdown(f'{record.name:>20}')",
}
ESCAPED = {
    "the same, escaped": "st.markdown(f'**From** {escaped(record.partner)}')",
    "a number": "st.caption(f'{record.rows:,} rows, {record.share:.1%}')",
    "a day": "st.caption(f'{record.on:%B %Y}')",
    "a count": "st.caption(many(record.rows, 'row'))",
    "a choice that reads no markup": "st.selectbox('File', record.files)",
    "a helper's": "_told(escaped(record.name))",
    "a choice's label": "st.pills('Locality', record.options, format_func=lambda one: escaped(one))",
    "what is written here": "for name, about in (('Found', record.one), ('Linked', record.two)):\n        st.metric(name, f'{about:,}')",
}
HELPERS = {
    "_told(": "def _told(text):\n    st.caption(text)\n",
    "_passed(": "def _passed(text):\n    _told(text)\n\n\ndef _told(text):\n    st.caption(text)\n",
    "_sentence(": "def _sentence(record):\n    found = f'Read as {record.name}'\n    return found\n",
}


def seeded(body: str) -> list[str]:
    """What is found in a page with one way of showing a text."""
    helpers = "\n\n".join(code for name, code in HELPERS.items() if name in body)
    return Markup({"seeded.py": f"{OPENING}\n\ndef draw(record):\n    {body}\n\n\n{helpers}"}).unescaped()


def test_every_text_on_the_screen_is_ours_or_escaped() -> None:
    sources = {path.relative_to(REPOSITORY).as_posix(): path.read_text(encoding="utf-8") for path in SCREEN}
    assert Markup(sources).unescaped() == []


@pytest.mark.parametrize("body", UNESCAPED.values(), ids=UNESCAPED)
def test_an_unescaped_text_is_found(body: str) -> None:
    assert seeded(body) != []


@pytest.mark.parametrize("body", ESCAPED.values(), ids=ESCAPED)
def test_an_escaped_text_is_not_complained_of(body: str) -> None:
    assert seeded(body) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_nothing_is_written_as_html_or_shown_as_whatever_it_is(path: Path) -> None:
    assert banned(path.read_text(encoding="utf-8"), style_sheet=path == STYLE) == []


@pytest.mark.parametrize(
    "source",
    [
        "st.write(x)",
        "st.html(x)",
        "st.markdown(x, unsafe_allow_html=True)",
        "st.components.v1.html(x)",
        "from streamlit.components.v1 import html",
    ],
)
def test_what_is_banned_is_found(source: str) -> None:
    assert banned(source) != []
