"""Replays recorded cases against a live server and says where its answers differ from the reference's.

usage: replay.py BASE_URL [--cases DIR] [--only AREA] [-v]        needs: httpx
Start model_server.py and give the server its OPENAI_BASE_URL and an OPENAI_API_KEY. The server must allow anonymous deploys and take validation errors as 422 (HAYHOOKS_VALIDATION_STATUS=422).
What CONTRACT.md adds is not counted as a difference: extra fields, 422 where the reference wrongly says 500 at deployment,
JSON where it sends a plain-text 500, OpenAI's chunk form, a [DONE] frame, filled usage. Exit status 1 when any case differs.
"""

import argparse
import base64
import json
import pathlib
import re
import sys
from urllib.parse import quote

import httpx

import replay_agents

RESOURCES = pathlib.Path(__file__).resolve().parents[1] / "resources"
FIXTURES = RESOURCES / "fixtures"
AREAS = ["deploy", "yaml", "run", "upload", "streaming", "chat", "responses", "files", "mcp", "a2a"]
VOLATILE = {
    "id",
    "created",
    "created_at",
    "item_id",
    "etag",
    "last-modified",
    "usage",
    "system_fingerprint",
    "sequence_number",
    "deployments",
    "durable",
    "capabilities",
    "durable_mode",
}


def deployable(entry):
    source, _, name = entry.partition(" as ")
    path = FIXTURES / source
    name = name or pathlib.Path(source).stem
    if path.is_file():
        return name, "/deploy-yaml", {"name": name, "source_code": path.read_text("utf-8"), "overwrite": True}
    if path.is_dir():
        files = {
            str(f.relative_to(path)): f.read_text("utf-8")
            for f in sorted(path.rglob("*"))
            if f.is_file() and "__pycache__" not in f.parts
        }
        return name, "/deploy_files", {"name": name, "files": files, "overwrite": True}
    return None


def has_placeholder(value):
    if isinstance(value, str):
        return bool(re.match(r"^<.*>$", value, re.DOTALL))
    if isinstance(value, dict):
        return any(has_placeholder(v) for v in value.values())
    return isinstance(value, list) and any(has_placeholder(v) for v in value)


def content(value):
    return base64.b64decode(value["base64"]) if isinstance(value, dict) and "base64" in value else str(value).encode()


def build(client, request):
    headers = {k: v for k, v in request.get("headers", {}).items()}
    body = request.get("body")
    kwargs = {}
    if isinstance(body, dict) and ("form" in body and "files" in body):
        headers.pop("content-type", None)
        kwargs["data"] = body["form"]
        kwargs["files"] = [
            (f["field"], (f["filename"], content(f["content"]), f.get("content_type"))) for f in body["files"]
        ]
        if not kwargs["files"]:
            kwargs.pop("files")
    elif isinstance(body, dict) and set(body) == {"base64"}:
        kwargs["content"] = content(body)
    elif isinstance(body, str):
        kwargs["content"] = body.encode("utf-8", "surrogatepass")
    elif body is not None or "json" in headers.get("content-type", ""):
        kwargs["content"] = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return client.build_request(request["method"], request["path"], headers=headers, **kwargs)


def subset(want, got, path=""):
    """The first place where the recorded value is not found in ours; None when all is there."""
    if isinstance(want, dict):
        if not isinstance(got, dict):
            return f"{path}: wanted an object, got {str(got)[:80]!r}"
        for key, value in want.items():
            if key in VOLATILE or (value is None and got.get(key) is None):
                continue
            if key not in got:
                return f"{path}.{key} is missing"
            if found := subset(value, got[key], f"{path}.{key}"):
                return found
        return None
    if isinstance(want, list):
        if not isinstance(got, list) or len(want) != len(got):
            return f"{path}: wanted {str(want)[:90]}, got {str(got)[:90]}"
        return next((f for i, (w, g) in enumerate(zip(want, got)) if (f := subset(w, g, f"{path}[{i}]"))), None)
    if isinstance(want, str) and "<" in want and re.search(r"<[a-z_]+>", want):
        return None
    return None if want == got else f"{path}: wanted {str(want)[:90]!r}, got {str(got)[:90]!r}"


def errors(detail):
    return [(e.get("type"), e.get("loc")) for e in detail] if isinstance(detail, list) else detail


def chat_digest(frames):
    text = reasoning = ""
    calls, events, finish = "", [], None
    for frame in frames:
        data = frame.partition("data:")[2].strip()
        if not data or data == "[DONE]":
            continue
        obj = json.loads(data)
        if "event" in obj:
            events.append(obj["event"])
        for choice in obj.get("choices") or []:
            delta = choice.get("delta") or {}
            text += delta.get("content") or ""
            reasoning += delta.get("reasoning_content") or ""
            calls += "".join((c.get("function") or {}).get("name") or "" for c in delta.get("tool_calls") or [])
            calls += "".join((c.get("function") or {}).get("arguments") or "" for c in delta.get("tool_calls") or [])
            finish = choice.get("finish_reason") or finish
    return {"text": text, "reasoning": reasoning, "tool_calls": calls, "events": events, "finish": finish}


