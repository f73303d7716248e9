"""A person at a real browser who signs in to a served Rollcall, and hears whether the browser refused anything of the page."""

from __future__ import annotations

import re

from playwright.sync_api import ConsoleMessage

from tests.browser.served import ServedServer
from tests.browser.visitor import Visitor

# What a browser says of its own accord while a gate does its work or a server restarts: a closed connection, an answer that is no success.
_EXPECTED = re.compile(r"WebSocket|ERR_CONNECTION_REFUSED|Failed to load resource: the server responded with a status of (401|403|404)")
# What Streamlit's page says where nothing answers for longer.
_AWAY = re.compile(r"^Client Error in reaching server endpoint - No response received|^Is Streamlit still running\?")


class SignedIn(Visitor):
    """A visitor of a served Rollcall. The provider's own pages are not ours to judge."""

    server_may_be_away = False  # while it is restarted

    @property
    def provider(self) -> str:
        """The provider's address."""
        assert isinstance(self.server, ServedServer)
        return self.server.provider.metadata.partition("/.well-known")[0]

    def _hear(self, message: ConsoleMessage) -> None:
        if self.server_may_be_away and _AWAY.search(message.text):
            return
        if "Content Security Policy" in message.text and super()._is_ours(self.page.url):
            self.complaints.append(message.text)
        elif super()._is_ours(message.location.get("url", "")) and not _EXPECTED.search(message.text):
            super()._hear(message)

    def _is_ours(self, url: str) -> bool:
        at_the_provider = not super()._is_ours(self.page.url) or url.startswith(self.provider)
        return super()._is_ours(url) or at_the_provider

    def come(self, sub: str, page: str = "") -> SignedIn:
        """Open a page, be sent to sign in, choose who one is at the provider, and land on the page."""
        self.page.goto(f"{self.address}/{page}")
        self.sign_in(sub)
        return self

    def sign_in(self, sub: str) -> None:
        """From the page to sign in to the page that was wanted."""
        self.page.get_by_role("link", name="Sign in", exact=True).click()
        self.page.get_by_role("button", name=sub, exact=True).click()
        self.page.wait_for_url(f"{self.address}/**")
        self.settle()
