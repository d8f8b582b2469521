# SPDX-License-Identifier: Apache-2.0
"""Chat completions: results, neutral chunks, errors."""

import json

import pytest

TEXT, DELTA, EVENT, COMPLETION = 1, 2, 3, 4


@pytest.fixture(params=["chat_multi", "chat_multi_async"])
def worker(loaded, request):
    return loaded(request.param)


def read(answer):
    """Chunks with JSON read."""
    assert answer.error is None, answer.error
    return [(kind, data.decode() if kind == TEXT else json.loads(data)) for kind, data in answer.chunks]


def test_a_text_is_a_whole_answer(worker):
    answer = worker.chat("hello")
    assert answer.head == {"content_type": "text/plain; charset=utf-8"}
    assert answer.text == "echo: hello"
    assert worker.chat("emptyreply").text == ""


def test_a_completion_object_goes_out_as_it_is(worker):
    answer = worker.chat("completion")
    assert answer.head == {}
    assert answer.json["object"] == "chat.completion"
    assert answer.json["choices"][0]["message"]["content"] == "made by hand"
    assert answer.json["usage"] == {"prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7}


def test_texts_are_streamed(worker):
    assert read(worker.chat("gen")) == [(TEXT, "Hello"), (TEXT, " "), (TEXT, "world")]
    assert read(worker.chat("unicode")) == [(TEXT, "héllo 😀 <&> ")]
    assert read(worker.chat("empty")) == []
    assert read(worker.chat("emptystr")) == [(TEXT, "")]


def test_streaming_chunks_become_texts_and_deltas(worker):
    assert read(worker.chat("chunks")) == [(TEXT, "one "), (DELTA, {"content": "two", "finish_reason": "length"})]
    assert read(worker.chat("reasoning")) == [(DELTA, {"reasoning_content": "thinking"}), (TEXT, "answer")]
    first = {"index": 0, "id": "call_1", "type": "function", "function": {"name": "weather", "arguments": ""}}
    rest = {"index": 0, "type": "function", "function": {"arguments": '{"city": "Rome"}'}}
    assert read(worker.chat("tools")) == [
        (DELTA, {"tool_calls": [first]}),
        (DELTA, {"tool_calls": [rest]}),
        (DELTA, {"finish_reason": "tool_calls"}),
    ]


def test_events_are_kept_apart(worker):
    chunks = read(worker.chat("events"))
    assert chunks[0] == (EVENT, {"type": "status", "data": {"description": "working", "done": False, "hidden": False}})
    assert chunks[1] == (EVENT, {"type": "notification", "data": {"type": "warning", "content": "watch out"}})
    types = ["status", "notification", "message", "replace", "source", "chat:completion", "custom_element", "status"]
    assert [event["type"] for kind, event in chunks if kind == EVENT] == types
    details = '<details type="tool" done="true">\n<summary>sum</summary>\n\nbody\n</details>\n\n'
    assert [text for kind, text in chunks if kind == TEXT] == [details, "text"]


def test_completion_chunks_go_out_as_they_are(worker):
    [(kind, chunk)] = read(worker.chat("rawchunk"))
    assert (kind, chunk["choices"][0]["delta"]["content"]) == (COMPLETION, "raw")
    chunks = read(worker.chat("usage"))
    assert chunks[0] == (TEXT, "hi")
    assert chunks[1][1]["usage"] == {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3}


def test_anything_else_is_shown_as_it_prints(worker):
    assert read(worker.chat("odd")) == [(TEXT, "5"), (TEXT, "None"), (TEXT, "{'a': 1}"), (TEXT, "b'bytes'")]


@pytest.mark.parametrize("mode", ["none", "dict", "int", "list"])
def test_a_result_that_is_no_reply_is_an_error(worker, mode):
    error = worker.chat(mode).error
    assert error == {"code": "PIPELINE_FAILED", "message": "Unsupported response type from completion"}


def test_what_a_wrapper_raises_is_told(worker):
    assert worker.chat("error").error["message"] == "Pipeline execution failed: chat exploded"
    http = worker.chat("http").error
    assert http == {"code": "PIPELINE_FAILED", "status": 429, "detail": "slow down", "message": "slow down"}
    mid = worker.chat("failmid")
    assert (mid.text, mid.error["message"]) == ("partial", "Pipeline execution failed: stream failed mid")


def test_the_whole_body_reaches_the_wrapper(worker):
    seen = json.loads(worker.chat("body", temperature=0.5, tools=[{"x": 1}]).text)
    messages = [{"role": "user", "content": "body"}]
    assert seen == {
        "model": "m",
        "messages": messages,
        "body": {"model": "m", "messages": messages, "stream": False, "temperature": 0.5, "tools": [{"x": 1}]},
    }
    assert json.loads(worker.chat("body", stream="true").text)["body"]["stream"] is True


def test_headers_are_handed_over(loaded):
    worker = loaded("headers_optin")
    call = worker.start({"model": "m", "messages": []}, 1, content_type="application/json", headers=[["X-Test", "yes"]])
    assert worker.answer(call).text == "h=yes"


def test_a_map_with_the_form_of_a_completion_is_one(load, wrapper):
    chat = """
    def run_chat_completion(self, model: str, messages: list[dict], body: dict):
        return {"object": "chat.completion", "choices": []}
    """
    assert load(wrapper(chat)).chat().json == {"object": "chat.completion", "choices": []}


def test_a_question_says_that_it_is_one(load):
    source = """
from hayhooks import BasePipelineWrapper, InputRequired

class PipelineWrapper(BasePipelineWrapper):
    def setup(self):
        pass

    def run_chat_completion(self, model, messages, body):
        if messages[-1]["content"] == "whole":
            return InputRequired("Where?")
        return iter(["Hm. ", InputRequired("Where?")])
"""
    question = (DELTA, {"content": "Where?", "input_required": True})
    worker = load(source)
    assert read(worker.chat("whole")) == [question]
    assert read(worker.chat("pieces")) == [(TEXT, "Hm. "), question]
