# SPDX-License-Identifier: Apache-2.0
"""Runs a client's checks one after the other and prints what each found: `{"check": name, "error": null or text}`.

A check is an async function with one argument, and asserts. One that does not end in time has failed.
"""

import asyncio
import json
import time
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

PATIENCE = 15.0
"""Seconds for one check, and for one condition."""

LONGEST = 150.0
"""Seconds for all of them, when a server does not even greet."""


class Checks:
    """The checks of one client, in the order in which they are written."""

    def __init__(self) -> None:
        self._checks: list[Callable[[Any], Awaitable[None]]] = []

    def __call__(self, check: Callable[[Any], Awaitable[None]]) -> Callable[[Any], Awaitable[None]]:
        self._checks.append(check)
        return check

    async def run(self, server: object, only: str | None = None) -> None:
        for check in self._checks:
            if only is None or only in check.__name__:
                found = {"check": check.__name__.replace("_", " "), **await outcome(check(server))}
                print(json.dumps(found), flush=True)


async def outcome(check: Awaitable[None]) -> dict[str, Any]:
    start = time.monotonic()
    try:
        await asyncio.wait_for(check, PATIENCE)
        error = None
    except BaseException as failure:  # also groups of exceptions, and what a cancelled client throws
        error = "".join(traceback.format_exception(failure))[-4000:]
    return {"error": error, "seconds": round(time.monotonic() - start, 2)}


async def refusal(call: Awaitable[Any]) -> str:
    """With which words a call is refused; each client has exceptions of its own."""
    try:
        answer = await call
    except Exception as error:
        return str(error)
    raise AssertionError(f"not refused: {answer}")


async def until(condition: Callable[[], Any], what: str) -> Any:
    """Waits for a condition, which may be an async function, and returns its value."""
    deadline = time.monotonic() + PATIENCE - 3
    while True:
        value = condition()
        if asyncio.iscoroutine(value):
            value = await value
        if value:
            return value
        assert time.monotonic() < deadline, f"in vain waited for {what}"
        await asyncio.sleep(0.02)
