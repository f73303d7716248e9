"""The routes of our own: whether the process is up, whether it can answer, and a download for the one person who asked for it."""

from __future__ import annotations

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from rollcall.access.served import Served
from rollcall.answers.ask import kept_store
from rollcall.audit import Action, Reason
from rollcall.errors import PeopleRefused, StoreRefused
from rollcall.gate import pages

NOT_FOR_YOU = "There is no such download for you: it is fetched once, within a minute, by whoever asked. Ask for it again on its page."


def routes(served: Served) -> list[Route]:
    """Every route that stands beside Streamlit's."""

    async def health(_: Request) -> Response:
        return PlainTextResponse("up")

    async def ready(_: Request) -> Response:
        reason = await run_in_threadpool(_why_not_ready, served)
        return PlainTextResponse(reason or "ready", 503 if reason else 200)

    async def download(request: Request) -> Response:
        session = getattr(request.state, "session", None)
        found = served.downloads.fetch(request.path_params["ticket"], session.number) if session else None
        if found is None:
            if session:
                served.sessions.note(Action.REFUSED, session, Reason.NOT_THE_OWNER)
            return pages.refused(NOT_FOR_YOU, 404)
        return Response(
            found.data, media_type=found.kind, headers={"Content-Disposition": f"attachment; filename*=utf-8''{quote(found.name, safe='')}"}
        )

    return [Route("/health", health), Route("/ready", ready), Route("/download/{ticket}", download, methods=["GET"])]


def _why_not_ready(served: Served) -> str:
    """One word on what keeps this process from answering; nothing where all is well."""
    try:
        areas = served.sessions.people.areas
    except PeopleRefused:
        return "people"
    for area in areas:
        try:
            with kept_store(area).reading() as reading:
                reading.query("SELECT 1")
        except (StoreRefused, OSError):
            return "database"
    return ""
