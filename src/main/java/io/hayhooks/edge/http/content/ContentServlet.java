// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http.content;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.Content;
import io.hayhooks.edge.http.ErrorAnswers;
import io.hayhooks.edge.http.ReadOnlyServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers GET and HEAD with content that a client may keep, everything else with an error. */
public abstract class ContentServlet extends ReadOnlyServlet {
  private static final long serialVersionUID = 1L;

  /** Keep it, but ask whether it is still the same. */
  public static final String REVALIDATE = "no-cache";

  /** Keep it: its URL changes with its content. */
  static final String IMMUTABLE = "public, max-age=31536000, immutable";

  private final String cacheControl;

  protected ContentServlet(ErrorAnswers errors, String cacheControl) {
    super(errors);
    this.cacheControl = requireNonNull(cacheControl, "cacheControl is null");
  }

  /** What is there; throws what the client is told otherwise. */
  protected abstract Content content(HttpServletRequest request);

  @Override
  protected final void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Content content = content(request);
    response.setHeader("Cache-Control", cacheControl);
    response.setHeader("ETag", content.etag());
    if (content.matches(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    content.policy().ifPresent(policy -> protect(policy, response));
    write(content.type(), content.bytes(), request.getMethod(), response);
  }

  private static void protect(String policy, HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("Referrer-Policy", "same-origin");
  }
}
