# SPDX-License-Identifier: Apache-2.0
"""The part of replay.py that knows JSON-RPC: cases of MCP and A2A, which Hayhooks answers from servers of their own.

Whether an answer comes as JSON or as a stream with one message is not counted: what Hayhooks sends depends on how it
was started, and clients take both. A task that one case made and later ones name has another id here.
"""

import json
import re
from typing import Any

import httpx

PIPELINES = {
    "mcp": [
        *("skip_mcp_flag", "echo_typed", "models_io", "chat_multi", "api_and_chat", "upload", "returns_none"),
        *("async_echo", "headers_optin", "file_out", "stream_sync", "errors_run"),
    ],
    "a2a": ["chat_multi", "api_and_chat", "a2a_card", "chat_multi_async"],
}
"""What was deployed at the recorded servers; lists of tools and of agents have all of it."""

IDENTITIES = ("id", "contextId", "taskId")
VOLATILE = {*IDENTITIES, "artifactId", "messageId", "timestamp", "serverInfo"}
OWN_WORDS = {"description", "examples", "title"}
"""What tools say about themselves; what they take is compared."""
SLOW = re.compile(r"working|after cancel")
"""Cases that look at work that goes on; how far it came is a matter of time."""


class Exchanges:
    """Cases of one area, one after the other, and the ids that took the place of recorded ones."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self._ids: dict[str, str] = {}

    def replay(self, case: dict[str, Any]) -> str | None:
        """None when the server answers as recorded, else the difference."""
        asked = case["request"]
        body = json.dumps(asked["body"]) if isinstance(asked.get("body"), dict | list) else asked.get("body")
        body = body and self._with_our_ids(body)
        request = self._client.build_request(asked["method"], asked["path"], headers=asked["headers"], content=body)
        response = self._client.send(request, stream=True)
        try:
            return self._compare(case, response, text_of(response, "stays open" in (case.get("note") or "")))
        finally:
            response.close()

    def _with_our_ids(self, text: str) -> str:
        for recorded, ours in self._ids.items():
            text = text.replace(recorded, ours)
        return text

    def _compare(self, case: dict[str, Any], response: httpx.Response, text: str) -> str | None:
        want = case["response"]
        if want["status"] != response.status_code:
            return f"status: wanted {want['status']}, got {response.status_code} {text[:160]!r}"
        recorded = self._with_our_ids(json.dumps(want["events"] if "events" in want else [want["body"]]))
        recorded = re.sub(r"http://localhost:150\d\d", str(self._client.base_url).rstrip("/"), recorded)
        wanted = messages("\n\n".join(json.loads(recorded))) if "events" in want else json.loads(recorded)
        if not wanted or isinstance(wanted[0], str):
            return None if want["status"] >= 400 else differs_in_text("".join(wanted), text)
        got = messages(text)
        if len(wanted) != len(got):
            return f"wanted {len(wanted)} messages, got {len(got)}: {text[:300]}"
        return self._differs(wanted, got, "", {"artifacts"} if SLOW.search(case["name"]) else set())

    def _differs(self, want: Any, got: Any, path: str, unlooked: set[str]) -> str | None:
        """The first place where the recorded value is not found in ours."""
        if isinstance(want, dict) and isinstance(got, dict):
            return self._differs_in_fields(want, got, path, unlooked)
        if isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
            pairs = enumerate(zip(want, got, strict=True))
            found = (self._differs(wanted, ours, f"{path}[{i}]", unlooked) for i, (wanted, ours) in pairs)
            return next(filter(None, found), None)
        return None if want == got else f"{path}: wanted {str(want)[:160]!r}, got {str(got)[:160]!r}"

    def _differs_in_fields(self, want: dict, got: dict, path: str, unlooked: set[str]) -> str | None:
        if path.endswith("].inputSchema"):
            unlooked = unlooked | OWN_WORDS
        for key, value in want.items():
            if ".tools[" in path and key == "description" and want.get("inputSchema"):
                continue
            if key in IDENTITIES and isinstance(value, str) and isinstance(got.get(key), str):
                self._ids[value] = got[key]
            if key in VOLATILE or key in unlooked or (value in (None, "", []) and not got.get(key)):
                continue
            if key not in got:
                return f"{path}.{key} is missing"
            if found := self._differs(value, got[key], f"{path}.{key}", unlooked):
                return found
        return None


def text_of(response: httpx.Response, open_end: bool) -> str:
    """The whole answer, or the first event of one that does not end."""
    text = ""
    for piece in response.iter_text():
        text += piece
        if open_end and re.search(r"data:.*\r?\n\r?\n", text):
            break
    return text


def messages(text: str) -> list[Any]:
    """The JSON of a body or of each event of a stream."""
    if text.lstrip().startswith(("{", "[")):
        return [json.loads(text)]
    frames = [frame for frame in re.split(r"\r?\n\r?\n", text) if "data:" in frame]
    datas = ["".join(line[5:].strip() for line in frame.splitlines() if line.startswith("data:")) for frame in frames]
    return [json.loads(data) if data.startswith("{") else data for data in datas]


def differs_in_text(want: str, got: str) -> str | None:
    plain = re.compile(r"session_?id=[0-9a-f-]+", re.IGNORECASE)
    wanted, found = (plain.sub("session_id=", text).replace("\r", "").strip() for text in (want, got))
    return None if not wanted or wanted in found else f"wanted {wanted!r}, got {found[:160]!r}"
