"""A published file that is dropped says at once whether it adds up to what is published."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from tests.browser.server import Server
from tests.browser.visitor import Visitor
from tests.intake.reconciling.files import AREA, areas, summed


def census(england: int) -> bytes:
    """Home education on census day of 150 councils with 840 children each, and a number for England."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow([*AREA, "breakdown_topic", "breakdown", "child_count"])
    for place, (area, count) in enumerate(zip(areas(), summed(840), strict=True)):
        writer.writerow(["202526", "Autumn term", *area, "Total", "Total", count if place else england])
    return held.getvalue().encode()


def test_a_dropped_file_says_whether_it_matches_the_published_total(server: Server, visit: Callable[..., Visitor]) -> None:
    visitor = visit(server).go("bring_in_spreadsheets").drop_and_read(("ehe_census.csv", census(840 * 150)))
    visitor.told("Matches the published 126,000")
    assert "England against its councils: 126,000" in visitor.text
    visitor.button("Throw away").click()
    visitor.settle().drop_and_read(("ehe_census.csv", census(127000)))
    visitor.told("3 totals do not match what is published")
    assert "worked out as 127,000, published as 126,000" in visitor.text
    assert "Matches the published" not in visitor.text
