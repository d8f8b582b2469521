// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.ErrorAnswer;
import io.hayhooks.edge.http.ErrorAnswers;
import io.hayhooks.edge.http.Json;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Answers GET and HEAD with content that a client may keep, everything else with an error. */
abstract class ContentServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Keep it, but ask whether it is still the same. */
  static final String REVALIDATE = "no-cache";

  /** Keep it: its URL changes with its content. */
  static final String IMMUTABLE = "public, max-age=31536000, immutable";

  private final transient ErrorAnswers errors;
  private final String cacheControl;

  ContentServlet(ErrorAnswers errors, String cacheControl) {
    this.errors = requireNonNull(errors, "errors is null");
    this.cacheControl = requireNonNull(cacheControl, "cacheControl is null");
  }

  /** What is there; throws what the client is told otherwise. */
  abstract Content content(HttpServletRequest request);

  @Override
  protected final void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    try {
      check(request.getMethod());
      send(content(request), request, response);
    } catch (RuntimeException e) {
      refuse(errors.of(e), response);
    }
  }

  private static void check(String method) {
    if (!method.equals("GET") && !method.equals("HEAD")) {
      throw new ServerException(
          ErrorCode.METHOD_NOT_ALLOWED,
          ErrorCode.METHOD_NOT_ALLOWED.status(),
          "Method Not Allowed",
          "Method Not Allowed",
          Map.of("Allow", "GET, HEAD"),
          null);
    }
  }

  private void send(Content content, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", cacheControl);
    response.setHeader("ETag", content.etag());
    if (content.matches(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    if (content.type().startsWith("text/html")) {
      response.setHeader("Content-Security-Policy", Html.POLICY);
      response.setHeader("Referrer-Policy", "same-origin");
    }
    write(content.type(), content.bytes(), request.getMethod(), response);
  }

  private static void refuse(ErrorAnswer answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    write("application/json", Json.bytes(answer.body()), "GET", response);
  }

  private static void write(String type, byte[] body, String method, HttpServletResponse response)
      throws IOException {
    response.setContentType(type);
    response.setContentLength(body.length);
    if (!method.equals("HEAD")) {
      response.getOutputStream().write(body);
    }
  }
}
