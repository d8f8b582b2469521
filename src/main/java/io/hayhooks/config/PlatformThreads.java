// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Produces;

/** The server's own threads, for injection; nobody else makes any. */
@SuppressWarnings("UnusedVariable") // the container reads them
final class PlatformThreads {
  @Produces @Resource private ManagedExecutorService executor;
  @Produces @Resource private ManagedScheduledExecutorService scheduler;
  @Produces @Resource private ManagedThreadFactory threads;
}
