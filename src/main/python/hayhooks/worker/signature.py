# SPDX-License-Identifier: Apache-2.0
"""Finds out what a wrapper offers: its endpoints and the READY frame that describes them."""

import inspect
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hayhooks.durable import NOT_OFFERED
from hayhooks.server.utils.base_pipeline_wrapper import BasePipelineWrapper
from hayhooks.worker.agent_card import agent_card_of
from hayhooks.worker.chat import ChatEndpoint
from hayhooks.worker.errors import PIPELINE_NOT_LOADABLE, CallError, Failures
from hayhooks.worker.graph import has_graph
from hayhooks.worker.haystack_types import kind_of
from hayhooks.worker.parameters import SignatureError
from hayhooks.worker.response import ResponseEndpoint
from hayhooks.worker.run import RunEndpoint
from hayhooks.worker.upload_hook import UploadEndpoint

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
    response: ResponseEndpoint | None
    upload: UploadEndpoint | None
    ready: dict[str, Any]


def offer_of(name: str, wrapper: BasePipelineWrapper, failures: Failures) -> Offer:
    """Inspects ``wrapper``; ``CallError`` when it offers nothing or a method cannot be called as it is declared."""
    implemented = {method for method in (*_METHODS, "run_file_upload") if _is_implemented(wrapper, method)}
    if not implemented.intersection(_METHODS):
        if _is_implemented(wrapper, "run_durable") or _is_implemented(wrapper, "run_durable_async"):
            raise CallError(PIPELINE_NOT_LOADABLE, f"run_durable: {NOT_OFFERED} (pipeline_wrapper.py)")
        raise CallError(
            PIPELINE_NOT_LOADABLE,
            f"At least one of {', '.join(_METHODS[:-1])}, or {_METHODS[-1]} must be implemented (pipeline_wrapper.py)",
        )
    run = _endpoint("run_api", wrapper, implemented, failures, lambda *method: RunEndpoint(name, *method))
    chat = _endpoint("run_chat_completion", wrapper, implemented, failures, ChatEndpoint)
    response = _endpoint("run_response", wrapper, implemented, failures, ResponseEndpoint)
    upload = UploadEndpoint(wrapper.run_file_upload, failures) if "run_file_upload" in implemented else None
    return Offer(run, chat, response, upload, _ready(wrapper, run, chat, response, implemented))


def _endpoint(
    name: str,
    wrapper: BasePipelineWrapper,
    implemented: set[str],
    failures: Failures,
    make: Callable[[str, Callable[..., Any], bool], Any],
) -> Any:
    """The endpoint made of the method called ``name``, of its async form rather; null when there is neither."""
    chosen = next((method for method in (f"{name}_async", name) if method in implemented), None)
    if chosen is None:
        return None
    method = getattr(wrapper, chosen)
    try:
        return make(chosen, method, _is_async(chosen, method))
    except SignatureError as error:
        message = str(error) + _place(method)
        raise CallError(PIPELINE_NOT_LOADABLE, failures.text(message, error)) from error


def _place(method: Callable[..., Any]) -> str:
    code = getattr(inspect.unwrap(method), "__code__", None)
    return f" ({os.path.basename(code.co_filename)}, line {code.co_firstlineno})" if code else ""


def _ready(
    wrapper: BasePipelineWrapper,
    run: RunEndpoint | None,
    chat: ChatEndpoint | None,
    response: ResponseEndpoint | None,
    implemented: set[str],
) -> dict[str, Any]:
    described = run or chat or response
    return {
        "type": _type(wrapper),
        "description": described.description if described else "",
        "run": run.signature if run else None,
        "chat": chat.signature if chat else None,
        "response": response.signature if response else None,
        "takes_files": "run_file_upload" in implemented,
        "has_graph": has_graph(wrapper),
        "skip_mcp": bool(wrapper.skip_mcp),
        "skip_a2a": bool(wrapper.skip_a2a),
        "a2a_card": agent_card_of(wrapper),
        "workers_min": wrapper.workers_min,
        "workers_max": wrapper.workers_max,
        "worker_group": wrapper.worker_group,
        "threaded": any(not _is_async(name, getattr(wrapper, name)) for name in implemented),
    }


def _type(wrapper: BasePipelineWrapper) -> str:
    hint = wrapper.deployment_type
    return hint if hint in ("pipeline", "agent") else kind_of(wrapper.pipeline)


def _is_implemented(wrapper: BasePipelineWrapper, method: str) -> bool:
    own = getattr(wrapper, method)
    return getattr(own, "__func__", own) is not getattr(BasePipelineWrapper, method)


def _is_async(name: str, function: Callable[..., Any]) -> bool:
    return name.endswith("_async") or inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)
