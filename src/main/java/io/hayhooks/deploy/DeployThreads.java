// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/** Where deployments are worked off that come over the network. */
@Singleton
public final class DeployThreads implements Executor {
  private static final int MOST = 16;

  private final Executor threads;

  @Inject
  public DeployThreads(ManagedThreadFactory factory) {
    threads = new BoundedThreads(factory, MOST);
  }

  @Override
  public void execute(Runnable work) {
    threads.execute(work);
  }
}
