// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import io.hayhooks.config.BundledFiles;
import io.hayhooks.config.WorkerConfig;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.Logger;

/**
 * Says which interpreter runs workers: the one that {@code HAYHOOKS_PYTHON} names, or that of the
 * managed base environment. Whoever asks while it is being found out, which may take a minute the
 * first time, shares the outcome; after a failure the next one tries anew.
 */
public final class PythonEnvironments implements AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger(PythonEnvironments.class.getName());

  private final Optional<Path> given;
  private final BaseEnvironment base;
  private CompletableFuture<Path> outcome; // guarded by this

  public PythonEnvironments(WorkerConfig config, BundledFiles bundle) {
    this(config, bundle, searchPath());
  }

  PythonEnvironments(WorkerConfig config, BundledFiles bundle, Interpreters interpreters) {
    given = config.python();
    base = new BaseEnvironment(config.dataDirectory(), bundle, interpreters);
  }

  private static Interpreters searchPath() {
    return new Interpreters(Optional.ofNullable(System.getenv("PATH")).orElse(""));
  }

  /**
   * The path of the interpreter; blocks while the environment is made.
   *
   * @throws ServerException {@code UNAVAILABLE}, saying what is missing and what to do
   */
  public Path interpreter() {
    CompletableFuture<Path> mine = new CompletableFuture<>();
    CompletableFuture<Path> shared = join(mine);
    if (shared == mine) {
      settle(mine);
    }
    try {
      return shared.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ServerException error ? error : e;
    }
  }

  private synchronized CompletableFuture<Path> join(CompletableFuture<Path> mine) {
    if (outcome == null) {
      outcome = mine;
    }
    return outcome;
  }

  private synchronized void forget() {
    outcome = null;
  }

  private void settle(CompletableFuture<Path> mine) {
    try {
      mine.complete(given.isPresent() ? check(given.get()) : base.interpreter());
    } catch (RuntimeException e) { // whatever it is, those who wait must learn of it
      forget();
      mine.completeExceptionally(e);
    }
  }

  private static Path check(Path path) {
    Interpreter interpreter =
        Interpreter.at(path)
            .orElseThrow(
                () ->
                    new ServerException(
                        ErrorCode.UNAVAILABLE,
                        "HAYHOOKS_PYTHON is '%s', which is no working Python 3; set it to the full path of an interpreter"
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
    return path;
  }

  /** Gives up making an environment, should that be under way. */
  @Override
  public void close() {
    base.close();
  }
}
