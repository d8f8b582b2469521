# SPDX-License-Identifier: Apache-2.0
"""A worker without a pipeline: speaks real frames and misbehaves on request. Needs the standard library only.

How it starts is said by ``start.json`` in the directory that it is told to load; what a call does, by its body.
"""

import contextlib
import json
import os
import signal
import socket
import struct
import sys
import threading
import time
from pathlib import Path

HELLO, LOAD, READY, RUN, RESULT, STREAM, CHUNK, END, ERROR, CREDIT, CANCEL, STOP, UNLOAD, UNLOADED = range(1, 15)
SIGNATURE = {
    "type": "pipeline",
    "description": "Does as it is told",
    "run": {"request_schema": {"type": "object"}, "response_schema": None, "body_required": True, "wants_headers": True},
    "chat": {"wants_headers": False},
}


def connect(address: str, greeting: bytes) -> socket.socket:
    if not address.startswith("tcp:"):
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(address)
        return connection
    connection = socket.create_connection(("127.0.0.1", int(address[4:])))
    connection.sendall(greeting)
    return connection


class Link:
    """The socket, with a lock for writers."""

    def __init__(self, address: str, token: str) -> None:
        self._socket = connect(address, b"l" + token.encode())
        self._reader = self._socket.makefile("rb")
        self._lock = threading.Lock()

    def send(self, kind: int, call: int, payload: bytes = b"") -> None:
        self.send_raw(struct.pack(">IBI", len(payload) + 5, kind, call) + payload)

    def send_json(self, kind: int, call: int, value: object) -> None:
        self.send(kind, call, json.dumps(value).encode())

    def send_raw(self, data: bytes) -> None:
        with self._lock:
            self._socket.sendall(data)

    def read(self) -> tuple[int, int, bytes]:
        header = self._reader.read(9)
        if len(header) < 9:
            os._exit(1)  # the server is gone
        length, kind, call = struct.unpack(">IBI", header)
        return kind, call, self._reader.read(length - 5)


class Credit:
    """How many chunks a call may send."""

    def __init__(self) -> None:
        self._available = 0
        self._changed = threading.Condition()
        self.cancelled = False

    def add(self, count: int) -> None:
        with self._changed:
            self._available += count
            self._changed.notify()

    def cancel(self) -> None:
        with self._changed:
            self.cancelled = True
            self._changed.notify()

    def wait(self, seconds: float) -> bool:
        """Sleeps; false when the call was cancelled."""
        with self._changed:
            return not self._changed.wait_for(lambda: self.cancelled, seconds)

    def take(self) -> bool:
        """Waits for credit; false when the call was cancelled."""
        with self._changed:
            self._changed.wait_for(lambda: self._available or self.cancelled)
            self._available -= 1
            return not self.cancelled


