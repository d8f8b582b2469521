"""Measures Hayhooks EE beside the real hayhooks in one run and prints the ratios.

usage: compare.py HAYHOOKS_EE_JAR PYTHON HAYHOOKS [SECONDS]

PYTHON runs our workers (HAYHOOKS_PYTHON), HAYHOOKS is the real server's command; `wrk` must be installed. Both servers
serve the same wrapper; they take turns, so that both meet the same machine. Only the ratio means anything elsewhere.
"""

import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

WRAPPER = pathlib.Path(__file__).with_name("wrapper.py").read_text("utf-8")
CHAT = {"model": "bench", "messages": [{"role": "user", "content": "go"}]}
LOADS = {
    "echo /run": ("/bench/run", {"text": "hello", "n": 2}, 64),
    "chat": ("/v1/chat/completions", CHAT, 64),
    "chat, 200 tokens streamed": ("/v1/chat/completions", {**CHAT, "stream": True}, 32),
}
ROUNDS = 2


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(name: str, command: list[str], port: int, directory: str, **settings: str) -> subprocess.Popen:
    """Starts a server, waits until it answers and deploys the wrapper."""
    environment = {
        **os.environ,
        "HAYHOOKS_HOST": "localhost",
        "HAYHOOKS_PORT": str(port),
        "HAYHOOKS_PIPELINES_DIR": f"{directory}/{name}",
        **settings,
    }
    log = open(f"{directory}/{name}.log", "w")  # noqa: SIM115 - lives as long as the process
    process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
    deadline = time.monotonic() + 120
    while True:
        try:
            post(port, "/deploy_files", {"name": "bench", "files": {"pipeline_wrapper.py": WRAPPER}})
            return process
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"{name} did not start:\n" + pathlib.Path(log.name).read_text()) from None
            time.sleep(0.2)


def post(port: int, path: str, body: dict) -> bytes:
    request = urllib.request.Request(
        f"http://localhost:{port}{path}", json.dumps(body).encode(), {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read()


def load(port: int, path: str, body: dict, connections: int, seconds: int, directory: str) -> tuple[float, str]:
    """Answers per second of one load, and what went wrong."""
    script = pathlib.Path(directory) / "post.lua"
    script.write_text(
        f'wrk.method = "POST"\nwrk.headers["content-type"] = "application/json"\nwrk.body = [[{json.dumps(body)}]]\n'
    )
    output = subprocess.run(
        [
            "wrk",
            "-t1",
            f"-c{connections}",
            f"-d{seconds}s",
            "--timeout",
            "30s",
            "-s",
            script,
            f"http://localhost:{port}{path}",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    trouble = " ".join(re.findall(r"(Socket errors.*|Non-2xx.*)", output))
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1]), trouble


def main() -> None:
    jar, python, reference = (str(pathlib.Path(path).absolute()) for path in sys.argv[1:4])
    seconds = int(sys.argv[4]) if len(sys.argv) > 4 else 8
    ports = {"hayhooks": free_port(), "ee": free_port()}
    with tempfile.TemporaryDirectory() as directory:
        servers = [
            start("hayhooks", [reference, "run"], ports["hayhooks"], directory),
            start("ee", ["java", "-jar", jar, "run"], ports["ee"], directory, HAYHOOKS_PYTHON=python),
        ]
        try:
            measure(ports, seconds, directory)
        finally:
            for server in servers:
                os.killpg(server.pid, signal.SIGTERM)
            for server in servers:
                server.wait(30)


def measure(ports: dict[str, int], seconds: int, directory: str) -> None:
    print(f"{'answers per second':28}{'hayhooks':>10}{'EE':>10}{'ratio':>8}")
    for name, (path, body, connections) in LOADS.items():
        rates = {}
        for _ in range(ROUNDS):  # the first round warms up, the last one counts
            for server, port in ports.items():
                rates[server], trouble = load(port, path, body, connections, seconds, directory)
                if trouble:
                    print(f"  {server}: {trouble}")
        ratio = rates["ee"] / rates["hayhooks"]
        print(f"{name:28}{rates['hayhooks']:>10.0f}{rates['ee']:>10.0f}{ratio:>7.1f}×", flush=True)  # noqa: RUF001


main()
