# SPDX-License-Identifier: Apache-2.0
"""Loading wrappers: what works, and what is said about what does not."""

import pytest

from fake_server import fixture

MODULE = "Failed to load pipeline module"
INSTANCE = "Failed to create pipeline wrapper instance: "
SETUP = "Failed to call setup() on pipeline wrapper instance: "


PLACE = "pipeline_wrapper.py, line"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("bad_import", f"{MODULE} 'bad_import' - No module named 'module_that_does_not_exist' ({PLACE} 1)"),
        ("bad_syntax", f"{MODULE} 'bad_syntax' - invalid syntax ({PLACE} 1)"),
        ("bad_no_class", f"{MODULE} 'bad_no_class' - Module 'bad_no_class' does not define a 'PipelineWrapper' class"),
        ("bad_not_subclass", "must extend hayhooks.BasePipelineWrapper (pipeline_wrapper.py)"),
        ("bad_ctor", f"{INSTANCE}constructor failed on purpose ({PLACE} 6)"),
        ("bad_no_setup", f"{INSTANCE}Can't instantiate abstract class PipelineWrapper"),
        ("bad_setup", f"{SETUP}setup failed on purpose ({PLACE} 5)"),
        ("bad_base_exc", f"{SETUP}it called sys.exit(5) ({PLACE} 5)"),
        ("bad_no_methods", "At least one of run_api, run_api_async, run_chat_completion, run_chat_completion_async"),
        ("bad_no_return_type", f"Pipeline wrapper is missing a return type for 'run_api' method ({PLACE} 7)"),
        ("bad_annotation", "run_api: the type of parameter 'q' cannot be described: Unable to generate"),
        ("headers_bad", "run_api: request headers must be declared as a keyword parameter 'headers: Headers | None"),
        ("loose_types", "run_api: parameter 'a' has no type; declare one, such as 'a: str'"),
        ("var_args", "run_api: parameter 'args' cannot be filled from a JSON object by name"),
    ],
)
def test_a_wrapper_that_cannot_be_served_is_refused_with_its_reason(fresh, name, message):
    error = fresh().load(name, fixture(name))
    assert error["code"] == "PIPELINE_NOT_LOADABLE"
    assert message in error["message"]
    assert str(fixture(name)) not in error["message"]


@pytest.mark.parametrize(
    ("source", "package"),
    [
        ("import numpy_for_cats.whiskers", "numpy-for-cats"),
        ("import sklearn", "scikit-learn"),
        ("from bs4 import BeautifulSoup", "beautifulsoup4"),
        ("import cv2", "opencv-python-headless"),
        ("from google.cloud import storage", "google"),
        ("from google.cloud.storage import Client", "google-cloud-storage"),
        ("from haystack_integrations.document_stores.qdrant import QdrantDocumentStore", "qdrant-haystack"),
        ("from haystack_integrations.components.generators.google_genai import X", "google-genai-haystack"),
    ],
)
def test_a_missing_package_is_named_with_what_to_do(load, source, package):
    message = load(source).ready["message"]
    assert f". Add '{package}' to the pipeline's requirements.txt: nothing installed provides '" in message


def test_an_optional_package_of_haystack_is_named_with_what_to_do(load):
    source = "from haystack.lazy_imports import LazyImport\nwith LazyImport('Run \\'pip install a-b\\'') as x:\n    "
    message = load(source + "import a_b\nx.check()").ready["message"]
    assert "pip install a-b" in message
    assert message.endswith("Add that package to the pipeline's requirements.txt")


def test_a_missing_file_of_the_pipeline_is_not_taken_for_a_package(load):
    message = load("from .nothing import x", name="mine").ready["message"]
    assert message == f"{MODULE} 'mine' - No module named 'mine.nothing' (pipeline_wrapper.py, line 1)"


def test_an_error_in_a_helper_names_the_helper(load):
    worker = load("from .sub.helper import x", files={"sub/helper.py": "\n\n1 / 0\n"})
    assert "division by zero (sub/helper.py, line 3)" in worker.ready["message"]


def test_a_traceback_is_added_when_asked_for(load, wrapper):
    message = load(wrapper(setup="1 / 0"), show_tracebacks=True).ready["message"]
    assert "Traceback (most recent call last)" in message


def test_what_goes_wrong_is_printed_for_the_log(load, wrapper):
    worker = load(wrapper(setup="1 / 0"))
    worker.stop()
    assert "ZeroDivisionError: division by zero" in worker.output()


def test_relative_imports_and_nested_modules_work(loaded):
    assert loaded("helper_rel").run({"name": "bob"}).json == {"result": "HELLO BOB"}


def test_a_helper_can_be_imported_by_its_bare_name(loaded):
    assert loaded("helper_abs").run({"name": "bob"}).json == {"result": "hello bob"}


def test_the_package_can_be_imported_by_the_name_of_the_pipeline(loaded):
    assert loaded("init_pkg").run().json == {"result": "from init"}


def test_files_beside_the_wrapper_can_be_read_at_any_time(load, wrapper):
    run = "def run_api(self) -> str: return (Path(__file__).parent / 'd.txt').read_text()"
    assert load(wrapper(run), files={"d.txt": "hi"}).run().json == {"result": "hi"}


@pytest.mark.parametrize("name", ["json", "asyncio", "haystack", "hayhooks", "with space", "你好", "os.path", "-dash"])
def test_any_name_can_have_helpers_and_takes_no_module_away(load, wrapper, name):
    run = "def run_api(self) -> str:\n    import json, asyncio\n    return json.dumps([word, asyncio.__name__, CONST])"
    source = "from .helper import word\nfrom . import CONST\n" + wrapper(run)
    worker = load(source, name=name, files={"helper.py": "word = 'ok'", "__init__.py": "CONST = 1"})
    assert worker.run().json == {"result": '["ok", "asyncio", 1]'}


def test_a_file_named_like_a_standard_module_takes_nothing_away(load, wrapper):
    run = """
    def run_api(self) -> float:
        import random
        return random.Random(1).random()
    """
    assert 0.13 < load(wrapper(run), files={"random.py": "1 / 0"}).run().json["result"] < 0.14


def test_loading_leaves_no_byte_code_beside_the_wrapper(load, wrapper, tmp_path):
    load("from .helper import x\n" + wrapper("def run_api(self) -> int: return x"), files={"helper.py": "x = 1"})
    assert not list(tmp_path.rglob("*.pyc"))


def test_directories_of_the_import_path_are_used(load, wrapper, tmp_path):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "common_to_all.py").write_text("x = 7")
    source = "from common_to_all import x\n" + wrapper("def run_api(self) -> int: return x")
    assert load(source, python_path=[str(tmp_path / "shared")]).run().json == {"result": 7}


def test_a_wrapper_sees_neither_the_socket_nor_the_token(load, wrapper):
    worker = load(wrapper("def run_api(self) -> list: return [k for k in os.environ if 'WORKER' in k]"))
    assert worker.run().json == {"result": []}


def test_what_a_wrapper_prints_goes_to_its_output_and_not_to_the_link(load, wrapper):
    run = """
    def run_api(self) -> int:
        print("hello ✓")
        log.info("n is {}", 3)
        return 1
    """
    worker = load(wrapper(run, setup="print('setting up')"))
    assert worker.run().json == {"result": 1}
    worker.stop()
    output = worker.output()
    assert "setting up" in output
    assert "hello ✓" in output
    assert "INFO n is 3" in output
