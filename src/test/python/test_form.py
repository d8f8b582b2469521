# SPDX-License-Identifier: Apache-2.0
"""Forms: uploaded files and fields, as the reference answers them, and JSON in their place."""

import json

import pytest

TYPES = """
def run_api(self, files: list[UploadFile] | None = None, n: int | None = None, m: M | None = None,
            ids: list[int] | None = None, s: set[str] = set(), d: dict | None = None, o: str | None = None,
            flag: bool = False, tags: list[str] = ["x"]) -> dict:
    return {"files": [f.filename for f in files or []], "n": n, "m": m, "ids": ids, "s": sorted(s), "d": d, "o": o,
            "flag": flag, "tags": tags}
"""
UPLOADS = "from fastapi import UploadFile\nfrom pydantic import BaseModel\n\nclass M(BaseModel):\n    a: int = 1\n"


@pytest.fixture
def types(load, wrapper):
    return load(UPLOADS + wrapper(TYPES))


@pytest.fixture
def form(tmp_path):
    """``form([("note", "n")], [("files", "a.txt", "text/plain", b"alpha")])``: a form as the server describes it."""

    def describe(fields=(), files=()):
        described = []
        for number, (field, filename, content_type, content) in enumerate(files):
            path = tmp_path / f"upload-{number}"
            path.write_bytes(content)
            file = {"field": field, "filename": filename, "path": str(path), "size": len(content)}
            described.append(file if content_type is None else {**file, "content_type": content_type})
        return {"fields": [list(field) for field in fields], "files": described}

    return describe


def send(worker, body):
    return worker.run(body, content_type="multipart/form-data; boundary=b", headers=[], form=True)


def send_encoded(worker, text):
    return worker.run(text.encode(), content_type="application/x-www-form-urlencoded", headers=[])


def problems(answer):
    assert answer.error, answer
    return [(entry["type"], entry["loc"]) for entry in answer.error["detail"]]


def test_files_and_fields_fill_the_parameters(loaded, form):
    fields = [("note", "n"), ("count", "4"), ("flag", "true"), ("tags", "x"), ("tags", "y"), ("zzz", "?")]
    files = [("files", "a.txt", "text/plain", b"alpha"), ("files", '../b "你".bin', None, b"\0\xff")]
    assert send(loaded("upload"), form(fields, files)).json["result"] == {
        "files": [
            {"filename": "a.txt", "content_type": "text/plain", "size": 5},
            {"filename": '../b "你".bin', "content_type": None, "size": 2},
        ],
        "note": "n",
        "count": 4,
        "flag": True,
        "tags": ["x", "y"],
    }


def test_a_file_under_another_name_is_ignored(loaded, form):
    answer = send(loaded("upload"), form([], [("file", "a.txt", "text/plain", b"alpha")]))
    assert answer.json["result"]["files"] == []


def test_a_text_is_no_file(loaded, form):
    for answer in (send(loaded("upload"), form([("files", "x")])), send_encoded(loaded("upload"), "files=x")):
        (entry,) = answer.error["detail"]
        assert (entry["type"], entry["loc"], entry["input"]) == ("value_error", ["body", "files", 0], "x")
        assert entry["msg"] == "Value error, Expected UploadFile, received: <class 'str'>"


