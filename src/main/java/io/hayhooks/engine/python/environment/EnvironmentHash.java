// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short name for content: all that an environment depends on gives its name. */
final class EnvironmentHash {
  private final MessageDigest digest;

  EnvironmentHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  EnvironmentHash add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** With its length, so that no two lists of parts look the same. */
  EnvironmentHash add(byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    digest.update(bytes);
    return this;
  }

  /** 16 hexadecimal digits; ends the use of this object. */
  String text() {
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }
}
