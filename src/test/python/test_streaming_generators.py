# SPDX-License-Identifier: Apache-2.0
"""The streaming generators themselves, with components that need no model."""

import asyncio
import queue
import threading
import time

import pytest
from haystack import Pipeline, component
from haystack.dataclasses import ReasoningContent, StreamingChunk, ToolCallDelta

from hayhooks import async_streaming_generator, streaming_generator
from hayhooks.server.pipelines.targets import parse_streaming_components_setting
from hayhooks.settings import settings


@component
class Words:
    """Streams its words; notes what happens to it."""

    def __init__(self, name, pause=0.0):
        self.name = name
        self.pause = pause
        self.streamed = 0
        self.ended = threading.Event()

    @component.output_types(text=str)
    def run(self, prompt: str, streaming_callback=None):
        try:
            for word in prompt.split():
                time.sleep(self.pause)
                if streaming_callback:
                    streaming_callback(StreamingChunk(content=f"{self.name}:{word} "))
                self.streamed += 1
            return {"text": prompt}
        finally:
            self.ended.set()


@component
class AsyncWords(Words):
    @component.output_types(text=str)
    async def run_async(self, prompt: str, streaming_callback=None):
        try:
            for word in prompt.split():
                await asyncio.sleep(self.pause)
                if streaming_callback:
                    await streaming_callback(StreamingChunk(content=f"{self.name}:{word} "))
                self.streamed += 1
            return {"text": prompt}
        finally:
            self.ended.set()


@component
class Broken:
    @component.output_types(text=str)
    def run(self, prompt: str, streaming_callback=None):
        streaming_callback(StreamingChunk(content="", reasoning=ReasoningContent("why"), index=0))
        streaming_callback(StreamingChunk(content="half"))
        raise ValueError("broke")


def pipeline(*components):
    made = Pipeline()
    for part in components:
        made.add_component(getattr(part, "name", "only"), part)
    return made


ARGS = {"a": {"prompt": "x y"}, "b": {"prompt": "z"}}


def text(items):
    return "".join(item.content for item in items)


def two(kind=Words):
    return pipeline(kind("a"), kind("b"))


def collect(generator):
    async def run():
        return [item async for item in generator()]

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("components", "setting", "wanted"),
    [
        (None, "", "b:z "),
        ("all", "", "a:x a:y b:z "),
        (["a"], "", "a:x a:y "),
        (None, "all", "a:x a:y b:z "),
        (None, "a, b", "a:x a:y b:z "),
    ],
)
def test_the_chosen_components_stream(monkeypatch, components, setting, wanted):
    monkeypatch.setattr(settings, "streaming_components", setting)
    assert text(streaming_generator(two(), pipeline_run_args=ARGS, streaming_components=components)) == wanted

    def generator():
        return async_streaming_generator(two(AsyncWords), pipeline_run_args=ARGS, streaming_components=components)

    assert sorted(text(collect(generator))) == sorted(wanted)


def test_a_pipeline_that_cannot_stream_is_refused_at_the_call():
    with pytest.raises(ValueError, match="No streaming-capable components"):
        streaming_generator(Pipeline())
    with pytest.raises(ValueError, match="Unsupported pipeline type"):
        streaming_generator(object())
    with pytest.raises(ValueError, match="seems to not support async"):
        async_streaming_generator(two(), pipeline_run_args=ARGS)


def test_components_without_an_async_form_stream_when_allowed():
    def generator():
        return async_streaming_generator(two(), pipeline_run_args=ARGS, allow_sync_streaming_callbacks=True)

    assert text(collect(generator)) == "b:z "


def test_a_failing_pipeline_raises_after_its_chunks():
    seen, reasons = [], []
    generator = streaming_generator(
        pipeline(Broken()),
        pipeline_run_args={"only": {"prompt": ""}},
        on_reasoning=lambda reason, meta: reasons.append(reason),
    )
    with pytest.raises(Exception, match="broke"):
        seen.extend(generator)
    assert (text(seen), reasons) == ("half", ["why"])


