"""One part of a page on the screen: its question, its finding, its chart or table, and the rows behind it to look at and to take away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import Any, Protocol

import pandas as pd
import streamlit as st

from rollcall.answers.answer import Answer
from rollcall.answers.noting import taken_away
from rollcall.answers.protect import WEEKS_FOOTNOTE
from rollcall.show import charts, tables
from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Kind
from rollcall.show.parts import KeyFigure, Part, Section, Slider
from rollcall.show.screen import rebasing, register_day, words
from rollcall.show.screen.by_itself import by_itself
from rollcall.show.screen.frame import link_to
from rollcall.show.screen.taking_away import take_away
from rollcall.show.sentences import capital, day, described, escaped
from rollcall.show.tables import Grid

_SIGNS = {Kind.MATRIX: "c: hidden.", Kind.CURVES: "A line begins in the week from which its numbers can be shown."}
_ABOUT_CHILDREN = ("spells", "health_access", "in_year_admissions")  # nothing in them counts until the list of children is there


class Exporter(Protocol):
    """What writes answers as files (`rollcall.export.download`): pages hand it in, because the screen does not know exports."""

    CSV_TYPE: str
    WORKBOOK_TYPE: str

    def About(self, sources: Sequence[str] = (), meanings: Sequence[tuple[str, str]] = (), invented: bool = False) -> Any:  # noqa: N802 - a class there
        """What a workbook says of itself."""

    def file_name(self, answer: Answer, extension: str) -> str:
        """The download's file name."""

    def to_csv(self, answer: Answer) -> bytes:
        """The rows as CSV."""

    def to_workbook(self, answers: Sequence[Answer], about: Any = None) -> bytes:
        """A workbook with a sheet for each answer."""


@by_itself
def draw_part(part: Part, asked: Asked, exporter: Exporter) -> None:
    """A part of the page. Its switches rerun it and nothing else."""
    st.caption(f"**{escaped(part.question)}**")
    head = st.container()
    section = part.build(asked.choosing_several(**_several(part, asked)).choosing(**switches(part, asked)))
    missing = asked.missing(section.needs, *(("children",) if section.needs in _ABOUT_CHILDREN else ())) if section.needs else []
    if missing:
        words.say_what_to_bring_in(missing[0], section.finding)
        return
    with head:
        st.header(escaped(section.finding), anchor=False)
    if section.needs:
        too_few = "" if asked.exact else ", or too few children to be told apart"
        words.small(f"The kept spreadsheets have nothing to show here{', through these filters' if asked.filters else ''}{too_few}.")
    draw_content(section, part.key)
    words.notes(said(section, asked))
    if section.limits_of:
        rebasing.known_change(asked.visit, section.limits_of)
    if section.of_the_register:
        register_day.set_it(asked.visit)
    words.steps(section.workings)
    words.references(section.references)
    if section.answers:
        _rows(part, section, asked, exporter)
    if section.source:
        words.small(f"{_unit(section)}{section.when or day(asked.as_at)}. Source: {section.source}.")


def switches(part: Part, asked: Asked) -> dict[str, str]:
    """The part's choices, each in the address."""
    chosen = {}
    if offered := [switch for switch in part.switches if asked.exact or not switch.for_the_lead]:
        with st.container(key=f"controls-{part.key}", horizontal=True):
            for switch in offered:
                names = dict(switch.options)
                chosen[switch.name] = st.segmented_control(
                    switch.label,
                    list(names),
                    default=next(iter(names)),
                    required=True,
                    format_func=names.__getitem__,
                    key=switch.name,
                    bind="query-params",
                    label_visibility="collapsed",
                    wrap=True,
                )
    if part.sliders:
        with st.container(key=f"controls-numbers-{part.key}"), st.grid(len(part.sliders), min_column_width=220, gap="medium"):
            for slider in part.sliders:
                chosen[slider.name] = str(_slide(slider))
    return {name: value for name, value in chosen.items() if value}


def _several(part: Part, asked: Asked) -> dict[str, tuple[str, ...]]:
    if not part.several:
        return {}
    options = part.several.options(asked)
    with st.container(key=f"controls-several-{part.key}"):
        chosen = st.multiselect(
            part.several.label, options, key=part.several.name, bind="query-params", placeholder=part.several.placeholder
        )
    return {part.several.name: tuple(chosen)}


def _slide(slider: Slider) -> int:
    return st.slider(
        escaped(slider.label),
        slider.lowest,
        slider.highest,
        slider.start,
        key=slider.name,
        bind="query-params",
        help=escaped(slider.help) or None,
    )


def draw_content(section: Section, key: str, large: bool = False) -> None:
    """What a section shows: a chart, lines that lead to pages, or a table."""
    if section.figure and not section.figure.is_empty:
        draw_chart(section.figure, key, large)
    if large and section.lines:
        st.markdown("\n".join(f"- {escaped(line.text)}" for line in section.lines))
    else:
        for line in section.lines:
            link_to(line.page, escaped(line.text), icon=":material/arrow_forward:")
    if section.grid and not section.figure:
        draw_grid(section.grid, section.finding)


def draw_chart(figure: Figure, key: str, large: bool = False) -> None:
    """A figure, in the colours of the reader's own light or dark setting."""
    dark = st.context.theme.type == "dark"
    if figure.kind is Kind.MULTIPLES and not large:
        _draw_panels(figure, key, dark)
        return
    # What stands in three columns is moved sideways where the screen is narrow.
    with st.container(key=f"scrolls-{key}") if figure.kind is Kind.WAYS and not large else nullcontext():
        st.plotly_chart(
            charts.Drawing(charts.draw(figure, dark, large)),
            theme=None,
            config=charts.CONFIG,
            key=f"chart-{key}",
            height="stretch" if large else "content",  # on a wall the chart takes what the words leave
            alt=described(figure),
        )


