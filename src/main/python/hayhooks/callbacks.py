# SPDX-License-Identifier: Apache-2.0
"""Ready-made callbacks for the streaming generators: they show tool calls in a chat user interface."""

import json
from typing import Any

from hayhooks.events import PipelineEvent, create_notification_event, create_status_event
from hayhooks.open_webui import create_details_tag


def default_on_tool_call_start(tool_name: str, arguments: Any, tool_call_id: str | None) -> PipelineEvent | None:
    """A status that the tool is being called."""
    return create_status_event(f"Calling '{tool_name}' tool...") if tool_name else None


def default_on_tool_call_end(
    tool_name: str, arguments: dict[str, Any], result: str, error: bool
) -> list[PipelineEvent | str]:
    """A status that the tool was called, and its result to unfold; a note when it failed."""
    status = create_status_event(f"Called '{tool_name}' tool", done=True, hidden=error)
    if error:
        return [status, create_notification_event(f"Error calling '{tool_name}' tool", "error")]
    content = f"```\nArguments:\n{arguments}\n\nResponse:\n{result}\n```"
    return [status, create_details_tag(tool_name, f"Tool call result for '{tool_name}'", content)]


def default_on_pipeline_end(result: Any) -> str:
    """The pipeline's result as JSON text, or as it prints where that is impossible."""
    if result is None:
        return ""
    if not isinstance(result, (dict, list)):
        return str(result)
    try:
        return json.dumps(result, default=_to_dict)
    except (TypeError, ValueError):
        return str(result)


def _to_dict(value: Any) -> Any:
    to_dict = getattr(value, "to_dict", None)
    if to_dict is None:
        raise TypeError(f"{type(value).__name__} has no JSON form")
    return to_dict()
