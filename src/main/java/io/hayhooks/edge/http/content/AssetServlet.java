// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http.content;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.Content;
import io.hayhooks.edge.http.ErrorAnswers;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;

/** Scripts, styles and icons: JAX-RS takes every path that no servlet has, also those of files. */
@WebServlet("/" + Assets.ROOT + "/*")
public final class AssetServlet extends ContentServlet {
  private static final long serialVersionUID = 1L;

  private final transient Assets assets;

  @Inject
  public AssetServlet(Assets assets, ErrorAnswers errors) {
    super(errors, IMMUTABLE);
    this.assets = requireNonNull(assets, "assets is null");
  }

  @Override
  protected Content content(HttpServletRequest request) {
    return assets.find(request.getPathInfo());
  }
}
