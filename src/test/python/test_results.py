# SPDX-License-Identifier: Apache-2.0
"""Runs: results as JSON, and what is told about errors, as the reference answers them."""

import pytest


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("nan", None),
        ("inf", None),
        ("set", [1]),
        ("tuple", [1, 2]),
        ("bytes", "hi"),
        ("datetime", "2024-05-06T07:08:09Z"),
        ("timedelta", "PT1M30S"),
        ("decimal", "1.10"),
        ("path", "/a/b"),
        ("uuid", "00000000-0000-0000-0000-000000000005"),
        ("bigint", 2**70),
        ("emoji", "hé 😀 <b>"),
        ("intkeys", {"1": "a", "2": "b"}),
    ],
)
def test_unusual_results_are_written_as_the_reference_writes_them(loaded, kind, wanted):
    assert loaded("odd_values").run({"kind": kind}).json == {"result": wanted}


@pytest.mark.parametrize("kind", ["object", "badbytes"])
def test_a_result_that_json_cannot_hold_is_an_error_that_says_so(loaded, kind):
    error = loaded("odd_values").run({"kind": kind}).error
    assert error["code"] == "PIPELINE_FAILED"
    assert error["message"].startswith("Pipeline execution failed: the result cannot be written as JSON: ")


def test_text_that_is_not_unicode_cannot_be_written(loaded):
    error = loaded("echo_typed").run(b'{"query":"\\ud83d"}').error
    assert "cannot be written as JSON" in error["message"]


def test_the_declared_return_type_decides(loaded):
    assert loaded("wrong_return").run({"value": "12"}).json == {"result": 12}
    message = loaded("wrong_return").run().error["message"]
    assert message.startswith("Pipeline execution failed: 1 validation error for wrong_returnRunResponse\nresult\n")
    assert loaded("returns_none").run().json == {"result": None}


@pytest.mark.parametrize(
    ("kind", "message"),
    [("value", "bad value: café"), ("key", "'missing'"), ("odd", ""), ("exit", "3"), ("stop", "s"), ("kbd", "")],
)
def test_whatever_a_wrapper_raises_ends_only_its_call(loaded, kind, message):
    worker = loaded("errors_run")
    wanted = {"code": "PIPELINE_FAILED", "message": f"Pipeline execution failed: {message}"}
    assert worker.run({"kind": kind}).error == wanted
    assert worker.run({"kind": "fine"}).json == {"result": "fine"}


@pytest.mark.parametrize(
    "raised", ["SystemExit(3)", "KeyboardInterrupt()", "StopIteration('s')", "asyncio.CancelledError()"]
)
def test_the_same_holds_on_the_event_loop(load, wrapper, raised):
    worker = load(
        wrapper(f"async def run_api_async(self, bad: bool) -> int:\n    if bad: raise {raised}\n    return 1")
    )
    assert worker.run({"bad": True}).error["code"] == "PIPELINE_FAILED"
    assert worker.run({"bad": False}).json == {"result": 1}


def test_a_task_of_the_wrapper_that_exits_does_not_end_the_worker(load, wrapper):
    run = """
    async def run_api_async(self) -> int:
        async def bad():
            sys.exit(4)
        self.task = asyncio.create_task(bad())
        await asyncio.sleep(0.05)
        return 1
    """
    worker = load(wrapper(run))
    assert worker.run().json == {"result": 1}


def test_an_http_exception_keeps_status_detail_and_headers(loaded):
    error = loaded("errors_run").run({"kind": "http"}).error
    assert error["status"] == 418
    assert error["detail"] == {"why": "teapot"}
    assert error["headers"] == {"X-Why": "tea"}


def test_paths_of_the_server_are_left_out_and_tracebacks_are_for_those_who_ask(load, wrapper, tmp_path):
    run = "def run_api(self) -> str: return (Path(__file__).parent / 'nope.txt').read_text()"
    message = load(wrapper(run)).run().error["message"]
    assert message == "Pipeline execution failed: [Errno 2] No such file or directory: 'nope.txt'"
    assert "Traceback" in load(wrapper(run), show_tracebacks=True).run().error["message"]


def test_an_error_that_cannot_be_told_is_told_as_well_as_possible(load, wrapper):
    run = """
    def run_api(self, kind: str) -> int:
        from fastapi import HTTPException
        class Silent(Exception):
            def __str__(self):
                raise ValueError
        if kind == "silent":
            raise Silent
        if kind == "surrogate":
            raise ValueError("\\ud83d")
        raise HTTPException(418, detail={"half": "\\ud83d"})
    """
    worker = load(wrapper(run))
    assert worker.run({"kind": "silent"}).error["message"] == "Pipeline execution failed: Silent"
    assert worker.run({"kind": "surrogate"}).error["message"] == "Pipeline execution failed: ?"
    assert worker.run({"kind": "http"}).error["status"] == 418
    assert worker.run(b'{"x":"\\ud83d"}').error["message"] == "body.kind: Field required"
