// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** The hold on an environment: it is there at least until this is closed. */
public final class PythonEnvironment implements AutoCloseable {
  private final Path interpreter;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  PythonEnvironment(Path interpreter, Runnable release) {
    this.interpreter = requireNonNull(interpreter, "interpreter is null");
    this.release = requireNonNull(release, "release is null");
  }

  /** The path of its Python; the same one for all who use the same environment. */
  public Path interpreter() {
    return interpreter;
  }

  /** Lets go of it, once no process runs in it; further calls do nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.run();
    }
  }
}