def test_what_is_missing_is_told_without_internals(load, wrapper, form):
    worker = load(UPLOADS + wrapper("def run_api(self, files: list[UploadFile], wanted: str) -> str: return 'ok'"))
    (entry,) = send(worker, form([], [("files", "a.txt", "text/plain", b"alpha")])).error["detail"]
    assert entry["input"] == {"files": [{"filename": "a.txt", "content_type": "text/plain", "size": 5}]}
    assert problems(send(worker, form())) == [("missing", ["body", "files"]), ("missing", ["body", "wanted"])]


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ([("n", "")], {"n": None}),
        ([("o", "")], {"o": None}),
        ([("n", "1"), ("n", "2")], {"n": 2}),
        ([("ids", "1"), ("ids", "2")], {"ids": [1, 2]}),
        ([("ids", "[1, 2]")], {"ids": [1, 2]}),
        ([("tags", '["q", "r"]')], {"tags": ["q", "r"]}),
        ([("tags", "[no json")], {"tags": ["[no json"]}),
        ([("tags", "")], {"tags": [""]}),
        ([("s", "a"), ("s", "a"), ("s", "b")], {"s": ["a", "b"]}),
        ([("d", '{"a": 1}')], {"d": {"a": 1}}),
        ([("m", '{"a": 2}')], {"m": {"a": 2}}),
        ([("o", '{"a": 2}')], {"o": '{"a": 2}'}),
        ([("flag", "True")], {"flag": True}),
        ([], {"n": None, "tags": ["x"]}),
    ],
)
def test_fields_become_what_the_parameters_are(types, form, fields, wanted):
    result = send(types, form(fields)).json["result"]
    assert {name: result[name] for name in wanted} == wanted


def test_fields_that_do_not_fit_are_told(types, form):
    fields = [("n", "abc"), ("ids", "x"), ("d", "{1}")]
    wanted = [("int_parsing", ["body", "n"]), ("int_parsing", ["body", "ids", 0]), ("dict_type", ["body", "d"])]
    assert problems(send(types, form(fields))) == wanted


def test_a_url_encoded_form_will_do(types):
    result = send_encoded(types, "n=5&tags=a&tags=%C3%A9+b&o=").json["result"]
    assert (result["n"], result["tags"], result["o"]) == (5, ["a", "é b"], None)
    error = send_encoded(types, "&".join(["a=1"] * 1001)).error
    assert error["message"] == "Too many fields. Maximum number of fields is 1000."


def test_json_fills_the_parameters(loaded):
    answer = loaded("upload").run({"note": "n", "count": "4", "tags": ["x"]})
    assert answer.json == {"result": {"files": [], "note": "n", "count": 4, "flag": False, "tags": ["x"]}}
    assert loaded("upload").run(b"", content_type=None).json["result"]["note"] == "none"
    assert problems(loaded("upload_required").run({})) == [("missing", ["body", "files"])]
    assert problems(loaded("upload").run({"files": ["x"]})) == [("value_error", ["body", "files", 0])]


def test_a_single_file_is_a_file_under_whatever_name(load, wrapper, form):
    run = """
    async def run_api_async(self, document: UploadFile, files: UploadFile) -> str:
        from starlette.datastructures import UploadFile as Base
        assert isinstance(files, Base) and isinstance(files, UploadFile)
        content = await document.read()
        await document.seek(0)
        assert await document.read(2) == content[:2]
        return f"{content.decode()} {files.file.read().decode()} {files.size} {files.headers['content-type']}"
    """
    worker = load(UPLOADS + wrapper(run))
    files = [("document", "a.txt", "text/plain", b"alpha"), ("files", "b", "x/y", b"be")]
    assert send(worker, form([], files)).json == {"result": "alpha be 2 x/y"}


def test_any_parameter_for_files_makes_a_form(load, wrapper):
    worker = load(UPLOADS + wrapper("def run_api(self, document: UploadFile) -> str: return 'ok'"))
    assert worker.ready["run"]["takes_uploads"]


def test_a_stream_reads_its_files_as_it_goes(loaded, form):
    answer = send(loaded("upload_stream"), form([], [("files", "a", None, b""), ("files", "b", None, b"")]))
    assert answer.text == "a;b;"


def test_only_the_server_can_name_a_path(loaded, form):
    described = form([], [("files", "a", "text/plain", b"secret")])
    assert problems(loaded("upload").run(described | {"files": described["files"]})) == [
        ("value_error", ["body", "files", 0])
    ]


def test_a_form_for_a_pipeline_that_takes_none_is_refused_without_its_paths(loaded, form):
    answer = send(loaded("echo_typed"), form([], [("files", "a", "text/plain", b"secret")]))
    assert problems(answer) == [("model_attributes_type", ["body"])]
    assert "path" not in json.dumps(answer.error)
