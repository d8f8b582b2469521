# SPDX-License-Identifier: Apache-2.0
"""Finds out what a wrapper offers: its endpoints and the READY frame that describes them."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hayhooks.server.utils.base_pipeline_wrapper import BasePipelineWrapper
from hayhooks.worker.chat import ChatEndpoint
from hayhooks.worker.errors import PIPELINE_NOT_LOADABLE, CallError, Failures
from hayhooks.worker.haystack_types import kind_of
from hayhooks.worker.parameters import SignatureError
from hayhooks.worker.run import RunEndpoint

_METHODS = (
    "run_api",
    "run_api_async",
    "run_chat_completion",
    "run_chat_completion_async",
    "run_response",
    "run_response_async",
)


@dataclass(frozen=True)
class Offer:
    """What a wrapper offers. ``ready`` is the payload of READY before it is written as JSON."""

    run: RunEndpoint | None
    chat: ChatEndpoint | None
    ready: dict[str, Any]


def offer_of(name: str, wrapper: BasePipelineWrapper, failures: Failures) -> Offer:
    """Inspects ``wrapper``; ``CallError`` when it offers nothing or a method cannot be called as it is declared."""
    implemented = {method for method in (*_METHODS, "run_file_upload") if _is_implemented(wrapper, method)}
    if not implemented.intersection(_METHODS):
        raise CallError(
            PIPELINE_NOT_LOADABLE,
            f"At least one of {', '.join(_METHODS[:-1])}, or {_METHODS[-1]} must be implemented (pipeline_wrapper.py)",
        )
    try:
        run = _run_endpoint(name, wrapper, implemented)
        chat = _chat_endpoint(wrapper, implemented)
        return Offer(run, chat, _ready(wrapper, run, chat, implemented))
    except SignatureError as error:
        raise CallError(PIPELINE_NOT_LOADABLE, failures.text(str(error), error)) from error


def _run_endpoint(name: str, wrapper: BasePipelineWrapper, implemented: set[str]) -> RunEndpoint | None:
    method = _preferred("run_api", implemented)
    if method is None:
        return None
    function = getattr(wrapper, method)
    return RunEndpoint(name, method, function, _is_async(method, function))


def _chat_endpoint(wrapper: BasePipelineWrapper, implemented: set[str]) -> ChatEndpoint | None:
    method = _preferred("run_chat_completion", implemented)
    if method is None:
        return None
    function = getattr(wrapper, method)
    return ChatEndpoint(method, function, _is_async(method, function))


def _preferred(method: str, implemented: set[str]) -> str | None:
    return next((name for name in (f"{method}_async", method) if name in implemented), None)


def _ready(
    wrapper: BasePipelineWrapper, run: RunEndpoint | None, chat: ChatEndpoint | None, implemented: set[str]
) -> dict[str, Any]:
    described = run or chat
    return {
        "type": _type(wrapper),
        "description": described.description if described else "",
        "run": run.signature() if run else None,
        "chat": chat.signature() if chat else None,
        "responds": not implemented.isdisjoint(("run_response", "run_response_async")),
        "takes_files": "run_file_upload" in implemented,
        "skip_mcp": bool(wrapper.skip_mcp),
        "skip_a2a": bool(wrapper.skip_a2a),
    }


def _type(wrapper: BasePipelineWrapper) -> str:
    hint = wrapper.deployment_type
    return hint if hint in ("pipeline", "agent") else kind_of(wrapper.pipeline)


def _is_implemented(wrapper: BasePipelineWrapper, method: str) -> bool:
    own = getattr(wrapper, method)
    return getattr(own, "__func__", own) is not getattr(BasePipelineWrapper, method)


def _is_async(name: str, function: Callable[..., Any]) -> bool:
    return name.endswith("_async") or inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)
