// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.trace;

/** Hears that a trace began, grew or ended; on whichever thread that happened, so it is quick. */
@FunctionalInterface
public interface TraceListener {
  void changed(String traceId);
}
