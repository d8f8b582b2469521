# SPDX-License-Identifier: Apache-2.0
"""Wrappers of the kinds that Hayhooks' documentation shows, with a model server in place of OpenAI."""

import json

import pytest

from fake_server import FIXTURES, WorkerProcess

DOCUMENTED = FIXTURES.parent / "documented"
TEXT, DELTA, EVENT = 1, 2, 3


@pytest.fixture
def serve(model_url):
    """``serve("hybrid")``: a worker that serves that wrapper."""
    workers = []

    def start(name):
        worker = WorkerProcess({"OPENAI_API_KEY": "none", "OPENAI_BASE_URL": model_url})
        workers.append(worker)
        ready = worker.load(name, DOCUMENTED / "wrappers" / name, python_path=[str(DOCUMENTED / "shared")])
        assert "code" not in ready, ready
        return worker

    yield start
    for worker in workers:
        worker.close()


def shown(answer):
    """Texts joined between the descriptions or contents of events."""
    assert answer.error is None, answer.error
    items = []
    for kind, data in answer.chunks:
        if kind == EVENT:
            event = json.loads(data)["data"]
            items.append(event.get("description") or event.get("content") or event["name"])
        elif kind == TEXT and items and items[-1].startswith("> "):
            items[-1] += data.decode()
        elif kind == TEXT:
            items.append("> " + data.decode())
    return items


def test_two_models_stream_one_after_the_other(serve):
    worker = serve("two_models")
    assert worker.run({"query": "x"}).json["result"] == {
        "draft": "Mock reply to: x",
        "refine": "Mock reply to: better: Mock reply to: x",
    }
    assert shown(worker.chat("x")) == ["> Mock reply to: xMock reply to: better: Mock reply to: x"]


def test_an_async_chat_streams_a_component_that_is_not(serve):
    worker = serve("hybrid")
    assert worker.run({"question": "a b"}).json == {"result": "a b"}
    assert shown(worker.chat("a b")) == ["> a b "]


def test_an_agent_shows_its_tools_in_a_chat_page(serve):
    worker = serve("agent_with_tools")
    assert worker.run({"question": "hello"}).json == {"result": "Mock reply to: hello"}
    items = shown(worker.chat("weather?"))
    assert items[:3] == ["weather starts", "weather starts", "weather ended"]
    assert items[3].startswith('> <details type="weather" done="true">')
    assert "{'city': 'Paris'}: sunny in Paris" in items[3]
    assert items[3].endswith("Mock reply to: weather?")


def test_a_wrapper_yields_events_around_a_stream(serve):
    assert shown(serve("agent_events").chat("x")) == ["thinking", "> Mock reply to: x", "Card", "thought"]


def test_reasoning_shows_in_chats_and_responses(serve):
    worker = serve("reasoning")
    for answer in (worker.chat("x"), worker.respond("x")):
        assert shown(answer)[0] == "let me see"
        deltas = [json.loads(data) for kind, data in answer.chunks if kind == DELTA]
        assert {"reasoning_content": "let me see"} in deltas
        assert {"content": "X", "finish_reason": "stop"} in deltas


def test_an_agent_answers_responses_about_files(serve):
    worker = serve("responses")
    assert worker.ready["takes_files"] is True
    assert shown(worker.respond("x")) == ["> Mock reply to: x"]
    call = {"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"}
    items = [{"role": "user", "content": "y"}, call, {"type": "function_call_output", "call_id": "c", "output": "z"}]
    assert shown(worker.respond(items)) == ["> Mock reply to: y"]


def test_a_run_streams_as_text_or_as_events(serve):
    worker = serve("website")
    body = {"documents": ["a", "b"], "question": "q"}
    assert worker.run(body).text == "Mock reply to: a, b: q"
    events = worker.run(body, content_type="application/json", headers=[["accept", "text/event-stream"]])
    assert events.text.startswith("data: Mock \n\ndata: reply \n\n")
    assert shown(worker.chat("q")) == ["> Mock reply to: nothing: q"]


def test_helpers_shared_code_and_serialised_inputs(serve):
    inputs = {"joiner": {"documents": [{"content": "c"}]}}
    result = serve("helpers").run({"name": "Ada", "pipeline_inputs": inputs}).json["result"]
    assert result == {"greeting": "Hello, Ada!", "documents": 1}
