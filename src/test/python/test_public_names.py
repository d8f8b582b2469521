# SPDX-License-Identifier: Apache-2.0
"""What wrappers import from ``hayhooks`` beside the generators."""

import importlib
import logging

import pytest

import hayhooks
from hayhooks import get_input_files, get_last_user_input_text, get_last_user_message, is_user_message
from hayhooks.server.logger import Log
from hayhooks.settings import AppSettings


@pytest.mark.parametrize("name", hayhooks.__all__)
def test_every_public_name_can_be_imported(name):
    assert getattr(hayhooks, name) is not None
    assert name in dir(hayhooks)


def test_an_unknown_name_is_an_import_error():
    with pytest.raises(ImportError):
        exec("from hayhooks import nothing_of_that_kind")


@pytest.mark.parametrize(
    "module",
    [
        "callbacks",
        "chainlit_events",
        "durable",
        "events",
        "open_webui",
        "server.app",
        "server.exceptions",
        "server.logger",
        "server.pipelines.registry",
        "server.pipelines.utils",
        "server.tracing",
        "server.utils.base_pipeline_wrapper",
        "server.utils.haystack_compat",
        "server.utils.yaml_pipeline_wrapper",
        "server.utils.yaml_utils",
        "settings",
    ],
)
def test_modules_are_where_wrappers_look_for_them(module):
    assert importlib.import_module(f"hayhooks.{module}")


@pytest.mark.parametrize(
    ("messages", "wanted"),
    [
        ([{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}], "a"),
        ([{"role": "user", "content": "first"}, {"role": "user", "content": "last"}], "last"),
        ([{"role": "user", "content": [{"type": "text", "text": "p"}]}], [{"type": "text", "text": "p"}]),
        ([{"role": "user", "content": None}], None),
        ([{"role": "user"}], ""),
        ([{"role": "system", "content": "x"}], None),
        ([], None),
    ],
)
def test_the_last_user_message_is_found(messages, wanted):
    assert get_last_user_message(messages) == wanted


def test_messages_may_be_objects():
    message = type("Message", (), {"role": "user", "content": "x"})()
    assert is_user_message(message)
    assert get_last_user_message([message]) == "x"


def test_input_items_of_responses_are_read():
    parts = [
        {"type": "input_file", "file_id": "f"},
        {"type": "input_text", "text": "one"},
        {"type": "input_text", "text": "two"},
    ]
    items = [{"role": "user", "content": parts}, {"type": "function_call_output", "output": "o"}]
    assert get_last_user_input_text(items) == "two"
    assert get_input_files(items) == [parts[0]]
    assert get_last_user_input_text([{"role": "assistant", "content": "z"}]) is None


def test_the_log_takes_both_kinds_of_places(caplog):
    log = Log(logging.getLogger("a log of its own"))
    with caplog.at_level(5, logger="a log of its own"):
        log.info("{} and {name}", 1, name="two")
        log.warning("%s of %d", "a", 3)
        log.error("plain {braces}")
        log.bind(x=1).opt(lazy=True).success("100%")
        log.log("DEBUG", "low")
        try:
            raise ValueError("why")
        except ValueError:
            log.exception("it broke")
    said = [record.getMessage() for record in caplog.records]
    assert said == ["1 and two", "a of 3", "plain {braces}", "100%", "low", "it broke"]
    assert "ValueError: why" in caplog.text


def test_settings_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("HAYHOOKS_PORT", "99")
    monkeypatch.setenv("HAYHOOKS_SHOW_TRACEBACKS", "yes")
    assert (AppSettings().port, AppSettings().show_tracebacks, AppSettings().host) == (99, True, "localhost")
