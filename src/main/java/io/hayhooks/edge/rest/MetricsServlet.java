// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.ErrorAnswers;
import io.hayhooks.edge.http.ReadOnlyServlet;
import io.hayhooks.metric.PipelineMeters;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code GET /metrics}: all meters as text for Prometheus. Some servers put meters of their own
 * there, which know nothing of pipelines; ours take their place.
 */
@WebServlet("/metrics")
public final class MetricsServlet extends ReadOnlyServlet {
  private static final long serialVersionUID = 1L;
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final transient PipelineMeters meters;

  @Inject
  public MetricsServlet(PipelineMeters meters, ErrorAnswers errors) {
    super(errors);
    this.meters = requireNonNull(meters, "meters is null");
  }

  @Override
  protected void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] text = meters.text().getBytes(StandardCharsets.UTF_8);
    response.setHeader("Cache-Control", "no-store");
    write(TYPE, text, request.getMethod(), response);
  }
}
