"""Sentences say numbers as people do, hide what is hidden, and carry no markup."""

from __future__ import annotations

from datetime import date

import pytest

from rollcall.show import sentences
from tests.show.examples import EXAMPLES, MARKUP


@pytest.mark.parametrize(
    ("number", "about", "words"),
    [
        (512, False, "512 children"),
        (1, False, "1 child"),
        (0, False, "no children"),
        (0, True, "no children"),
        (1515, True, "about 1,515 children"),
        (None, True, "a hidden number of children"),
    ],
)
def test_says_how_many_children(number: int | None, about: bool, words: str) -> None:
    assert sentences.people(number, about) == words


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (512, 474, "38 more than a year before"),
        (474, 512, "38 fewer than a year before"),
        (512, 512, "the same as a year before"),
        (None, 512, ""),
        (512, None, ""),
    ],
)
def test_says_the_change_in_words(now: int | None, before: int | None, words: str) -> None:
    assert sentences.change(now, before) == words


def test_a_change_of_rounded_numbers_is_about() -> None:
    assert sentences.change(515, 475, about=True) == "about 40 more than a year before"
    assert sentences.change(515, 515, about=True) == "about the same as a year before"


def test_per_cent_rounds_a_half_up() -> None:
    assert sentences.per_cent(1 / 8) == "13%"
    assert sentences.per_cent(None) == "not known"


def test_points_are_those_of_the_per_cents_that_are_shown() -> None:
    assert sentences.points(0.424, 0.616) == "20 percentage points fewer"
    assert sentences.points(0.61, 0.60) == "1 percentage point more"


@pytest.mark.parametrize(
    ("label", "inside"),
    [("Elective home education", "elective home education"), ("ADHD", "ADHD"), ("DfE", "DfE"), ("EHC plan", "EHC plan")],
)
def test_a_label_inside_a_sentence_keeps_its_abbreviation(label: str, inside: str) -> None:
    assert sentences.lower_first(label) == inside


def test_a_date_is_said_without_a_leading_nought() -> None:
    assert sentences.day(date(2026, 11, 1)) == "1 November 2026"


@pytest.mark.parametrize(
    "text", [MARKUP, "![x](http://elsewhere.example/x.png)", ":red[text] $x$ `code`", "# heading", "1. list", "a|b", ":material/home:"]
)
def test_no_sign_of_markup_is_left_unescaped(text: str) -> None:
    said = sentences.escaped(text)
    for place, letter in enumerate(said):
        if letter in "`*_[]<>|~$:":
            assert said[place - 1] == "\\", said


@pytest.mark.parametrize(
    ("text", "said"), [("# North", r"\# North"), ("1. North", r"1\. North"), ("- North", r"\- North"), ("> x", r"\> x")]
)
def test_a_sign_that_means_something_at_the_start_is_escaped_there(text: str, said: str) -> None:
    assert sentences.escaped(text) == said


def test_plain_words_are_left_as_they_are() -> None:
    assert sentences.escaped("Part-time timetable (C2), 1.5 days.") == "Part-time timetable (C2), 1.5 days."


def test_a_line_break_in_a_partners_word_does_not_start_a_block() -> None:
    assert "\n" not in sentences.escaped("North\n\n# Heading")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.kind.value)
def test_every_figure_can_be_heard(example) -> None:  # type: ignore[no-untyped-def]
    said = sentences.described(example)
    assert said.startswith(example.title)
    assert "None" not in said
    assert "nan" not in said
