# SPDX-License-Identifier: Apache-2.0
"""What users of the `mcp` package do with a server's tools, with the client that is installed.

Usage: mcp_scenario.py MCP_URL TRANSPORT [REST_URL] [ONLY]; see scenario.py for what it prints.
McpClientIT says which pipelines must be deployed. REST_URL is another address than MCP_URL only at Hayhooks.
"""

import asyncio
import base64
import json
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import anyio
import httpx
import mcp_clients
from mcp_clients import Session
from scenario import LONGEST, Checks, until

CORE = {"get_all_pipeline_statuses", "get_pipeline_status", "deploy_pipeline", "undeploy_pipeline"}
HEADERS = {"accept": "application/json, text/event-stream", "content-type": "application/json"}
WRAPPER = '''
from hayhooks import BasePipelineWrapper

class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        pass

    def run_api(self, x: int = 1) -> int:
        """Add one."""
        return x + 1
'''
BROKEN = WRAPPER.replace("pass", "raise RuntimeError('refused on purpose')")

checks = Checks()


class Server:
    """Where the server is and how it is talked to, and a session that most checks share."""

    def __init__(self, mcp_url: str, transport: str, rest_url: str) -> None:
        self.mcp_url = mcp_url
        self.transport = transport
        self.rest = httpx.AsyncClient(base_url=rest_url, timeout=30)
        self.session: Session

    def connect(self) -> AbstractAsyncContextManager[Session]:
        return mcp_clients.connect(self.mcp_url, self.transport)

    async def deploy(self, name: str, source: str = WRAPPER) -> None:
        body = {"name": name, "files": {"pipeline_wrapper.py": source}, "overwrite": True}
        (await self.rest.post("/deploy_files", json=body)).raise_for_status()

    async def undeploy(self, name: str) -> None:
        await self.rest.post(f"/undeploy/{name}")

    async def post(self, message: dict, **headers: str) -> httpx.Response:
        """One message, as a client sends it that keeps no session."""
        return await self.rest.post(f"{self.mcp_url}/mcp", json=message, headers={**HEADERS, **headers})


def answer(response: httpx.Response) -> dict:
    """The JSON-RPC message of an answer in either form."""
    assert response.status_code == 200, f"{response.status_code} {response.text}"
    if "event-stream" not in response.headers["content-type"]:
        return response.json()
    data = [line[5:] for line in response.text.splitlines() if line.startswith("data:")]
    return json.loads(data[-1])


@checks
async def the_handshake_names_the_server(server: Server) -> None:
    initialized = server.session.initialized
    assert "tools" in initialized["capabilities"], initialized
    assert initialized["protocolVersion"] >= "2024-11-05", initialized
    assert initialized["serverInfo"]["name"], initialized


@checks
async def the_server_announces_that_its_list_changes(server: Server) -> None:
    assert server.session.initialized["capabilities"]["tools"]["listChanged"] is True


@checks
async def a_ping_is_answered(server: Server) -> None:
    if server.session.initialized["protocolVersion"] < "2026":
        await server.session.session.send_ping()


@checks
async def the_list_has_core_tools_and_pipelines(server: Server) -> None:
    tools = await server.session.tools()
    assert set(tools) >= CORE | {"async_echo", "echo_typed", "mcp_stream", "models_io"}, sorted(tools)
    assert not {"chat_multi", "skip_mcp_flag"} & set(tools), sorted(tools)


@checks
async def a_tool_has_its_schema_and_description(server: Server) -> None:
    tools = await server.session.tools()
    schema = tools["echo_typed"]["inputSchema"]
    assert schema["type"] == "object"
    assert schema["required"] == ["query"], schema
    assert schema["properties"]["top_k"]["default"] == 3, schema
    assert schema["properties"]["query"]["description"] == "The text to echo.", schema
    assert "default" in schema["properties"]["tag"], schema
    assert "$defs" in tools["models_io"]["inputSchema"], tools["models_io"]
    assert tools["echo_typed"]["description"].startswith("Echo every argument back."), tools["echo_typed"]


@checks
async def deploy_options_are_optional(server: Server) -> None:
    schema = (await server.session.tools())["deploy_pipeline"]["inputSchema"]
    assert sorted(schema["required"]) == ["files", "name"], schema


