// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.Content;
import io.hayhooks.edge.http.ErrorAnswers;
import io.hayhooks.edge.http.content.ContentServlet;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The API's description for programs. Some servers put one of their own at {@code /openapi}, which
 * knows nothing of pipelines; ours takes its place.
 */
@WebServlet({"/openapi.json", "/openapi.yaml", "/openapi"})
public final class OpenApiServlet extends ContentServlet {
  private static final long serialVersionUID = 1L;

  private final transient OpenApiDocument document;

  @Inject
  public OpenApiServlet(OpenApiDocument document, ErrorAnswers errors) {
    super(errors, REVALIDATE);
    this.document = requireNonNull(document, "document is null");
  }

  @Override
  protected Content content(HttpServletRequest request) {
    return request.getServletPath().endsWith(".yaml") ? document.yaml() : document.json();
  }
}
