// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.PipelinesConfig;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Follows the pipelines directory while developers, a deployment tool or another server change it:
 * what changed there and has come to rest is deployed, what went is undeployed. Looks again and
 * again, as notifications do not come from directories that are mounted from elsewhere.
 */
@Singleton
public final class DirectoryWatch {
  private static final Logger LOG = Logger.getLogger(DirectoryWatch.class.getName());
  private static final String GONE = "";
  private static final int PAUSE_MILLIS = 500;

  private final PipelinesConfig config;
  private final PipelineStore store;
  private final DeploymentService deployments;
  private final PipelineRegistry registry;
  private final FailedPipelines failures;
  private final AtomicBoolean looking = new AtomicBoolean();

  /** What stood there when it was last deployed, and at the last look; one look at a time. */
  private final Map<String, Seen> seen = new HashMap<>();

  private final Map<String, String> last = new HashMap<>();

  /** A state of files, and since when what was served then had been served. */
  private record Seen(String state, Optional<Instant> deployedAt) {}

  @Inject
  public DirectoryWatch(
      PipelinesConfig config,
      PipelineStore store,
      DeploymentService deployments,
      PipelineRegistry registry,
      FailedPipelines failures) {
    this.config = requireNonNull(config, "config is null");
    this.store = requireNonNull(store, "store is null");
    this.deployments = requireNonNull(deployments, "deployments is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.failures = requireNonNull(failures, "failures is null");
  }

  /** Takes the present state as deployed. Called before it is loaded, if watching is wanted. */
  void begin() {
    if (config.watch()) {
      try {
        store
            .list()
            .forEach(saved -> state(saved).ifPresent(state -> remember(saved.name(), state)));
      } catch (ServerException e) {
        LOG.log(Level.WARNING, e.getMessage(), e.getCause());
      }
    }
  }

  /** Goes on until the scheduler ends, if it is wanted. */
  void start(ScheduledExecutorService scheduler, Executor threads) {
    if (config.watch()) {
      var unused =
          scheduler.scheduleWithFixedDelay(
              () -> lookWith(threads), PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** A deployment may take longer than a pause. */
  private void lookWith(Executor threads) {
    if (looking.compareAndSet(false, true)) {
      threads.execute(
          () -> {
            try {
              look();
            } catch (RuntimeException e) { // root of a task: the next look may be better
              LOG.log(Level.WARNING, "The pipelines directory could not be followed", e);
            } finally {
              looking.set(false);
            }
          });
    }
  }

  void look() {
    List<String> gone = new ArrayList<>(seen.keySet());
    for (SavedPipeline saved : store.list()) {
      gone.remove(saved.name());
      if (saved.problem().isEmpty()) {
        state(saved).ifPresent(state -> follow(saved, state));
      }
    }
    for (String name : gone) {
      if (GONE.equals(last.put(name, GONE))) { // it might be on its way back
        undeploy(name);
      }
    }
  }

  private void follow(SavedPipeline saved, String state) {
    Seen before = seen.get(saved.name());
    boolean rests = state.equals(last.put(saved.name(), state));
    if (before != null && before.state().equals(state)) {
      remember(saved.name(), state);
    } else if (rests) {
      deploy(saved, state);
      remember(saved.name(), state);
    }
  }

  private void deploy(SavedPipeline saved, String state) {
    try {
      deployments.reload(
          new PipelineName(saved.name()),
          store.files(saved),
          () -> state(saved).filter(state::equals).isPresent());
      failures.remove(saved.name()); // it may be back at what is served
    } catch (ServerException e) {
      LOG.warning(() -> "Could not deploy '%s': %s".formatted(saved.name(), e.getMessage()));
      failures.remove(saved.name());
      failures.add(new FailedPipeline(saved.name(), e.getMessage()));
    }
  }

  private void undeploy(String name) {
    Seen before = seen.remove(name);
    last.remove(name);
    before.deployedAt().ifPresent(instant -> deployments.undeployGone(name, instant));
    failures.remove(name);
  }

  private void remember(String name, String state) {
    seen.put(name, new Seen(state, registry.find(name).map(Deployment::deployedAt)));
  }

  private Optional<String> state(SavedPipeline saved) {
    try {
      return Optional.of(store.state(saved));
    } catch (IOException e) {
      LOG.log(Level.FINE, "The files of '%s' cannot be looked at".formatted(saved.name()), e);
      return Optional.empty();
    }
  }
}
