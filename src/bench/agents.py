"""Agents of one pipeline that call another pipeline of the same server, over MCP and then over A2A, many at once.

usage: agents.py [--jar JAR --python PYTHON | --server URL --pid PID] [--seconds S] [--sessions N]

It starts a server, or takes a running one where the three pipelines are deployed; PID is what `run` started.

Each run of an agent opens a session with the real client, makes some calls and leaves. Every answer is judged. The
server's threads and memory are looked at meanwhile: they must stay flat, and no session may be left at the end.
"""

import argparse
import collections
import http.client
import json
import pathlib
import random
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from servers import processes_below, start_ee, stopped_at_the_end

DOORS = {"MCP": "mcp_caller", "A2A": "a2a_caller"}
CALLS = 3
THREADS_MORE = 16
"""Idle threads of the container come and go."""
PATIENCE = 20.0
SESSION_TIMEOUT = 5
"""Seconds that a session of a vanished client may stay, when the server is started here."""


@dataclass(frozen=True)
class Sample:
    """What the server's largest process has."""

    seconds: float
    threads: int
    sockets: int
    mebibytes: int


class Target:
    """The server under load, which was started here or elsewhere."""

    def __init__(self, url: str, pid: int) -> None:
        self.url = url
        self.address = urllib.parse.urlsplit(url)
        self._process = max(map(process, processes_below(pid)), key=threads)

    def sample(self, start: float) -> Sample:
        fields = dict(line.split(":", 1) for line in (self._process / "status").read_text().splitlines())
        return Sample(
            round(time.monotonic() - start, 1),
            int(fields["Threads"]),
            sum(is_socket(link) for link in (self._process / "fd").iterdir()),
            int(fields["VmRSS"].split()[0]) >> 10,
        )


def is_socket(link: pathlib.Path) -> bool:
    try:
        return link.readlink().name.startswith("socket:")
    except FileNotFoundError:  # closed meanwhile
        return False


def process(pid: int) -> pathlib.Path:
    return pathlib.Path(f"/proc/{pid}")


def threads(process: pathlib.Path) -> int:
    return len(list((process / "task").glob("*")))


class Load:
    """Callers of one agent for some time."""

    def __init__(self, target: Target, pipeline: str) -> None:
        self._target = target
        self._pipeline = pipeline
        self._over = threading.Event()
        self._lock = threading.Lock()
        self.good = 0
        self.wrong: collections.Counter[str] = collections.Counter()
        self.samples: list[Sample] = []

    def go(self, seconds: float, sessions: int) -> None:
        callers = [threading.Thread(target=self._call) for _ in range(sessions)]
        start = time.monotonic()
        for caller in callers:
            caller.start()
        try:
            while (passed := time.monotonic() - start) < seconds:
                self.samples.append(self._target.sample(start))
                time.sleep(min(0.5, seconds - passed))
        finally:
            self._over.set()
        for caller in callers:
            caller.join()

    def _call(self) -> None:
        """Runs, one after the other."""
        connection = http.client.HTTPConnection(self._target.address.netloc, timeout=60)
        while not self._over.is_set():
            a, b = random.randrange(1000), random.randrange(1000)
            fault = self._fault(connection, a, b)
            with self._lock:
                if fault:
                    self.wrong[fault] += 1
                else:
                    self.good += 1
        connection.close()

    def _fault(self, connection: http.client.HTTPConnection, a: int, b: int) -> str | None:
        body = json.dumps({"server": self._target.url, "a": a, "b": b, "calls": CALLS})
        try:
            connection.request("POST", f"/{self._pipeline}/run", body, {"content-type": "application/json"})
            answer = connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            return repr(error)
        if answer.status != 200:
            return f"{answer.status} {text[:300]}"
        return None if json.loads(text) == {"result": CALLS * (a + b)} else f"wrong: {text[:300]}"


