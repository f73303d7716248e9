"""Two areas with planted canaries: whatever the other area's people ask, in every way there is, not one of them comes out."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from rollcall.access import Capability, Role, Viewer
from rollcall.answers.answer import Answer
from rollcall.answers.ask import Visit, forget_answers, open_visit
from rollcall.answers.question import QUESTIONS
from rollcall.errors import RollcallError
from rollcall.export.download import to_csv, to_workbook
from rollcall.show.pages import PAGES
from rollcall.store.database_key import VARIABLE
from tests.browser.served import KEY, ServedServer
from tests.gate.areas import NORTH, SOUTH, canaries, planted
from tests.gate.signing_in import sign_in

Tried = Callable[[int, str, str], None]
RESPONSES = 10_000
FILTERS = ("locality", "sen_status", "primary_need", "category", "year_group", "sex", "social_care", "service", "provider")


def said_of(area: str, told: object) -> bool:
    """Whether a word of an area is in a response."""
    text = told if isinstance(told, bytes) else repr(told).encode()
    return any(word.encode() in text for word in canaries(area))


def visits(area: str) -> list[Visit]:
    """Everybody of one area who may ask anything."""
    granted = frozenset({Capability.LIST_CHILDREN})
    people = [
        Viewer("lead", Role.LEAD, area),
        Viewer("commissioner", Role.COMMISSIONER, area, granted=granted),
        Viewer("board", Role.BOARD, area),
    ]
    return [open_visit(viewer) for viewer in people]


def values_of(visit: Visit, other: Visit, name: str) -> list[str]:
    """What a filter can be asked by: what it offers, and what it offers the other area, as somebody would who guesses."""
    return [*visit.filter_options(name), *other.filter_options(name)]


def responses(area: str, other: str) -> Iterator[object]:
    """One response after another: option lists, answers, refusals, and the files that are made of answers."""
    strangers = open_visit(Viewer("lead", Role.LEAD, other))
    for visit in visits(area):
        for name in FILTERS:
            yield visit.filter_options(name)
        days = [visit.as_at, *(visit.as_at - timedelta(days=30 * months) for months in range(1, 4))]
        for question, day in itertools.product(QUESTIONS, days):
            yield from every_form(asked(visit, question, day))
            for name in visit.takes(question):
                for value in values_of(visit, strangers, name):
                    yield from every_form(asked(visit, question, day, **{name: value}))


def every_form(told: Answer | str) -> Iterator[object]:
    """An answer as it is, and as each of the files that it can be taken away as; a refusal as it is."""
    yield told
    if isinstance(told, Answer):
        yield to_csv(told)
        with ZipFile(BytesIO(to_workbook([told]))) as book:
            yield b"".join(book.read(part) for part in book.namelist())


def asked(visit: Visit, question: str, day: object, **filters: str) -> Answer | str:
    """The answer, or the words with which it is refused, without the value that was asked for."""
    try:
        return visit.ask(question, day, **filters)  # type: ignore[arg-type]
    except RollcallError as refused:
        words = str(refused)
        for value in filters.values():
            words = words.replace(value, "")
        return words


@pytest.mark.threat("another_area")
@pytest.mark.timeout(900)
def test_ten_thousand_responses_to_one_area_hold_nothing_of_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tried: Tried
) -> None:
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path))
    monkeypatch.setenv(VARIABLE, KEY)
    planted(tmp_path)
    forget_answers()
    count = of_their_own = 0
    # Taken in turns, so that whatever is remembered of one area's answer lies ready when the other asks the same.
    for north, south in itertools.zip_longest(responses(NORTH, SOUTH), responses(SOUTH, NORTH)):
        for told, own, other in ((north, NORTH, SOUTH), (south, SOUTH, NORTH)):
            if told is not None:
                assert not said_of(other, told), (own, told)
                count += 1
                of_their_own += said_of(own, told)
        if count >= RESPONSES:
            break
    assert count >= RESPONSES
    assert of_their_own > 500  # their own canaries do come out, so the others would be seen
    tried(count, f"answers, options, refusals and files, {of_their_own:,} with the area's own canaries", "none of the other area's")


@pytest.mark.threat("another_area")
def test_pages_and_addresses_of_one_area_hold_nothing_of_the_other(served: ServedServer, tried: Tried) -> None:
    lee, sam, cam = (sign_in(served, who) for who in ("lee", "sam", "cam"))
    count = 0
    areas = ("working_as=Lead%2C+Northshire", "working_as=northshire-lead", "locality=Kestrel+East", "provider=Kestrel+Trust+1")
    ways = ("", "view=meeting", "show_as=Lead", *areas)
    for page in PAGES:
        assert not said_of(SOUTH, lee.shown(page.name))
        for way in ways:
            sent = sam.shown(page.name, way)
            assert not said_of(NORTH, without_what_was_asked(sent)), (page.name, way)
            count += 1
    as_south = cam.shown("diagnostic_waits", "working_as=Commissioner%2C+Southshire")
    assert not said_of(NORTH, as_south)
    assert said_of(SOUTH, as_south)
    tried(count + len(PAGES) + 1, "pages and addresses over the websocket, typed with the other area's words", "none of its canaries")


def without_what_was_asked(sent: bytes) -> bytes:
    """What came, without the words of the address that came back with it."""
    for word in (b"Kestrel+East", b"Kestrel+Trust+1", b"Kestrel East", b"Kestrel Trust 1", b"Kestrel%20East", b"Kestrel%20Trust%201"):
        sent = sent.replace(word, b"")
    return sent
