"""Sends requests at a fixed rate, whether or not earlier ones were answered, and measures how long each takes."""

import asyncio
import json
import time

CONNECTIONS = 32


def percentile_99(port: int, path: str, body: dict, rate: float, seconds: int) -> float:
    """The latency, in seconds, that 99 of 100 requests stay below, counted from when each was due."""
    latencies = sorted(asyncio.run(_send(port, path, json.dumps(body).encode(), rate, seconds)))
    return latencies[int(len(latencies) * 0.99)]


async def _send(port: int, path: str, body: bytes, rate: float, seconds: int) -> list[float]:
    head = f"POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {len(body)}"
    request = head.encode() + b"\r\n\r\n" + body
    due: asyncio.Queue[float | None] = asyncio.Queue()
    latencies: list[float] = []
    senders = [asyncio.create_task(_sender(port, request, due, latencies)) for _ in range(CONNECTIONS)]
    start = time.perf_counter()
    for number in range(int(rate * seconds)):
        moment = start + number / rate
        await asyncio.sleep(max(0.0, moment - time.perf_counter()))
        due.put_nowait(moment)
    for _ in senders:
        due.put_nowait(None)
    await asyncio.gather(*senders)
    return latencies[len(latencies) // 5 :]  # the first fifth warms up


async def _sender(port: int, request: bytes, due: "asyncio.Queue[float | None]", latencies: list[float]) -> None:
    reader, writer = await asyncio.open_connection("localhost", port)
    while (moment := await due.get()) is not None:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:-2])
        await reader.readexactly(int(fields[b"content-length"]))
        latencies.append(time.perf_counter() - moment)
    writer.close()
