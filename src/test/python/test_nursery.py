# SPDX-License-Identifier: Apache-2.0
"""The fork server: what it forks are workers like any other."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from fake_server import FIXTURES, PACKAGE, PATIENCE
from hayhooks.worker.frames import FrameReader, FrameType, encode


class Nursery:
    """The fork server as a process, and its reports."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(PACKAGE), "nursery"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.report() == ["ready"]

    def report(self) -> list[str]:
        return self.process.stdout.readline().rstrip("\n").split("\t")

    def request(self, *fields: str) -> None:
        print(*fields, sep="\t", file=self.process.stdin, flush=True)

    def stop(self) -> int:
        self.process.stdin.close()
        return self.process.wait(PATIENCE)


class Forked:
    """A forked worker, connected."""

    def __init__(self, nursery: Nursery, number: str, directory: Path | None) -> None:
        with socket.socket(socket.AF_INET if directory is None else socket.AF_UNIX, socket.SOCK_STREAM) as listener:
            listener.bind(("127.0.0.1", 0) if directory is None else str(directory / number))
            listener.listen(2)
            listener.settimeout(PATIENCE)
            name = listener.getsockname()
            nursery.request("start", number, f"tcp:{name[1]}" if directory is None else name, "secret")
            verb, self.number, pid = nursery.report()
            assert (verb, self.number) == ("started", number)
            self.pid = int(pid)
            self.output, _ = listener.accept()
            self.link, _ = listener.accept()
        self._reader = FrameReader()

    def next(self) -> tuple[int, bytes]:
        frames = []
        while not frames:
            frames = self._reader.feed(self.link.recv(65536))
        assert len(frames) == 1
        return frames[0][0], frames[0][2]

    def load(self, name: str) -> dict:
        assert self.next()[0] == FrameType.HELLO
        fields = {"name": name, "directory": str(FIXTURES / name), "threads": 4, "show_tracebacks": False}
        self.link.sendall(encode(FrameType.LOAD, 0, json.dumps(fields).encode()))
        kind, payload = self.next()
        assert kind == FrameType.READY
        return json.loads(payload)


@pytest.fixture(scope="module")
def nursery():
    nursery = Nursery()
    yield nursery
    assert nursery.stop() == 0


def test_a_forked_worker_serves(nursery, tmp_path):
    worker = Forked(nursery, "1", tmp_path)
    assert worker.load("v1")["run"]
    worker.link.sendall(encode(FrameType.RUN, 1, b"\0" + bytes(4) + b'{"x": 1}'))
    kind, payload = worker.next()
    assert (kind, json.loads(payload[4:])) == (FrameType.RESULT, {"result": "v1"})
    worker.link.sendall(encode(FrameType.STOP, 0))
    assert nursery.report() == ["ended", "1", "0"]


def test_a_forked_worker_shows_its_token_to_whoever_has_the_port(nursery):
    worker = Forked(nursery, "6", None)
    assert worker.output.recv(7) == b"osecret"
    assert worker.link.recv(7) == b"lsecret"
    assert worker.load("v1")["run"]
    worker.link.sendall(encode(FrameType.STOP, 0))
    assert nursery.report() == ["ended", "6", "0"]


def test_workers_share_no_process_group_and_end_when_killed(nursery, tmp_path):
    first, second = Forked(nursery, "2", tmp_path), Forked(nursery, "3", tmp_path)
    assert {os.getpgid(worker.pid) for worker in (first, second)} == {first.pid, second.pid}
    nursery.request("kill", "2")
    assert nursery.report() == ["ended", "2", str(-signal.SIGKILL)]
    second.link.close()
    assert nursery.report() == ["ended", "3", "1"]


def test_what_a_worker_prints_comes_on_its_first_connection(nursery, tmp_path):
    worker = Forked(nursery, "4", tmp_path)
    worker.link.sendall(b"\0\0\0\0nonsense")
    assert b"broke the worker link" in worker.output.recv(65536)
    assert nursery.report() == ["ended", "4", "1"]


def test_requests_for_unknown_workers_are_ignored(nursery, tmp_path):
    nursery.request("kill", "77")
    worker = Forked(nursery, "5", tmp_path)
    worker.link.close()
    assert nursery.report() == ["ended", "5", "1"]
