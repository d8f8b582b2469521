// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.console;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.EventStreamForm;
import io.hayhooks.edge.http.Exchange;
import io.hayhooks.edge.http.Exchanges;
import io.hayhooks.edge.http.TraceAccess;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunHead;
import io.hayhooks.pipeline.RunStream;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;

/** {@code GET /console/traces}: what {@code /traces} says, as it changes. */
@Singleton
public final class TraceEventsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient TraceEvents events;
  private final transient TraceAccess access;
  private final transient Exchanges exchanges;

  @Inject
  TraceEventsServlet(TraceEvents events, TraceAccess access, Exchanges exchanges) {
    this.events = requireNonNull(events, "events is null");
    this.access = requireNonNull(access, "access is null");
    this.exchanges = requireNonNull(exchanges, "exchanges is null");
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    Exchange exchange = exchanges.open(request, response);
    try {
      if (!request.getMethod().equals("GET")) {
        String text = "Method Not Allowed";
        ErrorCode code = ErrorCode.METHOD_NOT_ALLOWED;
        throw new ServerException(code, code.status(), text, text, Map.of("Allow", "GET"), null);
      }
      access.check(request);
      RunHead head = new RunHead(200, "text/event-stream", List.of());
      RunStream stream = new RunStream(EventStreamForm.unbuffered(head), events);
      exchange.stream(stream, new EventStreamForm());
    } catch (ServerException e) {
      exchange.fail(e);
    }
  }
}
