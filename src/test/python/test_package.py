# SPDX-License-Identifier: Apache-2.0
"""The worker package as the server ships it."""

import re
import subprocess
import sys

from fake_server import PACKAGE as ROOT


def test_the_base_environment_is_pinned():
    lines = [line for line in (ROOT / "requirements.txt").read_text().splitlines() if line and not line.startswith("#")]
    assert lines
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines), lines


def test_importing_hayhooks_does_not_import_haystack_or_fastapi():
    code = (
        "import sys; from hayhooks import BasePipelineWrapper, SSEStream, PipelineEvent, log, streaming_generator; "
        "import hayhooks.worker.process; print([m for m in ('haystack', 'fastapi', 'starlette') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_worker_that_nobody_started_says_so():
    done = subprocess.run([sys.executable, str(ROOT)], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "HAYHOOKS_WORKER_SOCKET" in done.stderr
