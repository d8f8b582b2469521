# SPDX-License-Identifier: Apache-2.0
"""The threads that run synchronous wrapper methods."""

import threading
import traceback
from collections.abc import Callable
from contextvars import copy_context
from queue import SimpleQueue

Job = Callable[[], None]


class Threads:
    """Runs jobs on up to ``limit`` threads, started when needed and kept.

    A plain queue instead of an executor: nobody waits for a job's result here, so a future per call would only cost
    time. Threads are daemons, since a wrapper that hangs must not keep a stopped worker alive. ``submit`` is called by
    the event loop's thread only.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        self._count = 0
        self._submitted = 0
        self._finished = 0
        self._lock = threading.Lock()

    def submit(self, job: Job) -> None:
        """Queues ``job``, which handles its own errors; each job sees context variables of its own."""
        self._submitted += 1
        self._jobs.put(job)
        if self._submitted - self._finished > self._count < self._limit:
            self._count += 1
            threading.Thread(target=self._work, name=f"call-{self._count}", daemon=True).start()

    def _work(self) -> None:
        take, lock = self._jobs.get, self._lock
        while True:
            job = take()
            try:
                copy_context().run(job)
            except BaseException:
                traceback.print_exc()
            del job
            with lock:
                self._finished += 1
