// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds a Python to make environments with. */
final class Interpreters {
  private static final List<String> NAMES =
      List.of("python3.13", "python3.12", "python3.11", "python3.10", "python3", "python");

  private static final String ADVICE =
      " Install Python 3.10 or newer with its venv module (on Debian and Ubuntu: apt install"
          + " python3 python3-venv), or set HAYHOOKS_PYTHON to an interpreter that has haystack-ai.";

  private final String searchPath;

  /** Searches directories separated as in {@code PATH}. */
  Interpreters(String searchPath) {
    this.searchPath = requireNonNull(searchPath, "searchPath is null");
  }

  /**
   * The first that will do.
   *
   * @throws ServerException {@code UNAVAILABLE}, saying what is missing
   */
  Interpreter find() {
    List<Interpreter> unfit = new ArrayList<>();
    for (Path candidate : candidates()) {
      Interpreter interpreter = Interpreter.at(candidate).orElse(null);
      if (interpreter == null) {
        continue;
      }
      if (interpreter.version().isSupported() && interpreter.canMakeEnvironments()) {
        return interpreter;
      }
      unfit.add(interpreter);
    }
    throw new ServerException(ErrorCode.UNAVAILABLE, complaint(unfit) + ADVICE);
  }

  /** The path of a program: a bare name is looked for, as a shell does. */
  Path resolve(Path program) {
    if (program.isAbsolute() || program.getNameCount() > 1) {
      return program;
    }
    return directories()
        .map(directory -> directory.resolve(program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(program);
  }

  private List<Path> candidates() {
    return NAMES.stream()
        .flatMap(name -> directories().map(directory -> directory.resolve(name)))
        .filter(Files::isExecutable)
        .toList();
  }

  private Stream<Path> directories() {
    return Stream.of(searchPath.split(File.pathSeparator))
        .filter(directory -> !directory.isEmpty())
        .map(Path::of);
  }

  private static String complaint(List<Interpreter> unfit) {
    return unfit.stream()
        .filter(interpreter -> interpreter.version().isSupported())
        .findFirst()
        .or(() -> unfit.stream().findFirst())
        .map(Interpreters::complaint)
        .orElse("There is no Python on this machine.");
  }

  private static String complaint(Interpreter interpreter) {
    return interpreter.version().isSupported()
        ? "Python %s has no venv module.".formatted(interpreter.version())
        : "Python %s is too old.".formatted(interpreter.version());
  }
}