@checks
async def a_call_returns_its_text(server: Server) -> None:
    assert await server.session.text("async_echo", {"text": "héllo 😀"}) == "HÉLLO 😀"


@checks
async def absent_arguments_get_their_defaults(server: Server) -> None:
    result = json.loads(await server.session.text("echo_typed", {"query": "q"}))
    assert result == {
        "query": "q", "top_k": 3, "score": 0.5, "verbose": False, "tag": None, "items": ["a", "b"], "mode": "fast",
        "extra": None,
    }  # fmt: skip


@checks
async def arguments_are_coerced(server: Server) -> None:
    result = json.loads(await server.session.text("echo_typed", {"query": "q", "top_k": "7", "verbose": "true"}))
    assert (result["top_k"], result["verbose"]) == (7, True), result


@checks
async def nested_arguments_are_checked_as_by_run(server: Server) -> None:
    result = await server.session.call("models_io", {"items": [{"name": "a", "price": 2}], "point": {"x": 1}})
    assert not result.get("isError"), result
    assert result["structuredContent"]["result"]["total"] == 2, result
    wrong = await server.session.call("models_io", {"items": [{"name": "a", "price": -2}], "point": {"x": 1}})
    assert wrong["isError"], wrong
    assert "price" in wrong["content"][0]["text"], wrong


@checks
async def results_are_structured_as_the_schema_says(server: Server) -> None:
    schema = (await server.session.tools())["echo_typed"]["outputSchema"]
    assert schema["properties"]["result"]["description"] == "All the arguments in one object.", schema
    result = await server.session.call("echo_typed", {"query": "q"})
    assert result["structuredContent"]["result"]["query"] == "q", result


@checks
async def a_missing_argument_is_an_error_that_names_it(server: Server) -> None:
    result = await server.session.call("echo_typed", {})
    assert result["isError"], result
    assert "query" in result["content"][0]["text"], result


@checks
async def a_wrong_argument_is_an_error_that_names_it(server: Server) -> None:
    result = await server.session.call("echo_typed", {"query": "q", "top_k": "many"})
    assert result["isError"], result
    assert "top_k" in result["content"][0]["text"], result


@checks
async def a_failing_run_is_an_error_with_its_message(server: Server) -> None:
    result = await server.session.call("errors_run", {"kind": "value"})
    assert result["isError"], result
    assert "bad value: café" in result["content"][0]["text"], result


@checks
async def an_unknown_tool_is_refused(server: Server) -> None:
    await refused(server, "nope", {})


@checks
async def a_hidden_pipeline_is_refused(server: Server) -> None:
    await refused(server, "skip_mcp_flag", {"q": "secret"})
    assert "skip_mcp_flag" not in await server.session.text("get_all_pipeline_statuses")


@checks
async def a_pipeline_that_only_chats_is_refused(server: Server) -> None:
    await refused(server, "chat_multi", {})


async def refused(server: Server, name: str, arguments: dict) -> None:
    """Refused as a result or as an error of the protocol, and never with the pipeline's answer."""
    try:
        result = await server.session.call(name, arguments)
    except Exception as error:
        text = str(error)
    else:
        assert result["isError"], result
        text = result["content"][0]["text"]
    assert name in text, text


@checks
async def a_generator_arrives_joined(server: Server) -> None:
    assert await server.session.text("mcp_stream", {"n": 4}) == "0 1 2 3 "


@checks
async def a_generator_tells_its_progress(server: Server) -> None:
    seen: list[tuple[float, str | None]] = []

    async def note(progress: float, total: float | None, message: str | None) -> None:
        seen.append((progress, message))

    result = await server.session.call("mcp_stream", {"n": 5}, note)
    assert "".join(part["text"] for part in result["content"]) == "0 1 2 3 4 ", result
    assert len(seen) >= 5, seen
    assert [progress for progress, _ in seen] == sorted({progress for progress, _ in seen}), seen
    assert "".join(message or "" for _, message in seen) == "0 1 2 3 4 ", seen


