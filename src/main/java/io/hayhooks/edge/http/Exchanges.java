// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.HttpConfig;
import io.hayhooks.run.Deadlines;
import io.hayhooks.trace.Traces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Opens exchanges and holds what all of them use. */
@Singleton
public final class Exchanges {
  private final long maxBodySize;
  private final ErrorAnswers errors;
  private final Heartbeats heartbeats;
  private final ClientWatch clients;
  private final Turns turns;
  private final FileTurns fileTurns;
  private final Deadlines deadlines;
  private final Traces traces;

  @Inject
  public Exchanges(
      HttpConfig config,
      ErrorAnswers errors,
      Heartbeats heartbeats,
      ClientWatch clients,
      Turns turns,
      FileTurns fileTurns,
      Deadlines deadlines,
      Traces traces) {
    maxBodySize = config.maxBodySize();
    this.errors = requireNonNull(errors, "errors is null");
    this.heartbeats = requireNonNull(heartbeats, "heartbeats is null");
    this.clients = requireNonNull(clients, "clients is null");
    this.turns = requireNonNull(turns, "turns is null");
    this.fileTurns = requireNonNull(fileTurns, "fileTurns is null");
    this.deadlines = requireNonNull(deadlines, "deadlines is null");
    this.traces = requireNonNull(traces, "traces is null");
  }

  /** Puts a request into asynchronous mode; whoever opens an exchange answers it or fails it. */
  public Exchange open(ServletRequest request, ServletResponse response) {
    return new Exchange((HttpServletRequest) request, (HttpServletResponse) response, this);
  }

  long maxBodySize() {
    return maxBodySize;
  }

  ErrorAnswers errors() {
    return errors;
  }

  Heartbeats heartbeats() {
    return heartbeats;
  }

  ClientWatch clients() {
    return clients;
  }

  Turns turns() {
    return turns;
  }

  FileTurns fileTurns() {
    return fileTurns;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  Traces traces() {
    return traces;
  }
}
