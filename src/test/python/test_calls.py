# SPDX-License-Identifier: Apache-2.0
"""Many calls at once, cancellation, and the end of the process."""

import os
import struct
import time

import pytest

from fake_server import FrameType

SLEEP = """
def run_api(self, seconds: float, mark: str = "") -> str:
    if mark:
        Path(mark).touch()
    time.sleep(seconds)
    return "slept"
"""
SLEEP_ASYNC = """
async def run_api_async(self, seconds: float, mark: str = "") -> str:
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        Path(mark).write_text("cancelled")
        raise
    return "slept"
"""
CLOSING = """
def run_api(self, mark: str = "") -> Generator:
    try:
        yield "a"
        yield "b"
    finally:
        if mark:
            time.sleep(0.3)
            Path(mark).touch()
"""


def wait_for(condition, seconds=5.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)


@pytest.mark.parametrize("method", [SLEEP, SLEEP_ASYNC])
def test_calls_do_not_wait_for_each_other(load, wrapper, method):
    worker = load(wrapper(method))
    start = time.monotonic()
    calls = [worker.start({"seconds": 0.5}) for _ in range(50)]
    assert all(worker.answer(call).json == {"result": "slept"} for call in calls)
    assert time.monotonic() - start < 2


def test_no_more_methods_run_at_once_than_there_are_threads(load, wrapper):
    worker = load(wrapper(SLEEP), threads=2)
    start = time.monotonic()
    calls = [worker.start({"seconds": 0.2}) for _ in range(4)]
    assert all(worker.answer(call).json for call in calls)
    assert 0.4 <= time.monotonic() - start < 1


def test_context_variables_of_one_call_are_not_seen_by_the_next(load, wrapper):
    run = "def run_api(self) -> int:\n    before = VAR.get(); VAR.set(before + 1); return before"
    source = "import contextvars\nVAR = contextvars.ContextVar('v', default=0)\n" + wrapper(run)
    worker = load(source, threads=1)
    assert [worker.run().json["result"] for _ in range(3)] == [0, 0, 0]


def test_a_cancelled_call_that_still_waits_never_starts(load, wrapper, tmp_path):
    worker = load(wrapper(SLEEP), threads=1)
    first = worker.start({"seconds": 0.3})
    waiting = worker.start({"seconds": 0, "mark": str(tmp_path / "started")})
    worker.cancel(waiting)
    assert worker.answer(first).json
    assert worker.run({"seconds": 0}).json
    assert worker.next(waiting, FrameType.END) == b""
    assert not (tmp_path / "started").exists()


def test_a_cancelled_async_call_is_cancelled_where_it_waits(load, wrapper, tmp_path):
    worker = load(wrapper(SLEEP_ASYNC))
    mark = tmp_path / "mark"
    call = worker.start({"seconds": 60, "mark": str(mark)})
    assert worker.run({"seconds": 0}).json
    worker.cancel(call)
    wait_for(mark.exists)
    assert worker.next(call, FrameType.END) == b""


def test_a_cancelled_method_that_ran_to_its_end_says_nothing(load, wrapper, tmp_path):
    worker = load(wrapper(SLEEP))
    mark = tmp_path / "mark"
    call = worker.start({"seconds": 0.3, "mark": str(mark)})
    wait_for(mark.exists)
    worker.cancel(call)
    assert worker.next(call, FrameType.END) == b""


BUSY = """def run_api(self, mark: str) -> str:
    with open(mark, "w") as out:
        out.write("begun")
    try:
        while True:
            sum(range(1000))
    finally:
        with open(mark, "w") as out:
            out.write("cleaned up")"""


def test_synchronous_code_that_does_not_look_is_interrupted(load, wrapper, tmp_path):
    worker = load(wrapper(BUSY), interrupt_after=0.05)
    mark = tmp_path / "mark"
    call = worker.start({"mark": str(mark)})
    wait_for(lambda: mark.exists() and mark.read_text() == "begun")
    worker.cancel(call)
    assert worker.next(call, FrameType.END) == b""
    assert mark.read_text() == "cleaned up"


LOOKING = """def run_api(self, mark: str = "") -> list:
    context = hayhooks.request_context()
    if not mark:
        return [context.cancelled, context.remaining]
    with open(mark, "w") as out:
        out.write("begun")
    while not context.cancelled:
        time.sleep(0.01)
    return []"""


def test_a_wrapper_can_look_whether_its_answer_is_wanted(load, wrapper, tmp_path):
    worker = load("import hayhooks, time\n" + wrapper(LOOKING))
    assert worker.run({}).json == {"result": [False, None]}
    assert 4 < worker.run({}, content_type="application/json", timeout=5).json["result"][1] <= 5
    mark = tmp_path / "mark"
    call = worker.start({"mark": str(mark)})
    wait_for(mark.exists)
    worker.cancel(call)
    assert worker.next(call, FrameType.END) == b""


