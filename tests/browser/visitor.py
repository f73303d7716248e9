"""One person at a real browser: goes to pages, drops files, reads what is shown, and never sleeps."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, ConsoleMessage, Download, Locator, Page, expect

from tests.browser.server import Server

WAIT = 30_000  # milliseconds, for a slow machine; nothing waits longer than it needs
expect.set_options(timeout=WAIT)
_MOST_TABS = 250  # on the longest page
QUIET = """() => {
  const done = document.querySelector('[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]')
    && !document.querySelector('[data-testid=stSkeleton], [data-testid=stSpinner], [data-testid=stProgress], [data-stale=true]')
    && document.querySelector('[data-testid=stMain] h1, [data-testid=stException]')
  if (!done) { window.quietSince = null; return false }
  window.quietSince ??= performance.now()
  return performance.now() - window.quietSince > 200
}"""  # between the two runs of a page that sends itself on, the server is idle for a moment, so quiet has to last

File = Path | tuple[str, bytes]


class Visitor:
    """A browser's page, with what it complained of and whom it called."""

    def __init__(self, browser: Browser, server: Server, *, width: int = 1280, height: int = 900, dark: bool = False) -> None:
        self.server = server
        self.address = server.address
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, accept_downloads=True, color_scheme="dark" if dark else "light"
        )
        self.context.set_default_timeout(WAIT)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: None if self._is_ours(request.url) else self.strangers.append(request.url))

    def _hear(self, message: ConsoleMessage) -> None:
        """Note an error. That Streamlit's page first looks for its server below the address it was opened at is none of ours."""
        if message.type == "error" and not re.search(r"/\w+/_stcore/(health|host-config)$", message.location.get("url", "")):
            self.complaints.append(f"{message.text} {message.location.get('url', '')}")

    def _is_ours(self, url: str) -> bool:
        return url.startswith((self.address, self.address.replace("http", "ws"), "data:", "blob:"))

    def go(self, name: str = "", **query: str) -> Visitor:
        """Open a page by its address, as a bookmark does, and wait until it is drawn."""
        self.page.goto(f"{self.address}/{name}{'?' + urlencode(query) if query else ''}")
        return self.settle()

    def settle(self) -> Visitor:
        """Wait until the server is done with the page and nothing is stale or still to come."""
        self.page.evaluate("() => { window.quietSince = null }")
        self.page.wait_for_function(QUIET)
        assert not self.page.locator("[data-testid=stException]").count(), f"The page stopped: {self.server.said()[-3000:]}"
        return self

    def turn_to(self, title: str) -> Visitor:
        """Go to another page by the side bar."""
        self.page.locator(".st-key-pages").get_by_role("link", name=title).click()
        expect(self.page).to_have_title(f"{title} · Rollcall")
        return self.settle()

    def show_as(self, role: str) -> Visitor:
        """Look as somebody else does."""
        self.page.get_by_test_id("stSidebar").get_by_text(role, exact=True).click()
        expect(self.page.get_by_test_id("stSidebar").get_by_role("radio", name=role)).to_be_checked()
        return self.settle()

    def drop(self, *files: File) -> None:
        """Give files to the box, all at once."""
        given: list[dict[str, object]] = []
        for file in files:
            name, data = (file.name, file.read_bytes()) if isinstance(file, Path) else file
            given.append({"name": name, "mimeType": "application/octet-stream", "buffer": data})
        self.page.locator("input[type=file]").first.set_input_files(given)  # type: ignore[arg-type]

    def drag(self, folder: Path) -> None:
        """Drag a whole folder from the desktop onto the box."""
        box = self.page.get_by_test_id("stFileUploaderDropzone").first.bounding_box()
        assert box
        middle = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        dragged = {"items": [], "files": [str(folder)], "dragOperationsMask": 1}
        session = self.context.new_cdp_session(self.page)
        for step in ("dragEnter", "dragOver", "drop"):
            session.send("Input.dispatchDragEvent", {"type": step, **middle, "data": dragged})

    def drop_and_read(self, *files: File) -> Visitor:
        """Drop files and wait until they are read."""
        self.drop(*files)
        expect(self.button("Throw away").or_(self.button("Drop other files"))).to_be_visible(timeout=2 * WAIT)
        return self.settle()

    def keep(self) -> Visitor:
        """Keep what was dropped."""
        self.button("Keep").click()
        return self.told("Kept")

    def told(self, title: str) -> Visitor:
        """Wait until the page says something under this title."""
        expect(self.page.get_by_test_id("stAlertTitle").get_by_text(title, exact=True)).to_be_visible()
        return self.settle()

    def tab_to(self, wanted: Locator) -> Visitor:
        """Press Tab until something has the focus, as people do who use no mouse."""
        wanted.first.wait_for(state="visible")
        for _ in range(_MOST_TABS):
            self.page.keyboard.press("Tab")
            if wanted.first.evaluate("element => element === document.activeElement"):
                return self
        raise AssertionError(f"Tab does not lead to {wanted}")

    def open(self, label: str) -> Visitor:
        """Open what is folded away under a label, and wait until it lies open."""
        summary = self.page.locator("[data-testid=stExpander] summary", has_text=label).first
        summary.click()
        expect(summary.locator("xpath=..").locator("[data-testid=stExpanderDetails]")).to_be_visible(timeout=WAIT)
        return self.settle()

    def choose(self, label: str, typed: str) -> Visitor:
        """Choose from a list by typing some of what is wanted."""
        self.page.get_by_role("combobox", name=label).click()
        self.page.keyboard.type(typed)
        self.page.get_by_role("option").first.click()
        return self.settle()

    def button(self, label: str) -> Locator:
        """A button by what it says."""
        return self.page.get_by_role("button", name=label, exact=True)

    def shown(self, text: str) -> Locator:
        """Where a text is shown, exactly."""
        return self.page.get_by_text(text, exact=True)

    @property
    def text(self) -> str:
        """Everything the page says outside its side bar."""
        return self.page.get_by_test_id("stMain").inner_text()

    @property
    def headline(self) -> str:
        """The sentence at the head of the page."""
        return self.page.locator("h1").first.inner_text()

    def table(self, key: str) -> list[list[str]]:
        """The rows that a table on the page shows now, by its key, as its own accessible table has them."""
        frame = self.page.locator(f".st-key-{key}")
        frame.scroll_into_view_if_needed()
        frame.locator("[role=grid]").wait_for(state="attached")
        rows: list[list[str]] = frame.locator("[role=grid] tr").evaluate_all(
            "rows => rows.map(row => [...row.querySelectorAll('th, td')].map(cell => cell.textContent))"
        )
        return rows

    def download(self, button: Locator) -> tuple[str, bytes]:
        """Press a download button: the file's name and its bytes."""
        with self.page.expect_download() as started:
            button.click()
        arrived: Download = started.value
        return arrived.suggested_filename, Path(arrived.path()).read_bytes()

    @property
    def query(self) -> Mapping[str, Sequence[str]]:
        """What the address holds after its question mark."""
        found: Mapping[str, Sequence[str]] = self.page.evaluate(
            "() => { const said = new URLSearchParams(location.search);"
            " return Object.fromEntries([...said.keys()].map(key => [key, said.getAll(key)])) }"
        )
        return found

    def leave(self) -> None:
        """Close the browser's page."""
        self.context.close()
