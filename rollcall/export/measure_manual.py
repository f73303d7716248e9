"""The manual page of the measures, written from `rollcall/definitions/measures/`."""

from __future__ import annotations

from collections.abc import Iterator

from rollcall.definitions.measures import BY_THEME, Columns, Measure
from rollcall.export.markdown import table


def measure_manual() -> str:
    """The page as Markdown."""
    parts = (_opening(), *(_theme(theme.value, measures) for theme, measures in BY_THEME.items()))
    return "\n".join(line for part in parts for line in part)


def _opening() -> Iterator[str]:
    yield "# The measures"
    yield ""
    yield "Written from `rollcall/definitions/measures/` by `make docs`; a test fails when this page is behind."
    yield ""
    yield "Every number that a page leads with is declared once: what it counts out of what, which way is good, what is aimed at, and what"
    yield "to beware of. The pages' hover help and What the words mean are written from the same declarations. A target stands here only if"
    yield "its source was read; where there is none, the reason stands in its place. A test fails for a measure that says too little, that"
    yield "comes from a question or a column that is not there, that no test checks against plain Python, or whose review is overdue."
    yield ""
    yield from table(("theme", "measures"), ((theme.value, _linked(measures)) for theme, measures in BY_THEME.items()))


def _linked(measures: tuple[Measure, ...]) -> str:
    return ", ".join(f"[{measure.title}](#{measure.name})" for measure in measures) or "none yet"


def _theme(title: str, measures: tuple[Measure, ...]) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    if not measures:
        yield ""
        yield "Nothing of this theme is worked out as a number yet."
    for measure in measures:
        yield from _about(measure)


def _about(measure: Measure) -> Iterator[str]:
    yield ""
    yield f'### <a id="{measure.name}"></a>{measure.title}'
    yield ""
    yield measure.asks
    yield ""
    yield f"- Counted: {measure.numerator}"
    yield f"- Out of: {measure.denominator}"
    yield f"- Unit: {measure.unit}. {measure.good}"
    yield f"- {measure.aim}{f' <{measure.target.url}>' if measure.target else ''}"
    yield f"- {measure.likeness}{f' <{measure.comparison.url}>' if measure.comparison else ''}"
    yield f"- Beware: {measure.caveat}"
    yield f"- Comes from: {'; '.join(_columns(columns) for columns in measure.questions)}"
    yield f"- Owner: {measure.owner}. To be reviewed by {measure.review:%d/%m/%Y}. Checked by `{measure.checked_by}`"


def _columns(columns: Columns) -> str:
    names = ", ".join(f"`{name}`" for name in columns.columns)
    return f"[{columns.question}](questions.md#{columns.question}): {names}"