def test_an_interrupted_thread_serves_the_next_calls(load, wrapper, tmp_path):
    worker = load(
        wrapper(BUSY + "\n\ndef run_chat_completion(self, model, messages, body):\n    return 'well'"),
        threads=1,
        interrupt_after=0.01,
    )
    for number in range(20):
        mark = tmp_path / str(number)
        call = worker.start({"mark": str(mark)})
        wait_for(mark.exists)
        worker.cancel(call)
        assert worker.next(call, FrameType.END) == b""
        assert worker.chat().text == "well"


def test_cancel_and_credit_for_a_call_that_is_over_are_ignored(loaded):
    worker = loaded("v1")
    call = worker.start({})
    assert worker.answer(call).json == {"result": "v1"}
    worker.cancel(call)
    worker.credit(call, 5)
    assert worker.run().json == {"result": "v1"}


def test_stop_lets_calls_in_flight_end_and_exits_with_0(load, wrapper):
    worker = load(wrapper(SLEEP))
    call = worker.start({"seconds": 0.3})
    worker.stop()
    assert worker.answer(call).json == {"result": "slept"}
    assert worker.wait() == 0


def test_stop_waits_for_a_stream_and_for_a_cancelled_one_to_close(load, wrapper, tmp_path):
    mark = tmp_path / "mark"
    worker = load(wrapper(CLOSING))
    kept, cancelled = worker.start({}), worker.start({"mark": str(mark)})
    worker.next(cancelled, FrameType.STREAM)
    worker.cancel(cancelled)
    worker.stop()
    worker.credit(kept, 10)
    assert worker.answer(kept).text == "ab"
    assert worker.wait() == 0
    assert mark.exists()


def test_stop_before_anything_else_ends_the_worker(fresh):
    worker = fresh()
    worker.stop()
    assert worker.wait() == 0


def test_exit_handlers_run_when_the_worker_stops_but_cannot_hold_it(load, wrapper, tmp_path):
    mark = tmp_path / "mark"
    register = f"import atexit; atexit.register(Path({str(mark)!r}).touch)"
    worker = load(wrapper(SLEEP, setup=register))
    worker.stop()
    assert worker.wait() == 0
    assert mark.exists()
    held = load(wrapper(SLEEP, setup="threading.Thread(target=time.sleep, args=(60,)).start()"))
    held.stop()
    assert held.wait(5) == 0


@pytest.mark.parametrize(
    "method",
    [SLEEP, SLEEP_ASYNC, SLEEP.replace("def run_api", "async def run_api_async")],
    ids=["thread", "task", "blocked loop"],
)
def test_the_end_of_the_link_ends_the_worker_at_once(load, wrapper, method):
    worker = load(wrapper(method))
    worker.start({"seconds": 60})
    time.sleep(0.1)
    worker.hang_up()
    assert worker.wait(2) == 1


def test_the_end_of_the_link_ends_a_worker_that_is_still_loading(fresh, tmp_path):
    (tmp_path / "pipeline_wrapper.py").write_text("import time; print('loading', flush=True); time.sleep(60)")
    worker = fresh()
    worker.send(FrameType.LOAD, 0, b'{"name":"p","directory":"%s"}' % str(tmp_path).encode())
    time.sleep(0.2)
    worker.hang_up()
    assert worker.wait(2) == 1


@pytest.mark.parametrize("frame", [(5, 99, 0), (2**31, FrameType.RUN, 1), (5, FrameType.READY, 0)])
def test_a_broken_frame_ends_the_worker(fresh, frame):
    worker = fresh()
    worker.connection.sendall(struct.pack(">IBI", *frame))
    assert worker.wait() == 1
    assert "broke the worker link" in worker.output()


def test_ctrl_c_is_left_to_the_server(loaded):
    worker = loaded("v1")
    os.kill(worker.process.pid, 2)
    assert worker.run().json == {"result": "v1"}


def test_threads_of_idle_workers_are_few(loaded):
    worker = loaded("custom_response")
    for _ in range(20):
        assert worker.run().head["status"] == 202
    assert len(os.listdir(f"/proc/{worker.process.pid}/task")) < 12


def test_a_cancelled_call_leaves_no_traceback_in_the_log(load, wrapper, tmp_path):
    worker = load(wrapper(SLEEP_ASYNC))
    mark = tmp_path / "mark"
    call = worker.start({"seconds": 60, "mark": str(mark)})
    assert worker.run({"seconds": 0}).json
    worker.cancel(call)
    wait_for(mark.exists)
    worker.stop()
    assert worker.output() == ""
