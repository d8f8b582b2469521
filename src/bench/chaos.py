"""A fault run: calls under load while workers are killed, hang, exit, leak and print, and pipelines are redeployed.

usage: chaos.py HAYHOOKS_EE_JAR PYTHON [SECONDS [full-disk]]

With ``full-disk`` (Linux, as root) everything the server writes lies on a small file system that is full now and then.
Every answer is judged: a call may fail only when its worker was killed or exited while it had the call (502), or when
it hung past its deadline (504). At the end nothing may be left: no process, no thread more, no file, flat memory.
"""

import collections
import contextlib
import http.client
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
from collections.abc import Iterator

from servers import Server, start_ee, stopped_at_the_end

CALLERS = 16
PATIENCE = 20
"""Seconds: more than the longest drain, and what it leaves to tidy up."""
ODD = ("hang", "exit", "leak", "print")
DISK = "512m"


class Run:
    """The parts of a fault run, each on a thread of its own, and what they count."""

    def __init__(self, server: Server, disk: pathlib.Path | None) -> None:
        self._server = server
        self._disk = disk
        self._full = threading.Event()
        self._over = threading.Event()
        self._lock = threading.Lock()
        self.counts: collections.Counter[str] = collections.Counter()
        self.wrong: list[str] = []

    def go(self, seconds: float) -> None:
        self._over.clear()
        parts = [self.call] * CALLERS + [self.misbehave] * 2 + [self.kill, self.redeploy]
        if self._disk:
            parts.append(self.fill)
        threads = [threading.Thread(target=part, name=part.__name__) for part in parts]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        self._over.set()
        for thread in threads:
            thread.join()

    def _count(self, what: str) -> None:
        with self._lock:
            self.counts[what] += 1

    def _fault(self, what: str) -> None:
        with self._lock:
            self.wrong.append(what)

    def call(self) -> None:
        """Ordinary calls, one after the other on one connection."""
        connection = http.client.HTTPConnection("localhost", self._server.port, timeout=60)
        while not self._over.is_set():
            status, body = self._run(connection, "work")
            self._count(f"work {status}")
            if status not in (200, 502):
                self._fault(f"work: {status} {body[:300]}")

    def misbehave(self) -> None:
        """Calls of the other kinds."""
        connection = http.client.HTTPConnection("localhost", self._server.port, timeout=60)
        while not self._over.wait(0.2):
            kind = random.choice(ODD)
            status, body = self._run(connection, kind, {"X-Request-Timeout": "1"})
            self._count(f"{kind} {status}")
            if status not in (200, 502, 504):
                self._fault(f"{kind}: {status} {body[:300]}")

    def _run(self, connection: http.client.HTTPConnection, do: str, headers: dict | None = None) -> tuple[int, str]:
        try:
            fields = {"content-type": "application/json", **(headers or {})}
            connection.request("POST", "/chaos/run", json.dumps({"do": do}), fields)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            return 0, repr(error)

    def kill(self) -> None:
        """One worker each second."""
        while not self._over.wait(1):
            workers = self._server.get("/status/chaos")["deployment"]["workers"]
            pids = [worker["pid"] for worker in workers if worker["pid"] > 0]
            if pids:
                with contextlib.suppress(ProcessLookupError):  # it may just have ended by itself
                    os.kill(random.choice(pids), signal.SIGKILL)
                    self._count("killed")

    def redeploy(self) -> None:
        while not self._over.wait(2):
            try:
                self._server.deploy("chaos", overwrite=True)
                self._count("redeployed")
            except urllib.error.HTTPError as error:
                text = error.read().decode()
                # The one worker whose loading was to show that the new pipeline works may be the one that was killed.
                if "killed by SIGKILL" in text:
                    self._count("redeploy refused")
                elif "No space left" in text and self._full.is_set():
                    self._count("redeploy refused, disk full")
                else:
                    self._fault(f"redeploy: {error.code} {text[:300]}")

    def fill(self) -> None:
        """Leaves no byte on the disk for five seconds of every twenty."""
        file = self._disk / "filler"
        while not self._over.wait(15):
            self._full.set()
            with contextlib.suppress(OSError), file.open("wb", buffering=0) as filler:
                while True:
                    filler.write(bytes(4096))
            self._count("disk filled")
            self._over.wait(5)
            file.unlink()
            time.sleep(1)  # a deployment that met the full disk may still be on its way
            self._full.clear()


@contextlib.contextmanager
def small_disk(directory: str) -> Iterator[None]:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", directory], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", directory], check=True)


def threads(server: Server) -> int:
    return max(len(list(pathlib.Path(f"/proc/{pid}/task").glob("*"))) for pid in server.processes())


def main() -> None:
    jar, python = (str(pathlib.Path(path).absolute()) for path in sys.argv[1:3])
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 600
    full = sys.argv[4:] == ["full-disk"]
    with tempfile.TemporaryDirectory() as directory, small_disk(directory) if full else contextlib.nullcontext():
        server = start_ee(
            jar,
            python,
            directory,
            HAYHOOKS_DATA_DIR=f"{directory}/data",
            HAYHOOKS_CANCEL_GRACE="2",
            HAYHOOKS_WORKER_MAX_MEMORY="256MiB",
            HAYHOOKS_LOG_LEVEL="ERROR",
            HAYHOOKS_JVM_OPTIONS="-Xmx256m",
        )
        with stopped_at_the_end(server):
            server.await_ready()
            server.deploy("chaos")
            run = Run(server, pathlib.Path(directory) if full else None)
            run.go(min(20.0, seconds / 4))  # until everything that grows at first has grown
            before = state(server, directory)
            run.counts.clear()
            run.go(seconds)
            after = settled(server, directory, before)
            left = server.processes()
        orphans = [pid for pid in left if pathlib.Path(f"/proc/{pid}").exists()]
    print(json.dumps(dict(sorted(run.counts.items())), indent=1))
    print("before:", before, "\nafter: ", after, "\nprocesses left at the end:", orphans)
    run.wrong += leaks(before, after)
    print("\n".join(run.wrong[:20]) or "no call failed that should not have")
    sys.exit(bool(run.wrong or orphans))


def settled(server: Server, directory: str, before: dict[str, int]) -> dict[str, int]:
    """The state once nothing is left over, or when it should be long since."""
    deadline = time.monotonic() + PATIENCE
    after = state(server, directory)
    while leaks(before, after) and time.monotonic() < deadline:
        time.sleep(0.2)
        after = state(server, directory)
    return after


def leaks(before: dict[str, int], after: dict[str, int]) -> list[str]:
    """What there is more of than the allowance; a pool may just have a worker more."""
    allowance = {"processes": 2, "threads of the server": 20, "MiB": 200, "files": 5}
    return [f"more {what}" for what in before if after[what] > before[what] + allowance[what]]


def state(server: Server, directory: str) -> dict[str, int]:
    return {
        "processes": len(server.processes()),
        "threads of the server": threads(server),
        "MiB": round(server.memory()),
        "files": sum(len(files) for _, _, files in os.walk(directory)),
    }


if __name__ == "__main__":
    main()
