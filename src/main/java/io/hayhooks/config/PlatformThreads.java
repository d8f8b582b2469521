// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;

/**
 * The server's own threads, for injection; nobody else makes any. A scheduler is an executor, too:
 * each is offered as one type only.
 */
@SuppressWarnings("UnusedVariable") // the container reads them
final class PlatformThreads {
  @Produces
  @Resource
  @Typed(ManagedExecutorService.class)
  private ManagedExecutorService executor;

  @Produces
  @Resource
  @Typed(ManagedScheduledExecutorService.class)
  private ManagedScheduledExecutorService scheduler;

  @Produces @Resource private ManagedThreadFactory threads;
}
