# SPDX-License-Identifier: Apache-2.0
"""The client of `a2a-sdk` 0.3, which speaks protocol 0.3."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import a2a_wire
import httpx
from a2a import types
from a2a.client import A2ACardResolver, ClientConfig, ClientFactory
from a2a.client.helpers import create_text_message_object

PROTOCOLS = ("0.3",)


class Agent:
    """An agent whose card was resolved."""

    def __init__(self, card: types.AgentCard, http: httpx.AsyncClient) -> None:
        self.card: dict[str, Any] = wire(card)
        self._streaming = ClientFactory(ClientConfig(httpx_client=http)).create(card)
        self._plain = ClientFactory(ClientConfig(httpx_client=http, streaming=False)).create(card)

    async def send(self, text: str, **options: Any) -> a2a_wire.Task:
        message, configuration = request(text, **options)
        sending = self._plain.send_message(message, configuration=configuration)
        [(task, _)] = [found async for found in sending]
        return a2a_wire.task(wire(task))

    async def stream(self, text: str, **options: Any) -> AsyncIterator[a2a_wire.Event]:
        message, configuration = request(text, **options)
        async for found in self._streaming.send_message(message, configuration=configuration):
            yield event(*found)

    async def subscribe(self, task: str) -> AsyncIterator[a2a_wire.Event]:
        async for found in self._streaming.resubscribe(types.TaskIdParams(id=task)):
            yield event(*found)

    async def get(self, task: str, history: int | None = None) -> a2a_wire.Task:
        wanted = types.TaskQueryParams(id=task, history_length=history)
        return a2a_wire.task(wire(await self._plain.get_task(wanted)))

    async def cancel(self, task: str) -> a2a_wire.Task:
        return a2a_wire.task(wire(await self._plain.cancel_task(types.TaskIdParams(id=task))))

    async def set_push(self, task: str, url: str, token: str) -> str:
        config = types.PushNotificationConfig(url=url, token=token)
        wanted = types.TaskPushNotificationConfig(task_id=task, push_notification_config=config)
        return (await self._plain.set_task_callback(wanted)).push_notification_config.id or task

    async def push(self, task: str, name: str) -> str:
        wanted = types.GetTaskPushNotificationConfigParams(id=task, push_notification_config_id=name)
        return (await self._plain.get_task_callback(wanted)).push_notification_config.url


def wire(model: Any) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True, exclude_none=True)


def request(
    text: str,
    task: str | None = None,
    context: str | None = None,
    immediately: bool = False,
    push: tuple[str, str] | None = None,
) -> tuple[types.Message, types.MessageSendConfiguration]:
    message = create_text_message_object(content=text)
    message.task_id, message.context_id = task, context
    configuration = types.MessageSendConfiguration(blocking=not immediately)
    if push:
        url, token = push
        configuration.push_notification_config = types.PushNotificationConfig(url=url, token=token)
    return message, configuration


def event(task: types.Task, update: Any) -> a2a_wire.Event:
    if update is None:
        return a2a_wire.event("task", wire(task))
    return a2a_wire.event(update.kind.removesuffix("-update"), wire(update))


@asynccontextmanager
async def connect(url: str, _: str) -> AsyncIterator[Agent]:
    async with httpx.AsyncClient(timeout=30) as http:
        yield Agent(await A2ACardResolver(http, url).get_agent_card(), http)
