"""Starts the servers that are compared, on free ports and in directories of their own."""

import json
import os
import pathlib
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

WRAPPERS = pathlib.Path(__file__).with_name("wrappers")


class Server:
    """A running server."""

    def __init__(self, name: str, command: list[str], directory: str, **settings: str) -> None:
        self.name = name
        self.port = free_port()
        self.pipelines = pathlib.Path(directory) / name
        self.pipelines.mkdir(exist_ok=True)
        environment = {
            **os.environ,
            "HAYHOOKS_HOST": "localhost",
            "HAYHOOKS_PORT": str(self.port),
            "HAYHOOKS_PIPELINES_DIR": str(self.pipelines),
            **settings,
        }
        self._log = pathlib.Path(directory) / f"{name}.log"
        with self._log.open("a") as log:
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)

    def await_ready(self, patience: float = 120) -> dict:
        """Waits for the first answer, which is that of ``/status``."""
        deadline = time.monotonic() + patience
        while True:
            try:
                return self.get("/status")
            except (OSError, ValueError):
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit(f"{self.name} did not start:\n{self.log()}") from None
                time.sleep(0.02)

    def log(self) -> str:
        return self._log.read_text()

    def get(self, path: str) -> dict:
        with urllib.request.urlopen(f"http://localhost:{self.port}{path}", timeout=10) as answer:
            return json.load(answer)

    def post(self, path: str, body: dict) -> bytes:
        request = urllib.request.Request(
            f"http://localhost:{self.port}{path}", json.dumps(body).encode(), {"content-type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()

    def deploy(self, name: str, wrapper: str | None = None, overwrite: bool = False) -> None:
        """Deploys one of the wrappers beside this file."""
        source = (WRAPPERS / f"{wrapper or name}.py").read_text("utf-8")
        body = {"name": name, "files": {"pipeline_wrapper.py": source}, "overwrite": overwrite}
        self.post("/deploy_files", body)

    def processes(self) -> list[int]:
        """The server's process and all below it, wherever they are in other sessions."""
        return processes_below(self.process.pid)

    def memory(self) -> float:
        """MiB of memory of all its processes, shared pages counted in shares (PSS)."""
        return sum(pss(pid) for pid in self.processes()) / 1024

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(60)


def processes_below(pid: int) -> list[int]:
    """A process and all that come from it."""
    found, queue = [], [pid]
    children: dict[int, list[int]] = {}
    for entry in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(entry.name))
    while queue:
        found.append(queue.pop())
        queue += children.get(found[-1], [])
    return found


def pss(pid: int) -> int:
    """KiB."""
    try:
        lines = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_ee(jar: str, python: str, directory: str, **settings: str) -> Server:
    return Server("ee", ["java", "-jar", jar, "run"], directory, HAYHOOKS_PYTHON=python, **settings)


def start_reference(command: str, directory: str) -> Server:
    return Server("hayhooks", [command, "run"], directory)


@contextmanager
def stopped_at_the_end(*servers: Server) -> Iterator[None]:
    try:
        yield
    finally:
        for server in servers:
            server.stop()
