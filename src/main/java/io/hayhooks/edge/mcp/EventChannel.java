// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.Bytes;
import io.hayhooks.pipeline.RunChunk;
import io.hayhooks.pipeline.SharedWork;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/**
 * Messages to a client as server-sent events. Sending one is done when the stream has taken it, so
 * whoever waits for that is as fast as the client reads; those who do not wait are cut off when too
 * much waits. It is {@link SharedWork}, so nothing is locked.
 */
final class EventChannel
    implements McpStreamableServerTransport, Flow.Publisher<RunChunk>, Flow.Subscription {
  private static final int MOST_WAITING = 1024;
  private static final byte[] MESSAGE = ascii("event: message\r\ndata: ");
  private static final byte[] END = ascii("\r\n\r\n");

  private record Event(ByteBuffer bytes, Runnable taken) {}

  private final Queue<Event> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong demand = new AtomicLong();
  private final SharedWork work = new SharedWork(this::step);
  private volatile Flow.Subscriber<? super RunChunk> subscriber;
  private volatile boolean closed;
  private volatile boolean gone;
  private boolean ended; // confined to the thread that does the work

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message, String messageId) {
    return sendMessage(message);
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.create(sink -> add(new Event(frame(message), sink::success)));
  }

  /** Sends an event of another kind than a message. */
  void send(String event) {
    add(new Event(ByteBuffer.wrap(event.getBytes(StandardCharsets.UTF_8)), () -> {}));
  }

  private static ByteBuffer frame(JSONRPCMessage message) {
    byte[] json = JsonRpc.bytes(message); // JSON has no line breaks
    return new Bytes(MESSAGE.length + json.length + END.length)
        .put(MESSAGE)
        .put(json)
        .put(END)
        .toBuffer();
  }

  private void add(Event event) {
    if (closed || gone) {
      event.taken().run();
      return;
    }
    events.add(event);
    if (waiting.incrementAndGet() > MOST_WAITING) {
      closed = true;
    }
    work.ask();
  }

  /** Whether so much waits for the client that it should not ask for more. */
  boolean isBehind() {
    return waiting.get() > MOST_WAITING / 16;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super RunChunk> newSubscriber) {
    subscriber = requireNonNull(newSubscriber, "newSubscriber is null");
    newSubscriber.onSubscribe(this);
    work.ask();
  }

  @Override
  public void request(long count) {
    demand.addAndGet(count);
    work.ask();
  }

  /** The client is gone. */
  @Override
  public void cancel() {
    gone = true;
    work.ask();
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(this::close);
  }

  @Override
  public void close() {
    closed = true;
    work.ask();
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return JsonRpc.convert(data, type);
  }

  private void step() {
    if (gone || ended) {
      discard();
      return;
    }
    if (subscriber == null) {
      return;
    }
    boolean last = closed;
    while (demand.get() > 0 && !events.isEmpty()) {
      demand.decrementAndGet();
      Event event = events.remove();
      waiting.decrementAndGet();
      subscriber.onNext(new RunChunk(RunChunk.Kind.BYTES, event.bytes()));
      event.taken().run();
    }
    if (last && events.isEmpty()) {
      ended = true;
      subscriber.onComplete();
    }
  }

  /** Nobody is there to take them; those who wait for that need not. */
  private void discard() {
    for (Event event = events.poll(); event != null; event = events.poll()) {
      waiting.decrementAndGet();
      event.taken().run();
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
