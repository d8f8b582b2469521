// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.console;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.EventStreamForm;
import io.hayhooks.edge.http.Exchange;
import io.hayhooks.edge.http.Exchanges;
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

/** {@code GET /console/events}: what {@code /status} and {@code /metrics} say, as it changes. */
@Singleton
public final class EventsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient LiveEvents events;
  private final transient Exchanges exchanges;

  @Inject
  EventsServlet(LiveEvents events, Exchanges exchanges) {
    this.events = requireNonNull(events, "events is null");
    this.exchanges = requireNonNull(exchanges, "exchanges is null");
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    Exchange exchange = exchanges.open(request, response);
    if (request.getMethod().equals("GET")) {
      RunHead head = new RunHead(200, "text/event-stream", List.of());
      RunStream stream = new RunStream(EventStreamForm.unbuffered(head), events);
      exchange.stream(stream, new EventStreamForm());
    } else {
      String text = "Method Not Allowed";
      ErrorCode code = ErrorCode.METHOD_NOT_ALLOWED;
      exchange.fail(
          new ServerException(code, code.status(), text, text, Map.of("Allow", "GET"), null));
    }
  }
}
