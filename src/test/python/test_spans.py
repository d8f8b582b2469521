# SPDX-License-Identifier: Apache-2.0
"""Haystack's components as spans of the call that runs them, plain and in threads, and nothing of what they say."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fake_server import WorkerProcess
from hayhooks.worker.frames import FrameType
from hayhooks.worker.model_facts import facts_of

TRACE, ROOT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
PARENT = f"00-{TRACE}-{ROOT}-01"
WRAPPER = """
import time
from haystack import Pipeline, component
from haystack.components.builders import PromptBuilder
from hayhooks import BasePipelineWrapper, log, request_context

@component
class Model:
    @component.output_types(replies=list[str], meta=list[dict])
    def run(self, prompt: str):
        if prompt == "fail":
            raise ValueError("no such luck")
        time.sleep(float(prompt) if prompt.startswith("0.") else 0)
        return {"replies": [prompt], "meta": [{"model": "m-1", "usage": {"prompt_tokens": 3, "completion_tokens": 4}}]}

class PipelineWrapper(BasePipelineWrapper):
    def setup(self):
        self.pipeline = Pipeline()
        self.pipeline.add_component("prompt", PromptBuilder("{{q}}", required_variables=["q"]))
        self.pipeline.add_component("model", Model())
        self.pipeline.connect("prompt.prompt", "model.prompt")

    def run_api(self, q: str) -> str:
        log.info("asked")
        self.pipeline.run({"prompt": {"q": q}})
        return str(request_context().traceparent)
"""


@pytest.fixture
def worker(spares: Callable[[], WorkerProcess], tmp_path: Path) -> Any:
    (tmp_path / "pipeline_wrapper.py").write_text(WRAPPER)
    with spares() as worker:
        worker.load("p", tmp_path, spans="plain")
        yield worker


def spans_and_end(worker: WorkerProcess, call: int) -> tuple[dict[str, dict[str, Any]], int, bytes]:
    spans: dict[str, dict[str, Any]] = {}
    while True:
        kind, payload = worker.take(call)
        if kind != FrameType.SPAN:
            return spans, kind, payload
        spans.update({span["id"]: span for span in json.loads(payload)["spans"]})


def named(spans: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {span["tags"].get("haystack.component.name", span["name"]): span for span in spans.values()}


def test_components_are_spans_within_their_pipeline(worker: WorkerProcess) -> None:
    spans, kind, payload = spans_and_end(
        worker, worker.start({"q": "secret"}, content_type="application/json", trace=[PARENT, "", "r1"])
    )
    assert kind == FrameType.RESULT
    assert payload.endswith(f'"{PARENT}"}}'.encode())
    found = named(spans)
    assert set(found) == {"haystack.pipeline.run", "prompt", "model"}
    assert found["haystack.pipeline.run"]["parent"] == ROOT
    assert found["prompt"]["parent"] == found["model"]["parent"] == found["haystack.pipeline.run"]["id"]
    assert found["model"]["tags"]["haystack.component.type"] == "Model"
    assert found["model"]["tags"]["gen_ai.response.model"] == "m-1"
    assert found["model"]["tags"]["gen_ai.usage.output_tokens"] == 4
    assert all(span["end"] >= span["start"] > 0 for span in spans.values())
    assert "secret" not in json.dumps(spans)


def test_a_call_outside_of_a_trace_tells_nothing(worker: WorkerProcess) -> None:
    assert worker.run({"q": "x"}).json == {"result": "None"}


def test_a_failure_is_told(worker: WorkerProcess) -> None:
    spans, kind, _ = spans_and_end(
        worker, worker.start({"q": "fail"}, content_type="application/json", trace=[PARENT, "", ""])
    )
    assert kind == FrameType.ERROR
    assert named(spans)["model"]["error"] == "PipelineRuntimeError"


def test_what_takes_long_is_told_before_it_ends(worker: WorkerProcess) -> None:
    call = worker.start({"q": "0.6"}, content_type="application/json", trace=[PARENT, "", ""])
    first = named({span["id"]: span for span in json.loads(worker.next(call, FrameType.SPAN))["spans"]})
    assert first["model"]["end"] == 0
    assert named(spans_and_end(worker, call)[0])["model"]["end"] > 0


def test_calls_at_once_keep_their_spans_apart(worker: WorkerProcess) -> None:
    parents = [f"00-{i:032x}-{i:016x}-01" for i in range(1, 33)]
    calls = [worker.start({"q": "0.01"}, content_type="application/json", trace=[parent, "", ""]) for parent in parents]
    for parent, call in zip(parents, calls, strict=True):
        found = named(spans_and_end(worker, call)[0])
        assert len(found) == 3
        assert found["haystack.pipeline.run"]["parent"] == parent.split("-")[2]
        assert found["model"]["parent"] == found["haystack.pipeline.run"]["id"]


def test_log_lines_say_their_trace(worker: WorkerProcess) -> None:
    spans_and_end(worker, worker.start({"q": "x"}, content_type="application/json", trace=[PARENT, "", "r1"]))
    worker.stop()
    assert f"INFO asked request_id=r1 trace_id={TRACE}" in worker.output()


def test_outputs_without_a_model_have_no_facts() -> None:
    assert list(facts_of("haystack.component.output", {"documents": []})) == []
    assert list(facts_of("other", {"replies": []})) == []