def growth(samples: list[Sample]) -> list[str]:
    """What there is more of at the end of a load than once it was under way."""
    quarter = max(1, len(samples) // 4)
    early, late = samples[quarter : 2 * quarter] or samples[:1], samples[-quarter:]
    more = max(sample.threads for sample in late) - max(sample.threads for sample in early)
    return [f"{more} threads more at the end than at the beginning"] if more > THREADS_MORE else []


def settled(target: Target, before: Sample) -> tuple[Sample, list[str]]:
    """The server once the clients are gone: no socket and no thread of theirs may be left."""
    deadline = time.monotonic() + PATIENCE
    while True:
        after = target.sample(0)
        left = [
            f"{more} {what} more than before"
            for what, more, allowed in (
                ("sockets", after.sockets - before.sockets, 8),
                ("threads", after.threads - before.threads, 2 * THREADS_MORE),
            )
            if more > allowed
        ]
        if not left or time.monotonic() > deadline:
            return after, left
        time.sleep(0.1)


def measure(target: Target, seconds: float, sessions: int) -> list[str]:
    """Loads both doors and returns what was wrong."""
    wrong = []
    for door, pipeline in DOORS.items():
        warm_up = Load(target, pipeline)
        warm_up.go(min(10.0, seconds / 4), sessions)
        before = settled(target, target.sample(0))[0]
        load = Load(target, pipeline)
        load.go(seconds, sessions)
        after, left = settled(target, before)
        wrong += [f"{door}: {n} times {fault}" for fault, n in (warm_up.wrong + load.wrong).items()]
        wrong += [f"{door}: {fault}" for fault in growth(load.samples) + left]
        report(door, load, seconds, sessions, before, after)
    return wrong


def vanish(target: Target, sessions: int) -> list[str]:
    """Clients that greet, listen and are then gone without a word; their sessions must end by themselves."""
    before = settled(target, target.sample(0))[0]
    opened = [open_session(target) for _ in range(sessions)]
    during = target.sample(0)
    for _, connection in opened:
        connection.close()
    after, left = settled(target, before)
    print(f"vanished: {sessions} sessions, {during.sockets} sockets while they were there, {after.sockets} after")
    time.sleep(2 * SESSION_TIMEOUT)  # asking would keep them
    known = [name for name, _ in opened if is_known(target, name)]
    return [f"vanished: {fault}" for fault in left + [f"{len(known)} sessions are still known"] * bool(known)]


def open_session(target: Target) -> tuple[str, http.client.HTTPConnection]:
    """The id of a session, and the connection on which it listens."""
    params = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "gone", "version": "1"}}
    status, name = post(target, {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params})
    if status != 200:
        raise SystemExit(f"no session: {status}")
    connection = http.client.HTTPConnection(target.address.netloc, timeout=60)
    connection.request("GET", "/mcp", headers={"accept": "text/event-stream", "mcp-session-id": name})
    return name, connection


def is_known(target: Target, session: str) -> bool:
    notification = {"jsonrpc": "2.0", "method": "notifications/roots/list_changed"}
    return post(target, notification, {"mcp-session-id": session})[0] != 404


def post(target: Target, message: dict, headers: dict | None = None) -> tuple[int, str]:
    """The status of the answer, and the session that it names."""
    connection = http.client.HTTPConnection(target.address.netloc, timeout=60)
    kinds = {"accept": "application/json, text/event-stream", "content-type": "application/json"}
    connection.request("POST", "/mcp", json.dumps(message), {**kinds, **(headers or {})})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.getheader("mcp-session-id", "")


def report(door: str, load: Load, seconds: float, sessions: int, before: Sample, after: Sample) -> None:
    print(f"{door}: {load.good} sessions of {CALLS} calls by {sessions} at once, {load.good / seconds:.1f}/s, ", end="")
    print(f"{load.wrong.total()} failed")
    for what in ("threads", "sockets", "mebibytes"):
        values = [getattr(sample, what) for sample in load.samples]
        print(f"  {what}: {getattr(before, what)} before, {min(values)} to {max(values)} during, ", end="")
        print(f"{values[-1]} at the end, {getattr(after, what)} after")


@contextmanager
def target_of(options: argparse.Namespace) -> Iterator[Target]:
    if options.server:
        yield Target(options.server, options.pid)
        return
    with tempfile.TemporaryDirectory() as directory:
        settings = {
            "HAYHOOKS_DATA_DIR": f"{directory}/data",
            "HAYHOOKS_MCP_SESSION_TIMEOUT": f"PT{SESSION_TIMEOUT}S",
            "HAYHOOKS_JVM_OPTIONS": "-Xmx256m",
        }
        server = start_ee(options.jar, options.python, directory, **settings)
        with stopped_at_the_end(server):
            server.await_ready()
            for name in ("adder", *DOORS.values()):
                server.deploy(name)
            yield Target(f"http://localhost:{server.port}", server.process.pid)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--jar", type=lambda path: str(pathlib.Path(path).absolute()))
    parser.add_argument("--python", type=lambda path: str(pathlib.Path(path).absolute()))
    parser.add_argument("--server")
    parser.add_argument("--pid", type=int)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--sessions", type=int, default=64)
    options = parser.parse_args()
    with target_of(options) as target:
        wrong = measure(target, options.seconds, options.sessions)
        if not options.server:
            wrong += vanish(target, options.sessions)
    print("\n".join(wrong[:20]) or "no call failed, and nothing is left")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
