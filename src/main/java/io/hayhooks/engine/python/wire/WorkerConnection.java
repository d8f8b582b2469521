// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The server's end of one worker link. One thread runs {@link #serve()}: it reads, writes, and owns
 * every field that is not final. Other threads hand it tasks and wake it when it sleeps; nobody
 * waits for anybody.
 */
public final class WorkerConnection {
  private final SocketChannel channel;
  private final Selector selector;
  private final SerialTasks tasks = new SerialTasks();
  private final AtomicBoolean awake = new AtomicBoolean(true);
  private final CompletableFuture<Hello> hello = new CompletableFuture<>();

  // confined to the thread that serves
  private final FrameReader reader = new FrameReader();
  private final FrameWriter writer = new FrameWriter();
  private final CallTable calls = new CallTable();
  private final Map<Integer, CompletableFuture<Ready>> loads = new HashMap<>();
  private final Map<Integer, CompletableFuture<Void>> unloads = new HashMap<>();
  private boolean readable;
  private boolean writable = true;
  private boolean peerGone;
  private ServerException refusal;

  /** Takes over a connected channel. */
  public WorkerConnection(SocketChannel channel) throws IOException {
    this.channel = requireNonNull(channel, "channel is null");
    selector = Selector.open();
  }

  /** What the worker says first. */
  public CompletableFuture<Hello> hello() {
    return hello;
  }

  /** Asks the worker to load a pipeline; fails with what the worker says when it cannot. */
  public CompletableFuture<Ready> load(Load load) {
    CompletableFuture<Ready> ready = new CompletableFuture<>();
    ByteBuffer payload = HandshakeCodec.encodeLoad(load);
    execute(
        () -> {
          if (refusal == null) {
            loads.put(load.unit(), ready);
            writer.add(FrameType.LOAD, 0, payload);
          } else {
            ready.completeExceptionally(refusal);
          }
        });
    return ready;
  }

  /** Asks the worker to forget one of several pipelines, also one that is being loaded. */
  public CompletableFuture<Void> unload(int unit) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    ByteBuffer payload = HandshakeCodec.encodeUnload(unit);
    execute(
        () -> {
          loads.remove(unit);
          if (refusal == null) {
            unloads.put(unit, done);
            writer.add(FrameType.UNLOAD, 0, payload);
          } else {
            done.complete(null); // all ends soon
          }
        });
    return done;
  }

  /** Starts a call. */
  public void submit(Call call) {
    execute(() -> begin(call));
  }

  /** Asks the worker to finish its calls and exit; further calls fail. */
  public void stop() {
    execute(
        () -> {
          writer.add(FrameType.STOP, 0);
          refusal = new ServerException(ErrorCode.UNAVAILABLE, "The pipeline is being stopped");
        });
  }

  /** Tells that the worker's process is gone: serve what it has sent, then end. */
  public void finish() {
    execute(() -> peerGone = true);
  }

  /**
   * Serves until the worker closes the connection. Whoever calls it then says with {@link #end}
   * what becomes of the calls.
   */
  public void serve() throws IOException {
    try (selector;
        channel) {
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      while (turn(key)) {
        if (Thread.currentThread().isInterrupted()) {
          throw new ClosedByInterruptException();
        }
      }
    }
  }

  /** Fails all calls, those to come included; on the thread that served. */
  public void end(ServerException reason) {
    refusal = reason;
    hello.completeExceptionally(reason);
    loads.values().forEach(load -> load.completeExceptionally(reason));
    unloads.values().forEach(unload -> unload.complete(null));
    calls.failAll(reason);
    tasks.endLoop();
  }

  /** One round: wait, read, do what others asked for, write. False at the end of the channel. */
  private boolean turn(SelectionKey key) throws IOException {
    boolean draining = peerGone;
    int count = await() || draining ? reader.read(channel, this::receive) : 0;
    tasks.runAll();
    key.interestOps(write() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    return count > 0 || (count == 0 && !draining);
  }

  /** Sleeps until there is something to do; returns whether there is something to read. */
  private boolean await() throws IOException {
    readable = false;
    awake.set(false);
    if (tasks.isEmpty() && !peerGone) {
      selector.select(this::ready);
    } else {
      selector.selectNow(this::ready);
    }
    awake.set(true);
    return readable;
  }

  private void ready(SelectionKey key) {
    readable = key.isReadable();
  }

  /** Writes what can be written; a worker that no longer reads may still have sent something. */
  private boolean write() {
    try {
      return !writable || writer.writeTo(channel);
    } catch (IOException e) {
      writable = false;
      writer.clear();
      return true;
    }
  }

  private void receive(Frame frame) throws IOException {
    if (frame.callId() != 0) {
      calls.receive(frame);
      return;
    }
    switch (frame.type()) {
      case HELLO -> hello.complete(HandshakeCodec.decodeHello(frame.payload()));
      case READY -> of(loads, frame).complete(HandshakeCodec.decodeReady(frame.payload()));
      case ERROR -> of(loads, frame).completeExceptionally(ErrorCodec.decode(frame.payload()));
      case UNLOADED -> of(unloads, frame).complete(null);
      case LOAD, RUN, RESULT, STREAM, CHUNK, END, CREDIT, CANCEL, STOP, UNLOAD, SPAN ->
          throw new ProtocolException("%s belongs to no call".formatted(frame.type()));
    }
  }

  /** Who waits for what the frame says of a pipeline; nobody may, if it was given up meanwhile. */
  private static <T> CompletableFuture<T> of(
      Map<Integer, CompletableFuture<T>> waiting, Frame frame) throws ProtocolException {
    CompletableFuture<T> one = waiting.remove(HandshakeCodec.decodeUnit(frame.payload()));
    return one == null ? new CompletableFuture<>() : one;
  }

  private void begin(Call call) {
    if (refusal != null) {
      call.fail(refusal);
      return;
    }
    ByteBuffer body = call.request().body().duplicate();
    ByteBuffer start = CallCodec.encodeRun(call.request(), call.unit());
    if ((long) start.remaining() + body.remaining() > FrameCodec.MAX_PAYLOAD) {
      call.fail(new ServerException(ErrorCode.TOO_LARGE, "The body is larger than 256 MiB"));
      return;
    }
    int id = calls.add(call);
    if (call.begin(new Link(call, id))) {
      writer.add(FrameType.RUN, id, start, body);
    } else {
      calls.remove(id);
      call.over();
    }
  }

  private void execute(Runnable task) {
    tasks.add(task);
    if (!awake.get() && awake.compareAndSet(false, true)) {
      selector.wakeup();
    }
  }

  /** What one call sends. */
  private final class Link implements CallLink {
    private final Call call;
    private final int id;

    Link(Call call, int id) {
      this.call = call;
      this.id = id;
    }

    @Override
    public void execute(Runnable task) {
      WorkerConnection.this.execute(task);
    }

    @Override
    public void credit(int chunks) {
      writer.add(FrameType.CREDIT, id, CallCodec.encodeCredit(chunks));
    }

    @Override
    public void cancel() {
      execute(
          () -> {
            if (calls.abandon(id, call)) {
              writer.add(FrameType.CANCEL, id);
            }
          });
    }
  }
}
