# SPDX-License-Identifier: Apache-2.0
"""The fork server: a process that has imported what most pipelines use, and forks workers from itself.

A fork shares the imported code with its siblings and starts in milliseconds. Nothing of a pipeline runs here, and there
is one thread only. The server writes requests to standard input, one line each, with fields separated by tabs::

    start <id> <socket> <token>      fork a worker
    kill <id>                        kill it, with all it has started

and reads reports from standard output::

    ready                            everything is imported
    started <id> <pid>
    failed <id> <reason>             there was no fork
    ended <id> <status>              exit status, or minus the number of the signal

A worker connects to its socket twice: first with what it prints, then with its end of the worker link.
"""

import contextlib
import gc
import importlib
import os
import select
import signal
import socket
import sys
from dataclasses import dataclass

import hayhooks
from hayhooks.worker.connection import OUTPUT, connect

_PRELOADED = (
    "hayhooks.worker.process",
    "fastapi",
    "starlette.responses",
    "haystack",
    "haystack.components.agents.agent",
    "haystack.components.builders.answer_builder",
    "haystack.components.builders.chat_prompt_builder",
    "haystack.components.builders.prompt_builder",
    "haystack.components.embedders.openai_document_embedder",
    "haystack.components.embedders.openai_text_embedder",
    "haystack.components.generators.chat.openai",
    "haystack.components.generators.openai",
    "haystack.components.joiners.branch",
    "haystack.components.joiners.document_joiner",
    "haystack.components.joiners.list_joiner",
    "haystack.components.retrievers.in_memory.bm25_retriever",
    "haystack.components.retrievers.in_memory.embedding_retriever",
    "haystack.components.routers.conditional_router",
    "haystack.components.tools.tool_invoker",
    "haystack.components.writers.document_writer",
    "haystack.document_stores.in_memory.document_store",
    "haystack.tools",
    "openai.resources.chat.completions",
    "openai.types.chat",
    "hayhooks.server.pipelines.streaming",
)


@dataclass(frozen=True)
class Newborn:
    """What a forked worker is told."""

    socket: str
    token: str


class Nursery:
    """Forks on request until standard input ends. Everything happens on the one thread of ``run``."""

    def __init__(self, requests: int, reports: int) -> None:
        self._requests = requests
        self._reports = reports
        self._pending = b""
        self._pids: dict[str, int] = {}
        self._ids: dict[int, str] = {}
        self._woken, self._wakeup = os.pipe()

    def run(self) -> Newborn | None:
        """Null when there is no more to do; in a forked process, what that one has to do."""
        os.set_blocking(self._woken, False)
        os.set_blocking(self._wakeup, False)
        signal.set_wakeup_fd(self._wakeup, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._report("ready")
        poll = select.poll()
        poll.register(self._requests, select.POLLIN)
        poll.register(self._woken, select.POLLIN)
        while True:
            ready = {descriptor for descriptor, _ in poll.poll()}
            if self._woken in ready:
                self._bury()
            if self._requests in ready:
                data = os.read(self._requests, 65536)
                if not data:
                    return None
                newborn = self._obey(data)
                if newborn is not None:
                    return newborn

    def _obey(self, data: bytes) -> Newborn | None:
        *lines, self._pending = (self._pending + data).split(b"\n")
        for line in lines:
            verb, number, *rest = os.fsdecode(line).split("\t")
            if verb == "start":
                newborn = self._start(number, Newborn(*rest))
                if newborn is not None:
                    return newborn
            elif number in self._pids:
                _kill(self._pids[number])
        return None

    def _start(self, number: str, newborn: Newborn) -> Newborn | None:
        try:
            pid = os.fork()
        except OSError as error:
            self._report("failed", number, str(error))
            return None
        if pid == 0:
            self._leave()
            return newborn
        self._pids[number] = pid
        self._ids[pid] = number
        self._report("started", number, pid)
        return None

    def _leave(self) -> None:
        """Forgets, in the new process, that it was forked."""
        os.setsid()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for descriptor in (self._woken, self._wakeup, self._reports):
            os.close(descriptor)

    def _bury(self) -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(self._woken, 65536)
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if pid == 0:
                    return
                number = self._ids.pop(pid, None)
                if number is not None:
                    del self._pids[number]
                    self._report("ended", number, os.waitstatus_to_exitcode(status))

    def _report(self, *fields: object) -> None:
        line = "\t".join(str(field).replace("\n", " ") for field in fields)
        os.write(self._reports, line.encode() + b"\n")


def _kill(pid: int) -> None:
    # It leads a group of its own; right after the fork it may not yet.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _preload() -> None:
    for module in _PRELOADED:
        # An environment may lack any of them; the pipeline that needs one says so.
        with contextlib.suppress(Exception):
            importlib.import_module(module)
    for name in hayhooks.__all__:
        with contextlib.suppress(Exception):
            getattr(hayhooks, name)
    for rehearsal in (_rehearse, _rehearse_haystack):
        with contextlib.suppress(Exception):
            rehearsal()


def _rehearse() -> None:
    """Describes a small wrapper, so that what the first description computes for all is computed before the fork."""
    from hayhooks.worker.errors import Failures
    from hayhooks.worker.signature import offer_of

    class Rehearsed(hayhooks.BasePipelineWrapper):
        def setup(self) -> None:
            """Has nothing to do."""

        def run_api(self, text: str, count: int = 1) -> str:
            """Repeats.

            :param text: What to repeat.
            :param count: How often.
            :returns: The text, repeated.
            """
            return text * count

    offer_of("rehearsed", Rehearsed(), Failures("", False))


def _rehearse_haystack() -> None:
    """Builds a small pipeline, so that the first use of templates and sockets is not paid for in each fork."""
    from haystack import Pipeline
    from haystack.components.builders import AnswerBuilder, ChatPromptBuilder
    from haystack.dataclasses import ChatMessage

    pipeline = Pipeline()
    pipeline.add_component("prompt", ChatPromptBuilder([ChatMessage.from_user("Say {{ word }}")]))
    pipeline.add_component("answer", AnswerBuilder())
    pipeline.connect("prompt.prompt", "answer.replies")


def _reseed() -> None:
    """Python's own generator is seeded anew in a fork, that of NumPy is not."""
    random = sys.modules.get("numpy.random")
    if random is not None:
        random.seed()


def _take_output_to(output: socket.socket) -> None:
    os.dup2(output.fileno(), 1)
    os.dup2(output.fileno(), 2)
    output.close()
    # Those from before the fork were made for what the fork server writes to, a seekable file perhaps.
    sys.stdout = sys.__stdout__ = os.fdopen(1, "w", buffering=1, closefd=False)
    sys.stderr = sys.__stderr__ = os.fdopen(2, "w", buffering=1, closefd=False)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)


def main() -> int:
    """Serves as the fork server; in each forked process, as a worker."""
    signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl+C in a terminal reaches every process of the group
    reports = os.dup(1)
    os.dup2(2, 1)  # what imports print is no report
    os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")
    _preload()
    gc.collect()
    gc.freeze()
    newborn = Nursery(0, reports).run()
    if newborn is None:
        return 0
    _take_output_to(connect(newborn.socket, newborn.token, OUTPUT))
    _reseed()
    from hayhooks.worker.process import serve

    return serve(newborn.socket, newborn.token)
