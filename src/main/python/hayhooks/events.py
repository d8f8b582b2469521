# SPDX-License-Identifier: Apache-2.0
"""Events for a chat user interface, which a wrapper yields between the pieces of its reply."""

from typing import Any, Literal

from pydantic import BaseModel

NotificationType = Literal["info", "success", "warning", "error"]


class StatusEventData(BaseModel):
    """What is going on; ``done`` ends it, ``hidden`` takes it off the screen."""

    description: str
    done: bool = False
    hidden: bool = False


class NotificationEventData(BaseModel):
    """A short note."""

    type: NotificationType = "info"
    content: str


class PipelineEvent(BaseModel):
    """An event of any type; the client gets ``{"event": {"type": …, "data": …}}``."""

    type: str
    data: StatusEventData | NotificationEventData | dict[str, Any]


def create_status_event(description: str, done: bool = False, hidden: bool = False) -> PipelineEvent:
    """Says what the pipeline is doing."""
    return PipelineEvent(type="status", data=StatusEventData(description=description, done=done, hidden=hidden))


def create_notification_event(content: str, notification_type: NotificationType = "info") -> PipelineEvent:
    """Shows a short note."""
    return PipelineEvent(type="notification", data=NotificationEventData(type=notification_type, content=content))