@checks
async def progress_comes_while_the_work_goes_on(server: Server) -> None:
    first = asyncio.Event()

    async def note(*_: object) -> None:
        first.set()

    call = asyncio.create_task(server.session.call("mcp_stream", {"n": 40}, note))
    await first.wait()
    assert not call.done()
    await call


@checks
async def a_picture_is_an_image(server: Server) -> None:
    content = (await server.session.call("mcp_picture"))["content"]
    image = next(part for part in content if part["type"] == "image")
    assert image["mimeType"] == "image/png"
    assert base64.b64decode(image["data"]).startswith(b"\x89PNG")


@checks
async def a_file_is_a_resource(server: Server) -> None:
    content = (await server.session.call("file_out", {"text": "in a file", "name": "a.txt"}))["content"]
    resource = next(part["resource"] for part in content if part["type"] == "resource")
    text = resource.get("text") or base64.b64decode(resource["blob"]).decode()
    assert text == "in a file", content


@checks
async def a_cancelled_call_stops_its_work(server: Server) -> None:
    mark = new_mark()
    async with server.connect() as session:
        call = asyncio.create_task(session.call("mcp_stream", {"n": 500, "mark": str(mark)}))
        await until(lambda: text_of(mark).startswith("at"), "the stream to begin")
        await session.cancel(call)
        await until(lambda: text_of(mark) == "closed", "the stream to be closed")
        assert await session.text("async_echo", {"text": "on"}) == "ON"


@checks
async def a_call_goes_on_beside_a_cancelled_one(server: Server) -> None:
    mark, other = new_mark(), new_mark()
    async with server.connect() as session:
        kept = asyncio.create_task(session.call("mcp_stream", {"n": 60, "mark": str(other)}))
        await until(lambda: text_of(other).startswith("at"), "the first stream to begin")
        call = asyncio.create_task(session.call("mcp_stream", {"n": 500, "mark": str(mark)}))
        await until(lambda: text_of(mark).startswith("at"), "the second stream to begin")
        await session.cancel(call)
        await until(lambda: text_of(mark) == "closed", "the second stream to be closed")
        assert (await kept)["content"][0]["text"].endswith("59 ")


def new_mark() -> Path:
    handle, name = tempfile.mkstemp(prefix="mcp-scenario-")
    os.close(handle)
    return Path(name)


def text_of(mark: Path) -> str:
    return mark.read_text()


@checks
async def two_sessions_are_independent(server: Server) -> None:
    async with server.connect() as one, server.connect() as other:
        texts = [f"t{i}" for i in range(20)]
        calls = [(one if i % 2 else other).text("async_echo", {"text": text}) for i, text in enumerate(texts)]
        assert await asyncio.gather(*calls) == [text.upper() for text in texts]


@checks
async def one_session_has_many_calls_at_once(server: Server) -> None:
    calls = [server.session.text("mcp_stream", {"n": 5}) for _ in range(20)]
    assert set(await asyncio.gather(*calls)) == {"0 1 2 3 4 "}


@checks
async def a_deploy_elsewhere_changes_the_list(server: Server) -> None:
    name = f"mcp_new_{mcp_clients.MAJOR}_{server.transport}"
    await changed(server, lambda: server.deploy(name), name, listed=True)
    assert await server.session.text(name, {"x": "41"}) == "42"
    await changed(server, lambda: server.undeploy(name), name, listed=False)
    await refused(server, name, {})


async def changed(server: Server, change: Callable, name: str, listed: bool) -> None:
    server.session.notices.clear()
    await change()
    await until(lambda: "notifications/tools/list_changed" in server.session.notices, "the notification")
    tools = await server.session.tools()
    assert (name in tools) == listed, sorted(tools)


@checks
async def the_status_tools_know_the_pipelines(server: Server) -> None:
    lines = (await server.session.text("get_all_pipeline_statuses")).splitlines()
    assert lines[0] == "Available pipelines:", lines
    assert "echo_typed" in lines, lines
    known = await server.session.text("get_pipeline_status", {"pipeline_name": "echo_typed"})
    unknown = await server.session.text("get_pipeline_status", {"pipeline_name": "nope"})
    assert (known, unknown) == ("Pipeline 'echo_typed' is deployed: True", "Pipeline 'nope' is deployed: False")


