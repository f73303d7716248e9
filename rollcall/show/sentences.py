"""Headlines written by rules from protected numbers, in plain words and with nothing that can be read as markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from math import floor

from rollcall.show.figures import Figure, Kind, Value

HIDDEN = "a hidden number"
_MARKUP = re.compile(r"([\\`*_\[\]<>|~$:&])")  # what means something anywhere in a line
_AT_THE_START = re.compile(r"^(\d*)([#+\-=.)])")  # a heading, a list or a line under one
_BECOMES = re.compile(r"(:(?=/|[\w+/.-]+:)|@|www(?=\.)|(?<!\S)[-<>~](?=[-=>]{1,2}(?!\S)))", re.IGNORECASE)
_WORD_JOINER = "\u2060"  # has no width: it keeps an address from becoming a link, `:name:` and `:material/name:` icons, and `--` a dash
_STEERING = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # unseen, and turn round what stands by them


def escaped(text: str) -> str:
    """Text that markdown shows letter for letter: for every word that came from a partner."""
    seen = _STEERING.sub("", " ".join(str(text).split()))
    line = _MARKUP.sub(r"\\\1", _BECOMES.sub(rf"\1{_WORD_JOINER}", seen))
    return _AT_THE_START.sub(r"\1\\\2", line)


def day(on: date) -> str:
    """31 October 2026."""
    return f"{on.day} {on:%B %Y}"


def month(on: date) -> str:
    """October 2026."""
    return f"{on:%B %Y}"


def amount(number: Value, about: bool = False) -> str:
    """512, about 515, or a hidden number."""
    if number is None:
        return HIDDEN
    shown = f"{number:,.0f}" if float(number).is_integer() else f"{number:,.1f}"
    return f"about {shown}" if about and number else shown


def people(number: Value, about: bool = False, one: str = "child", many: str = "children") -> str:
    """512 children, 1 child, no children, about 515 children, a hidden number of children."""
    if number == 0:
        return f"no {many}"
    if number is None:
        return f"{HIDDEN} of {many}"
    return f"{amount(number, about)} {one if number == 1 else many}"


def change(now: Value, before: Value, about: bool = False) -> str:
    """38 more than a year before; 12 fewer; the same as. Nothing when either number is hidden."""
    if now is None or before is None:
        return ""
    difference = now - before
    if not difference:
        return "about the same as a year before" if about else "the same as a year before"
    return f"{amount(abs(difference), about)} {'more' if difference > 0 else 'fewer'} than a year before"


def per_cent(share: float | None) -> str:
    """42%: a fraction in whole per cent, halves rounded up."""
    return "not known" if share is None else f"{floor(share * 100 + 0.5)}%"


def points(first: float, second: float) -> str:
    """19 percentage points fewer, from two fractions in whole per cent."""
    difference = floor(first * 100 + 0.5) - floor(second * 100 + 0.5)
    if not difference:
        return "no percentage points apart"
    return f"{abs(difference)} percentage point{'' if abs(difference) == 1 else 's'} {'more' if difference > 0 else 'fewer'}"


def weeks(number: Value) -> str:
    """35 weeks, 1 week, 12.5 weeks."""
    return "not known" if number is None else f"{amount(number)} week{'' if number == 1 else 's'}"


def listed(words: Sequence[str]) -> str:
    """a, b and c."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def lower_first(text: str) -> str:
    """A label inside a sentence: 'Elective home education' becomes 'elective home education', and 'ADHD' and 'EHC plan' stay."""
    first = text.split(" ", 1)[0]
    return text if any(letter.isupper() for letter in first[1:]) else text[:1].lower() + text[1:]


def capital(text: str) -> str:
    """A sentence's first letter."""
    return text[:1].upper() + text[1:]


def described(figure: Figure) -> str:
    """A figure in a sentence or two, for people who hear it: its finding, and the values that carry it."""
    series = figure.series[0]
    unit = "%" if figure.percent else f" {figure.unit}"
    if figure.kind in (Kind.FLOWS, Kind.LINES, Kind.MULTIPLES, Kind.CURVES, Kind.PROJECTION):
        ends = [f"{one.name} {_spoken(one.values[-1], unit)}" for one in figure.series if one.values]
        lines = [f"{mark.label} {_spoken(mark.value, unit)}" for mark in figure.marks if figure.kind is Kind.PROJECTION]
        if process := figure.process:
            mean, low, high = (amount(round(one)) for one in (process.xmr.mean, max(process.xmr.lower, 0), process.xmr.upper))
            lines.append(f"{series.name}: mean {mean}, natural limits {low} to {high}, {process.xmr.variation} in the latest month")
        lines += [f"limits begin anew in {month(on)}" for one in figure.anew if isinstance(on := figure.along[one.place], date)]
        more = f" {'; '.join(lines)}." if lines else ""
        return f"{figure.title}. At the end: {'; '.join(ends[:6])}.{more} The rows are in the table below."
    if figure.kind is Kind.WAYS:
        ends = [f"{one.name} {_spoken(sum(many for many in one.values if many), unit)}" for one in figure.series if None not in one.values]
        return f"{figure.title}. Where they end: {'; '.join(ends)}. The rows are in the table below."
    values = [f"{along} {_spoken(value, unit)}" for along, value in zip(figure.along, series.values, strict=True)]
    return f"{figure.title}. {series.name}: {'; '.join(values[:5])}. The rows are in the table below."


def _spoken(value: Value, unit: str) -> str:
    return HIDDEN if value is None else f"{amount(round(value, 1))}{unit}"
