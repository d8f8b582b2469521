// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.BundledFiles;
import io.hayhooks.config.EnvironmentConfig;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.LoadProgress;
import io.hayhooks.pipeline.Revision;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * Says which interpreter runs a pipeline: that of its own environment when it names packages, else
 * the one that {@code HAYHOOKS_PYTHON} names, or that of the managed base environment. Environments
 * are made when they are first asked for.
 */
public final class PythonEnvironments implements AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger(PythonEnvironments.class.getName());
  private static final Duration FORGOTTEN = Duration.ofDays(30);
  private static final Duration FIRST_LOOK = Duration.ofMinutes(10);

  private final EnvironmentConfig config;
  private final BaseRequirements base;
  private final Interpreters interpreters;
  private final Installations installations;
  private final HeldEnvironments held;
  private final Future<?> cleaning;
  private final SharedOutcome<Interpreter> python = new SharedOutcome<>();

  public PythonEnvironments(
      EnvironmentConfig config, BundledFiles bundle, ScheduledExecutorService scheduler) {
    this(
        config,
        bundle,
        scheduler,
        new Interpreters(Optional.ofNullable(System.getenv("PATH")).orElse("")),
        config.dataDirectory().resolve("tools"));
  }

  PythonEnvironments(
      EnvironmentConfig config,
      BundledFiles bundle,
      ScheduledExecutorService scheduler,
      Interpreters interpreters,
      Path tools) {
    this.config = requireNonNull(config, "config is null");
    this.interpreters = requireNonNull(interpreters, "interpreters is null");
    base = new BaseRequirements(bundle);
    installations = new Installations(scheduler, config.installTimeout());
    Path data = config.dataDirectory();
    UvTool uv = new UvTool(tools, data.resolve("uv-cache"), interpreters, System.getenv());
    EnvironmentStore store =
        new EnvironmentStore(data.resolve("environments"), new EnvironmentMaker(uv, installations));
    held = new HeldEnvironments(store, scheduler, config.keep());
    cleaning =
        scheduler.schedule(
            () -> store.removeForgotten(Instant.now().minus(FORGOTTEN)),
            FIRST_LOOK.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /**
   * The environment of a revision; blocks while it is made. Close it when no process of the
   * revision runs any more.
   *
   * @param progress is told when an environment has to be made, and what the installer prints
   * @throws ServerException {@code PIPELINE_NOT_LOADABLE} when what the pipeline names cannot be
   *     installed, with what the installer says; {@code UNAVAILABLE} when there is no Python that
   *     will do, saying what to do
   */
  public PythonEnvironment open(Revision revision, LoadProgress progress) {
    Optional<PipelineRequirements> own = own(revision);
    Interpreter below = python.get(this::find);
    if (own.isPresent()) {
      return held.hold(recipe(revision, below, own, progress));
    }
    return config.python().isPresent()
        ? new PythonEnvironment(below.path(), () -> {})
        : held.hold(
            new EnvironmentRecipe(
                "python environment", below, base.pinned(), List.of(), Optional.empty(), progress));
  }

  /** As {@link #open(Revision, LoadProgress)}, and nobody is told what is done. */
  public PythonEnvironment open(Revision revision) {
    return open(revision, LoadProgress.UNTOLD);
  }

  private EnvironmentRecipe recipe(
      Revision revision,
      Interpreter below,
      Optional<PipelineRequirements> own,
      LoadProgress progress) {
    List<String> pins = config.python().isPresent() ? base.pinsAsIn(below) : base.pins();
    return new EnvironmentRecipe(revision.name().value(), below, base.loose(), pins, own, progress);
  }

  private Optional<PipelineRequirements> own(Revision revision) {
    Optional<PipelineRequirements> own;
    try {
      own = PipelineRequirements.in(revision.directory().toAbsolutePath());
    } catch (IOException e) {
      throw new ServerException(
          ErrorCode.UNAVAILABLE, "The files of '%s' cannot be read".formatted(revision.name()), e);
    }
    if (own.isPresent() && !config.installRequirements()) {
      LOGGER.warning(
          "What %s of '%s' names is not installed, since HAYHOOKS_INSTALL_REQUIREMENTS is false"
              .formatted(own.get().file(), revision.name()));
      return Optional.empty();
    }
    return own;
  }

  private Interpreter find() {
    return config.python().map(this::check).orElseGet(interpreters::find);
  }

  private Interpreter check(Path named) {
    Path path = interpreters.resolve(named);
    Interpreter interpreter =
        Interpreter.at(path)
            .orElseThrow(
                () ->
                    new ServerException(
                        ErrorCode.UNAVAILABLE,
                        "HAYHOOKS_PYTHON is '%s', which is no working Python 3; set it to an interpreter"
                            .formatted(path)));
    if (!interpreter.version().isSupported()) {
      throw new ServerException(
          ErrorCode.UNAVAILABLE,
          "HAYHOOKS_PYTHON is Python %s, but 3.10 is the oldest that will do"
              .formatted(interpreter.version()));
    }
    if (!interpreter.hasHaystack()) {
      LOGGER.warning(
          "The Python of HAYHOOKS_PYTHON has no Haystack; run: %s -m pip install haystack-ai"
              .formatted(path));
    }
    return interpreter;
  }

  /** Gives up making environments; from now on none is removed. */
  public void stop() {
    cleaning.cancel(false);
    installations.close();
    held.stop();
  }

  /** Lets go of all environments; they stay on disk for the next start. */
  @Override
  public void close() {
    stop();
    held.close();
  }
}
