# SPDX-License-Identifier: Apache-2.0
"""Has Haystack tell of its spans."""

import sys


def install(mode: str, excluded: tuple[str, ...] = ()) -> None:
    """Enables our tracer beside one that a wrapper has enabled itself.

    A wrapper that has not imported Haystack has no such spans, and need not wait for it.
    """
    tracing = sys.modules.get("haystack.tracing")
    if mode == "none" or tracing is None:
        return
    from hayhooks.worker.tracer import CallTracer

    before = tracing.tracer.actual_tracer
    if not isinstance(before, CallTracer):
        other = before if tracing.is_tracing_enabled() else None
        tracing.enable_tracing(CallTracer(other, mode == "values", excluded))
