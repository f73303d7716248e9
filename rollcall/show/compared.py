"""DfE's published rates for England beside the councils and regions that a reader chooses: its own, its region, its neighbours."""

from __future__ import annotations

from typing import Any

from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Kind, Series
from rollcall.show.parts import Section, Several, Switch, nothing
from rollcall.show.published import CENSUS, in_words, time_of
from rollcall.show.sentences import listed

_QUESTION, _TABLE = "published_census_day", "published_figures"
_ENGLAND = "National"
_RATE = "per 100 children aged 5 to 16"
_REGISTERS = {"home_education": "home educated", "missing_education": "missing education"}
_WHY = (
    "All children, with SEND or without, of the same term in each place: the register of this area on another day is another number.",
    "Places differ in the families that live there and in how complete their registers are. A rate of few children moves by chance, and "
    "no interval is published with it.",
)
SWITCHES = (Switch("register", "Register", tuple(CENSUS.items())),)


def has_rates(asked: Asked) -> bool:
    """Whether a rate of either register has been brought in for more places than England."""
    return any(_beside(_latest(asked, register)) for register in _REGISTERS)


def places(asked: Asked) -> tuple[str, ...]:
    """The regions and councils that can stand beside England: regions first, each in the order of the alphabet."""
    rows = [row for register in _REGISTERS for row in _beside(_latest(asked, register))]
    return tuple(dict.fromkeys(row["area"] for row in sorted(rows, key=lambda row: (row["level"] != "Regional", row["area"]))))


SEVERAL = Several("beside", "Beside England", places, "Choose this area, its region, its statistical neighbours")


def rates(asked: Asked) -> Section:
    """The rate of one register on the latest census day kept, for England and the chosen places, with the same term a year before."""
    register = asked.choices.get("register", "home_education")
    rows = _latest(asked, register)
    answer = asked.answer(_QUESTION)
    if not rows:
        return nothing(_TABLE, f"No rate of children {_REGISTERS[register]} is among the published figures")
    chosen = asked.several.get(SEVERAL.name, ())
    shown = [row for row in rows if row["level"] == _ENGLAND or row["area"] in chosen]
    shown.sort(key=lambda row: (row["level"] != _ENGLAND, -(row["rate_per_100"] or 0)))
    told = [row for row in shown if row["rate_per_100"] is not None]
    day = in_words(told[0]["period"], told[0]["term"])
    finding = f"{_REGISTERS[register].capitalize()}, {day}: " + listed([f"{row['area']} {row['rate_per_100']:,.1f}" for row in told])
    before = _year_before(asked, register, told[0])
    figure = Figure(
        Kind.BARS,
        f"{finding} {_RATE}",
        _RATE,
        tuple(row["area"] for row in told),
        (
            Series(day, tuple(row["rate_per_100"] for row in told)),
            Series("The same term a year before", tuple(before.get(row["area"]) for row in told), context=True),
        ),
        "Place",
        asked.as_at,
        "DfE, elective home education; children missing education, as published",
    )
    blank = [row["area"] for row in shown if row["rate_per_100"] is None]
    notes = (*_WHY, *([f"No rate is published for {listed(blank)}."] if blank else ()))
    return Section(f"{finding} {_RATE}", figure, answers=(answer,), notes=notes, source=figure.source, when=day)


def _latest(asked: Asked, register: str) -> list[dict[str, Any]]:
    """The rows of the latest term for which England has a rate."""
    rows = [row for row in asked.answer(_QUESTION).records() if row["data_set"] == register]
    last = max((time_of(row) for row in rows if row["level"] == _ENGLAND and row["rate_per_100"] is not None), default=None)
    return [row for row in rows if time_of(row) == last]


def _beside(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["level"] != _ENGLAND and row["rate_per_100"] is not None]


def _year_before(asked: Asked, register: str, latest: dict[str, Any]) -> dict[str, float]:
    """The rates of the term that comes a year before another, by place: never another term, which counts other children."""
    rows = [row for row in asked.answer(_QUESTION).records() if row["data_set"] == register and row["term"] == latest["term"]]
    return {row["area"]: row["rate_per_100"] for row in rows if row["period"] == _one_less(latest["period"])}


def _one_less(period: str) -> str:
    """2024/25 for 2025/26."""
    first, stroke, _ = period.partition("/")
    year = int(first) - 1
    return f"{year}/{(year + 1) % 100:02d}" if stroke else str(year)
