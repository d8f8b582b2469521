# SPDX-License-Identifier: Apache-2.0
"""Responses: what the wrapper gets, results, neutral chunks, errors."""

import json

import pytest

TEXT, DELTA, EVENT, COMPLETION = 1, 2, 3, 4


@pytest.fixture
def worker(loaded):
    return loaded("resp_multi")


def read(answer):
    """Chunks with JSON read."""
    assert answer.error is None, answer.error
    return [(kind, data.decode() if kind == TEXT else json.loads(data)) for kind, data in answer.chunks]


def test_a_text_becomes_an_item_of_the_input(load, wrapper):
    worker = load(
        wrapper(
            "def run_response(self, model, input_items, body): return json.dumps([input_items, body['input']])",
            setup="global json; import json",
        )
    )
    assert worker.ready["response"] == {"wants_headers": False}
    assert worker.ready["chat"] is None
    item = {"type": "message", "role": "user", "content": "hi"}
    assert json.loads(worker.respond("hi").text) == [[item], "hi"]
    assert json.loads(worker.respond([{"any": "item"}]).text) == [[{"any": "item"}], [{"any": "item"}]]
    assert json.loads(worker.respond(None).text) == [[], None]


def test_the_body_has_every_known_field_and_keeps_unknown_ones(worker):
    sent = [{"role": "user", "content": "body"}]
    body = json.loads(worker.respond(sent, store="yes", top_p="0.5", colour="red").text)["body"]
    assert (body["store"], body["top_p"], body["colour"], body["stream"]) == (True, 0.5, "red", False)
    for field in ("instructions", "previous_response_id", "tools", "reasoning", "text", "max_output_tokens"):
        assert body[field] is None


def test_fields_are_checked(worker):
    [error] = worker.respond("x", temperature="hot").error["detail"]
    assert (error["type"], error["loc"]) == ("float_parsing", ["body", "temperature"])
    errors = worker.respond(5).error["detail"]
    assert [e["loc"] for e in errors] == [["body", "input", "str"], ["body", "input", "list[dict[str,any]]"]]


def test_an_async_method_and_headers(load, wrapper):
    worker = load(
        "from starlette.datastructures import Headers\n"
        + wrapper(
            "async def run_response_async(self, model, input_items, body, headers: Headers | None = None):\n"
            "    return headers['x-test']"
        )
    )
    assert worker.ready["response"] == {"wants_headers": True}
    head = {"content_type": "application/json", "headers": [["X-Test", "1"]]}
    call = worker.start({"model": "m", "input": "hi"}, method=2, **head)
    assert worker.answer(call).text == "1"


def test_results_are_texts_streams_or_response_objects(worker):
    assert worker.respond("hello").text == "echo: hello"
    assert read(worker.respond("gen")) == [(TEXT, "Hello"), (TEXT, " "), (TEXT, "world")]
    response = worker.respond("object").json
    assert (response["object"], response["id"]) == ("response", "resp_hand")
    for mode in ("none", "completion", "dict"):
        assert worker.respond(mode).error["message"] == "Unsupported response type from run_response"
    assert worker.respond("error").error["message"] == "Pipeline execution failed: chat exploded"


def test_streaming_chunks_and_events_are_those_of_a_chat(worker):
    assert read(worker.respond("chunks"))[1] == (DELTA, {"content": "two", "finish_reason": "length"})
    assert read(worker.respond("events"))[0][0] == EVENT
    [(kind, chunk)] = read(worker.respond("rawchunk"))
    assert (kind, chunk["object"]) == (COMPLETION, "chat.completion.chunk")


def test_what_a_model_streams_can_be_passed_on(load, wrapper):
    worker = load(
        "from openai.types.responses import *\nfrom openai.types.responses.response_usage import *\n"
        + wrapper(
            """
            def run_response(self, model, input_items, body):
                place = {"item_id": "i", "output_index": 1, "sequence_number": 0}
                call = ResponseFunctionToolCall(type="function_call", call_id="c", name="w", arguments="")
                added = "response.output_item.added"
                usage = ResponseUsage.construct(input_tokens=1, output_tokens=2, total_tokens=3)
                whole = Response.construct(object="response", usage=usage)
                yield ResponseReasoningSummaryTextDeltaEvent(
                    type="response.reasoning_summary_text.delta", delta="hm", summary_index=0, **place)
                yield ResponseTextDeltaEvent(
                    type="response.output_text.delta", delta="X", content_index=0, logprobs=[], **place)
                yield ResponseOutputItemAddedEvent(type=added, item=call, output_index=1, sequence_number=0)
                yield ResponseFunctionCallArgumentsDeltaEvent(
                    type="response.function_call_arguments.delta", delta="{}", **place)
                yield ResponseCompletedEvent.construct(type="response.completed", response=whole)
                yield ResponseErrorEvent(type="error", message="no more", sequence_number=0)
            """
        )
    )
    answer = worker.respond()
    assert answer.error["message"] == "Pipeline execution failed: no more"
    answer.error = None
    call = {"index": 1, "id": "c", "type": "function", "function": {"name": "w", "arguments": ""}}
    assert read(answer) == [
        (DELTA, {"reasoning_content": "hm"}),
        (TEXT, "X"),
        (DELTA, {"tool_calls": [call]}),
        (DELTA, {"tool_calls": [{"index": 1, "type": "function", "function": {"arguments": "{}"}}]}),
        (DELTA, {"usage": {"input_tokens": 1, "output_tokens": 2, "total_tokens": 3}}),
    ]


def test_a_long_text_is_cut_between_characters(load, wrapper):
    worker = load(wrapper("def run_response(self, model, input_items, body): yield 'a' + 'é' * 70_000"))
    pieces = [data.decode() for _, data in worker.respond().chunks]
    assert len(pieces) == 3
    assert "".join(pieces) == "a" + "é" * 70_000
