# SPDX-License-Identifier: Apache-2.0
"""The streaming generators with Haystack's own generators and agents; the model is a small server of ours."""

import asyncio
import threading
from collections.abc import AsyncGenerator

import pytest
from haystack import Pipeline
from haystack.components.agents import Agent
from haystack.components.builders import ChatPromptBuilder
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.dataclasses import ChatMessage
from haystack.tools import tool
from haystack.utils import Secret

from hayhooks import (
    PipelineEvent,
    async_streaming_generator,
    default_on_tool_call_end,
    default_on_tool_call_start,
    streaming_generator,
)

REPLY = "Mock reply to: "


@tool
def weather(city: str) -> str:
    """Tells the weather."""
    return f"sunny in {city}"


@tool
def broken(city: str) -> str:
    """Fails."""
    raise ValueError("no weather today")


@pytest.fixture(scope="module")
def llm(model_url):
    return lambda: OpenAIChatGenerator(model="fake", api_key=Secret.from_token("none"), api_base_url=model_url)


@pytest.fixture(scope="module")
def prompted(llm):
    """A prompt and a model."""
    template = "{% message role='user' %}{{ q }}{% endmessage %}"
    pipeline = Pipeline()
    pipeline.add_component("prompt", ChatPromptBuilder(template, required_variables="*"))
    pipeline.add_component("llm", llm())
    pipeline.connect("prompt.prompt", "llm.messages")
    return pipeline


@pytest.fixture(scope="module")
def pair(llm):
    """Two models side by side."""
    pipeline = Pipeline()
    pipeline.add_component("a", llm())
    pipeline.add_component("b", llm())
    return pipeline


@pytest.fixture(scope="module", autouse=True)
def loop():
    yield
    LOOP.close()


def user(text):
    return [ChatMessage.from_user(text)]


async def _list(items):
    return [item async for item in items]


def sync_items(pipeline, **options):
    return list(streaming_generator(pipeline, **options))


LOOP = asyncio.new_event_loop()
"""One for all tests, as in a worker: a model's client is bound to the loop that it was first used on."""


def async_items(pipeline, **options):
    async def run():
        return await _list(async_streaming_generator(pipeline, **options))

    return LOOP.run_until_complete(run())


def text(items):
    return "".join(item.content for item in items if hasattr(item, "content"))


def by_component(items):
    found = {}
    for item in items:
        name = item.component_info.name
        found[name] = found.get(name, "") + item.content
    return found


@pytest.fixture(params=[sync_items, async_items], ids=["sync", "async"])
def stream(request):
    return request.param


@pytest.mark.parametrize(
    ("components", "wanted"),
    [(None, {"b"}), ("all", {"a", "b"}), (["a"], {"a"}), (["b", "a"], {"a", "b"}), (["nobody"], set()), ([], set())],
)
def test_of_two_models_the_chosen_ones_stream(stream, pair, components, wanted):
    args = {"a": {"messages": user("one")}, "b": {"messages": user("two")}}
    items = stream(pair, pipeline_run_args=args, streaming_components=components)
    every = {"a": REPLY + "one", "b": REPLY + "two"}
    assert by_component(items) == {name: every[name] for name in wanted}


@pytest.mark.parametrize(("include", "wanted"), [(None, ["llm"]), ({"prompt"}, ["llm", "prompt"])])
def test_outputs_of_inner_components_reach_the_end_callback(stream, prompted, include, wanted):
    results = []
    options = {"include_outputs_from": include, "on_pipeline_end": lambda result: results.append(sorted(result))}
    items = stream(prompted, pipeline_run_args={"prompt": {"q": "hi"}}, **options)
    assert (text(items), results) == (REPLY + "hi", [wanted])


def test_finish_reason_and_usage_come_as_chunks(stream, prompted):
    items = stream(prompted, pipeline_run_args={"prompt": {"q": "hi"}})
    assert [item.finish_reason for item in items if item.finish_reason] == ["stop"]
    assert [item.meta["usage"]["total_tokens"] for item in items if item.meta.get("usage")] == [12]


def test_an_agent_streams_its_words(stream, llm):
    agent = Agent(chat_generator=llm(), tools=[weather])
    assert text(stream(agent, pipeline_run_args={"messages": user("hello")})) == REPLY + "hello"


