// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.FailedPipelines;
import io.hayhooks.deploy.PipelineRegistry;
import io.hayhooks.edge.http.ErrorAnswers;
import io.hayhooks.edge.http.Json;
import io.hayhooks.edge.http.ReadOnlyServlet;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /health}, {@code /health/live}, {@code /health/ready} and {@code /health/started}, in
 * the form of MicroProfile Health. A server that answers at all lives, and has loaded its
 * pipelines; it is ready while it takes calls, whether or not some pipeline failed to load: what is
 * wrong with one pipeline is no reason to take the others from their users.
 *
 * @see <a href="https://download.eclipse.org/microprofile/microprofile-health-4.0/">MicroProfile
 *     Health 4.0</a>
 */
@WebServlet({"/health", "/health/*"})
public final class HealthServlet extends ReadOnlyServlet {
  private static final long serialVersionUID = 1L;
  private static final Set<String> PATHS = Set.of("/", "/live", "/ready", "/started");
  private static final String UP = "UP";

  private final transient PipelineRegistry pipelines;
  private final transient FailedPipelines failures;

  @Inject
  public HealthServlet(PipelineRegistry pipelines, FailedPipelines failures, ErrorAnswers errors) {
    super(errors);
    this.pipelines = requireNonNull(pipelines, "pipelines is null");
    this.failures = requireNonNull(failures, "failures is null");
  }

  @Override
  protected void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
    if (!PATHS.contains(path)) {
      throw new ServerException(ErrorCode.NOT_FOUND, "Not Found");
    }
    byte[] body = Json.bytes(new Health(UP, path.equals("/live") ? List.of() : List.of(check())));
    response.setHeader("Cache-Control", "no-store");
    write("application/json", body, request.getMethod(), response);
  }

  private Check check() {
    Map<String, Integer> counts =
        Map.of("loaded", pipelines.all().size(), "failed", failures.all().size());
    return new Check("pipelines", UP, counts);
  }

  /** The answer. */
  record Health(String status, List<Check> checks) {}

  /** What was looked at. */
  record Check(String name, String status, Map<String, Integer> data) {}
}
