# SPDX-License-Identifier: Apache-2.0
"""Says by its exit status whether the server in this container is ready."""

import os
import sys
import urllib.error
import urllib.request

url = f"http://127.0.0.1:{os.environ['HAYHOOKS_PORT']}/health/ready"
try:
    urllib.request.urlopen(url, timeout=4).close()
except (urllib.error.URLError, OSError) as e:
    sys.exit(f"{url}: {e}")
