"""What a tab may ask of the server over its connection: for its own pages and files, and for nothing that reaches beyond it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from starlette.types import Message
from streamlit.proto.BackMsg_pb2 import BackMsg

from rollcall.access.people import PeopleFile
from rollcall.access.sessions import Sessions
from rollcall.gate.connection import Connection
from tests.browser.served import FILE_OF_PEOPLE, PEOPLE

BEYOND = ("clear_cache", "load_git_info", "set_run_on_save", "debug_disconnect_websocket", "debug_shutdown_runtime")


@pytest.mark.threat("beyond_role")
@pytest.mark.parametrize("kind", BEYOND)
def test_a_tab_cannot_make_the_server_forget_what_all_share_or_tell_of_its_machine(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path / "data"))
    (tmp_path / "people.toml").write_text(FILE_OF_PEOPLE, encoding="utf-8")
    sessions = Sessions(PeopleFile(tmp_path / "people.toml").current)
    begun = sessions.begin(PEOPLE["bo"])
    assert begun
    beyond, own = BackMsg(), BackMsg()
    setattr(beyond, kind, True)
    own.rerun_script.query_string = "view=meeting"
    waiting = [beyond.SerializeToString(), own.SerializeToString()]

    async def receive() -> Message:
        return {"type": "websocket.receive", "bytes": waiting.pop(0)}

    async def send(_: Message) -> None:
        raise AssertionError("Nothing was to be said.")

    handed_on = asyncio.run(Connection(sessions, begun[0], receive, send).receive())
    assert handed_on["bytes"] == own.SerializeToString()
    assert waiting == []
