# SPDX-License-Identifier: Apache-2.0
"""What a client of an agent finds after a restart of the server: the tasks of before, and their contexts.

Usage: a2a_restart.py A2A_URL, which makes the tasks and prints their ids, or a2a_restart.py A2A_URL IDS afterwards;
see scenario.py for what that prints.
"""

import asyncio
import json
import sys
from typing import Any

import a2a_client_1 as a2a_client
import a2a_wire
from scenario import LONGEST, Checks

checks = Checks()


class Server:
    """The agents of a server, and the tasks that were made before its restart."""

    def __init__(self, agent: a2a_client.Agent, question: a2a_client.Agent, tasks: dict[str, dict[str, Any]]) -> None:
        self.agent = agent
        self.question = question
        self.tasks = tasks


@checks
async def a_finished_task_is_as_it_was(server: Server) -> None:
    before = server.tasks["done"]
    task = await server.agent.get(before["id"])
    assert vars(task) == before, (task, before)


@checks
async def tasks_are_still_listed(server: Server) -> None:
    found, _ = await server.agent.tasks(context_id=server.tasks["done"]["context"])
    assert [task.id for task in found] == [server.tasks["done"]["id"]], found


@checks
async def a_question_can_still_be_answered(server: Server) -> None:
    asked = server.tasks["asked"]
    task = await server.question.send("Rome", task=asked["id"], context=asked["context"])
    assert (task.state, task.text) == ("completed", "What is the weather? / Which city? / Rome"), task


@checks
async def a_context_is_remembered(server: Server) -> None:
    task = await server.agent.send("history", context=server.tasks["done"]["context"])
    assert task.text == "user:my name is Bob|assistant:echo: my name is Bob|user:history", task


@checks
async def a_task_whose_work_was_cut_off_has_ended(server: Server) -> None:
    task = await server.agent.get(server.tasks["working"]["id"])
    assert task.state in a2a_wire.FINAL - {"completed"}, task


async def make(agent: a2a_client.Agent, question: a2a_client.Agent) -> dict[str, dict[str, Any]]:
    return {
        "done": vars(await agent.send("my name is Bob")),
        "asked": vars(await question.send("What is the weather?")),
        "working": vars(await agent.send("count 100000", immediately=True)),
    }


async def main(url: str, ids: str | None = None) -> None:
    connecting = (a2a_client.connect(f"{url}/{name}", "1.0") for name in ("a2a_agent", "a2a_question"))
    first, second = connecting
    async with first as agent, second as question:
        if ids is None:
            print(json.dumps(await make(agent, question)))
        else:
            await checks.run(Server(agent, question, json.loads(ids)))


asyncio.run(asyncio.wait_for(main(*sys.argv[1:]), LONGEST))
