// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.DeployProgress;
import io.hayhooks.edge.http.EventStreamForm;
import io.hayhooks.edge.http.Exchange;
import io.hayhooks.edge.http.Exchanges;
import io.hayhooks.edge.http.LocalCallers;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.RunHead;
import io.hayhooks.pipeline.RunStream;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /progress/{name}}: how far the deployment of a name is, whoever asked for it. For
 * those who may deploy, since installers print what they want.
 */
@Singleton
public final class ProgressServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient DeployProgress progress;
  private final transient LocalCallers callers;
  private final transient Exchanges exchanges;

  @Inject
  public ProgressServlet(DeployProgress progress, LocalCallers callers, Exchanges exchanges) {
    this.progress = requireNonNull(progress, "progress is null");
    this.callers = requireNonNull(callers, "callers is null");
    this.exchanges = requireNonNull(exchanges, "exchanges is null");
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    Exchange exchange = exchanges.open(request, response);
    try {
      exchange.stream(stream(request), new EventStreamForm());
    } catch (ServerException e) {
      exchange.fail(e);
    }
  }

  private RunStream stream(HttpServletRequest request) {
    String name = Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1);
    if (!PipelineName.isValid(name)) {
      throw new ServerException(ErrorCode.NOT_FOUND, "Not Found");
    }
    if (!request.getMethod().equals("GET")) {
      String text = "Method Not Allowed";
      ErrorCode code = ErrorCode.METHOD_NOT_ALLOWED;
      throw new ServerException(code, code.status(), text, text, Map.of("Allow", "GET"), null);
    }
    Optional<ServerException> refusal = callers.refusal(request);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    RunHead head = EventStreamForm.unbuffered(new RunHead(200, "text/event-stream", List.of()));
    return new RunStream(head, new ProgressFeed(progress, name));
  }
}
