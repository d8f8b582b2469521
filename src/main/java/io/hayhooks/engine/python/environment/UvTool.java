// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Gets uv, once: from its wheel, into a virtual environment of its own. uv keeps its cache in the
 * data directory, so that it can hard-link files into environments there.
 */
final class UvTool {
  static final String VERSION = "0.13.9";

  private static final Logger LOGGER = Logger.getLogger(UvTool.class.getName());
  private static final String MARKER = ".complete";

  private final Path directory;
  private final Path cache;
  private final Interpreters interpreters;
  private final Map<String, String> environment;
  private final SharedOutcome<Uv> known = new SharedOutcome<>();

  /**
   * One that may not be there yet.
   *
   * @param tools where it is kept
   * @param environment the variables of this process
   */
  UvTool(Path tools, Path cache, Interpreters interpreters, Map<String, String> environment) {
    directory = requireNonNull(tools, "tools is null").resolve("uv-" + VERSION);
    this.cache = requireNonNull(cache, "cache is null");
    this.interpreters = requireNonNull(interpreters, "interpreters is null");
    this.environment = Map.copyOf(environment);
  }

  /** uv, installed now with a Python if it is not there; empty when it cannot be had. */
  Optional<Uv> get(Interpreter python, Installation installation) {
    try {
      return Optional.of(known.get(() -> find(python, installation)));
    } catch (InstallationException e) {
      missing(e.getMessage() + ": " + e.output());
    } catch (ServerException e) {
      missing(e.getMessage());
    }
    return Optional.empty();
  }

  private static void missing(String reason) {
    LOGGER.warning(
        "uv %s cannot be had, so pip, which is much slower, makes Python environments (%s)"
            .formatted(VERSION, reason));
  }

  private Uv find(Interpreter python, Installation installation) {
    try {
      Files.createDirectories(directory.getParent());
      DirectoryLock lock = DirectoryLock.take(sibling(".lock"));
      try {
        if (!isComplete()) {
          install(python.canMakeEnvironments() ? python : interpreters.find(), installation);
        }
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw new InstallationException(e.toString(), List.of(), e);
    }
    return new Uv(bin("uv"), variables());
  }

  private boolean isComplete() {
    return Files.exists(directory.resolve(MARKER))
        && Files.isExecutable(bin("uv"))
        && Files.isExecutable(bin("python"));
  }

  private void install(Interpreter python, Installation installation) throws IOException {
    DirectoryTree.delete(directory);
    Path parent = directory.getParent();
    installation.run(
        List.of(python.path().toString(), "-I", "-m", "venv", directory.toString()),
        parent,
        Map.of());
    installation.run(
        List.of(
            bin("python").toString(),
            "-I",
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--no-input",
            "--quiet",
            "--only-binary",
            ":all:", // building it would take a Rust compiler and minutes
            "uv==" + VERSION),
        parent,
        Map.of());
    Files.createFile(directory.resolve(MARKER));
  }

  private Map<String, String> variables() {
    String pip =
        Command.answer(List.of(bin("python").toString(), "-I", "-m", "pip", "config", "list"))
            .orElse("");
    Map<String, String> variables = new HashMap<>(PipSettings.of(pip).forUv(environment));
    if (!environment.containsKey("UV_CACHE_DIR")) {
      variables.put("UV_CACHE_DIR", cache.toString());
    }
    variables.put("UV_NO_PROGRESS", "true");
    variables.put("UV_PYTHON_DOWNLOADS", "never");
    variables.put("NO_COLOR", "1");
    return variables;
  }

  private Path bin(String program) {
    return directory.resolve("bin").resolve(program);
  }

  private Path sibling(String suffix) {
    return directory.resolveSibling(directory.getFileName() + suffix);
  }
}
