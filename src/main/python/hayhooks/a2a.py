# SPDX-License-Identifier: Apache-2.0
"""What a wrapper can say to agents that talk to it over A2A."""


class InputRequired(str):
    """A question back, returned or yielded by a chat method in the place of a text.

    An A2A task then waits for input, and the next message to it comes with everything said before. Over other
    protocols it is a reply like any other.
    """

    __slots__ = ()
