"""Measures Hayhooks EE beside the real hayhooks in one run and prints the ratios.

usage: compare.py HAYHOOKS_EE_JAR PYTHON HAYHOOKS [SECONDS]

PYTHON runs our workers (HAYHOOKS_PYTHON), HAYHOOKS is the real server's command; `wrk` must be installed. Both servers
serve the same wrappers; they take turns, so that both meet the same machine. Only the ratio means anything elsewhere.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

from latency import percentile_99
from servers import Server, start_ee, start_reference, stopped_at_the_end

CHAT = {"model": "bench", "messages": [{"role": "user", "content": "go"}]}
ECHO = ("/bench/run", {"text": "hello", "n": 2})
LOADS = {
    "echo /run": (*ECHO, 64),
    "chat": ("/v1/chat/completions", CHAT, 64),
    "chat, 200 tokens streamed": ("/v1/chat/completions", {**CHAT, "stream": True}, 32),
    "computing, 2 workers": ("/cpu/run", {}, 16),
    "waiting 50 ms": ("/blocking/run", {"text": "hello"}, 256),
}
STEADY = 1.05
"""A server is warm when a round brings less than this much more than the best before it."""
MOST_ROUNDS = 8


def load(server: Server, path: str, body: dict, connections: int, seconds: int, directory: str) -> float:
    """Answers per second of one load; says what went wrong."""
    script = pathlib.Path(directory) / "post.lua"
    script.write_text(
        f'wrk.method = "POST"\nwrk.headers["content-type"] = "application/json"\nwrk.body = [[{json.dumps(body)}]]\n'
    )
    url = f"http://localhost:{server.port}{path}"
    words = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", script, url]
    output = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    for trouble in re.findall(r"Socket errors.*|Non-2xx.*", output):
        print(f"  {server.name}: {trouble}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])


def main() -> None:
    jar, python, reference = (str(pathlib.Path(path).absolute()) for path in sys.argv[1:4])
    seconds = int(sys.argv[4]) if len(sys.argv) > 4 else 8
    with tempfile.TemporaryDirectory() as directory:
        servers = [start_reference(reference, directory), start_ee(jar, python, directory)]
        with stopped_at_the_end(*servers):
            for server in servers:
                server.await_ready()
                for wrapper in ("bench", "cpu", "blocking"):
                    server.deploy(wrapper)
            measure(servers, seconds, directory)


def measure(servers: list[Server], seconds: int, directory: str) -> None:
    print(f"{'answers per second':30}{'hayhooks':>10}{'EE':>10}{'ratio':>8}")
    top_rate = 0.0
    for name, (path, body, connections) in LOADS.items():
        for server in servers:
            warm_up(server, path, body, connections, seconds, directory)
        rates = [load(server, path, body, connections, seconds, directory) for server in servers]
        report(name, *rates)
        top_rate = top_rate or rates[0]
    tails = [percentile_99(server.port, *ECHO, top_rate, seconds) * 1000 for server in servers]
    report(f"99 % of echo at {top_rate:.0f}/s, ms", *tails)


def warm_up(server: Server, path: str, body: dict, connections: int, seconds: int, directory: str) -> None:
    """Rounds until they bring no more: a JVM compiles what runs often, and a server runs for weeks."""
    best = 0.0
    for _ in range(MOST_ROUNDS):
        rate = load(server, path, body, connections, seconds, directory)
        if rate < best * STEADY:
            return
        best = rate


def report(name: str, theirs: float, ours: float) -> None:
    digits = 0 if ours > 100 else 1
    print(f"{name:30}{theirs:>10.{digits}f}{ours:>10.{digits}f}{ours / theirs:>7.2g}×", flush=True)  # noqa: RUF001


if __name__ == "__main__":
    main()
