"""Fifty Haystack pipelines: how long until all are served, what they cost, and how long a deploy takes.

usage: pipelines.py HAYHOOKS_EE_JAR PYTHON HAYHOOKS [COUNT]

The arguments are those of compare.py. Memory is that of all processes of a server, shared pages counted in shares,
after a JVM has collected its garbage, which is no pipeline's.
"""

import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

from servers import WRAPPERS, Server, start_ee, start_reference, stopped_at_the_end


def fill(directory: pathlib.Path, count: int) -> None:
    for number in range(count):
        pipeline = directory / f"pipeline{number}"
        pipeline.mkdir(parents=True)
        (pipeline / "pipeline_wrapper.py").write_bytes((WRAPPERS / "haystack.py").read_bytes())


def await_all(server: Server, count: int) -> tuple[float, float]:
    """Seconds from now to the first answer, and from there to all being served."""
    begun = time.monotonic()
    status = server.await_ready()
    up = time.monotonic()
    while len(status["pipelines"]) < count:
        if time.monotonic() > up + 120:
            raise SystemExit(f"{server.name} serves {len(status['pipelines'])} of {count}:\n{server.log()[-3000:]}")
        time.sleep(0.02)
        status = server.get("/status")
    return up - begun, time.monotonic() - up


def deploys(server: Server) -> list[float]:
    """Milliseconds of some deployments."""
    times = []
    for number in range(20):
        begun = time.monotonic()
        server.deploy(f"further{number}", "haystack")
        times.append(1000 * (time.monotonic() - begun))
    return times


def memory(server: Server) -> float:
    for pid in server.processes():
        if pathlib.Path(f"/proc/{pid}/comm").read_text().strip() == "java":
            subprocess.run(["jcmd", str(pid), "GC.run"], capture_output=True, check=True)
    return server.memory()


def loading(server: Server) -> str:
    """What EE says of the loading alone, the start of Python included."""
    said = re.findall(r"loaded, \d+ failed in (.*)", server.log())
    return f" (of which loading {said[-1]})" if said else ""


def measure(name: str, start: "callable", count: int) -> None:
    with tempfile.TemporaryDirectory() as directory:
        server = start(directory)
        with stopped_at_the_end(server):
            server.await_ready()
            server.deploy("first", "haystack")
        server = start(directory)  # the first start is unlike the others: it makes what they use
        with stopped_at_the_end(server):
            await_all(server, 1)
            one = memory(server)
        fill(server.pipelines, count - 1)
        server = start(directory)
        with stopped_at_the_end(server):
            up, loaded = await_all(server, count)
            full = memory(server)
            times = deploys(server)
            said = loading(server)
    print(
        f"{name:10} up {up:.1f} s{said}, all served {loaded:.2f} s later, {full:.0f} MiB in all, "
        f"{(full - one) / (count - 1):.1f} MiB per further pipeline, "
        f"deploy {statistics.median(times):.0f} ms (median), {max(times):.0f} ms (longest)",
        flush=True,
    )


def main() -> None:
    jar, python, reference = (str(pathlib.Path(path).absolute()) for path in sys.argv[1:4])
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 50
    measure("EE", lambda directory: start_ee(jar, python, directory), count)
    measure("hayhooks", lambda directory: start_reference(reference, directory), count)


if __name__ == "__main__":
    main()
