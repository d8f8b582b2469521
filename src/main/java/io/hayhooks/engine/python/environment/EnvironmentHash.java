// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short name for an environment: the same requirements and Python give the same one. */
final class EnvironmentHash {
  private EnvironmentHash() {}

  static String of(byte[] requirements, PythonVersion version) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(requirements);
      digest.update(version.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
