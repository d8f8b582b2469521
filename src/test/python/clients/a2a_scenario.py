# SPDX-License-Identifier: Apache-2.0
"""What users of the `a2a-sdk` package do with a server's agents, with the client that is installed.

Usage: a2a_scenario.py A2A_URL PROTOCOL [REST_URL] [ONLY]; see scenario.py for what it prints.
A2aClientIT says which pipelines must be deployed. REST_URL is another address than A2A_URL only at Hayhooks.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import a2a_wire
import httpx
from a2a_wire import Event, Stream
from scenario import LONGEST, Checks, refusal, until

try:
    import a2a_client_1 as a2a_client
except ImportError:
    import a2a_client_03 as a2a_client

WRAPPER = '''
from hayhooks import BasePipelineWrapper

class PipelineWrapper(BasePipelineWrapper):
    """Answers the same always."""

    def setup(self) -> None:
        pass

    def run_chat_completion(self, model: str, messages: list[dict], body: dict) -> str:
        return "the same"
'''

checks = Checks()


class Server:
    """Where the server is and how it is talked to, and an agent that most checks share."""

    def __init__(self, a2a_url: str, protocol: str, rest_url: str) -> None:
        self.a2a_url = a2a_url
        self.protocol = protocol
        self.rest = httpx.AsyncClient(base_url=rest_url, timeout=30)
        self.agent: a2a_client.Agent

    def connect(self, name: str) -> AbstractAsyncContextManager[a2a_client.Agent]:
        return a2a_client.connect(f"{self.a2a_url}/{name}", self.protocol)


async def read(events: AsyncIterator[Event]) -> Stream:
    """A stream to its end."""
    return Stream([event async for event in events])


@checks
async def a_card_names_the_agent(server: Server) -> None:
    async with server.connect("a2a_card") as agent:
        card = agent.card
    assert (card["name"], card["description"], card["version"]) == ("Custom agent", "Custom card", "2.3.4"), card
    assert [skill["id"] for skill in card["skills"]] == ["s1", "s2"], card
    assert card["capabilities"]["streaming"] is True, card
    assert card["defaultInputModes"] == ["text/plain"], card


@checks
async def a_card_has_the_address_it_came_from(server: Server) -> None:
    card = (await server.rest.get(f"{server.a2a_url}/a2a_agent/.well-known/agent-card.json")).json()
    assert card["url"] == f"{server.a2a_url}/a2a_agent/", card
    assert card["protocolVersion"].startswith("0.3"), card
    assert {found["url"] for found in card["supportedInterfaces"]} == {card["url"]}, card
    assert "1.0" in {found.get("protocolVersion") for found in card["supportedInterfaces"]}, card


@checks
async def only_agents_have_cards(server: Server) -> None:
    for name in ("async_echo", "skip_mcp_flag", "nope"):
        response = await server.rest.get(f"{server.a2a_url}/{name}/.well-known/agent-card.json")
        assert response.status_code == 404, f"{name}: {response.status_code}"


@checks
async def a_card_says_when_it_changed(server: Server) -> None:
    url = f"{server.a2a_url}/a2a_agent/.well-known/agent-card.json"
    tag = (await server.rest.get(url)).headers["etag"]
    assert (await server.rest.get(url, headers={"if-none-match": tag})).status_code == 304


@checks
async def a_message_is_answered_by_a_finished_task(server: Server) -> None:
    task = await server.agent.send("héllo 😀")
    assert (task.state, task.text) == ("completed", "echo: héllo 😀"), task
    assert task.history[0] == "user:héllo 😀", task
    assert task.id, task
    assert task.context, task


@checks
async def each_item_of_a_generator_is_a_part(server: Server) -> None:
    assert (await server.agent.send("count 3")).parts == ["0 ", "1 ", "2 "]


@checks
async def a_stream_tells_its_states_and_its_pieces(server: Server) -> None:
    stream = await read(server.agent.stream("count 4"))
    assert stream.events[0].kind == "task", stream
    assert stream.states == ["submitted", "working", "completed"], stream
    assert stream.text == "0 1 2 3 ", stream
    pieces = [event for event in stream.events if event.kind == "artifact"]
    assert [piece.append for piece in pieces] == [False, True, True, True], stream
    assert [piece.last for piece in pieces] == [False, False, False, True], stream


@checks
async def pieces_come_while_the_work_goes_on(server: Server) -> None:
    async for event in server.agent.stream("count 40"):
        if event.kind == "artifact":
            assert (await server.agent.get(event.task)).state == "working"
            break


@checks
async def a_failing_run_is_a_failed_task_with_its_message(server: Server) -> None:
    task = await server.agent.send("fail")
    assert task.state == "failed", task
    assert task.message == "Error running pipeline 'a2a_agent' as A2A agent: failed on purpose", task


@checks
async def a_stream_that_breaks_keeps_what_came(server: Server) -> None:
    stream = await read(server.agent.stream("break"))
    assert (stream.states[-1], stream.text) == ("failed", "so far"), stream
    task = await server.agent.get(stream.task)
    assert (task.state, task.text) == ("failed", "so far"), task
    assert "failed on the way" in task.message, task


@checks
async def a_client_that_does_not_wait_polls(server: Server) -> None:
    task = await server.agent.send("count 30", immediately=True)
    assert task.state in ("submitted", "working"), task
    done = await until(lambda: finished(server, task.id), "the task to finish")
    assert (done.state, done.text) == ("completed", "".join(f"{i} " for i in range(30))), done


async def finished(server: Server, task: str) -> a2a_wire.Task | None:
    found = await server.agent.get(task)
    return found if found.state in a2a_wire.FINAL else None


@checks
async def a_task_is_found_with_as_much_history_as_wanted(server: Server) -> None:
    task = await server.agent.send("remember")
    assert (await server.agent.get(task.id)).text == "echo: remember"
    if server.protocol != "0.3":
        assert (await server.agent.get(task.id, history=0)).history == []
    assert "not found" in await refusal(server.agent.get("nope"))


@checks
async def tasks_are_listed_by_context_and_page(server: Server) -> None:
    if server.protocol == "0.3":
        return
    first = await server.agent.send("one")
    others = [await server.agent.send(text, context=first.context) for text in ("two", "three")]
    wanted = {task.id for task in [first, *others]}
    found, more = await server.agent.tasks(context_id=first.context)
    assert ({task.id for task in found}, more) == (wanted, ""), found
    page, more = await server.agent.tasks(context_id=first.context, page_size=2)
    rest, end = await server.agent.tasks(context_id=first.context, page_size=2, page_token=more)
    assert {task.id for task in page + rest} == wanted, (page, rest)
    assert (bool(more), end) == (True, ""), (more, end)


@checks
async def a_cancelled_task_stops_its_work(server: Server) -> None:
    mark = new_mark()
    task = await server.agent.send(f"count 500 {mark}", immediately=True)
    await until(lambda: mark.read_text() >= "at 3", "the count to begin")
    cancelled = await server.agent.cancel(task.id)
    assert cancelled.state == "canceled", cancelled
    await until(lambda: mark.read_text() == "closed", "the count to be closed")
    after = await server.agent.get(task.id)
    assert (after.state, after.text.startswith("0 ")) == ("canceled", True), after


@checks
async def a_finished_task_cannot_be_cancelled(server: Server) -> None:
    task = await server.agent.send("done")
    assert "cannot be canceled" in await refusal(server.agent.cancel(task.id))
    assert "not found" in await refusal(server.agent.cancel("nope"))
    assert "terminal state" in await refusal(server.agent.send("more", task=task.id, context=task.context))


@checks
async def a_cancelled_stream_ends_as_cancelled(server: Server) -> None:
    mark = new_mark()
    stream = Stream()
    async for event in server.agent.stream(f"count 500 {mark}"):
        stream.events.append(event)
        if len(stream.events) == 4:
            await server.agent.cancel(stream.task)
    assert stream.states[-1] == "canceled", stream
    await until(lambda: mark.read_text() == "closed", "the count to be closed")


def new_mark() -> Path:
    handle, name = tempfile.mkstemp(prefix="a2a-scenario-")
    os.close(handle)
    return Path(name)


@checks
async def a_second_reader_sees_a_task_to_its_end(server: Server) -> None:
    task = await server.agent.send("count 50", immediately=True)
    stream = await read(server.agent.subscribe(task.id))
    assert stream.events[0].kind == "task", stream.events[:2]
    assert stream.states[-1] == "completed", stream.states
    assert stream.text.endswith("49 "), stream.text


@checks
async def a_task_outlives_its_reader_who_can_come_back(server: Server) -> None:
    async for event in server.agent.stream("count 60"):
        if event.kind == "artifact":
            break
    stream = await read(server.agent.subscribe(event.task))
    assert stream.states[-1] == "completed", stream.states
    assert (await server.agent.get(event.task)).text == "".join(f"{i} " for i in range(60))


@checks
async def a_task_that_ended_has_no_more_events(server: Server) -> None:
    task = await server.agent.send("done")
    assert "terminal state" in await refusal(read(server.agent.subscribe(task.id)))
    assert "not found" in await refusal(read(server.agent.subscribe("nope")))


@checks
async def notifications_are_pushed_as_asked_with_the_message(server: Server) -> None:
    async with a2a_wire.receiving() as receiver:
        await server.agent.send("count 5", push=(receiver.url, "secret"))
        await until(lambda: receiver.states()[-1:] == ["completed"], "the last notification")
        assert all(headers["x-a2a-notification-token"] == "secret" for headers, _ in receiver.got), receiver.got


@checks
async def notifications_are_pushed_as_asked_later(server: Server) -> None:
    async with a2a_wire.receiving() as receiver:
        task = await server.agent.send("count 50", immediately=True)
        name = await server.agent.set_push(task.id, receiver.url, "later")
        assert await server.agent.push(task.id, name) == receiver.url
        await until(lambda: receiver.states()[-1:] == ["completed"], "the last notification")
        assert receiver.got[-1][0]["x-a2a-notification-token"] == "later", receiver.got[-1]


@checks
async def notifications_can_be_listed_and_given_up(server: Server) -> None:
    if server.protocol == "0.3":
        return
    async with a2a_wire.receiving() as receiver:
        task = await server.agent.send("count 50", immediately=True)
        name = await server.agent.set_push(task.id, receiver.url, "none")
        assert await server.agent.pushes(task.id) == [name]
        await server.agent.delete_push(task.id, name)
        assert await server.agent.pushes(task.id) == []
        await until(lambda: finished(server, task.id), "the task to finish")
        assert "completed" not in receiver.states(), receiver.states()


@checks
async def a_question_back_is_answered_in_the_same_task(server: Server) -> None:
    async with server.connect("a2a_question") as agent:
        asked = await agent.send("What is the weather?")
        assert (asked.state, asked.message) == ("input_required", "Which city?"), asked
        done = await agent.send("Rome", task=asked.id, context=asked.context)
        assert (done.id, done.state) == (asked.id, "completed"), done
        assert done.text == "What is the weather? / Which city? / Rome", done


@checks
async def a_question_back_ends_a_stream(server: Server) -> None:
    async with server.connect("a2a_question") as agent:
        stream = await read(agent.stream("What is the weather?"))
        assert stream.states[-1] == "input_required", stream
        answered = await read(agent.stream("Oslo", task=stream.task))
        assert answered.states[-1] == "completed", answered
        assert answered.text.endswith("/ Oslo"), answered


@checks
async def a_context_remembers_what_was_said(server: Server) -> None:
    first = await server.agent.send("my name is Bob")
    second = await server.agent.send("history", context=first.context)
    assert second.id != first.id, second
    assert second.context == first.context, second
    assert second.text == "user:my name is Bob|assistant:echo: my name is Bob|user:history", second
    assert (await server.agent.send("history")).text == "user:history"


@checks
async def many_messages_are_answered_at_once(server: Server) -> None:
    words = [f"word {i}" for i in range(20)]
    tasks = await asyncio.gather(*(server.agent.send(word) for word in words))
    assert [task.text for task in tasks] == [f"echo: {word}" for word in words]
    assert len({task.context for task in tasks}) == len(words)


@checks
async def an_agent_comes_with_its_deploy_and_goes_with_its_undeploy(server: Server) -> None:
    name = f"a2a_new_{server.protocol.replace('.', '')}_{a2a_client.__name__}"
    body = {"name": name, "files": {"pipeline_wrapper.py": WRAPPER}, "overwrite": True}
    (await server.rest.post("/deploy_files", json=body)).raise_for_status()
    async with server.connect(name) as agent:
        task = await agent.send("anything")
        assert task.text == "the same", task
        await server.rest.post(f"/undeploy/{name}")
        assert "404" in await refusal(agent.send("anything"))
    response = await server.rest.get(f"{server.a2a_url}/{name}/.well-known/agent-card.json")
    assert response.status_code == 404, response.status_code


@checks
async def agents_are_also_below_a2a(server: Server) -> None:
    async with server.connect("a2a/a2a_agent") as agent:
        assert (await agent.send("hi")).text == "echo: hi"


async def main() -> None:
    a2a_url, protocol, *rest = sys.argv[1:]
    server = Server(a2a_url, protocol, rest[0] if rest else a2a_url)
    async with server.connect("a2a_agent") as server.agent:
        await checks.run(server, rest[1] if len(rest) > 1 else None)


if __name__ == "__main__":
    asyncio.run(asyncio.wait_for(main(), LONGEST))
