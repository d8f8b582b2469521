# SPDX-License-Identifier: Apache-2.0
"""Uploads to the wrapper's file hook."""

import pytest


@pytest.fixture
def upload(tmp_path):
    """``upload(worker, purpose)``: the answer to a file of five bytes."""

    def send(worker, purpose="user_data"):
        path = tmp_path / "1"
        path.write_bytes(b"alpha")
        file = {"field": "file", "filename": "café.txt", "content_type": "text/plain", "path": str(path), "size": 5}
        form = {"fields": [["purpose", purpose]], "files": [file]}
        return worker.answer(worker.start(form, method=3, form=True))

    return send


@pytest.fixture
def worker(loaded):
    return loaded("upload_store")


def test_the_hook_gets_the_file_and_its_object_is_the_answer(worker, upload):
    assert worker.ready["takes_files"] is True
    assert upload(worker).json == {
        "id": "file-fixed",
        "object": "file",
        "bytes": 5,
        "created_at": 1700000000,
        "filename": "café.txt",
        "purpose": "user_data",
        "status": "processed",
        "content_type": "text/plain",
    }
    assert upload(worker, "nocreated").json["extra"] == "kept"


@pytest.mark.parametrize(
    ("purpose", "message"),
    [
        ("fail", "File upload failed: upload refused"),
        ("badtype", "run_file_upload returned an unsupported type"),
        ("baddict", "File upload failed: 3 validation errors for FileObject"),
    ],
)
def test_what_the_hook_does_wrong_is_told(worker, upload, purpose, message):
    error = upload(worker, purpose).error
    assert error["message"].startswith(message)
    assert error["code"] == "PIPELINE_FAILED"


def test_parameters_may_have_any_names_and_the_hook_may_be_async(load, wrapper, upload):
    hook = "async def run_file_upload(self, a, b, c, d): return dict(id=a, bytes=len(c), created_at=1, purpose=d, b=b)"
    answer = upload(load(wrapper("def run_api(self) -> int: return 1", hook)))
    assert answer.json["id"] == "café.txt"
    assert answer.json["b"] == "text/plain"
