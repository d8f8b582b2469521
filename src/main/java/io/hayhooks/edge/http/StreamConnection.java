// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunHead;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What a stream does to the exchange that it answers. */
final class StreamConnection implements StreamAnswer.Connection {
  private static final Logger LOG = Logger.getLogger(StreamConnection.class.getName());

  private final Exchange exchange;
  private final HttpServletResponse response;
  private final RunHead head;
  private final boolean tellsFailures;
  private volatile boolean broken;

  StreamConnection(
      Exchange exchange, HttpServletResponse response, RunHead head, boolean tellsFailures) {
    this.exchange = requireNonNull(exchange, "exchange is null");
    this.response = requireNonNull(response, "response is null");
    this.head = requireNonNull(head, "head is null");
    this.tellsFailures = tellsFailures;
  }

  @Override
  public void begin() {
    ResponseHead.write(head, response);
    if (!tellsFailures) {
      response.setHeader("Connection", "close");
      beBreakable();
    }
  }

  /**
   * Lets the stream end without its last chunk. No API cuts a connection, but every server asks for
   * trailers before it writes the last chunk: failing there leaves the body incomplete, which
   * clients report. Where there are no chunks (HTTP/1.0), a broken stream looks like a short one.
   */
  private void beBreakable() {
    try {
      response.setTrailerFields(this::trailers);
    } catch (IllegalStateException e) {
      LOG.log(Level.FINE, "No trailers on this connection", e);
    }
  }

  private Map<String, String> trailers() {
    if (broken) {
      throw StreamConnection.<RuntimeException>undeclared(new IOException("The stream failed"));
    }
    return Map.of();
  }

  /** Servers handle an IOException here where they would only log another one. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Exception> E undeclared(IOException failure) throws E {
    throw (E) failure;
  }

  @Override
  public void complete() {
    exchange.complete();
  }

  @Override
  public void refuse(ServerException failure) {
    exchange.answerInstead(failure);
  }

  @Override
  public void cut(ServerException failure) {
    LOG.log(
        Level.WARNING,
        "The stream of {0} broke off: {1}",
        new Object[] {exchange.request().getRequestURI(), failure.getMessage()});
    broken = true;
    exchange.complete();
  }

  @Override
  public void gone() {
    exchange.complete();
  }
}
