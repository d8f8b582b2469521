# SPDX-License-Identifier: Apache-2.0
"""Starts a worker: ``python <this directory>``. So nothing but this directory decides which hayhooks is imported."""

import sys

from hayhooks.worker.process import main

if __name__ == "__main__":
    sys.exit(main())
