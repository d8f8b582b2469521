# SPDX-License-Identifier: Apache-2.0
"""Several servers on one pipelines directory: calls under load while it is changed from all sides.

usage: nodes.py HAYHOOKS_EE_JAR PYTHON [SECONDS [SERVERS]]

Deployments go to one server after the other, two servers at once deploy different files, files are edited as a
checkout edits them, and broken ones are put there. After each change all servers must serve what the directory holds.
The wrapper and its module tell one version each: an answer with two versions comes from half-written files.
"""

import collections
import itertools
import json
import os
import pathlib
import statistics
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from servers import Server, start_ee, stopped_at_the_end

CALLERS = 4
"""Per server."""
PATIENCE = 30
"""Seconds until all servers must agree; looks are half a second apart, and two must see the same."""
WRAPPER = """
from hayhooks import BasePipelineWrapper
from part import VERSION as PART

VERSION = {version!r}

class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        {setup}

    def run_api(self) -> list[str]:
        return [VERSION, PART]
"""


def files(version: str, setup: str = "pass") -> dict[str, str]:
    wrapper = WRAPPER.format(version=version, setup=setup)
    return {"pipeline_wrapper.py": wrapper, "part.py": f"VERSION = {version!r}\n"}


class Nodes:
    """The servers, and what their callers were told."""

    def __init__(self, servers: list[Server]) -> None:
        self.servers = servers
        self.directory = servers[0].pipelines
        self.answers: collections.Counter[str] = collections.Counter()
        self.wrong: list[str] = []
        self.over = threading.Event()

    def deploy(self, server: Server, version: str) -> None:
        body = {"name": "shared", "files": files(version), "overwrite": True}
        server.post("/deploy_files", body)

    def call(self, server: Server) -> str:
        """The version that answers."""
        version, part = json.loads(server.post("/shared/run", {}))["result"]
        if version != part:
            self.wrong.append(f"half written: {version} with {part}")
        return version

    def calls(self, server: Server) -> None:
        while not self.over.is_set():
            try:
                self.call(server)
                self.answers["answered"] += 1
            except urllib.error.HTTPError as error:
                self.wrong.append(f"{error.code} {error.read().decode()}")
            except OSError as error:
                self.wrong.append(repr(error))

    @contextmanager
    def called(self) -> Iterator[None]:
        callers = [threading.Thread(target=self.calls, args=(server,)) for server in self.servers * CALLERS]
        for caller in callers:
            caller.start()
        try:
            yield
        finally:
            self.over.set()
            for caller in callers:
                caller.join()

    def agree(self, version: str | None = None) -> float:
        """Seconds until all serve a version, or whichever the directory holds."""
        begun = time.monotonic()
        while True:
            wanted = version or self.kept()
            served = [self.call(server) for server in self.servers]
            if set(served) == {wanted}:
                return time.monotonic() - begun
            if time.monotonic() > begun + PATIENCE:
                raise SystemExit(f"the directory holds {wanted}, served are {served}")
            time.sleep(0.02)

    def kept(self) -> str:
        return (self.directory / "shared" / "part.py").read_text().split("'")[1]

    def failures(self) -> list[str]:
        """What the servers say of the pipeline."""
        deployments = [server.get("/status/shared").get("deployment", {}) for server in self.servers]
        return [deployment.get("error") or "" for deployment in deployments]


def deployed_by_one(nodes: Nodes, version: str, number: int) -> float:
    nodes.deploy(nodes.servers[number % len(nodes.servers)], version)
    return nodes.agree(version)


def deployed_by_two_at_once(nodes: Nodes, version: str, number: int) -> float:
    both = [
        threading.Thread(target=nodes.deploy, args=(server, f"{version}-{which}"))
        for which, server in enumerate(nodes.servers[:2])
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    return nodes.agree()


def edited(nodes: Nodes, version: str, number: int) -> float:
    """As a checkout does it, file by file."""
    for name, text in files(version).items():
        draft = nodes.directory / "shared" / f".{name}"
        draft.write_text(text)
        os.replace(draft, nodes.directory / "shared" / name)
    return nodes.agree(version)


def broken_and_mended(nodes: Nodes, version: str, number: int) -> float:
    before = nodes.kept()
    wrapper = nodes.directory / "shared" / "pipeline_wrapper.py"
    good = wrapper.read_text()
    wrapper.write_text(files(before, "raise ValueError('broken on purpose')")["pipeline_wrapper.py"])
    begun = time.monotonic()
    while not all("broken on purpose" in failure for failure in nodes.failures()):
        if time.monotonic() > begun + PATIENCE:
            raise SystemExit(f"the broken files are not told of: {nodes.failures()}")
        time.sleep(0.05)
    noticed = time.monotonic() - begun
    nodes.agree(before)  # the old one goes on
    wrapper.write_text(good)
    while any(nodes.failures()):
        if time.monotonic() > begun + 2 * PATIENCE:
            raise SystemExit(f"mended files are still called broken: {nodes.failures()}")
        time.sleep(0.05)
    return noticed


def undeployed(nodes: Nodes) -> float:
    nodes.servers[-1].post("/undeploy/shared", {})
    begun = time.monotonic()
    while any("shared" in server.get("/status")["pipelines"] for server in nodes.servers):
        if time.monotonic() > begun + PATIENCE:
            raise SystemExit("an undeployed pipeline is still served")
        time.sleep(0.02)
    return time.monotonic() - begun


CHANGES: list[Callable[[Nodes, str, int], float]] = [
    deployed_by_one,
    edited,
    deployed_by_two_at_once,
    broken_and_mended,
]


def run(nodes: Nodes, seconds: float) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {change.__name__: [] for change in CHANGES}
    nodes.deploy(nodes.servers[0], "first")
    for server in nodes.servers:
        while "shared" not in server.get("/status")["pipelines"]:
            time.sleep(0.02)
    with nodes.called():
        end = time.monotonic() + seconds
        for number, change in enumerate(itertools.cycle(CHANGES)):
            times[change.__name__].append(change(nodes, f"v{number}", number))
            if time.monotonic() > end and number >= len(CHANGES):
                break
    return times


def main() -> None:
    jar, python = (str(pathlib.Path(path).absolute()) for path in sys.argv[1:3])
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 60
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 3
    with tempfile.TemporaryDirectory() as directory:
        servers = [start_ee(jar, python, directory, HAYHOOKS_PIPELINES_WATCH="true") for _ in range(count)]
        with stopped_at_the_end(*servers):
            for server in servers:
                server.await_ready()
            nodes = Nodes(servers)
            times = run(nodes, seconds)
            times["undeployed"] = [undeployed(nodes)]
            left = [
                str(path) for path in (nodes.directory / ".hayhooks").glob("[sr]*/*") if path.parent.name != "revisions"
            ]
    report(nodes, times, left)


def report(nodes: Nodes, times: dict[str, list[float]], left: list[str]) -> None:
    for change, all_times in times.items():
        print(
            f"{change:25}{len(all_times):4} times, "
            f"{statistics.median(all_times):.2f} s (median), {max(all_times):.2f} s (longest)"
        )
    print(f"{nodes.answers['answered']} calls answered by {len(nodes.servers)} servers, {len(nodes.wrong)} wrong")
    if nodes.wrong or left:
        raise SystemExit("\n".join([*nodes.wrong[:20], *left]))
    print("no call failed, and nothing was left half written")


if __name__ == "__main__":
    main()
