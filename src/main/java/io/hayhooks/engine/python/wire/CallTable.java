// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import io.hayhooks.error.ServerException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls of one connection by number. A cancelled call stays until the worker says that its work
 * has ended; what it sent before it learned of the cancel is ignored. Confined to the connection's
 * thread.
 */
final class CallTable {
  private final Map<Integer, Call> calls = new HashMap<>();
  private int lastId;

  /** Enters a call and returns its number. */
  int add(Call call) {
    do {
      lastId++;
    } while (lastId == 0 || calls.containsKey(lastId));
    calls.put(lastId, call);
    return lastId;
  }

  /** Takes out a call that did not start. */
  void remove(int id) {
    calls.remove(id);
  }

  /** Gives a call up; false when it has ended or was given up already. */
  boolean abandon(int id, Call call) {
    return call.equals(calls.get(id)) && call.abandon();
  }

  /** Takes all calls out and fails them. */
  void failAll(ServerException error) {
    List<Call> failed = new ArrayList<>(calls.values());
    calls.clear();
    failed.forEach(call -> call.fail(error));
  }

  /** Hands a frame to the call it belongs to. */
  void receive(Frame frame) throws ProtocolException {
    Call call = calls.get(frame.callId());
    if (call == null) {
      return;
    }
    if (frame.type() == FrameType.SPAN) {
      call.request().trace().spans(frame.payload());
      return;
    }
    if (call.isAbandoned()) {
      receiveEnd(frame, call);
      return;
    }
    switch (frame.type()) {
      case RESULT -> {
        calls.remove(frame.callId());
        call.answer(CallCodec.decodeResult(frame.payload()));
      }
      case STREAM -> call.open(CallCodec.decodeStream(frame.payload()));
      case CHUNK -> call.chunk(CallCodec.decodeChunk(frame.payload()));
      case END -> {
        call.end();
        calls.remove(frame.callId());
      }
      case ERROR -> {
        ServerException error = ErrorCodec.decode(frame.payload());
        calls.remove(frame.callId());
        call.fail(error);
      }
      case HELLO, LOAD, READY, RUN, CREDIT, CANCEL, STOP, UNLOAD, UNLOADED, SPAN ->
          throw new ProtocolException("a worker does not send %s now".formatted(frame.type()));
    }
  }

  private void receiveEnd(Frame frame, Call call) {
    switch (frame.type()) {
      case RESULT, END, ERROR -> {
        calls.remove(frame.callId());
        call.over();
      }
      default -> {} // sent before the worker learned that nobody wants it
    }
  }
}
