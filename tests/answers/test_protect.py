"""What a commissioner and a board see: rounded numbers, none of 1 to 7 children, and no child, longest wait or list of weeks."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest

from rollcall.access import Role, Viewer
from rollcall.answers.answer import Answer
from rollcall.answers.ask import Visit
from rollcall.answers.guard.summaries import summary
from rollcall.answers.question import QUESTIONS
from rollcall.answers.rule import NHS, RULES, Rule
from rollcall.definitions.calendar import add_months
from rollcall.errors import AccessRefused
from rollcall.intake.invented_area import bring_in_invented_area
from rollcall.store import Store
from tests.plain.area import Access, Area, Child, Spell
from tests.plain.keep import keep

ROLES = (Role.COMMISSIONER, Role.BOARD)
LISTS = [name for name, question in QUESTIONS.items() if question.lists_children]
NUMBERS = [name for name, question in QUESTIONS.items() if not question.lists_children and not question.for_the_lead]
FOR_THE_LEAD = [name for name, question in QUESTIONS.items() if question.lists_children or question.for_the_lead]
OWN_WORDS = {
    name for name in NUMBERS if "words" in QUESTIONS[name].takes
}  # grouped anew, without the partners' own words, but for the lead
THE_LEAD_S = ("files", "first_answered", "last_answered")  # others are given these columns empty
# Filters that leave few children, and so small numbers, wherever a question takes them.
NARROW = {
    "year_group": ("Year 11",),
    "primary_need": ("VI",),
    "social_care": ("looked_after",),
    "category": ("unregistered_ap",),
    "service": ("ot",),
}


@cache
def sample_area() -> Store:
    """A store that holds the invented area."""
    store = Store.open()
    bring_in_invented_area(store)
    return store


def visit(role: Role) -> Visit:
    """A visit to the invented area."""
    return Visit(Viewer("A viewer", role), sample_area())


def ways(name: str, role: Role = Role.LEAD) -> list[dict[str, tuple[str, ...]]]:
    """No filter, and every narrow filter that the question takes from the role."""
    takes = visit(role).takes(name)
    return [
        {},
        *({by: words} for by, words in NARROW.items() if by in takes and set(words) <= set(visit(role).filter_options(by))),
        *({"provider": (word,)} for word in visit(role).filter_options("provider") if "provider" in takes),
    ]


def of_kind(answer: Answer, kind: str) -> list[object]:
    """Every value in the columns of one kind."""
    return [value for row in answer.rows for column, value in zip(answer.columns, row, strict=True) if column.kind == kind]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", NUMBERS)
def test_every_number_of_people_is_hidden_or_rounded(name: str, role: Role) -> None:
    for chosen in ways(name, role):
        for people in of_kind(visit(role).ask(name, **chosen), "people"):
            assert people is None or (isinstance(people, int) and people not in range(1, NHS.fewest) and people % NHS.nearest == 0)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", sorted(set(NUMBERS) - OWN_WORDS))
def test_a_number_is_hidden_or_the_exact_one_rounded_and_nothing_else_is_changed(name: str, role: Role) -> None:
    kinds = ["the lead's" if column.name in THE_LEAD_S else column.kind for column in QUESTIONS[name].columns]
    lead = visit(Role.LEAD)
    exact, seen = lead.ask(name, since=add_months(lead.as_at, -12)), visit(role).ask(name)
    for before, after in zip(exact.rows, seen.rows, strict=True):
        for kind, was, now in zip(kinds, before, after, strict=True):
            if kind == "people":
                assert now in (None, NHS.shown(was))
            elif kind == "the lead's":
                assert now is None
            elif kind not in ("weeks of people", "longest weeks"):
                assert now == was


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", FOR_THE_LEAD)
def test_a_list_of_children_or_of_few_children_is_refused(name: str, role: Role) -> None:
    with pytest.raises(AccessRefused):
        visit(role).ask(name)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", NUMBERS)
def test_the_longest_wait_is_hidden(name: str, role: Role) -> None:
    for chosen in ways(name, role):
        assert set(of_kind(visit(role).ask(name, **chosen), "longest weeks")) <= {None}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", NUMBERS)
def test_weeks_are_summed_up_and_never_listed(name: str, role: Role) -> None:
    for chosen in ways(name, role):
        exact = of_kind(visit(Role.LEAD).ask(name, **chosen), "weeks of people")
        seen = of_kind(visit(role).ask(name, **chosen), "weeks of people")
        assert all(weeks is None or set(weeks) == {"median", "percentile_92"} for weeks in seen)
        assert all(weeks is None for weeks, listed in zip(seen, exact, strict=True) if len(listed) < 2 * NHS.fewest)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", NUMBERS)
def test_a_footnote_says_no_small_or_exact_number_of_children(name: str, role: Role) -> None:
    for chosen in ways(name, role):
        for said in re.findall(r"(\d[\d,]*) (?:child|children)\b", " ".join(visit(role).ask(name, **chosen).footnotes)):
            people = int(said.replace(",", ""))
            assert people >= NHS.fewest
            assert people % NHS.nearest == 0


def test_the_sample_area_has_small_numbers_longest_waits_and_lists_of_weeks_to_hide() -> None:
    answers = [visit(Role.LEAD).ask(name, **chosen) for name in NUMBERS for chosen in ways(name)]
    people = {value for answer in answers for value in of_kind(answer, "people")}
    assert set(range(1, NHS.fewest)) <= people
    assert any(of_kind(answer, "longest weeks") for answer in answers)
    weeks = [value for answer in answers for value in of_kind(answer, "weeks of people")]
    assert any(len(value) < 2 * NHS.fewest for value in weeks)
    assert any(len(value) >= 2 * NHS.fewest for value in weeks)


@pytest.mark.parametrize(
    ("people", "shown"), [(0, 0), (1, None), (7, None), (8, 10), (12, 10), (13, 15), (1002, 1000), (1003, 1005), (None, None)]
)
def test_a_number_is_protected(people: int | None, shown: int | None) -> None:
    assert NHS.shown(people) == shown


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_a_shown_number_can_stand_for_is_what_is_shown_as_it(rule: Rule) -> None:
    stands_for: dict[int, set[int]] = {}
    for people in range(500):
        shown = rule.shown(people)
        if shown is not None:
            stands_for.setdefault(shown, set()).add(people)
    whole = {shown: people for shown, people in stands_for.items() if shown < 400}
    assert {shown: rule.could_be(shown) for shown in whole} == {shown: (min(people), max(people)) for shown, people in whole.items()}


@pytest.mark.parametrize("fewest", [5, 8, 10])
@pytest.mark.parametrize("waiting", range(0, 140, 3))
def test_a_summary_of_waits_has_enough_children_on_either_side_of_it(waiting: int, fewest: int) -> None:
    weeks = tuple(range(waiting))
    rule = next(rule for rule in RULES.values() if rule.fewest == fewest)
    told = summary(weeks, rule.shown(waiting), rule)
    if told is None:
        assert waiting < 2 * fewest + rule.nearest
        return
    assert sum(week >= told["median"] for week in weeks) >= fewest
    assert told["percentile_92"] is None or sum(week > told["percentile_92"] for week in weeks) >= fewest


def test_only_the_lead_sees_a_word_that_a_partner_typed() -> None:
    typed = "Ran from the bus in Mill Lane"
    day = date(2026, 10, 31)
    store = Store.open()
    keep(
        store,
        Area(
            children=(Child("C1", date(2014, 3, 14), "E"),),
            spells=(
                Spell("C1", "cme", date(2026, 9, 1), reason=typed),
                Spell("C1", "ehe", date(2026, 6, 1), date(2026, 7, 1), "returned_to_school", typed),
            ),
            health_access=(Access("C1", "slt", "cannot_access", barrier=typed),),
            told_at=(("Council", day), ("Trust", day)),
        ),
    )
    tellers = {
        role: {name for name in NUMBERS if typed in of_kind(Visit(Viewer("A viewer", role), store).ask(name, day), "text")}
        for role in (Role.LEAD, *ROLES)
    }
    assert tellers == {Role.LEAD: OWN_WORDS, Role.COMMISSIONER: set(), Role.BOARD: set()}
