# SPDX-License-Identifier: Apache-2.0
"""The client of `a2a-sdk` 1.x, which speaks protocol 1.0, and 0.3 with agents whose card says only that."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import a2a_wire
import httpx
from a2a.client import A2ACardResolver, ClientConfig, ClientFactory
from a2a.client.card_resolver import parse_agent_card
from a2a.helpers.proto_helpers import new_text_message
from a2a.types import a2a_pb2
from google.protobuf.json_format import MessageToDict

PROTOCOLS = ("1.0", "0.3")
KINDS = {"task": "task", "statusUpdate": "status", "artifactUpdate": "artifact"}


class Agent:
    """An agent whose card was resolved."""

    def __init__(self, card: Any, http: httpx.AsyncClient) -> None:
        self.card: dict[str, Any] = MessageToDict(card)
        self._streaming = ClientFactory(ClientConfig(httpx_client=http)).create(card)
        self._plain = ClientFactory(ClientConfig(httpx_client=http, streaming=False)).create(card)

    async def send(self, text: str, **options: Any) -> a2a_wire.Task:
        [response] = [found async for found in self._plain.send_message(request(text, **options))]
        return a2a_wire.task(MessageToDict(response.task))

    async def stream(self, text: str, **options: Any) -> AsyncIterator[a2a_wire.Event]:
        async for response in self._streaming.send_message(request(text, **options)):
            yield event(response)

    async def subscribe(self, task: str) -> AsyncIterator[a2a_wire.Event]:
        async for response in self._streaming.subscribe(a2a_pb2.SubscribeToTaskRequest(id=task)):
            yield event(response)

    async def get(self, task: str, history: int | None = None) -> a2a_wire.Task:
        found = await self._plain.get_task(a2a_pb2.GetTaskRequest(id=task, history_length=history))
        return a2a_wire.task(MessageToDict(found))

    async def cancel(self, task: str) -> a2a_wire.Task:
        return a2a_wire.task(MessageToDict(await self._plain.cancel_task(a2a_pb2.CancelTaskRequest(id=task))))

    async def tasks(self, **filters: Any) -> tuple[list[a2a_wire.Task], str]:
        """A page of tasks and the token of the next one."""
        found = await self._plain.list_tasks(a2a_pb2.ListTasksRequest(**filters))
        return [a2a_wire.task(MessageToDict(task)) for task in found.tasks], found.next_page_token

    async def set_push(self, task: str, url: str, token: str) -> str:
        config = a2a_pb2.TaskPushNotificationConfig(task_id=task, url=url, token=token)
        return (await self._plain.create_task_push_notification_config(config)).id

    async def push(self, task: str, name: str) -> str:
        wanted = a2a_pb2.GetTaskPushNotificationConfigRequest(task_id=task, id=name)
        return (await self._plain.get_task_push_notification_config(wanted)).url

    async def pushes(self, task: str) -> list[str]:
        wanted = a2a_pb2.ListTaskPushNotificationConfigsRequest(task_id=task)
        return [config.id for config in (await self._plain.list_task_push_notification_configs(wanted)).configs]

    async def delete_push(self, task: str, name: str) -> None:
        wanted = a2a_pb2.DeleteTaskPushNotificationConfigRequest(task_id=task, id=name)
        await self._plain.delete_task_push_notification_config(wanted)


def request(
    text: str,
    task: str | None = None,
    context: str | None = None,
    immediately: bool = False,
    push: tuple[str, str] | None = None,
) -> Any:
    message = new_text_message(text, task_id=task, context_id=context, role=a2a_pb2.Role.ROLE_USER)
    configuration = a2a_pb2.SendMessageConfiguration(return_immediately=immediately)
    if push:
        url, token = push
        config = a2a_pb2.TaskPushNotificationConfig(url=url, token=token)
        configuration.task_push_notification_config.CopyFrom(config)
    return a2a_pb2.SendMessageRequest(message=message, configuration=configuration)


def event(response: Any) -> a2a_wire.Event:
    [(kind, wire)] = MessageToDict(response).items()
    return a2a_wire.event(KINDS[kind], wire)


@asynccontextmanager
async def connect(url: str, protocol: str) -> AsyncIterator[Agent]:
    async with httpx.AsyncClient(timeout=30) as http:
        yield Agent(await resolve(http, url, protocol), http)


async def resolve(http: httpx.AsyncClient, url: str, protocol: str) -> Any:
    if protocol == "1.0":
        return await A2ACardResolver(http, url).get_agent_card()
    fields = (await http.get(f"{url}/.well-known/agent-card.json")).raise_for_status().json()
    del fields["supportedInterfaces"]
    return parse_agent_card(fields)
