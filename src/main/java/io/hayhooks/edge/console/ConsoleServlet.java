// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.console;

import io.hayhooks.edge.http.Content;
import io.hayhooks.edge.http.ErrorAnswers;
import io.hayhooks.edge.http.ProductVersion;
import io.hayhooks.edge.http.content.Assets;
import io.hayhooks.edge.http.content.ContentServlet;
import io.hayhooks.edge.http.content.Html;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The console's page; it answers at the root itself and nowhere below. */
@WebServlet("")
public final class ConsoleServlet extends ContentServlet {
  private static final long serialVersionUID = 1L;
  private static final String PAGE = "/console/page.html";

  /** Nothing inline, nothing from elsewhere; HTML from text only by way of the sanitizer. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"
          + " data: blob:; media-src blob:; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types dompurify";

  private final transient Content page;

  @Inject
  public ConsoleServlet(
      ServletContext context, Assets assets, ProductVersion version, ErrorAnswers errors) {
    super(errors, REVALIDATE);
    String html =
        read(context)
            .replace("{{assets}}", assets.directory())
            .replace("{{version}}", Html.escape(version.value()));
    page = Content.html(html, POLICY);
  }

  private static String read(ServletContext context) {
    try (InputStream stream = context.getResourceAsStream(PAGE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Content content(HttpServletRequest request) {
    return page;
  }
}
