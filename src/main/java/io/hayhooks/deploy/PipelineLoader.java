// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.DeployedPipeline;
import io.hayhooks.pipeline.LoadPhase;
import io.hayhooks.pipeline.LoadProgress;
import io.hayhooks.pipeline.PipelineEngine;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.Revision;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Makes a loaded pipeline of files, and takes it apart again. */
@Singleton
public final class PipelineLoader {
  private final RevisionStore revisions;
  private final PipelineEngine engine;
  private final DeployProgress progress;
  private final Clock clock;

  @Inject
  public PipelineLoader(RevisionStore revisions, PipelineEngine engine, DeployProgress progress) {
    this(revisions, engine, progress, Clock.systemUTC());
  }

  PipelineLoader(
      RevisionStore revisions, PipelineEngine engine, DeployProgress progress, Clock clock) {
    this.revisions = requireNonNull(revisions, "revisions is null");
    this.engine = requireNonNull(engine, "engine is null");
    this.progress = requireNonNull(progress, "progress is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Loads files; nothing is left of them on failure. */
  Deployment load(PipelineName name, FileSource files) {
    return told(name, now -> load(revisions.add(name, files), now));
  }

  private <T> T told(PipelineName name, Function<LoadProgress, T> work) {
    LoadProgress now = progress.begin(name);
    boolean loaded = false;
    try {
      T result = work.apply(now);
      loaded = true;
      return result;
    } finally {
      now.begins(loaded ? LoadPhase.LOADED : LoadPhase.FAILED);
    }
  }

  /** As {@link #load}, unless the files are those of a revision. */
  Optional<Deployment> loadOther(PipelineName name, FileSource files, Optional<String> id) {
    Revision revision = revisions.add(name, files);
    if (id.filter(revision.id()::equals).isPresent()) {
      revisions.discard(revision);
      return Optional.empty();
    }
    return Optional.of(told(name, now -> load(revision, now)));
  }

  private Deployment load(Revision revision, LoadProgress now) {
    boolean loaded = false;
    try {
      DeployedPipeline pipeline = engine.load(revision, now);
      loaded = true;
      return new Deployment(revision, pipeline, clock.instant());
    } finally {
      if (!loaded) {
        revisions.discard(revision);
      }
    }
  }

  /** Ends a pipeline that never served. */
  void abandon(Deployment deployment) {
    deployment.pipeline().stop();
    revisions.discard(deployment.revision());
  }

  /** Lets a pipeline finish what it does; done when it and its files are gone. */
  CompletionStage<Void> retire(Deployment deployment) {
    return deployment
        .pipeline()
        .drain()
        .whenComplete((done, failure) -> revisions.discard(deployment.revision()));
  }

  /** Deletes all that was made of files; for when no pipeline is left. */
  void close() {
    revisions.close();
  }
}