def test_an_agents_tool_call_is_told_at_its_start_and_end(stream, llm):
    told = []
    items = stream(
        Agent(chat_generator=llm(), tools=[weather]),
        pipeline_run_args={"messages": user("weather please")},
        on_tool_call_start=lambda *call: told.append(call),
        on_tool_call_end=lambda *call: told.append(call),
        on_pipeline_end=lambda result: f" {result['last_message'].text}",
    )
    assert told == [
        ("weather", {"city": "Paris"}, "call_1"),
        ("weather", {"city": "Paris"}, "sunny in Paris", False),
    ]
    (call,) = [call for item in items for call in item.tool_calls or ()]
    assert (call.id, call.tool_name, call.arguments) == ("call_1", "weather", '{"city": "Paris"}')
    assert text(items) == f"{REPLY}weather please {REPLY}weather please"


def test_the_ready_made_callbacks_show_a_call_and_its_result(stream, llm):
    agent = Agent(chat_generator=llm(), tools=[weather])
    callbacks = {"on_tool_call_start": default_on_tool_call_start, "on_tool_call_end": default_on_tool_call_end}
    items = stream(agent, pipeline_run_args={"messages": user("weather please")}, **callbacks)
    events = [item.data.description for item in items if isinstance(item, PipelineEvent)]
    assert events == ["Calling 'weather' tool...", "Called 'weather' tool"]
    (details,) = [item for item in items if isinstance(item, str)]
    assert details.startswith('<details type="weather" done="true">')
    assert "sunny in Paris" in details


def test_a_tool_that_fails_is_told_as_an_error(stream, llm):
    agent = Agent(chat_generator=llm(), tools=[broken])
    args = {"messages": user("weather please")}
    items = stream(agent, pipeline_run_args=args, on_tool_call_end=default_on_tool_call_end)
    events = [item.data.model_dump() for item in items if isinstance(item, PipelineEvent)]
    assert events == [
        {"description": "Called 'broken' tool", "done": True, "hidden": True},
        {"type": "error", "content": "Error calling 'broken' tool"},
    ]
    assert text(items) == REPLY + "weather please"


def test_an_agent_may_be_a_component(stream, llm):
    pipeline = Pipeline()
    pipeline.add_component("agent", Agent(chat_generator=llm(), tools=[weather]))
    args = {"agent": {"messages": user("weather please")}}
    items = stream(pipeline, pipeline_run_args=args, on_tool_call_end=lambda *call: call[2])
    assert "sunny in Paris" in items
    assert text(items) == REPLY + "weather please"


def test_threads_stream_one_pipeline_at_once(prompted):
    found = {}

    def run(number):
        found[number] = text(streaming_generator(prompted, pipeline_run_args={"prompt": {"q": f"n {number}"}}))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: f"{REPLY}n {number}" for number in range(8)}


def test_tasks_stream_one_pipeline_at_once(prompted):
    async def run():
        streams = [
            async_streaming_generator(prompted, pipeline_run_args={"prompt": {"q": f"n {number}"}})
            for number in range(8)
        ]
        return await asyncio.gather(*(_list(items) for items in streams))

    assert [text(items) for items in LOOP.run_until_complete(run())] == [f"{REPLY}n {number}" for number in range(8)]


def test_a_closed_stream_leaves_nothing_running(prompted):
    before = threading.active_count()
    long = {"prompt": {"q": "word " * 2_000}}
    items = streaming_generator(prompted, pipeline_run_args=long)
    next(items)
    items.close()
    named = [thread for thread in threading.enumerate() if thread.name == "pipeline-stream"]
    for thread in named:
        thread.join(5)
    assert threading.active_count() <= before

    async def run():
        items: AsyncGenerator = async_streaming_generator(prompted, pipeline_run_args=long)
        await anext(items)
        await items.aclose()
        return [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]

    assert LOOP.run_until_complete(run()) == []


def test_the_callers_arguments_stay_as_they_are(prompted):
    args = {"prompt": {"q": "hi"}}
    sync_items(prompted, pipeline_run_args=args)
    assert args == {"prompt": {"q": "hi"}}
