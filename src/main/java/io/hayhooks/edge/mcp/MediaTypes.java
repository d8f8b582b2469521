// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What media types say of a body. */
final class MediaTypes {
  private static final String JSON = "application/json";

  private MediaTypes() {}

  /** The type without its parameters; any bytes when there is none. */
  static String plain(String contentType) {
    return contentType == null
        ? "application/octet-stream"
        : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  static boolean isJson(String contentType) {
    return plain(contentType).equals(JSON);
  }

  static boolean isText(String contentType) {
    String type = plain(contentType);
    return type.startsWith("text/")
        || type.equals(JSON)
        || type.endsWith("+json")
        || type.endsWith("+xml")
        || type.equals("application/xml");
  }

  static boolean isEventStream(String contentType) {
    return plain(contentType).equals("text/event-stream");
  }

  static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }
}
