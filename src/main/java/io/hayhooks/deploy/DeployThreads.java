// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that may block as long as Python loads. They are apart from the server's executor, which
 * has few, so that slow deployments never take the threads they themselves depend on.
 */
@Singleton
public final class DeployThreads implements Executor {
  private static final int MAX_THREADS = 16;

  private final ThreadPoolExecutor pool;

  @Inject
  public DeployThreads(ManagedThreadFactory threads) {
    pool =
        new ThreadPoolExecutor(
            MAX_THREADS, MAX_THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    pool.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable work) {
    pool.execute(work);
  }

  @PreDestroy
  void stop() {
    pool.shutdownNow();
  }
}
