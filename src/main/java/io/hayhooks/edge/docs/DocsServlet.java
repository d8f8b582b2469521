// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.Content;
import io.hayhooks.edge.http.ErrorAnswers;
import io.hayhooks.edge.http.content.Assets;
import io.hayhooks.edge.http.content.ContentServlet;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * The API's description for people: Swagger UI and ReDoc, with and without a slash at the end. That
 * takes a mapping for all below, since Open Liberty ignores one that is exact and ends with a
 * slash.
 */
@WebServlet({"/docs/*", "/redoc/*"})
public final class DocsServlet extends ContentServlet {
  private static final long serialVersionUID = 1L;

  /**
   * Only what this server serves. Swagger UI and ReDoc style their elements inline, carry icons as
   * data, and ReDoc searches in a worker made of a blob.
   */
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'"
          + " data:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action"
          + " 'self'; frame-ancestors 'self'";

  private final transient Assets assets;

  @Inject
  public DocsServlet(Assets assets, ErrorAnswers errors) {
    super(errors, REVALIDATE);
    this.assets = requireNonNull(assets, "assets is null");
  }

  @Override
  protected Content content(HttpServletRequest request) {
    // The page may stand behind a prefix that we do not see, so it finds all else from where it is.
    String root = root(request.getPathInfo());
    boolean redoc = request.getServletPath().equals("/redoc");
    return Content.html(redoc ? redoc(root) : swaggerUi(root), POLICY);
  }

  private static String root(String pathInfo) {
    if (pathInfo == null) {
      return "./";
    }
    if (pathInfo.equals("/")) {
      return "../";
    }
    throw new ServerException(ErrorCode.NOT_FOUND, "Not Found");
  }

  private String swaggerUi(String root) {
    return page(
        root,
        List.of("swagger-ui.css", "hayhooks.css"),
        "swagger-ui",
        List.of("swagger-ui-bundle.js", "swagger-ui.js"));
  }

  private String redoc(String root) {
    return page(root, List.of("hayhooks.css"), "redoc", List.of("redoc.standalone.js", "redoc.js"));
  }

  private String page(String root, List<String> styles, String id, List<String> scripts) {
    StringBuilder links = new StringBuilder();
    styles.forEach(
        style ->
            links.append(
                "  <link rel=\"stylesheet\" href=\"%s\">\n".formatted(root + assets.path(style))));
    scripts.forEach(
        script ->
            links.append(
                "  <script defer src=\"%s\"></script>\n".formatted(root + assets.path(script))));
    return """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Hayhooks EE</title>
          <link rel="icon" type="image/svg+xml" href="%2$s">
        %3$s</head>
        <body>
          <nav aria-label="Hayhooks EE">
            <a href="%1$s">Hayhooks EE</a>
            <a href="%1$sdocs">Swagger UI</a>
            <a href="%1$sredoc">ReDoc</a>
            <a href="%1$sopenapi.json">openapi.json</a>
          </nav>
          <noscript><p>This page needs scripts; <a href="%1$sopenapi.json">openapi.json</a> does not.</p></noscript>
          <div id="%4$s" data-description="%1$sopenapi.json"></div>
        </body>
        </html>
        """
        .formatted(root, root + assets.path("hayhooks.svg"), links, id);
  }
}
