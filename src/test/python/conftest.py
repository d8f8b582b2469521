# SPDX-License-Identifier: Apache-2.0
"""Workers for the tests: fresh ones for what changes them, shared ones for recorded wrappers that only answer."""

import itertools
import json
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from fake_server import WorkerProcess, fixture

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def spares() -> Iterator[Callable[[], WorkerProcess]]:
    """``spares()``: a worker that is ready for LOAD; the next one starts meanwhile, since starting takes most time."""
    with ThreadPoolExecutor(1) as starter:
        waiting = [starter.submit(WorkerProcess)]

        def take() -> WorkerProcess:
            waiting.append(starter.submit(WorkerProcess))
            return waiting.pop(0).result()

        yield take
        waiting[0].result().close()


@pytest.fixture(scope="session")
def loaded(spares: Callable[[], WorkerProcess]) -> Iterator[Callable[[str], WorkerProcess]]:
    """``loaded("echo_typed")``: a worker that serves that recorded wrapper, the same one for all tests."""
    workers: dict[str, WorkerProcess] = {}

    def of(name: str) -> WorkerProcess:
        if name not in workers:
            workers[name] = spares()
            assert "code" not in workers[name].load(name, fixture(name))
        return workers[name]

    yield of
    for worker in workers.values():
        worker.close()


@pytest.fixture
def fresh(spares: Callable[[], WorkerProcess]) -> Iterator[Callable[..., WorkerProcess]]:
    """``fresh(environment={…})``: a worker of the test's own that has loaded nothing yet."""
    workers: list[WorkerProcess] = []

    def start(environment: dict[str, str] | None = None) -> WorkerProcess:
        workers.append(WorkerProcess(environment) if environment else spares())
        return workers[-1]

    yield start
    for worker in workers:
        worker.close()


@pytest.fixture
def load(fresh: Callable[..., WorkerProcess], tmp_path: Path) -> Callable[..., WorkerProcess]:
    """``load(source, name="p", files={…}, **fields)``: a fresh worker that got LOAD; its answer is in ``ready``."""
    numbers = itertools.count()

    def start(source: str, name: str = "p", files: dict[str, str] | None = None, **fields: Any) -> WorkerProcess:
        directory = tmp_path / f"revision-{next(numbers)}"
        for path, text in {"pipeline_wrapper.py": source, **(files or {})}.items():
            target = directory / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        worker = fresh()
        worker.load(name, directory, **fields)
        return worker

    return start


@pytest.fixture
def load_yaml(fresh: Callable[..., WorkerProcess], tmp_path: Path) -> Callable[..., WorkerProcess]:
    """``load_yaml(text, name="p", options={…})``: a worker that got LOAD of that YAML."""

    def start(
        text: str, name: str = "p", options: dict[str, Any] | None = None, worker: WorkerProcess | None = None
    ) -> WorkerProcess:
        (tmp_path / "pipeline.yml").write_text(text, "utf-8")
        if options is not None:
            (tmp_path / "pipeline.json").write_text(json.dumps(options))
        worker = worker or fresh()
        worker.load(name, tmp_path)
        return worker

    return start


@pytest.fixture(scope="session")
def model_url() -> Iterator[str]:
    """The base URL of a small server that speaks OpenAI's API."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, str(HERE / "model_server.py"), str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # it complains about streams that tests close
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
