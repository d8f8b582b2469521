// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;

/**
 * One unit on the wire.
 *
 * @param callId an unsigned number; 0 for frames that belong to no call
 */
public record Frame(FrameType type, int callId, ByteBuffer payload) {
  public Frame {
    requireNonNull(type, "type is null");
    requireNonNull(payload, "payload is null");
  }
}
