// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Something to look at: GET and HEAD are answered, all else is refused as everywhere. */
public abstract class ReadOnlyServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String GET = "GET";
  private static final String HEAD = "HEAD";

  private final transient ErrorAnswers errors;

  protected ReadOnlyServlet(ErrorAnswers errors) {
    this.errors = requireNonNull(errors, "errors is null");
  }

  /** Writes what is there; throws what the client is told otherwise. */
  protected abstract void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException;

  @Override
  protected final void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    try {
      check(request.getMethod());
      answer(request, response);
    } catch (RuntimeException e) {
      refuse(errors.of(e), response);
    }
  }

  private static void check(String method) {
    if (!method.equals(GET) && !method.equals(HEAD)) {
      String text = "Method Not Allowed";
      ErrorCode code = ErrorCode.METHOD_NOT_ALLOWED;
      Map<String, String> headers = Map.of("Allow", "GET, HEAD");
      throw new ServerException(code, code.status(), text, text, headers, null);
    }
  }

  private static void refuse(ErrorAnswer answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    write("application/json", Json.bytes(answer.body()), GET, response);
  }

  /** Writes the body, or for HEAD only what would come with it. */
  protected static void write(String type, byte[] body, String method, HttpServletResponse response)
      throws IOException {
    response.setContentType(type);
    response.setContentLength(body.length);
    if (!method.equals(HEAD)) {
      response.getOutputStream().write(body);
    }
  }
}
