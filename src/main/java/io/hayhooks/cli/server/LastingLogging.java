// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.server;

import java.util.logging.LogManager;

/**
 * Logging that lasts until the process ends. Java's own takes all handlers away as soon as the
 * process is told to stop, so that what happens while pipelines are being stopped would be lost.
 */
public final class LastingLogging extends LogManager {
  @Override
  public void reset() {
    boolean byShutdown = Thread.currentThread().getClass().getName().endsWith("$Cleaner");
    if (!byShutdown) {
      super.reset();
    }
  }
}
