"""The Children Not in School register: who would be on it, and how much of what it will hold is filled."""

from __future__ import annotations

from datetime import date

from rollcall.answers.statistics import wilson
from rollcall.definitions import register
from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Kind, Series, bars
from rollcall.show.labels import label
from rollcall.show.overseen import TABLES
from rollcall.show.parts import Section, nothing
from rollcall.show.sentences import amount, day, lower_first, people, per_cent


def where_the_law_stands(in_force_from: date | None, on: date) -> str:
    """Whether the register is in force on a day."""
    if in_force_from:
        return f"The register {'is' if in_force_from <= on else 'will be'} in force from {day(in_force_from)}"
    return f"The register was not in force when the Act was last read, in {register.LAST_READ}, and no day had been set"


def basis(asked: Asked) -> Section:
    """Who would be on the register, and on what basis."""
    answer = asked.answer("register_by_basis")
    children = {row["basis"]: row["children"] for row in answer.records()}
    if not children:
        return nothing("spells")
    held = sum(number for name, number in children.items() if name != "none")
    finding = f"A register would hold {amount(held)} of {people(sum(children.values()))} not in school"
    names = [name for name in register.BASIS if name in children]
    figure = bars(
        finding,
        ((label("basis", name), children[name]) for name in names),
        "Basis",
        asked.as_at,
        asked.source(*TABLES),
        quiet=(label("basis", "none"),),
    )
    notes = (
        f"{where_the_law_stands(asked.visit.register_in_force_from, asked.as_at)}: {register.ACT} ({register.URL}).",
        "Read from each child's category and the school in the list of children; the council decides. Basis (c), part-time at certain "
        "institutions, cannot be told from what partners send. The register is for all children, and these are those with SEND.",
    )
    return Section(finding, figure, answers=(answer,), notes=notes, source=figure.source, of_the_register=True)


def completeness(asked: Asked) -> Section:
    """What share of each field that the register will need is filled."""
    answer = asked.answer("register_completeness")
    counted = {row["field"]: row for row in answer.records()}
    children = answer.records()[0]["children"]
    if not children:
        return nothing("spells", "Nobody would be on a register")
    shares = [(field, counted[field.column]["filled"]) for field in register.KEPT]
    cells = sum(filled for _, filled in shares)
    least, fewest = min(shares, key=lambda pair: pair[1])
    finding = f"Rollcall keeps {len(shares)} of {len(shares) + len(register.NOT_KEPT)} fields that a register may need, "
    finding += f"{per_cent(cells / (children * len(shares)))} filled; least: {lower_first(least.name)}, {per_cent(fewest / children)}"
    bounds = [wilson(filled, children) or (0.0, 1.0) for _, filled in shares]
    figure = Figure(
        Kind.DOTS,
        finding,
        "per cent",
        tuple(field.name if field in register.IN_THE_BILL else f"{field.name} (if regulations ask)" for field, _ in shares),
        (
            Series(
                "Filled",
                tuple(100 * filled / children for _, filled in shares),
                tuple(100 * low for low, _ in bounds),
                tuple(100 * high for _, high in bounds),
            ),
        ),
        "Field",
        asked.as_at,
        asked.source(*TABLES),
        percent=True,
    )
    missing = "; ".join(lower_first(field.name) for field in register.NOT_KEPT)
    notes = (
        f"Of {people(children)} whom a register would hold. {where_the_law_stands(asked.visit.register_in_force_from, asked.as_at)}.",
        "Date of birth and hours stood in the bill as amended in January 2026; the wording as enacted was not read. The others are what "
        "regulations may add, none of which were read: do not take them for the law.",
        f"Not kept here, so that the council's own system has to have it: {missing}.",
        "Lines are 95% intervals (Wilson).",
    )
    return Section(finding, figure, answers=(answer,), notes=notes, source=figure.source)
