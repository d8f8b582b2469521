// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import static java.util.Objects.requireNonNull;

/** What stands before a frame's payload, already checked against the limits. */
record FrameHeader(FrameType type, int callId, int payloadSize) {
  FrameHeader {
    requireNonNull(type, "type is null");
  }
}
