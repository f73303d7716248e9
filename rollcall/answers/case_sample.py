"""A case sample for a multi-agency audit: drawn at random within each category, and drawn again alike from its seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import floor
from random import Random
from typing import TYPE_CHECKING

from rollcall.answers.answer import Answer, AnswerColumn
from rollcall.answers.count import MOST_ROWS_LISTED
from rollcall.audit import Action, Leaves, record
from rollcall.definitions.codes import CATEGORY
from rollcall.errors import QuestionRefused

if TYPE_CHECKING:
    from rollcall.answers.ask import Visit

_LIST = "children_not_in_school_list"


@dataclass(frozen=True)
class Stratum:
    """One category: how many were eligible, and how many of them are drawn."""

    category: str
    eligible: int
    drawn: int


@dataclass(frozen=True)
class CaseSample:
    """The children drawn, in the order of the categories, with what is needed to draw them again."""

    seed: int
    strata: tuple[Stratum, ...]
    children: Answer
    eligible: Answer  # all of them, in the order that they are drawn from

    @property
    def how(self) -> str:
        """How it was drawn, so that anybody can do it again from the same list."""
        return (
            "Eligible: each child with SEND of school age who is not in school on the day. A child in several categories is in "
            "the first of them, in the order below. Each category has its share of the sample, and at least one child; within it, Python's "
            f"random.Random({self.seed}).sample draws from the children's references in sorted order, category after category."
        )


def case_sample(visit: Visit, size: int, seed: int) -> CaseSample:
    """A sample of children who are not in school on the visit's day; AccessRefused for whoever may see no lists of children."""
    answer = visit.ask(_LIST)
    if len(answer.rows) >= MOST_ROWS_LISTED:
        raise QuestionRefused(
            f"More than {MOST_ROWS_LISTED:,} children are listed, so the list is not whole and no sample is drawn from it."
        )
    strata: dict[str, dict[str, tuple]] = {code: {} for code in CATEGORY.labels}
    for told, row in zip(answer.records(), answer.rows, strict=True):
        strata.setdefault(told["categories"].split(", ")[0], {})[told["child_id"]] = row
    strata = {category: children for category, children in strata.items() if children}
    shares = allocate({category: len(children) for category, children in strata.items()}, size)
    chance = Random(seed)  # noqa: S311 it is to be drawn again, and guards nothing
    rows = [
        (category, *children[child])
        for category, children in strata.items()
        for child in sorted(chance.sample(sorted(children), shares[category]))
    ]
    return CaseSample(
        seed,
        tuple(Stratum(category, len(children), shares[category]) for category, children in strata.items()),
        replace(
            answer,
            question="case_sample",
            title="Which children are looked at in the case sample?",
            columns=(AnswerColumn("category", "text"), *answer.columns),
            rows=tuple(rows),
            footnotes=(),
        ),
        replace(
            answer,
            question="case_sample_eligible",
            title="Who was eligible for the case sample?",
            columns=(AnswerColumn("category", "text"), AnswerColumn("child_id", "child")),
            rows=tuple((category, child) for category, children in strata.items() for child in sorted(children)),
            footnotes=(),
        ),
    )


def allocate(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """How many of each stratum are drawn: in proportion, at least one, at most all. QuestionRefused when it cannot be so many or so few."""
    everybody = sum(sizes.values())
    if not sizes:
        raise QuestionRefused("No child is recorded as not in school, so there is nobody to draw from.")
    if not len(sizes) <= size <= everybody:
        raise QuestionRefused(
            f"A sample of {size:,} cannot be drawn: {len(sizes)} categories need at least one child each, and {everybody:,} are eligible. "
            f"Choose a number from {len(sizes)} to {everybody:,}."
        )
    fair = {name: size * many / everybody for name, many in sizes.items()}
    drawn = {name: max(1, floor(part)) for name, part in fair.items()}
    while sum(drawn.values()) < size:
        drawn[max((name for name in sizes if drawn[name] < sizes[name]), key=lambda name: fair[name] - drawn[name])] += 1
    while sum(drawn.values()) > size:
        drawn[max((name for name in sizes if drawn[name] > 1), key=lambda name: drawn[name] - fair[name])] -= 1
    return drawn


def note_sample_taken(visit: Visit) -> None:
    """Write down that a case sample leaves, before it does."""
    if visit.store.on_disk:
        viewer = visit.viewer
        record(Action.EXPORTED, viewer.name, viewer.role, viewer.area, what=Leaves.CASE_SAMPLE, of_children=True)
