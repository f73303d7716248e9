"""Files that nobody should send, dropped into a real browser: one sentence each, the rest goes on, and the server lives."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.server import Server
from tests.browser.visitor import Visitor
from tests.intake.made_files import encrypted, far_apart, one_sheet, png

Visit = Callable[..., Visitor]
PAGE = "bring_in_spreadsheets"
GOOD = b"Child ID,Category,Start date\nC1,EHE,05/01/2026\n"


def test_each_bad_file_gets_one_sentence_and_the_rest_goes_on(server: Server, visit: Visit) -> None:
    bad = {
        "far apart.xlsx": far_apart("XFD1048576"),  # ends the process that reads it
        "locked.xlsx": encrypted(one_sheet([["Child ID"], ["C1"]]), "secret"),
        "picture.xlsx": png(),
        "empty.xlsx": one_sheet([]),
        "too wide.csv": b",".join(b"h%d" % column for column in range(17_000)) + b"\n",
    }
    visitor = visit(server).go(PAGE)
    visitor.drop_and_read(*bad.items(), ("EHE register.csv", GOOD))
    expect(visitor.shown("Not read")).to_have_count(len(bad))
    said = visitor.text
    for words in ("XFD1048576", "password", "picture", "every sheet is empty", "17,000 columns"):
        assert words in said
    assert "1 row to keep" in said
    visitor.keep()
    assert server.is_alive


def test_words_from_a_file_are_drawn_as_they_are_and_fetch_nothing(server: Server, visit: Visit) -> None:
    picture = "![seen](http://pictures.example/seen.png) **bold** :material/home: www.example.org"
    header = f"Child ID,Category,Start date,Surname {picture}\n".encode()
    visitor = visit(server).go(PAGE)
    visitor.drop_and_read((f"{picture.replace('/', '_')}.csv", header + b"C1,EHE,05/01/2026,Smith\n"))
    assert "![seen]" in visitor.text
    expect(visitor.page.get_by_test_id("stMain").locator("img, a[href*=example]")).to_have_count(0)
    visitor.keep()
    expect(visitor.page.get_by_test_id("stMain").locator("img, a[href*=example]")).to_have_count(0)
