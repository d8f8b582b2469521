# SPDX-License-Identifier: Apache-2.0
"""The codec, against the bytes that the server's codec is tested with."""

import json
import struct
from pathlib import Path

import pytest

from hayhooks.worker import frames
from hayhooks.worker.frames import FrameReader, FrameType, ProtocolError

RECORDED = json.loads((Path(__file__).parents[1] / "resources" / "frames.json").read_text())
ALL = b"".join(bytes.fromhex(entry["frame"]) for entry in RECORDED)
WANTED = [(FrameType[entry["type"]], entry["call"], bytes.fromhex(entry["payload"])) for entry in RECORDED]


@pytest.mark.parametrize("entry", RECORDED, ids=lambda entry: entry["name"])
def test_a_recorded_frame_is_written_byte_for_byte(entry):
    payload = bytes.fromhex(entry["payload"])
    assert frames.encode(FrameType[entry["type"]], entry["call"], payload).hex() == entry["frame"]


def test_a_frame_with_a_head_is_written_as_recorded():
    entry = next(entry for entry in RECORDED if entry["name"] == "result, empty head")
    assert frames.encode_headed(FrameType.RESULT, 1, b"", b'{"result":"ok"}').hex() == entry["frame"]


@pytest.mark.parametrize("size", [1, 2, 7, 64, len(ALL)])
def test_frames_are_read_however_they_are_cut(size):
    reader = FrameReader()
    read = [frame for start in range(0, len(ALL), size) for frame in reader.feed(ALL[start : start + size])]
    assert read == WANTED


def test_a_big_frame_is_collected_and_what_follows_is_kept():
    big = frames.encode(FrameType.RUN, 7, bytes(10_000_000))
    data = big + ALL
    reader = FrameReader()
    read = [frame for start in range(0, len(data), 65_536) for frame in reader.feed(data[start : start + 65_536])]
    assert read == [(FrameType.RUN, 7, bytes(10_000_000)), *WANTED]


@pytest.mark.parametrize("length", [0, 4, 101, 2**32 - 1])
def test_a_length_outside_the_limits_is_refused_before_the_frame_is_collected(length):
    with pytest.raises(ProtocolError):
        FrameReader(limit=100).feed(struct.pack(">IBI", length, FrameType.RUN, 1))


@pytest.mark.parametrize("kind", [0, 16, 255])
def test_an_unknown_type_is_refused(kind):
    with pytest.raises(ProtocolError):
        FrameReader().feed(struct.pack(">IBI", 5, kind, 1))


def test_a_run_frame_is_split_into_method_head_and_body():
    assert frames.split_run(b"\x01\0\0\0\x02{}body") == (1, b"{}", b"body")
    assert frames.split_run(b"\0\0\0\0\0") == (0, b"", b"")


@pytest.mark.parametrize("payload", [b"", b"\0\0\0\0", b"\0\0\0\0\x05abc"])
def test_a_run_frame_that_is_too_short_is_refused(payload):
    with pytest.raises(ProtocolError):
        frames.split_run(payload)


def test_credit_must_be_a_number():
    assert frames.credit(b"\0\0\1\0") == 256
    with pytest.raises(ProtocolError):
        frames.credit(b"\0")
