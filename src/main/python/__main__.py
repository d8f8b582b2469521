# SPDX-License-Identifier: Apache-2.0
"""Starts a worker, or the fork server: ``python <this directory> [nursery]``.

So nothing but this directory decides which hayhooks is imported.
"""

import sys

if __name__ == "__main__":
    if sys.argv[1:] == ["nursery"]:
        from hayhooks.worker.nursery import main
    else:
        from hayhooks.worker.process import main
    sys.exit(main())
