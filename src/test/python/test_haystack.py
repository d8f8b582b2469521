# SPDX-License-Identifier: Apache-2.0
"""Real Haystack pipelines and agents, with a model that is a small server of ours; and the bundled examples."""

import json

import pytest

from fake_server import PACKAGE, WorkerProcess, fixture

EXAMPLES = PACKAGE.parent / "resources" / "examples"
TEXT, DELTA, EVENT = 1, 2, 3
PIPELINE = '''
from collections.abc import AsyncGenerator, Generator
from haystack import Pipeline
from haystack.components.agents import Agent
from haystack.components.builders import ChatPromptBuilder
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.dataclasses import ChatMessage
from haystack.tools import tool
from hayhooks import *

@tool
def weather(city: str) -> str:
    """Tells the weather."""
    return f"sunny in {city}"

class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        self.pipeline = Pipeline()
        self.pipeline.add_component("prompt", ChatPromptBuilder("{% message role='user' %}{{ q }}{% endmessage %}"))
        self.pipeline.add_component("llm", OpenAIChatGenerator(model="fake"))
        self.pipeline.connect("prompt.prompt", "llm.messages")
        self.agent = Agent(chat_generator=OpenAIChatGenerator(model="fake"), tools=[weather])

    def run_api(self, q: str) -> Generator:
        return streaming_generator(self.pipeline, pipeline_run_args={"prompt": {"q": q}})

    async def run_chat_completion_async(self, model: str, messages: list[dict], body: dict) -> AsyncGenerator:
        q = get_last_user_message(messages)
        if q.startswith("weather"):
            return async_streaming_generator(
                self.agent,
                pipeline_run_args={"messages": [ChatMessage.from_user(q)]},
                on_tool_call_start=default_on_tool_call_start,
                on_tool_call_end=default_on_tool_call_end,
            )
        return async_streaming_generator(
            self.pipeline,
            pipeline_run_args={"prompt": {"q": q}},
            include_outputs_from={"prompt"},
            on_pipeline_end=lambda result: " " + ",".join(sorted(result)),
        )
'''


@pytest.fixture(scope="module")
def model(model_url):
    return {"OPENAI_API_KEY": "none", "OPENAI_BASE_URL": model_url}


@pytest.fixture(scope="module")
def served(model, tmp_path_factory):
    directory = tmp_path_factory.mktemp("pipeline")
    (directory / "pipeline_wrapper.py").write_text(PIPELINE)
    with WorkerProcess(model) as worker:
        assert worker.load("p", directory)["type"] == "pipeline"
        yield worker


def texts(answer):
    return "".join(data.decode() for kind, data in answer.chunks if kind == TEXT)


def deltas(answer):
    return [json.loads(data) for kind, data in answer.chunks if kind == DELTA]


def test_a_recorded_wrapper_streams_its_model_token_by_token(model):
    with WorkerProcess(model) as worker:
        worker.load("yaml_llm_chat", fixture("yaml_llm_chat"))
        answer = worker.chat("how are you")
        assert texts(answer) == "Mock reply to: Say: how are you"
        assert len([kind for kind, _ in answer.chunks if kind == TEXT]) > 5
        assert {"finish_reason": "stop"} in deltas(answer)
        usage = next(delta["usage"] for delta in deltas(answer) if "usage" in delta)
        assert (usage["prompt_tokens"], usage["completion_tokens"], usage["total_tokens"]) == (7, 5, 12)
        assert worker.run({"query": "x"}).text == "Mock reply to: Say: x"


def test_a_run_streams_a_pipeline(served):
    answer = served.run({"q": "hello there"})
    assert answer.text == "Mock reply to: hello there"
    assert len(answer.chunks) > 3


def test_a_chat_streams_a_pipeline_on_the_loop(served):
    answer = served.chat("hi")
    assert texts(answer) == "Mock reply to: hi llm,prompt"


def test_an_agent_shows_its_tool_calls(served):
    answer = served.chat("weather please")
    events = [json.loads(data) for kind, data in answer.chunks if kind == EVENT]
    assert [event["data"]["description"] for event in events] == ["Calling 'weather' tool...", "Called 'weather' tool"]
    assert "sunny in Paris" in texts(answer)
    assert texts(answer).endswith("Mock reply to: weather please")
    call = next(delta for delta in deltas(answer) if "tool_calls" in delta)["tool_calls"][0]
    assert (call["id"], call["function"]["name"]) == ("call_1", "weather")
    assert not any(delta.get("finish_reason") == "tool_call_results" for delta in deltas(answer))


def test_many_streams_run_at_once(served):
    calls = [served.start({"q": f"question {n}"}, credit=1000) for n in range(20)]
    assert [served.answer(call).text for call in calls] == [f"Mock reply to: question {n}" for n in range(20)]


def test_the_question_answering_example_answers(fresh):
    worker = fresh()
    assert worker.load("question_answering", EXAMPLES / "question_answering")["type"] == "pipeline"
    result = worker.run({"question": "What is the capital of France?", "top_k": 2}).json["result"]
    assert result["answer"] == "The capital of France is Paris."
    assert len(result["passages"]) == 2
    assert worker.chat("Which is the highest mountain?").text.startswith("The highest mountain on Earth")
    assert worker.chat("qwertz").text == "I know nothing about that."


def test_the_chat_example_says_what_it_needs_and_then_chats(model):
    with WorkerProcess({"OPENAI_API_KEY": ""}) as worker:
        assert "code" not in worker.load("chat_with_model", EXAMPLES / "chat_with_model")
        assert "OPENAI_API_KEY" in worker.chat("hi").text
    with WorkerProcess({**model, "HAYHOOKS_EXAMPLE_MODEL": "fake"}) as worker:
        worker.load("chat_with_model", EXAMPLES / "chat_with_model")
        assert texts(worker.chat("hello {{ x }}")) == "Mock reply to: hello {{ x }}"


def test_haystacks_own_objects_are_written_with_their_fields(load, wrapper):
    run = """
    def run_api(self) -> dict:
        from haystack import Document
        from haystack.dataclasses import ChatMessage
        return {"reply": ChatMessage.from_assistant("hi", meta={"n": 1}), "documents": [Document(content="c", id="1")]}
    """
    result = load(wrapper(run)).run().json["result"]
    assert result["reply"] == {"_role": "assistant", "_content": [{"text": "hi"}], "_name": None, "_meta": {"n": 1}}
    assert (result["documents"][0]["id"], result["documents"][0]["content"]) == ("1", "c")
