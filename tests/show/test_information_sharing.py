"""What the page Information sharing says of small areas whose numbers are known."""

from __future__ import annotations

from datetime import date, timedelta

from rollcall.answers.statistics import wilson
from rollcall.show import information_sharing
from rollcall.show.asking import Asked
from rollcall.show.sentences import per_cent
from tests.show.area import DAY, area, asked, spell

LEFT = date(2026, 6, 1)


def told_after(days: int | None) -> date | None:
    return None if days is None else LEFT + timedelta(days=days)


def twenty() -> Asked:
    """20 periods: the council was told at once of all; health of 6 on day 10, of 4 on day 11, and of 10 there is no date."""
    health = [10] * 6 + [11] * 4 + [None] * 10
    return asked(
        area(
            30,
            spells=[
                spell(n, since=LEFT, la_notified_date=told_after(-5), health_notified_date=told_after(days))
                for n, days in enumerate(health)
            ],
        )
    )


def test_the_headline_says_what_was_told_in_time_and_what_has_no_date() -> None:
    headline = information_sharing.headline(twenty())
    assert "told within ten days of 30% of 20 periods" in headline.sentence
    assert "of 50% no date is recorded" in headline.sentence
    assert "not the same as never told" in headline.more
    assert "the council of 100%" in headline.more


def test_told_before_the_start_is_told_at_once_and_the_middle_is_of_the_dates_that_are_recorded() -> None:
    council, health = (information_sharing.told(twenty(), service) for service in ("council", "health"))
    assert (council.told, council.half) == (20, "0 days")
    assert (health.periods, health.told, health.no_date) == (6 + 4 + 10, 6, 10)
    assert health.half == "10 days"  # six of ten dates are on the tenth day
    assert information_sharing.told(twenty(), "health", 30).told == 6 + 4


def test_a_share_carries_its_interval() -> None:
    low, high = wilson(6, 20) or (0, 0)
    assert information_sharing.told(twenty(), "health").shown == f"30% ({per_cent(low)} to {per_cent(high)})"


def test_a_period_too_young_for_the_days_is_left_out() -> None:
    young = [spell(n, since=DAY - timedelta(days=4)) for n in range(12)]
    reader = asked(area(30, spells=young))
    assert information_sharing.told(reader, "health", 10).periods == 0
    assert information_sharing.told(reader, "health", 3).periods == 12
    assert "too few to say" in information_sharing.headline(reader).sentence


def test_a_date_to_come_is_no_date_yet() -> None:
    ahead = [spell(n, since=LEFT, health_notified_date=DAY + timedelta(days=1)) for n in range(12)]
    assert information_sharing.told(asked(area(30, spells=ahead)), "health").no_date == 12


def test_categories_that_chance_could_tell_apart_are_not_said_to_differ() -> None:
    apart, alike = (
        area(
            40,
            spells=[
                spell(
                    n, ("ehe", "cme")[n % 2], since=LEFT, health_notified_date=told_after(1) if n < fewest * 2 or (n % 2 and sure) else None
                )
                for n in range(40)
            ],
        )
        for fewest, sure in ((2, True), (10, False))
    )
    assert "least often told within 10 days of elective home education, 10%" in information_sharing.by_category(asked(apart)).finding
    assert "beyond chance" in information_sharing.by_category(asked(alike)).finding


def test_a_category_of_too_few_is_named_and_not_drawn() -> None:
    spells = [spell(n, "ehe" if n < 12 else "cme", since=LEFT) for n in range(15)]
    section = information_sharing.by_category(asked(area(30, spells=spells)))
    assert section.figure
    assert section.figure.along == ("Elective home education",)
    assert any("Too few periods to say: children missing education" in note for note in section.notes)


def test_the_numbers_that_rows_can_be_put_together_by_are_counted_for_each_spreadsheet() -> None:
    children = [
        {"child_id": f"C{n}", "date_of_birth": date(2014, 3, 14), "sen_status": "E", "upn": f"u{n}" if n < 5 else None} for n in range(20)
    ]
    section = information_sharing.identifiers(asked(area(children)))
    assert section.figure
    assert [series.values for series in section.figure.series] == [(25.0,), (0.0,)]
    assert "25% of rows have a UPN" in section.finding


def test_the_day_that_each_partners_last_file_speaks_for_is_told() -> None:
    section = information_sharing.last_files(twenty())
    assert section.grid
    assert ("A council", "Periods not in school", f"{DAY:%d/%m/%Y}", "0", "20") in section.grid.rows