@component
class Thinks:
    """Streams a thought and the pieces of two tool calls."""

    @component.output_types(text=str)
    def run(self, prompt: str, streaming_callback=None):
        streaming_callback(StreamingChunk(content="", reasoning=ReasoningContent("why", extra={"n": 1}), index=0))
        for name, arguments in (("whole", '{"a": 1}'), ("pieces", ""), (None, '{"b"'), ("odd", "[1]")):
            call = ToolCallDelta(index=0, tool_name=name, arguments=arguments, id="c")
            streaming_callback(StreamingChunk(content="", tool_calls=[call], index=0))
        return {"text": prompt}


def test_thoughts_and_tool_calls_are_told_before_their_chunks():
    items = streaming_generator(
        pipeline(Thinks()),
        pipeline_run_args={"only": {"prompt": ""}},
        on_reasoning=lambda text, extra: [text, str(extra)],
        on_tool_call_start=lambda name, arguments, number: f"{name} {arguments} {number}",
    )
    shown = [item if isinstance(item, str) else "chunk" for item in items]
    assert shown == [
        *("why", "{'n': 1}", "chunk"),
        *("whole {'a': 1} c", "chunk", "pieces {} c", "chunk", "chunk", "odd {} c", "chunk"),
    ]


def test_the_end_callback_gets_the_result_and_adds_a_chunk():
    results = []

    def end(result):
        results.append(result)
        return "the end"

    items = list(streaming_generator(two(), pipeline_run_args=ARGS, on_pipeline_end=end))
    assert text(items) == "b:z the end"
    assert results == [{"a": {"text": "x y"}, "b": {"text": "z"}}]


def test_a_callback_that_raises_does_not_end_the_stream():
    assert text(streaming_generator(two(), pipeline_run_args=ARGS, on_pipeline_end=lambda _: 1 / 0)) == "b:z "


def test_items_of_another_queue_are_yielded_in_between():
    others = queue.Queue()
    others.put("first")
    items = list(streaming_generator(two(), pipeline_run_args=ARGS, external_event_queue=others))
    assert "first" in items
    assert text(item for item in items if item != "first") == "b:z "


def test_nothing_runs_before_the_first_item_is_asked_for():
    words = Words("a")
    generator = streaming_generator(pipeline(words), pipeline_run_args={"a": {"prompt": "x"}})
    assert words.streamed == 0
    generator.close()
    assert not words.ended.is_set()


def test_closing_the_generator_ends_the_pipelines_thread():
    words = Words("a", pause=0.01)
    generator = streaming_generator(pipeline(words), pipeline_run_args={"a": {"prompt": "w " * 10_000}})
    assert next(generator).content == "a:w "
    generator.close()
    assert words.ended.wait(2)
    assert words.streamed < 100


def test_closing_the_async_generator_ends_the_pipelines_task():
    words = AsyncWords("a", pause=0.01)

    async def run():
        generator = async_streaming_generator(pipeline(words), pipeline_run_args={"a": {"prompt": "w " * 10_000}})
        assert (await anext(generator)).content == "a:w "
        await generator.aclose()
        assert words.ended.is_set()

    asyncio.run(run())
    assert words.streamed < 100


def test_a_shielded_pipeline_runs_to_its_end():
    words = AsyncWords("a", pause=0.001)

    async def run():
        generator = async_streaming_generator(
            pipeline(words), pipeline_run_args={"a": {"prompt": "w " * 50}}, shield_pipeline_task=True
        )
        await anext(generator)
        await generator.aclose()
        await asyncio.wait(asyncio.all_tasks() - {asyncio.current_task()}, timeout=5)

    asyncio.run(run())
    assert words.streamed == 50


def test_a_pipeline_waits_for_a_consumer_that_does_not_read():
    words = Words("a")
    generator = streaming_generator(pipeline(words), pipeline_run_args={"a": {"prompt": "w " * 5_000}})
    next(generator)
    time.sleep(0.3)
    assert words.streamed < 1_000
    assert len(list(generator)) == 4_999


def test_haystacks_copies_of_the_inputs_leave_the_pipeline_out():
    copies = []

    class Copied(Words):
        def __deepcopy__(self, memo):
            copies.append(self)
            return self

    assert (
        text(streaming_generator(pipeline(component(Copied)("a")), pipeline_run_args={"a": {"prompt": "x"}})) == "a:x "
    )
    assert copies == []


def test_the_setting_is_read_as_hayhooks_reads_it():
    read = parse_streaming_components_setting
    assert [read(""), read(" ALL "), read(" a , b ")] == [None, "all", ["a", "b"]]