@checks
async def the_deploy_tools_deploy_and_undeploy(server: Server) -> None:
    name = f"mcp_own_{mcp_clients.MAJOR}_{server.transport}"
    files = {"pipeline_wrapper.py": WRAPPER}
    deployed = await server.session.text("deploy_pipeline", {"name": name, "files": files})
    assert deployed == f"Pipeline '{name}' deployed successfully"
    assert await server.session.text(name, {}) == "2"
    assert (await server.rest.post(f"/{name}/run", json={})).json() == {"result": 2}
    again = await server.session.call("deploy_pipeline", {"name": name, "files": files})
    assert again["isError"], again
    overwritten = {"name": name, "files": files, "overwrite": True}
    assert await server.session.text("deploy_pipeline", overwritten) == deployed
    undeployed = await server.session.text("undeploy_pipeline", {"pipeline_name": name})
    assert undeployed == f"Pipeline '{name}' undeployed"
    assert name not in await server.session.tools()


@checks
async def a_deploy_that_fails_tells_why(server: Server) -> None:
    arguments = {"name": f"mcp_bad_{mcp_clients.MAJOR}_{server.transport}", "files": {"pipeline_wrapper.py": BROKEN}}
    result = await server.session.call("deploy_pipeline", arguments)
    assert result["isError"], result
    assert "refused on purpose" in result["content"][0]["text"], result


@checks
async def an_undeploy_of_nothing_tells_so(server: Server) -> None:
    result = await server.session.call("undeploy_pipeline", {"pipeline_name": "nope"})
    assert result["isError"], result
    assert "Pipeline 'nope' not found" in result["content"][0]["text"], result


@checks
async def a_client_without_a_session_is_served(server: Server) -> None:
    listed = answer(await server.post({"jsonrpc": "2.0", "id": 1, "method": "tools/list"}))
    assert "echo_typed" in [tool["name"] for tool in listed["result"]["tools"]], listed
    params = {"name": "async_echo", "arguments": {"text": "abc"}}
    called = answer(await server.post({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": params}))
    assert called["result"]["content"][0]["text"] == "ABC", called


@checks
async def foreign_hosts_and_origins_are_refused(server: Server) -> None:
    ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    for header in ({"host": "evil.example"}, {"origin": "http://evil.example"}):
        response = await server.post(ping, **header)
        assert response.status_code in (403, 421), f"{header}: {response.status_code} {response.text}"
    async with server.rest.stream("GET", f"{server.mcp_url}/sse", headers={"origin": "http://evil.example"}) as events:
        assert events.status_code in (403, 421), events.status_code
    assert (await server.post(ping, origin=server.mcp_url)).status_code == 200


@checks
async def a_session_that_ended_is_not_known(server: Server) -> None:
    greeting = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}
    opened = await server.post({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": greeting})
    session = {"mcp-session-id": opened.headers["mcp-session-id"]}
    ping = {"jsonrpc": "2.0", "id": 2, "method": "ping"}
    assert (await server.post(ping, **session)).status_code == 200
    ended = await server.rest.delete(f"{server.mcp_url}/mcp", headers=session)
    assert ended.is_success, f"{ended.status_code} {ended.text}"
    for headers in (session, {"mcp-session-id": "00000000-0000-0000-0000-000000000000"}):
        response = await server.post(ping, **headers)
        assert response.status_code == 404, f"{response.status_code} {response.text}"


def is_race_at_the_end(error: BaseException) -> bool:
    """Whether a notification came while the client left, which it takes ill. Whoever counts the checks misses none."""
    causes = getattr(error, "exceptions", None)
    return all(map(is_race_at_the_end, causes)) if causes else isinstance(error, anyio.BrokenResourceError)


async def main() -> None:
    mcp_url, transport, *rest = sys.argv[1:]
    server = Server(mcp_url, transport, rest[0] if rest else mcp_url)
    try:
        async with server.connect() as server.session:
            await checks.run(server, rest[1] if len(rest) > 1 else None)
    except Exception as error:
        if not is_race_at_the_end(error):
            raise


asyncio.run(asyncio.wait_for(main(), LONGEST))
