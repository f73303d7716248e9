"""Numbers of children not in school that are protected last: beside all that is shown of two days, none of which is hidden for them.

They come in layers. What one layer shows is held against the next, so that all of them together tell no small number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rollcall.answers.guard.cells import Cells, OneDay, Place
from rollcall.answers.guard.guarded import Hiding, protect
from rollcall.answers.guard.known import FAMILIES
from rollcall.answers.guard.known_changes import changes
from rollcall.answers.guard.known_overseen import overseen
from rollcall.answers.guard.same import same_numbers
from rollcall.answers.guard.system import System
from rollcall.answers.rule import Rule

BESIDE = "not_in_school"


@dataclass(frozen=True)
class Layer:
    """Questions that are asked of the data's day alone, and what is known of their numbers beside those of that day and a year before."""

    questions: tuple[str, ...]
    know: Callable[[System, Cells, OneDay, OneDay], None]


LAYERS: Mapping[str, Layer] = {
    "changes": Layer(("since_last_time_figures",), changes),
    "overseen": Layer(("oversight_figures", "help_and_protection_figures"), overseen),
}
LAYER_OF: Mapping[str, str] = {question: name for name, layer in LAYERS.items() for question in layer.questions}


@dataclass(frozen=True)
class Told:
    """Numbers of a day, and those of them that are hidden."""

    cells: Cells
    hidden: Mapping[Place, int]
    day: date


@dataclass(frozen=True)
class Together:
    """All the numbers of two days and of some layers, and what is known of each day by itself."""

    joint: Cells
    system: System
    now: OneDay
    before: OneDay

    def know(self, layer: str) -> None:
        """Add what is known of a layer's numbers."""
        LAYERS[layer].know(self.system, self.joint, self.now, self.before)


def together(now: Told, before: Told, layers: Sequence[Cells]) -> Together:
    """The numbers of two days and of layers as one. Months that both days tell of are the same."""
    joint = Cells([*now.cells.values, *before.cells.values])
    for cells in layers:
        joint.of |= {place: len(joint.values) + cell for place, cell in cells.of.items()}
        joint.values += cells.values
        joint.tables |= cells.tables
        joint.first |= cells.first
    system = System(len(joint.values))
    days = OneDay(now.cells, 0), OneDay(before.cells, len(now.cells.values))
    for day, told in zip(days, (now, before), strict=True):
        same_numbers(day.cells, told.day)
        known = System(len(day.cells.values))
        FAMILIES[BESIDE].know(day.cells, known)
        system.take(known, len(day.cells.values), day.starts)
    for place, cell in now.cells.of.items():
        other = before.cells.of.get(place) if place.question == "not_in_school_by_month" else None
        if other is not None and before.cells.values[other] == now.cells.values[cell]:
            system.bound({cell: 1, days[1].starts + other: -1}, 0, 0)
    return Together(joint, system, *days)


def hidden_beside(layer: str, cells: Cells, now: Told, before: Told, under: Mapping[str, Told], rule: Rule) -> dict[Place, int]:
    """The places of a layer that are hidden, each with the least that it could be. `under` are the layers before it.

    No number that stands beside it, and none of its own, can be worked out to be small. Where one of those that stand beside it could be
    without it, as far as is known here, nothing of it is shown.
    """
    all_ = together(now, before, [*(told.cells for told in under.values()), cells])
    joint, system = all_.joint, all_.system
    small = {cell for cell, value in enumerate(joint.values) if 0 < value < rule.fewest}
    hidden = dict.fromkeys(small, 1)
    for day, told in ((all_.now, now), (all_.before, before)):
        hidden |= {day.starts + cell: told.hidden[place] for place, cell in told.cells.of.items() if place in told.hidden}
    for told in under.values():
        hidden |= {joint.of[place]: least for place, least in told.hidden.items()}
    own = {joint.of[place] for place in cells.of}
    for name in under:
        all_.know(name)
    fixed = frozenset(range(len(joint.values))) - own
    joint.told_elsewhere = set(fixed)
    all_.know(layer)
    hidden = protect(Hiding(joint, system, rule, hidden, fixed), small)
    return {place: hidden[joint.of[place]] for place in cells.of if joint.of[place] in hidden}
