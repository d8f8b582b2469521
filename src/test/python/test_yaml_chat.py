# SPDX-License-Identifier: Apache-2.0
"""Conversations with YAML pipelines: chats and responses."""

import json

import pytest

from fake_server import FIXTURES, WorkerProcess
from hayhooks import YAMLPipelineWrapper
from yaml_sources import AGENT

TEXT, DELTA = 1, 2


@pytest.fixture(scope="module")
def llm(model_url, tmp_path_factory):
    """A worker that serves the recorded pipeline of a prompt and a model."""
    directory = tmp_path_factory.mktemp("llm")
    (directory / "pipeline.yml").write_text((FIXTURES / "yaml" / "llm_stream.yml").read_text())
    with WorkerProcess({"OPENAI_API_KEY": "none", "OPENAI_BASE_URL": model_url}) as worker:
        worker.load("llm", directory)
        yield worker


def parts(answer, kind):
    return [data.decode() for found, data in answer.chunks if found == kind]


def test_a_question_and_replies_make_a_chat(llm):
    assert llm.ready["chat"] == llm.ready["response"] == {"wants_headers": False}
    answer = llm.chat("how are you")
    assert parts(answer, TEXT) == ["Mock reply to: Say: how are you"]
    (last,) = [json.loads(delta) for delta in parts(answer, DELTA)]
    assert (last["finish_reason"], last["usage"]["total_tokens"]) == ("stop", 12)


def test_a_chat_streams_the_components_that_shall(llm):
    answer = llm.chat("how are you", stream=True)
    assert parts(answer, TEXT) == ["Mock ", "reply ", "to: ", "Say: ", "how ", "are ", "you"]


def test_a_response_is_answered_alike(llm):
    answer = llm.respond("how are you", instructions="be short")
    assert parts(answer, TEXT) == ["Mock reply to: Say: how are you"]
    assert json.loads(parts(answer, DELTA)[-1])["usage"]["total_tokens"] == 12
    assert len(parts(llm.respond("how are you", stream=True), TEXT)) == 7


def test_a_multimodal_question_is_read_by_its_text(llm):
    content = [
        {"type": "text", "text": "see"},
        {"type": "image_url", "image_url": {"url": "https://example.com/x.png"}},
    ]
    assert parts(llm.chat(content), TEXT) == ["Mock reply to: Say: see"]


def test_an_agent_gets_the_whole_conversation(load_yaml, model_url):
    with WorkerProcess({"OPENAI_API_KEY": "none", "OPENAI_BASE_URL": model_url}) as worker:
        load_yaml(AGENT, worker=worker)
        assert "".join(parts(worker.chat("hello", stream=True), TEXT)) == "Mock reply to: hello"
        assert parts(worker.chat("hello"), TEXT) == ["Mock reply to: hello"]
        image = [{"type": "image_url", "image_url": {"url": "https://example.com/x.png"}}]
        assert worker.chat(image).error["status"] == 400
        items = [{"role": "user", "content": [{"type": "input_text", "text": "again"}]}]
        assert parts(worker.respond(items, instructions="be short"), TEXT) == ["Mock reply to: again"]


def test_built_answers_are_a_reply(load_yaml, model_url):
    text = """components:
  llm: {type: haystack.components.generators.chat.openai.OpenAIChatGenerator}
  builder: {type: haystack.components.builders.answer_builder.AnswerBuilder}
connections: [{sender: llm.replies, receiver: builder.replies}]
inputs: {question: [llm.messages, builder.query]}
outputs: {answers: builder.answers}
"""
    with WorkerProcess({"OPENAI_API_KEY": "none", "OPENAI_BASE_URL": model_url}) as worker:
        assert load_yaml(text, worker=worker).chat("why").text == "Mock reply to: why"
        assert "".join(parts(worker.chat("why", stream=True), TEXT)) == "Mock reply to: why"


@pytest.mark.parametrize(
    ("io", "chats"),
    [
        ("inputs: {query: llm.messages}\noutputs: {r: llm.replies}", True),
        ("inputs: {messages: llm.messages}\noutputs: {r: llm.replies}", True),
        ("inputs: {messages: llm.messages, tools: llm.tools}\noutputs: {r: llm.replies}", True),
        ("inputs: {subject: llm.messages}\noutputs: {r: llm.replies}", False),
        ("inputs: {query: llm.messages}", False),
    ],
)
def test_names_and_types_decide_about_chats(io, chats, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    llm = "haystack.components.generators.chat.openai.OpenAIChatGenerator"
    wrapper = YAMLPipelineWrapper.from_yaml(f"components: {{llm: {{type: {llm}}}}}\n{io}")
    assert ("run_chat_completion_async" in vars(wrapper)) is chats
    assert ("run_response_async" in vars(wrapper)) is chats
