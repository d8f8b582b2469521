# SPDX-License-Identifier: Apache-2.0
"""Streams of runs: items, credit, failure."""

import time

from fake_server import FrameType

COUNTING = """def run_api(self, mark: str, n: int = 10) -> Generator:
    try:
        for i in range(n):
            Path(mark).write_text(str(i))
            yield f"{i};"
    finally:
        Path(mark).write_text("closed")
"""
COUNTING_ASYNC = """async def run_api_async(self, mark: str, n: int = 10) -> AsyncGenerator:
    async def gen():
        try:
            for i in range(n):
                Path(mark).write_text(str(i))
                yield f"{i};"
        finally:
            await asyncio.sleep(0)
            Path(mark).write_text("closed")
    return gen()
"""


def pieces(answer):
    assert all(kind == 0 for kind, _ in answer.chunks)
    return [data.decode() for _, data in answer.chunks]


def test_items_of_a_generator_are_sent_one_by_one(loaded):
    answer = loaded("stream_sync").run({"query": "one two"})
    assert answer.head == {"content_type": "text/plain; charset=utf-8"}
    assert pieces(answer) == ["one ", "two ", "chunk ", '{"k": [1, null, true]}', "7", "bytes", "line1\nline2"]


def test_an_async_generator_is_sent_too(loaded):
    assert pieces(loaded("stream_async").run({"query": "a b"})) == ["a ", "b "]
    assert pieces(loaded("stream_async").run({"query": ""})) == []


def test_server_sent_events_have_the_recorded_form(loaded):
    wanted = (
        'data: one\n\ndata: two\n\ndata: chunk\n\ndata: {"k": 1}\n\ndata:\n\ndata:\n\n'
        "data: line1\ndata: line2\ndata: line3\n\ndata: trailing\n\ndata: 3.5\n\n"
    )
    for name in ("stream_sse", "stream_sse_annotated"):
        answer = loaded(name).run({"query": "one two"})
        assert answer.head == {"content_type": "text/event-stream; charset=utf-8"}
        assert answer.text == wanted


def test_a_method_may_decide_at_run_time_whether_it_streams(loaded):
    assert loaded("stream_sse_any").run({"query": "x y", "as_json": True}).json == {"result": ["x", "y"]}
    assert loaded("stream_sse_any").run({"query": "x y"}).text == "data: x\n\ndata: y\n\n"
    assert loaded("odd_values").run({"kind": "generator"}).text == "01"


def test_an_iterator_that_is_no_generator_is_a_list(load, wrapper):
    assert load(wrapper("def run_api(self) -> Any: return map(str, [1, 2])")).run().json == {"result": ["1", "2"]}


def test_a_stream_that_fails_ends_with_an_error_after_what_it_gave(loaded):
    worker = loaded("stream_fail")
    mid = worker.run({"when": "mid"})
    assert (mid.text, mid.error["message"]) == ("one ", "Pipeline execution failed: failed midway")
    first = worker.run({"when": "first", "sse": True})
    assert (first.head["content_type"][:17], first.body) == ("text/event-stream", b"")
    assert first.error["message"] == "Pipeline execution failed: failed before first item"
    call = worker.run({"when": "call"})
    assert (call.head, call.error["message"]) == ({}, "Pipeline execution failed: failed in call")


def test_a_large_item_is_cut_into_chunks_of_64_kib(load, wrapper):
    answer = load(wrapper("def run_api(self) -> Generator:\n    yield 'x' * 200_000\n    yield b'y' * 65_536")).run()
    assert [len(data) for _, data in answer.chunks] == [65_536, 65_536, 65_536, 3_392, 65_536]


