# SPDX-License-Identifier: Apache-2.0
"""The server's end of the worker link, for tests: starts a real worker and speaks real frames with it."""

import json
import os
import queue
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hayhooks.worker.frames import FrameReader, FrameType, encode

PACKAGE = Path(__file__).parents[2] / "main" / "python"
FIXTURES = Path(__file__).parents[1] / "resources" / "fixtures"
PATIENCE = 20.0
_ENDS = (FrameType.RESULT, FrameType.END, FrameType.ERROR)


@dataclass
class Answer:
    """All that came back for one call."""

    head: dict[str, Any]
    body: bytes
    chunks: list[tuple[int, bytes]]
    error: dict[str, Any] | None = None

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


class WorkerProcess:
    """One worker, connected. Frames of each call wait in a queue of their own; the link's own are in that of call 0."""

    def __init__(self, environment: dict[str, str] | None = None, python: str = sys.executable) -> None:
        self._scratch = tempfile.TemporaryDirectory()
        path = os.path.join(self._scratch.name, "link.sock")
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(path)
        listener.listen(1)
        listener.settimeout(PATIENCE)
        variables = {**os.environ, "HAYHOOKS_WORKER_SOCKET": path, "HAYHOOKS_WORKER_TOKEN": "secret"}
        self.process = subprocess.Popen(
            [python, str(PACKAGE)],
            env={**variables, "HAYSTACK_TELEMETRY_ENABLED": "false", **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.connection, _ = listener.accept()
        listener.close()
        # Made before a frame can come: reader and test would each make one of their own.
        self._frames: dict[int, queue.Queue[tuple[int, bytes]]] = {0: queue.Queue()}
        self._last_call = 0
        self._reading = True
        self._may_read = threading.Event()
        self._may_read.set()
        self._output: list[bytes] = []
        self._threads = [threading.Thread(target=target, daemon=True) for target in (self._read, self._drain_output)]
        for thread in self._threads:
            thread.start()
        self.hello = json.loads(self.next(0, FrameType.HELLO))
        self.ready: dict[str, Any] = {}

    # --- frames --------------------------------------------------------------------------------------------------

    def send(self, kind: FrameType, call: int = 0, payload: bytes = b"") -> None:
        self.connection.sendall(encode(kind, call, payload))

    def next(self, call: int, *wanted: FrameType, timeout: float = PATIENCE) -> bytes:
        """The payload of the call's next frame, which must be one of ``wanted``."""
        kind, payload = self.take(call, timeout)
        assert kind in wanted, f"wanted {wanted}, got {FrameType(kind).name} {payload[:500]!r}"
        return payload

    def take(self, call: int, timeout: float = PATIENCE) -> tuple[int, bytes]:
        """The call's next frame; ``queue.Empty`` when none comes in time."""
        return self._frames[call].get(timeout=timeout)

    def is_silent(self, call: int, seconds: float) -> bool:
        """Whether nothing comes for the call during that time."""
        try:
            self._frames[call].get(timeout=seconds)
        except queue.Empty:
            return True
        return False

    # --- conversations -------------------------------------------------------------------------------------------

    def load(self, name: str, directory: Path | str, **fields: Any) -> dict[str, Any]:
        """What READY or ERROR says."""
        load = {"name": name, "directory": str(directory), "threads": 64, "show_tracebacks": False, **fields}
        self.send(FrameType.LOAD, 0, json.dumps(load).encode())
        self.ready = json.loads(self.next(0, FrameType.READY, FrameType.ERROR))
        return self.ready

    def start(self, body: Any, method: int = 0, credit: int | None = None, **head: Any) -> int:
        """Sends RUN (and CREDIT); the call's number. ``body`` is bytes, or a value to write as JSON."""
        self._last_call += 1
        self._frames[self._last_call] = queue.Queue()
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        raw_head = json.dumps(head).encode() if head else b""
        self.send(FrameType.RUN, self._last_call, struct.pack(">BI", method, len(raw_head)) + raw_head + raw)
        if credit:
            self.credit(self._last_call, credit)
        return self._last_call

    def credit(self, call: int, count: int) -> None:
        self.send(FrameType.CREDIT, call, struct.pack(">I", count))

    def cancel(self, call: int) -> None:
        self.send(FrameType.CANCEL, call)

    def stop(self) -> None:
        self.send(FrameType.STOP)

    def answer(self, call: int) -> Answer:
        """Waits for the end of the call."""
        head: dict[str, Any] = {}
        chunks: list[tuple[int, bytes]] = []
        while True:
            kind, payload = self.take(call)
            if kind == FrameType.STREAM:
                head = json.loads(payload or b"{}")
            elif kind == FrameType.CHUNK:
                chunks.append((payload[0], payload[1:]))
            elif kind == FrameType.RESULT:
                size = struct.unpack_from(">I", payload)[0]
                return Answer(json.loads(payload[4 : 4 + size] or b"{}"), payload[4 + size :], chunks)
            else:
                assert kind in _ENDS, kind
                error = json.loads(payload) if kind == FrameType.ERROR else None
                return Answer(head, b"".join(data for _, data in chunks), chunks, error)

    def run(self, body: Any = None, **head: Any) -> Answer:
        """A whole run."""
        return self.answer(self.start({} if body is None else body, credit=100_000, **head))

    def chat(self, text: str = "hi", **fields: Any) -> Answer:
        """A whole chat completion with one user message."""
        body = {"model": "m", "messages": [{"role": "user", "content": text}], **fields}
        return self.answer(self.start(body, method=1, credit=100_000))

    def respond(self, sent: Any = "hi", **fields: Any) -> Answer:
        """A whole response to that input."""
        return self.answer(self.start({"model": "m", "input": sent, **fields}, method=2, credit=100_000))

    # --- the process ---------------------------------------------------------------------------------------------

    def wait(self, timeout: float = PATIENCE) -> int:
        """The exit status."""
        return self.process.wait(timeout)

    def output(self) -> str:
        """What the ended process printed."""
        self.wait()
        for thread in self._threads:
            thread.join(PATIENCE)
        return b"".join(self._output).decode()

    def close(self) -> None:
        self._may_read.set()
        self.process.kill()
        self.process.wait()
        self.connection.close()
        for thread in self._threads:
            thread.join(PATIENCE)
        if self.process.stdout:
            self.process.stdout.close()
        self._scratch.cleanup()

    def __enter__(self) -> "WorkerProcess":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def hang_up(self) -> None:
        """Ends the link, as the death of the server would."""
        self.connection.shutdown(socket.SHUT_RDWR)

    def pause_reading(self) -> None:
        """Takes nothing from the link until ``resume_reading``, but at most one more piece."""
        self._may_read.clear()

    def resume_reading(self) -> None:
        self._may_read.set()

    def stop_reading(self) -> None:
        """Leaves the connection to the caller, who sees no frame of before."""
        self._reading = False
        self.start(b"", method=9)  # its answer wakes the reader up
        self._threads[0].join(PATIENCE)

    def _read(self) -> None:
        reader = FrameReader()
        while self._reading and (data := _received(self.connection)):
            for kind, call, payload in reader.feed(data):
                self._frames[call].put((kind, payload))
            self._may_read.wait()

    def _drain_output(self) -> None:
        if self.process.stdout:
            self._output.extend(iter(lambda: self.process.stdout.read1(), b""))


def _received(connection: socket.socket) -> bytes:
    try:
        return connection.recv(256 * 1024)
    except OSError:
        return b""


def fixture(name: str) -> Path:
    """The directory of a wrapper recorded with the reference."""
    return FIXTURES / name
