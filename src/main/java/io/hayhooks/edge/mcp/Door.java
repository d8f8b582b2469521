// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.McpConfig;
import io.hayhooks.edge.http.EventStreamForm;
import io.hayhooks.edge.http.Exchange;
import io.hayhooks.edge.http.Exchanges;
import io.hayhooks.edge.http.HostCheck;
import io.hayhooks.edge.http.LocalCallers;
import io.hayhooks.pipeline.Header;
import io.hayhooks.pipeline.RunHead;
import io.hayhooks.pipeline.RunStream;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What both transports have in common: whom they let in, and how they answer. */
@Singleton
public final class Door {
  private static final RunHead ACCEPTED = new RunHead(202, null, List.of());
  private static final RunHead DONE = new RunHead(204, null, List.of());
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final Exchanges exchanges;
  private final HostCheck hosts;
  private final LocalCallers operators;
  private final List<String> allowedHosts;

  @Inject
  public Door(Exchanges exchanges, HostCheck hosts, LocalCallers operators, McpConfig config) {
    this.exchanges = requireNonNull(exchanges, "exchanges is null");
    this.hosts = requireNonNull(hosts, "hosts is null");
    this.operators = requireNonNull(operators, "operators is null");
    allowedHosts = config.allowedHosts();
  }

  /** Opens an exchange for a client that is let in, and refuses what {@code step} refuses. */
  void open(HttpServletRequest request, HttpServletResponse response, Consumer<Exchange> step) {
    Exchange exchange = exchanges.open(request, response);
    attempt(
        exchange,
        () -> {
          hosts
              .refusal(request, allowedHosts)
              .ifPresent(
                  reason -> {
                    throw new Refusal(
                        403,
                        JsonRpc.INVALID_REQUEST,
                        reason + "; HAYHOOKS_MCP_ALLOWED_HOSTS can allow it");
                  });
          step.accept(exchange);
        });
  }

  /** Reads a body, which must be announced as JSON, and goes on with it. */
  void withBody(Exchange exchange, Consumer<ByteBuffer> step) {
    String type = exchange.request().getContentType();
    if (type == null || !MediaTypes.isJson(type)) {
      throw new Refusal(400, JsonRpc.INVALID_REQUEST, "Invalid Content-Type header");
    }
    exchange.withBody(body -> attempt(exchange, () -> step.accept(body)));
  }

  private static void attempt(Exchange exchange, Runnable step) {
    try {
      step.run();
    } catch (Refusal refusal) {
      RunHead head = new RunHead(refusal.status(), RunHead.JSON.contentType(), refusal.headers());
      exchange.answer(head, ByteBuffer.wrap(JsonRpc.bytes(refusal.body())));
    } catch (RuntimeException e) {
      exchange.fail(e);
    }
  }

  /** What a message's handling needs to know of the request that brought it. */
  Request request(Exchange exchange) {
    return new Request(
        exchange.deadline(), exchange.headers(), operators.refusal(exchange.request()));
  }

  /** Answers that a message came, and that there is nothing to say to it. */
  static void accepted(Exchange exchange) {
    exchange.answer(ACCEPTED, NOTHING);
  }

  /** Answers that what was asked for is done. */
  static void done(Exchange exchange) {
    exchange.answer(DONE, NOTHING);
  }

  /** Answers with whatever is sent to {@code channel} until it is closed. */
  static void stream(Exchange exchange, EventChannel channel, Header... headers) {
    List<Header> all = new ArrayList<>(List.of(headers));
    all.add(new Header("Cache-Control", "no-cache, no-transform"));
    RunHead head = EventStreamForm.unbuffered(new RunHead(200, "text/event-stream", all));
    exchange.stream(new RunStream(head, channel), new EventStreamForm());
  }
}
