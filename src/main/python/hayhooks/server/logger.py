# SPDX-License-Identifier: Apache-2.0
"""The ``log`` that wrappers use; it writes to stderr, whose lines the server logs with the pipeline's name."""

import logging
import os
import sys
import time
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any

from hayhooks.context import request_context

TRACE = 5
SUCCESS = 25


class Log:
    """A standard logger with the methods that wrappers written for Hayhooks call.

    Messages may have ``{}`` or ``%s`` places for their arguments.
    """

    def __init__(self, logger: logging.Logger) -> None:
        self._logger = logger

    def trace(self, message: Any, *args: Any, **kwargs: Any) -> None:
        self._write(TRACE, message, args, kwargs)

    def debug(self, message: Any, *args: Any, **kwargs: Any) -> None:
        self._write(logging.DEBUG, message, args, kwargs)

    def info(self, message: Any, *args: Any, **kwargs: Any) -> None:
        self._write(logging.INFO, message, args, kwargs)

    def success(self, message: Any, *args: Any, **kwargs: Any) -> None:
        self._write(SUCCESS, message, args, kwargs)

    def warning(self, message: Any, *args: Any, **kwargs: Any) -> None:
        self._write(logging.WARNING, message, args, kwargs)

    def error(self, message: Any, *args: Any, **kwargs: Any) -> None:
        self._write(logging.ERROR, message, args, kwargs)

    def critical(self, message: Any, *args: Any, **kwargs: Any) -> None:
        self._write(logging.CRITICAL, message, args, kwargs)

    def exception(self, message: Any, *args: Any, **kwargs: Any) -> None:
        """As ``error``, with the traceback of the exception being handled."""
        self._write(logging.ERROR, message, args, kwargs, exc_info=True)

    def log(self, level: str | int, message: Any, *args: Any, **kwargs: Any) -> None:
        number = level if isinstance(level, int) else logging.getLevelName(level.upper())
        self._write(number if isinstance(number, int) else logging.INFO, message, args, kwargs)

    def contextualize(self, **_: Any) -> AbstractContextManager[None]:
        """A block whose lines would have these fields: they are not kept."""
        return nullcontext()

    def patch(self, _: Any) -> "Log":
        """The same log: records are not changed."""
        return self

    def catch(self, exception: Any = Exception, *, reraise: bool = False, message: str = "An error occurred") -> Any:
        """Logs what a block or a decorated function raises, and goes on after it unless ``reraise``."""
        if callable(exception) and not isinstance(exception, type):
            return self.catch()(exception)
        return self._catching(exception, reraise, message)

    @contextmanager
    def _catching(self, exception: Any, reraise: bool, message: str) -> Generator[None, None, None]:
        try:
            yield
        except exception:
            self.exception(message)
            if reraise:
                raise

    def bind(self, **_: Any) -> "Log":
        """The same log: fields are not kept."""
        return self

    def opt(self, **_: Any) -> "Log":
        """The same log: there are no options."""
        return self

    def _write(self, level: int, message: Any, args: tuple, kwargs: dict[str, Any], exc_info: bool = False) -> None:
        if self._logger.isEnabledFor(level):
            exc_info = bool(kwargs.pop("exc_info", exc_info))
            self._logger.log(level, "%s", _format(str(message), args, kwargs), exc_info=exc_info, stacklevel=3)


def _format(message: str, args: tuple, kwargs: dict[str, Any]) -> str:
    if not args and not kwargs:
        return message
    try:
        return message % args if args and "{" not in message else message.format(*args, **kwargs)
    except (TypeError, ValueError, LookupError, AttributeError):
        return f"{message} {args or ''} {kwargs or ''}".rstrip()


class _Formatter(logging.Formatter):
    """Adds to which request and trace a line belongs."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        line = super().formatMessage(record)
        try:
            context = request_context()
        except LookupError:
            return line
        ids = {"request_id": context.request_id, "trace_id": context.trace_id}
        return line + "".join(f" {name}={value}" for name, value in ids.items() if value)


def _logger() -> logging.Logger:
    logging.addLevelName(TRACE, "TRACE")
    logging.addLevelName(SUCCESS, "SUCCESS")
    logger = logging.getLogger("hayhooks")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter("%(levelname)s %(message)s"))
    logger.addHandler(handler)
    logger.propagate = False
    level = os.environ.get("HAYHOOKS_LOG_LEVEL") or os.environ.get("LOG") or "INFO"
    number = logging.getLevelName(level.upper())
    logger.setLevel(number if isinstance(number, int) else logging.INFO)
    return logger


log = Log(_logger())


def log_elapsed(level: str = "DEBUG") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Makes a function, sync or async, log how long each of its calls takes."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        def told(start: float) -> None:
            log.log(level, "{}() completed in {:.0f}ms", function.__name__, (time.perf_counter() - start) * 1000)

        @wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                told(start)

        @wraps(function)
        async def timed_async(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            try:
                return await function(*args, **kwargs)
            finally:
                told(start)

        return timed_async if iscoroutinefunction(function) else timed

    return decorate
