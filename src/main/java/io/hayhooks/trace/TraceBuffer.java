// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The latest traces. */
final class TraceBuffer {
  private final int capacity;
  private final Deque<Trace> traces = new ArrayDeque<>(); // guarded by this

  TraceBuffer(int capacity) {
    this.capacity = capacity;
  }

  synchronized void add(Trace trace) {
    if (traces.size() == capacity) {
      traces.removeLast();
    }
    traces.addFirst(trace);
  }

  /** The newest first. */
  synchronized List<Trace> all() {
    return new ArrayList<>(traces);
  }
}
