// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.FailedPipelines;
import io.hayhooks.deploy.PipelineRegistry;
import io.hayhooks.edge.http.Content;
import io.hayhooks.edge.http.ErrorAnswers;
import io.hayhooks.edge.http.ProductVersion;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;

/** The start page; it answers at the root itself and nowhere below. */
@WebServlet("")
public final class StartServlet extends ContentServlet {
  private static final long serialVersionUID = 1L;

  private final transient PipelineRegistry registry;
  private final transient FailedPipelines failures;
  private final transient StartPage page;

  @Inject
  public StartServlet(
      PipelineRegistry registry,
      FailedPipelines failures,
      Assets assets,
      ProductVersion version,
      ErrorAnswers errors) {
    super(errors, REVALIDATE);
    this.registry = requireNonNull(registry, "registry is null");
    this.failures = requireNonNull(failures, "failures is null");
    page = new StartPage(assets, version.value());
  }

  @Override
  Content content(HttpServletRequest request) {
    String here = request.getRequestURL().toString().replaceFirst("/+$", "");
    return Content.html(page.html(pipelines(), here));
  }

  private List<PipelineCard> pipelines() {
    return Stream.concat(
            registry.all().stream().map(PipelineCard::of),
            failures.all().stream().map(PipelineCard::of))
        .toList();
  }
}
