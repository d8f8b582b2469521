# SPDX-License-Identifier: Apache-2.0
"""The settings a wrapper may look at, from the same ``HAYHOOKS_`` variables as the server's."""

import json
import os
from dataclasses import MISSING, dataclass, field, fields
from enum import Enum
from typing import Any

from pydantic import SecretStr

APP_TITLE = "Hayhooks"
APP_DESCRIPTION = "Serves Haystack pipelines and agents as REST routes and OpenAI-compatible models"

_TRUE = ("1", "true", "yes", "on", "y", "t")
_FALSE = ("0", "false", "no", "off", "n", "f")


class DeployConcurrencyPolicy(str, Enum):
    """Whether deployments wait for each other."""

    SERIALIZED = "serialized"
    PARALLEL = "parallel"


class StartupDeployStrategy(str, Enum):
    """How pipelines are loaded at the start."""

    SEQUENTIAL = "sequential"
    PARALLEL = "parallel"


@dataclass
class AppSettings:
    """Every setting of Hayhooks with its default. Some concern what this server does otherwise, or not yet."""

    root_path: str = ""
    pipelines_dir: str = field(default_factory=lambda: os.path.abspath("pipelines"))
    additional_python_path: str = ""
    host: str = "localhost"
    port: int = 1416
    graceful_shutdown_timeout: int = 5
    use_https: bool = False
    disable_ssl: bool = False
    mcp_host: str = "localhost"
    mcp_port: int = 1417
    a2a_host: str = "localhost"
    a2a_port: int = 1418
    a2a_external_url: str = ""
    a2a_v0_3_compat: bool = True
    files_to_ignore_patterns: list[str] = field(
        default_factory=lambda: ["*.pyc", "*.pyo", "*.pyd", "__pycache__", "*.so", "*.egg", "*.egg-info"]
    )
    show_tracebacks: bool = False
    streaming_components: str = ""
    deploy_concurrency: DeployConcurrencyPolicy = DeployConcurrencyPolicy.SERIALIZED
    startup_deploy_strategy: StartupDeployStrategy = StartupDeployStrategy.PARALLEL
    startup_deploy_workers: int = 4

    cors_allow_origins: list[str] = field(default_factory=lambda: ["*"])
    cors_allow_methods: list[str] = field(default_factory=lambda: ["*"])
    cors_allow_headers: list[str] = field(default_factory=lambda: ["*"])
    cors_allow_credentials: bool = False
    cors_allow_origin_regex: str | None = None
    cors_expose_headers: list[str] = field(default_factory=list)
    cors_max_age: int = 600

    intercepted_loggers: list[str] = field(
        default_factory=lambda: ["uvicorn", "uvicorn.error", "uvicorn.access", "fastapi"]
    )
    access_log_excluded_path_prefixes: list[str] = field(default_factory=lambda: ["/traces"])
    tracing_excluded_spans: list[str] = field(default_factory=lambda: ["send", "receive"])
    tracing_enabled: bool = True
    tracing_token: SecretStr | None = None
    tracing_default_limit: int = 25
    tracing_max_limit: int = 100
    tracing_buffer_capacity: int = 200
    tracing_include_haystack_spans: bool = True
    tracing_slow_component_ms: int = 1000
    tracing_include_payload_values: bool = False
    monitoring_enabled: bool = True

    durable_mode: bool = False
    durable_release_running_on_shutdown: bool = False
    durable_store: str = "redis"
    durable_redis_url: str = "redis://localhost:6379/0"
    durable_redis_key_prefix: str = "hayhooks:durable"
    durable_redis_max_viewers: int = 100
    durable_terminal_ttl_seconds: int = 604800
    durable_max_nonterminal_executions: int = 1000
    durable_max_payload_bytes: int = 1000000
    durable_max_progress_events: int = 100
    durable_max_progress_event_bytes: int = 8192
    durable_max_stream_chunks: int = 100
    durable_max_stream_chunk_bytes: int = 64000
    durable_worker_concurrency: int = 1
    durable_poll_interval_seconds: float = 5.0
    durable_maintenance_interval_seconds: float = 5.0
    durable_shutdown_grace_seconds: float = 5.0
    durable_lease_duration_ms: int = 30000
    durable_lease_commit_safety_ms: int = 1500
    durable_max_run_attempts: int = 3
    durable_max_application_retries: int = 2
    durable_retry_base_delay_seconds: float = 1.0
    durable_retry_max_delay_seconds: float = 60.0

    chainlit_enabled: bool = False
    chainlit_path: str = "/chat"
    chainlit_app: str = ""
    chainlit_default_model: str = ""
    chainlit_request_timeout: float = 120.0
    chainlit_custom_elements_dir: str = ""

    def __post_init__(self) -> None:
        for setting in fields(self):
            text = os.environ.get(f"HAYHOOKS_{setting.name.upper()}")
            default = setting.default if setting.default_factory is MISSING else setting.default_factory()
            if text is not None and getattr(self, setting.name) == default:
                setattr(self, setting.name, _read(text, default, setting.type))

    @property
    def chainlit_base_url(self) -> str:
        """Where a chat page in the same process finds the server."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host
        return f"{'https' if self.use_https else 'http'}://{host}:{self.port}{self.root_path}"


def _read(text: str, default: Any, kind: Any) -> Any:
    """The value of a variable; one that does not fit leaves the default: the server, not the worker, refuses it."""
    try:
        if isinstance(default, bool):
            return _truth(text)
        if isinstance(default, list):
            return _list(text)
        if default is None:
            return SecretStr(text) if kind == SecretStr | None else text
        return type(default)(text)
    except ValueError:
        return default


def _truth(text: str) -> bool:
    word = text.strip().lower()
    if word not in _TRUE + _FALSE:
        raise ValueError(text)
    return word in _TRUE


def _list(text: str) -> list[Any]:
    if text.lstrip().startswith("["):
        return list(json.loads(text))
    return [part.strip() for part in text.split(",") if part.strip()]


settings = AppSettings()
"""The worker takes over what the server tells it at LOAD."""
