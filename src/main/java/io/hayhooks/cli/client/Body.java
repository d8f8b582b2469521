// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a request carries; its length is known before it is sent. */
interface Body {
  /** Empty when the body has no type, as one without content. */
  String contentType();

  long length();

  void writeTo(OutputStream out) throws IOException;

  static Body none() {
    return of("", new byte[0]);
  }

  static Body json(JsonNode content) {
    return of("application/json", Json.compact(content).getBytes(StandardCharsets.UTF_8));
  }

  private static Body of(String contentType, byte[] bytes) {
    return new Body() {
      @Override
      public String contentType() {
        return contentType;
      }

      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
      }
    };
  }
}
