"""The routes of our own: whether the process is up, whether it can answer, and a download for the one person who asked for it."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rollcall.access.served import Served
from rollcall.audit import Action, Reason
from rollcall.gate import pages
from rollcall.show.screen.probes import probes

NOT_FOR_YOU = "There is no such download for you: it is fetched once, within a minute, by whoever asked. Ask for it again on its page."


def routes(served: Served) -> list[Route]:
    """Every route that stands beside Streamlit's."""

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

    return [*probes(lambda: served.sessions.people.areas), Route("/download/{ticket}", download, methods=["GET"])]
