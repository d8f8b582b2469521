# SPDX-License-Identifier: Apache-2.0
"""How a worker connects to the server that started it."""

import socket

OUTPUT = b"o"
LINK = b"l"
"""What a connection is for."""

_TCP = "tcp:"


def connect(address: str, token: str, purpose: bytes) -> socket.socket:
    """A connection to ``address``: the path of a unix socket, or ``tcp:`` and a port of this machine.

    Everybody can connect to a port, so there the worker shows first what only it can know.
    """
    if not address.startswith(_TCP):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.connect(address)
        return connection
    connection = socket.create_connection(("127.0.0.1", int(address.removeprefix(_TCP))))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.sendall(purpose + token.encode())
    return connection