def test_nothing_is_sent_without_credit(load, wrapper, tmp_path):
    for methods in (COUNTING, COUNTING_ASYNC):
        worker = load(wrapper(methods))
        mark = tmp_path / "mark"
        call = worker.start({"mark": str(mark)})
        worker.next(call, FrameType.STREAM)
        assert worker.is_silent(call, 0.2)
        worker.credit(call, 3)
        assert [worker.next(call, FrameType.CHUNK)[1:] for _ in range(3)] == [b"0;", b"1;", b"2;"]
        assert worker.is_silent(call, 0.2)
        assert mark.read_text() == "3"  # one item ahead, no more
        worker.credit(call, 100)
        assert worker.answer(call).text == "3;4;5;6;7;8;9;"


def test_the_end_needs_no_credit(load, wrapper):
    worker = load(wrapper("def run_api(self) -> Generator:\n    yield 'a'\n    yield 'b'"))
    assert worker.answer(worker.start({}, credit=2)).text == "ab"


def test_a_cancelled_stream_is_closed_at_its_next_item(load, wrapper, tmp_path):
    for methods in (COUNTING, COUNTING_ASYNC):
        worker = load(wrapper(methods))
        mark = tmp_path / "mark"
        call = worker.start({"mark": str(mark)}, credit=2)
        for _ in range(2):
            worker.next(call, FrameType.STREAM, FrameType.CHUNK)
        worker.next(call, FrameType.CHUNK)
        worker.cancel(call)
        wait_for(lambda mark=mark: mark.read_text() == "closed")
        assert worker.next(call, FrameType.END) == b""


def test_a_sync_generator_is_closed_between_items_that_take_time(loaded, tmp_path, load, wrapper):
    mark = tmp_path / "slow"
    run = COUNTING.replace("yield f", "time.sleep(0.1); yield f")
    worker = load(wrapper(run))
    call = worker.start({"mark": str(mark), "n": 1000}, credit=1000)
    worker.next(call, FrameType.STREAM)
    worker.next(call, FrameType.CHUNK)
    worker.cancel(call)
    start = time.monotonic()
    wait_for(lambda: mark.read_text() == "closed")
    assert time.monotonic() - start < 0.5


def test_an_async_generator_is_cancelled_where_it_waits(load, wrapper, tmp_path):
    mark = tmp_path / "mark"
    run = COUNTING_ASYNC.replace("yield f", "await asyncio.sleep(60); yield f")
    worker = load(wrapper(run))
    call = worker.start({"mark": str(mark)}, credit=1000)
    worker.next(call, FrameType.STREAM)
    wait_for(mark.exists)
    worker.cancel(call)
    wait_for(lambda: mark.read_text() == "closed")


def test_streams_may_change_sides(load, wrapper):
    sync_gives_async = """
    def run_api(self) -> Any:
        async def gen():
            yield "a"
            yield "b"
        return gen()
    """
    async_gives_sync = "async def run_api_async(self) -> Any: return (c for c in 'ab')"
    async_generator = "async def run_api_async(self) -> AsyncGenerator:\n    yield 'a'\n    yield 'b'"
    for methods in (sync_gives_async, async_gives_sync, async_generator):
        assert load(wrapper(methods)).run().text == "ab"


def test_a_server_that_does_not_read_stops_the_stream(load, wrapper, tmp_path):
    mark = tmp_path / "mark"
    run = COUNTING.replace('f"{i};"', '"x" * 60_000')
    worker = load(wrapper(run))
    worker.pause_reading()
    call = worker.start({"mark": str(mark), "n": 2000}, credit=2000)
    wait_for(mark.exists)
    wait_for_rest(lambda: mark.read_text())
    assert int(mark.read_text() or 0) < 200
    worker.resume_reading()
    assert len(worker.answer(call).body) == 2000 * 60_000


def wait_for(condition, seconds=5.0):
    deadline = time.monotonic() + seconds
    while True:
        if condition():
            return
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)


def wait_for_rest(look, seconds=5.0):
    """Returns once ``look`` has given the same for a while."""
    deadline = time.monotonic() + seconds
    seen, since = look(), time.monotonic()
    while time.monotonic() - since < 0.3:
        assert time.monotonic() < deadline, "it never rests"
        time.sleep(0.02)
        now = look()
        if now != seen:
            seen, since = now, time.monotonic()