class Worker:
    """Reads frames on the main thread; every call has a thread of its own, except an echo."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._names: dict[int, str] = {}
        self._calls: dict[int, Credit] = {}
        self._chunks_sent = 0
        self._cancels_seen = 0

    def serve(self) -> None:
        while True:
            kind, number, payload = self._link.read()
            if kind == RUN:
                self._run(number, payload)
            elif kind == CREDIT and number in self._calls:
                self._calls[number].add(struct.unpack(">I", payload)[0])
            elif kind == CANCEL:
                self._cancels_seen += 1
                if number in self._calls:
                    self._calls[number].cancel()
            elif kind == LOAD:
                threading.Thread(target=self._load, args=(json.loads(payload),), daemon=True).start()
            elif kind == UNLOAD:
                self._names.pop(json.loads(payload)["unit"], None)
                self._link.send(UNLOADED, 0, payload)
            elif kind == STOP:
                threading.Thread(target=self._exit_when_idle, daemon=True).start()

    def _exit_when_idle(self) -> None:
        while self._calls:
            time.sleep(0.005)
        os._exit(0)

    def _load(self, load: dict) -> None:
        start = Path(load["directory"]) / "start.json"
        orders = json.loads(start.read_text()) if start.exists() else {}
        unit = load.get("unit", 0)
        print("loading", load["name"], flush=True)
        time.sleep(orders.get("sleep", 0))
        if "exit" in orders:
            os._exit(orders["exit"])
        if "signal" in orders:
            signal.pthread_kill(threading.get_ident(), orders["signal"])  # before this thread goes on
        if "error" in orders:
            self._link.send_json(ERROR, 0, orders["error"] | {"unit": unit})
            return
        self._names[unit] = load["name"]
        own = {"description": json.dumps(load, sort_keys=True), "unit": unit, "worker_group": "g" if unit else None}
        self._link.send_json(READY, 0, SIGNATURE | own)

    def _run(self, number: int, payload: bytes) -> None:
        (length,) = struct.unpack(">I", payload[1:5])
        head, body = payload[5 : 5 + length], payload[5 + length :]
        if not body.startswith(b'{"do"'):
            self._link.send(RESULT, number, struct.pack(">I", 0) + body)
            return
        self._calls[number] = Credit()
        threading.Thread(target=self._obey, args=(number, head, json.loads(body)), daemon=True).start()

    def _obey(self, number: int, head: bytes, orders: dict) -> None:
        getattr(self, "_do_" + orders.pop("do"))(number, head, **orders)
        if self._calls.pop(number).cancelled:
            self._link.send(END, number)

    def _answer(self, number: int, value: object, head: bytes = b"") -> None:
        body = json.dumps(value).encode()
        self._link.send(RESULT, number, struct.pack(">I", len(head)) + head + body)

    def _do_head(self, number: int, head: bytes) -> None:
        answer = {"status": 201, "content_type": None, "headers": [["x-a", "1"], ["x-a", "2"]]}
        self._answer(number, json.loads(head) if head else None, json.dumps(answer).encode())

    def _do_who(self, number: int, head: bytes) -> None:
        """Which pipeline is asked, of those that are here."""
        self._answer(number, [self._names[json.loads(head)["unit"]], sorted(self._names.values())])

    def _do_sleep(self, number: int, head: bytes, seconds: float) -> None:
        if self._calls[number].wait(seconds):
            self._answer(number, "awake")

    def _do_hang(self, number: int, head: bytes, seconds: float) -> None:
        """Sleeps, cancelled or not."""
        time.sleep(seconds)

    def _do_count(self, number: int, head: bytes) -> None:
        self._answer(number, {"chunks": self._chunks_sent, "cancels": self._cancels_seen, "calls": len(self._calls) - 1})

    def _do_stream(self, number: int, head: bytes, chunks: int, size: int = 8, fail: bool = False) -> None:
        credit = self._calls[number]
        self._link.send_json(STREAM, number, {"content_type": "text/plain"})
        data = b"\x01" + b"x" * size
        for _ in range(chunks):
            if not credit.take():
                return
            self._chunks_sent += 1
            self._link.send(CHUNK, number, data)
        if fail:
            self._do_fail(number, head)
        else:
            self._link.send(END, number)

    def _do_fail(self, number: int, head: bytes) -> None:
        error = {"code": "PIPELINE_FAILED", "status": 418, "message": "Pipeline execution failed: as ordered"}
        self._link.send_json(ERROR, number, error | {"detail": {"a": 1}, "headers": {"x-why": "ordered"}})

    def _do_die(self, number: int, head: bytes, delay: float = 0) -> None:
        print("about to die", file=sys.stderr)
        time.sleep(delay)
        os.kill(os.getpid(), signal.SIGKILL)

    def _do_exit(self, number: int, head: bytes, status: int) -> None:
        print("about to exit")
        sys.stdout.flush()
        os._exit(status)

    def _do_unordered(self, number: int, head: bytes) -> None:
        """A chunk beyond all credit."""
        self._link.send(STREAM, number)
        self._link.send(CHUNK, number, b"\x01x")

    def _do_send(self, number: int, head: bytes, hexadecimal: str) -> None:
        self._link.send_raw(bytes.fromhex(hexadecimal))

    def _do_fork(self, number: int, head: bytes) -> None:
        """Leaves a child behind that keeps the connection open."""
        child = os.fork()
        if child == 0:
            time.sleep(20)
            os._exit(0)
        os.kill(os.getpid(), signal.SIGKILL)


def fork_on_request() -> tuple[str, str]:
    """The fork server, until it is in a new process: returns that one's socket and token."""
    pids: dict[str, int] = {}
    lock = threading.Lock()

    def report(*fields: object) -> None:
        with lock:
            os.write(1, ("\t".join(map(str, fields)) + "\n").encode())

    def bury(number: str, pid: int) -> None:
        _, status = os.waitpid(pid, 0)
        report("ended", number, os.waitstatus_to_exitcode(status))

    for line in sys.stdin:
        verb, number, *rest = line.rstrip("\n").split("\t")
        if verb == "kill":
            with contextlib.suppress(ProcessLookupError):
                os.kill(pids[number], signal.SIGKILL)
            continue
        pid = os.fork()
        if pid == 0:
            output = connect(rest[0], b"o" + rest[1].encode())
            os.dup2(output.fileno(), 1)
            os.dup2(output.fileno(), 2)
            return rest[0], rest[1]
        pids[number] = pid
        report("started", number, pid)
        threading.Thread(target=bury, args=(number, pid), daemon=True).start()
    os._exit(0)


def main() -> None:
    if sys.argv[1:2] == ["group"]:
        print('{"worker_group": "g"}')
        return
    if sys.argv[1:] == ["nursery"]:
        path, token = fork_on_request()
    else:
        path, token = os.environ.pop("HAYHOOKS_WORKER_SOCKET"), os.environ.pop("HAYHOOKS_WORKER_TOKEN")
    link = Link(path, token)
    hello = {"token": token, "protocol": 1, "pid": os.getpid(), "python": "3"}
    link.send_json(HELLO, 0, hello | json.loads(os.environ.get("FAKE_HELLO", "{}")))
    Worker(link).serve()


main()
