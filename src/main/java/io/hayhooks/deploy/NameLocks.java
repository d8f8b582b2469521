// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import io.hayhooks.pipeline.PipelineName;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One lock per pipeline name, there only as long as somebody has it or waits for it. */
final class NameLocks {
  private final Map<String, Entry> entries = new HashMap<>(); // guarded by this

  /** Works alone on a name; work on other names goes on beside it. */
  <T> T alone(PipelineName name, Supplier<T> work) {
    Entry entry = enter(name.value());
    entry.lock.lock();
    try {
      return work.get();
    } finally {
      entry.lock.unlock();
      leave(name.value(), entry);
    }
  }

  private synchronized Entry enter(String name) {
    Entry entry = entries.computeIfAbsent(name, key -> new Entry());
    entry.users++;
    return entry;
  }

  private synchronized void leave(String name, Entry entry) {
    entry.users--;
    if (entry.users == 0) {
      entries.remove(name);
    }
  }

  private static final class Entry {
    private final ReentrantLock lock = new ReentrantLock(true);
    private int users;
  }
}
