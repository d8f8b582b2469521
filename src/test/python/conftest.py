# SPDX-License-Identifier: Apache-2.0
"""Workers for the tests: fresh ones for what changes them, shared ones for recorded wrappers that only answer."""

import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fake_server import WorkerProcess, fixture

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def loaded() -> Iterator[Callable[[str], WorkerProcess]]:
    """``loaded("echo_typed")``: a worker that serves that recorded wrapper, the same one for all tests."""
    workers: dict[str, WorkerProcess] = {}

    def of(name: str) -> WorkerProcess:
        if name not in workers:
            workers[name] = WorkerProcess()
            assert "code" not in workers[name].load(name, fixture(name))
        return workers[name]

    yield of
    for worker in workers.values():
        worker.close()


@pytest.fixture
def load(tmp_path: Path) -> Iterator[Callable[..., WorkerProcess]]:
    """``load(source, name="p", files={…}, environment={…}, **fields)``: a fresh worker; its READY is in ``ready``."""
    workers: list[WorkerProcess] = []

    def start(
        source: str,
        name: str = "p",
        files: dict[str, str] | None = None,
        environment: dict[str, str] | None = None,
        **fields: Any,
    ) -> WorkerProcess:
        directory = tmp_path / f"revision-{len(workers)}"
        for path, text in {"pipeline_wrapper.py": source, **(files or {})}.items():
            target = directory / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        worker = WorkerProcess(environment)
        workers.append(worker)
        worker.load(name, directory, **fields)
        return worker

    yield start
    for worker in workers:
        worker.close()


@pytest.fixture(scope="session")
def model_url() -> Iterator[str]:
    """The base URL of a small server that speaks OpenAI's API."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, str(HERE / "model_server.py"), str(port)])
    deadline = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            assert time.monotonic() < deadline, "the model server does not listen"
            time.sleep(0.02)
    yield f"http://127.0.0.1:{port}/v1"
    server.kill()
    server.wait()


WRAPPER = """
import asyncio, os, sys, threading, time
from collections.abc import AsyncGenerator, Generator
from pathlib import Path
from typing import *
from hayhooks import BasePipelineWrapper, SSEStream, log

class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        {setup}

{methods}
"""


@pytest.fixture(scope="session")
def wrapper() -> Callable[..., str]:
    """``wrapper("def run_api(self) -> int: return 1")``: the source of a wrapper with these methods."""

    def source(*methods: str, setup: str = "pass") -> str:
        indented = (textwrap.indent(textwrap.dedent(method).strip(), "    ") for method in methods)
        return WRAPPER.format(setup=setup, methods="\n\n".join(indented))

    return source
