# SPDX-License-Identifier: Apache-2.0
"""Starts a worker, the fork server, or a look at a wrapper: ``python <this directory> [nursery | group <directory>]``.

So nothing but this directory decides which hayhooks is imported.
"""

import sys

if __name__ == "__main__":
    if sys.argv[1:] == ["nursery"]:
        from hayhooks.worker.nursery import main
    elif sys.argv[1:2] == ["group"]:
        from hayhooks.worker.grouping import main
    else:
        from hayhooks.worker.process import main
    sys.exit(main())