def response_digest(frames):
    names, text = [], ""
    for frame in frames:
        names += re.findall(r"(?m)^event: ?(.*)$", frame)
        data = frame.partition("data:")[2].strip()
        if data.startswith("{") and json.loads(data).get("type") == "response.output_text.delta":
            text += json.loads(data)["delta"]
    return {"events": names, "text": text}


def compare(case, response, raw):
    want = case["response"]
    path, status = case["request"]["path"], response.status_code
    wanted = want["status"]
    deploying = path.startswith(("/deploy", "/undeploy"))
    if wanted == 500 and deploying and status == 422:
        return None
    if wanted != status:
        return f"status: wanted {wanted}, got {status} {raw[:160]!r}"
    kind = (want.get("content_type") or "").split(";")[0]
    got_kind = response.headers.get("content-type", "").split(";")[0]
    if case["request"]["method"] == "HEAD":
        return None
    if wanted >= 400:
        if kind != "application/json":
            return None
        body = json.loads(raw)
        detail = (want.get("body") or {}).get("detail")
        if isinstance(detail, list):
            return subset(errors(detail), errors(body.get("detail")), ".detail")
        if (
            has_placeholder(detail)
            or deploying
            or (isinstance(detail, str) and ("<" in detail or "validation error" in detail))
        ):
            return None if body.get("detail") else ".detail is missing"
        return subset(detail, body.get("detail"), ".detail")
    if kind != got_kind:
        return f"content-type: wanted {kind}, got {got_kind}"
    if "events" in want:
        frames = [f for f in re.split(r"\r?\n\r?\n", raw.decode()) if f.strip()]
        if "chat/completions" in path:
            return subset(chat_digest(want["events"]), chat_digest(frames), ".stream")
        if "responses" in path:
            return subset(response_digest(want["events"]), response_digest(frames), ".stream")
        return subset([e.replace("\r", "") for e in want["events"]], [f.replace("\r", "") for f in frames], ".events")
    body = want.get("body")
    if body is None and kind == "":
        return None
    if isinstance(body, dict) and "base64" in body and "length" in body:
        return None if len(raw) == body["length"] else f"wanted {body['length']} bytes, got {len(raw)}"
    if kind == "application/json":
        got = json.loads(raw)
        if path.endswith("/models") and isinstance(got, dict):
            return None if got.get("object") == "list" else "not a list of models"
        return subset(body, got)
    if has_placeholder(body) or kind == "text/html":
        return None
    return subset(body, raw.decode("utf-8", "replace"), ".text")


class Server:
    def __init__(self, base_url):
        self.client = httpx.Client(base_url=base_url, timeout=60, limits=httpx.Limits(max_keepalive_connections=0))
        self.deployed = set()

    def clear(self):
        for name in self.client.get("/status").json()["pipelines"]:
            self.client.post("/undeploy/" + quote(name, safe=""))
        self.deployed = set()

    def prepare(self, given, exactly):
        """Deploys what the case needs; cases that deploy or undeploy get a server with exactly that."""
        if exactly:
            self.clear()
        for entry in given:
            if entry not in self.deployed:
                _, path, body = deployable(entry)
                self.client.post(path, json=body)
                self.deployed.add(entry)


def replay(server, case, agents=None):
    """None when the server answers as recorded, 'skipped' for a case that cannot be replayed, else the difference."""
    request, want = case["request"], case["response"]
    if agents:
        try:
            return agents.replay(case)
        except Exception as error:  # noqa: BLE001 - as below
            return f"{type(error).__name__}: {error}"
    if (
        has_placeholder(request.get("body"))
        or want.get("status") is None
        or want.get("transport_error")
        or "body" not in want
        and "events" not in want
        or any(deployable(g) is None for g in case["given"])
    ):
        return "skipped"
    changes = not case["given"] or request["path"].startswith(("/deploy", "/undeploy", "/status"))
    try:
        server.prepare(case["given"], changes)
        response = server.client.send(build(server.client, request))
        return compare(case, response, response.content)
    except Exception as error:  # noqa: BLE001 - a broken connection or an unreadable answer is a difference, too
        return f"{type(error).__name__}: {error}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("base_url")
    parser.add_argument("--cases", type=pathlib.Path, default=RESOURCES / "cases")
    parser.add_argument("--only", choices=AREAS)
    parser.add_argument("--tolerant", action="store_true", help="exit with 0 although cases differ")
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()
    server = Server(args.base_url)
    total = {"passed": 0, "failed": 0, "skipped": 0}
    for area in [args.only] if args.only else AREAS:
        file = args.cases / f"{area}.json"
        if not file.exists():
            continue
        server.clear()
        server.prepare(replay_agents.PIPELINES.get(area, []), False)
        agents = replay_agents.Exchanges(server.client) if area in replay_agents.PIPELINES else None
        counts = dict.fromkeys(total, 0)
        for case in json.loads(file.read_text("utf-8")):
            found = replay(server, case, agents)
            outcome = "passed" if found is None else "skipped" if found == "skipped" else "failed"
            counts[outcome] += 1
            total[outcome] += 1
            if outcome == "failed" or args.verbose:
                print(f"{area}: {case['name']}: {found or 'ok'}")
        print(f"{area}: " + ", ".join(f"{n} {k}" for k, n in counts.items()))
    print(", ".join(f"{n} {k}" for k, n in total.items()))
    sys.exit(1 if total["failed"] and not args.tolerant else 0)


main()
