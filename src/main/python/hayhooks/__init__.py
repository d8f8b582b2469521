# SPDX-License-Identifier: Apache-2.0
"""What a pipeline wrapper imports: ``from hayhooks import BasePipelineWrapper``.

Names are imported when they are first used, so that a wrapper without Haystack does not wait for it.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "AsyncPipeline": "hayhooks.server.utils.haystack_compat",
    "BasePipelineWrapper": "hayhooks.server.utils.base_pipeline_wrapper",
    "DurableContext": "hayhooks.durable",
    "InputRequired": "hayhooks.a2a",
    "Pipeline": "hayhooks.server.utils.haystack_compat",
    "PipelineEvent": "hayhooks.events",
    "SSEStream": "hayhooks.server.pipelines.sse",
    "YAMLPipelineWrapper": "hayhooks.server.utils.yaml_pipeline_wrapper",
    "async_streaming_generator": "hayhooks.server.pipelines.streaming",
    "chat_messages_from_openai_response": "hayhooks.server.pipelines.openai_messages",
    "coerce_pipeline_inputs": "hayhooks.server.pipelines.coercion",
    "create_app": "hayhooks.server.app",
    "current_durable_context": "hayhooks.durable",
    "default_on_pipeline_end": "hayhooks.callbacks",
    "default_on_tool_call_end": "hayhooks.callbacks",
    "default_on_tool_call_start": "hayhooks.callbacks",
    "durable_streaming_callback": "hayhooks.durable",
    "get_input_files": "hayhooks.server.pipelines.utils",
    "get_last_user_input_text": "hayhooks.server.pipelines.utils",
    "get_last_user_message": "hayhooks.server.pipelines.utils",
    "is_user_message": "hayhooks.server.pipelines.utils",
    "log": "hayhooks.server.logger",
    "request_context": "hayhooks.context",
    "run_app": "hayhooks.server.app",
    "streaming_generator": "hayhooks.server.pipelines.streaming",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'hayhooks' has no attribute '{name}'")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
