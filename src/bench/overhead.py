"""What a call costs above its work: echoes one by one, over the worker link, behind a bare route, in both servers.

usage: overhead.py HAYHOOKS_EE_JAR PYTHON HAYHOOKS [CALLS]

The arguments are those of compare.py. The bare route is the same function behind Starlette on uvicorn, run by the
interpreter of HAYHOOKS.
"""

import http.client
import json
import os
import pathlib
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from servers import WRAPPERS, free_port, start_ee, start_reference, stopped_at_the_end

BODY = json.dumps({"text": "hello", "n": 2}).encode()
WORKER = pathlib.Path(__file__).parents[1] / "main" / "python"
HELLO, LOAD, READY, RUN, RESULT = 1, 2, 3, 4, 5
"""Types of frames: src/site/adr/0001-worker-link.md."""
ROUTE = """
import json, sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

def run_api(text: str, n: int = 1) -> dict:
    return {"text": text, "n": n}

async def run(request):
    return JSONResponse({"result": run_api(**json.loads(await request.body()))})

routes = [Route("/bench/run", run, methods=["POST"]), Route("/status", lambda _: JSONResponse({}))]
uvicorn.run(Starlette(routes=routes), port=int(sys.argv[1]), log_level="warning")
"""


def times(call: Callable[[], None], count: int) -> list[float]:
    """Seconds of each call, in order of size; as many calls before them warm up."""
    for _ in range(count):
        call()
    taken = []
    for _ in range(count):
        begun = time.perf_counter()
        call()
        taken.append(time.perf_counter() - begun)
    return sorted(taken)


@contextmanager
def over_http(port: int) -> Iterator[Callable[[], None]]:
    connection = http.client.HTTPConnection("localhost", port)
    connection.connect()
    connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def call() -> None:
        connection.request("POST", "/bench/run", BODY, {"content-type": "application/json"})
        answer = connection.getresponse()
        if answer.status != 200 or not answer.read():
            raise SystemExit(f"answered {answer.status}")

    yield call
    connection.close()


@contextmanager
def over_the_link(python: str, directory: str) -> Iterator[Callable[[], None]]:
    path = f"{directory}/link.sock"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen(1)
        variables = {**os.environ, "HAYHOOKS_WORKER_SOCKET": path, "HAYHOOKS_WORKER_TOKEN": "token"}
        worker = subprocess.Popen([python, WORKER], env=variables)
        link, _ = listener.accept()
    stream = link.makefile("rb")

    def take(wanted: int) -> None:
        length, kind, _ = struct.unpack(">IBI", stream.read(9))
        payload = stream.read(length - 5)
        if kind != wanted:
            raise SystemExit(f"frame {kind}: {payload!r}")

    def send(kind: int, number: int, payload: bytes) -> None:
        link.sendall(struct.pack(">IBI", len(payload) + 5, kind, number) + payload)

    def call() -> None:
        send(RUN, 1, struct.pack(">BI", 0, 0) + BODY)
        take(RESULT)

    pipeline = pathlib.Path(directory) / "bench"
    pipeline.mkdir()
    (pipeline / "pipeline_wrapper.py").write_bytes((WRAPPERS / "bench.py").read_bytes())
    take(HELLO)
    send(LOAD, 0, json.dumps({"name": "bench", "directory": str(pipeline)}).encode())
    take(READY)
    yield call
    stream.close()
    link.close()
    worker.wait(10)


def report(name: str, taken: list[float]) -> None:
    middle, late = statistics.median(taken), taken[int(len(taken) * 0.99)]
    print(f"{name:30}{1e6 * middle:>8.0f} µs (median){1e6 * late:>8.0f} µs (99 %)", flush=True)


def main() -> None:
    jar, python, reference = (str(pathlib.Path(path).absolute()) for path in sys.argv[1:4])
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 20_000
    with tempfile.TemporaryDirectory() as directory:
        with over_the_link(python, directory) as call:
            report("worker link alone", times(call, count))
        port = free_port()
        route = subprocess.Popen([str(pathlib.Path(reference).with_name("python")), "-c", ROUTE, str(port)])
        servers = [start_ee(jar, python, directory), start_reference(reference, directory)]
        try:
            with stopped_at_the_end(*servers):
                for server in servers:
                    server.await_ready()
                    server.deploy("bench")
                for name, at in (
                    ("bare route on uvicorn", port),
                    ("EE", servers[0].port),
                    ("hayhooks", servers[1].port),
                ):
                    with over_http(at) as call:
                        report(name, times(call, count))
        finally:
            route.kill()


if __name__ == "__main__":
    main()
