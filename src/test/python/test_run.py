# SPDX-License-Identifier: Apache-2.0
"""Runs: bodies, coercion, headers and responses, as the reference answers them."""

import json
import math
import time
from pathlib import Path

import pytest

from hayhooks.worker.frames import FrameType


def until(condition):
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def echoed(worker, **fields):
    return worker.run({"query": "q", **fields}).json["result"]


def problems(answer):
    assert answer.error, answer
    assert answer.error["code"] == "INVALID_REQUEST"
    return [(entry["type"], entry["loc"]) for entry in answer.error["detail"]]


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"top_k": "7"}, {"top_k": 7}),
        ({"top_k": 7.0}, {"top_k": 7}),
        ({"top_k": True}, {"top_k": 1}),
        ({"top_k": 12345678901234567890123}, {"top_k": 12345678901234567890123}),
        ({"score": "2.5"}, {"score": 2.5}),
        ({"verbose": "on"}, {"verbose": True}),
        ({"items": []}, {"items": []}),
        ({"extra": {"a": "1"}}, {"extra": {"a": 1}}),
        ({"unknown": 1}, {"top_k": 3, "items": ["a", "b"]}),
    ],
)
def test_values_are_coerced(loaded, fields, wanted):
    result = echoed(loaded("echo_typed"), **fields)
    assert {name: result[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ({"query": None}, [("string_type", ["body", "query"])]),
        ({"query": "q", "top_k": 7.5}, [("int_from_float", ["body", "top_k"])]),
        ({"query": "q", "items": ["a", 1]}, [("string_type", ["body", "items", 1])]),
        ({"query": "q", "extra": {"a": "x"}}, [("int_parsing", ["body", "extra", "a"])]),
        (
            {"top_k": "x", "mode": 1},
            [
                ("missing", ["body", "query"]),
                ("int_parsing", ["body", "top_k"]),
                ("literal_error", ["body", "mode"]),
            ],
        ),
        ([], [("model_attributes_type", ["body"])]),
        (None, [("model_attributes_type", ["body"])]),
        (b"", [("missing", ["body"])]),
        (b'{"query": "a"', [("json_invalid", ["body", 13])]),
        (b"not json", [("json_invalid", ["body", 0])]),
    ],
)
def test_a_body_that_does_not_fit_is_answered_with_the_list_of_errors(loaded, body, wanted):
    worker = loaded("echo_typed")
    raw = b"null" if body is None else body
    assert problems(worker.run(raw)) == wanted


def test_an_error_entry_has_all_that_fastapi_gives(loaded):
    assert loaded("echo_typed").run({"query": "q", "mode": "medium"}).error["detail"] == [
        {
            "type": "literal_error",
            "loc": ["body", "mode"],
            "msg": "Input should be 'fast' or 'slow'",
            "input": "medium",
            "ctx": {"expected": "'fast' or 'slow'"},
        }
    ]
    assert loaded("echo_typed").run(b'{"query": "a"').error["detail"] == [
        {
            "type": "json_invalid",
            "loc": ["body", 13],
            "msg": "JSON decode error",
            "input": {},
            "ctx": {"error": "Expecting ',' delimiter"},
        }
    ]


@pytest.mark.parametrize(
    "body", [b'{"query":"caf\xe9"}', b"\x1f\x8b\x08", b'{"query": ' + b"[" * 2000 + b"]" * 2000 + b"}"]
)
def test_a_body_that_cannot_be_parsed_is_a_bad_request(loaded, body):
    error = loaded("echo_typed").run(body).error
    assert error == {"code": "INVALID_REQUEST", "status": 400, "message": "There was an error parsing the body"}


def test_what_only_pythons_parser_accepts_is_accepted(loaded):
    worker = loaded("echo_typed")
    assert worker.run(b"\xef\xbb\xbf" + b'{"query":"a"}').json["result"]["query"] == "a"
    assert worker.run('{"query":"a"}'.encode("utf-16")).json["result"]["query"] == "a"
    assert worker.run(b'{"query":"a","score":NaN}').json["result"]["score"] is None
    assert worker.run(b'{"query":"a","query":"b"}').json["result"]["query"] == "b"


@pytest.mark.parametrize("content_type", ["text/plain", None, "application/x-www-form-urlencoded", "multipart/x"])
def test_a_body_of_another_type_is_a_text(loaded, content_type):
    error = loaded("echo_typed").run(b'{"query":"a"}', content_type=content_type, headers=[]).error
    assert error["detail"][0]["type"] == "model_attributes_type"
    assert error["detail"][0]["input"] == '{"query":"a"}'


@pytest.mark.parametrize("content_type", ["application/json", "application/vnd.api+json", "Application/JSON; x=y"])
def test_json_has_several_types(loaded, content_type):
    assert loaded("echo_typed").run(b'{"query":"a"}', content_type=content_type).json["result"]["query"] == "a"


def test_an_empty_body_is_enough_when_nothing_is_required(loaded):
    assert loaded("no_params").run(b"").json == {"result": "ok"}
    assert loaded("no_params").run(b"", content_type=None).json == {"result": "ok"}


def test_a_large_body_and_result_pass(loaded):
    text = "x" * 5_000_000
    assert echoed(loaded("echo_typed"), query=text)["query"] == text


