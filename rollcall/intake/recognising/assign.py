"""Gives each heading of a header to one column of a table, weighing the words of the heading and the shape of the values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from rollcall.definitions import codes as lists
from rollcall.definitions.survey import SURVEY_ANSWER
from rollcall.definitions.table import Column, Kind, Table, fold
from rollcall.intake.recognising.header_row import Header
from rollcall.intake.recognising.headings import Meaning, meanings_in, tidy
from rollcall.intake.recognising.references import could_name_the_child
from rollcall.intake.recognising.shapes import Shape
from rollcall.intake.values.words import code_of

_SURE_ENOUGH = 0.5
_EMPTY = 0.75
_ENOUGH_REFERENCES = 3
_TELLING_LISTS = (
    *(lists.CATEGORY, lists.ASSESSMENT, lists.SERVICE, lists.ACCESS_STATUS, lists.SEN_STATUS, lists.PRIMARY_NEED),
    *(lists.REASON, lists.OUTCOME, lists.BARRIER, lists.SOCIAL_CARE),
)
_PROVEN_BY_WORDS = ("sex", "primary_need", "social_care", "outcome", "reason", "barrier")  # columns whose words alone show what they are
_ANOTHER = re.compile(
    r"\b(secondary|second|2|tertiary|other|previous|former|last|parents?|mothers?|fathers?|carers?|siblings?|brothers?|sisters?|twins?|additional)\b"
)
_NUMBERS_ROWS = ("id", "no", "number", "row", "key")  # over 1, 2, 3
_COUNTS = ("no", "number")  # over plain numbers these count something
_UNNAMED = ("", "key", "no", "number", "identifier", "pupil", "child", "student", "client", "patient")

# Of a column that is about one service or one question: what that is, and what its cells say, by spreadsheet kind.
IN_COLUMNS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"health_access": ("service", "status"), "survey_responses": ("question", "answer")}
)
NOTHING_SAID: Mapping[int, str | None] = MappingProxyType({})

Shapes = Mapping[int, Shape]
Chosen = dict[int, tuple[str, float]]  # place -> column, confidence


def assign(
    table: Table, header: Header, shapes: Shapes, personal: set[int], said: Mapping[int, str | None] = NOTHING_SAID
) -> tuple[Chosen, dict[int, str]]:
    """The column that each heading was given, and what each column is about in a sheet with a column for each service or question.

    What is said of a column by hand, by its place, is so; no other column then has that meaning.
    """
    certain = {place: (name, 1.0) for place, name in said.items() if name in table.by_name}
    shapes = {place: shape for place, shape in shapes.items() if place not in said or place in certain}
    options: list[tuple[float, int, str]] = []
    for place, heading in enumerate(header.headings):
        if heading and place not in said and not (place in personal and table.identifiers):
            options += [
                (_likeness(meaning, table[meaning.column], heading, shapes.get(place)), place, meaning.column)
                for meaning in meanings_in(table, heading)
            ]
    chosen = _without_row_numbers(_one_to_one(options, certain), certain, header, shapes)
    wide = _service_columns(table, header, shapes, chosen) or _question_columns(table, header, shapes, chosen)
    chosen = {place: one for place, one in chosen.items() if place not in wide}
    _by_shape_alone(table, header, {place: shape for place, shape in shapes.items() if place not in wide}, personal, chosen)
    return chosen, wide


def _likeness(meaning: Meaning, column: Column, heading: str, shape: Shape | None) -> float:
    """The likeness of a heading, weighed with the fit of the values under it."""
    fit = shape.fit(column, heading) if shape else None
    if meaning.hinted:
        return _likeness_of_hint(meaning, column, shape, fit)
    if fit is None:
        return meaning.likeness * (0.8 if meaning.generic else 0.95)
    floor = 0.1 if meaning.generic else 0.55 if meaning.exact else 0.35
    if column.kind in (Kind.CODE, Kind.DATE) and fit >= 0.6:
        fit = 0.85 + 0.15 * fit
    if (meaning.generic and fit < 0.4) or (column.kind is Kind.CODE and fit < 0.3 and shape and _speaks_another_list(shape, column)):
        return meaning.likeness * fit
    if column.name == "child_id" and meaning.generic and shape:
        fit = 0.7 if shape.counts_rows else min(fit, 0.95)  # 'Ref' beside 'Synergy ID' is another reference
    return meaning.likeness * max(fit, floor)


def _likeness_of_hint(meaning: Meaning, column: Column, shape: Shape | None, fit: float | None) -> float:
    """A word in a heading is enough only with values that nothing but the column would have."""
    if shape is not None and not shape.seen and column.kind is Kind.DATE and not column.required:
        return meaning.likeness * _EMPTY  # 'Actual end date' with nothing in it yet is not another column's place
    if shape is None or fit is None:
        return 0.0
    if column.kind is Kind.LOCAL_ID:
        fit = 0.0 if shape.counts_rows else shape.identifiers
    if column.kind is Kind.LOCAL_WORD and column.codes:
        fit = max(
            shape.words_of(column.codes),
            0.7 if column.name in ("reason", "barrier", "destination") and shape.dates < 0.3 and shape.numbers < 0.5 else 0.0,
        )
    if column.name == "locality":
        fit = fit if shape.repeats else 0.0
    if column.kind is Kind.CODE and fit >= 0.9 and column.codes and shape.telling_words_of(column.codes):
        return meaning.likeness + 0.1
    return meaning.likeness * fit if fit >= 0.7 else 0.0


def _speaks_another_list(shape: Shape, column: Column) -> bool:
    """Whether the words are those of another list: a 'Service' column of autism and ADHD is not one of health services."""
    return any(
        codes is not column.codes and shape.telling_words_of(codes) >= 2 and shape.words_of(codes) >= 0.9 for codes in _TELLING_LISTS
    )


def _one_to_one(options: list[tuple[float, int, str]], certain: Chosen) -> Chosen:
    """Each heading to one column and each column to one heading, the likeliest pairs first."""
    chosen = dict(certain)
    taken = {name for name, _ in certain.values()}
    for likeness, place, name in sorted(options, key=lambda option: (-option[0], option[1])):
        if likeness >= _SURE_ENOUGH and place not in chosen and name not in taken:
            chosen[place] = (name, round(likeness, 2))
            taken.add(name)
    return chosen


def _without_row_numbers(chosen: Chosen, certain: Chosen, header: Header, shapes: Shapes) -> Chosen:
    """1, 2, 3 under 'ID' number the rows, as forms do, where another column names the child."""
    names = {name: place for place, (name, _) in chosen.items()}
    place = names.get("child_id")
    if place is None or place in certain or place not in shapes or not {"nhs_number", "upn"} & set(names):
        return chosen
    numbers_rows = fold(header.headings[place]) in _NUMBERS_ROWS and shapes[place].counts_rows
    return {other: one for other, one in chosen.items() if other != place} if numbers_rows else chosen


def _by_shape_alone(table: Table, header: Header, shapes: Shapes, personal: set[int], chosen: Chosen) -> None:
    """Columns whose values prove what they are, whatever their heading says."""
    taken = {name for name, _ in chosen.values()}
    free = [place for place in shapes if place not in chosen and place not in personal]
    for place in free:
        shape = shapes[place]
        heading = header.headings[place] if place < len(header.headings) else ""
        name, sure = None, 0.0
        another = _ANOTHER.search(fold(heading)) is not None
        if "nhs_number" in table.by_name and "nhs_number" not in taken and not another and shape.seen >= 5 and shape.nhs_numbers >= 0.9:
            name, sure = "nhs_number", 0.8
        elif "upn" in table.by_name and "upn" not in taken and not another and shape.seen >= 3 and shape.upns >= 0.9:
            name, sure = "upn", 0.85
        elif not another and not any(
            meaning.exact and not meaning.generic and meaning.column not in taken for meaning in meanings_in(table, heading)
        ):
            name, sure = _coded_by_shape(table, shape, taken), 0.55
        if name:
            chosen[place] = (name, sure)
            taken.add(name)
    _last_resort(table, header, shapes, personal, chosen, taken)


def _coded_by_shape(table: Table, shape: Shape, taken: set[str]) -> str | None:
    """The code column whose list, and no other list of the table, has nearly all the words."""
    fits = [
        column.name
        for column in table.columns
        if column.codes
        and column.name not in taken
        and ((column.required and column.kind is Kind.CODE) or column.name in _PROVEN_BY_WORDS)
        and (shape.speaks(column.codes) or (column.name == "sex" and _is_sex(shape)))
    ]
    return fits[0] if len(fits) == 1 else None


def _is_sex(shape: Shape) -> bool:
    return shape.seen >= 2 and shape.words_of(lists.SEX) == 1.0 and shape.telling_words_of(lists.SEX) >= 2


def _last_resort(table: Table, header: Header, shapes: Shapes, personal: set[int], chosen: Chosen, taken: set[str]) -> None:
    """A column headed just 'Date' is the one required date that is missing, when it is the only one that could be."""
    missing = [column for column in table.columns if column.required and column.kind is Kind.DATE and column.name not in taken]
    plain = [
        place
        for place, heading in enumerate(header.headings)
        if place not in chosen
        and place not in personal
        and fold(heading) in ("date", "dates", "day", "the date")
        and place in shapes
        and shapes[place].dates > 0.8
    ]
    if len(missing) == 1 and len(plain) == 1 and missing[0].name != "date_of_birth":
        chosen[plain[0]] = (missing[0].name, 0.55)
        taken.add(missing[0].name)
    if table.identifiers and not taken & set(table.identifiers):
        place = _likeliest_reference(header, shapes, personal, chosen)
        if place is not None:
            chosen[place] = ("child_id", 0.55)


def _likeliest_reference(header: Header, shapes: Shapes, personal: set[int], chosen: Chosen) -> int | None:
    """When nothing else names the child: the one column of references whose heading says that it is one, or that has no heading."""
    could_be = []
    for place, shape in shapes.items():
        heading = fold(header.headings[place]) if place < len(header.headings) else ""
        free = place not in chosen and place not in personal and (heading in _UNNAMED or could_name_the_child(heading, shape.column))
        if (
            free
            and shape.seen >= 1
            and shape.identifiers >= 0.9
            and not shape.counts_rows
            and not (heading in _COUNTS and shape.numbers == 1.0)
            and (shape.distinct > 0.3 or heading not in _UNNAMED)
        ):
            could_be.append(place)
    named = [place for place in could_be if fold(header.headings[place]) not in _UNNAMED]
    return next(iter(named or could_be), None) if len(named) == 1 or len(could_be) == 1 else min(named, default=None)


def _service_columns(table: Table, header: Header, shapes: Shapes, chosen: Mapping[int, tuple[str, float]]) -> dict[int, str]:
    """A column for each service, with where the child stands in its cells, in place of a column of services."""
    if table.name != "health_access" or "service" in {name for name, _ in chosen.values()}:
        return {}
    wide: dict[int, str] = {}
    for place, heading in enumerate(header.headings):
        code, sure = code_of(lists.SERVICE, heading) if heading else (None, 0.0)
        shape = shapes.get(place)
        free = place not in chosen and code not in wide.values() and "date" not in fold(heading)
        if code and sure >= 0.8 and free and shape and shape.seen and shape.words_of(lists.ACCESS_STATUS) >= 0.6:
            wide[place] = code
    return wide if len(wide) >= 2 else {}


def _question_columns(table: Table, header: Header, shapes: Shapes, chosen: Mapping[int, tuple[str, float]]) -> dict[int, str]:
    """A column for each question of a survey, with the answers in its cells, in place of a column of questions."""
    if table.name != "survey_responses" or "question" in {name for name, _ in chosen.values()}:
        return {}
    wide: dict[int, str] = {}
    for place, heading in enumerate(header.headings):
        shape = shapes.get(place)
        free = place not in chosen or chosen[place][0] == "answer"
        answers = shape is not None and bool(shape.telling_words_of(SURVEY_ANSWER)) and shape.words_of(SURVEY_ANSWER) >= 0.8
        if heading and free and answers and tidy(heading) not in wide.values():
            wide[place] = tidy(heading)
    return wide if len(wide) >= 2 else {}
