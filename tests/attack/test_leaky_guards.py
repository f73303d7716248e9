"""The attack finds what leaky guards give away: sums, cuts, days, months, thresholds, medians and downloads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from rollcall.access import Role, Viewer
from rollcall.answers.ask import Visit
from rollcall.attack.reading import read
from rollcall.attack.rule import Rule
from rollcall.attack.sayings import read_sayings
from rollcall.attack.session import different_in
from rollcall.export.download import to_csv
from tests.attack.guards import attacked, by_rule, hiding, look, with_numbers
from tests.show.area import DAY, area, child, spell, wait

NHS = Rule()
UNROUNDED = Rule(fewest_shown=8, nearest=1)


def visit(**tables: Any) -> Visit:
    """A lead, who sees exact numbers, at an area with these rows."""
    return Visit(Viewer("A lead", Role.LEAD), area(**tables))


def out_of_school(**by: int) -> Visit:
    """An area in which so many children of each sex are not in school: F=20, M=3."""
    sexes = [sex for sex, count in by.items() for _ in range(count)]
    return visit(children=[child(n, sex=sex) for n, sex in enumerate(sexes)], spells=[spell(n) for n in range(len(sexes))])


def known(verdict: Any) -> set[tuple[str, int | None, int | None]]:
    """What was broken, by the last words of its name."""
    return {(breach.what.rpartition(", ")[2], breach.least, breach.most) for breach in verdict.breaches}


def test_one_hidden_number_under_an_exact_total_is_pinned() -> None:
    looks = look(out_of_school(F=20, M=3), UNROUNDED, by_rule(UNROUNDED), "not_in_school_total", "not_in_school_by_sex")
    assert ("sex M", 23 - 20, 23 - 20) in known(attacked(looks, UNROUNDED))


def test_rounding_every_number_on_its_own_still_narrows_the_one_that_is_hidden() -> None:
    looks = look(out_of_school(F=100, M=2), NHS, by_rule(NHS), "not_in_school_total", "not_in_school_by_sex")
    assert ("sex M", 1, 102 - 98) in known(attacked(looks, NHS))


def test_two_hidden_numbers_under_a_rounded_total_narrow_each_other() -> None:
    looks = look(out_of_school(F=100, M=1, U=1), NHS, by_rule(NHS), "not_in_school_total", "not_in_school_by_sex")
    assert {("sex M", 1, 102 - 98 - 1), ("sex U", 1, 102 - 98 - 1)} <= known(attacked(looks, NHS))


def test_nothing_is_found_where_a_larger_number_is_hidden_too() -> None:
    guard = hiding(NHS, [("not_in_school_by_sex", 0, "children")])
    looks = look(out_of_school(F=100, M=2), NHS, guard, "not_in_school_total", "not_in_school_by_sex")
    assert attacked(looks, NHS).breaches == ()


def test_hiding_a_second_small_number_is_not_enough_for_naive_rules() -> None:
    cells = [("not_in_school_by_sex", 1, "children"), ("not_in_school_by_sex", 2, "children")]
    looks = look(out_of_school(F=100, M=1, U=1), NHS, hiding(NHS, cells), "not_in_school_total", "not_in_school_by_sex")
    assert attacked(looks, NHS).breaches


def test_two_cuts_that_are_safe_alone_are_subtracted() -> None:
    people = visit(children=[child(n, sex="M" if n < 3 else "F") for n in range(30)], spells=[spell(n) for n in range(30)])
    alone = look(people, UNROUNDED, by_rule(UNROUNDED), "not_in_school_total")
    cut = look(people, UNROUNDED, by_rule(UNROUNDED), ("not_in_school_total", {"sex": "F"}))
    assert attacked(alone, UNROUNDED).breaches == ()
    assert attacked(cut, UNROUNDED).breaches == ()
    assert any((breach.least, breach.most) == (3, 3) for breach in attacked([*alone, *cut], UNROUNDED).breaches)


def test_a_threshold_beside_its_whole_gives_away_those_below_it() -> None:
    waits = [wait(n, since=date(2026, 10, 1) if n < 4 else date(2024, 10, 1)) for n in range(24)]
    people = visit(children=24, diagnostic_waits=waits)
    looks = look(people, UNROUNDED, by_rule(UNROUNDED), "diagnostic_waits_total")
    assert any((breach.least, breach.most) == (4, 4) for breach in attacked(looks, UNROUNDED).breaches)


def test_the_months_of_a_list_give_away_who_left_it() -> None:
    waits = [wait(n, since=date(2025, 3, 3), **({"closed_date": date(2026, 10, 9)} if n < 2 else {})) for n in range(40)]
    people = visit(children=40, diagnostic_waits=waits)
    looks = look(people, UNROUNDED, by_rule(UNROUNDED), "diagnostic_waits_each_month")
    broken = [breach for breach in attacked(looks, UNROUNDED).breaches if "who left the list" in breach.what]
    assert [(breach.least, breach.most) for breach in broken] == [(2, 2)]


def test_this_month_s_files_and_last_month_s_are_put_together() -> None:
    waits = [wait(n, since=date(2025, 3, 3), **({"closed_date": date(2026, 10, 9)} if n < 2 else {})) for n in range(40)]
    before = visit(children=40, diagnostic_waits=[wait(n, since=date(2025, 3, 3)) for n in range(40)])
    after = visit(children=40, diagnostic_waits=waits)
    rows = range(36)
    guard = hiding(
        UNROUNDED, [("diagnostic_waits_each_month", row, column) for row in rows for column in ("waiting", "assessed", "closed")]
    )
    then = look(before, UNROUNDED, guard, "diagnostic_waits_total", day=date(2026, 9, 30), month=0)
    now = look(after, UNROUNDED, guard, "diagnostic_waits_total", "diagnostic_waits_each_month", day=DAY, month=1)
    assert attacked(then, UNROUNDED).breaches == ()
    assert attacked(now, UNROUNDED).breaches == ()
    together = [breach for breach in attacked([*then, *now], UNROUNDED).breaches if "who left the list" in breach.what]
    assert [(breach.least, breach.most) for breach in together] == [(40 - 38, 40 - 38)]


def test_categories_of_children_who_are_in_two_give_away_who_is_in_one_alone() -> None:
    spells = [spell(n) for n in range(30)] + [spell(n, "cme") for n in range(27)]
    people = visit(children=30, spells=spells)
    looks = look(people, UNROUNDED, by_rule(UNROUNDED), "not_in_school_total", "not_in_school_by_category", "not_in_school_overlap")
    assert any((breach.least, breach.most) == (3, 3) for breach in attacked(looks, UNROUNDED).breaches)


def test_a_small_number_that_is_shown_is_found_without_any_sums() -> None:
    people = out_of_school(F=20, M=3)
    looks = look(people, NHS, lambda answer: with_numbers(answer, lambda _row, _column, value: value), "not_in_school_by_sex")
    assert [breach.what for breach in attacked(looks, NHS).breaches if "hides or rounds" in breach.what]


def test_the_longest_wait_and_single_weeks_are_found() -> None:
    people = visit(children=12, diagnostic_waits=[wait(n) for n in range(12)])
    broken = " ".join(read(people.ask("diagnostic_waits_by_provider"), NHS).broken)
    assert "is one child's" in broken
    assert "lists the weeks of single children" in broken


def test_a_sentence_that_says_fewer_than_eight_is_heard() -> None:
    said = "Fewer than 8 children are in more than one category, so the categories add to more than about 310."
    answer = replace(out_of_school(F=20).ask("not_in_school_total"), footnotes=(said,))
    shown, strange = read_sayings(answer, NHS, 0)
    assert [(one.least, one.most) for one in shown] == [(1, 7), (308, 312)]
    assert strange == []


def test_a_sentence_with_a_number_of_nobody_knows_whom_is_found() -> None:
    answer = replace(out_of_school(F=20).ask("not_in_school_total"), footnotes=("17 children were seen on Monday.",))
    assert read_sayings(answer, NHS, 0)[1]


def test_a_download_that_tells_more_than_the_screen_is_found() -> None:
    exact = out_of_school(F=20, M=3).ask("not_in_school_by_sex")
    hidden = by_rule(NHS)(exact)
    assert different_in(to_csv(hidden), hidden) == []
    assert different_in(to_csv(exact), hidden)


def surveyed(**answers: int) -> Visit:
    """An area in which so many parents gave each answer to one statement."""
    return visit(
        survey_responses=[
            {"respondent_group": "parent", "question": "I am heard.", "answer": answer}
            for answer, many in answers.items()
            for _ in range(many)
        ]
    )


def test_who_agrees_strongly_is_taken_from_all_who_agree() -> None:
    looks = look(surveyed(agree=20, strongly_agree=2, disagree=30), NHS, by_rule(NHS), "survey_answers")
    broken = [breach for breach in attacked(looks, NHS).breaches if "answer (kept 0) strongly_agree," in breach.what]
    assert [(breach.least, breach.most) for breach in broken] == []
    exact = look(surveyed(agree=20, strongly_agree=2, disagree=30), UNROUNDED, by_rule(UNROUNDED), "survey_answers")
    assert any((breach.least, breach.most) == (2, 2) for breach in attacked(exact, UNROUNDED).breaches)


def test_several_answers_are_taken_together_from_all_answers() -> None:
    people = surveyed(agree=20, disagree=30, neither=1, dont_know=2)
    guard = hiding(UNROUNDED, [("survey_answers", 0, "not_said")])
    broken = attacked(look(people, UNROUNDED, guard, "survey_answers"), UNROUNDED).breaches
    assert any("dont_know or neither" in breach.what and (breach.least, breach.most) == (3, 3) for breach in broken)


def test_a_statement_that_is_left_out_is_taken_from_the_total() -> None:
    rows = [("parent", "I am heard.", 30), ("child", "I am safe.", 3)]
    people = visit(
        survey_responses=[
            {"respondent_group": group, "question": text, "answer": "agree"} for group, text, many in rows for _ in range(many)
        ]
    )
    few = lambda answer: replace(answer, rows=tuple(row for row in answer.rows if row[0] != "child"))  # noqa: E731
    looks = [*look(people, UNROUNDED, few, "survey_answers"), *look(people, UNROUNDED, by_rule(UNROUNDED), "survey_answers_total")]
    broken = [breach for breach in attacked(looks, UNROUNDED).breaches if "to no statement that is seen" in breach.what]
    assert [(breach.least, breach.most) for breach in broken] == [(3, 3)]


def test_who_answered_since_an_earlier_day_is_taken_from_all_who_have() -> None:
    rows = [
        {"respondent_group": "parent", "question": "I am heard.", "answer": "agree", "answered_on": day}
        for day in (*[date(2026, 9, 1)] * 20, *[DAY] * 2)
    ]
    people = visit(survey_responses=rows)
    looks = [
        one for day in (date(2026, 9, 30), DAY) for one in look(people, UNROUNDED, by_rule(UNROUNDED), "survey_answers_total", day=day)
    ]
    broken = [breach for breach in attacked(looks, UNROUNDED).breaches if "since 30/09/2026" in breach.what]
    assert [(breach.least, breach.most) for breach in broken] == [(2, 2)]
