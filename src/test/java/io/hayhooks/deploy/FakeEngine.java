// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.DeployedPipeline;
import io.hayhooks.pipeline.IdlePipeline;
import io.hayhooks.pipeline.LoadProgress;
import io.hayhooks.pipeline.PipelineEngine;
import io.hayhooks.pipeline.PipelineSignature;
import io.hayhooks.pipeline.Revision;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.RunStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An engine for wrappers (and YAML) of one word: {@code broken} cannot be loaded, {@code buggy}
 * fails as nobody foresaw, {@code wait} loads when {@link #goOn} is completed; any other one is
 * described by itself.
 */
final class FakeEngine implements PipelineEngine {
  final CompletableFuture<Void> goOn = new CompletableFuture<>();
  final AtomicInteger loading = new AtomicInteger();
  final AtomicInteger mostLoading = new AtomicInteger();
  final Map<String, FakePipeline> pipelines = new ConcurrentHashMap<>();

  @Override
  public DeployedPipeline load(Revision revision, LoadProgress progress) {
    int now = loading.incrementAndGet();
    mostLoading.accumulateAndGet(now, Math::max);
    try {
      Map<String, String> files = Trees.read(revision.directory());
      String wrapper = files.getOrDefault("pipeline_wrapper.py", files.get("pipeline.yml"));
      switch (wrapper) {
        case "broken" -> throw new ServerException(ErrorCode.PIPELINE_NOT_LOADABLE, "It is broken");
        case "buggy" -> throw new IllegalStateException("a bug");
        case "wait" -> goOn.join();
        default -> {}
      }
      FakePipeline pipeline = new FakePipeline(wrapper, revision);
      pipelines.put(wrapper, pipeline);
      return pipeline;
    } finally {
      loading.decrementAndGet();
    }
  }

  @Override
  public List<RunStatus> running() {
    return List.of();
  }

  @Override
  public boolean cancel(String id) {
    return false;
  }

  /** A pipeline that drains when it is told to. */
  static final class FakePipeline implements IdlePipeline {
    final String wrapper;
    final Revision revision;
    final CompletableFuture<Void> drained = new CompletableFuture<>();
    volatile boolean draining;
    volatile boolean stopped;

    FakePipeline(String wrapper, Revision revision) {
      this.wrapper = wrapper;
      this.revision = revision;
    }

    @Override
    public PipelineSignature signature() {
      return IdlePipeline.runs(wrapper, IdlePipeline.takesAnything(false));
    }

    @Override
    public CompletableFuture<RunResult> run(RunRequest request) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Void> drain() {
      draining = true;
      return drained;
    }

    @Override
    public void stop() {
      stopped = true;
    }
  }
}
