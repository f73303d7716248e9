"""Exploring in a real browser: filters live in the address, and what is downloaded is what is shown."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import openpyxl
from playwright.sync_api import expect

from tests.browser.server import Server
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]


def test_a_filter_goes_into_the_address_and_a_new_tab_shows_the_same(invented_area: Server, visit: Visit) -> None:
    visitor = visit(invented_area).go("not_in_school")
    everyone = visitor.headline
    visitor.page.locator(".st-key-filter-locality button").first.click()
    visitor.page.get_by_test_id("stPopoverBody").get_by_role("button").first.click()
    expect(visitor.page.locator("h1").first).not_to_have_text(everyone)
    visitor.settle()
    (locality,) = visitor.query["locality"]
    assert f"only locality {locality}" in visitor.text
    other = visit(invented_area)
    other.page.goto(visitor.page.url)
    other.settle()
    assert other.headline == visitor.headline
    other.button("Clear").click()
    expect(other.page.locator("h1").first).to_have_text(everyone)
    assert "locality" not in other.query


def test_a_download_holds_the_rows_that_are_shown(invented_area: Server, visit: Visit) -> None:
    visitor = visit(invented_area).go("not_in_school")
    part = visitor.page.locator(".st-key-part-categories")
    part.locator("summary", has_text="Rows and downloads").click()
    expect(part.get_by_role("table")).to_be_visible()
    shown = [
        [cell.strip() for cell in row.locator("th, td").all_inner_texts()] for row in part.get_by_role("table").locator("tbody tr").all()
    ]
    numbers = sorted(int(row[1].replace(",", "")) for row in shown)
    name, data = visitor.download(part.locator(".st-key-csv-categories button"))
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert re.fullmatch(r"not_in_school_by_category_\d{4}-\d\d-\d\d\.csv", name)
    assert sorted(int(row["children"]) for row in rows) == numbers
    name, data = visitor.download(part.locator(".st-key-xlsx-categories button"))
    assert name.endswith(".xlsx")
    headings, *cells = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True)
    assert headings == ("category", "children")
    assert [list(map(str, row)) for row in cells] == [list(row.values()) for row in rows]


def test_the_provider_filter_cuts_the_waits_for_a_commissioner(invented_area: Server, visit: Visit) -> None:
    visitor = visit(invented_area).go("diagnostic_waits").show_as("Commissioner")
    everyone = visitor.headline
    visitor.page.locator(".st-key-filter-provider button").first.click()
    visitor.page.get_by_test_id("stPopoverBody").get_by_role("radio").first.click()
    expect(visitor.page.locator("h1").first).not_to_have_text(everyone)
    visitor.settle()
    assert visitor.query["provider"]
    assert visitor.query["show_as"] == ["Commissioner"]
