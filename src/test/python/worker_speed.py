# SPDX-License-Identifier: Apache-2.0
"""How fast a worker is on its own link: ``python src/test/python/worker_speed.py [seconds]``.

Keeps 64 calls in flight from this one process, so the figures are what client and worker reach together on the
machine's cores.
"""

import struct
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "main" / "python"))

from fake_server import WorkerProcess
from hayhooks.worker.frames import FrameReader, FrameType, encode

WRAPPER = """
from collections.abc import AsyncGenerator, Generator
from hayhooks import BasePipelineWrapper

class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        pass

    {run}

    {chat}
"""
SYNC_RUN = "def run_api(self, text: str, n: int = 1) -> str: return text"
ASYNC_RUN = "async def run_api_async(self, text: str, n: int = 1) -> str: return text"
SYNC_CHAT = """def run_chat_completion(self, model: str, messages: list[dict], body: dict) -> Generator:
        return (w for w in ["token "] * 200)"""
ASYNC_CHAT = """async def run_chat_completion_async(self, model: str, messages: list, body: dict) -> AsyncGenerator:
        async def tokens():
            for _ in range(200):
                yield "token "
        return tokens()"""
IN_FLIGHT = 64
CREDIT = 64


class Meter:
    """Sends calls as answers come and counts frames."""

    def __init__(self, worker: WorkerProcess, method: int, body: bytes) -> None:
        self._connection = worker.connection
        self._run = struct.pack(">BI", method, 0) + body
        self._reader = FrameReader()
        self._number = 1_000_000
        self.calls = 0
        self.chunks = 0
        self._unpaid: dict[int, int] = {}

    def measure(self, seconds: float) -> float:
        """Runs for about ``seconds``; the time it took."""
        self._connection.sendall(b"".join(self._next() for _ in range(IN_FLIGHT)))
        start = time.perf_counter()
        end = start + seconds
        while time.perf_counter() < end:
            answers = [self._react(*frame) for frame in self._reader.feed(self._connection.recv(1 << 20))]
            self._connection.sendall(b"".join(answers))
        return time.perf_counter() - start

    def _next(self) -> bytes:
        self._number += 1
        return encode(FrameType.RUN, self._number, self._run)

    def _react(self, kind: int, call: int, _payload: bytes) -> bytes:
        if kind == FrameType.CHUNK:
            self.chunks += 1
            unpaid = self._unpaid.get(call, 0) + 1
            if unpaid < CREDIT // 2:
                self._unpaid[call] = unpaid
                return b""
            self._unpaid[call] = 0
            return encode(FrameType.CREDIT, call, struct.pack(">I", unpaid))
        if kind == FrameType.STREAM:
            return encode(FrameType.CREDIT, call, struct.pack(">I", CREDIT))
        self.calls += 1
        self._unpaid.pop(call, None)
        return self._next()


def measure(title: str, run: str, chat: str, method: int, seconds: float) -> None:
    """Prints one line."""
    body = b'{"model":"m","messages":[]}' if method else b'{"text":"hello","n":2}'
    with tempfile.TemporaryDirectory() as directory:
        Path(directory, "pipeline_wrapper.py").write_text(WRAPPER.format(run=run, chat=chat))
        worker = WorkerProcess()
        worker.load("speed", directory, threads=256)
        worker.stop_reading()
        meter = Meter(worker, method, body)
        took = meter.measure(seconds)
        worker.close()
    print(f"{title:28} {meter.calls / took:10,.0f} calls/s {meter.chunks / took:10,.0f} chunks/s")


if __name__ == "__main__":
    duration = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    measure("sync run", SYNC_RUN, "", 0, duration)
    measure("async run", ASYNC_RUN, "", 0, duration)
    measure("sync chat, 200 tokens", "", SYNC_CHAT, 1, duration)
    measure("async chat, 200 tokens", "", ASYNC_CHAT, 1, duration)
