// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import io.hayhooks.pipeline.Header;
import io.hayhooks.trace.Tag;
import io.hayhooks.trace.TraceStart;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;

/** What others want to know of a request. */
final class RequestFacts {
  private RequestFacts() {}

  /** All header fields, repeated ones as often as they came. */
  static List<Header> headers(HttpServletRequest request) {
    return Collections.list(request.getHeaderNames()).stream()
        .flatMap(
            name ->
                Collections.list(request.getHeaders(name)).stream()
                    .map(value -> new Header(name, value)))
        .toList();
  }

  /** How the trace of a run begins that the request asks for. */
  static TraceStart traceStart(
      AsyncContext exchange, long arrival, String span, String pipeline, Tag... tags) {
    HttpServletRequest request = (HttpServletRequest) exchange.getRequest();
    String id = ((HttpServletResponse) exchange.getResponse()).getHeader(RequestIdFilter.HEADER);
    String parent = request.getHeader("traceparent");
    String state = request.getHeader("tracestate");
    return new TraceStart(
        span, pipeline, arrival, id == null ? "" : id, parent, state, List.of(tags));
  }
}
