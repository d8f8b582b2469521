// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.EventStreamForm;
import io.hayhooks.edge.http.Exchange;
import io.hayhooks.edge.http.Exchanges;
import io.hayhooks.edge.http.PlainForm;
import io.hayhooks.edge.http.form.Forms;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.CallTrace;
import io.hayhooks.pipeline.Deadline;
import io.hayhooks.pipeline.Header;
import io.hayhooks.pipeline.RunAnswer;
import io.hayhooks.pipeline.RunFile;
import io.hayhooks.pipeline.RunHead;
import io.hayhooks.pipeline.RunMethod;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.RunStream;
import io.hayhooks.run.Run;
import io.hayhooks.run.RunService;
import io.hayhooks.trace.Tag;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /{name}/run}. No servlet mapping has this form, so a filter picks these paths out and
 * lets all others pass. Bodies go through as bytes in both directions.
 */
@Singleton
public final class RunFilter implements Filter {
  /** First segments of fixed routes whose second one is a pipeline's name, which may be "run". */
  private static final Set<String> FIXED_GET =
      Set.of("draw", "models", "revisions", "status", "traces");

  private static final Set<String> FIXED_POST = Set.of("rollback", "undeploy");
  private static final String POST = "POST";
  private static final Tag REST = new Tag("hayhooks.transport", "rest");

  private final RunService runs;
  private final Exchanges exchanges;
  private final Forms forms;

  @Inject
  public RunFilter(RunService runs, Exchanges exchanges, Forms forms) {
    this.runs = requireNonNull(runs, "runs is null");
    this.exchanges = requireNonNull(exchanges, "exchanges is null");
    this.forms = requireNonNull(forms, "forms is null");
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    Optional<String> name =
        RunPath.name(http.getRequestURI().substring(http.getContextPath().length()));
    if (name.isEmpty() || isFixed(http.getMethod(), name.get())) {
      chain.doFilter(request, response);
      return;
    }
    Exchange exchange = exchanges.open(http, response);
    if (http.getMethod().equals(POST)) {
      take(exchange, name.get());
    } else {
      boolean exists = runs.has(name.get(), RunMethod.RUN);
      exchange.fail(
          exists ? wrongMethod() : notFound("Pipeline '%s' not found".formatted(name.get())));
    }
  }

  private static boolean isFixed(String method, String name) {
    return method.equals(POST) ? FIXED_POST.contains(name) : FIXED_GET.contains(name);
  }

  private void take(Exchange exchange, String name) {
    if (Forms.isForm(exchange.request()) && runs.takesUploads(name)) {
      forms.read(exchange, form -> run(exchange, name, true, form.manifest()));
    } else {
      exchange.withBody(body -> run(exchange, name, false, body));
    }
  }

  private void run(Exchange exchange, String name, boolean form, ByteBuffer body) {
    exchange.await(start(exchange, name, form, body), result -> answer(exchange, result));
  }

  private Run start(Exchange exchange, String name, boolean form, ByteBuffer body) {
    String contentType = exchange.request().getContentType();
    Deadline deadline = exchange.deadline();
    try {
      return runs.start(
          name,
          RunMethod.RUN,
          signature -> {
            List<Header> headers =
                signature.wantsHeaders(RunMethod.RUN) ? exchange.headers() : List.of();
            return new RunRequest(
                    RunMethod.RUN, contentType, headers, form, deadline, body.duplicate())
                .traced(trace(exchange, name, form));
          });
    } catch (ServerException e) {
      throw notFound(e.getMessage());
    }
  }

  private static CallTrace trace(Exchange exchange, String name, boolean form) {
    return exchange.trace(
        "hayhooks.pipeline.run",
        name,
        REST,
        new Tag("hayhooks.route", "/%s/run".formatted(name)),
        new Tag("hayhooks.payload.has_files", Boolean.toString(form)));
  }

  private static void answer(Exchange exchange, RunResult result) {
    if (result instanceof RunAnswer answer) {
      exchange.answer(answer.head(), answer.body());
    } else if (result instanceof RunStream stream) {
      stream(exchange, stream);
    } else if (result instanceof RunFile file) {
      exchange.file(file);
    }
  }

  private static void stream(Exchange exchange, RunStream stream) {
    if (EventStreamForm.fits(stream.head())) {
      RunHead head = EventStreamForm.unbuffered(stream.head());
      exchange.stream(new RunStream(head, stream.chunks()), new EventStreamForm());
    } else {
      exchange.stream(stream, new PlainForm());
    }
  }

  /** Such a path is no route at all, as Hayhooks puts it; the message tells more. */
  private static ServerException notFound(String message) {
    return new ServerException(
        ErrorCode.PIPELINE_NOT_FOUND, 404, message, "Not Found", Map.of(), null);
  }

  private static ServerException wrongMethod() {
    String text = "Method Not Allowed";
    return new ServerException(
        ErrorCode.METHOD_NOT_ALLOWED, 405, text, text, Map.of("Allow", POST), null);
  }
}
