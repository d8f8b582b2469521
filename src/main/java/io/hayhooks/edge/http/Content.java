// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** What a GET answers, and the tag that stands for exactly these bytes. */
public final class Content {
  private final String type;
  private final byte[] bytes;
  private final String hash;
  private final Optional<String> policy;

  public Content(String type, byte[] bytes) {
    this(type, bytes, Optional.empty());
  }

  private Content(String type, byte[] bytes, Optional<String> policy) {
    this.type = requireNonNull(type, "type is null");
    this.policy = requireNonNull(policy, "policy is null");
    this.bytes = bytes.clone();
    hash = hash(bytes);
  }

  /** A page, and what it may load: its content security policy. */
  public static Content html(String page, String policy) {
    return new Content(
        "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8), Optional.of(policy));
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** The media type. */
  public String type() {
    return type;
  }

  /** For pages: their content security policy. */
  public Optional<String> policy() {
    return policy;
  }

  /** The body; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Short hash of the bytes: 16 hexadecimal digits. */
  public String hash() {
    return hash;
  }

  /** The entity tag, quoted. */
  public String etag() {
    return "\"" + hash + "\"";
  }

  /** Whether a client that sent this {@code If-None-Match}, or null, has these bytes already. */
  public boolean matches(String ifNoneMatch) {
    if (ifNoneMatch == null) {
      return false;
    }
    for (String tag : ifNoneMatch.split(",", -1)) {
      String stripped = tag.strip();
      // A proxy that compresses makes a strong tag weak.
      if (stripped.equals("*") || stripped.replaceFirst("^W/", "").equals(etag())) {
        return true;
      }
    }
    return false;
  }
}
