# SPDX-License-Identifier: Apache-2.0
"""Events that Open WebUI understands."""

from typing import Any

from pydantic import BaseModel

from hayhooks.events import (
    NotificationEventData,
    PipelineEvent,
    StatusEventData,
    create_notification_event,
    create_status_event,
)

__all__ = [
    "NotificationEventData",
    "OpenWebUIEvent",
    "PipelineEvent",
    "StatusEventData",
    "create_chat_completion_event",
    "create_details_tag",
    "create_message_event",
    "create_notification_event",
    "create_replace_event",
    "create_source_event",
    "create_status_event",
]


class MessageEventData(BaseModel):
    """A piece of the message, or its replacement."""

    content: str


class OpenWebUIEvent(PipelineEvent):
    """An event of Open WebUI's own types."""

    data: StatusEventData | MessageEventData | NotificationEventData | dict[str, Any]


def create_message_event(content: str) -> OpenWebUIEvent:
    """Adds to the message."""
    return OpenWebUIEvent(type="message", data=MessageEventData(content=content))


def create_replace_event(content: str) -> OpenWebUIEvent:
    """Replaces the message."""
    return OpenWebUIEvent(type="replace", data=MessageEventData(content=content))


def create_source_event(source_data: dict[str, Any]) -> OpenWebUIEvent:
    """Cites a source."""
    return OpenWebUIEvent(type="source", data=dict(source_data))


def create_chat_completion_event(data: dict[str, Any]) -> OpenWebUIEvent:
    """Passes a completion's fields through."""
    return OpenWebUIEvent(type="chat:completion", data=dict(data))


def create_details_tag(tool_name: str, summary: str, content: str) -> str:
    """Text that unfolds, for the result of a tool."""
    return f'<details type="{tool_name}" done="true">\n<summary>{summary}</summary>\n\n{content}\n</details>\n\n'
