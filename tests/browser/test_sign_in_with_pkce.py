"""Signing in with a provider that insists on PKCE, and signing out there too, in a real Chromium."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.served import Provider, ServedServer, free_port
from tests.browser.signed_in import SignedIn
from tests.gate.areas import planted
from tests.oidc.provider import node_provider


@pytest.mark.threat("no_sign_in", "ended_session")
def test_a_sign_in_uses_pkce_and_signing_out_signs_out_at_the_provider(tmp_path: Path, browser: Browser) -> None:
    port = free_port()
    provider = Provider(f"http://localhost:{port}/.well-known/openid-configuration", further='prompt = "login"\n')
    planted(tmp_path / "served" / "data")
    server = ServedServer(tmp_path / "served", provider)
    try:
        with node_provider(port, server.address):
            lee = SignedIn(browser, server)
            lee.page.goto(f"{server.address}/what_the_words_mean")
            lee.page.get_by_role("link", name="Sign in", exact=True).click()
            lee.page.locator("input[name=login]").fill("lee")
            lee.page.locator("input[name=password]").fill("any")
            with lee.page.expect_navigation():
                lee.page.get_by_role("button", name="Sign-in").click()
            lee.page.get_by_role("button", name="Continue").click()
            lee.page.wait_for_url(f"{server.address}/what_the_words_mean")
            lee.settle()
            expect(lee.page.get_by_test_id("stSidebar").get_by_text("Lee Lead")).to_be_visible()
            with lee.page.expect_request(lambda request: "/session/end" in request.url) as ending:
                lee.button("Sign out").click()
            asked = parse_qs(urlsplit(ending.value.url).query)
            assert asked["post_logout_redirect_uri"] == [f"{server.address}/oauth2callback"]
            assert asked["id_token_hint"]
            lee.page.get_by_role("button", name="Yes, sign me out").click()
            lee.page.wait_for_url("**/sign-in?why=out")
            expect(lee.page.get_by_text("You are signed out.")).to_be_visible()
            lee.page.goto(f"{server.address}/not_in_school")
            lee.page.get_by_role("link", name="Sign in", exact=True).click()
            expect(lee.page.locator("input[name=login]")).to_be_visible()  # the provider asks again who it is
            lee.leave()
    finally:
        server.stop()
