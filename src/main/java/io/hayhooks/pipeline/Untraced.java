// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import io.hayhooks.error.ServerException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Keeps nothing. */
final class Untraced implements CallTrace {
  @Override
  public boolean isOn() {
    return false;
  }

  @Override
  public String parent() {
    return "";
  }

  @Override
  public String state() {
    return "";
  }

  @Override
  public String requestId() {
    return "";
  }

  @Override
  public void streams(RunHead head) {}

  @Override
  public void spans(ByteBuffer payload) {}

  @Override
  public void ended(String outcome, Optional<ServerException> failure) {}
}
