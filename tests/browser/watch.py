"""Watches what a page makes of untrusted text: no request, no script, no link, no picture, and every payload shown letter for letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from playwright.sync_api import Error

from rollcall.definitions import benchmarks
from rollcall.definitions.benchmarks import Benchmark
from tests.browser.beacon import Beacon
from tests.browser.visitor import Visitor
from tests.untrusted.payloads import Payload, as_read

# What an element fetches, follows or runs; the rest of its attributes are only read aloud or shown.
_MADE = """() => {
  const found = [];
  const acts = /^(href|xlink:href|src|srcset|action|formaction|poster|data|ping|background|on.+)$/i;
  for (const element of document.querySelectorAll('*')) {
    if (['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'META'].includes(element.tagName) && element.parentElement?.closest('#root')) {
      found.push(element.outerHTML);
    }
    for (const { name, value } of element.attributes) {
      if (acts.test(name)) found.push(value);
      if (name === 'style' && /url\\(/i.test(value)) found.push(value.match(/url\\(["']?([^"')]*)/i)[1]);
    }
  }
  return found;
}"""
_SAID = """() => {
  const boxes = [...document.querySelectorAll('input')].map(box => box.value);
  return [document.body.innerText, document.body.textContent, ...boxes].join('\\n');
}"""
_OF_OURS = frozenset(one.url for one in vars(benchmarks).values() if isinstance(one, Benchmark))
_MOST_POINTS = 6  # of each chart
_MOST_DRAWERS = 12  # of one page: those of many findings are alike


class Watch:
    """A visitor whose page is looked at, the server that may not be called, and how much was looked at."""

    def __init__(self, visitor: Visitor, beacon: Beacon, payloads: Sequence[Payload]) -> None:
        self.visitor = visitor
        self.beacon = beacon
        self.payloads = payloads
        self.seen: set[str] = set()  # the marks of payloads that were shown
        self.times = 0  # how often payloads were shown
        self.dialogs: list[str] = []
        visitor.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))

    def look(self, more: str = "") -> None:
        """Nothing came of any payload on the page as it is now; `more` is text that the page showed a moment ago."""
        page = self.visitor.page
        made = page.evaluate(_MADE)
        assert [url for url in made if not self._is_ours(url)] == [], page.url
        assert page.evaluate("() => window.stolen ?? null") is None
        assert self.dialogs == []
        assert self.visitor.strangers == []
        assert self.beacon.calls == []
        self._letter_for_letter(as_read(page.evaluate(_SAID) + more))

    def _is_ours(self, url: str) -> bool:
        is_elsewhere = re.match(r"[a-z][a-z0-9+.-]*:|//", url, re.IGNORECASE) is not None
        ours = url.startswith((self.visitor.address, "data:image/", "data:font/", "blob:")) or url in _OF_OURS
        return (ours or not is_elsewhere) and re.search(r"Zq\d+x|stolen", url) is None

    def _letter_for_letter(self, said: str) -> None:
        """Wherever a payload's mark stands, the whole payload stands, or its beginning and dots where words are cut."""
        for one in self.payloads:
            for found in re.finditer(re.escape(as_read(one.mark)), said):
                assert _stands_whole(said, found.start(), as_read(one.mark), as_read(one.text)), (
                    f"{one.text!r} is not shown as it stands: {said[max(found.start() - 60, 0) : found.end() + 60]!r}"
                )
                self.seen.add(one.mark)
                self.times += 1

    def open_everything(self) -> None:
        """Open the drawers on the page, one after another, and look at what was in them."""
        drawers = self.visitor.page.locator("[data-testid=stMain] details:not([open]) > summary")
        for _ in range(min(drawers.count(), _MOST_DRAWERS)):
            drawers.first.click()
            self.visitor.settle()
        self.look()

    def point_at_everything(self) -> None:
        """Point at the marks of every chart, and look at what is then said of them."""
        page, said = self.visitor.page, []
        for chart in page.locator(".js-plotly-plot:visible").all():
            chart.scroll_into_view_if_needed()
            for point in chart.locator(".barlayer .point path, .scatterlayer .points path, .heatmaplayer image").all()[:_MOST_POINTS]:
                try:
                    box = point.bounding_box()
                except Error:
                    continue
                if box:
                    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
                    page.wait_for_timeout(60)  # plotly waits a moment itself before it says anything
                    said.append(chart.locator(".hoverlayer").text_content() or "")
                    assert chart.locator(".hoverlayer a").count() == 0
        self.look("\n".join(said))


def _stands_whole(said: str, at: int, mark: str, whole: str) -> bool:
    for inside in re.finditer(re.escape(mark), whole):
        shown = said[max(at - inside.start(), 0) :]
        same = next((place for place, (one, other) in enumerate(zip(shown, whole, strict=False)) if one != other), len(whole))
        if same == len(whole) or (same >= inside.end() and shown[same:].startswith(("...", "…"))):
            return True
    return False
