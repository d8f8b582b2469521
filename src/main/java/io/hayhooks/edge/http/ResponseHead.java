// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import io.hayhooks.pipeline.Header;
import io.hayhooks.pipeline.RunHead;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Set;

/** Puts what a pipeline says before its body into an HTTP response. */
final class ResponseHead {
  /** Headers that belong to one connection, or that are the server's to set. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "connection",
          "content-length",
          "content-type",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private ResponseHead() {}

  static void write(RunHead head, HttpServletResponse response) {
    response.setStatus(head.status());
    if (head.contentType() != null) {
      response.setContentType(head.contentType());
    }
    for (Header header : head.headers()) {
      if (!NOT_PASSED_ON.contains(header.name().toLowerCase(Locale.ROOT))) {
        response.addHeader(header.name(), oneLine(header.value()));
      }
    }
  }

  /** A line break in a value must not begin another header, whatever the server lets pass. */
  private static String oneLine(String value) {
    boolean clean = value.chars().noneMatch(Character::isISOControl);
    return clean ? value : value.replaceAll("\\p{Cntrl}+", " ");
  }
}