def _draw_panels(figure: Figure, key: str, dark: bool) -> None:
    """Small multiples as charts of their own, so that a narrow screen shows fewer beside each other."""
    with st.grid(4, min_column_width=150, gap="small"):
        for series, panel in zip(figure.series, charts.draw_panels(figure, dark), strict=True):
            alone = replace(figure, title=series.name, series=(series,))
            st.plotly_chart(charts.Drawing(panel), theme=None, config=charts.CONFIG, key=f"chart-{key}-{series.name}", alt=described(alone))


def draw_grid(grid: Grid, alt: str) -> None:
    """A table that can be read aloud and printed. Its cells are read as markup, so every one is escaped."""
    rows = [[escaped(cell) for cell in row] for row in grid.rows]
    seen: Counter[str] = Counter()
    headings = []
    for name in map(escaped, grid.headings):  # two columns of one name cannot be drawn, and partners' words can be the same as ours
        seen[name] += 1
        headings.append(f"{name} ({seen[name]})" if seen[name] > 1 else name)
    st.table(pd.DataFrame(rows, columns=headings), border="horizontal", hide_index=True, alt=alt)


def draw_key_figures(key_figures: Sequence[KeyFigure], most: int = 6) -> None:
    """The numbers that matter, with their change in words and no colour that judges it. The one that has a trend comes first, and large."""
    shown = key_figures[:most]
    if not shown:
        return
    if any(one.meaning for one in shown):
        with st.grid(2, min_column_width=300, gap="small", border=True) as grid:
            for one in shown:
                with grid.cell():
                    _draw_key_figure(one, border=False)
                    if one.meaning:
                        words.small(one.meaning)
    elif _trend(shown[0]) and len(shown) == 5:
        first, others = st.columns([1, 2], gap="small")
        with first, st.container(border=True, height="stretch"):
            _draw_key_figure(shown[0], border=False)
            _draw_trend(shown[0])
        with others, st.grid(2, min_column_width=150, gap="small"):
            for one in shown[1:]:
                _draw_key_figure(one)
    else:
        with st.grid(len(shown), min_column_width=150, gap="small"):
            for one in shown:
                _draw_key_figure(one)


def _draw_key_figure(one: KeyFigure, border: bool = True) -> None:
    st.metric(
        escaped(one.label),
        escaped(capital(one.value)),
        delta=escaped(one.change) or None,
        delta_color="off",
        delta_arrow="off",
        border=border,
        height="stretch" if border else "content",
        help="\n\n".join(escaped(text) for text in one.hover) or None,
    )


def _draw_trend(one: KeyFigure) -> None:
    values = _trend(one) or []
    drawing = charts.Drawing(charts.draw_trend(values, st.context.theme.type == "dark"))
    alt = f"{one.label} at each month end for {len(values)} months: from {values[0]:,.0f} to {values[-1]:,.0f}"
    st.plotly_chart(drawing, theme=None, config=charts.CONFIG, key="chart-trend", alt=alt)


def _trend(one: KeyFigure) -> list[float] | None:
    """The run of months, when none of them is hidden."""
    known = [value for value in one.trend if value is not None]
    return known if len(known) == len(one.trend) and any(known) else None


def said(section: Section, asked: Asked) -> list[str]:
    """What has to be said under a section: what a sign in the drawing means, its own notes, and the filters it cannot be cut by."""
    texts = []
    if section.figure and section.figure.hides and section.figure.kind not in (Kind.WHISKERS, Kind.DUMBBELLS):
        texts.append(_SIGNS.get(section.figure.kind, "Hatched: hidden."))
    texts += section.notes
    if section.answers:
        texts.append(asked.not_narrowed_by(*(answer.question for answer in section.answers)))
    return [text for text in texts if text]


def footnotes(answers: Sequence[Answer]) -> list[str]:
    """Every footnote of a page's answers, each once, what is said of all numbers last."""
    found = list(dict.fromkeys(note for answer in answers for note in answer.footnotes))
    everywhere = {WEEKS_FOOTNOTE, *(answer.hidden_means for answer in answers)}
    return [note for note in found if note not in everywhere] + [note for note in found if note in everywhere]


def downloads(answers: Sequence[Answer], key: str, asked: Asked, exporter: Exporter, source: str = "") -> None:
    """The rows to take away: the first answer as CSV, all of them as a workbook. Written only when asked for."""
    first = answers[0]
    with st.container(key=f"controls-downloads-{key}", horizontal=True):
        take_away(
            "CSV",
            lambda: exporter.to_csv(taken_away(asked.visit, [first])[0]),
            exporter.file_name(first, "csv"),
            f"csv-{key}",
            exporter.CSV_TYPE,
        )
        about = exporter.About(sources=[source] if source else [], invented=asked.visit.invented)
        name = exporter.file_name(first, "xlsx")
        take_away(
            "Excel", lambda: exporter.to_workbook(taken_away(asked.visit, answers), about), name, f"xlsx-{key}", exporter.WORKBOOK_TYPE
        )


def _rows(part: Part, section: Section, asked: Asked, exporter: Exporter) -> None:
    drawer = st.expander("Rows and downloads", type="compact", key=f"rows-{part.key}", on_change="rerun")
    if drawer.open:
        with drawer:
            if section.figure and not section.figure.is_empty:
                draw_grid(section.grid or tables.of_figure(section.figure), f"The rows of the chart: {section.finding}")
            downloads(section.answers, part.key, asked, exporter, section.source)


def _unit(section: Section) -> str:
    return f"{capital(section.figure.unit)}, " if section.figure else ""
