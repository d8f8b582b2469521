# SPDX-License-Identifier: Apache-2.0
"""One pipeline that a worker serves, from LOAD to UNLOAD. Most workers have one; that of a group has several."""

import asyncio
import gc
import sys
from collections.abc import Mapping
from typing import Any

from pydantic_core import to_json

from hayhooks.server.pipelines.registry import metadata_of, registry
from hayhooks.server.utils.base_pipeline_wrapper import BasePipelineWrapper
from hayhooks.settings import settings
from hayhooks.worker.answers import Endpoint
from hayhooks.worker.errors import PIPELINE_NOT_LOADABLE, CallError, Failures
from hayhooks.worker.graph import GraphEndpoint
from hayhooks.worker.interruptible import Interruptible
from hayhooks.worker.loader import Loader
from hayhooks.worker.pump import Pump
from hayhooks.worker.signature import Offer, offer_of
from hayhooks.worker.threads import Threads
from hayhooks.worker.tracing import install


class Unit(Interruptible):
    """Its endpoints, and threads that no other pipeline can use up."""

    def __init__(self, loop: asyncio.AbstractEventLoop, load: Mapping[str, Any]) -> None:
        super().__init__()
        self.number: int = load.get("unit", 0)
        self.interrupt_after: float | None = load.get("interrupt_after")
        self.failures = Failures(load["directory"], load.get("show_tracebacks", False))
        self.threads = Threads(load.get("threads", 256))
        self.pump = Pump(loop, self.threads)
        self.endpoints: dict[int, Endpoint] = {}
        self.unwanted = False
        """Whether it was to be unloaded before it was there."""
        self._load = load
        self._loader = Loader(load["name"], load["directory"], self.failures, self.number)
        self._wrapper: BasePipelineWrapper | None = None

    def load(self) -> bytes:
        """Makes the wrapper, on the current thread; the payload of READY. Every failure is a ``CallError``."""
        try:
            return self.interruptibly(self._make)
        except CallError:
            self.unload()
            raise
        except BaseException as error:
            self.unload()
            raise CallError(PIPELINE_NOT_LOADABLE, str(error)) from error

    def _make(self) -> bytes:
        name = self._load["name"]
        sys.path.extend(path for path in self._load.get("python_path", ()) if path not in sys.path)
        settings.streaming_components = self._load.get("streaming_components", "")
        settings.show_tracebacks = self._load.get("show_tracebacks", False)
        wrapper = self._loader.load()
        install(self._load.get("spans", "none"), tuple(settings.tracing_excluded_spans))
        offer = offer_of(name, wrapper, self.failures)
        ready = to_json({**offer.ready, "unit": self.number}, fallback=str)
        self.endpoints = _endpoints(offer, wrapper)
        self._wrapper = wrapper
        registry.remove(name)
        registry.add(name, wrapper, metadata_of(wrapper, offer.ready))
        if not self.number:  # it is there for good
            gc.collect()
            gc.freeze()
        return ready

    def unload(self) -> None:
        """Forgets the pipeline; what others have imported, too, stays."""
        if not self.number:
            return
        name = self._load["name"]
        if self._wrapper is not None and registry.get(name) is self._wrapper:
            registry.remove(name)
        self._wrapper = None
        self.endpoints = {}
        self._loader.unload()
        gc.collect()


def _endpoints(offer: Offer, wrapper: BasePipelineWrapper) -> dict[int, Endpoint]:
    """What answers which method of RUN."""
    graph = GraphEndpoint(wrapper) if offer.ready["has_graph"] else None
    offered = {0: offer.run, 1: offer.chat, 2: offer.response, 3: offer.upload, 4: graph}
    return {method: endpoint for method, endpoint in offered.items() if endpoint is not None}