def test_models_arrive_as_plain_maps(loaded):
    result = loaded("models_io").run({"items": [{"name": "a", "zzz": 1}], "point": {"x": 1, "w": 2}}).json["result"]
    assert result["payload"] == {"items_type": "dict", "point_type": "dict", "payload": None}
    assert result["echoed"] == [{"name": "a", "price": 1.0, "color": "red"}]
    assert result["when"] == "2024-01-02T12:30:00"


def test_headers_are_handed_over(loaded):
    worker = loaded("headers_optin")
    body = {"q": "a", "headers": {"x-test": "forged"}}
    answer = worker.run(body, content_type="application/json", headers=[["x-TEST", "seen"]])
    assert answer.json == {"result": {"q": "a", "x_test": "seen", "has": True}}


def test_a_hand_made_response_is_sent_as_it_is(loaded):
    answer = loaded("custom_response").run({"status": 500})
    assert answer.head == {"status": 500, "headers": [["x-custom", "yes"]]}
    assert answer.json == {"body": "x"}


def test_a_file_response_names_its_file_and_waits_until_it_was_sent(loaded):
    worker = loaded("file_out")
    call = worker.start({"text": "ä" * 1000, "name": "café x.txt"})
    head = json.loads(worker.next(call, FrameType.STREAM))
    assert Path(head["file"]).read_text("utf-8") == "ä" * 1000
    assert head["content_type"] == "text/plain; charset=utf-8"
    headers = dict(head["headers"])
    assert headers["content-disposition"] == "attachment; filename*=utf-8''caf%C3%A9%20x.txt"
    assert {"etag", "last-modified"} <= set(headers)
    assert worker.is_silent(call, 0.1)
    worker.credit(call, 1)
    assert worker.answer(call).chunks == []


def test_a_missing_file_is_an_error(loaded):
    error = loaded("file_out").run({"missing": True}).error
    assert error["code"] == "PIPELINE_FAILED"
    assert "'file.txt' cannot be sent: No such file" in error["message"]
    assert "nonexistent" not in error["message"]


FILE_WITH_TASK = """
def run_api(self, mark: str, wait: float = 0) -> Any:
    from starlette.background import BackgroundTask
    from starlette.responses import FileResponse
    Path(mark).write_text("content")
    time.sleep(wait)
    return FileResponse(mark, background=BackgroundTask(Path(mark).unlink))
"""


def test_a_file_is_deleted_after_it_was_sent(load, wrapper, tmp_path):
    mark = tmp_path / "mark"
    worker = load(wrapper(FILE_WITH_TASK))
    call = worker.start({"mark": str(mark)})
    worker.next(call, FrameType.STREAM)
    assert mark.exists()
    worker.credit(call, 1)
    assert worker.answer(call).error is None
    assert not mark.exists()


@pytest.mark.parametrize("wait", [0, 0.2], ids=["while it is sent", "before it was sent"])
def test_a_file_is_deleted_when_nobody_waits_for_it_any_more(load, wrapper, tmp_path, wait):
    mark = tmp_path / "mark"
    worker = load(wrapper(FILE_WITH_TASK))
    call = worker.start({"mark": str(mark), "wait": wait})
    if wait:
        until(mark.exists)
    else:
        worker.next(call, FrameType.STREAM)
    worker.cancel(call)
    until(lambda: not mark.exists())
    worker.stop()
    assert worker.wait() == 0


def test_background_work_that_fails_does_not_touch_the_answer(load, wrapper):
    run = """
    def run_api(self) -> Any:
        from starlette.background import BackgroundTask
        from starlette.responses import JSONResponse
        return JSONResponse({"a": 1}, background=BackgroundTask(int, "x"))
    """
    worker = load(wrapper(run))
    answer = worker.run()
    assert (answer.json, answer.error) == ({"a": 1}, None)
    worker.stop()
    assert "ValueError" in worker.output()


def test_responses_that_stream_or_work_in_the_background_do_so(load, wrapper, tmp_path):
    run = (
        "def run_api(self, mark: str) -> Any:\n"
        "    from starlette.background import BackgroundTask\n"
        "    from starlette.responses import StreamingResponse\n"
        "    after = BackgroundTask(Path(mark).write_text, 'done')\n"
        "    return StreamingResponse((c for c in 'abc'), media_type='text/x', background=after)"
    )
    mark = tmp_path / "mark"
    answer = load(wrapper(run)).run({"mark": str(mark)})
    assert (answer.text, answer.head["content_type"]) == ("abc", "text/x; charset=utf-8")
    assert mark.read_text() == "done"


def test_a_method_the_pipeline_does_not_have_is_not_implemented(loaded):
    assert loaded("echo_typed").chat("hi").error["code"] == "NOT_IMPLEMENTED"
    assert loaded("chat_multi").run().error["code"] == "NOT_IMPLEMENTED"


def test_async_methods_run(loaded):
    assert loaded("async_echo").run({"text": "abc"}).json == {"result": "ABC"}
    assert loaded("both_sync_async").run({"text": "a"}).json == {"result": "async:a!"}


def test_a_body_is_read_the_same_way_quickly_and_slowly(loaded):
    worker = loaded("echo_typed")
    scores = b'{"query":"q","score":1e2,"top_k":"12","extra":{"a":7.0}}'
    for body in (scores, b'{"query":"\\u00e9","verbose":"off","tag":null}'):
        quick, slow = worker.run(body), worker.run(b"\xef\xbb\xbf" + body)
        assert json.loads(quick.body) == json.loads(slow.body)
    assert math.isclose(echoed(worker, score=1e2)["score"], 100)
