# SPDX-License-Identifier: Apache-2.0
"""Code of a wrapper that another thread can interrupt."""

import ctypes
import threading
from collections.abc import Callable
from typing import TypeVar

_interrupting = threading.Lock()
T = TypeVar("T")


class CallCancelled(BaseException):
    """Raised in synchronous code of a wrapper whose answer nobody wants any more."""


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error) if error else None)


class Interruptible:
    """Something that runs code of the wrapper on a thread, one piece at a time."""

    __slots__ = ("_thread",)

    def __init__(self) -> None:
        self._thread: int | None = None

    def interrupt(self) -> None:
        """Raises ``CallCancelled`` in the wrapper's synchronous code, as soon as that runs Python again."""
        with _interrupting:
            if self._thread is not None:
                _raise_in(self._thread, CallCancelled)

    def interruptibly(self, action: Callable[[], T]) -> T:
        """Runs code of the wrapper on the current thread; ``interrupt`` strikes there and nowhere else."""
        self._thread = threading.get_ident()
        try:
            return action()
        finally:
            self._leave(self._thread)

    def _leave(self, thread: int) -> None:
        while self._thread is not None:
            try:
                with _interrupting:
                    self._thread = None
                    _raise_in(thread, None)
            except CallCancelled:  # it struck just here; whoever looks next sees a cancelled call
                continue
