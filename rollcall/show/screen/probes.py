"""What a monitor asks, on a laptop as served: whether the process is up, and whether it can answer."""

from __future__ import annotations

from collections.abc import Callable, Collection

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from rollcall.answers.ask import kept_store
from rollcall.errors import PeopleRefused, StoreRefused


def probes(areas: Callable[[], Collection[str]]) -> list[Route]:
    """`/health` and `/ready`. `areas` names those whose database has to answer."""

    async def health(_: Request) -> Response:
        return PlainTextResponse("up")

    async def ready(_: Request) -> Response:
        reason = await run_in_threadpool(_why_not_ready, areas)
        return PlainTextResponse(reason or "ready", 503 if reason else 200)

    return [Route("/health", health), Route("/ready", ready)]


def _why_not_ready(areas: Callable[[], Collection[str]]) -> str:
    """One word on what keeps this process from answering; nothing where all is well."""
    try:
        names = areas()
    except PeopleRefused:
        return "people"
    for area in names:
        try:
            with kept_store(area).reading() as reading:
                reading.query("SELECT 1")
        except (StoreRefused, OSError):
            return "database"
    return ""
