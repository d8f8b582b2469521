# SPDX-License-Identifier: Apache-2.0
"""Where Hayhooks makes its FastAPI application; this server is none, and says what to do instead."""

from typing import Any, NoReturn

_INSTEAD = (
    "there is no Python application here: pipelines are served by a Jakarta EE server. Start it with 'java -jar "
    "hayhooks.jar run', or deploy hayhooks.war; routes of your own belong into an application beside it"
)


def create_app() -> NoReturn:
    """``RuntimeError`` with what to do instead."""
    raise RuntimeError(f"create_app: {_INSTEAD}")


def run_app(app: Any = None, *, host: str | None = None, port: int | None = None) -> NoReturn:
    """``RuntimeError`` with what to do instead."""
    raise RuntimeError(f"run_app: {_INSTEAD}; HAYHOOKS_HOST and HAYHOOKS_PORT say where it listens")
