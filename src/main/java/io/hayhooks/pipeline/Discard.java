// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import java.util.concurrent.Flow;

/** Takes a stream that nobody wants, and cancels it. */
final class Discard implements Flow.Subscriber<RunChunk> {
  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.cancel();
  }

  @Override
  public void onNext(RunChunk chunk) {}

  @Override
  public void onError(Throwable failure) {}

  @Override
  public void onComplete() {}
}
