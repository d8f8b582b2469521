# SPDX-License-Identifier: Apache-2.0
"""Several pipelines in one worker: the worker of a group."""

import json
import os
import subprocess
import sys
import time

import pytest

from fake_server import PACKAGE, WorkerProcess
from hayhooks.worker.frames import FrameType
from hayhooks.worker.grouping import group_of

WRAPPER = """
import threading
import time
from hayhooks import BasePipelineWrapper, request_context
from hayhooks.server.pipelines.registry import registry
from helper import word

count = 0

class PipelineWrapper(BasePipelineWrapper):
    worker_group = "g"

    def setup(self) -> None:
        pass

    def run_api(self, what: str, value: int = 0) -> list:
        global count
        count += 1
        if what == "sleep":
            while not request_context().cancelled:
                time.sleep(0.01)
        if what == "late":
            import helper, helper_parts.part
            from helper_parts import part
            return [helper.word, helper_parts.part.word == part.word, __name__]
        if what == "names":
            return registry.get_names()
        import shared_state
        shared_state.total += value
        return [word, count, shared_state.total]
"""


def files(tmp_path, name, word):
    directory = tmp_path / name
    (directory / "helper_parts").mkdir(parents=True)
    (directory / "pipeline_wrapper.py").write_text(WRAPPER)
    (directory / "helper.py").write_text(f"word = '{word}'")
    (directory / "helper_parts" / "part.py").write_text(f"from helper import word\nword += '{word}'")
    return directory


@pytest.fixture
def worker(tmp_path):
    (tmp_path / "path").mkdir()
    (tmp_path / "path" / "shared_state.py").write_text("total = 0")
    worker = WorkerProcess()
    yield worker
    worker.close()


def load(worker, tmp_path, unit, name, word, **fields):
    return worker.load(
        name, files(tmp_path, f"{name}-{word}", word), unit=unit, python_path=[str(tmp_path / "path")], **fields
    )


def start(worker, body, unit):
    return worker.start(body, unit=unit, content_type="application/json")


def run(worker, unit, what="count", value=0):
    answer = worker.answer(start(worker, {"what": what, "value": value}, unit))
    return answer.error or answer.json["result"]


def unload(worker, unit):
    worker.send(FrameType.UNLOAD, 0, json.dumps({"unit": unit}).encode())
    return json.loads(worker.next(0, FrameType.UNLOADED))


def test_members_share_what_they_import_and_nothing_else(worker, tmp_path):
    assert load(worker, tmp_path, 1, "one", "a")["unit"] == 1
    assert load(worker, tmp_path, 2, "two", "b")["worker_group"] == "g"
    assert run(worker, 1, value=5) == ["a", 1, 5]
    assert run(worker, 2, value=2) == ["b", 1, 7]
    assert run(worker, 1, "names") == ["one", "two"]
    assert run(worker, 1, "late")[:2] == ["a", True]
    assert run(worker, 2, "late")[:2] == ["b", True]


def test_a_new_revision_lives_beside_the_old_one(worker, tmp_path):
    load(worker, tmp_path, 1, "one", "a")
    call = start(worker, {"what": "sleep"}, 1)
    load(worker, tmp_path, 2, "one", "b")
    assert run(worker, 2, value=1) == ["b", 1, 1]
    worker.cancel(call)
    worker.next(call, FrameType.END)
    assert unload(worker, 1) == {"unit": 1}
    assert run(worker, 1)["code"] == "NOT_IMPLEMENTED"
    assert run(worker, 2, value=1) == ["b", 2, 2]
    assert run(worker, 2, "names") == ["one"]
    assert run(worker, 2, "late") == ["b", True, "pipeline one 2.pipeline_wrapper"]


def test_a_member_that_cannot_be_loaded_harms_nobody(worker, tmp_path):
    load(worker, tmp_path, 1, "one", "a")
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "pipeline_wrapper.py").write_text("import nothing_of_that_name")
    error = worker.load("broken", broken, unit=2)
    assert (error["code"], error["unit"]) == ("PIPELINE_NOT_LOADABLE", 2)
    assert run(worker, 1) == ["a", 1, 0]
    assert load(worker, tmp_path, 2, "two", "b")["unit"] == 2


def test_a_member_that_does_not_finish_loading_can_be_given_up(worker, tmp_path):
    endless = tmp_path / "endless"
    endless.mkdir()
    begun = tmp_path / "begun"
    source = f"open({str(begun)!r}, 'w').close()\nwhile True: pass"
    (endless / "pipeline_wrapper.py").write_text(source)
    fields = {"name": "endless", "directory": str(endless), "unit": 3}
    worker.send(FrameType.LOAD, 0, json.dumps(fields).encode())
    while not begun.exists():
        time.sleep(0.01)
    assert unload(worker, 3) == {"unit": 3}
    load(worker, tmp_path, 4, "one", "a")
    assert run(worker, 4) == ["a", 1, 0]


def test_threads_of_one_member_are_not_the_others(worker, tmp_path):
    load(worker, tmp_path, 1, "one", "a", threads=1)
    load(worker, tmp_path, 2, "two", "b", threads=1)
    call = start(worker, {"what": "sleep"}, 1)
    assert run(worker, 2) == ["b", 1, 0]
    worker.cancel(call)
    worker.next(call, FrameType.END)


def test_unloading_what_is_not_there_is_answered(worker):
    assert unload(worker, 9) == {"unit": 9}


@pytest.mark.parametrize(
    ("body", "group"),
    [
        ("worker_group = 'g'", "g"),
        ("worker_group: str = 'g'", "g"),
        ("worker_group = None", None),
        ("worker_group = str(1)", None),
        ("other = worker_group = 'g'", "g"),
        ("def setup(self):\n        worker_group = 'g'", None),
        ("worker_group = (", None),
    ],
)
def test_the_group_is_read_from_the_source(body, group):
    assert group_of(f"import x\nclass PipelineWrapper(B):\n    {body}\n".encode()) == group


def test_the_server_asks_for_the_group(tmp_path):
    (tmp_path / "pipeline_wrapper.py").write_text("class PipelineWrapper:\n    worker_group = 'ä'")
    asked = subprocess.run(
        [sys.executable, str(PACKAGE), "group", str(tmp_path)], capture_output=True, check=True, env=os.environ
    )
    assert json.loads(asked.stdout) == {"worker_group": "ä"}
