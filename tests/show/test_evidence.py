"""What the data says in a self-evaluation: no difference or change inside noise, thin evidence said, what is missing named."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest

from rollcall.access import Role
from rollcall.answers.evidence import Evidence, Strength
from rollcall.answers.question import QUESTIONS
from rollcall.answers.statistics import newcombe, wilson
from rollcall.definitions.calendar import month_end
from rollcall.definitions.measures import MEASURES
from rollcall.definitions.self_evaluation import Chapter
from rollcall.definitions.tables import BY_NAME
from rollcall.show.asking import Asked
from rollcall.show.evidence import LINES, Line, gathered
from rollcall.show.evidence.saying import difference, share, through_time
from rollcall.store import Store
from tests.show.area import DAY, area, asked, child, spell

EVERY_LINE = [line for lines in LINES.values() for line in lines]
each_line = pytest.mark.parametrize("line", EVERY_LINE, ids=lambda line: line.asks)
each_role = pytest.mark.parametrize("role", [Role.LEAD, Role.COMMISSIONER, Role.BOARD])
MONTHS = [month_end(date(2024 + number // 12, number % 12 + 1, 1)) for number in range(24)]


def said(reader: Asked) -> list[Evidence]:
    return [one for chapter in Chapter for one in gathered(reader, chapter)]


def answer_to(asks: str, reader: Asked) -> Evidence:
    return next(one for one in said(reader) if one.asks == asks)


def test_every_chapter_has_questions_and_no_question_is_asked_twice() -> None:
    assert set(LINES) == set(Chapter)
    assert len({line.asks for line in EVERY_LINE}) == len(EVERY_LINE)


@each_line
def test_a_line_names_questions_measures_and_columns_that_there_are(line: Line) -> None:
    assert line.questions
    assert set(line.questions) <= set(QUESTIONS)
    assert set(line.measures) <= set(MEASURES)
    assert all(BY_NAME[table][column] for table, column in line.columns)
    assert line.for_the_lead == any(QUESTIONS[name].lists_children or QUESTIONS[name].for_the_lead for name in line.questions)


@each_role
def test_an_empty_area_answers_nothing_that_needs_a_spreadsheet_and_says_which(role: Role) -> None:
    found = said(asked(area(), role))
    assert len(found) == len(EVERY_LINE)
    for one, line in zip(found, EVERY_LINE, strict=True):
        if line.needs:
            assert one.strength is Strength.UNANSWERED
            assert all(BY_NAME[table].title in one.sentence for table in line.needs)


@each_role
def test_evidence_is_dated_and_ends_as_a_sentence(role: Role) -> None:
    for one in said(asked(one_in_three(), role)):
        assert one.as_at == DAY
        assert one.sentence.endswith(".")
        assert "None" not in one.sentence + one.note


@cache
def one_in_three() -> Store:
    """120 children with SEND, of whom 40 are home educated, 30 of these with a lead professional."""
    spells = [spell(n, reason="mental_health", lead_professional="A worker" if n < 30 else None) for n in range(40)]
    access = [
        {"child_id": f"C{n}", "service": "slt", "status": "in_place" if n % 4 == 0 or n >= 80 else "waiting", "provider": "A trust"}
        for n in range(120)
    ]
    return area(120, spells=spells, health_access=access)


def test_a_share_has_its_denominator_and_its_interval() -> None:
    low, high = wilson(190, 500) or (0, 0)
    assert share(190, 500, about=False).words == f"190 of 500 (38%; 95% interval {low:.0%} to {high:.0%})"


def test_a_share_of_few_is_thin_and_of_very_few_is_none() -> None:
    assert share(10, 20, about=False).thin
    assert "%" not in share(3, 9, about=False).words


def test_a_hidden_number_gives_no_share() -> None:
    hidden = share(None, 500, about=True)
    assert hidden.words == "a hidden number of about 500"
    assert hidden.thin


def test_a_difference_that_chance_explains_is_not_claimed() -> None:
    apart = difference(40, 100, 45, 100)
    assert apart
    assert apart.way == 0
    assert "lower (" not in apart.words
    assert apart.words.startswith("no difference")


def test_a_difference_beyond_chance_is_claimed_with_its_interval() -> None:
    low, high = newcombe(20, 100, 60, 100) or (0, 0)
    apart = difference(20, 100, 60, 100)
    assert apart
    assert apart.way == -1
    assert apart.words == f"40 percentage points lower (95% interval {round(-100 * high)} to {round(-100 * low)})"


@pytest.mark.parametrize("numbers", [(None, 100, 60, 100), (2, 9, 60, 100), (20, None, 60, 100)])
def test_what_is_hidden_or_too_small_is_not_compared(numbers: tuple) -> None:
    assert difference(*numbers) is None


def test_months_within_their_limits_are_no_change() -> None:
    told = through_time([100 + 5 * (number % 3) for number in range(24)], MONTHS, "down", "the number", about=False)
    assert "No special cause" in told.sentence
    assert "differs from the mean by no more than months do by chance" in told.sentence


def test_a_month_above_its_limits_is_a_concern_where_fewer_is_better() -> None:
    told = through_time([*(100 + 5 * (number % 3) for number in range(23)), 200], MONTHS, "down", "the number", about=False)
    assert "Concern: December 2025 is above the limits" in told.sentence


def test_too_few_months_tell_no_change() -> None:
    told = through_time([100, 200], MONTHS[:2], "down", "the number", about=False)
    assert told.thin
    assert "cannot be told from chance" in told.sentence


def test_the_gap_in_health_access_is_written_from_both_shares() -> None:
    # 10 of the 40 who are not in school have it; in school 10 of 40, and all of the other 40.
    low, high = (round(-100 * bound) for bound in newcombe(10, 40, 10 + 40, 80) or (0, 0))
    one = answer_to("Do fewer of the children not in school have what they need?", asked(one_in_three()))
    apart = round(100 * ((10 + 40) / 80 - 10 / 40))
    assert f"{apart} percentage points lower (95% interval {high} to {low})" in one.sentence


def test_who_leads_is_said_alike_of_exact_and_of_protected_numbers_and_unallocated_is_nobody() -> None:
    asks = "Does every child have a lead professional?"
    lead = answer_to(asks, asked(one_in_three()))
    assert "30 of 40 (75%" in lead.sentence
    assert lead.strength is Strength.THIN
    assert "For 25% of them nothing is recorded." in lead.note
    board = answer_to(asks, asked(one_in_three(), Role.BOARD))
    assert "about 30 of about 40 (75%" in board.sentence
    nobody = area([child(n) for n in range(40)], spells=[spell(n, lead_professional="Unallocated") for n in range(40)])
    assert "none of 40" in answer_to(asks, asked(nobody)).sentence


DAYS_OF_OVERSIGHT = (
    ("Is it checked that home education is suitable?", "ehe", "suitability_checked_date", "suitability checked"),
    ("Is the decision recorded for every child in EOTAS?", "eotas", "section_61_decision_date", "decision under section 61"),
    ("Do part-time timetables end when it was agreed?", "part_time", "agreed_full_time_date", "agreed full-time day"),
)


@pytest.mark.parametrize(("asks", "category", "column", "words"), DAYS_OF_OVERSIGHT, ids=[row[1] for row in DAYS_OF_OVERSIGHT])
def test_a_day_that_no_file_records_leaves_its_question_unanswered(asks: str, category: str, column: str, words: str) -> None:
    listed = [child(n) for n in range(40)]
    without = answer_to(asks, asked(area(listed, spells=[spell(n, category) for n in range(40)])))
    assert without.strength is Strength.UNANSWERED
    assert without.sentence == f"This cannot be answered yet: no file of periods not in school records {words}."
    day_of = {column: date(2026, 10, 1)}
    known = answer_to(asks, asked(area(listed, spells=[spell(n, category, **(day_of if n < 36 else {})) for n in range(40)])))
    assert "36 of 40 (90%" in known.sentence
    assert known.strength is Strength.STANDS
    few = answer_to(asks, asked(area(listed, spells=[spell(n, category, **(day_of if n < 30 else {})) for n in range(40)])))
    assert few.strength is Strength.THIN
    assert "For 25% of them nothing is recorded." in few.note


def test_a_small_number_is_hidden_from_a_board_and_the_sentence_says_so() -> None:
    store = area([child(n) for n in range(60)], spells=[spell(n, since=date(2024, 1, 1) if n < 3 else date(2026, 9, 1)) for n in range(40)])
    one = answer_to("How long have they been out?", asked(store, Role.BOARD))
    assert "a hidden number of about 40" in one.sentence
    assert one.strength is Strength.THIN
    assert not re.search(r"\b3\b", one.sentence)


def test_an_old_file_makes_its_evidence_thin() -> None:
    reader = asked(one_in_three())
    later = Asked(reader.visit, date(2027, 3, 1))
    one = answer_to("How many children with SEND are not in school?", later)
    assert one.strength is Strength.THIN
    assert f"speaks for 31 October 2026, {(date(2027, 3, 1) - DAY).days} days before." in one.note
